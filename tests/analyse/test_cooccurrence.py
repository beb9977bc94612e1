import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.cooccurrence import cooccurrence
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.analyse.small_corpus import corpus_of, two_reports


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def sentences():
    return corpus_of(
        {
            "report_id": "a",
            "parts": [
                ("progress", None, "法治政府建设。法治和调解,法治。调解"),
                ("problems", "问题", "企业"),
            ],
        },
        {"report_id": "b", "parts": [("progress", None, "调解法治。企业。企业调解")]},
    )


def test_sentences_by_hand():
    out = cooccurrence(sentences(), ["法治", "调解", "企业"])
    # Seven sentences: 法治 | 法治 调解 | 调解 | 企业 | 调解 法治 | 企业 | 企业 调解.
    assert rows(out, "term_a", "term_b", "count", "count_a", "count_b", "windows", "reports") == [
        ("企业", "调解", 1, 3, 4, 7, 1),
        ("法治", "调解", 2, 3, 4, 7, 2),
    ]
    assert out["expected"].tolist() == pytest.approx([12 / 7, 12 / 7])
    assert out["pmi"].tolist() == pytest.approx([math.log2(7 / 12), math.log2(14 / 12)])
    cells = [(1, 12 / 7), (2, 9 / 7), (3, 16 / 7), (1, 12 / 7)]
    g2 = 2 * sum(observed * math.log(observed / expected) for observed, expected in cells)
    assert out.loc[0, "log_likelihood"] == pytest.approx(g2, abs=1e-9)
    assert out["small"].all()
    assert out["group_reports"].tolist() == [2, 2]


@pytest.mark.parametrize(
    ("window", "counts"),
    [
        ("section", {("企业", "法治"): 1, ("企业", "调解"): 1, ("法治", "调解"): 2}),
        ("report", {("企业", "法治"): 2, ("企业", "调解"): 2, ("法治", "调解"): 2}),
    ],
)
def test_larger_windows(window, counts):
    out = cooccurrence(sentences(), ["法治", "调解", "企业"], window)
    found = dict(zip(zip(out["term_a"], out["term_b"], strict=True), out["count"], strict=True))
    assert found == counts


def test_nested_terms():
    corpus = corpus_of({"parts": [("progress", None, "法治政府建设")]})
    terms = ["法治政府", "法治政府建设"]
    assert len(cooccurrence(corpus, terms)) == 0
    assert cooccurrence(corpus, terms, overlap="all")["count"].tolist() == [1]


def test_the_frequent_words_are_the_default():
    out = cooccurrence(sentences())
    assert {"法治", "调解", "企业"} <= set(out["term_a"]) | set(out["term_b"])
    assert not {"和"} & (set(out["term_a"]) | set(out["term_b"]))


def test_pairs_too_rare_are_left_out():
    terms = ["法治", "调解", "企业"]
    assert rows(cooccurrence(sentences(), terms, min_count=2), "term_a", "term_b") == [
        ("法治", "调解")
    ]


@pytest.mark.parametrize("corpus", [Corpus(), two_reports()])
def test_nothing_together_gives_an_empty_frame(corpus):
    out = cooccurrence(corpus, ["枫桥", "浦江"])
    assert len(out) == 0
    assert out.dtypes.equals(cooccurrence(sentences()).dtypes)
    assert len(cooccurrence(Corpus())) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"terms": ["法治"]}, "there is one term only, '法治'; give two or more"),
        ({"window": "page"}, "window is 'page'; use 'sentence', 'section' or 'report'"),
        ({"terms": ["法治", ""]}, "is no text"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(FazhiError, match=message):
        cooccurrence(sentences(), **arguments)


@given(st.lists(st.text("甲乙丙。", max_size=20), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_as_counted_sentence_by_sentence(texts):
    corpus = corpus_of(*({"parts": [("progress", None, text)]} for text in texts))
    pieces = [piece for text in texts for piece in text.split("。") if piece]
    out = cooccurrence(corpus, ["甲", "乙", "丙"])
    for row in out.itertuples():
        assert row.count_a == sum(row.term_a in piece for piece in pieces)
        assert row[3] == sum(row.term_a in piece and row.term_b in piece for piece in pieces)
        assert row.windows == len(pieces)
        assert row.term_a < row.term_b
    pairs = {(a, b) for a, b in [("丙", "乙"), ("丙", "甲"), ("乙", "甲")]
             if any(a in piece and b in piece for piece in pieces)}  # fmt: skip
    assert set(zip(out["term_a"], out["term_b"], strict=True)) == pairs
