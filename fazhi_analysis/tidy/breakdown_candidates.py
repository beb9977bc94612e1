"""What beside a number may narrow it: its noun phrase, outcomes, bodies, themes and channels.

The noun phrase that carries the number narrows by all that it says beyond the indicator's own
noun. What stands farther away narrows only where a list of words says so: an outcome, a theme, a
body that acts (街道调委会调处…), a channel (在政府网站公开…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_analysis.tidy.breakdown_phrases import Part, Phrase, find_parts, find_phrases
from fazhi_analysis.tidy.breakdown_words import OUTCOMES, Piece, cut_words, ends_with, own_words
from fazhi_analysis.tidy.indicators import Clause, Match
from fazhi_analysis.tidy.numbers import Number

__all__ = ["MEETINGS", "left_parts", "right_parts", "without_doubles"]

#: Sessions and meetings: what narrows them is the body that met.
MEETINGS = frozenset(["study_sessions", "leadership_meetings"])
# Relative clauses that narrow as a whole, and sizes: 涉案金额50万元以上纠纷3起.
_RELATION = re.compile(
    r"以[^,，;；。的]{2,16}为被(?:告|申请人)|(?<=[,，])[^,，;；。的]{2,10}为被(?:告|申请人)"
    r"|作为被申请人|涉及[^,，;；。、的]{2,12}内容"
    r"|(?:涉案|涉及|标的)?(?:金额|标的额?)?\d[\d.,]{0,9}[万亿]?元(?:以上|以下)"
)
_WHOLE = re.compile(r"均|全部|都|全体")
#: A list of kinds before 共 is the whole of these.
_SUMMED = frozenset(["legality_reviews"])
_TOGETHER = re.compile(r"\s?(?:共|合计|总计)")
#: Where a word of manner may stand behind a list (100个县和50个单位…书面述法).
_WIDE = frozenset(["duty_reports"])
#: Whose own noun may stand in the name of the body that has them (县政府法律顾问室现有专家9名).
_HOUSED = frozenset(["legal_advisers"])
_COUNTED = re.compile(r"[\d一二三四五六七八九十百]{1,6}[个名]")
_STOPS = frozenset(",，;；。:：、)）\n")
_REACH = 26


def right_parts(
    text: str, number: Number, clause: Clause, match: Match, outside: Sequence[tuple[int, int]]
) -> list[Part]:
    """Return what narrows in the words after the number, the nearest first."""
    code = match.code
    if text[number.tail : number.tail + 1] in _STOPS and code not in _WIDE:
        return []
    if text.startswith("中", number.tail):  # 生效的16件中败诉2件: what follows is the next one's
        return []
    wide = code in _WIDE
    limit = clause.end if wide else clause.right
    limit = min(limit, number.tail + (2 * _REACH if wide else _REACH))
    counted = [m.span() for m in _COUNTED.finditer(text, number.tail, limit)]
    pieces = cut_words(text, number.tail, limit, code, [*outside, *counted], own_words(match.rule))
    phrases = find_phrases(_until_mark(pieces))
    found: list[Part] = []
    # 受理5件办结4件: what ends where the next number begins is told of that one.
    ending = clause.end + 1 if clause.right == clause.end else clause.right
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
            next_one = phrase.end == ending and phrase.start <= number.tail + 1
            found += [part for part in parts if part.kind in OUTCOMES and not next_one]
    return found


def _until_mark(pieces: Sequence[Piece]) -> Sequence[Piece]:
    for place, piece in enumerate(pieces):
        if piece.kind == "mark":
            return pieces[:place]
    return pieces


def _fits(part: Part, phrase: Phrase, text: str, code: str) -> bool:
    """Tell whether a part that carries the number narrows it."""
    if part.kind == "noun" and code in MEETINGS:
        return ends_with("agent", code, part.words)
    if part.kind == "noun" and code in _SUMMED:  # 文件、合同和重大事项共计173件: the whole
        return not ("、" in part.words and _TOGETHER.match(text, phrase.end))
    if part.kind == "noun" and code == "publicity_materials":  # 手册及围裙等: examples of the whole
        return not part.words.endswith("等")
    return True


def left_parts(
    text: str,
    number: Number,
    clause: Clause,
    match: Match,
    outside: Sequence[tuple[int, int]],
    taken: bool,
) -> list[Part]:
    """Return what narrows in the words before the number, the nearest first."""
    code = match.code
    left, begin = clause.left, max(clause.start, clause.left - 2 * _REACH)
    relations = [
        found.span()
        for found in _RELATION.finditer(text, begin, number.lead)
        if found.end() >= left
    ]
    opened = max(text.rfind(mark, begin, left) for mark in "（(")
    closed = max(text.rfind(mark, begin, left) for mark in "）)")
    if opened > closed and not any(low >= opened for low, _ in outside):
        left = begin  # 县（市、区）分局: the stretch began inside a bracket
    pieces = cut_words(text, left, number.lead, code, [*outside, *relations], own_words(match.rule))
    phrases = find_phrases(pieces)[::-1]
    nearest = next((p for p in phrases if p.headed), phrases[0] if phrases else None)
    if nearest is not None and (text[nearest.end] == "的" or text[phrases[0].end - 1] == "类"):
        nearest = phrases[0]  # 经审核的重大执法决定有5件; 应诉案件集中在公安类5件
    found: list[Part] = []
    for phrase in phrases:
        parts = find_parts(text, phrase, code)
        if phrase.every:
            found += [part for part in parts[::-1] if part.kind in OUTCOMES]
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


def without_doubles(parts: Sequence[Part]) -> list[Part]:
    """Leave out a stage where an outcome, a later stage or an object says more.

    立案受理 is 受理; 受理和调处欠薪线索案件 counts 欠薪线索.
    """
    found: list[Part] = []
    for part in parts:
        if part.kind == "stage":
            more = any(p.kind == "outcome" for p in parts)
            nearer = any(p.kind in ("stage", "noun") for p in found)
            if more or nearer:
                continue
        found.append(part)
    return found
