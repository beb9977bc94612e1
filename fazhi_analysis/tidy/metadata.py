"""The fields of the `reports` frame, each with the words that it was read from."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.labels import LabelledValue, read_labels
from fazhi_analysis.tidy.metadata_found import Found
from fazhi_analysis.tidy.metadata_issuer import read_issuer, read_level
from fazhi_analysis.tidy.metadata_kind import kind_of
from fazhi_analysis.tidy.metadata_numbers import read_document_number, read_index_number
from fazhi_analysis.tidy.metadata_places import read_region
from fazhi_analysis.tidy.metadata_published import read_published, read_signed
from fazhi_analysis.tidy.metadata_title import read_title
from fazhi_analysis.tidy.metadata_told import BEFORE_DATE, OF_DATE, read_period
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


def read_metadata(
    read: ReadReport, *, hints: Any = None
) -> tuple[dict[str, object], list[Evidence]]:
    """Read the fields of one report.

    Parameters
    ----------
    read : ReadReport
        The report as :func:`fazhi_analysis.read.read_report` gives it.
    hints : Resolution or str, optional
        What the user knows about the place: a row of ``places.csv``, which overrides the file, or
        words (such as ``浙江省/宁波市/海曙区``), which come before all words of the file.

    Returns
    -------
    fields : dict
        The names of :data:`FIELDS`; a field that the file does not tell is None. ``published`` and
        ``signed`` are dates, ``year`` is an integer, ``region_candidates`` a list or None.
    evidence : list of Evidence
        One record a filled field: value as text, the span that it was read from (None where the
        words stand outside the text, as in a page's head) and the rule that read it.
    """
    labels = _page_labels(read)
    title = read_title(read, labels)
    published, signed = read_published(read, labels), read_signed(read)
    issuer = read_issuer(read, labels, title)
    found: dict[str, Found | None] = dict.fromkeys(FIELDS)
    found |= {
        "title": title,
        "issuer": issuer,
        "level": read_level(issuer, title),
        "published": published,
        "signed": signed,
        "index_number": read_index_number(read, labels),
        "document_number": read_document_number(read, labels),
    }
    told = read_period(read, title, published, signed)
    kind = _kind(read, title, told[0].kind if told else None)
    found["kind"] = kind
    # News and plans have a date too, but no year that they report on.
    if told and not (kind.value == "other" and told[1] in (BEFORE_DATE, OF_DATE)):
        period, rule = told
        for name, value in (
            ("period", period.period),
            ("period_type", period.kind),
            ("year", period.year),
        ):
            if value is not None:
                found[name] = Found(value, period.start, period.end, rule)
    fields: dict[str, object] = {n: f.value if f else None for n, f in found.items()}
    evidence = [
        Evidence(name, _as_text(f.value), f.start, f.end, f.rule)
        for name, f in found.items()
        if f is not None
    ]
    evidence += read_region(read, fields, labels, hints=hints)
    # The list of divisions may have overruled a level: one record a field, the last one.
    return fields, list({record.field: record for record in evidence}.values())


def _kind(read: ReadReport, title: Found | None, period_type: str | None) -> Found:
    body = read.text[read.body_start : read.body_end]
    kind, rule = kind_of(title.value if title else None, body, period_type=period_type)
    return Found(kind, title.start if title else None, title.end if title else None, rule)


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _page_labels(read: ReadReport) -> list[LabelledValue]:
    head = read_labels(read.text, 0, max(0, read.body_start - 1))
    foot = read_labels(read.text, min(len(read.text), read.body_end + 1), len(read.text))
    return [*head, *foot]
