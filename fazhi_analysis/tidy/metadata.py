"""The fields of the `reports` frame, each with the words that it was read from."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.bodies import is_body_name, is_site_name
from fazhi_analysis.read.labels import LabelledValue, read_labels
from fazhi_analysis.tidy import metadata_names as names
from fazhi_analysis.tidy.metadata_dates import FoundDate, find_date, find_dates
from fazhi_analysis.tidy.metadata_kind import kind_of
from fazhi_analysis.tidy.metadata_period import Period, period_from_dates, period_in
from fazhi_analysis.tidy.metadata_places import read_region
from fazhi_analysis.tidy.metadata_title import clean_title
from fazhi_analysis.tidy.records import Evidence

__all__ = ["FIELDS", "read_metadata"]

FIELDS = (
    "title",
    "issuer",
    "level",
    "province",
    "prefecture",
    "county",
    "township",
    "adcode",
    "region_candidates",
    "period",
    "period_type",
    "year",
    "published",
    "signed",
    "index_number",
    "document_number",
    "kind",
)


class _Found(NamedTuple):
    value: Any
    start: int | None
    end: int | None
    rule: str


def read_metadata(
    read: ReadReport, *, hints: Any = None
) -> tuple[dict[str, object], list[Evidence]]:
    """Read the fields of one report.

    Parameters
    ----------
    read : ReadReport
        The report as :func:`fazhi_analysis.read.read_report` gives it.
    hints : str, optional
        What the user knows about the place (a full path such as ``浙江省/宁波市/海曙区``); it
        settles the place before anything in the file does.

    Returns
    -------
    fields : dict
        The names of :data:`FIELDS`; a field that the file does not tell is None. ``published`` and
        ``signed`` are dates, ``year`` is an integer, ``region_candidates`` a list or None.
    evidence : list of Evidence
        One record a filled field: value as text, the span that it was read from (None where the
        words stand outside the text, as in a page's head) and the rule that read it.
    """
    found: dict[str, _Found | None] = dict.fromkeys(FIELDS)
    labels = _page_labels(read)
    found["title"] = _title(read, labels)
    found["index_number"] = _index_number(read, labels)
    found["document_number"] = _document_number(read, labels)
    found["published"] = _published(read, labels)
    found["signed"] = _signed(read)
    title = found["title"]
    found["issuer"] = _issuer(read, labels, title)
    _period(read, found)
    found["level"] = _level(found)
    kind, rule = kind_of(
        title.value if title else None,
        read.text[read.body_start : read.body_end],
        period_type=found["period_type"].value if found["period_type"] else None,
    )
    found["kind"] = _Found(kind, title.start if title else None, title.end if title else None, rule)
    fields: dict[str, object] = {n: f.value if f else None for n, f in found.items()}
    evidence = [
        Evidence(name, _as_text(f.value), f.start, f.end, f.rule)
        for name, f in found.items()
        if f is not None
    ]
    evidence += read_region(read, fields, labels, hints=hints)
    return fields, evidence


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _page_labels(read: ReadReport) -> list[LabelledValue]:
    head = read_labels(read.text, 0, max(0, read.body_start - 1))
    foot = read_labels(read.text, min(len(read.text), read.body_end + 1), len(read.text))
    return [*head, *foot]


# --- title ---------------------------------------------------------------------------------------


def _title(read: ReadReport, labels: list[LabelledValue]) -> _Found | None:
    if read.title_spans:
        lines = [read.text[start:end] for start, end in read.title_spans]
        value = clean_title(lines)
        if value:
            return _Found(
                value, read.title_spans[0][0], read.title_spans[-1][1], "line above the text"
            )
    for label in labels:
        if label.field == "title" and len(label.value) >= 5 and not is_site_name(label.value):
            value = clean_title([label.value])
            if value:
                return _Found(value, label.start, label.end, f"label {label.label}")
    told = read.head.get("title")
    if told:
        value = clean_title([told])
        if value and len(value) >= 8 and re.search("法治|法制|依法|总结|报告", value):
            at = read.text.find(value)
            start, end = (at, at + len(value)) if at >= 0 else (None, None)
            return _Found(value, start, end, "title of the html page")
    return None


# --- numbers -------------------------------------------------------------------------------------

_INDEX = re.compile(r"[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿_/\-.:〔〕\[\]()（）—–]{3,59}")
_OWN_NUMBER = re.compile(
    r"(?P<organ>[一-鿿]{1,12}) ?(?P<year>[〔\[【﹝(（{]? ?(?:19|20)\d\d ?[〕\]】﹞)）}]?) ?第? ?(?P<number>\d{1,5}) ?号"
)


# Some sites print the values without their labels; this shape (a unit's code, a year, a number)
# is nothing else.
_BARE_INDEX = re.compile(r"[0-9A-Z]{9,22}/20\d\d(?:\d\d)?-\d{3,8}")


def _index_number(read: ReadReport, labels: list[LabelledValue]) -> _Found | None:
    for label in labels:
        if label.field != "index_number":
            continue
        value = label.value.replace(" ", "")
        if _INDEX.fullmatch(value) and sum(c.isdigit() for c in value) >= 4:
            if find_date(value) and not re.search("[/_A-Za-z]", value):
                continue
            return _Found(value, label.start, label.end, f"label {label.label}")
    for start, line in _title_block(read):
        if _BARE_INDEX.fullmatch(line.strip()):
            return _Found(line.strip(), start, start + len(line), "line at the title")
    return None


def _document_number(read: ReadReport, labels: list[LabelledValue]) -> _Found | None:
    for label in labels:
        if label.field != "document_number" or not label.value:
            continue
        match = _OWN_NUMBER.search(label.value)
        if match or re.fullmatch(
            r"[一-鿿A-Za-z]{1,12}[-—〔\[（(]?\d{4}[^一-鿿]{0,12}号?", label.value
        ):
            return _Found(label.value, label.start, label.end, f"label {label.label}")
    for start, line in _title_block(read):
        match = _OWN_NUMBER.fullmatch(line.strip("()（） "))
        if match and re.search(r"[〔\[【﹝(（]", line):
            at = line.find(match.group())
            return _Found(
                match.group(), start + at, start + at + len(match.group()), "line at the title"
            )
    return None


def _title_block(read: ReadReport) -> list[tuple[int, str]]:
    """Return the lines from a few above the title to the body, with their offsets."""
    first = read.title_spans[0][0] if read.title_spans else read.body_start
    lines, at = [], 0
    for line in read.text[: read.body_start].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    above = [item for item in lines if item[0] < first][-4:]
    below = [item for item in lines if item[0] >= first]
    return above + below


# --- dates ---------------------------------------------------------------------------------------

_DATE_LABELS = ("published", "published_plain", "updated", "issued", "written")
_HEAD_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "publish_date",
    "date",
    "firstpublishedtime",
)
_BANNER = re.compile("星期|周[一二三四五六日]|今天|农历|现在")


def _published(read: ReadReport, labels: list[LabelledValue]) -> _Found | None:
    for field in _DATE_LABELS[:2]:
        for label in labels:
            if label.field == field:
                found = find_date(read.text, label.start, label.end)
                if found:
                    return _Found(found.date, found.start, found.end, f"label {label.label}")
    for start, line in reversed(_title_block(read)):
        if len(line) <= 80 and not _BANNER.search(line) and not _in_title(read, start):
            if any(
                start <= label.start <= start + len(line)
                for label in labels
                if label.field in _DATE_LABELS
            ):
                continue
            found = find_date(read.text, start, start + len(line))
            if found and _is_page_date(line, found, start):
                return _Found(found.date, found.start, found.end, "date beside the title")
    for name in _HEAD_DATES:
        if name in read.head:
            found = find_date(read.head[name])
            if found:
                return _Found(found.date, None, None, f"html meta {name}")
    for field in _DATE_LABELS[2:]:
        for label in labels:
            if label.field == field:
                found = find_date(read.text, label.start, label.end)
                if found:
                    return _Found(found.date, found.start, found.end, f"label {label.label}")
    return None


def _in_title(read: ReadReport, start: int) -> bool:
    return any(a <= start <= b for a, b in read.title_spans)


def _is_page_date(line: str, found: FoundDate, start: int) -> bool:
    """Return whether a line's date is the page's: alone, or with a source, a time, a counter."""
    rest = (line[: found.start - start] + line[found.end - start :]).strip(" |()（）[]【】")
    if rest.startswith(("(", "（")) or line.strip().startswith(("(", "（")):
        return False
    rest = re.sub(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|[\s|]", "", rest)
    return len(rest) <= 50 and not re.search("[。；]|通过|会议|号$", rest)


_SIGNATURE_LINES = 5


def _signed(read: ReadReport) -> _Found | None:
    body = read.text[read.body_start : read.body_end]
    lines, end = [], read.body_end
    for line in reversed(body.split("\n")):
        lines.append((end - len(line), line))
        end -= len(line) + 1
        if len(lines) >= _SIGNATURE_LINES:
            break
    if len(lines) > 1 or read.title_spans:
        for start, line in lines:
            dates = find_dates(read.text, start, start + len(line))
            if not dates:
                continue
            last = dates[-1]
            rest = read.text[start : last.start].strip(" (（")
            after = read.text[last.end : start + len(line)].strip(" )）。印发")
            if not after and (
                not rest or (is_body_name(rest.replace(" ", "")[-40:]) and len(rest) <= 60)
            ):
                return _Found(last.date, last.start, last.end, "date under the text")
    return None


# --- issuer and level ----------------------------------------------------------------------------


def _issuer(read: ReadReport, labels: list[LabelledValue], title: _Found | None) -> _Found | None:
    for label in labels:
        if label.field == "issuer" and names.usable_issuer(label.value):
            return _Found(
                label.value.replace(" ", ""), label.start, label.end, f"label {label.label}"
            )
    if title is not None:
        span = names.body_in_title(title.value)
        if span:
            name = title.value[span[0] : span[1]].replace(" ", "")
            at = read.text.find(name, title.start) if title.start is not None else -1
            if at >= 0 and title.end is not None and at + len(name) <= title.end:
                return _Found(name, at, at + len(name), "title")
            return _Found(name, title.start, title.end, "title")
    signature = _signature(read)
    if signature:
        return signature
    end = min(read.body_end, read.body_start + 600)
    span = names.body_in_sentence(read.text, read.body_start, end)
    if span:
        return _Found(read.text[span[0] : span[1]], *span, "first sentence")
    for label in labels:
        if label.field in {"owner", "source"} and label.value:
            value = label.value.replace(" ", "")
            if _names_its_place(value):
                return _Found(value, label.start, label.end, f"label {label.label}")
    return None


def _names_its_place(value: str) -> bool:
    """Return whether a source is a body by its full name, not 县司法局 or 办公室."""
    if not is_body_name(value) or names.is_generic(value) or not names.level_of(value):
        return False
    return not re.match(r"[省市区县镇乡]|街道|我|本", value)


def _signature(read: ReadReport) -> _Found | None:
    body = read.text[read.body_start : read.body_end]
    lines = body.split("\n")
    if len(lines) < 2:
        return None
    end = read.body_end
    for line in reversed(lines[-_SIGNATURE_LINES:]):
        start = end - len(line)
        dates = find_dates(line)
        name = line[: dates[0].start].strip() if dates else line.strip()
        bare = name.replace(" ", "")
        if 3 <= len(bare) <= 40 and is_body_name(bare) and not names.is_generic(bare):
            at = start + line.find(name)
            return _Found(bare, at, at + len(name), "signature")
        end = start - 1
    return None


def _level(found: dict[str, _Found | None]) -> _Found | None:
    issuer, title = found["issuer"], found["title"]
    if title is not None:
        span = names.body_in_title(title.value)
        if span:
            name = title.value[span[0] : span[1]]
            level = names.level_of(name)
            if level:
                return _Found(level, title.start, title.end, f"{name} in the title")
    if issuer is not None:
        level = names.level_of(issuer.value)
        if level:
            return _Found(level, issuer.start, issuer.end, f"the issuer's name {issuer.value}")
    return None


# --- period --------------------------------------------------------------------------------------

_LEAD_CHARS = 700


def _period(read: ReadReport, found: dict[str, _Found | None]) -> None:
    period, rule = _find_period(read, found)
    if period is None:
        return
    if period.period:
        found["period"] = _Found(period.period, period.start, period.end, rule)
    found["period_type"] = _Found(period.kind, period.start, period.end, rule)
    if period.year is not None:
        found["year"] = _Found(period.year, period.start, period.end, rule)


def _find_period(read: ReadReport, found: dict[str, _Found | None]) -> tuple[Period | None, str]:
    title = found["title"]
    latest = _latest_year(found)
    if title is not None:
        period = period_in(title.value, year=latest)
        if period is not None:
            start = title.start if title.start is not None else 0
            return period._replace(
                start=start, end=title.end if title.end is not None else start
            ), "title"
        below = _subtitle(read)
        if below is not None:
            return below, "line below the title"
    stretch = read.text[read.body_start : min(read.body_end, read.body_start + _LEAD_CHARS)]
    at = read.body_start
    for line in stretch.split("\n")[:6]:
        period = _lead_period(line, latest)
        if period is not None:
            return period._replace(start=at + period.start, end=at + period.end), "first sentences"
        at += len(line) + 1
    published, signed = found["published"], found["signed"]
    year = period_from_dates(
        published.value if published else None, signed.value if signed else None
    )
    if year is not None and re.search(
        "年度|报告|总结|一年", (title.value if title else "") + stretch
    ):
        source = signed or published
        assert source is not None
        return (
            Period(str(year), "annual", year, source.start or 0, source.end or 0),
            "the year before the date" if year < source.value.year else "the year of the date",
        )
    return None, ""


def _latest_year(found: dict[str, _Found | None]) -> int | None:
    """Return the year in which the text was dated, for 上半年 and 一季度 without one."""
    for name in ("signed", "published"):
        told = found[name]
        if told is not None and told.value.month >= 3:
            return int(told.value.year)
    return None


def _subtitle(read: ReadReport) -> Period | None:
    for start, line in _title_block(read):
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
    r"^(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十][)）])?[^。]{0,12}?(?P<p>(?:19|20)\d\d年)"
)


def _lead_period(line: str, latest: int | None) -> Period | None:
    """Return the period that a line at the beginning opens with or reports on."""
    told = re.search(
        r"(?:现)?(?:将|就|对)[^。]{0,40}?((?:19|20)\d\d)年[^。]{0,60}(?:报告|汇报|总结|情况)[^。]{0,10}如下",
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
