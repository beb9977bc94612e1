"""Figures made comparable: divided by a base, or put into the order of a heat map."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.arguments import require
from fazhi_analysis.analyse.measures import measure
from fazhi_analysis.analyse.regions import years_of
from fazhi_analysis.errors import FazhiError

__all__ = ["heat_table", "rates"]

# What the bound of a quotient is, by the bounds of what is divided and of the base.
_BOUNDS = {
    ("exact", "exact"): "exact",
    ("min", "exact"): "min",
    ("max", "exact"): "max",
    ("exact", "min"): "max",
    ("exact", "max"): "min",
    ("min", "max"): "min",
    ("max", "min"): "max",
}


def rates(
    panel: pd.DataFrame, base: str | pd.DataFrame = "chars", per: float | None = None
) -> pd.DataFrame:
    """Return the panel with each value divided by a base of the same body and period.

    Parameters
    ----------
    panel : DataFrame
        As :func:`panel` returns it.
    base : str or DataFrame, default 'chars'
        ``chars`` (the length of the report's body), the code of an indicator in `panel` (such as
        enterprises_visited), or a frame of one's own with the columns body, year and value (the
        enterprises or inhabitants that a body has).
    per : float, optional
        The value is told per so many of the base: 10,000 for ``chars``, otherwise 1 by default.

    Returns
    -------
    DataFrame
        `panel` with value, low and high divided, bound of the quotient (min over an exact base
        stays min; approx where it cannot be told), unit such as ``件/万字``, and the new columns
        base and base_value. NA where the base is missing, in conflict or zero, where the unit is
        already a rate (%), and for the base itself.

    Raises
    ------
    FazhiError
        `base` is neither in the panel nor a frame, or has two rows for one body and year.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"body": ["甲"], "year": [2023], "indicator": ["legal_lectures"],
    ...                      "value": [12.0], "unit": ["场"], "bound": ["exact"], "chars": [6000]})
    >>> print(*rates(rows).loc[0, ["value", "unit", "bound"]])
    20.0 场/万字 exact
    """
    require(panel, ["body", "year", "indicator", "value", "unit", "bound"], "panel")
    if isinstance(base, str) and base == "chars":
        require(panel, ["chars"], "panel")
        name, per = base, 10_000.0 if per is None else per
        out = panel.assign(base_value=panel["chars"], base_bound="exact")
    else:
        name, bases = _base(panel, base)
        per = 1.0 if per is None else per
        out = panel.merge(bases, on=_keys(panel, bases), how="left")
    usable = (out["base_value"] > 0) & (out["unit"] != "%") & (out["indicator"] != name)
    divisor = out["base_value"].where(usable.fillna(False))
    for column in ("value", "low", "high"):
        if column in out.columns:
            out[column] = (out[column] * per / divisor).astype("Float64")
    bounds = [
        _BOUNDS.get((own, other), "approx") if told else None
        for own, other, told in zip(
            out["bound"], out["base_bound"], out["value"].notna(), strict=True
        )
    ]
    out["bound"] = pd.Series(bounds, index=out.index, dtype="str")
    whole = "万字" if (name, per) == ("chars", 10_000) else f"{per:,g}{_base_unit(name)}"
    out["unit"] = (out["unit"] + "/" + whole).astype("str")
    return out.assign(base=name).drop(columns="base_bound")


def _base(panel: pd.DataFrame, base: str | pd.DataFrame) -> tuple[str, pd.DataFrame]:
    if isinstance(base, pd.DataFrame):
        require(base, ["body", "year", "value"], "base")
        rows = base[["body", "year", "value"]].assign(base_bound="exact")
        name = "own base"
    else:
        rows = panel[panel["indicator"] == base]
        if rows.empty:
            have = ["chars", *sorted(panel["indicator"].unique())]
            raise FazhiError(f"The panel has no base {base!r}; it has {have}.")
        rows = rows[[*_period(panel), "value", "bound"]].rename(columns={"bound": "base_bound"})
        name = base
    rows = rows.rename(columns={"value": "base_value"})
    keys = _keys(panel, rows)
    if rows.duplicated(keys).any():
        row = rows[rows.duplicated(keys)].iloc[0]
        raise FazhiError(f"base has two rows for {row['body']}, {row['year']}; give one each.")
    return name, rows


def _period(panel: pd.DataFrame) -> list[str]:
    return ["body", "period" if "period" in panel.columns else "year"]


def _keys(panel: pd.DataFrame, bases: pd.DataFrame) -> list[str]:
    return ["body", "period"] if {"period"} <= {*panel} & {*bases} else ["body", "year"]


def _base_unit(name: str) -> str:
    return {"chars": "字", "own base": ""}.get(name) or measure(name).unit


def heat_table(
    panel: pd.DataFrame,
    year: int | Iterable[int] | None = None,
    *,
    indicators: Iterable[str] | None = None,
    top: int = 100,
    fewest: int = 3,
) -> pd.DataFrame:
    """Return a table for a heat map: bodies down, indicators across, like beside like.

    Parameters
    ----------
    panel : DataFrame
        As :func:`panel` or :func:`rates` returns it; bodies of one level, or the ranks mislead.
    year : int or list of int, optional
        The years to look at, all by default; a body's figure is the median of its years.
    indicators : list of str, optional
        The columns, all by default.
    top : int, default 100
        The most bodies that are shown: those with most figures.
    fewest : int, default 3
        An indicator that fewer bodies tell is left out.

    Returns
    -------
    DataFrame
        Index body, columns indicators, values from 0 (lowest of the bodies) to 1 (highest), by
        rank, so that one large body does not wash out the rest; NA where a body tells none. Rows
        and columns stand in the order of an average-linkage clustering with optimal leaf order, in
        which a silence is far from any figure.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"body": list("abc"), "year": 2023, "indicator": "legal_lectures",
    ...         "value": [5, 1, 9]}
    >>> heat_table(pd.DataFrame(rows))["legal_lectures"].sort_index().tolist()
    [0.5, 0.0, 1.0]
    """
    require(panel, ["body", "year", "indicator", "value"], "panel")
    data = years_of(panel, year)
    if indicators is not None:
        data = data[data["indicator"].isin(list(indicators))]
    data = data[data["value"].notna()]
    wide = data.groupby(["body", "indicator"])["value"].median().unstack()
    wide = wide.loc[:, wide.notna().sum() >= fewest]
    told = wide.notna().sum(axis=1).sort_index().sort_values(ascending=False, kind="stable")
    wide = wide.loc[told[told > 0].index[:top]].sort_index()
    counts = wide.notna().sum()
    ranks = (wide.rank() - 1) / (counts - 1).where(counts > 1)
    ranks = ranks.where(wide.isna() | (counts > 1), 0.5).astype("Float64")
    features = ranks.astype("float64").fillna(-0.5).to_numpy()
    ordered = ranks.iloc[_leaves(features), _leaves(features.T)]
    return ordered.rename_axis(index="body", columns="indicator")


def _leaves(features: np.ndarray) -> list[int]:
    if len(features) < 3 or not features.shape[1]:
        return list(range(len(features)))
    from scipy.cluster.hierarchy import leaves_list, linkage

    tree = linkage(features, method="average", optimal_ordering=True)
    return [int(i) for i in leaves_list(tree)]
