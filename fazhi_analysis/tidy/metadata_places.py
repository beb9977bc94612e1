"""The place of a report: every hint in the file handed to the list of divisions."""

from __future__ import annotations

import re
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
    """
    try:
        from fazhi_analysis.divisions import resolve_region
    except ImportError:
        return []
    title, issuer = fields.get("title"), fields.get("issuer")
    text, told = _subject(title, issuer)
    if hints:
        text = f"{hints}{text or ''}" if isinstance(hints, str) else text
    if not text:
        return []
    year = fields.get("year")
    found = resolve_region(
        text,
        hints=_hints(read, title, issuer, labels),
        year=year if isinstance(year, int) else None,
    )
    if found is None:
        return []
    at = read.text.find(text)
    start, end = (at, at + len(text)) if at >= 0 else (None, None)
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
    if (
        fields.get("level") in {None, "prefecture"}
        and found.level
        and fields.get("level") != "zone"
    ):
        _settle_level(fields, found.level, evidence, (start, end))
    return evidence


def _settle_level(
    fields: dict[str, object],
    level: str,
    evidence: list[Evidence],
    span: tuple[int | None, int | None],
) -> None:
    """Let the list of divisions tell a city of the county level from a prefecture."""
    if fields.get("level") == "prefecture" and level in {"county", "province"}:
        fields["level"] = level
        evidence.append(Evidence("level", level, *span, "list of divisions"))


def _subject(title: object, issuer: object) -> tuple[str | None, str]:
    if isinstance(title, str):
        span = names.body_in_title(title)
        if span and names.level_of(title[span[0] : span[1]]):
            return title[span[0] : span[1]], "title"
    if isinstance(issuer, str):
        return issuer, "issuer"
    return None, ""


_HINT_CHARS = 1200


def _hints(
    read: ReadReport, title: object, issuer: object, labels: list[LabelledValue]
) -> tuple[str, ...]:
    hints = [str(v) for v in (title, issuer) if isinstance(v, str)]
    hints += [v.value for v in labels if v.field in {"issuer", "owner", "source"} and v.value]
    hints += [
        read.head[n]
        for n in ("sitename", "contentsource", "og:site_name", "source")
        if n in read.head
    ]
    if read.source_url:
        hints.append(read.source_url)
    hints.append(read.text[: read.body_start])
    hints.append(read.text[read.body_start : min(read.body_end, read.body_start + _HINT_CHARS)])
    tail = max(read.body_start, read.body_end - 80)
    hints.append(read.text[tail:])
    middle = read.text[read.body_start + _HINT_CHARS : read.body_end]
    if middle:
        hints.append(middle)
    return tuple(re.sub(r"\s+", " ", h).strip() for h in hints if h.strip())
