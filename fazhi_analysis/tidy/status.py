"""How a number is meant: done, an earlier year's level, planned, a growth, or a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from fazhi_analysis.tidy.indicator_words import Token
from fazhi_analysis.tidy.numbers import Number

__all__ = ["Meaning", "meaning_of"]

_NEVER_COUNTED = frozenset(["批", "套", "支", "种", "把", "块", "面", "类"])
_CASES = frozenset(["件", "起", "宗", "例"])
_LIMIT = re.compile(r"不少于|不低于|不小于|至少|不超过|不多于|不高于|不大于")
_SLOGAN_AFTER = re.compile(
    r"(?:大|重大|重点)?(?:工作|措施|举措|制度|机制|工程|行动|专项行动|实事|任务|重点任务|意识|自信|维护|方面|体系|要求|原则|统一|坚持|结合|重点对象|清单|办法|配套)"
)
_EACH_OBJECT = re.compile(r"[对向为给]")
_THRESHOLD_AFTER = re.compile(r"(?:的)?[\u4e00-\u9fff]")


class Meaning(NamedTuple):
    """The status of a number; for a growth, its direction; whether it may be a mention at all."""

    status: str
    direction: str | None = None
    counted: bool = True


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
    before: Meaning | None,
    before_end: int | None,
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
        Where the next number of the sentence begins.
    before, before_end : Meaning, int or None
        How the number before it in the sentence is meant, and where that number ends.
    role : str
        The section's role.
    earlier_year, later_year : bool
        Whether the governing time expression lies before or after the report's own year.
    """
    slogan = _is_slogan(text, number, sentence)
    if slogan and number.chinese:
        return Meaning("rule")
    planned = role == "plan" or later_year
    each = ratio = rule = False
    for token in tokens:
        if token.start >= number.start:
            break
        word = token.word
        if word in classes["plan"]:
            planned = True
        elif token.start >= clause:
            if word in classes["each"]:
                each = each or not _EACH_OBJECT.search(text, token.end, number.start)
            elif word in classes["ratio"]:
                ratio = True
            elif word in classes["rule"]:
                rule = True
    if planned:
        return Meaning("planned")
    if slogan or _is_article(text, number):
        return Meaning("rule")
    if number.kind == "point" or number.base == "倍":
        return Meaning("change", _direction(tokens, classes, left, number.start))
    change = _change(text, number, tokens, classes, left)
    if change is not None:
        return change
    if before is not None and before.status == "change" and before_end is not None:
        if text[before_end : number.lead] in ("、", "和", "及", "与"):
            return before
    if each or _is_threshold(text, number, clause_end, next_number):
        return Meaning("rule")
    if number.lead < number.start and _LIMIT.match(text, number.lead) and (rule or ratio):
        return Meaning("rule")
    if number.kind == "duration" and number.base not in ("小时", "个小时"):
        return Meaning("actual" if number.bound == "exact" else "rule", None, False)
    if ratio:
        return Meaning("actual", None, False)
    return Meaning("prior" if earlier_year else "actual")


def _is_article(text: str, number: Number) -> bool:
    """一个, 一批, 一支 before a noun are articles; 一 after its noun is counted."""
    if not number.chinese or number.value != 1 or number.end - number.start > 3:
        return False
    if text[number.start] != "一" or number.kind == "percent":
        return False
    after = text[number.end : number.end + 1]
    before = text[number.start - 1 : number.start]
    if before in ("无", "没", "未", "零"):
        return True
    if after and after not in ",，;；。、)）\n |":
        return number.base not in _CASES or after in "事大小实"
    return number.base in _NEVER_COUNTED or before in "“每同统第唯任某另逐哪这那查跑办进一"


def _is_slogan(text: str, number: Number, sentence: int) -> bool:
    """A number inside short quotation marks, or one that explains a slogan (即1个…), counts nothing."""
    opening = text.rfind("“", max(sentence, number.start - 20), number.start)
    if opening >= 0 and text.find("”", opening, number.start) < 0:
        closing = text.find("”", number.end, number.end + 25)
        if closing >= 0:
            return True
    bracket = max(text.rfind("(即", max(sentence, number.start - 80), number.start),
                  text.rfind("（即", max(sentence, number.start - 80), number.start))  # fmt: skip
    if bracket >= 0 and "+" in text[max(sentence, bracket - 14) : bracket]:
        return True
    return (
        number.chinese
        and number.value_high <= 12
        and _SLOGAN_AFTER.match(text, number.end) is not None
    )


def _direction(
    tokens: list[Token], classes: Mapping[str, frozenset[str]], left: int, at: int
) -> str | None:
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
        gap = number.lead - token.end
        if word in classes["compare"] or word == "比" or word == "较":
            compared = True
        elif word in classes["level"]:
            compared, found = False, None
        elif word in classes["up"] or word in classes["down"]:
            if text[token.end : token.end + 1] in ("到", "至", "为"):
                compared = False
            elif (
                gap <= 2
                or (compared and gap <= 12)
                or (word.startswith("同比") and gap <= 12)
                or (word in classes["amount"] and gap <= 10)
            ):
                found = Meaning("change", "up" if word in classes["up"] else "down")
        elif compared and gap <= 1 and word in classes["more"]:
            found = Meaning("change", "up")
        elif compared and gap <= 1 and word in classes["less"]:
            found = Meaning("change", "down")
    sign = text[number.lead - 1] if number.lead else ""
    if found is None and compared and sign in "+-﹢＋－":
        return Meaning("change", "up" if sign in "+﹢＋" else "down")
    return found


def _is_threshold(text: str, number: Number, clause_end: int, next_number: int | None) -> bool:
    """50万元以上纠纷3起: the first number only narrows what the second one counts."""
    if number.tail == number.end or next_number is None or next_number > clause_end:
        return False
    return bool(_THRESHOLD_AFTER.match(text, number.tail))
