"""Dates in all their forms, and which of a page's dates is which."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

__all__ = ["FoundDate", "find_date", "find_dates"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○０0OОoΟ◯Ｏ", 0)
_CN = "一二三四五六七八九十"
_ZERO = "〇○零0OОoΟ◯Ｏ"
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d) ?(?:[-./／年－–—] ?)(?P<m>0?[1-9]|1[0-2]) ?[-./／月－–—] ?"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)(?: ?日)?"
    r"|(?<![\d.])(?P<dd>3[01]|[12]\d|0\d)\.(?P<dm>0[1-9]|1[0-2])\.(?P<dy>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<y8>20\d\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?P<cy>[二一][{_ZERO}九][{_ZERO}{_CN}]{{2}}) ?年 ?(?P<cm>[{_CN}元]{{1,2}}) ?月 ?"
    rf"(?P<cd>[{_CN}]{{1,3}}) ?日"
)


class FoundDate(NamedTuple):
    """A date and where it stands."""

    date: date
    start: int
    end: int


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[FoundDate]:
    """Return every full date in ``text[start:end]``; days that no calendar has are left out.

    Examples
    --------
    >>> [d.date.isoformat() for d in find_dates("2024年1月5日；二〇二四年十二月三十一日；20240230")]
    ['2024-01-05', '2024-12-31']
    """
    found = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        told = match.groupdict()
        if told["y"]:
            parts = (int(told["y"]), int(told["m"]), int(told["d"]))
        elif told["dy"]:
            parts = (int(told["dy"]), int(told["dm"]), int(told["dd"]))
        elif told["y8"]:
            parts = (int(told["y8"]), int(told["m8"]), int(told["d8"]))
        else:
            parts = (_year(told["cy"]), chinese_number(told["cm"]), chinese_number(told["cd"]))
        try:
            found.append(FoundDate(date(*parts), match.start(), match.end()))
        except ValueError:
            continue
    return found


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """Return the first full date in ``text[start:end]``."""
    return next(iter(find_dates(text, start, end)), None)


def _year(text: str) -> int:
    return int("".join(str(_DIGITS.get(c, 0)) for c in text))


def chinese_number(text: str) -> int:
    """Return a Chinese numeral below 100, 0 where it is none.

    Examples
    --------
    >>> chinese_number("二十三"), chinese_number("十"), chinese_number("元")
    (23, 10, 1)
    """
    if text == "元":
        return 1
    tens, mark, ones = text.partition("十")
    if not mark:
        return _DIGITS.get(text, 0) if len(text) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
