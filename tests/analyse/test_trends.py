"""Planted trends are named, and what cannot be told is called unclear."""

import numpy as np
import pandas as pd
import pytest

from fazhi_analysis.analyse.panel import panel
from fazhi_analysis.analyse.trends import trends
from fazhi_analysis.errors import FazhiError, SchemaError
from tests.frames import as_corpus
from tests.generators import SHAPES, make_panel, shaped

YEARS = list(range(2018, 2024))


def frame(values, years=None, **columns) -> pd.DataFrame:
    years = YEARS[: len(values)] if years is None else years
    rows = {"body": "甲", "year": years, "indicator": "x", "value": values, **columns}
    return pd.DataFrame(rows).astype({"value": "Float64", "year": "Int64"})


def direction(values, years=None, **columns):
    return trends(frame(values, years, **columns)).iloc[0]["direction"]


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([100, 121, 138, 163, 177, 205], "up"),
        ([205, 177, 163, 138, 121, 100], "down"),
        ([100, 103, 98, 101, 99, 102], "flat"),
        ([100, 103, 98, 201, 197, 204], "break"),
        ([204, 201, 99, 98, 103, 100], "break"),
        ([7, 7, 7], "flat"),
        ([0, 0, 0, 0], "flat"),
        ([100, 200], "unclear"),
        ([100, 150, 200], "unclear"),
        ([100, 101, 99], "unclear"),
        ([100, 140, 190, 260], "up"),
        ([100, 300, 50, 280, 90, 310], "unclear"),
        ([10, 40, 90, 100, 60, 20], "unclear"),
        # one outlier is no break
        ([100, 102, 99, 300, 101, 98], "unclear"),
        # growth by a constant share is no break
        ([100, 115, 132, 152, 175, 201], "up"),
    ],
)
def test_direction(values, word):
    assert direction(values) == word


def test_rates_are_steady_within_five_points():
    assert direction([93, 95, 92, 96, 93, 95], unit="%") == "flat"
    assert direction([93, 85, 97, 83, 96, 88], unit="%") == "unclear"
    assert direction([93, 85, 97, 83, 96, 88], unit="件") == "flat"


def test_columns_of_one_series_counted_by_hand():
    row = trends(frame([10, 14, None, 26], [2018, 2019, 2020, 2022], bound="exact")).iloc[0]
    # slopes: 4/1, 16/4, 12/3
    assert row[["n", "first_year", "last_year", "gaps", "slope"]].tolist() == [3, 2018, 2022, 2, 4]
    assert row["tau"] == 1
    assert row["p"] == pytest.approx(2 / 6)
    assert row[["slope_low", "slope_high", "break_year", "break_p"]].isna().all()
    assert row["inexact"] == 0


def test_break_year_and_step():
    row = trends(frame([100, 103, 98, 201, 197, 204])).iloc[0]
    assert row["break_year"] == 2021
    assert row["break_step"] == pytest.approx(301 / 3)
    assert row["break_p"] < 0.05


def test_columns_before_body_are_carried_along():
    data = frame([1, 2, 3])
    data.insert(0, "province", "浙江省")
    out = trends(data)
    assert out.columns[:3].tolist() == ["province", "body", "indicator"]
    assert out.loc[0, "province"] == "浙江省"


def test_quarters_are_compared_with_the_same_quarter():
    years = [2020, 2020, 2021, 2021, 2022, 2022]
    periods = ["2020Q1", "2020Q2", "2021Q1", "2021Q2", "2022Q1", "2022Q2"]
    out = trends(frame([1, 5, 1, 5, 1, 5], years, period=periods))
    assert out[["part", "n", "direction"]].values.tolist() == [["Q1", 3, "flat"], ["Q2", 3, "flat"]]


def test_figures_in_another_unit_do_not_enter_the_series():
    row = trends(frame([12, 400, 12, 12], unit=["次", "家", "次", "次"])).iloc[0]
    assert (row["n"], row["unit"], row["gaps"], row["direction"]) == (3, "次", 1, "flat")


def test_series_without_any_value_have_no_row():
    out = trends(frame([None, None, None]))
    assert len(out) == 0
    assert out["direction"].dtype == "str"


def test_two_rows_for_one_year_are_refused():
    with pytest.raises(SchemaError, match="2 rows that share body, period and indicator"):
        trends(frame([1, 2], [2020, 2020]))


@pytest.mark.parametrize("name", ["alpha", "steady"])
def test_shares_outside_their_range_are_refused(name):
    with pytest.raises(FazhiError, match=f"{name} is 5"):
        trends(frame([1, 2]), **{name: 5})


def test_a_missing_column_is_named():
    with pytest.raises(SchemaError, match=r"panel lacks the column\(s\) value"):
        trends(frame([1]).drop(columns="value"))


def test_planted_shapes_are_named_right_in_nineteen_of_twenty_series_of_six_years():
    rng = np.random.default_rng(11)
    for noise in (0.02, 0.04):
        for _ in range(5):
            drawn = [(shape, *shaped(shape, YEARS, rng, noise)) for shape in SHAPES * 5]
            data = pd.concat(
                [frame(values).assign(body=f"{i:02}") for i, (_, values, _) in enumerate(drawn)]
            )
            out = trends(data)
            right = [w == shape for w, (shape, *_) in zip(out["direction"], drawn, strict=True)]
            assert sum(right) >= 19
            years = [
                found == start
                for found, (shape, _, start) in zip(out["break_year"], drawn, strict=True)
                if shape == "break"
            ]
            assert all(years)


def test_noise_without_a_trend_is_seldom_called_one():
    rng = np.random.default_rng(12)
    data = pd.concat([frame(rng.normal(100, 30, 6)).assign(body=f"{i:03}") for i in range(300)])
    words = trends(data)["direction"].value_counts(normalize=True)
    assert words.get("up", 0) + words.get("down", 0) < 0.1
    assert words.get("break", 0) < 0.07
    assert words["unclear"] > 0.75


def test_trends_of_a_planted_panel_with_gaps():
    planted = make_panel(seed=2, bodies=16, noise=0.03)
    out = trends(panel(as_corpus(planted.frames)))
    both = planted.series.merge(out, on=["body", "indicator"])
    assert len(both) == len(planted.series) == 80
    full = both[both["n"] == 6]
    assert (full["direction"] == full["shape"]).mean() >= 0.95
    # A gap takes points away: then a shape may be missed, but is not mistaken for its opposite.
    wrong = both[(both["direction"] != both["shape"]) & (both["direction"] != "unclear")]
    assert not (wrong["shape"].isin(["up", "down"]) & wrong["direction"].isin(["up", "down"])).any()
