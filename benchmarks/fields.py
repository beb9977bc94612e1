"""How often each field is read right: over the made pages, field by field.

Run: ``python -m benchmarks.fields [FIELD]``; with a field's name its misses are listed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from benchmarks.field_files import MadeFile, made_files
from fazhi_analysis.read import read_bytes
from fazhi_analysis.tidy.metadata import read_metadata

__all__ = ["FIELDS", "Reading", "measure", "readings"]

FIELDS = (
    "title",
    "issuer",
    "level",
    "period",
    "period_type",
    "year",
    "published",
    "signed",
    "index_number",
    "document_number",
    "kind",
    "province",
    "prefecture",
    "county",
    "township",
    "body",
    "format",
    "encoding",
    "script",
    "source_url",
)
_PLACES = ("province", "prefecture", "county", "township")


class Reading(NamedTuple):
    """One field of one file; empty is NA."""

    path: str
    field: str
    expected: str
    read: str

    @property
    def verdict(self) -> str:
        """Right, missing (NA for a value) or wrong (any value that is not the one told)."""
        if self.expected == self.read:
            return "right"
        return "missing" if not self.read else "wrong"


def readings(made: MadeFile) -> Iterator[Reading]:
    """Yield every field that `made` has an expectation for."""
    report = read_bytes(made.data, made.path)
    fields, _ = read_metadata(report)
    for name in FIELDS:
        if name == "body":
            yield Reading(
                made.path, name, made.body, report.text[report.body_start : report.body_end]
            )
        elif name in ("format", "encoding", "script", "source_url"):
            if name in made.told:
                yield Reading(made.path, name, made.told[name], str(getattr(report, name) or ""))
        elif name not in _PLACES or "province" in made.fields:
            value = fields[name]
            yield Reading(
                made.path, name, made.fields.get(name, ""), "" if value is None else str(value)
            )


def measure() -> pd.DataFrame:
    """Return one row a field: right, missing, wrong, total and the share that is right."""
    rows = [r for made in made_files() for r in readings(made)]
    frame = pd.DataFrame({"field": [r.field for r in rows], "verdict": [r.verdict for r in rows]})
    table = pd.crosstab(frame["field"], frame["verdict"])
    table = table.reindex(index=list(FIELDS), columns=["right", "missing", "wrong"], fill_value=0)
    table["total"] = table.sum(axis=1)
    table["share"] = (table["right"] / table["total"]).round(3)
    table.columns.name = None
    return table.reset_index()


def main(arguments: list[str]) -> int:
    """Print the table, and the misses of the fields named (``all``: every one)."""
    sys.stdout.write(measure().to_string(index=False) + "\n")
    for made in made_files() if arguments else []:
        for reading in readings(made):
            named = reading.field in arguments or "all" in arguments
            if named and reading.verdict != "right":
                sys.stdout.write(
                    f"{reading.path} {reading.field}: expected {reading.expected!r}, "
                    f"read {reading.read!r}\n"
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
