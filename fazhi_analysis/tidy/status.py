"""How a number is meant: done, an earlier year's level, planned, a growth, or a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from fazhi_analysis.tidy.indicator_words import Token
from fazhi_analysis.tidy.numbers import Number

__all__ = ["Meaning", "meaning_of"]

_ARTICLE_UNITS = frozenset("个 批 套 支 种 项 条 张 把 座 块 面 份 场 次 名 位 家 部 本 对 类 期 轮 处 户 款 段 篇 员 所".split())
_COUNTED_ALONE = frozenset("件 起 宗 例 场 次 项 名 人 家 份 条 期".split())
_EACH_OBJECT = re.compile(r"[对向为给]")
_THRESHOLD_AFTER = re.compile(r"(?:的)?[\u4e00-\u9fff]")
_RATIO = re.compile(r"\s?[:：]\s?\d")


class Meaning(NamedTuple):
    """The status of a number; for a growth, its direction."""

    status: str
    direction: str | None


def meaning_of(
    text: str,
    number: Number,
    tokens: list[Token],
    classes: Mapping[str, frozenset[str]],
    *,
    sentence: int,
    clause: int,
    left: int,
    clause_end: int,
    next_number: int | None,
    role: str,
    earlier_year: bool,
    later_year: bool,
) -> Meaning:
    """Return how a number is meant.

    Parameters
    ----------
    text : str
        The clean text.
    number : Number
    tokens : list of Token
        The known words of the sentence.
    classes : mapping
        The words of ``quantity_words.csv`` by class.
    sentence, clause, left, clause_end : int
        Where the sentence, the clause and the number's own stretch begin; where the clause ends.
    next_number : int or None
        Where the next number of the same clause begins.
    role : str
        The section's role.
    earlier_year, later_year : bool
        Whether the governing time expression lies before or after the report's own year.
    """
    if number.kind == "point" or number.base in ("倍", "倍"):
        return Meaning("change", _direction(tokens, classes, left, number.start))
    if _is_article(text, number) or _quoted(text, number, sentence):
        return Meaning("rule", None)
    change = _change(text, number, tokens, classes, left)
    if change is not None:
        return change
    planned = role == "plan" or later_year
    each = False
    rule = False
    past = False
    for token in tokens:
        if token.start >= number.start:
            break
        word = token.word
        if word in classes["plan"]:
            planned = True
        elif token.start >= clause:
            if word in classes["each"] and not _EACH_OBJECT.search(text, token.end, number.start):
                each = True
            elif word in classes["rule"]:
                rule = True
        if word in classes["past"]:
            past = True
    if each:
        return Meaning("rule", None)
    if _is_threshold(text, number, clause_end, next_number):
        return Meaning("rule", None)
    if number.kind == "duration" and number.base not in ("小时", "个小时"):
        return Meaning("rule", None)
    if rule and number.bound != "exact" and number.lead < number.start:
        return Meaning("rule", None)
    if planned and not (past and role != "plan" and False):
        return Meaning("planned", None)
    if earlier_year:
        return Meaning("prior", None)
    return Meaning("actual", None)


def _is_article(text: str, number: Number) -> bool:
    """一个, 一批, 一支 before a noun are articles; 一 after its noun is counted."""
    if not number.chinese or number.value != 1 or number.end - number.start > 3:
        return False
    if text[number.start] != "一" or number.kind == "percent":
        return False
    after = text[number.end : number.end + 1]
    before = text[number.start - 1 : number.start]
    closed = not after or after in ",，;；。、)）\n |"
    return not (closed and number.base in _COUNTED_ALONE and before not in "“每同统第唯任某另逐哪这那")


def _quoted(text: str, number: Number, sentence: int) -> bool:
    """A number inside short quotation marks belongs to a slogan or a name."""
    opening = text.rfind("“", max(sentence, number.start - 20), number.start)
    if opening < 0:
        return False
    if text.find("”", opening, number.start) >= 0:
        return False
    closing = text.find("”", number.end, number.end + 25)
    return closing >= 0


def _direction(tokens: list[Token], classes: Mapping[str, frozenset[str]], left: int, at: int) -> str | None:
    direction = None
    for token in tokens:
        if token.start >= at:
            break
        if token.start >= left:
            if token.word in classes["up"]:
                direction = "up"
            elif token.word in classes["down"]:
                direction = "down"
    return direction


def _change(
    text: str, number: Number, tokens: list[Token], classes: Mapping[str, frozenset[str]], left: int
) -> Meaning | None:
    compared = False
    found: Meaning | None = None
    for token in tokens:
        if token.start >= number.start:
            break
        if token.start < left:
            continue
        word = token.word
        if word in classes["compare"]:
            compared = True
        elif word in classes["level"]:
            compared, found = False, None
        elif word in classes["up"] or word in classes["down"]:
            gap = number.lead - token.end
            if text[token.end : token.end + 1] in ("到", "至", "为"):
                compared = False
            elif gap <= 2 or (compared and gap <= 12) or word.startswith("同比"):
                found = Meaning("change", "up" if word in classes["up"] else "down")
    if found is None and compared and text[number.lead - 1] in "+-﹢＋－":
        return Meaning("change", "up" if text[number.lead - 1] in "+﹢＋" else "down")
    return found


def _is_threshold(text: str, number: Number, clause_end: int, next_number: int | None) -> bool:
    """50万元以上纠纷3起: the first number only narrows what the second one counts."""
    if number.tail == number.end or next_number is None or next_number > clause_end:
        return False
    return bool(_THRESHOLD_AFTER.match(text, number.tail))
