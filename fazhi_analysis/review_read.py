"""Read a review workbook back: every cell that was changed becomes a correction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_analysis.codebooks import load as load_codebook
from fazhi_analysis.corrections_ledger import CHOICES, FIELDS, NUMBERS
from fazhi_analysis.errors import MissingExtraError, ResourceError

if TYPE_CHECKING:
    from fazhi_analysis.codebooks import Codebook

__all__ = ["BEFORE", "MISSING", "SHEETS", "openpyxl_module", "read_workbook"]

#: Numbers with an indicator, and without.
SHEETS = ("mentions", "numbers")
#: Columns of the hidden sheet that keeps what was written.
BEFORE = ("key", "sha256", "report_id", "start", "quote", "number", *FIELDS)
#: Columns of the sheet for mentions that were not found.
MISSING = ("report_id", "quote", "number", *FIELDS, "why")

Row = dict[str, Any]


def openpyxl_module() -> Any:
    """Import openpyxl when it is needed; without it, say which extra brings it."""
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("Writing and reading workbooks", "review") from None
    return openpyxl


def _cell(sheet: Any, row: int, column: int, title: str) -> str:
    """Read a cell as the ledger writes it: numbers shortest, nothing as ""."""
    cell = sheet.cell(row, column)
    where = f"{sheet.title}!{cell.coordinate}"
    if cell.data_type == "f":
        raise ResourceError(f"{where} holds a formula; write its value.")
    value = cell.value
    if value is None:
        return ""
    if title in NUMBERS:
        try:
            number = float(str(value).replace(",", "").strip() or "nan")
        except ValueError:
            number = float("nan")
        if number != number:
            raise ResourceError(f"{where}: {title} must be a number, not {str(value)!r}.")
        return str(int(number)) if number.is_integer() else repr(number)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a period typed as a number: 2023
    return str(value).strip()


def _known(sheet: Any, row: int, fields: dict[str, str], codes: set[str]) -> None:
    code = fields.get("indicator", "")
    if code and code not in codes:
        raise ResourceError(
            f"{sheet.title}, row {row}: the codebook has no indicator {code!r}; "
            "choose one of the drop-down."
        )
    for name, allowed in CHOICES.items():
        if fields.get(name) and fields[name] not in allowed:
            raise ResourceError(
                f"{sheet.title}, row {row}: {name} is one of {', '.join(allowed)}, "
                f"not {fields[name]!r}."
            )


def _table(sheet: Any, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    titles = {str(cell.value): number for number, cell in enumerate(sheet[1], 1) if cell.value}
    lost = [name for name in wanted if name not in titles]
    if lost:
        raise ResourceError(
            f"{sheet.title}: the column {lost[0]!r} is gone; do not remove columns."
        )
    for row in range(2, sheet.max_row + 1):
        if any(sheet.cell(row, titles[name]).value is not None for name in wanted):
            yield row, {name: _cell(sheet, row, titles[name], name) for name in wanted}


def read_workbook(
    path: str | Path, *, who: str = "", codebook: Codebook | None = None
) -> list[dict[str, str]]:
    """Read a workbook that was filled in.

    Parameters
    ----------
    path : str or Path
        The xlsx file that :func:`write_workbook` wrote.
    who : str, optional
        Whose corrections they are.
    codebook : Codebook, optional
        As in :func:`write_workbook`.

    Returns
    -------
    list of dict
        Rows of the ledger, for :func:`fazhi_analysis.corrections.append`: one for each cell that
        differs from what was written, and one for each mention of the sheet ``missing``.

    Raises
    ------
    ResourceError
        The file is no such workbook, or a cell holds what its column cannot; the message names
        the cell.
    """
    openpyxl = openpyxl_module()
    try:
        book = openpyxl.load_workbook(Path(path))
    except Exception as error:  # zipfile, XML and format errors have no common base
        raise ResourceError(f"{path}: this is no workbook that can be read ({error}).") from None
    needed = {*SHEETS, "missing", "before"}
    if not needed <= set(book.sheetnames):
        raise ResourceError(f"{path}: the sheet {min(needed - set(book.sheetnames))!r} is missing.")
    codes = set((codebook or load_codebook()).indicators)
    first = {row["key"]: row for _, row in _table(book["before"], BEFORE)}
    found: list[dict[str, str]] = []
    for name in SHEETS:
        sheet = book[name]
        for number, row in _table(sheet, ("key", *FIELDS, "why")):
            was = first.get(row["key"])
            if was is None:
                raise ResourceError(
                    f"{name}, row {number}: the hidden key is gone; undo the change."
                )
            changed = {field: row[field] for field in FIELDS if row[field] != was[field]}
            _known(sheet, number, changed, codes)
            for field, new in changed.items():
                if new == "" and field in ("value", "status"):
                    raise ResourceError(f"{name}, row {number}: {field} cannot be empty.")
                place = {
                    key: was[key] for key in ("sha256", "report_id", "start", "quote", "number")
                }
                found.append(
                    {
                        **place, "indicator": was["indicator"], "field": field,
                        "old": was[field], "new": new, "who": who, "why": row["why"],
                    }
                )  # fmt: skip
    hashes = {row["report_id"]: row["sha256"] for row in first.values()}
    for number, row in _table(book["missing"], MISSING):
        found.append(_added(book["missing"], number, row, hashes, codes, who))
    return found


def _added(
    sheet: Any, number: int, row: dict[str, str], hashes: dict[str, str], codes: set[str], who: str
) -> dict[str, str]:
    for name in ("report_id", "quote", "value", "indicator"):
        if not row[name]:
            raise ResourceError(f"missing, row {number}: {name} is empty; a new mention needs it.")
    if row["number"] and row["number"] not in row["quote"]:
        raise ResourceError(f"missing, row {number}: the quote must hold the number as written.")
    _known(sheet, number, row, codes)
    fields: Row = {name: row[name] for name in FIELDS if row[name]}
    for name in NUMBERS:
        if name in fields:
            fields[name] = float(fields[name])
    return {
        "sha256": hashes.get(row["report_id"], ""), "report_id": row["report_id"], "start": "",
        "quote": row["quote"], "number": row["number"], "indicator": "", "field": "row",
        "old": "", "new": json.dumps(fields, ensure_ascii=False, sort_keys=True),
        "who": who, "why": row["why"],
    }  # fmt: skip
