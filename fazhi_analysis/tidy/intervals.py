"""What a written number allows: rounding, 余, 近, 万 and percentages as intervals.

A report that writes 2.16万件 says something between 21,550 and 21,700: rounded to, or cut off
after, the last digit written. 100余 allows 100 to 200, 1,500余 1,500 to 1,600 (the place of the
last digit that is not zero), 超过 has no upper end.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from fazhi_analysis.tidy.records import Quantity
from fazhi_analysis.tidy.widths import half_width

__all__ = ["Interval", "allowed", "allowed_by_words", "precision"]

_DIGITS = re.compile(r"(\d[\d,]*)(?:\.(\d+))?\s?([百千万亿]{0,2})")
_HAN = re.compile(
    r"[〇零一二两三四五六七八九十百千万亿]+(?:点([〇零一二三四五六七八九]+))?([万亿]?)"
)
_SCALE = {"百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_OPEN_END = re.compile(r"超|突破|逾|以上|不少于|不低于|不小于|至少|高于|多于|大于")
_DUST = 1e-9


class Interval(NamedTuple):
    """Every value from ``low`` to ``high``, both ends included."""

    low: float
    high: float

    def __add__(self, other: object) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Every difference of a value of this and a value of the other."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: Interval) -> Interval:
        """Every quotient; the other must lie above zero, else every value is allowed."""
        if other.low <= 0 or self.low < 0:
            return Interval(-math.inf, math.inf)
        return Interval(self.low / other.high, self.high / other.low)

    def times(self, factor: float) -> Interval:
        """Every value times a positive factor."""
        return Interval(self.low * factor, self.high * factor)

    def meets(self, other: Interval) -> bool:
        """Whether one value is in both; the dust of binary fractions is forgiven."""
        dust = _DUST * max(1.0, abs(self.low), abs(other.low))
        return self.low <= other.high + dust and other.low <= self.high + dust

    @property
    def width(self) -> float:
        """How far the ends are apart."""
        return self.high - self.low


def precision(written: str, *, percent: bool = False) -> float:
    """Tell how much the last written digit is worth; 0.0 for a whole number that counts things.

    Examples
    --------
    >>> precision("2.16万件"), precision("617起"), precision("87.23%", percent=True)
    (100.0, 0.0, 0.01)
    >>> precision("百分之九十一点九", percent=True), precision("98%", percent=True)
    (0.1, 1.0)
    """
    written = half_width(written).replace("百分之", "").replace("千分之", "")
    found = _DIGITS.search(written)
    if found:
        decimals = len(found[2] or "")
        scale = math.prod(_SCALE[sign] for sign in found[3])
    else:
        han = _HAN.search(written)
        if not han:
            return 1.0 if percent else 0.0
        decimals = len(han[1] or "")
        tail = han[0][len(han[0].rstrip("万亿")) :]
        scale = math.prod(_SCALE[sign] for sign in tail)
        if written[han.end() : han.end() + 1] == "成":
            scale = 1.0
    if not decimals and scale == 1 and not percent:
        return 0.0
    return scale / 10**decimals


def _last_place(value: float, step: float) -> float:
    """Find the place of the last digit that is not zero: 100 for 1,500."""
    place = step or 1.0
    whole = round(value / place)
    while whole and whole % 10 == 0:
        whole //= 10
        place *= 10
    return place


def allowed(quantity: Quantity, text: str) -> Interval:
    """Work out every value that the words of a quantity allow.

    Parameters
    ----------
    quantity : Quantity
        The number as it was read.
    text : str
        The report's clean text, which shows how precisely the number was written.

    Returns
    -------
    Interval
        In the quantity's canonical unit.
    """
    q = quantity
    return allowed_by_words(
        (q.value, q.value_high), q.unit, q.bound, text, q.number_start, q.number_end
    )


def allowed_by_words(
    values: tuple[float, float], unit: str | None, bound: str, text: str, start: int, end: int
) -> Interval:
    """Work out every value that a number allows that stands at ``text[start:end]``.

    Examples
    --------
    >>> allowed_by_words((1500, 1500), "份", "min", "1500余份", 0, 7)
    Interval(low=1500, high=1600.0)
    >>> allowed_by_words((87.5, 87.5), "%", "exact", "87.5%", 0, 5)
    Interval(low=87.45, high=87.6)
    """
    written = text[start:end]
    percent = "%" in half_width(unit or "") or "百分" in written or "成" in written
    step = precision(written, percent=percent)
    low, high = values
    if bound == "min":
        before, after = text[max(0, start - 4) : start], text[end : end + 3]
        if _OPEN_END.search(before) or after.startswith("以上") or "以上" in written:
            return Interval(low, math.inf)
        return Interval(low, high + _last_place(high, step))
    if bound == "max":
        return Interval(0.0, high)
    if bound == "approx":
        # 约1,300 is 1,200 to 1,400: the place of its last digit, but no more than a fifth.
        place = _last_place(high, step)
        if percent:
            place = 7.0 if "成" in written else 3.0
        slack = min(0.2 * high, max(place, 0.05 * high))
        return Interval(low - slack, high + slack)
    # Rounded (half a step either way) or, where decimals are told, cut off (a whole step up).
    if percent and low == high == 100:
        return Interval(99.95, 100.0)  # 254 of 255 is nobody's 100%
    cut = percent or "." in half_width(written) or "点" in written
    return Interval(low - step / 2, high + step * (1.0 if cut else 0.5))
