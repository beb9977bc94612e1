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
_MEAN = re.compile(r"平均每个?([\u4e00-\u9fff]{1,2})[^,;。\d]{0,6}$")
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
        numbers = [p for p in near if (q[p].unit or "").startswith(words[1])]
        totals = [p for p in near if facts.unit(p) == facts.unit(mean) and p not in numbers]
        if len(numbers) != 1 or len(totals) != 1:
            continue
        number, total = numbers[0], totals[0]
        # A mean is rounded as it pleases: one in its last digit either way.
        step = max(0.5, facts.allowed[mean].width)
        low, high = facts.allowed[mean].low - step, facts.allowed[mean].high + step
        span = Interval(facts.allowed[number].low * low, facts.allowed[number].high * high)
        verdict = "holds" if span.meets(facts.allowed[total]) else "fails"
        found.append(facts.draft("ratio", verdict, total, [mean, number], span))
    return found


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
    found = _means(facts)
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
        if total is None:
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
