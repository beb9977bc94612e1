"""Read the package's own CSV tables, checked for their columns."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from fazhi_analysis.errors import ResourceError

__all__ = ["parse_table", "read_table"]


@lru_cache(maxsize=32)
def _source(name: str) -> str:
    path = resources.files("fazhi_analysis.resources").joinpath(name)
    return path.read_text(encoding="utf-8-sig")


def read_table(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a packaged CSV table.

    Parameters
    ----------
    name : str
        File name below ``fazhi_analysis/resources``.
    columns : sequence of str
        Columns that the table must have.

    Raises
    ------
    ResourceError
        If a column is missing or a row has too many cells.
    """
    return parse_table(_source(name), columns, name)


def parse_table(source: str, columns: Sequence[str], name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text; lines that begin with ``#`` are comments."""
    lines = [line for line in source.splitlines() if not line.startswith("#")]
    reader = csv.DictReader(lines)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise ResourceError(f"{name}: column {missing[0]!r} is missing; add it to the header.")
    rows: list[dict[str, str]] = []
    for row in reader:
        if None in row:
            raise ResourceError(
                f"{name}: the row {next(iter(row.values()))!r} has more cells than the header; "
                "quote cells that hold commas."
            )
        rows.append({key: (value or "").strip() for key, value in row.items()})
    return rows
