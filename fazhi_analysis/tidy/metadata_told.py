"""Where a report tells its period: title, line below it, first sentences, and last its date."""

from __future__ import annotations

import re

from fazhi_analysis.read import ReadReport
from fazhi_analysis.tidy.metadata_found import Found, title_block
from fazhi_analysis.tidy.metadata_period import Period, period_from_dates, period_in

__all__ = ["BEFORE_DATE", "OF_DATE", "read_period"]

BEFORE_DATE = "the year before the date"
OF_DATE = "the year of the date"
_LEAD_CHARS = 700
_LEAD_LINES = 6


def read_period(
    read: ReadReport, title: Found | None, published: Found | None, signed: Found | None
) -> tuple[Period, str] | None:
    """Return the period that the report tells of and the rule that read it.

    The title comes first, then a line below it, then what the first sentences say; where nothing
    tells it, a yearly report of the first half of a year is about the year before.
    """
    latest = _latest_year(published, signed)
    if title is not None:
        period = period_in(title.value, year=latest)
        if period is not None:
            start = title.start if title.start is not None else 0
            end = title.end if title.end is not None else start
            return period._replace(start=start, end=end), "title"
        below = _subtitle(read)
        if below is not None:
            return below, "line below the title"
    stretch = read.text[read.body_start : min(read.body_end, read.body_start + _LEAD_CHARS)]
    at = read.body_start
    for line in stretch.split("\n")[:_LEAD_LINES]:
        period = _lead_period(line, latest)
        if period is not None:
            return period._replace(start=at + period.start, end=at + period.end), "first sentences"
        at += len(line) + 1
    return _by_date(f"{title.value if title else ''}{stretch}", published, signed)


def _by_date(
    words: str, published: Found | None, signed: Found | None
) -> tuple[Period, str] | None:
    source = signed or published
    year = period_from_dates(
        published.value if published else None, signed.value if signed else None
    )
    if source is None or year is None or not re.search("年度|报告|总结|一年", words):
        return None
    start, end = source.start or 0, source.end or 0
    rule = BEFORE_DATE if year < source.value.year else OF_DATE
    return Period(str(year), "annual", year, start, end), rule


def _latest_year(published: Found | None, signed: Found | None) -> int | None:
    """Return the year in which the text was dated, for 上半年 and 一季度 without one."""
    for told in (signed, published):
        if told is not None and told.value.month >= 3:
            return int(told.value.year)
    return None


def _subtitle(read: ReadReport) -> Period | None:
    for start, line in title_block(read):
        if read.title_spans and start <= read.title_spans[-1][0]:
            continue
        match = re.fullmatch(
            r"[(（—\-]{0,2} ?((?:19|20)\d\d年?度?(?:上半年|第?[一二三四]季度)?)[)）]?", line.strip()
        )
        if match:
            period = period_in(
                match.group(1) + "度" if match.group(1).isdigit() else match.group(1)
            )
            if period is not None:
                at = start + line.find(match.group(1))
                return period._replace(start=at, end=at + len(match.group(1)))
    return None


_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十][)）])?[^。]{0,12}?"
    r"(?P<p>(?:19|20)\d\d年)"
)


def _lead_period(line: str, latest: int | None) -> Period | None:
    """Return the period that a line at the beginning opens with or reports on."""
    told = re.search(
        r"(?:将|就|对)[^。]{0,40}?((?:19|20)\d\d)年[^。]{0,60}(?:报告|汇报|总结|情况)"
        r"[^。]{0,10}如下",
        line,
    )
    if told:
        period = period_in(line[told.start(1) : told.end()])
        if period is not None:
            return period._replace(start=told.start(1), end=told.start(1) + period.end)
    lead = _LEAD.match(line)
    if lead:
        begin = lead.start("p")
        before = line[:begin]
        if not re.search("《|自|从|根据|按照|依据|于|截至|到|计划|下一步|将", before):
            period = period_in(line[begin : begin + 40])
            if period is not None and period.start == 0:
                return period._replace(start=begin, end=begin + period.end)
    inner = re.search(r"[，,。](?P<p>(?:19|20)\d\d年(?:度|以来)?[，,])", line[:300])
    if inner and line[: inner.start()].count("《") == line[: inner.start()].count("》"):
        begin = inner.start("p")
        period = period_in(line[begin : begin + 40])
        if period is not None and period.start == 0:
            return period._replace(start=begin, end=begin + period.end)
    if latest is not None:
        match = re.match(r"(?:今年)?(上半年|第?[一二三四]季度)", line)
        if match:
            return period_in(line[: match.end()], year=latest)
    return None
