"""Whose report it is: page field, title, signature, first sentence, in this order; its level."""

from __future__ import annotations

import re

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.bodies import is_body_name
from fazhi_analysis.read.labels import LabelledValue
from fazhi_analysis.tidy import metadata_names as names
from fazhi_analysis.tidy.metadata_dates import find_dates
from fazhi_analysis.tidy.metadata_found import Found
from fazhi_analysis.tidy.metadata_title import as_written

__all__ = ["read_issuer", "read_level"]

_GOVERNMENT_OFFICE = re.compile(r"政府(?:办公室|办公厅|办)$")
_SIGNATURE_LINES = 5
_FIRST_CHARS = 600


def read_issuer(read: ReadReport, labels: list[LabelledValue], title: Found | None) -> Found | None:
    """Return the body whose report it is, as the file names it.

    The page's 发布机构 field comes first, then the body in the title, a name alone on the line
    below it, the signature, the subject of the first sentences, and last a source that is a body
    by its full name.
    """
    for label in labels:
        if label.field == "issuer" and names.usable_issuer(label.value):
            value = as_written(label.value)
            return Found(value, label.start, label.end, f"label {label.label}")
    if title is not None:
        span = names.body_in_title(title.value)
        if span:
            name = title.value[span[0] : span[1]]
            at = read.text.find(name, title.start) if title.start is not None else -1
            if at >= 0 and title.end is not None and at + len(name) <= title.end:
                return Found(name, at, at + len(name), "title")
            return Found(name, title.start, title.end, "title")
    signed = _byline(read) or _signature(read)
    if signed:
        return signed
    end = min(read.body_end, read.body_start + _FIRST_CHARS)
    span = names.body_in_sentence(read.text, read.body_start, end)
    if span:
        return Found(read.text[span[0] : span[1]], *span, "first sentence")
    for label in labels:
        if label.field in {"owner", "source"} and label.value:
            value = label.value.replace(" ", "")
            if _names_its_place(value):
                return Found(value, label.start, label.end, f"label {label.label}")
    return None


def _names_its_place(value: str) -> bool:
    """Return whether a source is a body by its full name, not 县司法局 or 办公室."""
    if not is_body_name(value) or names.is_generic(value) or not names.level_of(value):
        return False
    return not re.match(r"[省市区县镇乡]|街道|我|本", value)


def _byline(read: ReadReport) -> Found | None:
    """Return the body's name that stands alone between the title and the text."""
    if not read.title_spans:
        return None
    start = read.title_spans[-1][1]
    for line in read.text[start : read.body_start].split("\n"):
        bare = line.replace(" ", "")
        if 3 <= len(bare) <= 40 and is_body_name(bare) and not names.is_generic(bare):
            return Found(bare, start, start + len(line), "line below the title")
        start += len(line) + 1
    return None


def _signature(read: ReadReport) -> Found | None:
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
            return Found(bare, at, at + len(name), "signature")
        end = start - 1
    return None


def read_level(issuer: Found | None, title: Found | None) -> Found | None:
    """Return the level of the body in the title, else of the issuer.

    A page's 发布机构 is often the office that put the report on the site; the title tells whose
    report it is.
    """
    if title is not None:
        span = names.body_in_title(title.value)
        if span:
            name = title.value[span[0] : span[1]]
            level = names.level_of(name)
            if _GOVERNMENT_OFFICE.search(name):
                level = "department"  # the office's own report
            if level:
                return Found(level, title.start, title.end, f"{name} in the title")
    if issuer is not None:
        level = names.level_of(issuer.value)
        if level:
            return Found(level, issuer.start, issuer.end, f"the issuer's name {issuer.value}")
    return None
