"""Rates and shares against the two counts that they are made of: 持证41人 of 47人, 持证率87.23%.

The rate's own word tells its upper count (持证率: the count of 持证); what the count is a share of
stands before it. Where the word tells nothing, the last count before 占 is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, reduce

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["find_rates"]

_RATE = re.compile(r"([\u4e00-\u9fff]{1,8})(?:率|比例)[^率]{0,6}$")
_SHARE = re.compile(
    r"占(?:比|全|总|受|到|了|所|其|\b|[^率,;]{0,12})[^,;]{0,10}$|比例[^,;]{0,6}$|比重[^,;]{0,6}$"
)
_GROWTH = re.compile(r"同比|环比|增长|上升|下降|提高|提升|减少|增加|降低|回落|较上|比上|较去|比去")
_FROM_TO = re.compile(r"[^,;。]{0,3}(?:提高|上升|提升|增长|增加|下降|降低|降|升)[至到为]$")
_PART_OF_YEAR = re.compile(r"[上下]半年|[一二三四]季度|前三季度|\d{1,2}月份")
_VAGUE = 30  # points; 成功率 of 100余 and 30余 tells nothing that is worth a row
_WINDOW = 8
_SURE = 0.06  # a pair that meets a rate by chance less often than this is believed


def _counts_before(facts: Facts, rate: int) -> list[int]:
    """Find counts that may make up the rate: in its sentence or the one before, nearest last."""
    q = facts.quantities[rate]
    found: list[int] = []
    for place in range(rate - 1, max(-1, rate - 2 * _WINDOW), -1):
        other = facts.quantities[place]
        if other.section != q.section or other.sentence < q.sentence - 1:
            break
        if facts.is_count(place) and other.status == q.status and facts.unit(place) != "money":
            found.insert(0, place)
    return found[-_WINDOW:]


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


def _stem(label: str) -> tuple[str, re.Pattern[str]] | None:
    """Take the word of a rate that names its upper count, and that count's words."""
    found = _RATE.search(label)
    if not found:
        return None
    word = found[1]
    for known, upper in _uppers().items():
        if known in word[-4:]:
            return known, upper
    return word[-2:], re.compile(re.escape(word[-2:]))


def _quotient(facts: Facts, upper: int, lower: int) -> Interval:
    return facts.allowed[upper].over(facts.allowed[lower]).times(100.0)


def _nominal(facts: Facts, upper: int, lower: int) -> Interval | None:
    one, two = facts.quantities[upper], facts.quantities[lower]
    if one.bound != "exact" or two.bound != "exact" or not two.value:
        return None
    return Interval(100 * one.value / two.value, 100 * one.value / two.value)


def _clause(facts: Facts, place: int) -> str:
    return facts.label(place).rsplit(",", 1)[-1] + facts.tail(place, 8)


def _pairs(
    facts: Facts, rate: int, counts: list[int], totals: dict[int, int]
) -> tuple[list[tuple[int, int]], bool]:
    """Find pairs (upper, lower) that the words name, the likeliest first. True: sure of it."""
    label = _rate_label(facts, rate)
    stem = _stem(label)
    pairs: list[tuple[int, int]] = []
    sure = False
    if stem:
        words = stem[1]
        # 应出庭118件 is the lower count of 出庭率, 实际出庭115件 the upper.
        due = re.compile(rf"应(?:{words.pattern})|未|不")
        uppers = [
            p for p in counts
            if words.search(_clause(facts, p)) and not due.search(_clause(facts, p))
        ]  # fmt: skip
        for upper in reversed(uppers):
            if upper in totals:
                pairs.append((upper, totals[upper]))
            lowers = [
                p for p in counts
                if p != upper and facts.unit(p) == facts.unit(upper)
                and facts.allowed[p].high >= facts.allowed[upper].low
            ]  # fmt: skip
            before = [p for p in lowers if p < upper]
            pairs += [(upper, p) for p in reversed(before)]
            pairs += [(upper, p) for p in lowers if p > upper]
        if pairs:
            upper, lower = pairs[0]
            # Sure only where the pair and the rate follow one another in one sentence.
            sure = (len(uppers) == 1 and totals.get(upper) == lower) or (
                upper == counts[-1]
                and lower == counts[-2]
                and facts.quantities[lower].sentence == facts.quantities[rate].sentence
                and facts.quantities[upper].sentence == facts.quantities[rate].sentence
            )
    elif _SHARE.search(label) and counts:
        # A semicolon between the counts and the share parts what they tell.
        begin = facts.quantities[rate].number_start
        counts = [
            p for p in counts
            if not re.search(r"[;。]", facts.text[facts.quantities[p].number_end : begin])
        ]  # fmt: skip
        if not counts:
            return [], False
        upper = counts[-1]
        pairs = [
            (upper, p) for p in reversed(counts[:-1])
            if facts.unit(p) == facts.unit(upper)
            and facts.allowed[p].high >= facts.allowed[upper].low
        ]  # fmt: skip
        sure = len(pairs) == 1 and not re.search(r"占(?:全|总|[市县区省镇])", label)
        sure = sure and facts.quantities[pairs[0][1]].sentence == facts.quantities[rate].sentence
    return pairs, sure


def _one_period(facts: Facts, places: list[int]) -> bool:
    """Whether figures are of one period: as read, and no 上半年 before one of them alone."""
    chosen = [facts.quantities[place] for place in places]
    halves = set()
    for q in chosen:
        clause = re.split(r"[。;\n]", facts.text[max(0, q.number_start - 30) : q.number_start])[-1]
        halves.add(tuple(_PART_OF_YEAR.findall(clause)[-1:]))
    return len({q.period for q in chosen}) == 1 and len(halves) == 1


def _joint_share(facts: Facts, rate: int, lists: dict[tuple[int, ...], int]) -> Draft | None:
    """Check 三类合计占…: the counts right before, together, of a count further back."""
    stop = facts.quantities[rate].number_start
    label = facts.text[max(0, stop - 24) : stop]  # 三类 is itself a number
    if not re.search(r"合计|共占|三者|两者|[两二三四五][类项]", label):
        return None
    section = facts.quantities[rate].section
    wide = [
        p for p in range(max(0, rate - 24), rate)
        if facts.is_count(p) and facts.quantities[p].section == section
    ]  # fmt: skip
    named = re.search(r"占([\u4e00-\u9fff]{2,3}?)(?:案件)?总", label)
    told = re.search(r"([两二三四五])[类项]", label)
    sizes = ["两二三四五".index(told[1]) + (1 if told[1] != "两" else 2)] if told else []
    surely: tuple[list[int], int, Interval] | None = None
    for size in range(2, min(len(wide), _WINDOW)):
        run = wide[-size:]
        if len({facts.unit(p) for p in run}) > 1:
            break
        added = reduce(Interval.__add__, (facts.allowed[p] for p in run))
        for lower in reversed(wide[:-size]):
            if facts.unit(lower) != facts.unit(run[0]):
                continue
            if named and named[1] not in facts.label(lower):
                continue
            share = added.over(facts.allowed[lower]).times(100.0)
            if share.meets(facts.allowed[rate]):
                return facts.draft("share", "holds", rate, [*run, lower], share)
            listed = lists.get(tuple(run)) == lower
            if listed or (named and size in sizes):
                surely = (run, lower, share)
    if surely:
        run, lower, share = surely
        return facts.draft("share", "fails", rate, [*run, lower], share)
    return None


def _failures_told(facts: Facts, rate: int) -> Draft | None:
    """Check a success rate of a total of which only some part tells its successes.

    Of the total T, the part b had a successes: between a and T - (b - a) succeeded in all.
    """
    q = facts.quantities
    stem = _stem(facts.label(rate))
    if stem is None or stem[0] != "成功":
        return None
    success: int | None = None
    part: int | None = None
    for place in range(rate - 1, max(-1, rate - 16), -1):
        if q[place].section != q[rate].section or q[place].sentence < q[rate].sentence - 1:
            break
        if success is None:
            if "成功" in facts.label(place) and facts.is_count(place):
                success = place
        elif part is None:
            if facts.unit(place) == facts.unit(success):
                part = place
        elif facts.unit(place) == facts.unit(part) and q[place].value > q[part].value:
            whole = facts.allowed[place]
            missed = facts.allowed[part].minus(facts.allowed[success])
            most = Interval(whole.low - missed.high, whole.high - missed.low).over(whole).high
            least = facts.allowed[success].over(whole).low
            span = Interval(100 * least, min(100.0, 100 * most))
            if span.width > 80:
                return None
            told = _one_period(facts, [place, rate]) and span.meets(facts.allowed[rate])
            verdict = "holds" if told else "cannot"
            return facts.draft("share", verdict, rate, [place, part, success], span)
    return None


def _rate_label(facts: Facts, rate: int) -> str:
    """Take the words that name a rate: those before 89.4% in 网上可办率由89.4%提高到93.7%."""
    label = facts.label(rate)
    if rate and _FROM_TO.match(label) and facts.unit(rate - 1) == facts.unit(rate):
        return re.split(r"由|从", facts.label(rate - 1))[0]
    return label


def _too_much(facts: Facts, rate: int, upper: int, lower: int) -> Draft | None:
    share = _quotient(facts, upper, lower)
    if share.high < facts.allowed[rate].low and _one_period(facts, [rate, upper, lower]):
        return facts.draft("share", "fails", rate, [upper, lower], share)
    return None


def _check(
    facts: Facts, rate: int, totals: dict[int, int], lists: dict[tuple[int, ...], int]
) -> Draft | None:
    label = _rate_label(facts, rate)
    if _GROWTH.search(label.rsplit(",", 1)[-1]):
        return None
    counts = _counts_before(facts, rate)
    pairs, sure = _pairs(facts, rate, counts, totals)
    stated = facts.allowed[rate]
    if stated.high > 1000:  # 99%以上 can only be too much
        return None if not sure else _too_much(facts, rate, *pairs[0])
    for upper, lower in pairs:
        share = _quotient(facts, upper, lower)
        if share.meets(stated):
            # 2.86万 of 2.9万: the figures as written give the rate, however wide they are.
            nominal = _nominal(facts, upper, lower)
            if nominal is not None and nominal.meets(stated) and (upper, lower) == pairs[0]:
                return facts.draft("share", "holds", rate, [upper, lower], share)
            if share.width > _VAGUE:
                continue
            if share.width > 5:
                if sure:
                    return facts.draft("share", "cannot", rate, [upper, lower], share)
                continue
            likely = len(pairs) * stated.width < 100 * _SURE
            if likely or (upper, lower) == pairs[0]:
                return facts.draft("share", "holds", rate, [upper, lower], share)
    joint = _joint_share(facts, rate, lists)
    if joint:
        return joint
    if sure:
        upper, lower = pairs[0]
        share = _quotient(facts, upper, lower)
        if share.width > _VAGUE:
            return None
        tellable = _one_period(facts, [rate, upper, lower]) and share.width < 5
        verdict = "fails" if tellable else "cannot"
        return facts.draft("share", verdict, rate, [upper, lower], share)
    return _failures_told(facts, rate) or _told_after(facts, rate, label)


def _told_after(facts: Facts, rate: int, label: str) -> Draft | None:
    """Check 持证率97.1%,1035人中有956人取得证件: the counts behind the rate."""
    stem = _stem(label)
    lower, upper = rate + 1, rate + 2
    if stem is None or upper >= len(facts.quantities):
        return None
    q = facts.quantities
    one_sentence = q[rate].sentence == q[lower].sentence == q[upper].sentence
    if not one_sentence or not (facts.is_count(lower) and facts.is_count(upper)):
        return None
    if facts.unit(lower) != facts.unit(upper) or not re.search(r"中", facts.gap(lower, upper)):
        return None
    if not stem[1].search(facts.label(upper) + facts.tail(upper, 14)):
        return None
    share = _quotient(facts, upper, lower)
    if share.width > 5 or not _one_period(facts, [rate, lower, upper]):
        return None
    verdict = "holds" if share.meets(facts.allowed[rate]) else "fails"
    return facts.draft("share", verdict, rate, [upper, lower], share)


def find_rates(facts: Facts, sums: Sequence[Draft] = ()) -> list[Draft]:
    """Find every rate or share whose two counts the report tells, and work it out again.

    Parameters
    ----------
    facts : Facts
        The report's numbers.
    sums : sequence of Draft, optional
        Totals with their parts, as found before: a part that a rate names is a share of its total.

    Returns
    -------
    list of Draft
        Kind ``share``; ``stated``, ``low`` and ``high`` in percent; ``quantities`` are the rate,
        the upper and the lower count.
    """
    totals = {
        facts.place_of[part]: facts.place_of[draft.quantities[0]]
        for draft in sums
        if draft.verdict == "holds" and draft.span and draft.span.high < float("inf")
        for part in draft.quantities[1:]
    }
    lists = {
        tuple(facts.place_of[part] for part in draft.quantities[1:]): facts.place_of[
            draft.quantities[0]
        ]
        for draft in sums
        if draft.verdict == "holds"
    }
    found = []
    for place, quantity in enumerate(facts.quantities):
        if facts.unit(place) in ("%", "‰") and quantity.status in ("actual", "prior"):
            draft = _check(facts, place, totals, lists)
            if draft:
                found.append(draft)
    return found
