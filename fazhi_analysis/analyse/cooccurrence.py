"""Which terms stand together more often than chance would put them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.association import log_likelihood, pmi
from fazhi_analysis.analyse.frequency import word_frequency
from fazhi_analysis.analyse.matching import Overlap, Terms, locate, occurrences
from fazhi_analysis.analyse.units import SMALL, chosen
from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["cooccurrence"]

Window = Literal["sentence", "section", "report"]
_TOP = 60  # words to look at where no terms are given
_DTYPES = {
    "term_a": "str", "term_b": "str", "count": "Int64", "expected": "Float64",
    "log_likelihood": "Float64", "pmi": "Float64", "count_a": "Int64", "count_b": "Int64",
    "windows": "Int64", "reports": "Int64", "group_reports": "Int64", "small": "bool",
}  # fmt: skip


def cooccurrence(
    corpus: Corpus,
    terms: str | Iterable[str] | Mapping[str, str | Iterable[str]] | None = None,
    window: Window = "sentence",
    *,
    overlap: Overlap = "longest",
    min_count: int = 1,
    everything: bool = False,
) -> pd.DataFrame:
    """Count in how many sentences, sections or reports two terms stand together.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts, sections and sentences.
    terms : iterable of str, or mapping, optional
        As in :func:`term_frequency`; by default the 60 most frequent words of two characters and
        more that are neither stop words nor numbers.
    window : {'sentence', 'section', 'report'}
        Where two terms stand together. A term is in the window in which it begins, and counts once
        in it.
    overlap : {'longest', 'all'}
        What counts of a term inside of another one asked for.
    min_count : int, default 1
        Leave out pairs that stand together in fewer windows.
    everything : bool, default False
        Look at duplicates and texts of kind ``other``, too.

    Returns
    -------
    DataFrame
        One row a pair that stands together, term_a before term_b by code point, sorted by
        log_likelihood (falling) and the terms:

        - term_a, term_b
        - count: windows that hold both
        - expected: windows that would hold both by chance, count_a * count_b / windows
        - log_likelihood: Dunning's G2; large also where two terms shun each other, so look at `pmi`
        - pmi: bits; above 0 where they stand together more often than by chance
        - count_a, count_b: windows that hold each; windows: all
        - reports: reports in which they stand together; group_reports: all
        - small: whether all are fewer than ten

    Raises
    ------
    FazhiError
        An option has an unknown value, or fewer than two terms are given.
    """
    corpus = chosen(corpus, "cooccurrence", everything=everything)
    if window not in ("sentence", "section", "report"):
        raise FazhiError(f"window is {window!r}; use 'sentence', 'section' or 'report'.")
    if terms is None:
        frequent = word_frequency(corpus, top=_TOP, min_chars=2, everything=True)
        terms = list(frequent["word"])
        if len(terms) < 2:
            return _empty()
    search = Terms(terms, overlap=overlap)
    if len(search.names) < 2:
        raise FazhiError(f"there is one term only, {search.names[0]!r}; give two or more.")
    found = occurrences(corpus, search)
    if window == "report":
        found["window"] = 0
        windows = len(corpus.reports)
    else:
        spans = corpus.sentences if window == "sentence" else corpus.sections
        spans = spans[spans["start"] < spans["end"]]
        found["window"] = locate(found, spans, window)
        windows = len(spans)
    held = found.dropna(subset="window")[["report_id", "window", "term"]].drop_duplicates()
    single = held["term"].value_counts()
    out = _pairs(held)
    out = out[out["count"] >= min_count]
    if out.empty:
        return _empty()
    a, b, both = (
        np.array(column, dtype=np.float64)
        for column in (out["term_a"].map(single), out["term_b"].map(single), out["count"])
    )
    out["count_a"], out["count_b"], out["windows"] = a.astype(int), b.astype(int), windows
    out["expected"] = a * b / windows
    out["log_likelihood"] = log_likelihood(both, a - both, b - both, windows - a - b + both)
    out["pmi"] = pmi(both, a, b, float(windows))
    out["group_reports"] = len(corpus.reports)
    out["small"] = len(corpus.reports) < SMALL
    out = out.sort_values(
        ["log_likelihood", "term_a", "term_b"], ascending=[False, True, True], kind="stable"
    )
    return out[list(_DTYPES)].astype(_DTYPES).reset_index(drop=True)


def _pairs(held: pd.DataFrame) -> pd.DataFrame:
    """Count the windows, and their reports, that hold two terms: every pair once."""
    names = sorted(held["term"].unique())
    codes = pd.DataFrame(
        {
            "report": pd.factorize(held["report_id"])[0],
            "window": held["window"].to_numpy(dtype=int),
            "term": pd.Index(names).get_indexer(pd.Index(held["term"])),
        }
    )
    pairs = codes.merge(codes, on=["report", "window"], suffixes=("_a", "_b"))
    pairs = pairs[pairs["term_a"] < pairs["term_b"]]
    out = pairs.groupby(["term_a", "term_b"])["report"].agg(["size", "nunique"]).reset_index()
    out.columns = pd.Index(["term_a", "term_b", "count", "reports"])
    for side in ("term_a", "term_b"):
        out[side] = pd.Series([names[number] for number in out[side]], dtype="str")
    return out


def _empty() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in _DTYPES.items()})
