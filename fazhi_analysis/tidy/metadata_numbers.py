"""The index number of a page and the report's own document number."""

from __future__ import annotations

import re

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.labels import LabelledValue
from fazhi_analysis.tidy.metadata_dates import find_date
from fazhi_analysis.tidy.metadata_found import Found, title_block

__all__ = ["read_document_number", "read_index_number"]

_INDEX = re.compile(r"[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿_/\-.:〔〕\[\]()（）—–]{3,59}")
_OWN_NUMBER = re.compile(
    r"[一-鿿]{1,12} ?[〔\[【﹝(（{]? ?(?:19|20)\d\d ?[〕\]】﹞)）}]? ?第? ?\d{1,5} ?号"
)


_SIGNER = re.compile(r" ?签发人.{0,40}$")
# Some sites print the values without their labels; this shape (a unit's code, a year, a number)
# is nothing else.
_BARE_INDEX = re.compile(r"[0-9A-Z]{9,22}/20\d\d(?:\d\d)?-\d{3,8}")


def read_index_number(read: ReadReport, labels: list[LabelledValue]) -> Found | None:
    """Return the 索引号: its label's value, or a line that can be nothing else."""
    for label in labels:
        if label.field != "index_number":
            continue
        first = label.value.split(" ")[0]
        # Behind a space another value may stand whose label nobody knows.
        long = sum(c.isdigit() for c in first) >= 4 and len(first) >= 8
        value = first if long else label.value.replace(" ", "")
        if _INDEX.fullmatch(value) and sum(c.isdigit() for c in value) >= 4:
            if find_date(value) and not re.search("[/_A-Za-z]", value):
                continue
            end = label.start + len(first) if long else label.end
            return Found(value, label.start, end, f"label {label.label}")
    for start, line in title_block(read):
        if _BARE_INDEX.fullmatch(line.strip()):
            return Found(line.strip(), start, start + len(line), "line at the title")
    return None


def read_document_number(read: ReadReport, labels: list[LabelledValue]) -> Found | None:
    """Return the 文号 of the report itself: a label's value, or a line at the title."""
    for label in labels:
        if label.field != "document_number" or not label.value:
            continue
        match = _OWN_NUMBER.search(label.value)
        if match or re.fullmatch(
            r"[一-鿿A-Za-z]{1,12}[-—〔\[（(]?\d{4}[^一-鿿]{0,12}号?", label.value
        ):
            return Found(label.value, label.start, label.end, f"label {label.label}")
    for start, line in title_block(read):
        match = _OWN_NUMBER.fullmatch(_SIGNER.sub("", line).strip("()（） "))
        if match and re.search(r"[〔\[【﹝(（]", line):
            at = line.find(match.group())
            return Found(
                match.group(), start + at, start + at + len(match.group()), "line at the title"
            )
    return None
