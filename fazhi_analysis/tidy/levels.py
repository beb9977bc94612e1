"""Where a level began: in 由80%提高至100% and 从120件减少到80件 the first number is earlier."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_analysis.tidy.numbers import Number

__all__ = ["find_levels", "year_before"]

_WHEN = (
    r"(?:(?:19|20)\d{2}年(?:度|底|末|初)?|去年|上年|上一年|上年度|上一年度|前年|今年|本年|目前|现在|当前|如今)"
    r"(?:同期|全年|年?底|年?末|年?初|上半年|下半年|[一二三四]季度)?"
)
# 由去年同期的120件
_FROM = re.compile(
    rf"[由从自](?:原来|原先|原有|最初|起初|当初|之前|此前|以前|过去|年初|期初|创建前|改革前|{_WHEN})?(?:的|约|近|为)?\s?\Z"
)
# 减少到今年的80件
_REACHED = re.compile(
    r"[,，]?\s?(?:大幅|显著|明显|逐步|逐年|稳步|持续|快速|同比|已|已经|又|再|均|分别|进一步){0,2}(?:度|地)?"
    r"(?:提高|提升|提速|增加|增长|增|上升|攀升|跃升|回升|升|减少|减|下降|降低|降|下滑|回落|扩大|扩充|扩展|扩容|拓展"
    r"|发展|壮大|充实|压缩|压减|缩短|缩减|精简|优化|调整|整合|合并|改善|变|缩)?了?(?:到了|到|至|为|成)"
    rf"(?:{_WHEN})?(?:的|约|近|为)?\s?"
)
_JOINERS = frozenset(["、", "和", "及", "与"])
_YEAR = re.compile(r"(\d{4})((?:[HQ]\d)?)")


def find_levels(text: str, numbers: Sequence[Number]) -> dict[int, tuple[int, int | None]]:
    """Find the numbers that tell where a level began, and those that tell what it reached.

    Returns
    -------
    dict
        For the place of a number among `numbers`: where the words 由… of its pair begin, and for
        a beginning where its number begins (None for what was reached). Lists keep together: in
        由12%、8%降至5%、3% two numbers are beginnings.

    Examples
    --------
    >>> from fazhi_analysis.tidy.numbers import scan
    >>> find_levels("出庭率由80%提高至100%。", scan("出庭率由80%提高至100%。")[0])
    {0: (3, 4), 1: (3, None)}
    """
    found: dict[int, tuple[int, int | None]] = {}
    for index in range(1, len(numbers)):
        number, before = numbers[index], numbers[index - 1]
        if not _REACHED.fullmatch(text, before.tail, number.lead) or not _alike(before, number):
            continue
        first = index - 1
        while first and text[numbers[first - 1].tail : numbers[first].lead] in _JOINERS:
            first -= 1
        lead = numbers[first].lead
        opening = _FROM.search(text, max(0, lead - 16), lead)
        if opening is None:
            continue
        for place in range(first, index):
            found[place] = (opening.start(), numbers[place].lead)
        found[index] = (opening.start(), None)
        last = index
        while last + 1 < len(numbers) and last - index < index - 1 - first:
            if text[numbers[last].tail : numbers[last + 1].lead] not in _JOINERS:
                break
            last += 1
            found[last] = (opening.start(), None)
    return found


def _alike(one: Number, other: Number) -> bool:
    return one.kind == other.kind and one.base == other.base


def year_before(period: str | None) -> str | None:
    """Return the same period a year earlier, None where that cannot be told.

    Examples
    --------
    >>> year_before("2023H1"), year_before("2021-2023"), year_before(None)
    ('2022H1', None, None)
    """
    found = _YEAR.fullmatch(period or "")
    return f"{int(found[1]) - 1}{found[2]}" if found else None
