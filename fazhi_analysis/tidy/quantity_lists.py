"""Numbers that share a subject: parts of a total, items of a list, an earlier year's level."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from fazhi_analysis.codebooks import NOTHING
from fazhi_analysis.tidy.indicator_words import Token, Vocabulary
from fazhi_analysis.tidy.indicators import Clause, Match, accepts
from fazhi_analysis.tidy.numbers import Number

__all__ = [
    "bracket_total",
    "compare_forward",
    "inherit",
    "opens_parts",
    "respectively",
    "share_forward",
    "sums_up",
]

# Rules of the code - below this score give way to a list that 其中 opened.
_FIRM = 1.5
# 其中1条被转载: an honour of a part is no part of the count.
_TAKEN_UP = re.compile(r"采纳|采用|吸收|吸纳|撤销|纠正|变更|维持|驳回|纠错")
_HONOURED = ("被", "获", "入选", "荣获")
_JOINERS = frozenset(["、", "和", "及", "与", "以及"])
# 省级民主法治示范村6个,市级19个
_LEVEL = re.compile(
    r"[,，、]\s?(?:其中)?(?:国家级?|全国|省级?|自治区级|市级?|县级?|区级?|镇级|乡级|村级|街道|社区"
    r"|[省市县区镇]本级|县[(（]市、区[)）]|乡镇(?:[(（]街道[)）])?|镇街|村(?:[(（]社区[)）]|居)|部门)"
    r"(?:以上)?(?:则|也|另|还)?(?:有|达|为)?"
)
# 参加考试的88人中有81人过关
_AMONG = re.compile(
    r"[^,，;；。]{0,14}中[,，]?(?:已)?有?"
    r"|[^;；。]{0,24}[,，](?:其余|余下|剩余|另外?|其他)(?:的)?(?:还有|有)?"
)
_ITEM = re.compile(r"[^,，;；。]{0,10}(?:、|和|及|与|以及)\Z")
_MARKS = frozenset(",，;；。!！?？\n|")
_OTHERS = ("其他", "其它")
_KIND = re.compile(r"(?:类|领域|方面|类型)(?:案件|申请|纠纷)?(?:共|有|为|达)?\Z")
# 合法性审查和公平竞争审查,分别审查40件、22件
_COPULA = re.compile(
    r"(?:为|是|达到|达|到|有|约|共|了|办理|受理|办结|审结|完成|开展|实施|进行|审查|审核|调解|化解|组织|举办|召开){0,3}"
)
# 法律援助、公证两项服务分别办理340件、1200件
_SUMMED = re.compile(r"等?[两二三四五六七八九2-9](?:项|类|种|个)[^,，、;；。\d]{0,8}\Z")
# 决策5项、文件12件、合同230份,共247件
_SUM = re.compile(
    r"[、,，;；]?\s?(?:全年|今年|以上|各类|三项|两项|四项|均已|累计)?(?:共|共计|合计|总计|总共|累计|计)"
    r"(?:办理|审查|审核|受理|办结|完成|开展|调解|调处|化解|提供|组织|举办)?\s?"
)
_COMMAS = frozenset(["、", ",", "，"])


def opens_parts(text: str, number: Number, clause: Clause, opened: Sequence[int]) -> bool:
    """Tell whether the number stands in a list that 其中, 分别 or 从…看 opened (at `opened`)."""
    before = bisect_left(opened, number.start)
    if not before:
        return False
    between = text[opened[before - 1] : clause.start]
    return "；" not in between and ";" not in between


def bracket_total(text: str, start: int, numbers: Sequence[Number], index: int) -> int | None:
    """Return the number whose parts a bracket right after it lists: 356起(林业124起、国土67起)."""
    if not index:
        return None
    at = numbers[index].lead
    floor = max(start, at - 80)
    opening = max(text.rfind("(", floor, at), text.rfind("（", floor, at))
    if opening < 0 or text.find(")", opening, at) >= 0 or text.find("）", opening, at) >= 0:
        return None
    for place in range(index - 1, -1, -1):
        if numbers[place].tail == opening:
            return place if numbers[place].base == numbers[index].base else None
        if numbers[place].tail < opening:
            return None
    return None


def sums_up(text: str, numbers: Sequence[Number], index: int) -> bool:
    """Tell whether a number is the sum of the two or more numbers right before it."""
    number = numbers[index]
    if index < 2 or number.kind != "count" or number.value != number.value_high:
        return False
    if not _SUM.fullmatch(text, numbers[index - 1].tail, number.lead):
        return False
    total = 0.0
    for count, part in enumerate(reversed(numbers[max(0, index - 12) : index]), start=1):
        total += part.value
        if part.kind != "count" or total > number.value:
            return False
        if count > 1 and total == number.value:
            return True
    return False


def inherit(
    text: str,
    index: int,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    matches: Sequence[Match | None],
    match: Match | None,
    total: tuple[Number, Match] | None,
    *,
    parts: bool,
    prior: bool,
    silent: bool,
) -> Match | None:
    """Return the match of a number once its neighbours are counted in.

    Parameters
    ----------
    text : str
    index : int
        The number's place among `numbers`; `matches` holds those before it.
    numbers, clauses, matches : sequences
    match : Match or None
        What the number's own words gave.
    total : tuple of Number and Match, or None
        The total whose parts are being listed.
    parts : bool
        Whether the number stands in a list of parts.
    prior : bool
        Whether the number is an earlier year's level.
    silent : bool
        Whether the number's own stretch says nothing.
    """
    number, clause = numbers[index], clauses[index]
    if parts and total is not None and not _honoured(text, number):
        head, source = total
        fits = head.base == number.base and accepts(source.rule, number)
        weak = match is None or (match.code == NOTHING and match.rule.score < _FIRM)
        if fits and (weak or source.rule.parts or _is_kind(text, number, clause)):
            return _as_part(source, number, clause)
        return match
    if prior and (silent or match is None or match.place == "earlier"):
        for at in range(index - 1, -1, -1):
            source_match = matches[at]
            if source_match is None or source_match.code == NOTHING:
                continue
            if numbers[at].base == number.base:
                return _as_part(source_match, number, clause)
    if not index:
        return match
    before = matches[index - 1]
    if before is None or before.code == NOTHING or numbers[index - 1].base != number.base:
        return match
    between = text[numbers[index - 1].tail : number.lead]
    if len(between) <= 16 and between[:1] in _COMMAS and _is_kind(text, number, clause):
        return _as_part(before, number, clause)
    if match is not None:
        return match
    if _LEVEL.fullmatch(between) or _AMONG.fullmatch(between):
        return _as_part(before, number, clause)
    listed = (
        len(between) <= 12 and between[:1] in ("、", "和", "及") and between[1:3] not in _OTHERS
    )
    if listed and not _MARKS.intersection(between):
        return _as_part(before, number, clause)
    return match


def _honoured(text: str, number: Number) -> bool:
    """Tell whether a part was only honoured; what was taken up is a part: 其中9条被采纳."""
    if not text.startswith(_HONOURED, number.tail):
        return False
    return _TAKEN_UP.search(text, number.tail, number.tail + 16) is None


def _is_kind(text: str, number: Number, clause: Clause) -> bool:
    """Tell whether the words before a number name a kind of the whole: 信息公开类3件."""
    return _KIND.search(text, max(clause.left, number.lead - 8), number.lead) is not None


def share_forward(text: str, numbers: Sequence[Number], matches: list[Match | None]) -> None:
    """Give 5个县区、42个部门全部述法 one subject: the noun after the last item serves them all."""
    for index in range(len(numbers) - 2, -1, -1):
        after, own = matches[index + 1], matches[index]
        if after is None or after.code == NOTHING or after.place != "right":
            continue
        if own is not None and own.code != NOTHING:
            continue
        number, following = numbers[index], numbers[index + 1]
        between = text[number.tail : following.lead]
        if len(between) <= 16 and _ITEM.fullmatch(between) and accepts(after.rule, number):
            matches[index] = after._replace(start=number.lead, end=number.tail)


def compare_forward(
    text: str,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    matches: list[Match | None],
    prior: Sequence[bool],
) -> None:
    """Give 与上年的40场相比,今年开展宣传52场 its subject: it follows with this year's level."""
    for index in range(len(numbers) - 1):
        after, number = matches[index + 1], numbers[index]
        if not prior[index] or matches[index] is not None or after is None:
            continue
        if after.code == NOTHING or number.base != numbers[index + 1].base:
            continue
        if text[number.tail : clauses[index + 1].start].startswith(("相比", "比")):
            matches[index] = after._replace(start=number.lead, end=number.tail)


def respectively(
    text: str,
    numbers: Sequence[Number],
    tokens: Sequence[Token],
    words: Vocabulary,
    themes: set[str],
) -> dict[int, Match]:
    """Map 成功率、履行率分别为99.19%和97.3%: the first number to the first subject, and so on."""
    found: dict[int, Match] = {}
    for at, (word, start, end) in enumerate(tokens):
        if not words.words[word].startswith("分别"):
            continue
        first = next((i for i, n in enumerate(numbers) if n.start >= end), None)
        if first is None or not _COPULA.fullmatch(text, end, numbers[first].lead):
            continue
        summed = _SUMMED.search(text, max(0, start - 12), start)
        stop = summed.start() if summed is not None else start
        told = [token for token in tokens[:at] if token[2] <= stop]
        subjects = _subjects(text, told, stop, words)
        last = first + len(subjects)
        if len(subjects) < 2 or last > len(numbers):
            continue
        gaps = [text[numbers[i].tail : numbers[i + 1].lead] for i in range(first, last - 1)]
        if any(len(gap) > 2 for gap in gaps):
            continue
        for offset, (head, head_start, head_end) in enumerate(subjects):
            number = numbers[first + offset]
            rules = [
                rule
                for rule, _ in words.heads[head] or ()
                if accepts(rule, number)
                and (not rule.near or not rule.near.isdisjoint(themes))
                and (not rule.about or not rule.about.isdisjoint(themes))
            ]
            if rules:
                rule = max(rules, key=lambda one: one.score)
                found[first + offset] = Match(rule.code, 12.0, rule, head_start, head_end, "mapped")
    return found


def _subjects(text: str, tokens: Sequence[Token], end: int, words: Vocabulary) -> list[Token]:
    """Return the subjects that stand in a row before 分别."""
    subjects: list[Token] = []
    for token in reversed(tokens):
        word, start, stop = token
        if words.words[word] in _JOINERS or (not subjects and words.words[word] in ",，"):
            continue
        between = text[stop:end]
        if words.heads[word] is None or (subjects and between not in _JOINERS):
            break
        if not subjects and len(between) > 6:
            break
        subjects.insert(0, token)
        end = start
    return subjects


def _as_part(source: Match, number: Number, clause: Clause) -> Match:
    start = max(clause.left, number.lead - 20)
    return Match(source.code, source.score, source.rule, start, number.lead, "part")
