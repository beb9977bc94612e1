"""The same fact told twice in a report: 下村授课8次 here and there, 坐诊20余次 here and 15次 there.

Two figures are the same fact when indicator, breakdown and period are the same. Figures of single
events add up and prove nothing, so a figure for the whole (no breakdown) takes part in a
contradiction only where both places tell a total: 共, 累计, 全年 or 今年 in the clause.
"""

from __future__ import annotations

import re

from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval
from fazhi_analysis.tidy.widths import half_width

__all__ = ["find_repeats"]

_TOTAL = re.compile(r"共|累计|总|全年|今年|本年|一年来|年内|合计|截至|上半年|[一二三四]季度")
_QUOTED = re.compile(r"“([^“”]{1,12})”")
_LONGEST_NOUN = 3
_REMEMBERED = 4  # tellings of one fact to compare with; keeps the work linear
_PLACES = re.compile(r"^(?:行政)?(?:村|社区|乡镇|街道|居委会)")
# Rates of which a body has one a year; others (满意率) are told for many things.
_ONE_RATE = frozenset(
    {
        "mediation_success_rate",
        "head_appearance_rate",
        "litigation_loss_rate",
        "officer_certification_rate",
        "legal_culture_coverage",
    }
)


def _clause(facts: Facts, place: int) -> str:
    """Take the words before the number up to the last full stop or semicolon."""
    q = facts.quantities[place]
    begin = max(0, q.number_start - 80)
    words = facts.text[begin : q.number_start]
    return re.split(r"[。;!?\n]", words)[-1]


def _key(facts: Facts, place: int) -> tuple[str, frozenset[str], str] | None:
    q = facts.quantities[place]
    if q.indicator is None or q.status != "actual":
        return None
    parts = frozenset(filter(None, half_width(q.breakdown or "").split(";")))
    if not parts:
        # “坐诊”服务20余次: what is quoted right before the number names the fact.
        parts = frozenset(_QUOTED.findall(facts.label(place)))
    return q.indicator, parts, q.period or ""


def _is_total(facts: Facts, place: int) -> bool:
    """Whether the words right before the number tell a total of the whole."""
    label = facts.label(place)
    if not _TOTAL.search(label) or re.search(r"成功|办结|结案|审结|其中|新增", label):
        return False
    # 22家企业完成结对: what stands behind the number narrows it.
    return len(facts.tail(place)) <= _LONGEST_NOUN


def _part_of_list(facts: Facts, place: int) -> bool:
    return "其中" in _clause(facts, place)


def _pair(facts: Facts, first: int, second: int, narrowed: bool) -> Draft | None:
    q = facts.quantities
    one, two = q[first], q[second]
    if one.sentence == two.sentence:
        return None
    a, b = facts.allowed[first], facts.allowed[second]
    rate = facts.unit(first) == "%"
    if a.meets(b):
        # 100% is told of many things, small numbers meet by chance.
        if (rate and one.value == two.value == 100) or (not narrowed and one.value < 3):
            return None
        loose = one.bound != "exact" and two.bound != "exact" and one.value != two.value
        return None if loose else facts.draft("repeat", "holds", first, [second], b)
    if _part_of_list(facts, first) or _part_of_list(facts, second):
        return None
    if rate:
        if one.indicator not in _ONE_RATE:
            return None
    elif narrowed:
        if facts.unit(first) != facts.unit(second):
            return None
    elif not (_is_total(facts, first) and _is_total(facts, second)):
        return None
    return facts.draft("repeat", "fails", first, [second], b)


def _places(facts: Facts) -> list[Draft]:
    """Numbers of villages and the like that are told more than once and agree."""
    found: list[Draft] = []
    seen: dict[tuple[str, float], int] = {}
    for place, q in enumerate(facts.quantities):
        if q.indicator is not None or q.bound != "exact" or facts.unit(place) != "piece":
            continue
        noun = _PLACES.match(facts.text[q.number_end : q.number_end + 6])
        if not noun or q.value < 2:
            continue
        key = (noun[0][-1], q.value)
        before = seen.setdefault(key, place)
        if before != place and facts.quantities[before].sentence != q.sentence:
            found.append(
                facts.draft("repeat", "holds", before, [place], Interval(q.value, q.value))
            )
            seen[key] = place
    return found


def find_repeats(facts: Facts) -> list[Draft]:
    """Find facts that the report tells twice; figures that cannot both be true fail.

    Returns
    -------
    list of Draft
        Kind ``repeat``; ``stated`` is the first figure, ``low`` and ``high`` what the second
        allows; ``fails`` is a possible contradiction, for a reader to decide. The quote is the
        first telling; ``quantities`` leads to both.
    """
    found: list[Draft] = []
    earlier: dict[tuple[str, frozenset[str], str], list[int]] = {}
    for place in range(len(facts.quantities)):
        key = _key(facts, place)
        if key is None:
            continue
        told = earlier.setdefault(key, [])
        drafts = [
            draft
            for before in reversed(told)
            if (draft := _pair(facts, before, place, bool(key[1])))
        ]
        if drafts:
            # What agrees with one telling is no contradiction to another.
            agreeing = [draft for draft in drafts if draft.verdict == "holds"]
            draft = (agreeing or drafts)[0]
            q = facts.quantities[facts.place_of[draft.quantities[0]]]
            draft.start, draft.end = min(q.start, q.number_start), max(q.end, q.number_end)
            found.append(draft)
        told.append(place)
        del told[:-_REMEMBERED]
    return found + _places(facts)
