"""The panel and the mentions for people who do not program: xlsx, and csv that Excel opens."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import Sources, told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.labels import indicator_label, label, labels, value_unit

__all__ = ["csv_bytes", "mentions", "panel", "xlsx_bytes"]

# One sheet holds so many rows; what is more goes into the csv alone.
_XLSX_ROWS = 1_048_575


def mentions(corpus: Corpus, sources: Sources, lang: str) -> pd.DataFrame:
    """Return one row a mention, with the report's own columns, its sentence and its page."""
    found = corpus.indicators
    told_of = corpus.reports[["report_id", "title", "issuer", "level", "province", "prefecture",
                              "county", "township", "year"]]  # fmt: skip
    out = found.merge(told_of, on="report_id", how="left")
    out["indicator_name"] = [indicator_label(code, lang) for code in out["indicator"]]
    out["value_unit"] = [
        value_unit(u, i) for u, i in zip(out["unit"], out["indicator"], strict=True)
    ]
    notes = [sources.note(r.report_id, int(r.quantity)) for r in rows(found)]
    out["sentence_text"] = [n.before + n.number + n.after if n else "" for n in notes]
    out["heading"] = [n.heading if n else "" for n in notes]
    out["page"] = [sources.href(r.report_id, f"q{int(r.quantity)}") for r in rows(found)]
    return out[["report_id", "title", "issuer", "level", "province", "prefecture", "county",
                "township", "year", "indicator", "indicator_name", "value", "value_high",
            "value_unit",
            "unit",
                "bound", "status", "breakdown", "period", "quote", "heading", "sentence_text",
                "page", "quantity", "start", "end"]]  # fmt: skip


def panel(corpus: Corpus, lang: str) -> pd.DataFrame:
    """Return the panel with names of the indicators; lists as texts."""
    from fazhi_analysis.analyse.panel import panel as make

    out = make(corpus)
    out = out[out["mentions"].fillna(0) > 0] if "mentions" in out.columns else out
    out = out.reset_index(drop=True)
    names = [indicator_label(code, lang) for code in out["indicator"]]
    out.insert(list(out.columns).index("indicator") + 1, "indicator_name", names)
    return out


def _plain(value: Any) -> Any:
    """Return a value as a cell holds it: safe text, number, or nothing."""
    if isinstance(value, list | tuple):
        return escape.cell(" ".join(str(each) for each in value))
    if not told(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if hasattr(value, "item"):
        value = value.item()
    return escape.cell(value)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return the frame as CSV in UTF-8 with a byte order mark, which Excel needs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow(["" if (v := _plain(value)) is None else v for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_bytes(sheets: dict[str, pd.DataFrame], lang: str) -> bytes:
    """Return the frames as one workbook, a sheet each and one that explains the columns.

    Every text is written as text: nothing that stands in a report is run as a formula. The same
    frames give the same bytes.
    """
    from datetime import datetime

    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    fixed = datetime(2019, 4, 15)  # the day of the central rules; a clock would change the bytes
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = fixed
    book.properties.creator = "fazhi_analysis"
    for name, frame in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([str(column) for column in frame.columns])
        for row in frame.head(_XLSX_ROWS).itertuples(index=False):
            cells = []
            for value in row:
                content = _plain(value)
                cell = WriteOnlyCell(sheet, value=_no_control(content))
                if isinstance(content, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    sheet = book.create_sheet(label("columns", lang))
    sheet.append([label("column", lang), label("meaning", lang)])
    for column in dict.fromkeys(c for frame in sheets.values() for c in frame.columns):
        key = f"col_{column}"
        sheet.append([str(column), label(key, lang) if key in labels() else str(column)])
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _no_control(value: Any) -> Any:
    # The format allows no control characters; escape.cell left line feeds and tabs alone.
    return value[:32_767] if isinstance(value, str) else value


def _timeless(data: bytes) -> bytes:
    """Rewrite the archive with a fixed time in every entry."""
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2019-04-15T00:00:00Z", content
                )
            fixed = zipfile.ZipInfo(item.filename, (2019, 4, 15, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, content)
    return out.getvalue()
