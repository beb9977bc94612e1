"""One figure from all that a report says about an indicator in a period.

The rules, from the surest down:

1. A mention without a breakdown is a total, and a stated total wins over any sum of parts.
2. Totals that one number can meet (100余 and 120) are one; the most exact of them is taken.
   Totals that no number meets, or a total below one of its parts, are a conflict: there is no
   value then, only the range.
3. Without a total, parts are summed where they are one list: at least two of them, all in one
   sentence close behind each other, each with one breakdown of its own, none of them a stage of
   cases (办结, 成功) or a grade (省级), nothing before the list that says it is a selection (其中,
   包括) and no 等 behind it, counted in the same unit, and no other part of the indicator
   elsewhere in the report. Rates are never summed.
4. A figure for several years together (五年来, 自2019年以来) is no year's: it is left aside.
5. Anything else has no value: the mentions are counted, and that is all that is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fazhi_analysis.analyse.measures import (
    common_point,
    interval,
    like_unit,
    measure,
    part_words,
    unit_sort,
)
from fazhi_analysis.analyse.year_spans import several_years

__all__ = ["Cell", "Mention", "resolve"]

# Between two parts of a list stands a comma, or a remark: 涉案金额243.91万元.
_GAP = 20
_EXACTNESS = {"exact": 0, "min": 1, "max": 1, "approx": 2}


class Mention(NamedTuple):
    """The columns of `quantities` that decide."""

    quantity: int
    sentence: int
    start: int
    end: int
    value: float
    value_high: float
    unit: str | None
    bound: str
    breakdown: str | None


class Cell(NamedTuple):
    """What a report says about an indicator in a period; ``value`` is None where it is open."""

    value: float | None
    bound: str | None
    how: str | None
    conflict: bool
    low: float | None
    high: float | None
    unit: str | None
    quantities: tuple[int, ...]


def resolve(
    indicator: str,
    mentions: Sequence[Mention],
    text: str,
    sentence_starts: dict[int, int],
    year: int | None = None,
) -> Cell:
    """Return the one figure of `mentions`, which belong to one report, period and indicator.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    mentions : sequence of Mention
        In the order of the text; at least one.
    text : str
        The report's clean text, in which the offsets count.
    sentence_starts : dict
        Where each sentence begins; a sentence that is not known is not summed over.
    year : int, optional
        The year that the figure is for; 2023年以来 is one year in 2023.
    """
    everything = tuple(m.quantity for m in mentions)
    mentions = [
        m
        for m in mentions
        if not several_years(text, sentence_starts.get(m.sentence, m.start), m.start, year)
    ]
    own = unit_sort(measure(indicator).unit)
    by_sort: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_sort.setdefault(unit_sort(mention.unit) or own, []).append(mention)
    sizes = Counter({sort: len(rows) for sort, rows in by_sort.items()})
    # The indicator's own sort first, then the one most spoken of, then the first.
    order = sorted(by_sort, key=lambda sort: (sort != own, -sizes[sort], list(by_sort).index(sort)))
    for sort in order:
        unit = _unit(indicator, by_sort[sort], own=sort == own)
        totals = [m for m in by_sort[sort] if not m.breakdown]
        if totals:
            return _total(totals, [m for m in by_sort[sort] if m.breakdown], unit)
        if _is_one_list(indicator, by_sort[sort], text, sentence_starts):
            return _sum(_distinct(by_sort[sort]), unit)
    return Cell(None, None, None, False, None, None, None, everything)


def _unit(indicator: str, rows: Sequence[Mention], *, own: bool) -> str | None:
    known = measure(indicator).unit
    if known and own:
        return known
    if unit_sort(rows[0].unit) == "money":
        return "元"
    return rows[0].unit or None


def _total(totals: Sequence[Mention], parts: Sequence[Mention], unit: str | None) -> Cell:
    # A part above the total (1件 beside 115件 of one kind) shows that the total is none.
    most = min(interval(m.value, m.value_high, m.bound)[1] for m in totals)
    above = [m for m in parts if m.value > most and unit_sort(m.unit) != "percent"]
    told = sorted([*totals, *above], key=lambda m: m.start)
    low = min(m.value for m in told)
    high = max(m.value_high for m in told)
    used = tuple(m.quantity for m in told)
    if above or not common_point((m.value, m.value_high, m.bound) for m in totals):
        return Cell(None, None, "total", True, low, high, unit, used)
    # The most exact wording; of two exact figures the finer (12345 before 1.23万).
    best = min(
        totals,
        key=lambda m: (
            _EXACTNESS[m.bound],
            m.value_high - m.value,
            -len(f"{m.value:.10g}".rstrip("0").replace(".", "")),
            m.start,
        ),
    )
    return Cell(best.value, best.bound, "total", False, best.value, best.value_high, unit, used)


def _distinct(parts: Sequence[Mention]) -> list[Mention]:
    """Leave out parts that are told again in the same words and with the same number."""
    seen: dict[tuple, Mention] = {}
    for part in parts:
        seen.setdefault((part.breakdown, part.value, part.value_high, part.bound), part)
    return list(seen.values())


def _is_one_list(
    indicator: str, rows: Sequence[Mention], text: str, sentence_starts: dict[int, int]
) -> bool:
    if measure(indicator).kind == "percent" or any(m.unit in ("%", "‰") for m in rows):
        return False
    parts = sorted(_distinct(rows), key=lambda m: m.start)
    if len(parts) < 2 or len({m.sentence for m in parts}) > 1:
        return False
    names = [m.breakdown or "" for m in parts]
    stages = part_words("stage")
    if len(set(names)) < len(names) or any(
        re.search("[;；]", name) or any(word in name for word in stages) for name in names
    ):
        return False
    if len({like_unit(m.unit) for m in parts}) > 1:
        return False
    if any(b.start - a.end > _GAP for a, b in pairwise(parts)):
        return False
    begin = sentence_starts.get(parts[0].sentence)
    if begin is None:
        return False
    before = text[begin : parts[-1].end]
    behind = text[parts[-1].end :][:8].strip()
    return not any(word in before for word in part_words("within")) and not behind.startswith(
        part_words("more")
    )


def _sum(parts: Sequence[Mention], unit: str | None) -> Cell:
    bounds = {m.bound for m in parts} - {"exact"}
    bound = "exact" if not bounds else bounds.pop() if len(bounds) == 1 else "approx"
    low = _plain(sum(m.value for m in parts))
    high = _plain(sum(m.value_high for m in parts))
    return Cell(low, bound, "parts", False, low, high, unit, tuple(m.quantity for m in parts))


def _plain(value: float) -> float:
    # 0.1 + 0.2 is no figure that a report could have told.
    return round(value, 6)
