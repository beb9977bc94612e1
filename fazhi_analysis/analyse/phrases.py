"""What the reports say as one, found in the reports themselves: new terms and fixed phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from fazhi_analysis.analyse.ngrams import BREAK, Grams, Numbers, repeated
from fazhi_analysis.analyse.units import chosen
from fazhi_analysis.analyse.wordlists import is_number, stop_words
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.segmentation import Segmenter
from fazhi_analysis.tidy.words import is_word

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus
    from fazhi_analysis.tidy.lexicon import Entry

__all__ = ["fixed_phrases", "new_terms"]

_MEASURES = {
    "count": "Int64", "reports": "Int64", "pmi": "Float64", "left_entropy": "Float64",
    "right_entropy": "Float64",
}  # fmt: skip
_TERMS = {"term": "str", "cut": "str", **_MEASURES}
_PHRASES = {"phrase": "str", "words": "Int64", **_MEASURES}
_LISTING = "、"  # may stand inside of a phrase: 科学立法、严格执法


def new_terms(
    corpus: Corpus,
    *,
    lexicon: str | Path | Iterable[str | Entry] | None = None,
    max_chars: int = 6,
    min_count: int = 5,
    min_reports: int = 2,
    min_pmi: float = 4.0,
    min_entropy: float = 1.0,
    everything: bool = False,
) -> pd.DataFrame:
    """Find what behaves like a word and is none for the segmentation: candidates for the lexicon.

    A term hangs together inside (PMI), its neighbours vary (branching entropy), and in half of its
    uses at least it begins and ends where words do.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts.
    lexicon : path or iterable of str, optional
        The lexicon in use, as for ``Segmenter``; by default the package's.
    max_chars : int, default 6
        Characters of the longest term.
    min_count, min_reports : int
        How often, and in how many reports, a term stands at least.
    min_pmi : float, default 4
        Bits of mutual information at the term's weakest joint, at least.
    min_entropy : float, default 1
        Bits of branching entropy on either side, at least: 1 is two neighbours equally often.
    everything : bool, default False
        Search duplicates and texts of kind ``other``, too.

    Returns
    -------
    DataFrame
        One row a term, sorted by count (falling) and term. Terms that begin or end with a stop
        word or a number are left out.

        - term; cut: how the segmentation cuts it, parts joined by ``/``
        - count, reports
        - pmi, left_entropy, right_entropy: bits

    Notes
    -----
    Branching entropy: Jin, Z. and Tanaka-Ishii, K. (2006): Unsupervised segmentation of Chinese
    text by use of branching entropy. COLING/ACL 2006 posters, 428-435.
    """
    _check(max_chars, "max_chars", min_count)
    corpus = chosen(corpus, "new_terms", everything=everything)
    segmenter = Segmenter(lexicon)
    bodies = _bodies(corpus)
    text = "".join(body + "\n" for body in bodies)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    symbols = np.where((points >= 0x4E00) & (points <= 0x9FD5), points - 0x4E00, BREAK)
    edges = _edges(segmenter, bodies)
    stops = stop_words()
    rows = []
    owners = _owners([len(body) for body in bodies])
    for grams in repeated(symbols, owners, most=max_chars, min_count=min_count, edges=edges):
        for number in _firm(grams, min_reports, min_pmi, min_entropy):
            term = text[grams.place[number] : grams.place[number] + grams.length]
            cut = segmenter.lcut(term)
            if len(cut) > 1 and not any(w in stops or is_number(w) for w in (cut[0], cut[-1])):
                rows.append((term, "/".join(cut), *_measures(grams, number)))
    return _frame(rows, _TERMS, "term")


def fixed_phrases(
    corpus: Corpus,
    *,
    lexicon: str | Path | Iterable[str | Entry] | None = None,
    max_words: int = 8,
    min_count: int = 5,
    min_reports: int = 2,
    min_pmi: float = 2.0,
    min_entropy: float = 1.0,
    everything: bool = False,
) -> pd.DataFrame:
    """Find sequences of words that come back as one: slogans, formulas, set phrases.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts.
    lexicon, min_count, min_reports, min_pmi, min_entropy, everything
        As in :func:`new_terms`, with words in the place of characters.
    max_words : int, default 8
        Words of the longest phrase; ``、`` counts as one and stands inside only.

    Returns
    -------
    DataFrame
        One row a phrase, sorted by count (falling) and phrase. Phrases that begin or end with a
        function word or a number are left out.

        - phrase; words: how many
        - count, reports
        - pmi, left_entropy, right_entropy: bits
    """
    _check(max_words, "max_words", min_count)
    corpus = chosen(corpus, "fixed_phrases", everything=everything)
    segmenter = Segmenter(lexicon)
    tokens = [[*words, "\n"] for words in segmenter.lcut_many(_bodies(corpus))]
    flat = [word for words in tokens for word in words]
    codes, vocabulary = pd.factorize(np.array(flat, dtype=object))
    breaks = np.array([not (is_word(word) or word == _LISTING) for word in vocabulary], dtype=bool)
    symbols = np.where(breaks[codes], BREAK, codes) if len(codes) else codes.astype(np.int64)
    stops = stop_words(["function"]) | {_LISTING}
    rows = []
    owners = _owners([len(words) - 1 for words in tokens])
    for grams in repeated(symbols.astype(np.int64), owners, most=max_words, min_count=min_count):
        for number in _firm(grams, min_reports, min_pmi, min_entropy):
            words = flat[grams.place[number] : grams.place[number] + grams.length]
            if not any(word in stops or is_number(word) for word in (words[0], words[-1])):
                rows.append(("".join(words), grams.length, *_measures(grams, number)))
    return _frame(rows, _PHRASES, "phrase")


def _check(most: int, name: str, min_count: int) -> None:
    if most < 2:
        raise FazhiError(f"{name} is {most}; give 2 or more.")
    if min_count < 2:
        raise FazhiError(
            f"min_count is {min_count}; give 2 or more: what stands once is not fixed."
        )


def _bodies(corpus: Corpus) -> list[str]:
    texts = corpus.texts.sort_values("report_id", kind="stable")
    spans = zip(texts["text"], texts["body_start"], texts["body_end"], strict=True)
    return [text[int(start) : int(end)] for text, start, end in spans]


def _edges(segmenter: Segmenter, bodies: list[str]) -> npt.NDArray[np.bool_]:
    """Tell where a word begins in the bodies, joined by one character each, and at the end."""
    words = [len(word) for cut in segmenter.lcut_many(bodies) for word in (*cut, "\n")]
    edges = np.zeros(sum(words) + 1, dtype=bool)
    edges[np.cumsum([0, *words])] = True
    return edges


def _owners(sizes: list[int]) -> Numbers:
    """Return the report's number of each symbol; the break behind a report belongs to it."""
    return np.repeat(np.arange(len(sizes)), np.array(sizes, dtype=int) + 1)


def _firm(grams: Grams, min_reports: int, min_pmi: float, min_entropy: float) -> list[int]:
    keep = (
        (grams.reports >= min_reports)
        & (grams.whole >= 0.5)
        & (grams.pmi >= min_pmi)
        & (np.minimum(grams.left, grams.right) >= min_entropy)
    )
    return [int(number) for number in np.flatnonzero(keep)]


def _measures(grams: Grams, number: int) -> tuple[int, int, float, float, float]:
    return (
        int(grams.uses[number]), int(grams.reports[number]), float(grams.pmi[number]),
        float(grams.left[number]), float(grams.right[number]),
    )  # fmt: skip


def _frame(rows: Sequence[tuple[object, ...]], dtypes: dict[str, str], name: str) -> pd.DataFrame:
    out = pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)
    out = out.drop_duplicates(name)
    return out.sort_values(["count", name], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )
