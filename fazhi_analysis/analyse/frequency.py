"""How often words stand in the reports, at what rate, in how many reports, and how evenly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.units import SMALL, By, Counts, chosen, count
from fazhi_analysis.analyse.wordlists import LAYERS, Keep, kept_words
from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["word_frequency"]


def word_frequency(
    corpus: Corpus,
    by: By = None,
    top: int | None = None,
    *,
    stopwords: Iterable[str] = LAYERS,
    numbers: Keep = "drop",
    places: Keep = "keep",
    min_chars: int = 1,
    everything: bool = False,
) -> pd.DataFrame:
    """Count the words of the reports: one row a group and word.

    Parameters
    ----------
    corpus : Corpus
        The reports with their words.
    by : str, sequence of str or None
        Columns of `reports`, ``role`` or ``section``; None takes all as the group ``all``.
    top : int, optional
        Only so many words a group, the most frequent; of equals the first by code point.
    stopwords : iterable of {'function', 'boilerplate'}
        Layers of stop words to leave out; ``()`` keeps all words.
    numbers, places : {'keep', 'drop'}
        Whether numbers (2023, 三) and the reports' own place names count as words.
    min_chars : int, default 1
        Leave out words of fewer characters.
    everything : bool, default False
        Count duplicates and texts of kind ``other``, too.

    Returns
    -------
    DataFrame
        Sorted by group, count (falling) and word:

        - group, word, count
        - per_10k: per 10,000 characters of body in the group, stop words and signs included
        - reports: in how many reports of the group the word stands
        - dispersion: Gries' DP over the group's reports, each weighed by its number of words:
          0 where a word is spread as the text is, near 1 where one report has it all; NA with
          fewer than two reports
        - group_reports: the reports of the group
        - small: whether these are fewer than ten

    Raises
    ------
    FazhiError
        `corpus` is none, or an option has an unknown value.

    Notes
    -----
    DP is half the sum over all parts of abs(share of the word's uses - share of all words). Gries,
    S. Th. (2008): Dispersions and adjusted frequencies in corpora. International Journal of Corpus
    Linguistics 13(4), 403-437.
    """
    if top is not None and top < 0:
        raise FazhiError(f"top is {top}; give a number of words of 0 or more, or None for all.")
    corpus = chosen(corpus, "word_frequency", everything=everything)
    counts = count(corpus, by)
    keep = np.array(
        kept_words(
            counts.vocabulary,
            corpus,
            stopwords=stopwords,
            numbers=numbers,
            places=places,
            min_chars=min_chars,
        ),
        dtype=bool,
    )
    units = counts.units
    rows = pd.DataFrame(
        {
            "group": counts.group,
            "word": counts.word,
            "count": counts.count,
            "gap": _gaps(counts),
            "share": _shares(counts),
        }
    )
    rows = rows[keep[counts.word]] if len(keep) else rows
    out = rows.groupby(["group", "word"], as_index=False).agg(
        count=("count", "sum"),
        reports=("count", "size"),
        gap=("gap", "sum"),
        share=("share", "sum"),
    )
    # Reports without the word add their whole share of the text to the sum.
    dispersion = 0.5 * (out["gap"] + (1 - out["share"]))
    group = out["group"].to_numpy(dtype=int)
    sizes, chars = units.sizes(), units.chars()
    out["dispersion"] = np.where(sizes[group] > 1, dispersion.clip(0, 1), np.nan)
    out["per_10k"] = out["count"] / np.where(chars > 0, chars, np.nan)[group] * 1e4
    out["group_reports"] = sizes[group]
    out["small"] = sizes[group] < SMALL
    out["order"] = group
    out["group"] = pd.Series([units.names[number] for number in group], dtype="str")
    out["word"] = [counts.vocabulary[number] for number in out["word"]]
    out = out.sort_values(["order", "count", "word"], ascending=[True, False, True], kind="stable")
    if top is not None:
        out = out.groupby("order", sort=False).head(top)
    return _typed(out)


def _shares(counts: Counts) -> np.ndarray:
    """Return each entry's report's share of the words of its group."""
    report = pd.Series(counts.count).groupby([counts.group, counts.report]).transform("sum")
    group = pd.Series(counts.count).groupby(counts.group).transform("sum")
    return (report / group).to_numpy(dtype=float)


def _gaps(counts: Counts) -> np.ndarray:
    """Return abs(share of the word's uses - share of all words) of each entry."""
    uses = pd.Series(counts.count).groupby([counts.group, counts.word]).transform("sum")
    return np.abs(counts.count / uses.to_numpy(dtype=float) - _shares(counts))


def _typed(out: pd.DataFrame) -> pd.DataFrame:
    dtypes = {
        "group": "str", "word": "str", "count": "Int64", "per_10k": "Float64",
        "reports": "Int64", "dispersion": "Float64", "group_reports": "Int64", "small": "bool",
    }  # fmt: skip
    return out[list(dtypes)].astype(dtypes).reset_index(drop=True)
