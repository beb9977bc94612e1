"""Regions: medians, ranks and intervals."""

import numpy as np
import pandas as pd
import pytest

from fazhi_analysis.analyse.panel import panel
from fazhi_analysis.analyse.regions import compare_regions
from fazhi_analysis.errors import FazhiError, SchemaError

X = "legal_lectures"


def rows(figures: dict[str, list], year: int = 2023, **columns) -> pd.DataFrame:
    data = [
        {"province": region, "body": f"{region}{i}", "year": year, "indicator": X, "value": value}
        for region, values in figures.items()
        for i, value in enumerate(values)
    ]
    return pd.DataFrame(data).assign(**columns).astype({"value": "Float64"})


def test_medians_and_ranks_counted_by_hand():
    out = compare_regions(rows({"甲": [1, 2, 9], "乙": [5, 6, 7, None], "丙": [6, 6, 6]}), X)
    assert out[["region", "n", "bodies", "median", "rank"]].values.tolist() == [
        ["丙", 3, 3, 6, 1], ["乙", 3, 4, 6, 1], ["甲", 3, 3, 2, 3]
    ]  # fmt: skip


def test_every_body_counts_once_whatever_years_it_has():
    data = pd.concat([rows({"甲": [10, 1, 1]}, 2021), rows({"甲": [20, 1]}, 2022)])
    out = compare_regions(data, X)
    assert out.loc[0, ["n", "median"]].tolist() == [3, 1]
    assert compare_regions(data, X, year=2022).loc[0, "median"] == 10.5
    assert compare_regions(data, X, year=[2021]).loc[0, "median"] == 1


def test_levels_are_compared_among_themselves():
    data = pd.concat(
        [rows({"甲": [1, 2, 3], "乙": [4, 5, 6]}, level="township"),
         rows({"甲": [1000], "丙": [900]}, level="province").assign(body=["甲省", "丙省"])]
    )  # fmt: skip
    out = compare_regions(data, X)
    assert out[["level", "region", "rank"]].values.tolist() == [
        ["province", "甲", 1], ["province", "丙", 2], ["township", "乙", 1], ["township", "甲", 2]
    ]  # fmt: skip
    # The towns' intervals do not hang on whether the provinces are there.
    alone = compare_regions(data[data["level"] == "township"], X)
    pd.testing.assert_frame_equal(out.iloc[2:].reset_index(drop=True), alone)
    assert compare_regions(data, X, by="level")["region"].tolist() == ["province", "township"]


def test_few_bodies_have_no_interval_and_silent_regions_no_rank():
    out = compare_regions(rows({"甲": [4, 8], "乙": [None, None], "丙": [5, 6, 7]}), X)
    out = out.set_index("region")
    assert out.loc["甲", ["median", "n"]].tolist() == [6, 2]
    assert out.loc["甲", ["low", "high", "rank_low", "rank_high"]].isna().all()
    assert out.loc["乙", ["n", "bodies"]].tolist() == [0, 2]
    assert out.loc["乙", ["median", "rank"]].isna().all()
    assert out.loc["丙", "low"] == 5


def test_intervals_hold_the_median_and_follow_the_seed():
    data = rows({"甲": list(range(30)), "乙": list(range(20, 50)), "丙": list(range(100, 130))})
    out = compare_regions(data, X)
    assert (out["low"] <= out["median"]).all()
    assert (out["median"] <= out["high"]).all()
    assert (out["rank_low"] <= out["rank"]).all()
    assert (out["rank"] <= out["rank_high"]).all()
    assert out.loc[0, ["region", "rank_low", "rank_high"]].tolist() == ["丙", 1, 1]
    pd.testing.assert_frame_equal(out, compare_regions(data.sample(frac=1, random_state=1), X))
    other = compare_regions(data, X, seed=1)
    assert not out["low"].equals(other["low"]) or not out["high"].equals(other["high"])


def test_intervals_cover_the_true_median_about_as_often_as_they_say():
    rng = np.random.default_rng(8)
    held = []
    for _ in range(150):
        out = compare_regions(rows({"甲": list(rng.normal(10, 3, 25))}), X, draws=400)
        held.append(out.loc[0, "low"] <= 10 <= out.loc[0, "high"])
    assert 0.88 <= np.mean(held) <= 1


def test_figures_in_another_unit_are_left_out():
    data = rows({"甲": [1, 2, 3, 500]}).assign(unit=["场", "场", "场", "家"])
    assert compare_regions(data, X).loc[0, ["n", "median", "unit"]].tolist() == [3, 2, "场"]


def test_bodies_without_a_region_are_left_out():
    data = rows({"甲": [1, 2, 3]})
    data.loc[0, "province"] = None
    assert compare_regions(data, X)["n"].tolist() == [2]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("nothing",), FazhiError, r"no indicator 'nothing'; it has \['legal_lectures'\]"),
        ((X, 1999), FazhiError, r"no year 1999; it has \[2023\]"),
        ((X, None, "region"), SchemaError, r"panel lacks the column\(s\) region"),
    ],
)
def test_wrong_arguments_are_named(arguments, error, message):
    with pytest.raises(error, match=message):
        compare_regions(rows({"甲": [1]}), *arguments)


def test_quarters_are_not_mixed():
    data = rows({"甲": [1, 2]}).assign(period=["2023Q1", "2023Q2"])
    with pytest.raises(FazhiError, match="mixes Q1, Q2"):
        compare_regions(data, X)


def test_a_planted_panel_compares_counties_and_departments_apart(corpus):
    out = compare_regions(panel(corpus), "administrative_penalties")
    assert set(out["level"]) == {"county", "department"}
    counties = out[out["level"] == "county"]
    assert counties["median"].min() > out[out["level"] == "department"]["median"].max()
