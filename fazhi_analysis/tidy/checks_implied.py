"""Lists of parts that no 其中 opens: what became of cases, and sums drawn after their parts."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from fazhi_analysis.tidy.checks_lists import LONGEST_LIST, judge_list, total_of, words
from fazhi_analysis.tidy.complete_lists import complete_run, is_exclusive
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
        same = same and (facts.unit(place) != "piece" or part.unit == whole.unit)  # 家 and 个
        if same and facts.is_count(place):
            found.append(place)
    return found


def _breakdown(facts: Facts, place: int) -> set[str]:
    return set(filter(None, (facts.quantities[place].breakdown or "").split(";")))


def _carried(facts: Facts, total: int) -> Interval | None:
    """Take what was carried over from the year before, where it is told beside the total."""
    for place in (total - 1, total + 1, total + 2, total + 3):
        if 0 <= place < len(facts.quantities) and facts.unit(place) == facts.unit(total):
            near = facts.quantities[place].sentence == facts.quantities[total].sentence
            if near and words("carried").search(facts.label(place)):
                return facts.allowed[place]
    return None


def _named_list(facts: Facts, total: int, after: list[int]) -> Draft | None:
    """Check a total against kinds that are all there can be: 138件,受理121件,不予受理17件."""
    if words("carried").search(facts.label(total)):
        return None
    after = [place for place in after if not words("carried").search(facts.label(place))]
    told = _labels(facts, after)
    size = complete_run(told) or (2 if _denied(told) else 0)
    whole, first = facts.quantities[total], facts.quantities[after[0]] if after else None
    if size < 2 or first is None:
        return None
    if whole.indicator and first.indicator and whole.indicator != first.indicator:
        return None
    if complete_run([facts.label(total) + facts.tail(total, 8), *_labels(facts, after)]) > size:
        return None  # the first of the kinds itself
    draft = judge_list(facts, total, after[:size], complete=True)
    carried = _carried(facts, total)
    if draft and draft.verdict == "fails" and carried and draft.span:
        if draft.span.meets(facts.allowed[total] + carried):
            return facts.draft("sum", "holds", total, after[:size], draft.span)
        return None
    return draft


_DENIAL = re.compile(r"(?:不予|没有|未能|未予|未|不)([\u4e00-\u9fff]{2})")


def _denied(labels: list[str]) -> bool:
    """Whether the second of two parts denies the first: 批准912件,不予批准22件."""
    if len(labels) < 2 or _DENIAL.search(labels[0]):
        return False
    denial = _DENIAL.search(labels[1])
    return bool(denial and denial[1] in labels[0])


def _labels(facts: Facts, places: list[int]) -> list[str]:
    return [facts.label(place) + facts.tail(place, 8) for place in places]


def balance(facts: Facts, total: int) -> Draft | None:
    """Check 收到64件,上年结转3件,办理65件,结转下年度2件: what came in is done or left."""
    q = facts.quantities
    run = [
        place for place in range(total, min(len(q), total + 5))
        if q[place].sentence == q[total].sentence and q[place].unit == q[total].unit
    ]  # fmt: skip
    for carried in (1, 0):
        if len(run) != 4 or not words("carried").search(facts.label(run[carried])):
            continue
        left = facts.label(run[3]) + facts.tail(run[3], 8)
        if not re.search(r"结转下|下年|未|在办|正在", left) or "下" in facts.label(run[carried]):
            return None
        known = total_of(facts, run[:2])
        span = total_of(facts, run[2:])
        verdict = "holds" if span.meets(known) else "fails"
        return facts.draft("sum", verdict, total, run[1:], span)
    return None


_DONE = re.compile(r"已[^,;]{0,8}$|办结|审结|结案|整改(?:完成|到位)?$")


def _left_over(facts: Facts, total: int, after: list[int]) -> Draft | None:
    """Check a list that what is left over ends: 42项,已落实40项,尚在推进2项."""
    last = facts.label(after[-1]) + facts.tail(after[-1], 6) if after else ""
    if len(after) < 2 or not words("left").search(last):
        return None
    # 受理126件,立案100件,办结90件,剩余10件: a nearer total may be the one.
    sure = len(after) == 2 or is_exclusive(_labels(facts, after))
    sure = sure and not _carried(facts, total)
    sure = sure and not words("carried").search(facts.label(total))
    sure = sure and not _DONE.search(facts.label(total))
    draft = judge_list(facts, total, after, complete=True)
    return draft if draft and (draft.verdict == "holds" or sure) else None


def implied_list(facts: Facts, total: int) -> Draft | None:
    """Check a total against a list that nothing announces: 共清理96件,继续有效71件,修改8件,….

    What became of documents and cases is a list by its words. Any other row of figures is one
    only where its sum comes out, and so never fails; but 调处成功 cannot exceed what was handled.
    """
    label = facts.label(total)
    after = _alike_after(facts, total)
    named = balance(facts, total) or _named_list(facts, total, after)
    if named:
        return named
    left = _left_over(facts, total, after)
    if left:
        return left
    if not words("whole").search(label) or words("kept").search(label):
        return None
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
        if place == total - 1 and words("how_many").search(
            facts.text[part.number_end - 1 : q.number_start]
        ):
            continue  # 两项合计75件
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
    whole_year = re.search(r"全年|上半年|共|累计", label) and len(run) > 1
    periods = [re.search(r"[一二三四]季度|[上下]半年", facts.label(p)) for p in run]
    by_period = whole_year and all(periods) and complete_run(_labels(facts, run)) == len(run)
    bare = by_period or (len(run) > 2 and re.search(r"^[,;、]?(?:总?共|累计)$", label))
    sums = re.search(r"共|累计|总", label) and len(run) > 1
    if not bare and sums and (unit == "money" or is_exclusive(_labels(facts, run))):
        # 省级3个、市级11个,全年共新增14个: kinds of one dimension, in one list
        before = run[0] - 1
        alone = before < 0 or q.sentence != facts.quantities[before].sentence
        bare = alone and all(gap.startswith("、") for gap in gaps)
    if not (cue or bare) or len(run) < 2 or not all(re.match(r"[、,;]", gap) for gap in gaps):
        return None
    if cue and cue[0] == "共计" and not all(gap.startswith("、") for gap in gaps):
        return None
    added = total_of(facts, run)
    if added.meets(facts.allowed[total]):
        return facts.draft("sum", "holds", total, run, added)
    return facts.draft("sum", "fails", total, run, added)
