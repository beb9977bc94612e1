"""Cosines, against scikit-learn and by hand."""

import numpy as np
import pytest

from fazhi_analysis.analyse.similarity import similarity
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.frames import as_corpus, report


def of(words: dict[str, dict[str, int]], **changes) -> Corpus:
    rows = [
        {"report_id": r, "section": 0, "word": w, "count": n}
        for r, counts in words.items()
        for w, n in counts.items()
    ]
    reports = [report(r, **changes) for r in words]
    return as_corpus({"reports": reports, "words": rows})


def test_cosines_agree_with_scikit_learn():
    from sklearn.feature_extraction.text import TfidfTransformer

    rng = np.random.default_rng(1)
    counts = rng.poisson(0.8, (12, 30))
    # Random words of two characters, none of them a stop word or number.
    names = [chr(0x5E00 + 2 * i) + chr(0x5E01 + 2 * i) for i in range(30)]
    corpus = of({f"{i:02}": {names[j]: int(n) for j, n in enumerate(row) if n}
                 for i, row in enumerate(counts)})  # fmt: skip
    weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    expected = (weights @ weights.T).toarray()
    out = similarity(corpus)
    assert len(out) >= 60
    for a, b, cosine in out.values.tolist():
        assert cosine == pytest.approx(expected[int(a), int(b)], abs=1e-12)


def test_sections_are_added_up_and_stop_words_and_numbers_left_out():
    corpus = of({"a": {"调解": 2, "的": 50, "2023": 9, "，": 5}, "b": {"调解": 2, "的": 3}})
    assert similarity(corpus).values.tolist() == [["a", "b", 1.0]]


def test_pairs_without_a_common_word_are_left_out():
    assert len(similarity(of({"a": {"调解": 1}, "b": {"普法": 1}}))) == 0


def test_near_pairs_only():
    corpus = of(
        {"a": {"调解": 1, "普法": 1}, "b": {"调解": 1, "普法": 1}, "c": {"调解": 1, "执法": 1}}
    )
    assert len(similarity(corpus)) == 3
    assert similarity(corpus, min_cosine=0.9)[["report_a", "report_b"]].values.tolist() == [
        ["a", "b"]
    ]


def test_blocks_make_no_difference(monkeypatch):
    words = {f"{i:02}": {"调解": 1 + i, chr(0x5E00 + i % 5) * 2: 2} for i in range(17)}
    whole = similarity(of(words))
    monkeypatch.setattr("fazhi_analysis.analyse.similarity._BLOCK", 4)
    assert similarity(of(words)).equals(whole)
    assert len(whole) == 17 * 16 // 2


def test_duplicates_and_other_texts_only_on_request():
    corpus = of({"a": {"调解": 1}, "b": {"调解": 1}}, kind="other")
    assert len(similarity(corpus)) == 0
    assert len(similarity(corpus, everything=True)) == 1


def test_a_corpus_without_words_is_told_so():
    assert len(similarity(Corpus())) == 0
    with pytest.raises(FazhiError, match="holds no words"):
        similarity(as_corpus({"reports": [report("a")]}))
    with pytest.raises(FazhiError, match="min_cosine is 2"):
        similarity(Corpus(), min_cosine=2)
