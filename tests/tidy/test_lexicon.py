import pytest

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon, read_lexicon, to_entries

KINDS = {"policy", "procedure", "service", "campaign", "body", "statute"}


def test_packaged_rows_have_a_known_kind():
    assert {row["kind"] for row in read_table("lexicon.csv", ["word", "kind"])} == KINDS


def test_packaged_words_are_many_unique_and_at_the_grain_of_terms():
    words = [entry.word for entry in domain_lexicon()]
    assert len(words) == len(set(words)) > 300
    assert {"法治政府", "规范性文件", "公共法律服务", "法律明白人", "枫桥经验"} <= set(words)
    # The longer ones would take the count away from the shorter ones that people ask for.
    assert not {"法治政府建设", "行政复议案件", "行政规范性文件"} & set(words)


def test_a_file_gives_words_with_their_frequencies(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("\ufeff# mine\n共享法庭 50 n\n\n浦江经验\t7\n甬有善治\n", encoding="utf-8")
    assert read_lexicon(path) == (Entry("共享法庭", 50), Entry("浦江经验", 7), Entry("甬有善治"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "甬有善治\n“枫桥经验”\n",
            r"words\.txt, line 2: '“枫桥经验”' can never be cut as one word",
        ),
        ("法 治 政府", r"line 1: '法 治 政府' is no word with an optional frequency"),
        ("法", "can never be cut as one word; use 2 to 40"),
        ("法治兴 0", "the frequency of '法治兴' is 0; leave it out"),
        ("法治兴\n法治兴 3", r"line 2: '法治兴' stands already in .*line 1; keep one"),
        ("㐀字", "can never be cut"),
    ],
)
def test_a_bad_line_is_named(tmp_path, content, message):
    path = tmp_path / "words.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        read_lexicon(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ResourceError, match=r"none\.txt: the lexicon cannot be read"):
        read_lexicon(tmp_path / "none.txt")
    path = tmp_path / "gbk.txt"
    path.write_bytes("法治兴".encode("gbk"))
    with pytest.raises(ResourceError, match=r"gbk\.txt: .* give a text file in UTF-8"):
        read_lexicon(path)


def test_one_string_is_no_list_of_words():
    with pytest.raises(ResourceError, match="the lexicon is one string"):
        to_entries("法治政府")


def test_a_users_word_comes_last_and_takes_the_place_of_the_packages():
    own = domain_lexicon([Entry("法治政府", 900), "共享法庭岗"])
    assert own[-2:] == (Entry("法治政府", 900), Entry("共享法庭岗"))
    assert len(own) == len(domain_lexicon()) + 1
