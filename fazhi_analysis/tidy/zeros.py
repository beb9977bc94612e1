"""Spoken zeros: 无一起行政诉讼案, 未发生行政复议、行政诉讼案件, 零败诉, 案件为零."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_analysis.codebooks import Rule
from fazhi_analysis.tidy.indicator_words import Token, Vocabulary
from fazhi_analysis.tidy.numbers import Number

__all__ = ["Zero", "find_zeros", "is_denied", "zero_places"]

# Both begin with one character class, so that the search runs at full speed over other text.
_BEFORE = re.compile(
    r"[未没无零](?:(?<=未)(?:发生|出现|收到|接到|受理|产生|有|接收|接受|制定|出台|新增|制发|办理|涉及|被)"
    r"|(?<=没)有(?:发生|出现|收到|接到|产生|新增|制定|出台)?|(?<![有全]无)(?<=无)"
    r"|(?<=零)(?=败诉|复议|诉讼|行政|应诉|申请))"
    r"(?:过|任何|出现|发生|产生)?(?:一(?P<unit>[起件例宗]))?"
)
_AFTER = re.compile(
    r"[双零0](?:(?<=为0)(?=[,，。;；、)）]|$)|(?<=双)零”?(?=[,，。;；、)）]|$)"
    r"|(?:(?<=为零)|(?<=为“零)|(?<=保持零)|(?<=实现零)|(?<=保持“零)|(?<=实现“零))”?(?=[,，。;；、)）]|发生|$))"
)
_LEADS = re.compile(r"(?:全年|均为|均|皆为|数为|为|实现|保持){0,3}“?\Z")
_STOP = re.compile(r"[,，;；。!！?？\n|]")
_SPOILED = re.compile(
    r"[^,，;；。、和与及]{0,6}?(?:被撤销|被纠错|被变更|被确认|纠错|撤销|败诉|不当|超期|超时|逾期|不服|错案|后|办理结果|结果|的占|的有|的达|的比例)"
)
# 没有发生一起, 未出现过1例: what there was none of is no one.
_DENIED = re.compile(
    r"(?:未曾?|没有?|(?<!有)无|零)"
    r"(?:再|发生|出现|收到|接到|受理|产生|有|新增|发现|引发|造成|形成|办理|涉及|存在){0,2}(?:过|任何)?\s?\Z"
)
# How long the name of what there was none of may be.
_LONGEST = 40
_MADE = frozenset(["制定", "出台"])


class Zero(NamedTuple):
    """One thing that the text says there was none of."""

    start: int
    end: int
    unit: str
    rule: Rule
    head_start: int
    head_end: int


def zero_places(text: str, start: int, end: int) -> list[int]:
    """Return the places in a text where it may say that there was none of something."""
    places = [match.start() for match in _BEFORE.finditer(text, start, end)]
    places += [match.start() for match in _AFTER.finditer(text, start, end)]
    return places


def is_denied(text: str, number: Number) -> bool:
    """Tell whether a one only says that there was none: 未发生一起行政复议被撤销案件."""
    return (
        number.value == number.value_high == 1
        and text[number.start] in "一1"
        and _DENIED.search(text, max(0, number.start - 10), number.start) is not None
    )


def find_zeros(
    text: str, start: int, end: int, tokens: Sequence[Token], words: Vocabulary
) -> list[Zero]:
    """Return every spoken zero of a sentence whose subject a rule marked ``zero`` names."""
    found: list[Zero] = []
    openings = list(_BEFORE.finditer(text, start, end))
    for at, match in enumerate(openings):
        limit = min(end, match.end() + _LONGEST)
        stop = _STOP.search(text, match.end(), limit)
        if stop:
            limit = stop.start()
        if at + 1 < len(openings):
            limit = min(limit, openings[at + 1].start())
        reach = match.end() + 14
        for token_start, token_end, rule in _named(text, match.end(), limit, tokens, words):
            if token_start > reach:
                break
            reach = token_end + 8
            found.append(
                Zero(match.start(), token_end, match["unit"] or "", rule, token_start, token_end)
            )
    for match in _AFTER.finditer(text, start, end):
        begin = max(start, match.start() - 30)
        for stop in _STOP.finditer(text, begin, match.start()):
            begin = stop.end()
        lead = _LEADS.search(text, begin, match.start())
        subject_end = lead.start() if lead else match.start()
        for token_start, token_end, rule in _named(text, begin, subject_end, tokens, words):
            found.append(Zero(token_start, match.end(), "", rule, token_start, token_end))
    return sorted(set(found), key=lambda zero: (zero.start, zero.head_start))


def _named(
    text: str, start: int, end: int, tokens: Sequence[Token], words: Vocabulary
) -> list[tuple[int, int, Rule]]:
    """Return the subjects in a stretch that rules marked ``zero`` name."""
    first = bisect_left(tokens, start, key=lambda token: token[1])
    last = bisect_left(tokens, end, key=lambda token: token[1])
    inside = [token for token in tokens[first:last] if token[2] <= end]
    clause = words.themes(inside)
    if any(verb in text[start - 3 : start + 1] for verb in _MADE):
        clause |= _MADE
    named: list[tuple[int, int, Rule]] = []
    for word, low, high in inside:
        rules = [rule for rule, _ in words.heads[word] or () if rule.zero]
        if not rules or ("败诉" not in words.words[word] and _SPOILED.match(text, high, end)):
            continue
        fitting = [rule for rule in rules if not rule.near or not rule.near.isdisjoint(clause)]
        if "败诉" in words.words[word]:  # that no suit was lost does not say that there was none
            fitting = [rule for rule in fitting if rule.kind == "percent"]
        if fitting:
            named.append((low, high, max(fitting, key=lambda rule: rule.score)))
    return named
