"""The ledger of hand corrections: one CSV file, checked when it is read.

A ledger is a CSV file in UTF-8, one row a correction, with the columns

``sha256, report_id``
    the report; either may be empty, and a renamed file is found by its hash, a file that was
    renamed and saved anew by the quote;
``start, quote, number``
    the place: where the number stood in the clean text, the words around it, and the number with
    its unit as written. The quote decides, ``start`` only between places with the same words;
``indicator``
    the indicator that the number had, where one number gives two rows (参考率、合格率均达100%);
``field, old, new``
    what is corrected: value, value_high, unit, bound, status, indicator, breakdown, period; or
    ``row`` for a mention that was not found at all, with the fields as JSON in ``new``;
    an empty ``new`` is a missing value (no indicator: no mention);
``who, why``
    for the people who read the ledger.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_analysis.errors import ResourceError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CHOICES", "COLUMNS", "FIELDS", "NUMBERS", "REQUIRED", "append", "load", "parse"]

COLUMNS = ("sha256", "report_id", "start", "quote", "number", "indicator", "field", "old", "new",
           "who", "why")  # fmt: skip
NUMBERS = ("value", "value_high")
CHOICES = {
    "bound": ("exact", "min", "max", "approx"),
    "status": ("actual", "prior", "planned", "change", "rule"),
}
#: The fields that can be corrected, beside ``row``.
FIELDS = ("value", "value_high", "unit", "bound", "status", "indicator", "breakdown", "period")
REQUIRED = ("value", "status")

Row = dict[str, Any]


def load(path: str | Path) -> pd.DataFrame:
    """Read a ledger and check it.

    Parameters
    ----------
    path : str or Path
        The CSV file.

    Returns
    -------
    DataFrame
        The columns of the ledger as text, in the order of the file; empty cells are "".

    Raises
    ------
    ResourceError
        The file cannot be read, a column is missing, or a row corrects a field that does not
        exist or to a value that the field cannot hold.
    """
    import pandas as pd

    try:
        source = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: the corrections cannot be read as UTF-8 ({error}).") from None
    reader = csv.DictReader(line for line in io.StringIO(source) if not line.startswith("#"))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ResourceError(
            f"{path}: the column {missing[0]!r} is missing; a ledger has {', '.join(COLUMNS)}."
        )
    rows = []
    for number, row in enumerate(reader, 2):
        if None in row:
            raise ResourceError(
                f"{path}: row {number} has more cells than the header; quote commas."
            )
        rows.append({name: (row[name] or "").strip() for name in COLUMNS})
        _check(rows[-1], f"{path}: row {number}")
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _check(row: Row, where: str) -> None:
    if not row["quote"]:
        raise ResourceError(f"{where} has no quote; without one its place cannot be found again.")
    if row["start"] and not row["start"].isdecimal():
        raise ResourceError(f"{where}: start {row['start']!r} is no place in a text.")
    if row["field"] == "row":
        try:
            fields = json.loads(row["new"])
        except ValueError:
            fields = None
        if not isinstance(fields, dict) or not set(fields) <= set(FIELDS):
            raise ResourceError(
                f"{where}: a new row needs its fields as JSON, such as "
                '{"indicator": "disputes_mediated", "value": 5, "unit": "起"}.'
            )
        for name, value in fields.items():
            parse(name, "" if value is None else str(value), where)
        if "value" not in fields:
            raise ResourceError(f"{where}: a new row needs a value.")
    elif row["field"] in FIELDS:
        parse(row["field"], row["new"], where)
    else:
        raise ResourceError(
            f"{where} corrects {row['field']!r}; use one of {', '.join(FIELDS)} or row."
        )


def parse(name: str, text: str, where: str) -> Any:
    """Turn a cell into the field's value; "" is a missing value."""
    if text == "":
        if name in REQUIRED:
            raise ResourceError(f"{where}: {name} cannot be empty.")
        return None
    if name in NUMBERS:
        try:
            value = float(text.replace(",", ""))
        except ValueError:
            value = float("nan")
        if value != value or abs(value) == float("inf"):
            raise ResourceError(f"{where}: {name} must be a number, not {text!r}.")
        return value
    if name in CHOICES and text not in CHOICES[name]:
        raise ResourceError(
            f"{where}: {name} {text!r} does not exist; use one of {', '.join(CHOICES[name])}."
        )
    return text


def append(path: str | Path, rows: Iterable[Row]) -> int:
    """Write corrections behind those that a ledger holds; the file is made where there is none.

    A correction of the same place and field replaces the one that stood there.

    Returns
    -------
    int
        How many rows the ledger holds now.
    """
    path = Path(path)
    kept: dict[tuple[str, ...], Row] = {}
    if path.exists():
        for old in load(path).to_dict("records"):
            plain = {str(name): str(value) for name, value in old.items()}
            kept[_identity(plain)] = plain
    for number, row in enumerate(rows, 1):
        full = {name: str(row.get(name, "") or "") for name in COLUMNS}
        _check(full, f"correction {number}")
        kept[_identity(full)] = full
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept.values())
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    partial.write_text(out.getvalue(), encoding="utf-8")
    partial.replace(path)
    return len(kept)


def _identity(row: Row) -> tuple[str, ...]:
    report = row["sha256"] or row["report_id"]
    return (report, row["start"], row["quote"], row["number"], row["indicator"], row["field"])
