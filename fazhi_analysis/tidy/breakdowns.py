"""What narrows a figure: the kind, body, theme, channel or outcome that stands with it, as written.

Three steps. Candidates: the noun phrase that carries the number, its label in a list of parts, the
outcome, the body that acts, a theme or channel of the clause. Cleaning: what names the indicator
itself or says nothing is left out (``breakdown_words.csv``). Sharing: a part takes over what
narrows its total, a sum what narrows its count. The nearest stands first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from fazhi_analysis.codebooks import Rule
from fazhi_analysis.tidy.breakdown_candidates import (
    MEETINGS,
    left_parts,
    right_parts,
    without_doubles,
)
from fazhi_analysis.tidy.breakdown_phrases import find_parts, find_phrases
from fazhi_analysis.tidy.breakdown_sharing import (
    SHARED,
    listed_label,
    shared_parts,
    themes_before,
    whose_proposals,
)
from fazhi_analysis.tidy.breakdown_words import cut_words, kind_of, own_words
from fazhi_analysis.tidy.indicators import Clause, Match
from fazhi_analysis.tidy.numbers import Number, TimeMark
from fazhi_analysis.tidy.records import Quantity

__all__ = ["breakdown_of", "label_breakdown", "rate_breakdown", "settle"]

#: Figures that follow a first one of another indicator, as 受理 follows 排查出矛盾纠纷.
_FOLLOWS = {"disputes_mediated": ("disputes_detected",)}
#: Where a stage narrows a first figure too (41人通过执法资格考试).
_GRADED = frozenset(["officer_exam_candidates"])
#: What the theme of an earlier clause narrows (组织“…”主题活动,发放资料2000份).
_THEMED = frozenset(
    ["publicity_events", "publicity_materials", "publicity_audience", "online_views",
     "legal_lectures"]
)  # fmt: skip
#: How many earlier numbers of a sentence are looked back at.
_NEIGHBOURS = 40
_BRACKET = re.compile(r"[(（][^()（）]{0,8}[)）]|\d{4}年度?")


def breakdown_of(
    text: str,
    number: Number,
    clause: Clause,
    match: Match,
    times: Sequence[TimeMark],
    rows: Sequence[Quantity],
    seen: frozenset[str] | set[str] = frozenset(),
) -> str | None:
    """Return the breakdown of a matched number, or None for the whole.

    Parameters
    ----------
    text : str
    number : Number
    clause : Clause
    match : Match
    times : sequence of TimeMark
        The time expressions of the sentence; they narrow nothing.
    rows : sequence of Quantity
        The rows of the sentence before this one, with their breakdowns.
    seen : set of str
        The indicators of the paragraph's earlier sentences.
    """
    code = match.code
    rows = rows[-_NEIGHBOURS:]
    before = rows[-1] if rows else None
    joint = before is not None and clause.left <= before.number_start
    if before is not None and joint and before.indicator in (code, *SHARED.get(code, ())):
        return before.breakdown  # 132批265人次: two measures of one thing
    listed = listed_label(text, number, rows, code)
    if listed is not None:
        return listed
    reach = max(clause.end, number.tail)
    outside = [(t.start, t.end) for t in times if clause.start < t.end and t.start < reach]
    outside += [(r.number_start, r.number_end) for r in rows if r.number_end > clause.start]
    parts = right_parts(text, number, clause, match, outside)
    taken = match.place == "right" or bool(parts)
    left = left_parts(text, number, clause, match, outside, taken)
    again = code in seen or code in _GRADED or any(row.indicator == code for row in rows)
    if before is not None and before.indicator in _FOLLOWS.get(code, ()):
        again = True
    own = [part for part in parts + left if again or part.kind != "stage"]
    own = without_doubles(own)
    words = [part.words for part in own]
    words += shared_parts(text, number, match, own, rows)
    if not words and code == "satisfaction_rate":
        words = whose_proposals(text, number, rows)
    if not words and code in _THEMED:
        words = themes_before(text, clause, code, rows)
    words = list(dict.fromkeys(word for word in words if word and ";" not in word))
    return ";".join(words) if words else None


def rate_breakdown(text: str, match: Match) -> str | None:
    """Return what a rate that shares its number is called, where that narrows it (参考率)."""
    name = text[match.start : match.end]
    return name if kind_of(match.code, name) in ("outcome", "theme") else None


def label_breakdown(label: str, code: str, rule: Rule | None = None) -> str | None:
    """Return the breakdown of a table cell from its row's label and column's heading."""
    own = own_words(rule) if rule is not None else frozenset()
    bare = _BRACKET.sub("", label)
    words: list[str] = []
    for phrase in reversed(find_phrases(cut_words(bare, 0, len(bare), code, own=own))):
        words += [part.words for part in reversed(find_parts(bare, phrase, code))]
    return ";".join(dict.fromkeys(words)) or None


def settle(rows: Sequence[Quantity]) -> list[Quantity]:
    """Drop 中心组 where a sentence tells of no other body's sessions.

    中心组学法 is what the indicator means; beside 局务会学法 it is one of two parts.
    """
    counts = Counter(row.indicator for row in rows)
    settled: list[Quantity] = []
    for row in rows:
        if row.indicator in MEETINGS and counts[row.indicator] == 1 and row.breakdown:
            parts = [part for part in row.breakdown.split(";") if not part.endswith("中心组")]
            row = row._replace(breakdown=";".join(parts) or None)
        settled.append(row)
    return settled
