import pandas as pd
import pytest

from fazhi_analysis.analyse.terms import term_frequency
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.analyse.small_corpus import corpus_of, two_reports


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def nested():
    return corpus_of(
        {
            "report_id": "a",
            "year": 2022,
            "parts": [
                ("progress", "法治政府", "法治政府建设。法治政府"),
                ("problems", "问题", "规范性文件"),
            ],
        },
        {"report_id": "b", "year": 2023, "parts": [("progress", None, "行政规范性文件")]},
    )


def test_terms_are_found_whatever_the_segmentation():
    corpus = nested()
    assert "规范性文件" not in set(corpus.words["word"])
    out = term_frequency(corpus, ["规范性文件", "法治政府", "枫桥经验"])
    assert rows(out, "group", "term", "count", "reports", "group_reports", "small") == [
        ("all", "规范性文件", 2, 2, 2, True),
        ("all", "法治政府", 2, 1, 2, True),
        ("all", "枫桥经验", 0, 0, 2, True),
    ]
    chars = 12 + 6 + 8
    assert out["per_10k"].tolist() == pytest.approx([2 / chars * 1e4, 2 / chars * 1e4, 0])


@pytest.mark.parametrize(("overlap", "counts"), [("longest", [1, 1]), ("all", [2, 1])])
def test_nested_terms(overlap, counts):
    out = term_frequency(nested(), ["法治政府", "法治政府建设"], overlap=overlap)
    assert out["count"].tolist() == counts


def test_variants_are_joined_under_their_name():
    out = term_frequency(nested(), {"文件": ["规范性文件", "行政规范性文件"]}, by="year")
    assert rows(out, "group", "term", "count", "reports") == [
        ("2022", "文件", 1, 1),
        ("2023", "文件", 1, 1),
    ]


def test_by_role_every_group_has_every_term():
    out = term_frequency(nested(), ["法治政府", "规范性文件"], by="role")
    assert rows(out, "group", "term", "count", "reports") == [
        ("problems", "法治政府", 0, 0),
        ("problems", "规范性文件", 1, 1),
        ("progress", "法治政府", 2, 1),
        ("progress", "规范性文件", 1, 1),
    ]
    assert out.loc[2, "per_10k"] == pytest.approx(2 / 20 * 1e4)


def test_page_furniture_and_other_kinds_do_not_count():
    assert term_frequency(two_reports(), "页眉")["count"].tolist() == [0]
    assert term_frequency(two_reports(), "法治")["count"].tolist() == [3]
    other = two_reports(kind="other")
    assert term_frequency(other, "法治")["count"].tolist() == [1]
    assert term_frequency(other, "法治", everything=True)["count"].tolist() == [3]


def test_words_and_terms_agree_where_the_segmentation_is_right():
    from fazhi_analysis.analyse.frequency import word_frequency

    words = word_frequency(two_reports(), by="role")
    terms = term_frequency(two_reports(), ["法治", "企业", "调解", "政府"], by="role")
    both = words.merge(terms, left_on=["group", "word"], right_on=["group", "term"])
    assert len(both) == len(words)
    for column in ("count", "per_10k", "reports", "group_reports"):
        pd.testing.assert_series_equal(both[f"{column}_x"], both[f"{column}_y"], check_names=False)


def test_an_empty_corpus_gives_an_empty_frame():
    out = term_frequency(Corpus(), ["法治"], by="role")
    assert len(out) == 0
    assert out.dtypes.equals(term_frequency(two_reports(), ["法治"]).dtypes)


def test_an_empty_term_is_refused():
    with pytest.raises(FazhiError, match="is no text"):
        term_frequency(two_reports(), [""])
