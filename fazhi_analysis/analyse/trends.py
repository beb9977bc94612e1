"""Where each series of the panel goes: up, down, flat, broken, or not to be told."""

from __future__ import annotations

import math
from statistics import median
from typing import Any, NamedTuple

import pandas as pd

from fazhi_analysis.analyse.arguments import require
from fazhi_analysis.analyse.series import MannKendall, find_break, mann_kendall, theil_sen
from fazhi_analysis.errors import FazhiError, SchemaError

__all__ = ["trends"]

# Fewest points of which anything but "unclear" is said, unless all are equal.
_FEW = 4
# A rate is steady within five points, however small a share of its level they are.
_POINTS = 5.0

_DTYPES = {
    "n": "Int64", "first_year": "Int64", "last_year": "Int64", "slope": "Float64",
    "slope_low": "Float64", "slope_high": "Float64", "tau": "Float64", "p": "Float64",
    "direction": "str", "break_year": "Int64", "break_step": "Float64", "break_p": "Float64",
    "median": "Float64", "gaps": "Int64", "inexact": "Int64", "unit": "str", "part": "str",
}  # fmt: skip


def trends(
    panel: pd.DataFrame, *, alpha: float = 0.1, steady: float = 0.2, seed: int = 0
) -> pd.DataFrame:
    """Return one row a body and indicator: how its figures move through the years.

    Parameters
    ----------
    panel : DataFrame
        As :func:`panel` returns it, or a part of it. Rows without a value (not reported, in
        conflict, not to be added up) are gaps.
    alpha : float, default 0.1
        Level of the two tests. Six points that rise with two exceptions have p = 0.056, and four
        that rise without one p = 0.083; a stricter level leaves short series no word but unclear.
    steady : float, default 0.2
        Band of a flat series, as a share of its median; for rates not more than 5 points.
    seed : int, default 0
        Seed of the series drawn for the test of a break.

    Returns
    -------
    DataFrame
        The columns that stand before ``body`` in `panel`, then

        - body, indicator
        - n, first_year, last_year: the points with a value
        - slope, slope_low, slope_high: Theil-Sen slope in units a year, and its exact interval of
          level 1 - `alpha`; the interval is NA where the points are too few for one
        - tau, p: Kendall's tau-b and the exact two-sided p of the Mann-Kendall test
        - direction: see Notes
        - break_year, break_step, break_p: first year of the second level, the difference of the two
          levels (only where the direction is break), and the p value of the test (n of 5 and more)
        - median of the values, gaps (years between first and last without a value), inexact
          (points whose bound is not exact), unit, part (Q1 … H2; empty for years)

        Sorted by body, indicator, part. Series without any value have no row.

    Raises
    ------
    FazhiError
        `alpha` or `steady` lies outside 0 to 1.
    SchemaError
        `panel` lacks a column, or has two rows for one body, period and indicator.

    Notes
    -----
    Directions, tried in this order:

    ``break``
        Two constant levels fit better than one line at level `alpha` / 2, and the step is at least
        half of the steady band.
    ``up``, ``down``
        Mann-Kendall p at most `alpha`, and the slope leads out of the steady band over the years;
        or p at most `alpha` / 2, however small the slope.
    ``flat``
        All values, and the change that the slope makes over the years, within the steady band.
    ``unclear``
        Anything else, and any series of fewer than four points that are not all equal.

    Quarters and half-years are compared with the same quarter or half of other years only. Where
    a body counts in different units, the series is made of the unit with most points.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"body": "安吉县", "indicator": "legal_lectures", "year": range(2018, 2024),
    ...         "value": [10, 14, 18, 21, 26, 30]}
    >>> row = trends(pd.DataFrame(rows)).loc[0]
    >>> print(row["n"], row["slope"], round(row["p"], 4), row["direction"])
    6 4.0 0.0028 up
    """
    for name, share in (("alpha", alpha), ("steady", steady)):
        if not 0 < share < 1:
            raise FazhiError(f"{name} is {share}; it lies between 0 and 1.")
    require(panel, ["body", "year", "indicator", "value"], "panel")
    data = _series_points(panel)
    by = list(panel.columns[: list(panel.columns).index("body")])
    keys = ["body", "indicator", "part"]
    columns = [*dict.fromkeys([*keys, *by])]
    heads = zip(*(data[name] for name in columns), strict=True)
    points: dict[tuple, list[tuple]] = {}
    carried: dict[tuple, tuple] = {}
    measured = [data[name] for name in ("year", "value", "unit", "inexact")]
    for head, point in zip(heads, zip(*measured, strict=True), strict=True):
        points.setdefault(head[:3], []).append(point)
        carried[head[:3]] = head  # A body's level or place is told as of its last year.
    rows = [
        {**dict(zip(columns, carried[key], strict=True)),
         **_describe(points[key], alpha, steady, seed)}
        for key in sorted(points)
    ]  # fmt: skip
    out = pd.DataFrame(rows, columns=[*by, "body", "indicator", *_DTYPES])
    for name in (*by, "body", "indicator"):
        out[name] = out[name].astype(panel[name].dtype)
    return out.astype(_DTYPES)


def _series_points(panel: pd.DataFrame) -> pd.DataFrame:
    """Keep the points with a value, of one unit a series, in the order of the years."""
    period = panel["period"] if "period" in panel.columns else panel["year"].astype("str")
    data = panel.assign(
        part=period.str[4:].astype("str"),
        unit=(panel["unit"] if "unit" in panel.columns else pd.Series("", panel.index)).fillna(""),
        inexact=(panel["bound"] != "exact") if "bound" in panel.columns else False,
    )
    keys = ["body", "indicator", "part"]
    twice = data[data.duplicated([*keys, "year"], keep=False)]
    if len(twice):
        row = twice.iloc[0]
        raise SchemaError(
            f"panel has {len(twice)} rows that share body, period and indicator, such as "
            f"{row['body']}, {row['year']}, {row['indicator']}; give one row each."
        )
    data = data[data["value"].notna()]
    counts = data.groupby([*keys, "unit"], sort=False)["year"].agg(["size", "max"]).reset_index()
    counts = counts.sort_values([*keys, "size", "max", "unit"], ascending=[True] * 3 + [False] * 3)
    main = counts.drop_duplicates(keys)[[*keys, "unit"]]
    return data.merge(main, on=[*keys, "unit"]).sort_values([*keys, "year"])


class _Series(NamedTuple):
    years: list[int]
    values: list[float]
    median: float
    band: float


def _describe(points: list[tuple], alpha: float, steady: float, seed: int) -> dict[str, Any]:
    years = [int(year) for year, *_ in points]
    values = [float(value) for _, value, *_ in points]
    unit = points[0][2]
    n, middle = len(points), median(values)
    band = steady * abs(middle)
    series = _Series(years, values, middle, min(band, _POINTS) if unit == "%" else band)
    out: dict[str, Any] = {
        "n": n, "first_year": years[0], "last_year": years[-1], "median": middle,
        "gaps": years[-1] - years[0] + 1 - n, "inexact": sum(bool(p[3]) for p in points),
        "unit": unit or None, "direction": "unclear", "break_year": None,
    }  # fmt: skip
    if n < 3:
        return out
    kendall = mann_kendall(values)
    slope, low, high = theil_sen(years, values, alpha)
    out.update(tau=kendall.tau, p=kendall.p, slope=slope)
    out.update(slope_low=_none(low), slope_high=_none(high))
    whole = all(value.is_integer() for value in values)
    resolution = 0.01 if unit == "%" else 1.0 if whole else 0.0
    broken = find_break(years, values, resolution=resolution, seed=seed)
    if broken:
        out["break_p"] = broken.p
    if broken and broken.p <= alpha / 2 and abs(broken.step) >= series.band / 2:
        out.update(direction="break", break_year=broken.year, break_step=broken.step)
    else:
        out["direction"] = _direction(series, kendall, slope, alpha)
    return out


def _direction(series: _Series, kendall: MannKendall, slope: float, alpha: float) -> str:
    change = abs(slope) * (series.years[-1] - series.years[0])
    spread = max(abs(value - series.median) for value in series.values)
    if spread == 0:
        return "flat"
    if len(series.years) < _FEW:
        return "unclear"
    if kendall.p <= alpha / 2 or (kendall.p <= alpha and change > series.band):
        return "up" if kendall.s > 0 else "down"
    return "flat" if change <= series.band and spread <= series.band else "unclear"


def _none(value: float) -> float | None:
    return None if math.isnan(value) else value
