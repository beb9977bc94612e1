"""Totals against their parts: 共617起, 其中23起, 255起, 339起.

A list that 其中 opens may be partial: its parts together must not exceed the total. A list is
complete where it says so (分别为, a bracket right after the total, 其他 or 其余 as its last part,
合计 after the parts): then the sum must meet the total. Parts of different dimensions (60 by kind,
then 70 that concern enterprises) may overlap; only parts that exclude each other can fail.
"""

from __future__ import annotations

import math
import re
from functools import reduce
from itertools import pairwise

from fazhi_analysis.tidy.complete_lists import is_complete, is_exclusive
from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["find_sums"]

_PARTIAL = re.compile(
    r"其中|(?:案件|案子|事项|纠纷|人员|对象|文件|问题|结果)[中里][,:]|按[^,。;]{1,8}(?:分|划分),"
)
_COMPLETE = re.compile(r"分别(?:为|是|有)?|^[:]")
# 居前三位的分别为: the list is cut.
_CUT = re.compile(r"前[一二三四五六七八九十\d]|主要|居|最多|较多")
_NO_LIST = re.compile(r"含|较|比|同比|去年|上年|占|约|即|每|人均|目标|计划|\d{4}年|增|降|减")
_TOTAL_LAST = re.compile(r"合计|总计|共计")
_SUMS_UP = re.compile(r"合计|总计|共|累计|全年|总数")
_STAGE = re.compile(
    r"成功|办结|审结|结案|整改|完成|通过|合格|采纳|销号|执结|化解率|已办|已经|履行|落实|答复"
)
_WITHIN = re.compile(r"成功|整改|通过|合格|采纳")  # never more of these than of what they are of
_LEFT = re.compile(r"余下|剩余|其余|尚有|仍有|还有")
# What became of each document of a clean-up or case of a docket; together they are all of them.
_KEPT = re.compile(
    r"准予|不予|有效|保留|取消|修改|修订|废止|失效|维持|驳回|撤销(?!缓刑|假释)|变更|确认违法|终止|不予受理|撤诉"
)
_SETTLED = re.compile(r"^[,、;]?(?:经)?(?:和解|调解|调解和解)(?:结案)?$")
_WHOLE = re.compile(r"共|累计|总|全年|清理|审结|受理|收到|办理|办结|评查|调解|调处|化解|事项")
_VERB = re.compile(
    r"开展|组织|举办|发放|办理|受理|化解|调解|调处|接待|处理|查处|制定|审查|审核|召开|走访|检查|"
    r"排查|提供|解答|培训|宣传|出具|提出|收集|推送|发布|建成|新建|聘请|培育|追回|挽回|涉及|涉案"
)
# A list that names the rest is complete.
_REST = re.compile(r"其他|其余|其它|余下|剩余|不合格|不称职|不予受理|不成功|未通过|未成功")
_EARLIER = re.compile(r"上年|去年|同期|[比较]\d{4}年|\(\d{4}年|\d{4}年为$")
# Kinds by whom or what a case concerns cross the kinds by law: 民事 and 农民工 are no two parts.
_CROSSING = re.compile(r"^涉|农民工|妇女|未成年|青少年|老年|残疾|军人")
_MAYBE_CROSSING = re.compile(r"困难|疑难|重大|群体性|新增|首次|骨干")
_LONGEST_LIST = 12


def _totals_for(facts: Facts, first: int) -> list[int]:
    """Find quantities whose parts may begin at ``first``, the likeliest first.

    They count the same things and stand in the sentence of the part or, where the part's sentence
    has none before it, in one of the two sentences before.
    """
    part = facts.quantities[first]
    unit = facts.unit(first)
    words = set(_VERB.findall(facts.label(first)))
    found: list[tuple[tuple[int, int, int, int, float], int]] = []
    sentence = None
    for place in range(first - 1, max(-1, first - 10), -1):
        q = facts.quantities[place]
        if q.section != part.section or q.sentence < part.sentence - 2:
            break
        if sentence is not None and q.sentence != sentence:
            break
        if not facts.is_count(place) or facts.unit(place) != unit or q.status != part.status:
            continue
        if _EARLIER.search(facts.label(place)):
            continue  # (上年为180件) is no total of this year's parts
        sentence = q.sentence
        near = q.sentence == part.sentence
        key = (
            int(not (words and words & set(_VERB.findall(facts.label(place))))),
            int(q.indicator != part.indicator),
            0 if near else (q.breakdown or "").count(";") + bool(q.breakdown),
            first - place if near else 0,
            -q.value,
        )
        found.append((key, place))
    return [place for _, place in sorted(found)]


def _parts_from(facts: Facts, total: int, first: int) -> list[int]:
    """Take the run of quantities that can be parts of ``total``, from ``first`` on."""
    whole, head = facts.quantities[total], facts.quantities[first]
    unit = facts.unit(total)
    verbs = set(_VERB.findall(facts.label(first)))
    head_end = facts.label(first)[-2:]
    parts = [first]
    depth = 0
    for place in range(first + 1, min(len(facts.quantities), first + 4 * _LONGEST_LIST)):
        q = facts.quantities[place]
        if q.sentence != head.sentence or len(parts) == _LONGEST_LIST:
            break
        gap = facts.gap(place - 1, place)
        depth += gap.count("(") - gap.count(")")
        if depth < 0 or (depth == 0 and "其中" in gap):
            break
        if depth > 0:
            continue
        if not facts.is_count(place) or facts.unit(place) != unit or q.status != whole.status:
            continue
        label = facts.label(place)
        same = q.indicator == whole.indicator and q.indicator is not None
        theirs = set(_VERB.findall(label))
        other = q.indicator and whole.indicator and "、" not in gap and not theirs & verbs
        listed = gap.startswith("、") or label[-2:] == head_end
        anew = theirs and not verbs and not listed and not is_exclusive([facts.label(first), label])
        if anew or (not same and (other or "同时" in label)):
            break
        parts.append(place)
    return parts


def _exclusive(facts: Facts, parts: list[int]) -> bool:
    """Whether the parts exclude each other, as far as their words tell."""
    labels = [re.sub(r"^.*其中|[,、;:()\s的共有了]", "", facts.label(place)) for place in parts]
    if is_exclusive([facts.label(place) for place in parts]):
        return True
    if len({bool(_CROSSING.search(label)) for label in labels}) > 1:
        return False
    gaps = [facts.gap(before, after) for before, after in pairwise(parts)]
    if gaps and all(gap.startswith("、") for gap in gaps):
        return True
    if len({bool(_MAYBE_CROSSING.search(label)) for label in labels}) > 1:
        return False
    if len({facts.quantities[p].indicator for p in parts} - {None}) > 1:
        return False
    ends = {(label + facts.tail(place, 6))[-1:] for label, place in zip(labels, parts, strict=True)}
    verbs = {tuple(_VERB.findall(label)) for label in labels}
    return len(parts) > 1 and (len(ends) == 1 or (len(verbs) == 1 and verbs != {()}))


def _judge(facts: Facts, total: int, parts: list[int], complete: bool) -> Draft | None:
    """Compare a total with its list of parts."""
    whole = facts.allowed[total]
    if whole.high == math.inf:
        return None  # 超过10万件 bears out anything
    kinds = [p for p in parts if not _STAGE.search(facts.label(p)) or p == parts[0]]
    if len(kinds) < 2:
        kinds = parts
    for run in (parts, kinds):
        for size in range(len(run), 1, -1):
            added = reduce(Interval.__add__, (facts.allowed[p] for p in run[:size]))
            if added.meets(whole):
                return facts.draft("sum", "holds", total, run[:size], added)
    added = reduce(Interval.__add__, (facts.allowed[p] for p in kinds))
    words = [facts.label(p) + facts.tail(p, 4) for p in kinds]
    rest = any(_REST.search(label) for label in words) or is_complete(words)
    if added.low <= whole.high:
        if len(kinds) == 1:
            return None  # one part within its total goes without saying
        if complete or rest:
            return facts.draft("sum", "fails", total, kinds, added)
        return facts.draft("sum", "holds", total, kinds, Interval(added.low, math.inf))
    if rest or facts.allowed[kinds[0]].low > whole.high or _exclusive(facts, kinds):
        return facts.draft("sum", "fails", total, kinds, added)
    return None  # stages (受理, 审结) or kinds that overlap


def _alike_after(facts: Facts, total: int) -> list[int]:
    """Take the figures of the sentence after ``total`` that count the same, up to a 其中."""
    whole = facts.quantities[total]
    found: list[int] = []
    for place in range(total + 1, min(len(facts.quantities), total + _LONGEST_LIST)):
        part = facts.quantities[place]
        if part.sentence != whole.sentence or "其中" in facts.gap(place - 1, place):
            break
        same = facts.unit(place) == facts.unit(total) and part.status == whole.status
        if same and facts.is_count(place):
            found.append(place)
    return found


def _breakdown(facts: Facts, place: int) -> set[str]:
    return set(filter(None, (facts.quantities[place].breakdown or "").split(";")))


def _implied(facts: Facts, total: int) -> Draft | None:
    """Check a total against a list that nothing announces: 共清理96件,继续有效71件,修改8件,….

    What became of documents and cases is a list by its words. Any other row of figures is one
    only where its sum comes out, and so never fails; but 调处成功 cannot exceed what was handled.
    """
    label = facts.label(total)
    if not _WHOLE.search(label) or _KEPT.search(label):
        return None
    after = _alike_after(facts, total)
    kept: list[int] = []
    for place in after:
        if not _KEPT.search(facts.label(place)) and not _SETTLED.search(facts.label(place)):
            break
        kept.append(place)
    if len(kept) > 1:
        return _judge(facts, total, kept, complete=False)
    indicator = facts.quantities[total].indicator
    same = [
        place
        for place in after
        if indicator is not None
        and facts.quantities[place].indicator == indicator
        and _breakdown(facts, total) < _breakdown(facts, place)
    ]
    if len(after) > 1 and _LEFT.search(facts.label(after[-1])):
        return _judge(facts, total, after, complete=True)
    for run in (same, after):
        listed = run is same or (run and _REST.search(facts.label(run[-1])))
        for size in range(len(run), 1, -1):
            added = reduce(Interval.__add__, (facts.allowed[p] for p in run[:size]))
            if listed and added.width == 0 and added.meets(facts.allowed[total]):
                return facts.draft("sum", "holds", total, run[:size], added)
    for place in same[:1]:
        if _WITHIN.search(facts.label(place) + facts.tail(place, 6)):
            part = facts.allowed[place]
            if part.low > facts.allowed[total].high:
                span = Interval(part.low, math.inf)
                return facts.draft("sum", "fails", total, [place], span)
    return None


def _total_last(facts: Facts, total: int) -> Draft | None:
    """Check parts that come first: …23起、…255起,合计278起.

    Three or more figures that add up are parts whatever the words; two need 共, 合计 or 全年
    before the total. Only a sum that 合计, 总计 or 共计 draws can fail.
    """
    label = facts.label(total)
    unit, q = facts.unit(total), facts.quantities[total]
    run: list[int] = []
    for place in range(total - 1, max(-1, total - _LONGEST_LIST), -1):
        part = facts.quantities[place]
        if part.sentence != q.sentence or facts.unit(place) != unit or not facts.is_count(place):
            break
        if part.status != q.status:
            break
        run.insert(0, place)
        if len(run) > 2 or (len(run) == 2 and _SUMS_UP.search(label)):
            added = reduce(Interval.__add__, (facts.allowed[p] for p in run))
            if added.width == 0 and added.meets(facts.allowed[total]):
                return facts.draft("sum", "holds", total, run, added)
    cue = _TOTAL_LAST.search(label[-8:])
    gaps = [facts.gap(a, b) for a, b in pairwise(run)]
    if not cue or len(run) < 2 or not all(re.match(r"[、,]", gap) for gap in gaps):
        return None
    if cue[0] == "共计" and not all(gap.startswith("、") for gap in gaps):
        return None
    added = reduce(Interval.__add__, (facts.allowed[p] for p in run))
    if added.meets(facts.allowed[total]):
        return facts.draft("sum", "holds", total, run, added)
    return facts.draft("sum", "fails", total, run, added)


def _of_two_totals(facts: Facts, draft: Draft) -> bool:
    """Whether parts exceed one total because two are broken down: 建议23件、提案31件,其中……."""
    if draft.verdict != "fails" or draft.span is None:
        return False
    total = facts.place_of[draft.quantities[0]]
    first = facts.place_of[draft.quantities[1]]
    both, totals = facts.allowed[total], 1
    for step, last in ((-1, 0), (1, first)):
        place = total
        while place != last and facts.unit(place + step) == facts.unit(total):
            gap = facts.gap(min(place, place + step), max(place, place + step))
            if place + step == first or not gap.startswith(("、", "和", "及")):
                break
            place += step
            both, totals = both + facts.allowed[place], totals + 1
    return totals > 1 and draft.span.low <= both.high


def find_sums(facts: Facts) -> list[Draft]:
    """Find every total that the report breaks down, and compare it with its parts.

    Returns
    -------
    list of Draft
        Kind ``sum``; ``quantities`` are the total and its parts; ``low`` and ``high`` what the
        parts allow the total to be (no upper end for a partial list).
    """
    found: list[Draft] = []
    used: set[int] = set()
    listed: set[int] = set()
    for place in range(len(facts.quantities)):
        if not facts.is_count(place):
            continue
        last = _total_last(facts, place)
        if last:
            found.append(last)
            used.add(place)
        if not place:
            continue
        gap = facts.gap(place - 1, place)[-80:]
        partial = bool(_PARTIAL.search(gap))
        bracket = gap.startswith("(") and not _NO_LIST.search(gap)
        complete = not partial and (bracket or bool(_COMPLETE.search(gap)))
        if not partial and not complete:
            continue
        if place in listed:
            continue
        drafts: list[tuple[int, Draft]] = []
        for total in _totals_for(facts, place):
            if total in used or total in listed:
                continue
            near = facts.quantities[total].sentence == facts.quantities[place].sentence
            parts = _parts_from(facts, total, place)
            if complete and (len(parts) < 2 or not near):
                continue
            cut = _CUT.search(facts.gap(total, place))
            draft = _judge(facts, total, parts, complete and not cut)
            if draft:
                exact = draft.verdict == "holds" and draft.span and draft.span.high < math.inf
                drafts.append((0 if exact else 1, draft))
        drafts = [item for item in drafts if not _of_two_totals(facts, item[1])]
        if drafts:
            # A total that the parts meet is the one that is broken down; else the likeliest.
            draft = min(drafts, key=lambda item: item[0])[1]
            found.append(draft)
            total, *parts = (facts.place_of[number] for number in draft.quantities)
            used.add(total)
            listed.update(parts)
    for place in range(len(facts.quantities)):
        if facts.is_count(place) and place not in used:
            implied = _implied(facts, place)
            if implied:
                found.append(implied)
                used.add(place)
    return found
