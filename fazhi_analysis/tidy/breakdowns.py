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

from fazhi_analysis.tidy.breakdown_phrases import Part, Phrase, find_parts, find_phrases
from fazhi_analysis.tidy.breakdown_words import Piece, cut_words, ends_with, kind_of
from fazhi_analysis.tidy.indicators import Clause, Match
from fazhi_analysis.tidy.numbers import Number, TimeMark
from fazhi_analysis.tidy.records import Quantity

__all__ = ["breakdown_of", "label_breakdown", "rate_breakdown", "settle"]

_OUTCOMES = ("outcome", "stage")
_NARROW = ("outcome", "theme")
#: From which indicator a figure takes over what narrows it, when its own words say nothing.
_SHARED = {
    "mediation_amount": ("disputes_mediated",),
    "publicity_audience": ("publicity_events", "legal_lectures"),
    "online_views": ("publicity_posts",),
    "training_participants": ("trainings",),
    "trainings": ("training_participants",),
    "adviser_hours": ("adviser_sessions",),
    "supervision_problems": ("supervision_rounds",),
}
#: Figures that follow a first one of another indicator, as 受理 follows 排查出矛盾纠纷.
_FOLLOWS = {"disputes_mediated": ("disputes_detected",)}
#: Beside which others stand between a figure and the one it shares with.
_RELATION = re.compile(
    r"以[^,，;；。的]{2,16}为被(?:告|申请人)|(?<=[,，])[^,，;；。的]{2,10}为被(?:告|申请人)|作为被申请人|涉及[^,，;；。、的]{2,12}内容"
    r"|(?:涉案|涉及|标的)?(?:金额|标的额?)?\d[\d.,]{0,9}[万亿]?元(?:以上|以下)"
)
_WHOLE = re.compile(r"均|全部|都|全体")
_RESPECTIVELY = re.compile(r"[,，]?\s?分别(?:为|是|达|有|达到)?\s?\Z")
_SPLIT = re.compile(r"、|和|及|与|以及")
_NAMED = re.compile(r"“([^“”,，;；。]{3,16})”(?:系列)?(?:主题|活动|普法|法治宣传|宣传)")
_THEMED = frozenset(
    ["publicity_events", "publicity_materials", "publicity_audience", "online_views",
     "legal_lectures"]
)  # fmt: skip
_PROPOSAL = re.compile(r"(?:人大代表|代表|政协委员|政协|委员)?(?:建议提案|提案建议|建议|提案|议案)")
_REACH = 26
_MEETINGS = frozenset(["study_sessions", "leadership_meetings"])
#: A list of kinds before 共 is the whole of these.
_SUMMED = frozenset(["legality_reviews"])
_TOGETHER = re.compile(r"\s?(?:共|合计|总计)")
#: Where a word of manner may stand behind a list (100个县和50个单位…书面述法).
_WIDE = frozenset(["duty_reports"])
#: Whose own noun may stand in the name of the body that has them (县政府法律顾问室现有专家9名).
_HOUSED = frozenset(["legal_advisers"])
_COUNTED = re.compile(r"[\d一二三四五六七八九十百]{1,6}[个名]")
#: Cases pass through stages: an outcome takes over what narrows the cases before it.
_STAGED = frozenset(
    ["disputes_mediated", "reconsideration_cases", "litigation_cases", "administrative_penalties",
     "normative_documents_cleaned", "normative_documents_filed", "legal_aid_cases"]
)  # fmt: skip
_OPENS = re.compile(r"其中|包括|分别|[领类结事主区]\S{0,3}看[,，]")


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
    before = rows[-1] if rows else None
    joint = before is not None and clause.left <= before.number_start
    if before is not None and joint and before.indicator in (code, *_SHARED.get(code, ())):
        return before.breakdown  # 132批265人次: two measures of one thing
    listed = _listed(text, number, rows, code)
    if listed is not None:
        return listed
    outside = [(mark.start, mark.end) for mark in times if mark.start < clause.right]
    outside += [(row.number_start, row.number_end) for row in rows]
    parts = _right_parts(text, number, clause, match, outside)
    taken = match.place == "right" or bool(parts)
    left = _left_parts(text, number, clause, match, outside, taken)
    again = code in seen or any(row.indicator == code for row in rows)
    if before is not None and before.indicator in _FOLLOWS.get(code, ()):
        again = True
    own = [part for part in parts + left if again or part.kind != "stage"]
    own = _without_doubles(own)
    words = [part.words for part in own]
    words += _shared_parts(text, number, match, own, rows)
    if not words and code == "satisfaction_rate":
        words = _proposals(text, number, rows)
    if not words and code in _THEMED:
        words = _themes_before(text, clause, code, rows)
    words = list(dict.fromkeys(word.replace(";", ",") for word in words if word))
    return ";".join(words) if words else None


def rate_breakdown(text: str, match: Match) -> str | None:
    """Return what a rate that shares its number is called, where that narrows it (参考率)."""
    name = text[match.start : match.end]
    return name if kind_of(match.code, name) in _NARROW else None


def label_breakdown(label: str, code: str) -> str | None:
    """Return the breakdown of a table cell from its row's label and column's heading."""
    bare = re.sub(r"[(（][^()（）]{0,8}[)）]|\d{4}年度?", "", label)
    words: list[str] = []
    for phrase in reversed(find_phrases(cut_words(bare, 0, len(bare), code))):
        words += [part.words for part in reversed(find_parts(bare, phrase, code))]
    return ";".join(dict.fromkeys(words)) or None


def settle(rows: Sequence[Quantity]) -> list[Quantity]:
    """Drop 中心组 where a sentence tells of no other body's sessions.

    中心组学法 is what the indicator means; beside 局务会学法 it is one of two parts.
    """
    counts = Counter(row.indicator for row in rows)
    settled: list[Quantity] = []
    for row in rows:
        if row.indicator in _MEETINGS and counts[row.indicator] == 1 and row.breakdown:
            parts = [part for part in row.breakdown.split(";") if not part.endswith("中心组")]
            row = row._replace(breakdown=";".join(parts) or None)
        settled.append(row)
    return settled


def _right_parts(
    text: str, number: Number, clause: Clause, match: Match, outside: Sequence[tuple[int, int]]
) -> list[Part]:
    """Return what narrows in the words after the number, the nearest first."""
    code = match.code
    if text.startswith("中", number.tail):  # 生效的16件中败诉2件: what follows is the next one's
        return []
    wide = code in _WIDE
    limit = clause.end if wide else clause.right
    limit = min(limit, number.tail + (2 * _REACH if wide else _REACH))
    counted = [m.span() for m in _COUNTED.finditer(text, number.tail, limit)]
    phrases = find_phrases(
        _until_mark(cut_words(text, number.tail, limit, code, [*outside, *counted]))
    )
    found: list[Part] = []
    shared = match.start == number.lead and match.end == number.tail  # 5个县区、42个部门述法
    for place, phrase in enumerate(phrases):
        near = place == 0 and (shared or phrase.headed or phrase.start <= match.start)
        named = match.place == "right" and (near or phrase.start <= match.start < phrase.end)
        last = max((p.end for p in phrase.pieces if p.kind == "own"), default=phrase.end)
        parts = find_parts(text, phrase, code)
        if named and not phrase.every:
            found += [
                part
                for part in parts
                if part.kind != "noun" or (part.start < last and _fits(part, phrase, text, code))
            ]
        elif not _WHOLE.search(text, number.tail, phrase.start):
            found += [part for part in parts if part.kind == "outcome"]
    return found


def _until_mark(pieces: Sequence[Piece]) -> Sequence[Piece]:
    for place, piece in enumerate(pieces):
        if piece.kind == "mark":
            return pieces[:place]
    return pieces


def _fits(part: Part, phrase: Phrase, text: str, code: str) -> bool:
    """Tell whether a part that carries the number narrows it."""
    if part.kind == "noun" and code in _MEETINGS:
        return ends_with("agent", code, part.words)
    if part.kind == "noun" and code in _SUMMED:  # 文件、合同和重大事项共计173件: the whole
        return not ("、" in part.words and _TOGETHER.match(text, phrase.end))
    if part.kind == "noun" and code == "publicity_materials":  # 手册及围裙等: examples of the whole
        return not part.words.endswith("等")
    return True


def _left_parts(
    text: str,
    number: Number,
    clause: Clause,
    match: Match,
    outside: Sequence[tuple[int, int]],
    taken: bool,
) -> list[Part]:
    """Return what narrows in the words before the number, the nearest first."""
    code = match.code
    found: list[Part] = []
    relations = [
        match.span()
        for match in _RELATION.finditer(text, clause.start, number.lead)
        if match.end() >= clause.left
    ]
    left = clause.left
    if text.rfind("（", clause.start, left) > text.rfind("）", clause.start, left):
        left = clause.start  # 县（市、区）分局: the stretch began inside a bracket
    pieces = cut_words(text, left, number.lead, code, [*outside, *relations])
    phrases = find_phrases(pieces)[::-1]
    nearest = next((p for p in phrases if p.headed), phrases[0] if phrases else None)
    if nearest is not None and text[nearest.end] == "的":  # 经审核的重大执法决定有5件
        nearest = phrases[0]
    for phrase in phrases:
        parts = find_parts(text, phrase, code)
        if phrase.every:
            found += [part for part in parts[::-1] if part.kind in _OUTCOMES]
        elif (phrase is nearest or (phrase.headed and code in _HOUSED)) and not taken:
            found += [part for part in parts[::-1] if _fits(part, phrase, text, code)]
        else:
            found += [part for part in parts[::-1] if _acts(part, phrase, code)]
    if number.kind == "percent":  # 参考率、优秀率达100%: each rate has its own name
        found = [part for part in found if part.kind != "outcome" or part.end > match.start]
    for low, high in relations:
        found.append(Part(low, high, text[low:high], "noun"))
    return sorted(found, key=lambda part: -part.start)


def _acts(part: Part, phrase: Phrase, code: str) -> bool:
    """Tell whether a part away from the number narrows: outcome, theme, body or channel."""
    if part.kind in ("outcome", "stage"):
        return True
    if part.kind == "theme":
        return not any(piece.kind == "etc" for piece in phrase.pieces)
    return any(ends_with(name, code, part.words) for name in ("agent", "channel", "person"))


def _without_doubles(parts: Sequence[Part]) -> list[Part]:
    """Leave out a stage where an outcome, a later stage or an object says more.

    立案受理 is 受理; 受理和调处欠薪线索案件 counts 欠薪线索.
    """
    found: list[Part] = []
    for part in parts:
        if part.kind == "stage":
            more = any(p.kind == "outcome" for p in parts)
            nearer = any(p.start >= part.end and p.kind in ("stage", "noun") for p in found)
            if more or nearer:
                continue
        found.append(part)
    return found


def _listed(text: str, number: Number, rows: Sequence[Quantity], code: str) -> str | None:
    """Read 物业、邻里纠纷,分别为85件、62件: the first label for the first number."""
    place, first = 0, number.lead
    for row in reversed(rows):
        if row.indicator != code or len(text[row.number_end : first].strip("、和,，及 ")) > 0:
            break
        place, first = place + 1, row.number_start
    marker = _RESPECTIVELY.search(text, max(0, first - 8), first)
    if marker is None:
        return None
    start = max(text.rfind(mark, 0, marker.start()) for mark in ",，;；。:：\n") + 1
    labels = _SPLIT.split(text[start : marker.start()])
    if not 2 <= len(labels) <= 8 or place >= len(labels):
        return None
    found: list[str] = []
    label = labels[place]
    for phrase in find_phrases(cut_words(label, 0, len(label), code))[-1:]:
        found += [part.words for part in find_parts(label, phrase, code)[::-1]]
    return ";".join(found) or None


def _shared_parts(
    text: str, number: Number, match: Match, own: Sequence[Part], rows: Sequence[Quantity]
) -> list[str]:
    """Return what a figure takes over from the one it belongs to."""
    code = match.code
    outcome = bool(own) and all(part.kind in _OUTCOMES for part in own)
    opener = None
    if rows:
        for found in _OPENS.finditer(text, rows[0].number_end, number.lead):
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
    if own or code not in _SHARED:
        return []
    for row in reversed(rows):
        if _parted(text, row.number_end, number):
            break
        if row.indicator in _SHARED[code]:
            return _lasting(row, row.indicator)
    return []


def _closed(between: str) -> bool:
    """Tell whether a list that opened before `between` has ended in it."""
    return any(mark in between for mark in "；;。") or between.count("）") > between.count("（")


def _parted(text: str, start: int, number: Number) -> bool:
    between = text[start : number.lead]
    return "；" in between or ";" in between or "。" in between


def _lasting(row: Quantity, code: str) -> list[str]:
    """Return what of a row's breakdown holds for the next figure too: no outcome does."""
    parts = (row.breakdown or "").split(";")
    return [part for part in parts if part and kind_of(code, part) not in _OUTCOMES]


def _proposals(text: str, number: Number, rows: Sequence[Quantity]) -> list[str]:
    """Return whose satisfaction it is where proposals were counted before: 建议73件、提案91件."""
    counted = [row for row in rows if row.indicator is not None and row.unit != "%"]
    if not counted or counted[-1].indicator != "proposals_handled":
        return []
    if _parted(text, counted[-1].number_end, number):
        return []
    told = [row for row in counted if row.indicator == "proposals_handled"]
    rates = sum(row.indicator == "satisfaction_rate" for row in rows)
    row = (
        told[rates]
        if "分别" in text[told[-1].number_end : number.lead] and rates < len(told)
        else told[-1]
    )
    if len(told) > 1 and row is told[-1] and "分别" not in text[row.number_end : number.lead]:
        return []
    named = _PROPOSAL.findall(text, max(row.start, row.number_start - 16), row.number_start)
    return named[-1:]


def _themes_before(text: str, clause: Clause, code: str, rows: Sequence[Quantity]) -> list[str]:
    """Return the theme of the clause before, where no number stands between."""
    start = max(text.rfind(mark, 0, clause.start) for mark in ";；。\n") + 1
    if rows:
        start = max(start, rows[-1].number_end)
    start = max(start, clause.start - 60)
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
