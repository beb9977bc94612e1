"""What a rate's own words tell: which count it is of, and of which period."""

from __future__ import annotations

import re
from functools import cache

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.facts import Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["one_period", "quotient", "rate_word"]

_RATE = re.compile(r"([\u4e00-\u9fff]{1,8})(?:率|比例|进度)[^率]{0,6}$")
_PART_OF_YEAR = re.compile(r"[上下]半年|[一二三四]季度|前三季度|\d{1,2}月份")


@cache
def _uppers() -> dict[str, re.Pattern[str]]:
    """Words of rates with the words of their upper counts, from ``resources/rates.csv``."""
    found = {}
    for number, row in enumerate(read_table("rates.csv", ("word", "upper")), 1):
        try:
            found[row["word"]] = re.compile(row["upper"])
        except re.error as error:
            raise ResourceError(f"rates.csv: row {number} is not well formed ({error}).") from error
    return found


def rate_word(label: str) -> tuple[str, re.Pattern[str]] | None:
    """Take the word of a rate that names its upper count, and that count's words."""
    found = _RATE.search(label)
    if not found:
        return None
    word = found[1]
    for known, upper in _uppers().items():
        if known in word[-4:]:
            return known, upper
    return word[-2:], re.compile(re.escape(word[-2:]))


def quotient(facts: Facts, upper: int, lower: int) -> Interval:
    """Divide two counts, in percent."""
    return facts.allowed[upper].over(facts.allowed[lower]).times(100.0)


def one_period(facts: Facts, places: list[int]) -> bool:
    """Whether figures are of one period: as read, and no 上半年 before one of them alone."""
    chosen = [facts.quantities[place] for place in places]
    halves = set()
    for q in chosen:
        clause = re.split(r"[。;\n]", facts.text[max(0, q.number_start - 30) : q.number_start])[-1]
        halves.add(tuple(_PART_OF_YEAR.findall(clause)[-1:]))
    return len({q.period for q in chosen}) == 1 and len(halves) == 1
