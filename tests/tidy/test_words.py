import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.tidy.records import Section
from fazhi_analysis.tidy.words import Segmenter, count_words, is_word

SEGMENTER = Segmenter()


def section(number: int, start: int, end: int) -> Section:
    return Section(number, None, 0, None, None, "other", start, end)


@pytest.mark.parametrize(
    "token", ["法治", "的", "2023", "87.23%", "C++", "1", "第十", "㐀", "a", "Ⅳ", "①", "é"]
)
def test_letters_characters_and_digits_make_a_word(token):
    assert is_word(token)


@pytest.mark.parametrize(
    "token", ["", " ", "\r\n", ",", "“", "--", "%%", "+", "㎡", "·", "《", "\u200b"]
)
def test_signs_and_blanks_make_none(token):
    assert not is_word(token)


def test_counts_by_hand():
    text = "页眉\n一、推进法治政府建设\n法治政府,法治政府的建设;2023年。\n二、问题\n法治政府!"
    two = text.index("二、")
    sections = [section(1, text.index("一、"), two), section(2, two, len(text))]
    assert count_words(text, sections, SEGMENTER) == [
        (1, "2023", 1),
        (1, "一", 1),
        (1, "年", 1),
        (1, "建设", 2),
        (1, "推进", 1),
        (1, "法治政府", 3),
        (1, "的", 1),
        (2, "二", 1),
        (2, "法治政府", 1),
        (2, "问题", 1),
    ]


def test_an_empty_section_has_no_rows():
    assert count_words("法治", [section(0, 0, 0), section(1, 0, 2)], SEGMENTER) == [(1, "法治", 1)]
    assert count_words("", [], SEGMENTER) == []


def test_the_order_of_the_sections_given_does_not_matter():
    text = "法治\n政府"
    parts = [section(1, 3, 5), section(0, 0, 3)]
    assert count_words(text, parts, SEGMENTER) == [(0, "法治", 1), (1, "政府", 1)]


@given(
    st.lists(
        st.text(st.sampled_from("法治政府建设的一二2023.-%,。 行政执法a"), max_size=20),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=60, deadline=None)
def test_sections_that_share_lines_add_up_to_the_whole(lines):
    text = "\n".join(lines)
    parts, at = [], 0
    for number, line in enumerate(lines):
        parts.append(section(number, at, at + len(line)))
        at += len(line) + 1
    rows = count_words(text, parts, SEGMENTER)
    whole = {word: n for _, word, n in count_words(text, [section(0, 0, len(text))], SEGMENTER)}
    total: dict[str, int] = {}
    for _, word, count in rows:
        total[word] = total.get(word, 0) + count
    assert total == whole
    assert rows == sorted(rows)
    assert all(count > 0 for *_, count in rows)
