"""Rates and shares against the two counts that they are made of: 持证41人 of 47人, 持证率87.23%.

The rate's own word tells its upper count (持证率: the count of 持证); what the count is a share of
stands before it. Where the word tells nothing, the last count before 占 is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_analysis.tidy.checks_lists import total_of
from fazhi_analysis.tidy.checks_shares import failures_told, joint_share, told_after
from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval
from fazhi_analysis.tidy.rate_words import one_period, quotient, rate_word

__all__ = ["find_rates"]

_SHARE = re.compile(
    r"占(?:比|全|总|受|到|了|所|其|\b|[^率,;]{0,12})[^,;]{0,10}$|比例[^,;]{0,6}$|比重[^,;]{0,6}$"
)
_GROWTH = re.compile(r"同比|环比|增长|上升|下降|提高|提升|减少|增加|降低|回落|较上|比上|较去|比去")
_FROM_TO = re.compile(r"[^,;。]{0,3}(?:提高|上升|提升|增长|增加|下降|降低|降|升)[至到为]$")
_VAGUE = 30  # points; 成功率 of 100余 and 30余 tells nothing that is worth a row
_WINDOW = 8
_SURE = 0.06  # a pair that meets a rate by chance less often than this is believed


_OVERALL = re.compile(r"总体|整体|综合|总的|平均")


def _several(facts: Facts, rate: int) -> bool:
    """Whether a semicolon parts what an overall rate sums up."""
    q = facts.quantities[rate]
    first = max(0, q.number_start - 120)
    return ";" in re.split(r"[。\n]", facts.text[first : q.number_start])[-1]


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
    if not any(facts.quantities[place].sentence == q.sentence for place in found):
        # 预算180万元,实际支出153万元,执行率85%
        found += [
            place for place in range(max(0, rate - _WINDOW), rate)
            if facts.quantities[place].sentence == q.sentence and facts.unit(place) == "money"
            and facts.quantities[place].status == q.status
        ]  # fmt: skip
    return found[-_WINDOW:]


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
    stem = rate_word(label)
    inner = _share_of_named(facts, rate, counts) if counts else None
    if inner:
        return [inner], True
    among = _one_among(facts, rate, counts) if stem else None
    if among:
        return [among], True
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
                and ";" not in facts.gap(lower, rate)
                and "其中" not in facts.gap(upper, rate)  # 其中正职出庭率: of some of them
                and "新收" not in facts.label(lower)  # 结案率: of what was carried over, too
                and not (_OVERALL.search(label) and _several(facts, rate))
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
        upper = _named_upper(facts, rate, counts)
        pairs = [
            (upper, p) for p in reversed(counts)
            if p != upper and facts.unit(p) == facts.unit(upper)
            and facts.allowed[p].high >= facts.allowed[upper].low
        ]  # fmt: skip
        base = _BASE.search(label)
        named = [
            pair for pair in pairs
            if base and base[1] and base[1] in facts.label(pair[1]) + facts.tail(pair[1], 10)
        ]  # fmt: skip
        if len(named) == 1:
            pairs = [*named, *(pair for pair in pairs if pair not in named)]
        alone = len(pairs) == 1 and not re.search(r"占(?:全|总|[市县区省镇])", label)
        within = bool(pairs) and pairs[0][0] == pairs[0][1] + 1
        alone |= within and "其中" in facts.gap(*reversed(pairs[0])) and len(pairs) == 1
        sure = bool(pairs) and (alone or len(named) == 1)
        if pairs and facts.gap(*sorted(pairs[0])).startswith(("、", "和")):
            sure = False  # 民事2160件、经济840件: beside one another, of a third
        sure = sure and facts.quantities[pairs[0][1]].sentence == facts.quantities[rate].sentence
    return pairs, sure


_BASE = re.compile(
    r"占(?:全部|同期|全年|全[市县区省镇])?(?:的)?([^占,的]{2,10}?)(?:总?[数量额]|总件|的|比|\d|$)"
)
_INNER = re.compile(r"^\)?的(?:比例|比重)?(?:为|达|约|到|近)*$")


def _share_of_named(facts: Facts, rate: int, counts: list[int]) -> tuple[int, int] | None:
    """Find 持证1082人,占在编1146人的94.4%: the whole stands within the share."""
    lower = counts[-1]
    if lower != rate - 1 or not _INNER.search(facts.gap(lower, rate)):
        return None
    if "占" not in facts.label(lower):
        return None
    uppers = [p for p in counts[:-1] if facts.unit(p) == facts.unit(lower)]
    subject = re.search(r"([\u4e00-\u9fff]{2,8})占[^占]*$", facts.label(lower))
    if subject:
        told = [p for p in uppers if subject[1] in facts.label(p)[-12:] + facts.tail(p, 8)]
        uppers = told[-1:]
    near = uppers and facts.quantities[uppers[-1]].sentence == facts.quantities[rate].sentence
    return (uppers[-1], lower) if near else None


def _one_among(facts: Facts, rate: int, counts: list[int]) -> tuple[int, int] | None:
    """Find 57个社区中已有54个…,标准化率94.7%: what the one count is among is told."""
    if len(counts) < 2 or counts[-1] != rate - 1 or counts[-2] != rate - 2:
        return None
    lower, upper = counts[-2:]
    one = facts.quantities[lower].sentence == facts.quantities[rate].sentence
    alike = facts.unit(lower) == facts.unit(upper) and facts.is_count(lower)
    among = re.search(r"中,?(?:现|目前)?(?:已有|已|有)?$", facts.gap(lower, upper))
    fits = facts.allowed[lower].high >= facts.allowed[upper].low
    return (upper, lower) if one and alike and among and fits else None


def _named_upper(facts: Facts, rate: int, counts: list[int]) -> int:
    """Find the count whose noun stands before 占 (经济公证占公证总量的), else the last."""
    subject = re.search(r"([\u4e00-\u9fff]{2,8})占[^占]*$", facts.label(rate))
    if subject:
        for place in reversed(counts):
            if subject[1] in facts.label(place)[-12:] + facts.tail(place, 8):
                return place
    return counts[-1]


def _of_the_sum(facts: Facts, rate: int, upper: int) -> Draft | None:
    """Check a share of several counts together: 民事2160件、经济840件,经济占总量的28%."""
    label = facts.text[max(0, facts.quantities[rate].number_start - 24) :]
    label = label[: min(24, facts.quantities[rate].number_start)]
    if not re.search(r"占[^占,;]{0,10}(?:总|比)", label) or re.search(
        r"合计|共占|[三两]者|[两二三四五][类项]", label
    ):
        return None
    run = [upper]
    for step in (-1, 1):
        place = upper + step
        while 0 <= place < rate and facts.unit(place) == facts.unit(upper):
            if not facts.gap(*sorted((place, place - step))).startswith(("、", "和")):
                break
            run.append(place)
            place += step
    if len(run) < 2:
        return None
    share = facts.allowed[upper].over(total_of(facts, run)).times(100.0)
    if share.width > 5:
        return None
    verdict = "holds" if share.meets(facts.allowed[rate]) else "fails"
    return facts.draft("share", verdict, rate, sorted(run), share)


def _rate_label(facts: Facts, rate: int) -> str:
    """Take the words that name a rate: those before 89.4% in 网上可办率由89.4%提高到93.7%."""
    label = facts.label(rate)
    if rate and _FROM_TO.match(label) and facts.unit(rate - 1) == facts.unit(rate):
        return re.split(r"由|从", facts.label(rate - 1))[0]
    return label


def _too_much(facts: Facts, rate: int, upper: int, lower: int) -> Draft | None:
    share = quotient(facts, upper, lower)
    if share.high < facts.allowed[rate].low and one_period(facts, [rate, upper, lower]):
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
    if pairs and _SHARE.search(label) and facts.gap(*sorted(pairs[0])).startswith(("、", "和")):
        together = _of_the_sum(facts, rate, pairs[0][0])
        if together:
            return together
    for upper, lower in pairs:
        share = quotient(facts, upper, lower)
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
    joint = joint_share(facts, rate, lists)
    if joint:
        return joint
    if sure:
        upper, lower = pairs[0]
        share = quotient(facts, upper, lower)
        if share.width > _VAGUE:
            return None
        tellable = one_period(facts, [rate, upper, lower]) and share.width < 5
        verdict = "fails" if tellable else "cannot"
        return facts.draft("share", verdict, rate, [upper, lower], share)
    return failures_told(facts, rate) or told_after(facts, rate, label)


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
