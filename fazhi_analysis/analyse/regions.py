"""Regions beside each other: medians and ranks, with their uncertainty."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.arguments import require
from fazhi_analysis.errors import FazhiError

__all__ = ["compare_regions", "years_of"]

# Fewer bodies than this have no interval: drawn again and again, they only repeat themselves.
_FEW = 3

_DTYPES = {
    "region": "str", "n": "Int64", "median": "Float64", "low": "Float64", "high": "Float64",
    "rank": "Int64", "rank_low": "Int64", "rank_high": "Int64", "level": "str", "bodies": "Int64",
    "unit": "str",
}  # fmt: skip


def compare_regions(
    panel: pd.DataFrame,
    indicator: str,
    year: int | Iterable[int] | None = None,
    by: str = "province",
    *,
    confidence: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Return one row a region (and level): the median of its bodies and its rank.

    Parameters
    ----------
    panel : DataFrame
        As :func:`panel` or :func:`rates` returns it, of years (or of one quarter or half).
    indicator : str
        The indicator to compare.
    year : int or list of int, optional
        The years to look at, all by default. A body counts once, with the median of its years.
    by : str, default 'province'
        The column that names the region.
    confidence : float, default 0.95
        Level of the intervals.
    draws : int, default 2000
        Bootstrap samples: each draws the bodies of every region anew, with replacement.
    seed : int, default 0
        Seed of the draws; the same seed gives the same intervals.

    Returns
    -------
    DataFrame
        - region; n: its bodies with a figure
        - median, low, high: of the bodies' figures, with the percentile interval
        - rank, rank_low, rank_high: 1 is the highest median; equal medians share the better rank
        - level: a county is compared with counties, a town with towns (ranks are within the level;
          no such column in `panel`, or ``by="level"``: all together)
        - bodies: all bodies of the region in these years, those without a figure included
        - unit: figures in another unit than the most frequent one are left out

        A region whose bodies tell no figure has n 0 and neither median nor rank; one with fewer
        than three has no interval. Bodies whose region is not known are left out. Sorted by level,
        rank, region.

    Raises
    ------
    FazhiError
        `indicator`, `year` or `by` is not in the panel, or the panel mixes quarters.

    Notes
    -----
    Figures are as the reports give them: large bodies have large ones. Compare rates
    (:func:`rates`) where size is not what the question is about.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"province": ["甲省"] * 3 + ["乙省"] * 3, "body": list("abcdef"), "year": 2023,
    ...         "indicator": "legal_lectures", "value": [1, 2, 3, 10, 20, 30]}
    >>> compare_regions(pd.DataFrame(rows), "legal_lectures")[["region", "median", "rank"]]
      region  median  rank
    0     乙省    20.0     1
    1     甲省     2.0     2
    """
    require(panel, ["body", "year", "indicator", "value", by], "panel")
    if not 0 < confidence < 1:
        raise FazhiError(f"confidence is {confidence}; it lies between 0 and 1.")
    data = _chosen(panel, indicator, year)
    levels = data["level"] if "level" in data.columns and by != "level" else None
    data = data.assign(region=data[by], level=levels if levels is not None else None)
    data = data[data["region"].notna()]
    unit = _main_unit(data)
    used = data["value"].notna() & ((data["unit"] == unit) if unit is not None else True)
    data = data.assign(used=data["value"].where(used))
    tables = []
    # A fresh generator a level: what is drawn for towns does not hang on the counties.
    for level, rows in data.groupby("level", dropna=False, sort=True):
        table = _compare(rows, confidence, draws, np.random.default_rng(seed))
        tables.append(table.assign(level=level if isinstance(level, str) else None, unit=unit))
    out = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(_DTYPES))
    out = out.astype("object").where(out.notna(), None)[list(_DTYPES)].astype(_DTYPES)
    return out.sort_values(["level", "rank", "region"], kind="stable").reset_index(drop=True)


def years_of(panel: pd.DataFrame, year: int | Iterable[int] | None) -> pd.DataFrame:
    """Return the rows of `year` (all for None); refuse quarters beside each other and other years.

    Raises
    ------
    FazhiError
        The panel has no such year, or holds several quarters or halves of a year.
    """
    if "period" in panel.columns:
        parts = sorted(panel["period"].dropna().str[4:].unique())
        if len(parts) > 1:
            raise FazhiError(
                f"The panel mixes {', '.join(p or 'years' for p in parts)}; narrow it to one of "
                "them first, such as panel[panel['period'].str.endswith('Q1')]."
            )
    if year is None:
        return panel
    years = [year] if isinstance(year, int | np.integer) else list(year)
    have = sorted(int(y) for y in panel["year"].dropna().unique())
    missing = [y for y in years if y not in have]
    if missing:
        raise FazhiError(f"The panel has no year {missing[0]}; it has {have}.")
    return panel[panel["year"].isin(years)]


def _chosen(panel: pd.DataFrame, indicator: str, year: int | Iterable[int] | None) -> pd.DataFrame:
    data = panel[panel["indicator"] == indicator]
    if data.empty:
        have = sorted(panel["indicator"].unique())
        raise FazhiError(f"The panel has no indicator {indicator!r}; it has {have}.")
    return years_of(data, year)


def _main_unit(data: pd.DataFrame) -> str | None:
    if "unit" not in data.columns:
        return None
    counts = data.loc[data["value"].notna(), "unit"].dropna().value_counts()
    return None if counts.empty else min(counts[counts == counts.max()].index)


def _compare(
    rows: pd.DataFrame, confidence: float, draws: int, rng: np.random.Generator
) -> pd.DataFrame:
    from scipy.stats import rankdata

    figures = rows.groupby(["region", "body"], sort=True)["used"].median()
    out = figures.groupby(level="region").agg(n="count", bodies="size").reset_index()
    samples = [figures[region].dropna().to_numpy(dtype=float) for region in out["region"]]
    told = np.array([len(s) > 0 for s in samples])
    medians = np.array([np.median(s) if len(s) else np.nan for s in samples])
    out["median"] = medians
    drawn = np.empty((draws, int(told.sum())))
    for column, values in enumerate(s for s in samples if len(s)):
        picks = rng.integers(0, len(values), (draws, len(values)))
        drawn[:, column] = np.median(values[picks], axis=1)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    empty = np.full(len(out), np.nan)
    for name in ("low", "high", "rank", "rank_low", "rank_high"):
        out[name] = empty
    if told.any():
        out.loc[told, "rank"] = rankdata(-medians[told], method="min")
        ranks = rankdata(-drawn, method="min", axis=1)
        # Ranks are whole: the interval is widened to the next ones.
        out.loc[told, ["low", "high"]] = np.quantile(drawn, tails, axis=0).T
        out.loc[told, "rank_low"] = np.floor(np.quantile(ranks, tails[0], axis=0))
        out.loc[told, "rank_high"] = np.ceil(np.quantile(ranks, tails[1], axis=0))
    few = out["n"] < _FEW
    out.loc[few, ["low", "high", "rank_low", "rank_high"]] = np.nan
    return out
