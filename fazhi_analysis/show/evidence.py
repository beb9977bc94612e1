"""From a value back to its words: names of reports, links to their pages, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import escape
from fazhi_analysis.show.frames import rows

__all__ = ["Note", "Sources", "told"]

FOLDER = "reports"


def told(value: Any) -> bool:
    """Whether `value` is there: not None, not NA."""
    return value is not None and not (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


class Note(NamedTuple):
    """The sentence of one quantity, cut at its number, with where it stands."""

    report_id: str
    quantity: int
    name: str
    heading: str
    before: str
    number: str
    after: str


@dataclass(frozen=True)
class Sources:
    """The reports of a corpus, as the pages name and link them."""

    corpus: Corpus
    compared: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def reports(self) -> dict[str, Any]:
        """report_id → row of `reports`."""
        return {row.report_id: row for row in rows(self.corpus.reports)}

    @cached_property
    def texts(self) -> dict[str, Any]:
        """report_id → row of `texts`."""
        return {row.report_id: row for row in rows(self.corpus.texts)}

    @cached_property
    def _sentences(self) -> dict[tuple[str, int], Any]:
        return {(row.report_id, int(row.sentence)): row for row in rows(self.corpus.sentences)}

    @cached_property
    def _sections(self) -> dict[tuple[str, int], Any]:
        return {(row.report_id, int(row.section)): row for row in rows(self.corpus.sections)}

    @cached_property
    def _quantities(self) -> dict[tuple[str, int], Any]:
        return {(row.report_id, int(row.quantity)): row for row in rows(self.corpus.quantities)}

    def name(self, report_id: str) -> str:
        """Return the report's title; else issuer and period; else its id."""
        row = self.reports.get(report_id)
        if row is None:
            return report_id
        if told(row.title):
            return str(row.title)
        parts = [str(part) for part in (row.issuer, row.period) if told(part)]
        return " ".join(parts) or report_id

    def short(self, report_id: str) -> str:
        """Return a short name for an axis: the body's own name and its period."""
        row = self.reports.get(report_id)
        if row is None:
            return report_id
        places = [row.township, row.county, row.prefecture, row.province]
        body = row.issuer if row.level in ("department", "zone") else None
        body = next((str(part) for part in (body, *places, row.issuer) if told(part)), report_id)
        return f"{body} {row.period}" if told(row.period) else body

    def short_names(self) -> dict[str, str]:
        """Return report_id → short name, made unique by the id where two are alike."""
        names = {report_id: self.short(report_id) for report_id in self.reports}
        seen: dict[str, int] = {}
        for name in names.values():
            seen[name] = seen.get(name, 0) + 1
        return {key: name if seen[name] == 1 else f"{name} ({key})" for key, name in names.items()}

    def href(self, report_id: str, anchor: str = "", root: str = "") -> str:
        """Return the address of the report's page, from a page whose way up is `root`."""
        page = quote(escape.file_name(report_id))
        return f"{root}{FOLDER}/{page}" + (f"#{anchor}" if anchor else "")

    def knows(self, report_id: str, quantity: int | None = None) -> bool:
        """Whether there is such a report, and such a quantity in it."""
        if quantity is None:
            return report_id in self.reports
        return (report_id, quantity) in self._quantities

    def heading(self, report_id: str, section: Any) -> str:
        """Return the section's marker and heading ('' for what stands before the first)."""
        row = self._sections.get((report_id, int(section))) if told(section) else None
        if row is None:
            return ""
        return "".join(str(part) for part in (row.marker, row.heading) if told(part))

    def note(self, report_id: str, quantity: int) -> Note | None:
        """Return the sentence of a quantity, or None where there is none."""
        row = self._quantities.get((report_id, quantity))
        source = self.texts.get(report_id)
        if row is None or source is None:
            return None
        start, end = _number(row)
        sentence = self._sentences.get((report_id, int(row.sentence)))
        low = min(int(sentence.start) if sentence is not None else int(row.start), start)
        high = max(int(sentence.end) if sentence is not None else int(row.end), end)
        text = str(source.text)
        return Note(
            report_id, quantity, self.name(report_id), self.heading(report_id, row.section),
            text[low:start], text[start:end], text[end:high],
        )  # fmt: skip


def _number(row: Any) -> tuple[int, int]:
    if told(row.number_start) and told(row.number_end) and row.number_end > row.number_start:
        return int(row.number_start), int(row.number_end)
    return int(row.start), int(row.end)
