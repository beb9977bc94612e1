import pandas as pd
import pytest

from fazhi_analysis.errors import SchemaError
from fazhi_analysis.schema import DTYPES, FRAMES, conform, empty, validate

REPORT = {"report_id": "a", "path": "a.txt", "sha256": "0", "format": "txt", "chars": 3}

# The columns that people's own analyses rely on: none may go or change its name.
PROMISED = {
    "texts": "report_id text body_start body_end",
    "reports": (
        "report_id path sha256 format encoding script chars title issuer level province prefecture "
        "county township adcode region_candidates period period_type year published signed "
        "index_number document_number source_url kind duplicate_of"
    ),
    "evidence": "report_id field value start end rule",
    "sections": "report_id section parent depth marker heading role start end",
    "sentences": "report_id sentence section start end text",
    "quantities": (
        "report_id quantity sentence section start end quote value value_high unit bound status "
        "indicator breakdown period change_of direction"
    ),
    "checks": "report_id check kind verdict stated low high quantities start end quote",
    "words": "report_id section word count",
    "intake": "path status message report_id",
}


def test_frames_hold_the_promised_columns():
    assert set(FRAMES) == set(PROMISED)
    for name, columns in PROMISED.items():
        assert set(columns.split()) <= set(FRAMES[name].names)


@pytest.mark.parametrize("name", FRAMES)
def test_empty_frames_are_valid_and_typed(name):
    frame = empty(name)
    assert len(validate(name, frame)) == 0
    assert [str(t) for t in frame.dtypes] == [DTYPES[c.kind] for c in FRAMES[name].columns]


def test_conform_fills_casts_and_sorts():
    rows = [
        {**REPORT, "report_id": "b", "published": "2024-03-13", "year": 2023},
        {**REPORT, "region_candidates": ("x", "y")},
    ]
    frame = conform("reports", rows)
    assert list(frame["report_id"]) == ["a", "b"]
    assert frame["published"].tolist() == [pd.NaT, pd.Timestamp("2024-03-13")]
    assert frame["region_candidates"].tolist() == [["x", "y"], None]
    assert frame["title"].isna().all()
    assert str(frame["year"].dtype) == "Int64"


def test_conform_keeps_further_columns_behind_its_own():
    frame = conform("words", [{"report_id": "a", "section": 0, "word": "法", "count": 1, "x": 2}])
    assert list(frame.columns) == [*FRAMES["words"].names, "x"]


def test_conform_leaves_its_input_alone():
    rows = pd.DataFrame([{**REPORT, "report_id": "b"}, REPORT])
    before = rows.copy()
    conform("reports", rows)
    pd.testing.assert_frame_equal(rows, before)


def test_conform_names_the_column_that_does_not_fit():
    with pytest.raises(SchemaError, match=r"reports\.chars does not hold integer"):
        conform("reports", [{**REPORT, "chars": "many"}])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"level": "village"}, "level"),
        ({"chars": -1}, "chars"),
        ({"sha256": None}, "sha256"),
    ],
)
def test_validate_refuses_what_the_schema_forbids(change, message):
    with pytest.raises(SchemaError, match=message):
        validate("reports", conform("reports", [{**REPORT, **change}]))


def test_validate_refuses_double_keys_and_missing_columns():
    frame = conform("reports", [REPORT, REPORT])
    with pytest.raises(SchemaError, match="report_id"):
        validate("reports", frame)
    with pytest.raises(SchemaError, match="chars"):
        validate("reports", frame.drop(columns="chars"))


def test_validate_refuses_spans_that_end_before_they_start():
    rows = [{"report_id": "a", "text": "x", "body_start": 3, "body_end": 1}]
    with pytest.raises(SchemaError, match="body_start behind body_end"):
        validate("texts", conform("texts", rows))


def test_unknown_frame_is_named():
    with pytest.raises(SchemaError, match="no frame 'numbers'"):
        empty("numbers")
