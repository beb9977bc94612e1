import pandas as pd
import pytest

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.schema import conform


@pytest.fixture
def corpus():
    base = {"sha256": "0", "format": "txt", "chars": 9}
    reports = conform(
        "reports",
        [
            {**base, "report_id": "a", "path": "a.txt", "year": 2022, "kind": "annual_report"},
            {**base, "report_id": "b", "path": "b.txt", "year": 2023, "kind": "annual_report",
             "duplicate_of": "a", "province": "浙江省"},
            {**base, "report_id": "c", "path": "c.txt", "kind": "other"},
        ],
    )  # fmt: skip
    quantities = conform(
        "quantities",
        [
            {"report_id": i, "quantity": n, "sentence": 0, "section": 0, "start": 0, "end": 2,
             "quote": "2件", "value": 2, "status": "actual", "number_start": 0, "number_end": 2,
             "indicator": "legality_reviews" if n else None, "corrected": False}
            for i in "abc" for n in (0, 1)
        ],
    )  # fmt: skip
    return Corpus(reports=reports, quantities=quantities)


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ({}, ["a", "b", "c"]),
        ({"year": 2022}, ["a"]),
        ({"year": [2022, 2023]}, ["a", "b"]),
        ({"year": [2022, None]}, ["a", "c"]),
        ({"year": None}, ["c"]),
        ({"province": "浙江省", "year": 2022}, []),
        ({"kind": "annual_report", "duplicate_of": None}, ["a"]),
    ],
)
def test_where_narrows_every_frame(corpus, conditions, ids):
    part = corpus.where(**conditions)
    assert list(part.reports["report_id"]) == ids
    assert list(part.quantities["report_id"]) == [i for i in ids for _ in range(2)]


def test_where_names_an_unknown_column(corpus):
    with pytest.raises(FazhiError, match="no column 'town'"):
        corpus.where(town="x")


def test_analysed_leaves_out_duplicates_and_other_kinds(corpus):
    assert list(corpus.analysed().reports["report_id"]) == ["a"]


def test_indicators_are_the_quantities_that_have_one(corpus):
    assert list(corpus.indicators["quantity"]) == [1, 1, 1]


def test_nothing_is_changed_in_place(corpus):
    before = corpus.reports.copy()
    part = corpus.where(year=2022).reports
    part.loc[0, "title"] = "x"
    pd.testing.assert_frame_equal(corpus.reports, before)


def test_repr_counts(corpus):
    assert repr(corpus) == "<Corpus: 3 reports, 6 quantities, 3 with an indicator>"


def test_where_refuses_a_text_for_a_number(corpus):
    with pytest.raises(FazhiError, match="year holds numbers and '2022' is a text"):
        corpus.where(year=["2022"])
