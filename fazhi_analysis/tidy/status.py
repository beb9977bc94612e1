"""How a number is meant: done, an earlier year's level, planned, a growth, or a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Vocabulary
from fazhi_analysis.tidy.numbers import Number

__all__ = ["Meaning", "meaning_of"]

_EACH, _RATIO, _IS_RULE = (CLASSES[name] for name in ("each", "ratio", "rule"))
_UP, _DOWN, _LEVEL, _COMPARE = (CLASSES[name] for name in ("up", "down", "level", "compare"))
_AMOUNT, _MORE, _LESS = (CLASSES[name] for name in ("amount", "more", "less"))
_GROWTH = _UP | _DOWN | _LEVEL | _COMPARE | _AMOUNT | _MORE | _LESS
_TOLD = _EACH | _RATIO | _IS_RULE | _GROWTH
_NEVER_COUNTED = frozenset(["批", "套", "支", "种", "把", "块", "面", "类"])
_CASES = frozenset(["件", "起", "宗", "例"])
_LIMIT = re.compile(r"不少于|不低于|不小于|至少|不超过|不多于|不高于|不大于")
_SLOGAN_AFTER = re.compile(
    r"(?:大|重大|重点)?(?:工作|措施|举措|制度|机制|工程|行动|专项行动|实事|任务|重点任务|意识|自信|维护|方面|体系|要求|原则|统一|坚持|结合|重点对象|清单|办法|配套)"
)
# 每季度检查1次、培训2次; 分别配备3名、2名
_LISTED = re.compile(r"(?:、|和|及|与|并|或|以及)[^,，;；。]{0,12}\Z")
_STAFFING = re.compile(r"(?:配备|配齐|配强|选配|选聘|设置|设立|建立|至少有)")
_EACH_OBJECT = re.compile(r"[对向为给]")
_CLAUSE_MARK = re.compile(r"[,，;；。]")
_THRESHOLD_AFTER = re.compile(r"(?:的)?[\u4e00-\u9fff]")


class Meaning(NamedTuple):
    """The status of a number; for a growth, its direction; whether it may be a mention at all."""

    status: str
    direction: str | None = None
    counted: bool = True


_ACTUAL, _PRIOR, _PLANNED, _RULE = (
    Meaning(status) for status in ("actual", "prior", "planned", "rule")
)
_UNCOUNTED = Meaning("actual", None, counted=False)


def meaning_of(
    text: str,
    number: Number,
    tokens: Sequence[Token],
    words: Vocabulary,
    *,
    sentence: int,
    left: int,
    clause_end: int,
    next_number: int | None,
    before: Meaning | None,
    before_end: int | None,
    planned: bool,
    lacking: bool,
    earlier_year: bool,
) -> Meaning:
    """Return how a number is meant.

    Parameters
    ----------
    text : str
        The clean text.
    number : Number
    tokens : sequence of Token
        The known words of the clause before the number.
    words : Vocabulary
    sentence, left, clause_end : int
        Where the sentence and the number's own stretch begin; where the clause ends.
    next_number : int or None
        Where the next number of the sentence begins.
    before, before_end : Meaning, int or None
        How the number before it in the sentence is meant, and where that number ends.
    planned : bool
        Whether the section, the year or a word before the number tells of a plan.
    lacking : bool
        Whether a section on problems tells of something that is missing.
    earlier_year : bool
        Whether the governing time expression lies before the report's own year.
    """
    slogan = _is_slogan(text, number, sentence)
    if slogan and number.chinese:
        return _RULE
    flags = words.flags
    each = ratio = rule = compared = False
    for word, start, end in tokens:
        told = flags[word] & _TOLD
        if not told:
            continue
        if told & _EACH:
            # 每两月1次频次开展学习5次: a frequency is its own number's.
            each = each or (start >= left and not _EACH_OBJECT.search(text, end, number.start))
        elif told & _RATIO:
            ratio = True
        elif told & _IS_RULE:
            rule = True
        elif start >= left:
            compared = True
    if planned or _is_aim(text, number, sentence):
        return _PLANNED
    if slogan or _is_article(text, number):
        return _RULE
    if number.kind == "point" or number.base == "倍":
        return Meaning("change", _direction(tokens, flags, left))
    if compared:
        change = _change(text, number, tokens, flags, left)
        if change is not None:
            return change
    if (
        before is not None
        and before.status == "change"
        and text[before_end : number.lead] in ("、", "和", "及", "与")
    ):
        return before
    if before == _RULE and before_end is not None and _LISTED.match(text, before_end, number.lead):
        return _RULE
    if (
        each
        or _is_staffing(text, number, left)
        or _is_threshold(text, number, clause_end, next_number)
    ):
        return _RULE
    if (rule or ratio) and number.lead < number.start and _LIMIT.match(text, number.lead):
        return _RULE
    if number.kind == "duration" and number.base not in ("小时", "个小时"):
        return _UNCOUNTED if number.bound == "exact" else _RULE
    if ratio or lacking:
        return _UNCOUNTED  # 仍有5个单位…: what is missing is no achievement
    return _PRIOR if earlier_year else _ACTUAL


def _is_aim(text: str, number: Number, sentence: int) -> bool:
    """Tell an aim (确保成功率不低于98%) from what was reached (确保成功率达98%)."""
    if number.lead == number.start or not _LIMIT.match(text, number.lead):
        return False
    at = text.rfind("确保", max(sentence, number.lead - 40), number.lead)
    return at >= 0 and not _CLAUSE_MARK.search(text, at, number.lead)


def _is_staffing(text: str, number: Number, left: int) -> bool:
    """Tell a standard (配备1名以上专职调解员) from a stock."""
    limited = number.tail > number.end and number.bound == "min" and text[number.end] != "余"
    limited = limited or text[number.lead - 2 : number.lead] == "不少"
    limited = limited or (
        number.lead < number.start and _LIMIT.match(text, number.lead) is not None
    )
    return limited and number.value <= 5 and _STAFFING.search(text, left, number.lead) is not None


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
    if number.base in _NEVER_COUNTED:
        return True
    return before != "" and before in "“每同统第唯任某另逐哪这那查跑办进一"


def _is_slogan(text: str, number: Number, sentence: int) -> bool:
    """Tell whether a number stands in short quotation marks or explains a slogan (即1个…)."""
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


def _direction(tokens: Sequence[Token], flags: Sequence[int], left: int) -> str | None:
    direction = None
    for word, start, _ in tokens:
        if start >= left:
            if flags[word] & _UP:
                direction = "up"
            elif flags[word] & _DOWN:
                direction = "down"
    return direction


def _change(
    text: str, number: Number, tokens: Sequence[Token], flags: Sequence[int], left: int
) -> Meaning | None:
    """Tell a growth (同比增长12%, 减少58件, 较上年多3件) from a level (提高到95%)."""
    compared = False
    found: Meaning | None = None
    for word, start, end in tokens:
        told = flags[word]
        if start < left or not told & _GROWTH:
            continue
        gap = number.lead - end
        if told & _LEVEL:
            compared, found = False, None
        elif told & (_UP | _DOWN):
            if text[end : end + 1] in ("到", "至", "为"):
                compared = False
            elif (
                gap <= 2
                or (gap <= 12 and (compared or text.startswith("同比", start)))
                or (gap <= 10 and told & _AMOUNT)
            ):
                found = Meaning("change", "up" if told & _UP else "down")
        elif told & _COMPARE:
            compared = True
        elif compared and gap <= 1:
            found = Meaning("change", "up" if told & _MORE else "down")
    sign = text[number.lead - 1] if number.lead else ""
    if found is None and compared and sign in "+-﹢＋－":
        return Meaning("change", "up" if sign in "+﹢＋" else "down")
    return found


def _is_threshold(text: str, number: Number, clause_end: int, next_number: int | None) -> bool:
    """50万元以上纠纷3起: the first number only narrows what the second one counts."""
    if number.tail == number.end or next_number is None or next_number > clause_end:
        return False
    return bool(_THRESHOLD_AFTER.match(text, number.tail))
