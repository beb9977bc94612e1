"""What a figure measures, and whether two figures can be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.analyse.measures import (
    common_point,
    interval,
    known_codes,
    measure,
    part_words,
    unit_sort,
)
from fazhi_analysis.resources.tables import read_table


@pytest.mark.parametrize(
    ("figures", "one"),
    [
        ([(617, 617, "exact"), (617, 617, "exact")], True),
        ([(617, 617, "exact"), (620, 620, "exact")], False),
        ([(100, 100, "min"), (120, 120, "exact")], True),
        ([(100, 100, "min"), (617, 617, "exact")], False),
        ([(40, 40, "min"), (120, 120, "exact")], False),
        ([(20, 20, "min"), (15, 15, "exact")], False),
        ([(3000, 3000, "approx"), (2960, 2960, "exact")], True),
        ([(3000, 3000, "approx"), (4500, 4500, "exact")], False),
        ([(100, 100, "max"), (97, 97, "exact")], True),
        ([(2000, 2500, "exact"), (2300, 2300, "exact")], True),
        ([(2000, 2500, "exact"), (2600, 2600, "exact")], False),
        # Rounding: at least three digits must be left of the finer figure.
        ([(12300, 12300, "exact"), (12345, 12345, "exact")], True),
        ([(87.2, 87.2, "exact"), (87.23, 87.23, "exact")], True),
        ([(87.3, 87.3, "exact"), (87.23, 87.23, "exact")], False),
        ([(100, 100, "exact"), (99.84, 99.84, "exact")], False),
        ([(12000, 12000, "exact"), (12345, 12345, "exact")], False),
        ([(0, 0, "exact"), (1, 1, "exact")], False),
        ([(100, 100, "min"), (120, 120, "exact"), (130, 130, "exact")], False),
        ([], True),
    ],
)
def test_two_totals_contradict_each_other_only_where_no_number_fits(figures, one):
    assert common_point(figures) is one
    assert common_point(list(reversed(figures))) is one


@given(st.integers(1, 10**9), st.sampled_from(["exact", "min", "max", "approx"]))
def test_a_figure_lies_in_its_own_interval_and_fits_itself(value, bound):
    low, high = interval(value, value, bound)
    assert low <= value <= high
    assert common_point([(value, value, bound)] * 2)


def test_units_have_one_sort_each_and_the_codebooks_are_known():
    units = [row["unit"] for row in read_table("panel_units.csv", ["unit", "sort"])]
    assert len(units) == len(set(units))
    own = {measure(code).unit for code in known_codes()}
    assert {unit for unit in own if not unit_sort(unit)} == {"次", "个"}


def test_units_that_mean_the_same_are_of_one_sort():
    rows = read_table("panel_units.csv", ["unit", "sort", "like"])
    assert {row["like"] for row in rows} - {""} <= {row["unit"] for row in rows}
    assert all(unit_sort(row["like"]) == row["sort"] for row in rows if row["like"])


def test_unknown_indicators_have_an_empty_measure():
    assert measure("nothing") == ("", "", "")


def test_words_about_parts_are_of_the_three_kinds():
    rows = read_table("panel_parts.csv", ["kind", "word"])
    assert {row["kind"] for row in rows} == {"stage", "within", "more"}
    assert "其中" in part_words("within")
    assert all(row["word"] for row in rows)
