"""Growth against the two levels that it lies between: 214件, 同比增长18.9%, 上年180件."""

from __future__ import annotations

import re

from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["find_growth", "growth_of", "implied_level"]

_UP = re.compile(r"增|升|提高|上涨|多|翻")
_CHANGE = re.compile(r"[增降]幅|增长|增加|上升|提高|提升|下降|减少|降低|净增|净减")
_FROM_TO = re.compile(
    r"(增加|增长|上升|提高|提升|发展|扩大|扩充|壮大|扩展|下降|减少|降低|降|升|增|减)[至到为]"
)
# A comparison with others (低于全市平均水平) is no growth.
_OTHERS = re.compile(r"平均|[低高]于(?!上|去|\d)")
_DOWN = re.compile(r"减|降|下滑|回落|少")


def sign_of(facts: Facts, place: int) -> int:
    """+1 for growth, -1 for decline, 0 where neither is told."""
    direction = facts.quantities[place].direction
    if direction:
        return 1 if direction == "up" else -1
    words = facts.label(place)[-12:]
    return -1 if _DOWN.search(words) else 1 if _UP.search(words) else 0


def is_points(unit: str) -> bool:
    """Whether a change is told in percentage points."""
    return "点" in unit


def implied_level(now: Interval, change: Interval, unit: str, sign: int) -> Interval | None:
    """Work out the earlier level that a level and its change allow.

    Examples
    --------
    >>> implied_level(Interval(214, 214), Interval(18.9, 18.9), "%", 1).low
    179.98...
    """
    if not sign or change.high == float("inf"):
        return None
    if unit in ("%", "‰"):
        base = 100.0 if unit == "%" else 1000.0
        rates = Interval(1 + sign * change.low / base, 1 + sign * change.high / base)
        if sign < 0:
            rates = Interval(rates.high, rates.low)
        rates = Interval(min(rates), max(rates))
        return None if rates.low <= 0 else now.over(rates)
    return now.minus(change) if sign > 0 else now + change


def growth_of(now: Interval, before: Interval, unit: str, sign: int) -> Interval:
    """Work out the change that two levels allow, as a positive figure in its own unit."""
    difference = now.minus(before) if sign > 0 else before.minus(now)
    if unit in ("%", "‰"):
        base = 100.0 if unit == "%" else 1000.0
        quotients = (
            Interval(now.low / before.high - 1, now.high / before.low - 1)
            if before.low > 0
            else Interval(-1.0, float("inf"))
        )
        if sign < 0:
            quotients = Interval(-quotients.high, -quotients.low)
        return quotients.times(base)
    return difference


def _earlier(facts: Facts, now: int, change: int) -> int | None:
    """Find the earlier level told for comparison: in the sentence, no other level between."""
    q = facts.quantities
    for reach in range(1, 7):
        for place in (change - reach, change + reach):
            if not 0 <= place < len(q) or place == now or q[place].status != "prior":
                continue
            if q[place].sentence != q[change].sentence or facts.unit(place) != facts.unit(now):
                continue
            if q[place].indicator not in (None, q[now].indicator):
                continue
            first, last = min(now, change, place), max(now, change, place)
            between = range(first + 1, last)
            if not any(q[p].status == "actual" and p != now for p in between):
                return place
    return None


def _between_two(facts: Facts, change: int) -> tuple[int, int, int] | None:
    """Find the levels of 由96件增加到131件,增幅26.5%: the later, the earlier, the sign."""
    reverse = _told_after_change(facts, change)
    if reverse:
        return reverse
    if change < 2 or not _CHANGE.search(facts.label(change)):
        return None
    before, now = change - 2, change - 1
    q = facts.quantities
    if q[now].status == "prior" and q[before].status == "actual":
        # 达到132人,较上年的118人净增14人
        one = q[before].sentence == q[now].sentence == q[change].sentence
        alike = facts.unit(before) == facts.unit(now)
        near = re.fullmatch(r"(?:净|共|同比)?(?:增加|增长|减少|下降|增|减)了?", facts.label(change))
        if one and alike and near and re.search(r"较|比|同期", facts.label(now)):
            return before, now, -1 if _DOWN.search(facts.label(change)) else 1
        return None
    if not q[before].sentence == q[now].sentence == q[change].sentence:
        return None
    turn = _FROM_TO.search(facts.gap(before, now))
    alike = facts.unit(before) == facts.unit(now)
    if not turn or not alike or not re.search(r"由|从", facts.label(before)):
        return None
    if len(facts.gap(now, change)) > 12:
        return None
    return now, before, -1 if _DOWN.search(turn[1]) else 1


def _told_after_change(facts: Facts, change: int) -> tuple[int, int, int] | None:
    """Find the levels of 下降18.2%,由2200件降到1800件."""
    q = facts.quantities
    before, now = change + 1, change + 2
    if now >= len(q) or not q[before].sentence == q[now].sentence == q[change].sentence:
        return None
    label = facts.label(change)
    alike = facts.unit(before) == facts.unit(now)
    if q[before].status == "prior" and q[now].status == "actual" and alike:
        # 较上年下降30%,上年4300户次,今年3010户次
        this_year = re.search(r"^[,;].{0,2}[今本]年", facts.label(now))
        signs = (_DOWN.search(label), _UP.search(label))
        if this_year and any(signs) and re.search(r"[上去]一?年", facts.label(before)):
            return now, before, -1 if signs[0] else 1
    if not re.match(r"[,(]?(?:由|从)", facts.gap(change, before)):
        return None
    turn = _FROM_TO.search(facts.gap(before, now))
    if not turn or facts.unit(before) != facts.unit(now) or not _CHANGE.search(facts.label(change)):
        return None
    return now, before, -1 if _DOWN.search(turn[1]) else 1


def _from_to(facts: Facts, taken: set[int]) -> list[Draft]:
    found = []
    for change, quantity in enumerate(facts.quantities):
        levels = None if change in taken else _between_two(facts, change)
        if levels is None or quantity.status in ("planned", "rule"):
            continue
        now, before, sign = levels
        unit = facts.unit(change)
        if facts.unit(now) in ("%", "‰") and not is_points(unit):
            continue
        span = growth_of(facts.allowed[now], facts.allowed[before], unit, sign)
        holds = span.meets(facts.allowed[change])
        if not holds and span.high < 0:
            continue
        found.append(
            facts.draft("ratio", "holds" if holds else "fails", change, [now, before], span)
        )
    return found


def find_growth(facts: Facts) -> list[Draft]:
    """Find every growth whose two levels stand beside it, and work it out again.

    Returns
    -------
    list of Draft
        Kind ``ratio``; ``quantities`` are the growth, the level and the earlier level (or, where
        growth is told both in percent and in pieces, the other growth).
    """
    found = []
    q = facts.quantities
    by_level: dict[int, list[int]] = {}
    taken: set[int] = set()
    for place, quantity in enumerate(q):
        if quantity.status != "change" or quantity.change_of is None:
            continue
        now = facts.place_of.get(quantity.change_of)
        sign = sign_of(facts, place)
        if now is None or q[now].sentence != quantity.sentence:
            continue
        if any(q[p].status == "actual" for p in range(now + 1, place)):
            continue  # the growth of the level right before it, if of any
        if not sign or _OTHERS.search(facts.label(place)):
            continue
        by_level.setdefault(now, []).append(place)
        unit = facts.unit(place)
        before = _earlier(facts, now, place)
        if before is None:
            continue
        levels = facts.unit(now)
        if levels in ("%", "‰") and unit in ("%", "‰") and not is_points(unit):
            # A rate that fell 下降2.1%: points are meant as often as percent.
            continue
        span = growth_of(facts.allowed[now], facts.allowed[before], unit, sign)
        same = span.meets(facts.allowed[place])
        wide = span.width > 0.1 * max(1.0, abs(q[place].value)) and unit in ("%", "‰")
        verdict = "holds" if same else "cannot" if wide and span.high > 0 else "fails"
        found.append(facts.draft("ratio", verdict, place, [now, before], span))
        taken.add(place)
    for now, changes in by_level.items():
        rates = [p for p in changes if facts.unit(p) == "%"]
        pieces = [p for p in changes if facts.unit(p) == facts.unit(now) and facts.unit(p) != "%"]
        if len(rates) != 1 or len(pieces) != 1 or _earlier(facts, now, rates[0]) is not None:
            continue
        sign = sign_of(facts, rates[0])
        before_level = implied_level(
            facts.allowed[now], facts.allowed[pieces[0]], facts.unit(now), sign
        )
        if before_level is None or sign_of(facts, pieces[0]) != sign:
            continue
        span = growth_of(facts.allowed[now], before_level, "%", sign)
        verdict = "holds" if span.meets(facts.allowed[rates[0]]) else "fails"
        found.append(facts.draft("ratio", verdict, rates[0], [now, pieces[0]], span))
        taken.add(rates[0])
    return found + _from_to(facts, taken)
