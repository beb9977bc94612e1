"""The hand codings themselves: every quote stands in its report and carries its number."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from fazhi_analysis.read import ReadReport, read_report

HERE = Path(__file__).parent
SETS = [name for name in ("dev", "dev2", "heldout") if (HERE / name / "mentions.csv").exists()]
COLUMNS = {
    "mentions": "report_id,indicator,value,value_high,unit,bound,period,breakdown,status,quote",
    "traps": "report_id,value,unit,status,quote",
    "reports": "report_id,title,issuer,level,province,prefecture,county,township,period,"
    "period_type,year,published,signed,index_number,document_number,kind,region_candidates",
    "sections": "report_id,section,parent,depth,marker,heading,role",
    "checks": "report_id,kind,verdict,quote,note",
    "body": "report_id,first_words,last_words",
}
ALLOWED = {
    ("mentions", "bound"): {"exact", "min", "max", "approx"},
    ("mentions", "status"): {"actual", "prior"},
    ("traps", "status"): {"planned", "change", "rule", "none"},
    ("checks", "kind"): {"sum", "share", "ratio", "repeat", "count", "restated"},
    ("checks", "verdict"): {"holds", "fails", "cannot"},
    ("sections", "role"): {"intro", "progress", "problems", "duty", "plan", "other"},
}
PERIOD = re.compile(r"(?:19|20)\d{2}(?:Q[1-4]|H[12])?")


@cache
def rows(name: str, table: str) -> list[dict[str, str]]:
    with (HERE / name / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def report(name: str, report_id: str) -> ReadReport:
    folder = HERE / name / "texts"
    return read_report(folder / f"{report_id}.txt", folder)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_texts_belong_together(name: str, table: str) -> None:
    header = (HERE / name / f"{table}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert header == COLUMNS[table]
    texts = {path.stem for path in (HERE / name / "texts").glob("*.txt")}
    assert {row["report_id"] for row in rows(name, table)} <= texts
    if table in ("reports", "body", "mentions", "traps", "sections"):
        assert {row["report_id"] for row in rows(name, table)} == texts


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("table", ["mentions", "traps", "checks"])
def test_quotes_stand_in_the_body(name: str, table: str) -> None:
    astray = []
    for row in rows(name, table):
        read = report(name, row["report_id"])
        if row["quote"] not in read.text[read.body_start : read.body_end]:
            astray.append((row["report_id"], row["quote"]))
    assert astray == []


@pytest.mark.parametrize("name", SETS)
def test_body_starts_and_ends_where_the_report_does(name: str) -> None:
    for row in rows(name, "body"):
        read = report(name, row["report_id"])
        body = read.text[read.body_start : read.body_end]
        assert body.startswith(row["first_words"]), row["report_id"]
        assert body.endswith(row["last_words"]), row["report_id"]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("table", "column"), list(ALLOWED))
def test_codes_are_of_the_guide(name: str, table: str, column: str) -> None:
    assert {row[column] for row in rows(name, table)} <= ALLOWED[table, column]


@pytest.mark.parametrize("name", SETS)
def test_mentions_have_values_and_periods(name: str) -> None:
    own = {row["report_id"]: row["period"] for row in rows(name, "reports")}
    for row in rows(name, "mentions"):
        assert 0 <= float(row["value"]) <= float(row["value_high"]), row
        assert PERIOD.fullmatch(row["period"]), row
        assert (row["status"] == "prior") == (row["period"][:4] < own[row["report_id"]][:4]), row


@pytest.mark.parametrize("name", SETS)
def test_headings_stand_in_the_text_and_parents_are_above(name: str) -> None:
    depth: dict[tuple[str, str], int] = {}
    for row in rows(name, "sections"):
        text = report(name, row["report_id"]).text.replace(" ", "")
        assert (row["marker"] + row["heading"]).replace(" ", "") in text, row
        depth[row["report_id"], row["section"]] = int(row["depth"] or 0)
        if row["parent"]:
            assert depth[row["report_id"], row["parent"]] == int(row["depth"]) - 1, row


def test_no_mention_is_a_trap_of_the_same_words() -> None:
    for name in SETS:
        mentioned, trapped = (
            {(row["report_id"], row["quote"], float(row["value"])) for row in rows(name, table)}
            for table in ("mentions", "traps")
        )
        assert mentioned.isdisjoint(trapped)
