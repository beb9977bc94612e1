"""How often given terms stand in the text itself, whatever the segmentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.matching import Overlap, Terms, locate, occurrences
from fazhi_analysis.analyse.units import SMALL, By, chosen, divide

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["term_frequency"]


def term_frequency(
    corpus: Corpus,
    terms: str | Iterable[str] | Mapping[str, str | Iterable[str]],
    by: By = None,
    *,
    overlap: Overlap = "longest",
    everything: bool = False,
) -> pd.DataFrame:
    """Count terms in the bodies of the reports: one row a group and term.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts.
    terms : str, iterable of str, or mapping
        The terms; or names, each with the variants that count as it, such as
        ``{"枫桥经验": ["枫桥经验", "新时代“枫桥经验”", "枫桥式"]}``. A term is its very characters.
    by : str, sequence of str or None
        Columns of `reports`, ``role`` or ``section``; None takes all as the group ``all``.
    overlap : {'longest', 'all'}
        What counts of a term that stands inside of another one asked for (法治政府 in
        法治政府建设): with ``longest`` the longer alone, with ``all`` both.
    everything : bool, default False
        Count duplicates and texts of kind ``other``, too.

    Returns
    -------
    DataFrame
        Every group with every term, sorted by group and in the order of `terms`:

        - group, term
        - count: 0 where the group's texts do not hold it
        - per_10k: per 10,000 characters of body in the group
        - reports: in how many reports of the group it stands
        - group_reports: the reports of the group
        - small: whether these are fewer than ten

    Raises
    ------
    FazhiError
        A term is empty, or a variant belongs to two terms.
    """
    corpus = chosen(corpus, "term_frequency", everything=everything)
    search = Terms(terms, overlap=overlap)
    units = divide(corpus, by)
    found = occurrences(corpus, search)
    found["report"] = pd.Index(units.reports).get_indexer(pd.Index(found["report_id"]))
    keys = ["report"]
    if units.in_parts:
        found["section"] = locate(found, corpus.sections, "section")
        keys.append("section")
    placed = found.merge(units.frame[[*keys, "group"]], on=keys, how="inner")
    counted = placed.groupby(["group", "term"]).agg(
        count=("start", "size"), reports=("report", "nunique")
    )
    every = pd.MultiIndex.from_product(
        [range(len(units.names)), search.names], names=["group", "term"]
    )
    out = counted.reindex(every, fill_value=0).reset_index()
    group = out["group"].to_numpy(dtype=int)
    chars, sizes = units.chars(), units.sizes()
    out["per_10k"] = out["count"] / np.where(chars > 0, chars, np.nan)[group] * 1e4
    out["group_reports"] = sizes[group]
    out["small"] = sizes[group] < SMALL
    out["group"] = pd.Series([units.names[number] for number in group], dtype="str")
    dtypes = {
        "group": "str", "term": "str", "count": "Int64", "per_10k": "Float64",
        "reports": "Int64", "group_reports": "Int64", "small": "bool",
    }  # fmt: skip
    return out[list(dtypes)].astype(dtypes)
