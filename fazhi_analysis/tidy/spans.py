"""Spans of several years: 近三年来, 2021年以来, “十三五”期间, 2021年至2023年.

What was reached in several years is not the figure of the report's own year; its period is the
span, such as 2021-2023. Programmes that go on (“七五”普法以来累计…) tell what there is by now, as
the coded sets read them, and are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from fazhi_analysis.tidy.numbers import TimeMark

__all__ = ["find_spans", "is_span", "with_spans"]

_DIGITS = {digit: value for value, digit in enumerate("二三四五六七八九十", start=2)} | {"两": 2}
# The end of a record (为近五年最低, 三年来首次) is no span that a figure was counted in.
_NO_RECORD = r"(?![^,，;；。]{0,4}?(?:最|首|新[高低]|峰值|第一|平均))"
_DASH = r"(?:[-—–~～]{1,2}|至|到)"
_NAMED = r"(?!\d|[）)》]|规划|计划|实施|行动|方案|纲要|工作)"  # 2021—2025年规划 names a document
_N = "[两二三四五六七八九十2-9]"
_SPAN = re.compile(
    rf"""
    (?=[自从近最过“十2-9两二三四五六七八九])(?:
      (?:自从?|从)?(?P<since>20\d\d)年(?:\d{{1,2}}月份?)?(?:以来|至今)
    | (?:自|从)?(?P<low>20\d\d)年?度?\s?{_DASH}\s?(?P<high>20\d\d)年(?:度|间|期间)?{_NAMED}
    | (?:最?近|过去)(?P<last>{_N})年(?:以?来|间|里)?(?!内){_NAMED}{_NO_RECORD}
    | “?十(?P<plan>[二三四])五”?(?:规划)?(?:期间|时期)
    | (?P<lone>{_N})年以?来{_NO_RECORD}
    )
    """,
    re.VERBOSE,
)
# 2022年以来办结的案卷270宗: the span names the files, and they were looked at this year.
_NAMING = re.compile(r"(?![^,，;；。、]{0,12}(?:累计|共))[^,，;；。、\d]{1,12}的(?!法|地)")
_NOT_AFTER = frozenset("每续第前后满十百逾超余几数0123456789")


def find_spans(text: str, start: int, end: int, year: int | None) -> list[TimeMark]:
    """Find the spans of more than one year; their ``part`` is the period, "" where it is unknown.

    Parameters
    ----------
    text : str
    start, end : int
        The stretch to look at.
    year : int or None
        The year of the report, with which 三年来 and 2021年以来 end.

    Examples
    --------
    >>> text = "近三年来调解1200件,“十三五”期间800件,2021年以来300件,2023年以来90件。"
    >>> [(mark.text, mark.part) for mark in find_spans(text, 0, len(text), 2023)]
    [('近三年来', '2021-2023'), ('“十三五”期间', '2016-2020'), ('2021年以来', '2021-2023')]
    """
    found: list[TimeMark] = []
    for match in _SPAN.finditer(text, start, end):
        at = match.start()
        before = text[at - 1] if at > start else ""
        if before and before in "《(（〔":
            continue
        if _NAMING.match(text, match.end()):
            continue
        first, last = _years(match, year)
        if match["lone"] and before and before in _NOT_AFTER:
            continue
        if first is None or last is None:
            part = ""
        elif first >= last or (year is not None and (last > year or first >= year)):
            continue
        else:
            part = f"{first}-{last}"
        found.append(TimeMark(at, match.end(), first or 0, last or 0, part, match.group()))
    return found


def _years(match: re.Match[str], year: int | None) -> tuple[int | None, int | None]:
    """Return the first and the last year of a span, None for what is unknown."""
    if match["since"]:
        return int(match["since"]), year
    if match["low"]:
        return int(match["low"]), int(match["high"])
    numeral = match["last"] or match["lone"]
    if numeral:
        count = int(numeral) if numeral.isdigit() else _DIGITS[numeral]
        return (None if year is None else year - count + 1), year
    first = {"二": 2011, "三": 2016, "四": 2021}[match["plan"]]
    if year is None:
        return first, first + 4
    return first, (min(first + 4, year) if year >= first else first + 4)


def with_spans(
    text: str, start: int, end: int, times: Sequence[TimeMark], year: int | None
) -> list[TimeMark]:
    """Return the time expressions with the spans among them, in the order of the text."""
    spans = find_spans(text, start, end, year)
    if not spans:
        return list(times)
    starts = [span.start for span in spans]
    kept = []
    for mark in times:
        place = bisect_right(starts, mark.start) - 1  # spans do not overlap
        if place < 0 or mark.start >= spans[place].end:
            kept.append(mark)
    return sorted([*kept, *spans])


def is_span(mark: TimeMark) -> bool:
    """Tell whether a time expression is one of :func:`find_spans`."""
    return mark.year_to is not None and (
        mark.part == "" or len(mark.part or "") == len("2021-2023")
    )
