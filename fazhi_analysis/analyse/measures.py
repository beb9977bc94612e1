"""What a figure measures: its unit's sort, and the interval that its wording leaves open.

Two totals contradict each other only where no number fits both: 100余起 and 120起 do not, 12345 and
1.23万 do not, 617起 and 620起 do.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fazhi_analysis.resources.tables import read_table

__all__ = [
    "Measure",
    "common_point",
    "interval",
    "known_codes",
    "like_unit",
    "measure",
    "part_words",
    "themes",
    "unit_sort",
]

# A rounded figure keeps at least so many digits: 1.23万 may be 12345, but 100% is not 99.84%.
_ROUNDED_DIGITS = 3


class Measure(NamedTuple):
    """What the codebook says about an indicator; empty strings where it does not know it."""

    theme: str
    kind: str
    unit: str


@lru_cache(maxsize=1)
def _measures() -> dict[str, Measure]:
    rows = read_table("codebook.csv", ["code", "theme", "kind", "unit"])
    return {row["code"]: Measure(row["theme"], row["kind"], row["unit"]) for row in rows}


def measure(indicator: str) -> Measure:
    """Return theme, kind and unit of an indicator.

    >>> measure("penalty_amount")
    Measure(theme='enforcement', kind='money', unit='元')
    """
    return _measures().get(indicator, Measure("", "", ""))


def known_codes() -> list[str]:
    """Return the codes of the codebook, in its order."""
    return list(_measures())


def themes() -> tuple[str, ...]:
    """Return the themes of the codebook, in its order."""
    return tuple(dict.fromkeys(entry.theme for entry in _measures().values()))


@lru_cache(maxsize=1)
def _units() -> dict[str, dict[str, str]]:
    return {row["unit"]: row for row in read_table("panel_units.csv", ["unit", "sort", "like"])}


def unit_sort(unit: str | None) -> str:
    """Return the sort of things that `unit` counts; empty for 次, 个 and no unit, which tell none.

    >>> unit_sort("人次"), unit_sort("次")
    ('people', '')
    """
    return _units().get(unit or "", {}).get("sort", "")


def like_unit(unit: str | None) -> str:
    """Return the unit under which figures in `unit` may be added to others.

    >>> like_unit("起"), like_unit("人次"), like_unit(None)
    ('件', '人次', '')
    """
    return _units().get(unit or "", {}).get("like") or unit or ""


@lru_cache(maxsize=8)
def part_words(kind: str) -> tuple[str, ...]:
    """Return the words of one kind (stage, within, more) of the list about parts."""
    return tuple(
        row["word"]
        for row in read_table("panel_parts.csv", ["kind", "word"])
        if row["kind"] == kind
    )


def interval(value: float, high: float, bound: str) -> tuple[float, float]:
    """Return the least and the greatest number that a stated figure may stand for.

    余, 多 and 超 reach to the next unit of the last digit that is told (1500余 is below 1600), 约
    and 近 one such unit to either side, 不足 one unit down.

    >>> interval(1500, 1500, "min"), interval(2000, 2500, "exact")
    ((1500, 1600.0), (2000, 2500))
    """
    step = float(_place(high))
    if bound == "min":
        return value, high + step
    if bound == "max":
        return value - step, high
    if bound == "approx":
        return value - step, high + step
    return value, high


def common_point(figures: Iterable[tuple[float, float, str]]) -> bool:
    """Tell whether one number fits all figures (value, value_high, bound).

    >>> common_point([(100, 100, "min"), (120, 120, "exact")])
    True
    >>> common_point([(617, 617, "exact"), (620, 620, "exact")])
    False
    """
    figures = list(figures)
    exact = [f for f in figures if f[2] == "exact" and f[0] == f[1]]
    finest = max(exact, key=lambda f: _digits(f[0]), default=None)
    rest = [f for f in figures if not (finest and f in exact and _rounds_to(finest[0], f[0]))]
    spans = [interval(*f) for f in [*rest, *([finest] if finest else [])]]
    return not spans or max(low for low, _ in spans) <= min(high for _, high in spans)


def _rounds_to(fine: float, coarse: float) -> bool:
    if fine == coarse:
        return True
    if _digits(coarse) < _ROUNDED_DIGITS or _digits(coarse) >= _digits(fine):
        return False
    return abs(Decimal(repr(fine)) - Decimal(repr(coarse))) <= _place(coarse) / 2


def _place(value: float) -> Decimal:
    """Return the place of the last digit but trailing zeros: 100 for 1500, 0.01 for 87.23."""
    if value == 0:
        return Decimal(1)
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _digits(value: float) -> int:
    return len(Decimal(repr(value)).normalize().as_tuple().digits)
