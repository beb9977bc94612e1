"""Which of a page's dates is its own, and the date under the text."""

from __future__ import annotations

import re

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.bodies import is_body_name
from fazhi_analysis.read.labels import LabelledValue
from fazhi_analysis.tidy.metadata_dates import FoundDate, find_date, find_dates
from fazhi_analysis.tidy.metadata_found import Found, title_block

__all__ = ["read_published", "read_signed"]

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


def read_published(read: ReadReport, labels: list[LabelledValue]) -> Found | None:
    """Return the date on which the page was published.

    Labels of publication come first, then a date beside the title, the page's head, and labels of
    updating, issuing and writing. Banners with a weekday are no dates of the page.
    """
    for field in _DATE_LABELS[:2]:
        for label in labels:
            if label.field == field:
                found = find_date(read.text, label.start, label.end)
                if found:
                    return Found(found.date, found.start, found.end, f"label {label.label}")
    taken = {label.start for label in labels if label.value}
    for start, line in reversed(title_block(read)):
        if len(line) > 80 or _BANNER.search(line) or _in_title(read, start):
            continue
        found = find_date(read.text, start, start + len(line))
        # The value of another label (废止日期 …) is another date.
        if found and found.start not in taken and _is_page_date(line, found, start):
            return Found(found.date, found.start, found.end, "date beside the title")
    for name in _HEAD_DATES:
        if name in read.head:
            found = find_date(read.head[name])
            if found:
                return Found(found.date, None, None, f"html meta {name}")
    for field in _DATE_LABELS[2:]:
        for label in labels:
            if label.field == field:
                found = find_date(read.text, label.start, label.end)
                if found:
                    return Found(found.date, found.start, found.end, f"label {label.label}")
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


def read_signed(read: ReadReport) -> Found | None:
    """Return the date under the text: alone on its line, or behind the signature."""
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
                return Found(last.date, last.start, last.end, "date under the text")
    return None
