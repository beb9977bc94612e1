"""The period that a report tells of: a year, a half or a quarter of one."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from fazhi_analysis.tidy.metadata_dates import chinese_number

__all__ = ["Period", "period_from_dates", "period_in"]

_Y = r"(?<![\d/])(?:(?P<y>20\d\d|199\d)|(?P<cy>二[〇○零0OО][一二三四五六七八九〇○零0OО]{2}))"
# A stretch of years (2021-2025年) names a plan or an outline; it is taken out before anything.
_SPAN = re.compile(
    r"(?:19|20)\d\d ?年? ?(?:[-—–－~～至到]{1,2}) ?(?:(?:19|20)\d\d|\d\d(?=年)) ?年?度?"
)
_QUOTED = re.compile(r"[《<〈][^》>〉]{0,80}[》>〉]")
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_PART = (
    r"(?P<q>(?:第)?(?:[一二三四]|[1-4])(?:个)?季度)|(?P<q3>前三季度)|(?P<h1>上半年)|(?P<h2>下半年)"
    r"|(?P<m16>(?:1|一) ?月?(?:份)? ?[-—–－~至到]{1,2} ?(?:6|六)月(?:份)?)"
    r"|(?P<m13>(?:1|一) ?月?(?:份)? ?[-—–－~至到]{1,2} ?(?:3|三)月(?:份)?)"
    rf"|(?P<mxx>{_MONTH} ?月?(?:份)? ?[-—–－~至到]{{1,2}} ?{_MONTH}月(?:份)?)"
    r"|(?P<month>(?:1[0-2]|[1-9])月份)"
)
_YEAR_PART = re.compile(rf"{_Y} ?(?:年度?|(?=[^\d年.\-/〕\]】)）号]))?(?:度)? ?(?:{_PART})?")
_PART_ONLY = re.compile(rf"(?:{_PART})")
# What follows a summary in one title: 和2024年工作计划, 暨下半年工作思路.
_PLAN = re.compile(
    r"[和及暨、与,，；;及]{0,2}(?:(?:20\d\d年?度?)|(?:下一?(?:年度?|半年|季度|阶段|步))|来年|明年|今后)?[^和及暨、与]{0,14}"
    r"(?:计划|打算|思路|安排|要点|谋划|设想|目标)(?:的报告|报告|的汇报|汇报)?[)）]?$"
)


class Period(NamedTuple):
    """``period`` like 2023, 2022Q1 or 2023H1; ``kind`` annual, half, quarter or other."""

    period: str | None
    kind: str
    year: int | None
    start: int
    end: int


def period_in(text: str, *, year: int | None = None) -> Period | None:
    """Return the first period that `text` (a title or the beginning of a report) names.

    Parameters
    ----------
    text : str
        The words; titles in 《》 and stretches of years in it do not count.
    year : int, optional
        The year meant where only a part of a year is named (上半年).

    Examples
    --------
    >>> period_in("某镇2023年上半年工作总结及下半年工作计划")[:3]
    ('2023H1', 'half', 2023)
    >>> period_in("关于贯彻《法治政府建设实施纲要（2021-2025年）》的报告") is None
    True
    """
    found = _period_in(_QUOTED.sub(lambda m: " " * len(m.group()), text), year)
    if found is None and re.search(
        "[》>〉](?:的?(?:政策|文字|文件)?解读|的(?:通知|公告|公示|函))", text
    ):
        # A notice or an explanation names its report's period in the report's title.
        found = _period_in(text, year)
    return found


def _period_in(masked: str, year: int | None) -> Period | None:
    masked = _SPAN.sub(lambda m: " " * len(m.group()), masked)
    plan = _PLAN.search(masked)
    if plan and plan.start() >= 6 and re.search("总结|情况|报告|汇报|成效", masked[: plan.start()]):
        masked = masked[: plan.start()]
    for match in _YEAR_PART.finditer(masked):
        told = match.groupdict()
        after = masked[match.end() : match.end() + 1]
        if not re.search("年|度", match.group()) and not re.match(
            "[ 法依推工开落贯党上一-鿿]", after or "法"
        ):
            continue
        if re.match(r"\d{1,2} ?月", masked[match.end() :]) and not any(
            told[k] for k in ("m16", "m13", "mxx", "q", "h1", "h2", "q3", "month")
        ):
            continue  # a day or a month, not a period
        named = int(told["y"]) if told["y"] else _chinese_year(told["cy"])
        return _period(named, told, match.start(), match.end())
    if year is not None:
        part = _PART_ONLY.search(masked)
        if part:
            return _period(year, part.groupdict(), part.start(), part.end())
    return None


def _chinese_year(text: str) -> int:
    return int("".join(str(chinese_number(c)) for c in text))


def _period(year: int, told: dict[str, str | None], start: int, end: int) -> Period:
    if told.get("q"):
        mark = re.sub("[第个季度]", "", told["q"] or "")
        number = int(mark) if mark.isdigit() else chinese_number(mark)
        return Period(f"{year}Q{number}", "quarter", year, start, end)
    if told.get("m13"):
        return Period(f"{year}Q1", "quarter", year, start, end)
    if told.get("h1") or told.get("m16"):
        return Period(f"{year}H1", "half", year, start, end)
    if told.get("h2"):
        return Period(f"{year}H2", "half", year, start, end)
    if told.get("q3") or told.get("mxx") or told.get("month"):
        return Period(str(year), "other", year, start, end)
    return Period(str(year), "annual", year, start, end)


def period_from_dates(published: date | None, signed: date | None) -> int | None:
    """Return the year that a yearly report tells of where only its date is known.

    Reports are due in the first months of the next year; from July to October nothing follows.

    Examples
    --------
    >>> period_from_dates(date(2024, 2, 25), None), period_from_dates(None, date(2022, 12, 20))
    (2023, 2022)
    """
    day = signed or published
    if day is None:
        return None
    if day.month <= 6:
        return day.year - 1
    return day.year if day.month >= 11 else None
