"""The statistics of one series, against enumeration, pymannkendall and SciPy."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.series import (
    _errors,
    _interval_rank,
    _null_ratios,
    _upper_tail,
    find_break,
    mann_kendall,
    theil_sen,
)

SHORT = st.lists(st.integers(0, 4), min_size=3, max_size=7)


def kendall_s(values) -> int:
    return sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])


def p_by_enumeration(values) -> float:
    reach = abs(kendall_s(values))
    orders = [abs(kendall_s(order)) for order in permutations(values)]
    return sum(s >= reach for s in orders) / len(orders)


@given(SHORT)
@settings(max_examples=60, deadline=None)
def test_p_is_the_share_of_orders_that_reach_as_far_ties_included(values):
    found = mann_kendall(values)
    assert found.s == kendall_s(values)
    assert found.p == pytest.approx(p_by_enumeration(values), abs=1e-12)


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=12))
@settings(max_examples=60, deadline=None)
def test_statistic_and_slope_agree_with_pymannkendall(values):
    import pymannkendall

    reference = pymannkendall.original_test(values)
    assert mann_kendall(values).s == reference.s
    assert theil_sen(range(len(values)), values)[0] == pytest.approx(reference.slope)


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=12))
@settings(max_examples=60, deadline=None)
def test_tau_agrees_with_scipy(values):
    from scipy.stats import kendalltau

    expected = kendalltau(range(len(values)), values).statistic
    assert mann_kendall(values).tau == pytest.approx(0.0 if np.isnan(expected) else expected)


def test_exact_p_agrees_with_scipy_without_ties():
    from scipy.stats import kendalltau

    rng = np.random.default_rng(3)
    for n in (4, 6, 9, 10, 25):
        values = rng.permutation(n)
        expected = kendalltau(range(n), values, method="exact").pvalue
        assert mann_kendall(values).p == pytest.approx(expected, rel=1e-9)


def test_long_series_join_the_exact_ones_without_a_jump():
    rng = np.random.default_rng(4)
    values = rng.standard_normal(61) + np.arange(61) * 0.01
    exact = 2 * _upper_tail((1,) * 61, abs(mann_kendall(values).s))
    assert mann_kendall(values).p == pytest.approx(exact, abs=0.01)
    assert theil_sen(range(61), values)[1] < theil_sen(range(61), values)[2]


@pytest.mark.parametrize(
    ("n", "alpha", "rank"),
    # Hollander, Wolfe and Chicken, table A.30: k for n = 5 is 10 at 0.025, for n = 6 it is 13.
    [(4, 0.05, 0), (5, 0.05, 1), (6, 0.05, 2), (10, 0.05, 12), (4, 0.1, 1)],
)
def test_rank_of_the_slope_that_bounds_the_interval(n, alpha, rank):
    assert _interval_rank(n, alpha) == rank


def test_interval_covers_the_true_slope_as_often_as_it_says():
    rng = np.random.default_rng(5)
    held = []
    for _ in range(600):
        _, low, high = theil_sen(range(7), 3 * np.arange(7) + rng.standard_normal(7) * 4)
        held.append(low <= 3 <= high)
    assert 0.94 <= np.mean(held) <= 1


def test_slope_uses_the_years_and_not_the_places():
    assert theil_sen([2015, 2016, 2020], [10, 12, 20])[0] == 2.0


def test_too_few_points_have_no_interval():
    assert np.isnan(theil_sen([1, 2, 3], [1, 2, 3])[1:]).all()


def test_break_is_found_where_it_was_put():
    found = find_break(range(2018, 2024), [100, 103, 98, 201, 197, 204], resolution=1)
    assert (found.year, round(found.step, 3)) == (2021, 100.333)
    assert found.p < 0.01


def test_errors_of_line_and_levels_agree_with_least_squares():
    rng = np.random.default_rng(6)
    years = np.array([0.0, 1, 3, 4, 7, 8, 9])
    x = rng.standard_normal((3, 7))
    line, levels = _errors(years, x)
    for row, values in enumerate(x):
        fit = np.polyfit(years, values, 1)
        assert line[row] == pytest.approx(np.square(values - np.polyval(fit, years)).sum())
        for column, at in enumerate(range(2, 6)):
            parts = (values[:at], values[at:])
            expected = sum(np.square(p - p.mean()).sum() for p in parts)
            assert levels[row, column] == pytest.approx(expected)


@pytest.mark.parametrize("slope", [0.0, 0.3, 0.5, 0.65, 1.0, 2.0])
def test_a_line_is_called_broken_no_more_often_than_the_level_says(slope):
    rng = np.random.default_rng(7)
    t = np.arange(6)
    p = [find_break(t, slope * t + rng.standard_normal(6)).p for _ in range(800)]
    assert np.mean(np.array(p) <= 0.05) < 0.07


@pytest.mark.parametrize("values", [[5, 5, 5, 5, 5, 5], [1, 2, 9, 9]])
def test_no_break_without_difference_or_with_four_points(values):
    assert find_break(range(len(values)), values) is None


def test_same_seed_gives_the_same_p():
    _null_ratios.cache_clear()
    first = find_break(range(6), [1, 2, 1, 5, 6, 5])
    _null_ratios.cache_clear()
    assert find_break(range(6), [1, 2, 1, 5, 6, 5]) == first
