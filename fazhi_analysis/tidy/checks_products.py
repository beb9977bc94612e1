"""So many each, so many in all: 39名、每个社区3名 of 13个社区; 每月1次, 全年12次.

How many places there are may stand anywhere in the report, and a programme may leave some out:
such a product bears a total out, or cannot be told; it never fails. A mean (平均每期205人次) beside
the total and the number in its sentence can.
"""

from __future__ import annotations

import re

from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["find_products"]

_NOUN = r"(?:行政)?(村|社区|乡镇|镇街|街道|学校|企业|单位|部门|网格|居)"
_EACH = re.compile(rf"(?:每个?|各){_NOUN}[^,;。]{{0,10}}$|每个?(月|季度|周)[^,;。]{{0,10}}$")
_PLACE = re.compile(rf"^{_NOUN}")
_MEAN = re.compile(r"(?:平均每[个一]?([\u4e00-\u9fff])|([人户件村场期])均)[^,;。\d]{0,8}$")
_TIMES = {"月": 12, "季度": 4, "周": 52}


def _means(facts: Facts) -> list[Draft]:
    """Check 12期2460人次,平均每期205人次: the mean times the number gives the total."""
    found = []
    q = facts.quantities
    for mean in range(2, len(q)):
        words = _MEAN.search(facts.label(mean))
        if not words or q[mean].status == "planned" or facts.unit(mean) in ("%", "‰"):
            continue
        near = [p for p in range(max(0, mean - 4), mean) if q[p].sentence == q[mean].sentence]
        near = [p for p in near if facts.is_count(p)]
        numbers = [p for p in near if _counts(facts, p, words[1] or words[2])]
        totals = [p for p in near if facts.unit(p) == facts.unit(mean) and p not in numbers]
        if len(numbers) != 1 or len(totals) != 1:
            continue
        noun = re.search(r"均([\u4e00-\u9fff]{2,3})", facts.label(mean)) if words[2] else None
        if noun and noun[1] not in facts.label(totals[0]):
            continue  # 人均可支配收入 is no part of the total before it
        number, total = numbers[0], totals[0]
        # A mean is rounded to a whole number, or as its decimals tell.
        step = 0.0 if facts.allowed[mean].width else 0.5
        low, high = facts.allowed[mean].low - step, facts.allowed[mean].high + step
        span = Interval(facts.allowed[number].low * low, facts.allowed[number].high * high)
        verdict = "holds" if span.meets(facts.allowed[total]) else "fails"
        found.append(facts.draft("ratio", verdict, total, [mean, number], span))
    return found


_PER = re.compile(r"(?<!平均)每(?:[个一])?([\u4e00-\u9fff]{1,2}?)[^,;。\d]{0,12}$")
_EVERY = re.compile(
    r"^(?:乡镇|街道|村|社区|部门|单位|学校|企业|镇街)?(?:\([^()]{1,6}\))?各()[^,;。\d]{1,12}$"
)
_ALL = re.compile(r"共|累计|合计|总计")
_STOCK = re.compile(r"培育|培养|现有|拥有|储备|已有|建成|建立")
_TIMES_TOLD = re.compile(r"每个?(月|季度|周)[^,;。\d]{0,10}$")
_OF_YEAR = re.compile(r"全年[^,;。\d]{0,8}$|年内共[^,;。\d]{0,6}$")


def _each_of_told(facts: Facts) -> list[Draft]:
    """Check 12期,每期60人,共培训720人次: three figures of one sentence, so it can fail."""
    found = []
    q = facts.quantities
    for each in range(len(q) - 1):
        words = _PER.search(facts.label(each)) or _EVERY.search(facts.label(each))
        total = each + 1
        if facts.label(each).count("每") - ("每年" in facts.label(each)) > 1:
            continue  # 每人每学期2次
        if not words or facts.unit(each) != facts.unit(total) or facts.unit(each) in ("%", "‰"):
            continue
        if q[each].sentence != q[total].sentence or q[each].status == "planned":
            continue
        if q[total].status != "actual" or not _ALL.search(facts.label(total)):
            continue
        spoken = _TIMES_TOLD.search(facts.label(each))
        if spoken:
            found += _of_year(facts, each, total, _TIMES[spoken[1]])
            continue
        numbers = [
            p for p in range(max(0, each - 4), each)
            if q[p].sentence == q[each].sentence and facts.unit(p) not in ("%", "‰")
            and (_counts(facts, p, words[1]) if words[1] else p == each - 1)
        ]  # fmt: skip
        if len(numbers) != 1 or re.search(r"至少|不少于|不低于", facts.label(each)):
            continue
        number = facts.allowed[numbers[0]]
        one = facts.allowed[each]
        span = Interval(number.low * one.low, number.high * one.high)
        verdict = "holds" if span.meets(facts.allowed[total]) else "fails"
        # 共培育144余名: a stock, or told too loosely to be this product
        loose = q[total].bound != "exact" or _STOCK.search(facts.label(total))
        if verdict == "holds" or not loose:
            found.append(facts.draft("ratio", verdict, total, [each, numbers[0]], span))
    return found


def _of_year(facts: Facts, each: int, total: int, times: int) -> list[Draft]:
    """Check 每季度1次,全年共4次."""
    label = facts.label(each)
    if not _OF_YEAR.search(facts.label(total)) or re.search(r"至少|不少于|不低于|以上", label):
        return []
    one = facts.allowed[each]
    span = Interval(times * one.low, times * one.high)
    verdict = "holds" if span.meets(facts.allowed[total]) else "fails"
    return [facts.draft("ratio", verdict, total, [each], span)]


def _counts(facts: Facts, place: int, noun: str) -> bool:
    """Whether a number counts the noun: 12期 the 期, 38个村(社区) the 村."""
    q = facts.quantities[place]
    unit = q.unit or ""
    behind = facts.text[q.number_end : q.number_end + 6]
    if noun[0] in "人名位":
        return unit in ("人", "名", "位")
    return (
        unit.startswith(noun[0])
        or behind.startswith((noun, "行政" + noun))
        or (unit.endswith(noun[0]))
    )


def find_products(facts: Facts) -> list[Draft]:
    """Find totals that are so many each, and multiply.

    Returns
    -------
    list of Draft
        Kind ``ratio``; ``quantities`` are the total, how many each and, where a count of places
        is used, that count.
    """
    places: dict[str, list[int]] = {}
    for place, q in enumerate(facts.quantities):
        noun = _PLACE.match(facts.text[q.number_end : q.number_end + 4])
        if noun and q.bound == "exact" and q.status in ("actual", "rule"):
            places.setdefault(noun[1], []).append(place)
    found = [*_means(facts), *_each_of_told(facts)]
    tested = {draft.quantities[0] for draft in found}
    for each, q in enumerate(facts.quantities):
        words = _EACH.search(facts.label(each))
        if not words or q.status == "planned" or facts.unit(each) in ("%", "‰"):
            continue
        total = next(
            (
                p
                for p in (each - 1, each + 1, each - 2, each + 2)
                if 0 <= p < len(facts.quantities)
                and facts.quantities[p].sentence == q.sentence
                and facts.quantities[p].status == "actual"
                and facts.unit(p) == facts.unit(each)
                and facts.quantities[p].value > q.value
            ),
            None,
        )
        if total is None or q.quantity in tested or facts.quantities[total].quantity in tested:
            continue
        counts: list[tuple[int | None, Interval]] = [
            (p, facts.allowed[p]) for p in places.get(words[1] or "", [])
        ]
        if words[2]:
            counts = [(None, Interval(_TIMES[words[2]], _TIMES[words[2]]))]
        products = [
            (p, Interval(n.low * facts.allowed[each].low, n.high * facts.allowed[each].high))
            for p, n in counts
        ]
        for counted, product in products:
            if product.meets(facts.allowed[total]):
                others = [each] if counted is None else [each, counted]
                draft = facts.draft("ratio", "holds", total, others, product)
                draft.start, draft.end = facts.span([total, each])
                found.append(draft)
                break
    return found
