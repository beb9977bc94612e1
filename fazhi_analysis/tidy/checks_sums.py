"""Totals against their parts: 共617起, 其中23起, 255起, 339起.

A list that 其中 opens may be partial: its parts together must not exceed the total. A list is
complete where it says so (分别为, a bracket right after the total, 其他 or 其余 as its last part,
合计 after the parts): then the sum must meet the total. Parts of different dimensions (60 by kind,
then 70 that concern enterprises) may overlap; only parts that exclude each other can fail.
"""

from __future__ import annotations

import math

from fazhi_analysis.tidy.checks_implied import implied_list, total_after_parts
from fazhi_analysis.tidy.checks_lists import LONGEST_LIST, judge_list, words
from fazhi_analysis.tidy.complete_lists import is_exclusive
from fazhi_analysis.tidy.facts import Draft, Facts

__all__ = ["find_sums"]


def _totals_for(facts: Facts, first: int) -> list[int]:
    """Find quantities whose parts may begin at ``first``, the likeliest first.

    They count the same things and stand in the sentence of the part or, where the part's sentence
    has none before it, in one of the two sentences before.
    """
    part = facts.quantities[first]
    unit = facts.unit(first)
    verbs = set(words("verb").findall(facts.label(first)))
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
        if words("earlier").search(facts.label(place)):
            continue  # (上年为180件) is no total of this year's parts
        sentence = q.sentence
        near = q.sentence == part.sentence
        key = (
            int(not (verbs and verbs & set(words("verb").findall(facts.label(place))))),
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
    verbs = set(words("verb").findall(facts.label(first)))
    head_end = facts.label(first)[-2:]
    parts = [first]
    depth = 0
    for place in range(first + 1, min(len(facts.quantities), first + 4 * LONGEST_LIST)):
        q = facts.quantities[place]
        if q.sentence != head.sentence or len(parts) == LONGEST_LIST:
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
        theirs = set(words("verb").findall(label))
        other = q.indicator and whole.indicator and "、" not in gap and not theirs & verbs
        listed = gap.startswith("、") or label[-2:] == head_end
        anew = theirs and not verbs and not listed and not is_exclusive([facts.label(first), label])
        kin = is_exclusive([*(facts.label(p) for p in parts), label])
        if not kin and (anew or (not same and (other or "同时" in label))):
            break
        parts.append(place)
    return parts


def _fits(facts: Facts, total: int, part: int) -> bool:
    return facts.allowed[part].low <= facts.allowed[total].high


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
        last = total_after_parts(facts, place)
        if last:
            found.append(last)
            used.add(place)
        if not place:
            continue
        gap = facts.gap(place - 1, place)[-80:]
        partial = bool(words("partial").search(gap))
        bracket = gap.startswith("(") and not words("no_list").search(gap)
        complete = not partial and (bracket or bool(words("complete").search(gap)))
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
            cut = words("cut").search(facts.gap(total, place))
            if not drafts and parts == [place] and _fits(facts, total, place):
                break  # one part within the likeliest total: nothing to tell
            draft = judge_list(facts, total, parts, complete and not cut)
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
            implied = implied_list(facts, place)
            if implied:
                found.append(implied)
                used.add(place)
    return found
