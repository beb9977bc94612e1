"""The columns of every frame: name, type, unit, allowed values and meaning.

This is the data dictionary. ``fazhi_analysis.schema`` builds the frames from it, and
``docs/data-dictionary.md`` is printed from it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COLUMNS", "Column"]


@dataclass(frozen=True)
class Column:
    """One column: ``kind`` is string, integer, number, boolean, date, strings or integers."""

    name: str
    kind: str
    meaning: str
    unit: str | None = None
    required: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None


def _id() -> Column:
    return Column(
        "report_id", "string", "Path below RAW without its ending, / between folders", required=True
    )


def _span(what: str, *, required: bool = True) -> tuple[Column, Column]:
    return (
        Column("start", "integer", f"Start of {what} in texts.text", "character", required, (), 0),
        Column("end", "integer", f"End of {what} in texts.text", "character", required, (), 0),
    )


def _number(name: str, meaning: str, *, required: bool = True) -> Column:
    return Column(name, "integer", meaning, required=required, minimum=0)


LEVELS = ("province", "prefecture", "county", "township", "zone", "department")
ROLES = ("intro", "progress", "problems", "duty", "plan", "other")

COLUMNS: dict[str, tuple[Column, ...]] = {
    "reports": (
        _id(),
        Column("path", "string", "Path of the file below RAW", required=True),
        Column("sha256", "string", "SHA-256 of the file's bytes", required=True),
        Column("format", "string", "Format of the file: txt, html, docx, pdf …", required=True),
        Column("encoding", "string", "Encoding of the file; NA where the format has none"),
        Column(
            "script",
            "string",
            "Script of the file, before simplification",
            values=("simplified", "traditional"),
        ),
        Column("chars", "integer", "Length of the body", "character", required=True, minimum=0),
        Column("title", "string", "The report's own title; NA where the file holds none"),
        Column("issuer", "string", "The body whose report it is, as the file names it"),
        Column("level", "string", "Level of the issuer", values=LEVELS),
        Column("province", "string", "Province, official full name as of the report's year"),
        Column("prefecture", "string", "Prefecture, official full name as of the report's year"),
        Column("county", "string", "County, official full name as of the report's year"),
        Column("township", "string", "Township, official full name as of the report's year"),
        Column("adcode", "string", "Code of the most precise division settled"),
        Column(
            "region_candidates",
            "strings",
            "Where the place is not settled: every division that fits, as full paths",
        ),
        Column("period", "string", "Period reported on: 2023, 2022Q1, 2023H1"),
        Column(
            "period_type",
            "string",
            "Kind of period",
            values=("annual", "half", "quarter", "other"),
        ),
        Column("year", "integer", "Year of the period"),
        Column("published", "date", "Date of the page"),
        Column("signed", "date", "Date under the text"),
        Column("index_number", "string", "索引号 of the page"),
        Column("document_number", "string", "The report's own 文号, never one that it cites"),
        Column("source_url", "string", "Address of the page, where the file tells it"),
        Column(
            "kind",
            "string",
            "What the file is; analyses leave out other by default",
            values=("annual_report", "work_summary", "other"),
        ),
        Column("duplicate_of", "string", "report_id of the same text read earlier"),
    ),
    "texts": (
        _id(),
        Column(
            "text", "string", "The whole file as clean text, one paragraph a line", required=True
        ),
        Column("body_start", "integer", "Where the report begins", "character", True, (), 0),
        Column("body_end", "integer", "Where the report ends", "character", True, (), 0),
    ),
    "evidence": (
        _id(),
        Column("field", "string", "Column of reports that was filled", required=True),
        Column("value", "string", "The value, as text", required=True),
        *_span("the words it was read from (NA: read outside the text)", required=False),
        Column("rule", "string", "The rule or list that read it", required=True),
    ),
    "sections": (
        _id(),
        _number("section", "Number of the section; 0 stands before the first heading"),
        _number("parent", "Number of the section that holds it; NA at the top", required=False),
        _number("depth", "Nesting, whatever marker is used; 1 at the top, 0 for section 0"),
        Column("marker", "string", "The numbering as written: 一、 (一) 1."),
        Column("heading", "string", "The heading without its marker"),
        Column("role", "string", "Role of its top section", required=True, values=ROLES),
        *_span("the section (its own text, up to the next heading)"),
    ),
    "sentences": (
        _id(),
        _number("sentence", "Number of the sentence in its report"),
        _number("section", "Section that holds it"),
        *_span("the sentence"),
        Column("text", "string", "The sentence", required=True),
    ),
    "quantities": (
        _id(),
        _number("quantity", "Number of the quantity in its report"),
        _number("sentence", "Sentence that holds it"),
        _number("section", "Section that holds it"),
        *_span("the quote"),
        Column("quote", "string", "Subject, number and unit, as written", required=True),
        Column("value", "number", "The number in the indicator's canonical unit"),
        Column("value_high", "number", "Upper end of a range; equal to value otherwise"),
        Column("unit", "string", "The unit as written, without its number"),
        Column(
            "bound",
            "string",
            "exact, at least, at most or about",
            values=("exact", "min", "max", "approx"),
        ),
        Column(
            "status",
            "string",
            "Whether the figure was done, is an earlier period's, planned, a growth or a rule",
            required=True,
            values=("actual", "prior", "planned", "change", "rule"),
        ),
        Column("indicator", "string", "Code of the codebook; NA where none fits"),
        Column("breakdown", "string", "What narrows the figure, as written, nearest first"),
        Column("period", "string", "Period that the figure is for: 2023, 2022Q1, 2023H1"),
        _number("change_of", "For a growth: the quantity whose growth it is", required=False),
        Column("direction", "string", "For a growth: up or down", values=("up", "down")),
        _number("number_start", "Start of the number with its unit in texts.text"),
        _number("number_end", "End of the number with its unit in texts.text"),
        Column("corrected", "boolean", "Changed by a hand correction", required=True),
    ),
    "checks": (
        _id(),
        _number("check", "Number of the check in its report"),
        Column(
            "kind",
            "string",
            "What is tested",
            required=True,
            values=("sum", "share", "ratio", "repeat", "count", "restated"),
        ),
        Column(
            "verdict",
            "string",
            "What the numbers say",
            required=True,
            values=("holds", "fails", "cannot"),
        ),
        Column("stated", "number", "The stated value"),
        Column("low", "number", "Least value that the other numbers allow"),
        Column("high", "number", "Greatest value that the other numbers allow"),
        Column("quantities", "integers", "The quantities of the check, the tested one first"),
        *_span("the statement"),
        Column("quote", "string", "The statement, as written", required=True),
    ),
    "words": (
        _id(),
        _number("section", "Section that holds it"),
        Column("word", "string", "The word, as segmented", required=True),
        Column("count", "integer", "How often it stands there", "token", True, (), 1),
    ),
    "intake": (
        Column("path", "string", "Path of the file below RAW", required=True),
        Column(
            "status",
            "string",
            "What became of the file",
            required=True,
            values=("ok", "empty", "unreadable", "unsupported", "duplicate", "not_a_report"),
        ),
        Column("message", "string", "One sentence: what was done or what is wrong"),
        Column("report_id", "string", "The report that was read from it; NA where none was"),
    ),
}
