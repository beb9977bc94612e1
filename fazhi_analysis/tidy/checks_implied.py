"""Lists of parts that no 其中 opens: what became of cases, and sums drawn after their parts."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from fazhi_analysis.tidy.checks_lists import LONGEST_LIST, judge_list, total_of, words
from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["implied_list", "total_after_parts"]

_FEWEST = 20  # smaller figures add up by chance


def _alike_after(facts: Facts, total: int) -> list[int]:
    """Take the figures of the sentence after ``total`` that count the same, up to a 其中."""
    whole = facts.quantities[total]
    found: list[int] = []
    for place in range(total + 1, min(len(facts.quantities), total + LONGEST_LIST)):
        part = facts.quantities[place]
        if part.sentence != whole.sentence or "其中" in facts.gap(place - 1, place):
            break
        same = facts.unit(place) == facts.unit(total) and part.status == whole.status
        if same and facts.is_count(place):
            found.append(place)
    return found


def _breakdown(facts: Facts, place: int) -> set[str]:
    return set(filter(None, (facts.quantities[place].breakdown or "").split(";")))


def implied_list(facts: Facts, total: int) -> Draft | None:
    """Check a total against a list that nothing announces: 共清理96件,继续有效71件,修改8件,….

    What became of documents and cases is a list by its words. Any other row of figures is one
    only where its sum comes out, and so never fails; but 调处成功 cannot exceed what was handled.
    """
    label = facts.label(total)
    if not words("whole").search(label) or words("kept").search(label):
        return None
    after = _alike_after(facts, total)
    kept: list[int] = []
    for place in after:
        if not words("kept").search(facts.label(place)) and not words("settled").search(
            facts.label(place)
        ):
            break
        kept.append(place)
    if len(kept) > 1:
        return judge_list(facts, total, kept, complete=False)
    indicator = facts.quantities[total].indicator
    same = [
        place
        for place in after
        if indicator is not None
        and facts.quantities[place].indicator == indicator
        and _breakdown(facts, total) < _breakdown(facts, place)
    ]
    if len(after) > 1 and words("left").search(facts.label(after[-1])):
        return judge_list(facts, total, after, complete=True)
    for run in (same, after):
        listed = run is same or (run and words("rest").search(facts.label(run[-1])))
        for size in range(len(run), 1, -1):
            added = total_of(facts, run[:size])
            if listed and added.width == 0 and added.meets(facts.allowed[total]):
                return facts.draft("sum", "holds", total, run[:size], added)
    for place in same[:1]:
        if words("within").search(facts.label(place) + facts.tail(place, 6)):
            part = facts.allowed[place]
            if part.low > facts.allowed[total].high:
                span = Interval(part.low, math.inf)
                return facts.draft("sum", "fails", total, [place], span)
    return None


def total_after_parts(facts: Facts, total: int) -> Draft | None:
    """Check parts that come first: …23起、…255起,合计278起.

    Three or more figures that add up are parts whatever the words; two need 共, 合计 or 全年
    before the total. Only a sum that 合计, 总计 or 共计 draws can fail.
    """
    label = facts.label(total)
    unit, q = facts.unit(total), facts.quantities[total]
    run: list[int] = []
    for place in range(total - 1, max(-1, total - LONGEST_LIST), -1):
        part = facts.quantities[place]
        if part.sentence != q.sentence or facts.unit(place) != unit or not facts.is_count(place):
            break
        if part.status != q.status:
            break
        run.insert(0, place)
        told = words("sums_up").search(label)
        if (len(run) > 2 and q.value >= _FEWEST) or (len(run) > 1 and told):
            added = total_of(facts, run)
            if added.width == 0 and added.meets(facts.allowed[total]):
                return facts.draft("sum", "holds", total, run, added)
    cue = words("total_last").search(label[-8:])
    gaps = [facts.gap(a, b) for a, b in pairwise(run)]
    if not cue or len(run) < 2 or not all(re.match(r"[、,]", gap) for gap in gaps):
        return None
    if cue[0] == "共计" and not all(gap.startswith("、") for gap in gaps):
        return None
    added = total_of(facts, run)
    if added.meets(facts.allowed[total]):
        return facts.draft("sum", "holds", total, run, added)
    return facts.draft("sum", "fails", total, run, added)
