import csv
import io

import openpyxl
import pytest

from fazhi_analysis.show import exports
from fazhi_analysis.show.evidence import Sources


@pytest.fixture(scope="module")
def frames(corpus):
    return exports.mentions(corpus, Sources(corpus), "en"), exports.panel(corpus, "en")


def read(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_mentions_carry_sentence_heading_and_page(frames):
    mentions, _ = frames
    row = mentions[mentions["report_id"] == "甲/安吉-2023"].iloc[0]
    assert row["value"] == 617
    assert row["value_unit"] == "件"
    assert row["indicator_name"] == "Disputes mediated"
    assert row["sentence_text"] == "2023年,全县共调解矛盾纠纷617件。"
    assert row["heading"] == "一、主要进展"
    assert row["page"].endswith(".html#q0")


def test_csv_has_a_mark_that_excel_needs(frames):
    data = exports.csv_bytes(frames[0])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = read(data)
    assert [row["value"] for row in rows] == ["58.0", "120.0", "617.0", "29.0"]
    assert rows[0]["breakdown"] == ""


def test_the_panel_tells_values_only(frames):
    rows = read(exports.csv_bytes(frames[1]))
    told = {(row["body"], row["indicator"], row["bound"]): float(row["value"]) for row in rows}
    assert sorted(told.values()) == [29, 58, 120, 617]
    assert {key[2] for key in told} == {"exact", "min"}


def test_the_same_frames_give_the_same_workbook(frames):
    sheets = {"mentions": frames[0], "panel": frames[1]}
    data = exports.xlsx_bytes(sheets, "en")
    assert data == exports.xlsx_bytes(sheets, "en")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["mentions", "panel", "columns"]
    assert book["mentions"].max_row == 5


def test_formulas_stay_text(hostile):
    mentions = exports.mentions(hostile, Sources(hostile), "en")
    rows = read(exports.csv_bytes(mentions))
    assert rows[0]["report_id"].startswith("'=cmd")
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes({"mentions": mentions}, "en")))
    cells = [cell for row in book["mentions"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not [cell for cell in cells if str(cell.value).startswith(("=", "+", "@"))]
