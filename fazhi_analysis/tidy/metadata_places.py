"""The place of a report: every hint in the file handed to the list of divisions."""

from __future__ import annotations

from typing import Any

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.labels import LabelledValue
from fazhi_analysis.tidy import metadata_names as names
from fazhi_analysis.tidy.records import Evidence

__all__ = ["read_region"]

_PLACES = ("province", "prefecture", "county", "township")


def read_region(
    read: ReadReport,
    fields: dict[str, object],
    labels: list[LabelledValue],
    *,
    hints: Any = None,
) -> list[Evidence]:
    """Fill the place fields in `fields` and return their evidence.

    Nothing is filled where the list of divisions cannot settle it; then all candidates are.
    `hints` is what the user knows: a place settled in ``places.csv`` overrides the file, words
    come before all words of the file.
    """
    from fazhi_analysis.divisions import Resolution, resolve_region

    title, issuer, year = fields.get("title"), fields.get("issuer"), fields.get("year")
    year = year if isinstance(year, int) else None
    text, told = _subject(title, issuer)
    if isinstance(hints, Resolution):
        found, text, told = hints, "", "the user's places"
    elif text or fields.get("kind") != "other":
        known = (hints,) if isinstance(hints, str) else ()
        found = resolve_region(
            text or "", hints=(*known, *_hints(read, title, issuer, labels)), year=year
        )
    else:
        return []
    at = read.text.find(text) if text else -1
    start, end = (at, at + len(text or "")) if at >= 0 else (None, None)
    evidence = []
    for name in (*_PLACES, "adcode"):
        value = getattr(found, name, None)
        if value:
            fields[name] = value
            evidence.append(Evidence(name, str(value), start, end, f"{told}: {found.rule}"))
    if found.candidates:
        fields["region_candidates"] = list(found.candidates)
        evidence.append(
            Evidence(
                "region_candidates", ";".join(found.candidates), start, end, f"{told}: {found.rule}"
            )
        )
    # Only the list of divisions tells a city of the county level from a prefecture, and 南磨房地区.
    if fields.get("level") == "prefecture" and found.level in {"county", "province", "township"}:
        fields["level"] = found.level
        evidence.append(Evidence("level", str(found.level), start, end, "list of divisions"))
    return evidence


def _subject(title: object, issuer: object) -> tuple[str | None, str]:
    if isinstance(title, str):
        span = names.body_in_title(title)
        if span and names.level_of(title[span[0] : span[1]]):
            return title[span[0] : span[1]], "title"
    if isinstance(issuer, str):
        return issuer, "issuer"
    return None, "names in the file"


_HINT_CHARS = 1200
_SITE_NAMES = ("sitename", "contentsource", "og:site_name", "source", "author")
_SIGNATURE_LINES = 3


def _hints(
    read: ReadReport, title: object, issuer: object, labels: list[LabelledValue]
) -> tuple[str, ...]:
    """Return every stretch of the file that may name the place, the surest first."""
    hints = [str(v) for v in (title, issuer) if isinstance(v, str)]
    hints += [v.value for v in labels if v.field in {"issuer", "owner", "source"} and v.value]
    hints += [read.head[n] for n in _SITE_NAMES if n in read.head]
    if read.source_url:
        hints.append(read.source_url)
    hints += read.text[: read.body_start].split("\n")
    body = read.text[read.body_start : read.body_end].split("\n")
    hints += body[-_SIGNATURE_LINES:] if len(body) > _SIGNATURE_LINES else []
    hints += read.text[read.body_end :].split("\n")
    hints.append(read.text[read.body_start : min(read.body_end, read.body_start + _HINT_CHARS)])
    hints.append(read.text[read.body_start + _HINT_CHARS : read.body_end])
    return tuple(dict.fromkeys(h.strip() for h in hints if h.strip()))
