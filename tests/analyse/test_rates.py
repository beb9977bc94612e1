"""Rates and the order of the heat map."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from fazhi_analysis.analyse.panel import panel
from fazhi_analysis.analyse.rates import heat_table, rates
from fazhi_analysis.errors import FazhiError


def frame(*rows: tuple) -> pd.DataFrame:
    columns = ["body", "year", "indicator", "value", "unit", "bound", "chars"]
    data = pd.DataFrame(rows, columns=columns).astype({"value": "Float64", "chars": "Int64"})
    return data.assign(low=data["value"], high=data["value"])


def test_per_ten_thousand_characters():
    cases, rate = (
        ("甲", 2023, "x", 12, "件", "min", 6000),
        ("甲", 2023, "y", 90, "%", "exact", 6000),
    )
    out = rates(frame(cases, rate))
    assert out.loc[0, ["value", "low", "unit", "bound"]].tolist() == [20, 20, "件/万字", "min"]
    assert out.loc[0, ["base", "base_value"]].tolist() == ["chars", 6000]
    assert pd.isna(out.loc[1, "value"])


def test_per_enterprise_where_the_report_gives_the_base():
    out = rates(
        frame(
            ("甲", 2023, "enterprise_checkups", 30, "次", "exact", 1),
            ("甲", 2023, "enterprises_visited", 60, "家", "min", 1),
            ("乙", 2023, "enterprise_checkups", 30, "次", "exact", 1),
            ("乙", 2023, "enterprises_visited", None, None, None, 1),
            ("丙", 2023, "enterprise_checkups", 30, "次", "exact", 1),
            ("丙", 2023, "enterprises_visited", 0, "家", "exact", 1),
            ("丁", 2023, "enterprise_checkups", None, None, None, 1),
        ),
        "enterprises_visited",
        per=100,
    )
    values = out[out["indicator"] == "enterprise_checkups"].set_index("body")
    assert values.loc["甲", ["value", "unit", "bound"]].tolist() == [50, "次/100家", "max"]
    assert values.loc[["乙", "丙", "丁"], "value"].isna().all()
    assert values.loc[["乙", "丙", "丁"], "bound"].isna().all()
    assert out.loc[out["indicator"] == "enterprises_visited", "value"].isna().all()


def test_ones_own_base():
    own = pd.DataFrame({"body": ["甲"], "year": [2023], "value": [4000]})
    out = rates(frame(*(("甲", year, "x", 8, "件", "exact", 1) for year in (2023, 2022))),
                own, per=1000)  # fmt: skip
    assert out["value"].fillna(-1).tolist() == [2, -1]
    with pytest.raises(FazhiError, match="base has two rows for 甲, 2023"):
        rates(frame(("甲", 2023, "x", 8, "件", "exact", 1)), pd.concat([own, own]))


def test_an_unknown_base_is_told():
    with pytest.raises(FazhiError, match="no base 'people'; it has"):
        rates(frame(("甲", 2023, "x", 8, "件", "exact", 1)), "people")


def test_a_planted_panel_keeps_its_rows(corpus):
    rows = panel(corpus)
    out = rates(rows)
    keys = ["body", "year", "indicator"]
    pd.testing.assert_frame_equal(out[keys], rows[keys])
    told = rows["value"].notna()
    assert (out["value"][told] == rows["value"][told] * 10_000 / rows["chars"][told]).all()
    by_base = rates(rows, "disputes_mediated")
    assert len(by_base) == len(rows)


def test_heat_table_ranks_within_an_indicator_and_keeps_silence():
    data = pd.DataFrame(
        {"body": list("abcabc"), "year": 2023, "indicator": ["x"] * 3 + ["y"] * 3,
         "value": [5, 1, 900, 4, None, 4]}
    )  # fmt: skip
    out = heat_table(data, fewest=2).sort_index()
    assert out["x"].tolist() == [0.5, 0, 1]
    assert out["y"].fillna(-1).tolist() == [0.5, -1, 0.5]
    assert (out.index.name, out.columns.name) == ("body", "indicator")


def test_like_bodies_stand_side_by_side():
    rng = np.random.default_rng(9)
    rows = []
    for i in range(40):
        high = i % 2
        for code in "abcdef":
            value = 10 + 90 * high * (code in "abc") + 90 * (1 - high) * (code in "def")
            rows.append({"body": f"{i:02}", "year": 2023, "indicator": code,
                         "value": value + rng.normal()})  # fmt: skip
    out = heat_table(pd.DataFrame(rows))
    groups = [int(body) % 2 for body in out.index]
    assert sum(a != b for a, b in pairwise(groups)) == 1
    assert {frozenset(out.columns[:3]), frozenset(out.columns[3:])} == {
        frozenset("abc"),
        frozenset("def"),
    }


def test_heat_table_shows_those_with_most_figures():
    rows = [{"body": f"{i:03}", "year": 2023, "indicator": code, "value": i}
            for i in range(130) for code in "abc"[: 1 + i % 3]]  # fmt: skip
    out = heat_table(pd.DataFrame(rows))
    assert len(out) == 100
    assert (out.notna().sum(axis=1) >= 2).sum() == 86
    assert heat_table(pd.DataFrame(rows), indicators=["a"], top=5).shape == (5, 1)


def test_heat_table_without_figures_is_empty():
    data = pd.DataFrame({"body": ["a"], "year": [2023], "indicator": ["x"], "value": [1.0]})
    assert heat_table(data).empty
