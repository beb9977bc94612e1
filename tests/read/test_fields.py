"""Every made page is read right, field by field; the measure counts what it should."""

import pytest

from benchmarks.field_files import made_files
from benchmarks.fields import FIELDS, Reading, measure, readings
from fazhi_analysis.read import read_bytes
from fazhi_analysis.tidy.metadata import read_metadata

FILES = made_files()


@pytest.mark.parametrize("made", FILES, ids=lambda made: made.path)
def test_every_field_is_right(made):
    misses = [r for r in readings(made) if r.verdict != "right"]
    assert misses == []


@pytest.mark.parametrize("made", FILES, ids=lambda made: made.path)
def test_evidence_leads_to_the_words(made):
    report = read_bytes(made.data, made.path)
    fields, evidence = read_metadata(report)
    told = [record.field for record in evidence]
    assert sorted(told) == sorted(name for name, value in fields.items() if value is not None)
    values = {record.field: record.value for record in evidence}
    assert values["kind"] == fields["kind"]
    assert values.get("level") == fields["level"]
    for record in evidence:
        assert record.rule
        if record.start is not None:
            assert 0 <= record.start <= record.end <= len(report.text)
        if (
            record.field in {"index_number", "issuer", "document_number"}
            and record.start is not None
        ):
            words = report.text[record.start : record.end].replace(" ", "")
            assert record.value.replace(" ", "") in words


def test_the_corpus_covers_formats_encodings_and_negatives():
    assert len(FILES) >= 60
    assert {f.path.split(".")[-1] for f in FILES} >= {
        "txt",
        "md",
        "html",
        "htm",
        "mhtml",
        "docx",
        "pdf",
    }
    assert {f.told.get("encoding") for f in FILES} >= {"utf-8", "gb18030", "big5", "utf-16"}
    assert {f.fields["kind"] for f in FILES} == {"annual_report", "work_summary", "other"}


def test_measure_counts_every_reading_once():
    table = measure().set_index("field")
    assert list(table.index) == list(FIELDS)
    assert (table["right"] + table["missing"] + table["wrong"] == table["total"]).all()
    assert table.loc["title", "total"] == len(FILES)


@pytest.mark.parametrize(
    ("expected", "read", "verdict"),
    [
        ("2023", "2023", "right"),
        ("", "", "right"),
        ("2023", "", "missing"),
        ("2023", "2022", "wrong"),
        ("", "2022", "wrong"),
    ],
)
def test_verdicts(expected, read, verdict):
    assert Reading("a.txt", "period", expected, read).verdict == verdict
