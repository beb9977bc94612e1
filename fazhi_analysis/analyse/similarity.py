"""How alike reports are in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.units import chosen
from fazhi_analysis.analyse.wordlists import is_number, stop_words
from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["similarity"]

_BLOCK = 1000  # reports that are compared with all others at once


def similarity(
    corpus: Corpus, *, min_cosine: float = 0.0, everything: bool = False
) -> pd.DataFrame:
    """Return one row a pair of reports: the cosine of their words.

    Parameters
    ----------
    corpus : Corpus
        The reports with their words.
    min_cosine : float, default 0
        Pairs below it are left out. Of n reports there are n(n-1)/2 pairs: above two thousand
        reports ask for the near ones only, such as 0.5.
    everything : bool, default False
        Take duplicates and texts of kind ``other`` too.

    Returns
    -------
    DataFrame
        report_a, report_b (report_a before report_b), cosine (0 to 1; pairs without a common word
        are left out). Sorted by report_a, report_b.

    Raises
    ------
    FazhiError
        The corpus holds no words, or `min_cosine` lies outside 0 to 1.

    Notes
    -----
    A word weighs (1 + ln count) · (1 + ln((1 + reports) / (1 + reports with it))), so that neither
    length nor words that all use decide (Manning, Raghavan and Schütze, Introduction to
    Information Retrieval, 6.4; smoothed so that words of all reports still count). Stop words and
    numbers are left out. Likeness in words is no copying: see :func:`shared_passages` for that.

    Examples
    --------
    >>> from fazhi_analysis.corpus import Corpus
    >>> from fazhi_analysis.schema import conform
    >>> told = {"a": "调解 普法", "b": "调解 普法", "c": "调解 执法"}
    >>> words = [{"report_id": r, "section": 0, "word": word, "count": 1}
    ...          for r, text in told.items() for word in text.split()]
    >>> reports = [{"report_id": r, "kind": "annual_report"} for r in told]
    >>> corpus = Corpus(reports=conform("reports", reports), words=conform("words", words))
    >>> similarity(corpus).round(2)
      report_a report_b  cosine
    0        a        b     1.0
    1        a        c    0.31
    2        b        c    0.31
    """
    if not 0 <= min_cosine <= 1:
        raise FazhiError(f"min_cosine is {min_cosine}; it lies between 0 and 1.")
    corpus = chosen(corpus, "similarity", everything=everything)
    if len(corpus.reports) and corpus.words.empty:
        raise FazhiError("The corpus holds no words; build it with them to compare reports.")
    reports, weights = _weights(corpus.words)
    pieces = []
    for begin in range(0, len(reports), _BLOCK):
        products = (weights[begin : begin + _BLOCK] @ weights.T).tocoo()
        a, b = products.row + begin, products.col
        near = (b > a) & (products.data >= min_cosine)
        pieces.append((a[near], b[near], products.data[near]))
    none = np.empty(0, dtype=np.int64)
    pieces = pieces or [(none, none, none.astype(float))]
    a, b, cosine = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    order = np.lexsort((b, a))
    names = np.array(reports, dtype=object)
    return pd.DataFrame(
        {
            "report_a": pd.Series(names[a[order]], dtype="str"),
            "report_b": pd.Series(names[b[order]], dtype="str"),
            # Rounding may lift equal texts over 1 by a hair.
            "cosine": pd.array(np.minimum(cosine[order], 1.0), dtype="Float64"),
        }
    )


def _weights(words: pd.DataFrame) -> tuple[list[str], Any]:
    """Return the reports and their weighted words as rows of length 1."""
    from scipy.sparse import csr_matrix

    stop = stop_words()
    vocabulary = words["word"].unique()
    kept = [
        word
        for word in vocabulary
        if word not in stop and not is_number(word) and any(c.isalnum() for c in word)
    ]
    words = words[words["word"].isin(kept)]
    counts = words.groupby(["report_id", "word"], sort=True)["count"].sum().reset_index()
    row, reports = pd.factorize(counts["report_id"], sort=True)
    column, names = pd.factorize(counts["word"], sort=True)
    carried = np.bincount(column, minlength=len(names))
    rarity = 1 + np.log((1 + len(reports)) / (1 + carried))
    values = (1 + np.log(counts["count"].to_numpy(dtype=float))) * rarity[column]
    lengths = np.sqrt(np.bincount(row, values**2, minlength=len(reports)))
    shape = (len(reports), len(names))
    return list(reports), csr_matrix((values / lengths[row], (row, column)), shape=shape)
