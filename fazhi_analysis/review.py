"""A workbook for correcting by hand: the numbers with their sentences, and back into the ledger.

:func:`write_workbook` writes an xlsx file that a person fills in with any spreadsheet program;
:func:`read_workbook` compares it with what was written and gives the corrections. What the
workbook showed at first stands in a hidden sheet, so that rows may be sorted and filtered freely.
Text from reports is written as text: a cell that begins with ``=`` is no formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_analysis.codebooks import load as load_codebook
from fazhi_analysis.corrections_ledger import CHOICES, FIELDS
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.review_read import BEFORE, MISSING, SHEETS, openpyxl_module, read_workbook

if TYPE_CHECKING:
    from fazhi_analysis.codebooks import Codebook
    from fazhi_analysis.corpus import Corpus

__all__ = ["read_workbook", "write_workbook"]

_SHOWN = ("key", "report_id", "sentence", "quote", "number", *FIELDS, "why")
_WIDTHS = {
    "sentence": 70,
    "quote": 30,
    "report_id": 24,
    "indicator": 28,
    "breakdown": 18,
    "why": 30,
}
_BLANK_ROWS = 200
_AROUND = 160
_LONGEST = 32_000  # a cell holds 32,767 characters
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

_HOW = (
    ("What this is", "The numbers that were read from the reports, each with its sentence."),
    ("mentions", "Numbers that were taken as the value of an indicator."),
    ("numbers", "All other numbers: give one an indicator, and it becomes a mention."),
    ("missing", "Mentions whose number stands in neither sheet: copy the words into quote, the "
                "number with its unit into number, and fill in indicator and value."),
    ("To correct", "Overwrite the cell. To say that a number is no mention, empty its indicator. "
                   "Money is in yuan (元), percentages in points."),
    ("why", "Your reason; it goes into the ledger beside the correction."),
    ("说明", "直接改写单元格即可;清空 indicator 表示该数字不是指标;金额以元为单位;"
            "遗漏的数字填入 missing 表。"),
)  # fmt: skip

Row = dict[str, Any]


def _put(cell: Any, value: Any) -> None:
    """Write a value; text stays text whatever it begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        cell.value = value
        return
    words = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell.value = words
    if words.startswith(_FORMULA_SIGNS):
        cell.data_type = "s"
        cell.quotePrefix = True


def _marked(before: str, number: str, after: str) -> Any:
    """Give the sentence with the number in bold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    pieces = [ILLEGAL_CHARACTERS_RE.sub("", piece) for piece in (before, number, after)]
    if not pieces[1]:
        return "".join(pieces)
    # A rich text that begins with = is still no formula: it is stored as a shared string.
    bold = TextBlock(InlineFont(b=True, color="C00000"), pieces[1])
    return CellRichText(*filter(None, pieces[:1]), bold, *filter(None, pieces[2:]))


def _plain(value: Any) -> Any:
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.item() if hasattr(value, "item") else value


def _rows(corpus: Corpus) -> Iterator[tuple[str, Row, Any]]:
    """Give sheet, row and marked sentence of every quantity."""
    texts = dict(zip(corpus.texts["report_id"], corpus.texts["text"], strict=True))
    hashes = dict(zip(corpus.reports["report_id"], corpus.reports["sha256"], strict=True))
    spans = {
        (row.report_id, row.sentence): (int(str(row.start)), int(str(row.end)))
        for row in corpus.sentences[["report_id", "sentence", "start", "end"]].itertuples()
    }
    for key, row in enumerate(corpus.quantities.to_dict("records"), 1):
        report = row["report_id"]
        text = texts[report]
        first, last = int(str(row["number_start"])), int(str(row["number_end"]))
        start, end = min(int(str(row["start"])), first), max(int(str(row["end"])), last)
        begin, stop = spans.get((report, row["sentence"]), (start, end))
        begin, stop = max(begin, first - _AROUND), min(stop, last + _AROUND)
        full = {
            "key": key,
            "sha256": hashes.get(report, ""),
            "report_id": report,
            "start": first,
            "quote": text[start:end],
            "number": text[first:last],
            **{name: _plain(row[name]) for name in FIELDS},
        }
        sheet = SHEETS[0] if full["indicator"] else SHEETS[1]
        yield sheet, full, _marked(text[begin:first], text[first:last], text[last:stop])


def write_workbook(
    corpus: Corpus, path: str | Path, *, codebook: Codebook | None = None
) -> dict[str, int]:
    """Write the workbook.

    Parameters
    ----------
    corpus : Corpus
        What is to be reviewed; ``corpus.where(...)`` gives a part of it.
    path : str or Path
        The xlsx file; one that stands there is replaced.
    codebook : Codebook, optional
        The indicators of the drop-down; the package's own by default.

    Returns
    -------
    dict
        How many rows each sheet holds.

    Raises
    ------
    FazhiError
        The corpus holds no numbers, or more than a sheet can.
    """
    openpyxl = openpyxl_module()
    from openpyxl.styles import Alignment, Font

    if corpus.quantities.empty:
        raise FazhiError("There is nothing to review: the corpus holds no numbers.")
    if len(corpus.quantities) > 1_000_000:
        raise FazhiError("A sheet holds a million rows: review a part, with Corpus.where().")
    book = openpyxl.Workbook()
    how = book.active
    how.title = "how"
    for line in _HOW:
        how.append(line)
    how.column_dimensions["A"].width, how.column_dimensions["B"].width = 16, 110
    sheets = {name: book.create_sheet(name) for name in SHEETS}
    book.create_sheet("missing")
    listed = book.create_sheet("codebook")
    before = book.create_sheet("before")
    before.sheet_state = "hidden"
    before.append(BEFORE)
    columns = {**dict.fromkeys(SHEETS, _SHOWN), "missing": MISSING}
    for name, shown in columns.items():
        sheet = book[name]
        sheet.append(shown)
        for number, title in enumerate(shown, 1):
            cell = sheet.cell(1, number)
            cell.font = Font(bold=True)
            letter = cell.column_letter
            sheet.column_dimensions[letter].width = _WIDTHS.get(title, 12)
            sheet.column_dimensions[letter].hidden = title == "key"
        sheet.freeze_panes = "A2"
    wrap = Alignment(wrap_text=True, vertical="top")
    told = dict.fromkeys(SHEETS, 0)
    for name, row, sentence in _rows(corpus):
        told[name] += 1
        sheet = sheets[name]
        for number, title in enumerate(_SHOWN, 1):
            cell = sheet.cell(told[name] + 1, number)
            if title == "sentence":
                cell.value = sentence
                if isinstance(sentence, str):
                    _put(cell, sentence)
                cell.alignment = wrap
            elif title != "why":
                _put(cell, row[title])
        for number, title in enumerate(BEFORE, 1):
            _put(before.cell(row["key"] + 1, number), row[title])
    indicators = (codebook or load_codebook()).indicators.values()
    listed.append(("code", "label_zh", "label_en", "unit", "definition"))
    for item in indicators:
        listed.append((item.code, item.label_zh, item.label_en, item.unit, item.definition))
    for name, shown in columns.items():
        rows = told.get(name, 0) + 1 if name != "missing" else _BLANK_ROWS
        _drop_downs(book[name], shown, max(rows, 2), listed.max_row)
        book[name].auto_filter.ref = book[name].dimensions
    book.active = 1
    book.save(Path(path))
    return told


def _drop_downs(sheet: Any, shown: tuple[str, ...], rows: int, codes: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = {name: f'"{",".join(values)}"' for name, values in CHOICES.items()}
    lists["indicator"] = f"codebook!$A$2:$A${codes}"
    for name, formula in lists.items():
        rule = DataValidation(type="list", formula1=formula, allow_blank=name == "indicator")
        rule.error, rule.errorTitle = f"Choose a value of the list for {name}.", "No such value"
        sheet.add_data_validation(rule)
        letter = get_column_letter(shown.index(name) + 1)
        rule.add(f"{letter}2:{letter}{rows}")
