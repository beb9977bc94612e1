"""The same fact told twice in a report: 下村授课8次 here and there, 坐诊20余次 here and 15次 there.

Two figures are the same fact when indicator, breakdown and period are the same. Figures of single
events add up and prove nothing, so a figure for the whole (no breakdown) takes part in a
contradiction only where both places tell a total: 共, 累计, 全年 or 今年 in the clause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval
from fazhi_analysis.tidy.widths import half_width

__all__ = ["find_repeats"]

_TOTAL = re.compile(
    r"共|累计|总|现有|实有|全年|今年|本年|一年来|年内|合计|截至|上半年|[一二三四]季度"
)
_QUOTED = re.compile(r"“([^“”]{1,12})”")
_LONGEST_NOUN = 3
_REMEMBERED = 8  # tellings of one fact to compare with; keeps the work linear
_FAR = 20
_NARROWS_NOTHING = re.compile(r"(?:总|全部|各类|各级|累计|现有|共有|全年|年度)(?:数|量|计|人数)?")
_FEWEST_PLACES = 10  # fewer meet by chance
# Doers that narrow nothing: 人民调解员 mediate all disputes that are mediated.
_ANYBODY = re.compile(
    r"(?:人民)?调解(?:员|组织|中心|委员会|队伍)|[全各我][省市县区镇乡街道村居社级]{1,4}"
    r"|[村居镇乡街道县市区级]{1,4}(?:[和、及][村居镇乡街道县市区级]{1,4}){1,3}"
)
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


class _Telling(NamedTuple):
    """One telling of a fact: where it stands and what narrows it."""

    place: int
    parts: frozenset[str]
    quoted: frozenset[str]


def _telling(facts: Facts, place: int) -> _Telling:
    words = half_width(facts.quantities[place].breakdown or "").split(";")
    parts = frozenset(
        word for word in words
        if word and not _ANYBODY.fullmatch(word) and not _NARROWS_NOTHING.fullmatch(word)
    )  # fmt: skip
    # “坐诊”服务20余次: what is quoted right before the number names the fact.
    return _Telling(place, parts, frozenset(_QUOTED.findall(facts.label(place))))


def _alike(one: _Telling, two: _Telling) -> str:
    """Tell how alike two tellings are: ``same`` fact, ``near``, or nothing."""
    if one.quoted & two.quoted or one.parts == two.parts:
        return "same"
    a, b = ("".join(sorted(telling.parts)) for telling in (one, two))
    return "near" if a and b and (a in b or b in a) else ""


def _is_total(facts: Facts, place: int) -> bool:
    """Whether the words right before the number tell a total of the whole."""
    label = facts.label(place)
    one = facts.quantities[place]
    before = facts.quantities[place - 1] if place else one
    if place and before.sentence == one.sentence and not _TOTAL.search(label):
        # 共举办培训班18期,培训人员2160人次
        gap = facts.gap(place - 1, place)
        if re.fullmatch(r"[,、][\u4e00-\u9fff]{0,8}", gap):
            label = facts.label(place - 1)
    if not _TOTAL.search(label) or re.search(r"成功|办结|结案|审结|其中|新增", label):
        return False
    # 22家企业完成结对: what stands behind the number narrows it.
    return len(facts.tail(place)) <= _LONGEST_NOUN


def _part_of_list(facts: Facts, place: int) -> bool:
    return "其中" in _clause(facts, place)


def _pair(facts: Facts, first: _Telling, second: _Telling) -> Draft | None:
    alike = _alike(first, second)
    one, two = facts.quantities[first.place], facts.quantities[second.place]
    if not alike or one.sentence == two.sentence:
        return None
    a, b = facts.allowed[first.place], facts.allowed[second.place]
    rate = facts.unit(first.place) == "%"
    narrowed = bool(first.parts or first.quoted & second.quoted)
    if a.meets(b):
        # 100% is told of many things, small numbers meet by chance.
        if (rate and one.value == two.value == 100) or (not narrowed and one.value < 3):
            return None
        loose = one.bound != "exact" and two.bound != "exact" and one.value != two.value
        return None if loose else facts.draft("repeat", "holds", first.place, [second.place], b)
    if alike != "same" or _part_of_list(facts, first.place) or _part_of_list(facts, second.place):
        return None
    if rate:
        if one.indicator not in _ONE_RATE or first.parts != second.parts:
            return None
    elif narrowed:
        # 禁毒宣传2场 here and 5场 there are events, unless one of them is told as all of them.
        if facts.unit(first.place) != facts.unit(second.place) or not any(
            _TOTAL.search(_clause(facts, telling.place)) for telling in (first, second)
        ):
            return None
    elif not (_is_total(facts, first.place) and _is_total(facts, second.place)):
        return None
    return facts.draft("repeat", "fails", first.place, [second.place], b)


def _at_first(facts: Facts, draft: Draft) -> Draft:
    """Quote the first telling alone: the second may stand pages away."""
    draft.start, draft.end = facts.span([facts.place_of[draft.quantities[0]]])
    return draft


def _places(facts: Facts) -> list[Draft]:
    """Numbers of villages and the like that are told more than once and agree."""
    found: list[Draft] = []
    seen: dict[tuple[str, float], int] = {}
    for place, q in enumerate(facts.quantities):
        if q.indicator is not None or q.bound != "exact" or facts.unit(place) != "piece":
            continue
        noun = _PLACES.match(facts.text[q.number_end : q.number_end + 6])
        if not noun or q.value < _FEWEST_PLACES:
            continue
        key = (noun[0][-1], q.value)
        before = seen.setdefault(key, place)
        if before != place and q.number_start - facts.quantities[before].number_end > _FAR:
            span = Interval(q.value, q.value)
            found.append(_at_first(facts, facts.draft("repeat", "holds", before, [place], span)))
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
    earlier: dict[tuple[str, str], list[_Telling]] = {}
    for place, quantity in enumerate(facts.quantities):
        if quantity.indicator is None or quantity.status != "actual":
            continue
        told = earlier.setdefault((quantity.indicator, quantity.period or ""), [])
        telling = _telling(facts, place)
        drafts = [draft for old in reversed(told) if (draft := _pair(facts, old, telling))]
        if drafts:
            # What agrees with one telling is no contradiction to another.
            agreeing = [draft for draft in drafts if draft.verdict == "holds"]
            draft = (agreeing or drafts)[0]
            found.append(_at_first(facts, draft))
        told.append(telling)
        del told[:-_REMEMBERED]
    return found + _places(facts)
