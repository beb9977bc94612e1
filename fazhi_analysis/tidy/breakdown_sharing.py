"""What a figure takes over from its neighbours: a part from its total, a sum from its count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_analysis.tidy.breakdown_phrases import Part, find_parts, find_phrases
from fazhi_analysis.tidy.breakdown_words import OUTCOMES, cut_words, kind_of
from fazhi_analysis.tidy.indicators import Clause, Match
from fazhi_analysis.tidy.numbers import Number
from fazhi_analysis.tidy.records import Quantity

__all__ = ["SHARED", "listed_label", "shared_parts", "themes_before", "whose_proposals"]

#: From which indicator a figure takes over what narrows it, when its own words say nothing.
SHARED = {
    "mediation_amount": ("disputes_mediated",),
    "publicity_audience": ("publicity_events", "legal_lectures"),
    "online_views": ("publicity_posts",),
    "training_participants": ("trainings",),
    "trainings": ("training_participants",),
    "adviser_hours": ("adviser_sessions",),
    "supervision_problems": ("supervision_rounds",),
}
#: Cases pass through stages: an outcome takes over what narrows the cases before it.
_STAGED = frozenset(
    ["disputes_mediated", "reconsideration_cases", "litigation_cases", "administrative_penalties",
     "normative_documents_cleaned", "normative_documents_filed", "legal_aid_cases"]
)  # fmt: skip
_OPENS = re.compile(r"其中|包括|分别|[领类结事主区]\S{0,3}看[,，]")
_RESPECTIVELY = re.compile(r"[,，]?\s?分别(?:为|是|达|有|达到)?\s?\Z")
_SPLIT = re.compile(r"、|和|及|与|以及")
_NAMED = re.compile(r"“([^“”,，;；。]{3,16})”(?:系列)?(?:主题|活动|普法|法治宣传|宣传)")
_PROPOSAL = re.compile(r"(?:人大代表|代表|政协委员|政协|委员)?(?:建议提案|提案建议|建议|提案|议案)")
_BACK, _LIST = 60, 200


def listed_label(text: str, number: Number, rows: Sequence[Quantity], code: str) -> str | None:
    """Read 物业、邻里纠纷,分别为85件、62件: the first label for the first number."""
    place, first = 0, number.lead
    for row in reversed(rows):
        if row.indicator != code or len(text[row.number_end : first].strip("、和,，及 ")) > 0:
            break
        place, first = place + 1, row.number_start
    marker = _RESPECTIVELY.search(text, max(0, first - 8), first)
    if marker is None:
        return None
    begin = max(0, marker.start() - _BACK)
    start = max(text.rfind(mark, begin, marker.start()) for mark in ",，;；。:：\n") + 1
    start = max(start, begin)
    labels = _SPLIT.split(text[start : marker.start()])
    if not 2 <= len(labels) <= 8 or place >= len(labels):
        return None
    found: list[str] = []
    label = labels[place]
    for phrase in find_phrases(cut_words(label, 0, len(label), code))[-1:]:
        found += [part.words for part in find_parts(label, phrase, code)[::-1]]
    return ";".join(found) or None


def shared_parts(
    text: str, number: Number, match: Match, own: Sequence[Part], rows: Sequence[Quantity]
) -> list[str]:
    """Return what a figure takes over from the one it belongs to."""
    code = match.code
    outcome = bool(own) and all(part.kind in OUTCOMES for part in own)
    opener = None
    if rows:
        begin = max(rows[0].number_end, number.lead - _LIST)
        for found in _OPENS.finditer(text, begin, number.lead):
            opener = found
    if opener is not None and not _closed(text[opener.end() : number.lead]):
        # A part takes over from its total, which stands before 其中.
        sources = [row for row in rows if row.number_start < opener.start()]
        outcome = True
    else:
        sources = list(rows) if outcome and code in _STAGED else []
    for row in reversed(sources if own or match.place == "part" else []):
        if _parted(text, row.number_end, number):
            break
        if row.indicator == code:
            return _lasting(row, code)
    if own or code not in SHARED:
        return []
    for row in reversed(rows):
        if _parted(text, row.number_end, number):
            break
        if row.indicator in SHARED[code]:
            return _lasting(row, row.indicator)
    return []


def _closed(between: str) -> bool:
    """Tell whether a list that opened before `between` has ended in it."""
    if any(mark in between for mark in "；;。"):
        return True
    opened = between.count("（") + between.count("(")
    return between.count("）") + between.count(")") > opened


def _parted(text: str, start: int, number: Number) -> bool:
    between = text[start : number.lead]
    return "；" in between or ";" in between or "。" in between


def _lasting(row: Quantity, code: str) -> list[str]:
    """Return what of a row's breakdown holds for the next figure too: no outcome does."""
    parts = (row.breakdown or "").split(";")
    return [part for part in parts if part and kind_of(code, part) not in OUTCOMES]


def whose_proposals(text: str, number: Number, rows: Sequence[Quantity]) -> list[str]:
    """Return whose satisfaction it is where proposals were counted before: 建议73件、提案91件."""
    counted = [row for row in rows if row.indicator is not None and row.unit != "%"]
    if not counted or counted[-1].indicator != "proposals_handled":
        return []
    if _parted(text, counted[-1].number_end, number):
        return []
    told = [row for row in counted if row.indicator == "proposals_handled"]
    rates = sum(row.indicator == "satisfaction_rate" for row in rows)
    if len(told) > 1 and "分别" not in text[told[-1].number_end : number.lead]:
        return []  # of both together
    row = told[min(rates, len(told) - 1)]
    named = _PROPOSAL.findall(text, max(row.start, row.number_start - 16), row.number_start)
    return named[-1:]


def themes_before(text: str, clause: Clause, code: str, rows: Sequence[Quantity]) -> list[str]:
    """Return the theme of the clause before, where no number stands between."""
    begin = max(0, clause.start - _BACK)
    start = max(text.rfind(mark, begin, clause.start) for mark in ";；。\n") + 1
    start = max(start, begin, rows[-1].number_end if rows else 0)
    place, theme = -1, ""
    for found in _NAMED.finditer(text, start, clause.start):
        place, theme = found.start(), found[1]
    for phrase in reversed(find_phrases(cut_words(text, start, clause.start, code))):
        themes = [piece for piece in phrase.pieces if piece.kind == "theme"]
        if themes and not any(piece.kind == "etc" for piece in phrase.pieces):
            if themes[-1].start > place:
                theme = text[themes[-1].start : themes[-1].end]
            break
    return [theme] if theme else []
