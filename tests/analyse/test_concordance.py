import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.concordance import concordance
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.analyse.small_corpus import corpus_of, two_reports


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_every_occurrence_in_the_bodies_with_its_surroundings():
    out = concordance(two_reports(), "法治", width=3)
    assert rows(out, "report_id", "section", "start", "end", "left", "match", "right") == [
        ("a", 0, 6, 8, "", "法治", "政府的"),
        ("a", 0, 11, 13, "政府的", "法治", ",调解"),
        ("b", 0, 6, 8, "", "法治", "企业 "),
    ]
    assert out["role"].tolist() == ["progress"] * 3
    assert out["heading"].isna().all()
    assert list(out.columns[:6]) == ["report_id", "section", "start", "left", "match", "right"]


def test_the_offsets_lead_back_to_the_text():
    corpus = two_reports()
    texts = corpus.texts.set_index("report_id")["text"]
    out = concordance(corpus, "[法企].")
    assert len(out) == 5
    for row in out.itertuples():
        assert texts[row.report_id][row.start : row.end].strip() == row.match.strip()


def test_the_heading_tells_the_section():
    out = concordance(two_reports(), "企业", width=0)
    assert rows(out, "section", "role", "heading", "left", "right") [1] == (
        1, "plan", "安排", "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "regex", "matches"),
    [
        ("法治|调解", True, ["法治", "法治", "调解", "调解", "法治"]),
        ("法治|调解", False, []),
        ("。", False, ["。", "。"]),
        (".", False, []),
        ("3?", True, ["3"]),
        (re.compile("政府"), True, ["政府"]),
        ("页眉", True, []),
    ],
)
def test_patterns(pattern, regex, matches):
    assert concordance(two_reports(), pattern, regex=regex)["match"].tolist() == matches


@pytest.mark.parametrize(
    ("pattern", "width", "message"),
    [
        ("(", 30, r"the pattern '\(' is no regular expression .* with regex=False"),
        ("", 30, "the pattern is empty"),
        ("法", -1, "width is -1; give 0 or more"),
    ],
)
def test_wrong_arguments_are_named(pattern, width, message):
    with pytest.raises(FazhiError, match=message):
        concordance(two_reports(), pattern, width)


def test_an_empty_corpus_and_no_match_give_an_empty_frame():
    out = concordance(Corpus(), "法治")
    assert len(out) == 0
    assert out.dtypes.equals(concordance(two_reports(), "法治").dtypes)
    assert out.dtypes.equals(concordance(two_reports(), "枫桥").dtypes)


def test_other_kinds_are_left_out():
    assert set(concordance(two_reports(kind="other"), "法治")["report_id"]) == {"b"}
    assert len(concordance(two_reports(kind="other"), "法治", everything=True)) == 3


@given(st.text(st.sampled_from("法治政府\n 。的"), min_size=1, max_size=40), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_left_match_and_right_are_the_text(text, width):
    corpus = corpus_of({"parts": [("progress", None, text)]})
    body = text + "\n"
    out = concordance(corpus, "法", width)
    assert len(out) == text.count("法")
    for row in out.itertuples():
        at = row.start - 6
        assert row.left == re.sub(r"\s+", " ", body[max(0, at - width) : at])
        assert row.right == re.sub(r"\s+", " ", body[at + 1 : at + 1 + width])
