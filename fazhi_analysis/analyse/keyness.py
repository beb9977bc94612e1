"""What sets one group of reports, or one part of the reports, apart from the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.association import (
    corrected,
    log_likelihood,
    log_odds_z,
    log_ratio,
    tail,
)
from fazhi_analysis.analyse.units import SMALL, By, Counts, chosen, count
from fazhi_analysis.analyse.wordlists import LAYERS, Keep, kept_words
from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["keyness"]

_MOST_ROWS = 20_000_000
_DTYPES = {
    "group": "str", "word": "str", "count": "Int64", "reference_count": "Int64",
    "log_likelihood": "Float64", "log_ratio": "Float64", "log_odds_z": "Float64", "p": "Float64",
    "q": "Float64", "reports": "Int64", "reference_reports": "Int64", "group_reports": "Int64",
    "small": "bool",
}  # fmt: skip


def keyness(
    corpus: Corpus,
    by: By,
    target: object = None,
    reference: object = "rest",
    *,
    stopwords: Iterable[str] = LAYERS,
    numbers: Keep = "drop",
    places: Keep = "keep",
    min_chars: int = 1,
    min_count: int = 1,
    min_reports: int = 1,
    prior: float = 500.0,
    everything: bool = False,
) -> pd.DataFrame:
    """Compare the words of groups with those of a reference: one row a group and word.

    Parameters
    ----------
    corpus : Corpus
        The reports with their words.
    by : str or sequence of str
        Columns of `reports`, ``role`` (what stands under problems?) or ``section``.
    target : str, optional
        The group to look at, by its name; every group by default, the nameless excepted.
    reference : str, default 'rest'
        What it is compared with: the name of another group, or ``rest``: all others.
    stopwords, numbers, places, min_chars, everything
        As in :func:`word_frequency`. They choose the rows; the sizes of the texts are those of all
        words, so that no figure but `q` depends on them.
    min_count : int, default 1
        Leave out words with fewer uses in target and reference together.
    min_reports : int, default 1
        Leave out words that stand in fewer reports of target and reference together.
    prior : float, default 500
        Size, in words, of the prior sample that draws `log_odds_z` towards 0, with the shares that
        the words have in target and reference together.
    everything : bool, default False
        Count duplicates and texts of kind ``other``, too.

    Returns
    -------
    DataFrame
        Sorted by group, log_likelihood (falling) and word. Words that the group lacks and the
        reference has are in.

        - group, word, count, reference_count
        - log_likelihood: Dunning's G2, whether the group has more of the word or less
        - log_ratio: Hardie's effect size, 1 for twice as frequent as in the reference, -1 for half;
          a count of 0 is taken as 0.5
        - log_odds_z: Monroe, Colaresi and Quinn's z, the one to rank by in small texts
        - p: of the log_likelihood; q: corrected for the number of the group's words (Benjamini and
          Hochberg). They take each word for a draw of its own; words of one report hang together,
          so trust them less the fewer reports there are
        - reports, reference_reports: in how many reports of each the word stands
        - group_reports: the reports of the group
        - small: whether group or reference are fewer than ten reports: what is found there is a
          property of single reports

    Raises
    ------
    FazhiError
        There is no such group, target and reference are one, or one of the two holds no words.
        Without a target, groups without words are left out.
    """
    if by is None or by == []:
        raise FazhiError("by is missing; keyness compares groups, such as by='role'.")
    if prior <= 0:
        raise FazhiError(f"prior is {prior}; give a number of words above 0.")
    corpus = chosen(corpus, "keyness", everything=everything)
    counts = count(corpus, by)
    names = counts.units.names
    targets = (
        [number for number, name in enumerate(names) if name is not None]
        if target is None
        else [_number(names, target, "target")]
    )
    against = None if _is_rest(reference, names) else _number(names, reference, "reference")
    targets = [number for number in targets if number != against]
    if not targets and target is not None:
        raise FazhiError(f"target and reference are both {target!r}; give two groups.")
    keep = np.array(
        kept_words(
            counts.vocabulary, corpus, stopwords=stopwords, numbers=numbers, places=places,
            min_chars=min_chars,
        ),
        dtype=bool,
    )  # fmt: skip
    if len(targets) * int(keep.sum()) > _MOST_ROWS:
        raise FazhiError(
            f"{len(targets)} groups with {int(keep.sum())} words are too many rows; "
            "name a target, or raise min_count or min_reports."
        )
    if target is None:
        # A part that no report fills (an empty introduction) has nothing to be compared with.
        held = np.bincount(counts.group, weights=counts.count, minlength=len(names))
        targets = [number for number in targets if held[number] > 0]
    parts = [
        _compare(counts, number, against, keep, min_count, min_reports, prior) for number in targets
    ]
    out = pd.concat(parts) if parts else pd.DataFrame(columns=list(_DTYPES))
    return out[list(_DTYPES)].astype(_DTYPES).reset_index(drop=True)


def _is_rest(reference: object, names: list[str | None]) -> bool:
    return reference == "rest" and "rest" not in names


def _number(names: list[str | None], wanted: object, what: str) -> int:
    if str(wanted) not in names:
        known = [name for name in names if name is not None]
        raise FazhiError(f"{what} is {wanted!r}; the groups are {known[:20]}.")
    return names.index(str(wanted))


class _Side(NamedTuple):
    """One side of the comparison."""

    uses: np.ndarray  # of each word
    size: float  # uses of all words
    holding: np.ndarray  # reports that hold each word
    reports: int


def _side(counts: Counts, chosen: np.ndarray) -> _Side:
    """Add up the entries and units that `chosen` says, a boolean for each group."""
    inside = chosen[counts.group] if len(counts.group) else np.zeros(0, dtype=bool)
    words, uses, reports = counts.word[inside], counts.count[inside], counts.report[inside]
    size = len(counts.vocabulary)
    # A report may be in several groups: the parts of reports.
    pairs = pd.DataFrame({"word": words, "report": reports}).drop_duplicates()["word"]
    frame = counts.units.frame
    return _Side(
        np.bincount(words, weights=uses, minlength=size),
        float(uses.sum()),
        np.bincount(pairs, minlength=size),
        int(frame.loc[chosen[frame["group"].to_numpy(dtype=int)], "report"].nunique()),
    )


def _compare(
    counts: Counts,
    target: int,
    reference: int | None,
    keep: np.ndarray,
    min_count: int,
    min_reports: int,
    prior: float,
) -> pd.DataFrame:
    groups = np.arange(len(counts.units.names))
    here = _side(counts, groups == target)
    there = _side(counts, groups != target if reference is None else groups == reference)
    name = counts.units.names[target]
    if here.size == 0 or there.size == 0:
        raise FazhiError(f"group {name!r} or its reference holds no words; nothing to compare.")
    both = here.uses + there.uses
    rows = keep & (both >= max(min_count, 1))
    rows &= np.maximum(here.holding, there.holding) >= min_reports
    a, b = here.uses[rows], there.uses[rows]
    g2 = log_likelihood(a, b, here.size - a, there.size - b)
    p = tail(g2)
    shares = both[rows] / (here.size + there.size)
    out = pd.DataFrame(
        {
            "group": str(name),
            "word": [counts.vocabulary[number] for number in np.flatnonzero(rows)],
            "count": a.astype(int),
            "reference_count": b.astype(int),
            "log_likelihood": g2,
            "log_ratio": log_ratio(a, here.size, b, there.size),
            "log_odds_z": log_odds_z(a, here.size, b, there.size, prior * shares, prior),
            "p": p,
            "q": corrected(p),
            "reports": here.holding[rows],
            "reference_reports": there.holding[rows],
            "group_reports": here.reports,
            "small": min(here.reports, there.reports) < SMALL,
        }
    )
    return out.sort_values(["log_likelihood", "word"], ascending=[False, True], kind="stable")
