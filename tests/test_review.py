"""The review workbook: written, filled in by hand, read back into the ledger."""

from __future__ import annotations

import json

import openpyxl
import pytest

from fazhi_analysis import corrections, review
from fazhi_analysis.errors import FazhiError, ResourceError
from tests.frames import as_corpus, corpus_of, report, told

EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
def corpus():
    return corpus_of(
        (
            report("a", sha256="aa"),
            told(
                "a",
                ["全年共调解纠纷", ("40余次", "disputes_mediated", 40, {"bound": "min"})],
                [EVIL, ("12家", None, 12)],
            ),
        ),
        (report("=b", sha256="bb"), told("=b", ["\x0b+走访", ("32家", "enterprises_visited", 32)])),
    )


@pytest.fixture
def book(corpus, tmp_path):
    path = tmp_path / "review.xlsx"
    assert review.write_workbook(corpus, path) == {"mentions": 2, "numbers": 1}
    return path


def edit(path, sheet: str, row: int, **changes):
    book = openpyxl.load_workbook(path)
    titles = [cell.value for cell in book[sheet][1]]
    for name, value in changes.items():
        book[sheet].cell(row, titles.index(name) + 1).value = value
    book.save(path)


def test_nothing_changed_gives_nothing(book):
    assert review.read_workbook(book) == []


def test_the_sheets_show_numbers_sentences_and_lists(book):
    sheet = openpyxl.load_workbook(book, rich_text=True)["mentions"]
    titles = [cell.value for cell in sheet[1]]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    sentence = rows["a"][titles.index("sentence")].value
    assert str(sentence) == "全年共调解纠纷40余次。"
    assert rows["a"][titles.index("number")].value == "40余次"
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"exact,min,max,approx"' in lists
    assert any(formula.startswith("codebook!$A$2:$A$") for formula in lists)
    assert openpyxl.load_workbook(book)["before"].sheet_state == "hidden"


def test_no_cell_is_a_formula(book):
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert openpyxl.load_workbook(book)["numbers"]["C2"].value.startswith("=HYPERLINK")


def test_changed_cells_become_corrections_that_replay(book, corpus, tmp_path):
    edit(book, "mentions", 3, value=45, bound="exact", why="附表")
    edit(book, "numbers", 2, indicator="enterprises_visited", breakdown="规上")
    rows = review.read_workbook(book, who="林")
    assert [(r["report_id"], r["field"], r["old"], r["new"]) for r in rows] == [
        ("a", "value", "40", "45"),
        ("a", "bound", "min", "exact"),
        ("a", "indicator", "", "enterprises_visited"),
        ("a", "breakdown", "", "规上"),
    ]
    assert {r["who"] for r in rows} == {"林"}
    assert rows[0]["why"] == "附表"
    ledger = tmp_path / "corrections.csv"
    corrections.append(ledger, rows)
    done = corrections.replay(corpus, corrections.load(ledger))
    changed = done.quantities[done.quantities["report_id"] == "a"]
    assert list(changed["value"]) == [45, 12]
    assert list(changed["indicator"]) == ["disputes_mediated", "enterprises_visited"]
    assert list(changed["corrected"]) == [True, True]
    # written again from what is corrected, the same edits are no edits any more
    review.write_workbook(done, book)
    assert review.read_workbook(book) == []


def test_an_emptied_indicator_is_no_mention(book, corpus):
    edit(book, "mentions", 3, indicator=None)
    rows = review.read_workbook(book)
    assert [(r["field"], r["new"]) for r in rows] == [("indicator", "")]
    import pandas as pd

    done = corrections.replay(corpus, pd.DataFrame(rows, dtype="str"))
    assert list(done.indicators["report_id"]) == ["=b"]


def test_rows_may_be_sorted(book):
    sheet_book = openpyxl.load_workbook(book)
    sheet = sheet_book["mentions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, values in enumerate(reversed(rows), 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    sheet_book.save(book)
    assert review.read_workbook(book) == []


def test_a_missing_mention_is_added(book, corpus, tmp_path):
    edit(book, "missing", 2, report_id="a", quote="共调解纠纷40余次", number="共调解",
         indicator="legal_lectures", value=3, unit="场", why="漏读")  # fmt: skip
    (row,) = review.read_workbook(book, who="林")
    assert row["field"] == "row"
    assert json.loads(row["new"]) == {"indicator": "legal_lectures", "unit": "场", "value": 3.0}
    corrections.append(tmp_path / "c.csv", [row])
    done = corrections.replay(corpus, corrections.load(tmp_path / "c.csv"))
    assert list(done.indicators["indicator"]) == [
        "enterprises_visited", "disputes_mediated", "legal_lectures"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "changes", "message"),
    [
        ("mentions", {"value": "many"}, "mentions!.2: value must be a number"),
        ("mentions", {"value": None}, "mentions, row 2: value cannot be empty"),
        ("mentions", {"value": "=1+1"}, "holds a formula; write its value"),
        ("mentions", {"indicator": "nonsense"}, "the codebook has no indicator 'nonsense'"),
        ("mentions", {"bound": "some"}, "bound is one of exact, min, max, approx"),
        ("mentions", {"key": None}, "the hidden key is gone"),
        ("missing", {"quote": "无"}, "missing, row 2: report_id is empty"),
        ("missing", {"report_id": "a", "quote": "无", "number": "5起", "value": 5,
                     "indicator": "legal_lectures"}, "the quote must hold the number"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_named(book, sheet, changes, message):
    edit(book, sheet, 2, **changes)
    with pytest.raises(ResourceError, match=message):
        review.read_workbook(book)


def test_other_files_are_refused(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_text("no workbook", encoding="utf-8")
    with pytest.raises(ResourceError, match="no workbook that can be read"):
        review.read_workbook(path)
    openpyxl.Workbook().save(path)
    with pytest.raises(ResourceError, match="the sheet 'before' is missing"):
        review.read_workbook(path)
    with pytest.raises(FazhiError, match="nothing to review"):
        review.write_workbook(as_corpus({}), path)
