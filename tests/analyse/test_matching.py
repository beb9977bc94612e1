import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.analyse.matching import Terms, locate
from fazhi_analysis.errors import FazhiError

NESTED = ["法治政府", "法治政府建设", "政府建设"]


@pytest.mark.parametrize(
    ("terms", "overlap", "text", "found"),
    [
        (NESTED, "longest", "法治政府建设", [("法治政府建设", 0)]),
        (NESTED, "all", "法治政府建设", [("法治政府建设", 0), ("法治政府", 0), ("政府建设", 2)]),
        (NESTED, "longest", "法治政府,政府建设", [("法治政府", 0), ("政府建设", 5)]),
        # They overlap, and neither holds the other.
        (["法治政府", "政府建设"], "longest", "法治政府建设", [("法治政府", 0), ("政府建设", 2)]),
        (["规范性文件"], "longest", "行政规范性文件、规范性 文件", [("规范性文件", 2)]),
        (["aa"], "longest", "aaaaa", [("aa", 0), ("aa", 2)]),
        (["1+3+3+N", "N"], "longest", "“1+3+3+N”和N", [("1+3+3+N", 1), ("N", 10)]),
        (["(一)", ".*", "[a"], "all", "(一).*[a", [("(一)", 0), (".*", 3), ("[a", 5)]),
        (
            {"枫桥": ["枫桥经验", "新时代“枫桥经验”", "枫桥式"]},
            "all",
            "新时代“枫桥经验”,枫桥式,枫桥",
            [("枫桥", 0), ("枫桥", 10)],
        ),
        ("法治", "longest", "法治", [("法治", 0)]),
        ({"a": "法治", "b": ["政府"]}, "longest", "政府法治", [("b", 0), ("a", 2)]),
        (["法治"], "longest", "", []),
    ],
)
def test_what_is_found(terms, overlap, text, found):
    result = Terms(terms, overlap=overlap).find(text)
    assert [(item.term, item.start) for item in result] == found


def test_only_between_the_two_places():
    terms = Terms(["法治政府", "法治"])
    assert terms.find("法治法治政府法治", 1, 5) == [("法治", 2, 4)]
    assert terms.find("法治法治政府", 2) == [("法治政府", 2, 6)]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ([], "there is no term to look for"),
        ({}, "there is no term to look for"),
        ({"a": []}, "there is no term to look for"),
        (["法治", ""], "the term '' of '' is no text"),
        (["  "], "is no text of 1 to 100 characters"),
        (["长" * 101], "is no text of 1 to 100 characters"),
        ([3], "the term 3 of 3 is no text"),
        ({"a": ["法治"], "b": ["法治"]}, "'法治' is a variant of 'a' and of 'b'"),
    ],
)
def test_bad_terms_are_named(terms, message):
    with pytest.raises(FazhiError, match=message):
        Terms(terms)


def test_an_unknown_overlap_is_named():
    with pytest.raises(FazhiError, match="overlap is 'none'; use 'longest' or 'all'"):
        Terms(["法治"], overlap="none")


@given(
    st.lists(st.text("法治政府a+", min_size=1, max_size=4), min_size=1, max_size=6, unique=True),
    st.text("法治政府a+。", max_size=40),
)
def test_as_a_plain_search_finds_them(terms, text):
    every = Terms(terms, overlap="all").find(text)
    for term in terms:
        places, at = [], text.find(term)
        while at >= 0:
            places.append(at)
            at = text.find(term, at + len(term))
        assert [item.start for item in every if item.term == term] == places
    anywhere = [
        (at, at + len(term))
        for term in terms
        for at in range(len(text))
        if text.startswith(term, at)
    ]
    for term, start, end in Terms(terms, overlap="longest").find(text):
        assert text[start:end] == term
        assert not any(
            low <= start and end <= high and high - low > end - start for low, high in anywhere
        )


def test_hostile_terms_and_texts_take_linear_time():
    terms = Terms(["a" * n for n in range(1, 100)] + ["a" * 99 + "b"])
    start = time.process_time()
    assert len(terms.find("a" * 99)) == 1
    short = time.process_time() - start
    start = time.process_time()
    terms.find("a" * 99 * 20)
    assert time.process_time() - start < 60 * short + 2


def test_locate():
    spans = pd.DataFrame(
        {"report_id": ["a", "a", "a", "b"], "start": [0, 5, 5, 0], "end": [5, 5, 9, 3],
         "section": [0, 1, 2, 7]}
    )  # fmt: skip
    places = pd.DataFrame(
        {"report_id": ["a", "a", "b", "b", "a", "c"], "start": [4, 5, 0, 3, 9, 0]}
    )
    out = locate(places, spans, "section")
    assert out.tolist() == [0, 2, 7, pd.NA, pd.NA, pd.NA]
