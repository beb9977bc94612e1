"""Rates whose counts are no plain pair: joint shares, bounded successes, counts told behind."""

from __future__ import annotations

import re

from fazhi_analysis.tidy.checks_lists import total_of
from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval
from fazhi_analysis.tidy.rate_words import one_period, quotient, rate_word

__all__ = ["failures_told", "joint_share", "told_after"]

_WINDOW = 8


def joint_share(facts: Facts, rate: int, lists: dict[tuple[int, ...], int]) -> Draft | None:
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
        added = total_of(facts, run)
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


def failures_told(facts: Facts, rate: int) -> Draft | None:
    """Check a success rate of a total of which only some part tells its successes.

    Of the total T, the part b had a successes: between a and T - (b - a) succeeded in all.
    """
    q = facts.quantities
    stem = rate_word(facts.label(rate))
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
            told = one_period(facts, [place, rate]) and span.meets(facts.allowed[rate])
            verdict = "holds" if told else "cannot"
            return facts.draft("share", verdict, rate, [place, part, success], span)
    return None


def told_after(facts: Facts, rate: int, label: str) -> Draft | None:
    """Check 持证率97.1%,1035人中有956人取得证件: the counts behind the rate."""
    stem = rate_word(label)
    q = facts.quantities
    if stem is None or rate + 1 >= len(q):
        return None
    lower, upper = rate + 1, rate + 2
    if upper >= len(q) or not re.search(r"中", facts.gap(lower, upper)):
        # 评查案卷320卷,优秀率42.5%,优秀案卷126卷: one count on either side.
        upper = rate + 1
        before = [
            p
            for p in range(max(0, rate - 4), rate)
            if q[p].sentence == q[rate].sentence and facts.unit(p) == facts.unit(upper)
        ]
        if len(before) != 1 or not stem[1].search(facts.label(upper)):
            return None
        lower = before[0]
    one_sentence = q[rate].sentence == q[lower].sentence == q[upper].sentence
    if not one_sentence or not (facts.is_count(lower) and facts.is_count(upper)):
        return None
    if facts.unit(lower) != facts.unit(upper):
        return None
    if not stem[1].search(facts.label(upper) + facts.tail(upper, 14)):
        return None
    share = quotient(facts, upper, lower)
    if share.width > 5 or share.low > 100 or not one_period(facts, [rate, lower, upper]):
        return None
    verdict = "holds" if share.meets(facts.allowed[rate]) else "fails"
    among = re.search(r"其中,?(.*)", facts.gap(rate, rate + 1))
    if verdict == "fails" and among and not stem[1].match(among[1]):
        return None  # 出庭率100%,其中局长出庭31件
    return facts.draft("share", verdict, rate, [upper, lower], share)
