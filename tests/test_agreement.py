"""Agreement of two codings."""

from __future__ import annotations

import pandas as pd
import pytest

from fazhi_analysis.agreement import compare_codings
from fazhi_analysis.errors import FazhiError


def coding(*codes: str | None, **changes) -> pd.DataFrame:
    """One mention a code, each at a place of its own; None: the coder left the number out."""
    rows = [
        {"report_id": "a", "indicator": code, "value": float(place), "value_high": float(place),
         "bound": "exact", "period": "2023", "breakdown": None, "quote": f"第{place}个数{place}件",
         "number_start": place, **changes}
        for place, code in enumerate(codes) if code is not None
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_kappa_and_alpha_of_a_table_worked_out_by_hand():
    # 20 both x, 5 x and y, 10 y and x, 15 both y: observed 0.7, expected 0.5, kappa 0.4
    one = coding(*"x" * 25, *"y" * 25)
    two = coding(*"x" * 20, *"y" * 5, *"x" * 10, *"y" * 15)
    summary = compare_codings(one, two).summary.iloc[0]
    assert summary["kappa"] == pytest.approx(0.4)
    # alpha: 1 - (n - 1) * disagreements / (n_x * n_y) with n = 100 values, 55 x, 45 y
    assert summary["alpha"] == pytest.approx(1 - 99 * 30 / (2 * 55 * 45) * 1.0)
    assert (summary["units"], summary["both"], summary["value"]) == (50, 50, 1.0)


def test_what_one_left_out_counts_and_what_both_left_out_only_with_all_numbers():
    one, two = coding("x", "x", "y", None), coding("x", None, "y", "y")
    found = compare_codings(one, two)
    summary = found.summary.iloc[0]
    assert list(summary[["units", "both", "only_one", "only_two"]]) == [4, 2, 1, 1]
    assert summary["f1"] == pytest.approx(4 / 6)
    numbers = pd.DataFrame({"report_id": ["a"] * 40 + ["z"] * 9})
    wide = compare_codings(one, two, numbers=numbers).summary.iloc[0]
    assert wide["units"] == 40
    assert wide["alpha"] > summary["alpha"]
    assert list(found.disagreements["field"]) == ["mention", "mention"]
    assert found.disagreements["two"].isna().tolist() == [True, False]


def test_each_indicator_has_its_row():
    one, two = coding("x", "x", "y"), coding("x", "y", "y")
    table = compare_codings(one, two).by_indicator.set_index("indicator")
    assert list(table.loc["x", ["one", "two", "both"]]) == [2, 1, 1]
    assert table.loc["x", "value"] == 1.0
    assert table.loc["x", "kappa"] == pytest.approx(0.4)


def test_values_and_fields_that_differ_are_listed():
    one = coding("x", "y")
    two = coding("x", "y").assign(
        value=[5.0, 1.0], value_high=[5.0, 1.0], bound=["min", "exact"], breakdown=["禁毒", None]
    )
    found = compare_codings(one, two)
    told = found.disagreements[["field", "one", "two"]].astype(object)
    assert told.where(told.notna(), None).values.tolist() == [
        ["value", "0.0", "5.0"],
        ["value_high", "0.0", "5.0"],
        ["bound", "exact", "min"],
        ["breakdown", None, "禁毒"],
    ]
    assert found.summary["value"].iloc[0] == 0.5
    assert found.summary["alpha"].iloc[0] == 1.0


def test_breakdowns_in_another_order_agree():
    one = coding("x", breakdown="街道;禁毒")
    two = coding("x", breakdown="禁毒；街道")
    assert compare_codings(one, two).disagreements.empty


@pytest.mark.parametrize(
    ("quotes", "paired"),
    [
        (("下村授课8次", "村居法律顾问下村授课8次"), True),
        (("8次中心组学习", "8次"), True),
        (("授课8次", "坐诊18次"), False),
    ],
)
def test_without_places_quotes_and_values_pair(quotes, paired):
    one, two = (
        pd.DataFrame([{"report_id": "a", "indicator": "x", "value": "8", "quote": quote}])
        for quote in quotes
    )
    if not paired:
        two["value"] = "18"
    assert compare_codings(one, two).summary["both"].iloc[0] == int(paired)


def test_identical_and_empty_codings():
    one = coding("x", "y")
    same = compare_codings(one, one)
    assert list(same.summary.iloc[0][["alpha", "kappa", "value", "f1"]]) == [1.0, 1.0, 1.0, 1.0]
    assert same.disagreements.empty
    # nothing to tell apart: no coefficient, not a perfect one
    only = compare_codings(coding("x"), coding("x")).summary.iloc[0]
    assert pd.isna(only["alpha"])
    assert pd.isna(only["kappa"])
    none = compare_codings(one.iloc[:0], one)
    assert list(none.summary.iloc[0][["both", "only_two"]]) == [0, 2]


def test_errors_name_what_is_wrong():
    with pytest.raises(FazhiError, match="second coding lacks the column 'value'"):
        compare_codings(coding("x"), coding("x").drop(columns="value"))
    with pytest.raises(FazhiError, match="no report in common"):
        compare_codings(coding("x"), coding("x", report_id="b"))
