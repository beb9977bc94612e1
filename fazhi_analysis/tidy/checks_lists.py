"""Whether the parts of a list fit their total, as far as the words of the list tell.

A list that 其中 opens may be partial: its parts together must not exceed the total. A list is
complete where it says so (分别为, a bracket right after the total, 其他 or 其余 as its last part):
then the sum must meet the total. Parts of different dimensions (60 by kind, then 70 that concern
enterprises) may overlap; only parts that exclude each other can fail.
"""

from __future__ import annotations

import math
import re
from functools import cache, reduce
from itertools import pairwise

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.complete_lists import is_complete, is_exclusive
from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval

__all__ = ["LONGEST_LIST", "judge_list", "total_of", "words"]

LONGEST_LIST = 12


@cache
def words(name: str) -> re.Pattern[str]:
    """Return one of the expressions of ``resources/check_words.csv``."""
    for row in read_table("check_words.csv", ("name", "words")):
        if row["name"] == name:
            try:
                return re.compile(row["words"])
            except re.error as error:
                raise ResourceError(f"check_words.csv: {name} is malformed ({error}).") from error
    raise ResourceError(f"check_words.csv: the row {name!r} is missing; the checks need it.")


def total_of(facts: Facts, places: list[int]) -> Interval:
    """Add up what figures allow."""
    return reduce(Interval.__add__, (facts.allowed[place] for place in places))


def _exclusive(facts: Facts, parts: list[int]) -> bool:
    """Whether the parts exclude each other, as far as their words tell."""
    labels = [re.sub(r"^.*其中|[,、;:()\s的共有了]", "", facts.label(place)) for place in parts]
    if is_exclusive([facts.label(place) for place in parts]):
        return True
    if any(words("crossing").search(label) for label in labels):
        return False
    if facts.unit(parts[0]) == "money" and len(parts) > 1:
        return True
    gaps = [facts.gap(before, after) for before, after in pairwise(parts)]
    if gaps and all(gap.startswith("、") for gap in gaps):
        # 刑事421件、见证612件、值班1843人次: a row of different things
        after = parts[-1] + 1
        last = after >= len(facts.quantities) or not facts.gap(parts[-1], after).startswith("、")
        return last or facts.unit(after) == facts.unit(parts[-1])
    if len({bool(words("maybe_crossing").search(label)) for label in labels}) > 1:
        return False
    if len({facts.quantities[p].indicator for p in parts} - {None}) > 1:
        return False
    ends = {(label + facts.tail(place, 6))[-1:] for label, place in zip(labels, parts, strict=True)}
    verbs = {tuple(words("verb").findall(label)) for label in labels}
    return len(parts) > 1 and (len(ends) == 1 or (len(verbs) == 1 and verbs != {()}))


def _no_verb(facts: Facts, place: int) -> bool:
    return not words("verb").search(facts.label(place)) and not facts.tail(place, 4)


def judge_list(facts: Facts, total: int, parts: list[int], complete: bool) -> Draft | None:
    """Compare a total with its list of parts."""
    whole = facts.allowed[total]
    if whole.high == math.inf:
        return None  # 超过10万件 bears out anything
    kinds = [p for p in parts if not words("stage").search(facts.label(p)) or p == parts[0]]
    if len(kinds) < 2:
        kinds = parts
    joined = complete and all(facts.gap(a, b).startswith("、") for a, b in pairwise(parts))
    for run in (parts, kinds):
        for size in range(len(run), len(run) - 1 if joined else 1, -1):
            added = total_of(facts, run[:size])
            if added.meets(whole):
                return facts.draft("sum", "holds", total, run[:size], added)
    added = total_of(facts, kinds)
    labels = [facts.label(p) + facts.tail(p, 4) for p in kinds]
    rest = any(words("rest").search(label) for label in labels[1:]) or is_complete(labels)
    after = parts[-1] + 1
    if after < len(facts.quantities) and re.match(r"[,;、(]?另", facts.gap(parts[-1], after)):
        rest = complete = False  # 专职96人,兼职312人,另有志愿者86人
    if added.low <= whole.high:
        if len(kinds) == 1:
            return None  # one part within its total goes without saying
        if complete or rest:
            return facts.draft("sum", "fails", total, kinds, added)
        return facts.draft("sum", "holds", total, kinds, Interval(added.low, math.inf))
    crossing = any(words("crossing").search(label) for label in labels)
    sure = (complete and not crossing) or rest or _exclusive(facts, kinds)
    bare = [kinds[0], *(p for p in kinds[1:] if len(facts.label(p)) <= 5 and _no_verb(facts, p))]
    if sure or any(facts.allowed[p].low > whole.high for p in bare):
        return facts.draft("sum", "fails", total, kinds, added)
    return None  # stages (受理, 审结) or kinds that overlap
