"""What written numbers allow."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.tidy.intervals import Interval, allowed, precision
from tests.tidy.told import told


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("617起", 617, 617),
        ("3次", 3, 3),
        ("三次", 3, 3),
        ("2.16万件", 21550, 21700),
        ("3万人", 25000, 35000),
        ("100余起", 100, 200),
        ("1500余份", 1500, 1600),
        ("120多场", 120, 130),
        ("3万余人", 30000, 40000),
        ("171.49万余元", 1714900, 1715000),
        ("243.91万元", 2439050, 2439200),
        ("超过800小时", 800, math.inf),
        ("20件以上", 20, math.inf),
        ("不足50人", 0, 50),
        ("近3000人", 2400, 3600),
        ("2000至2500人", 2000, 2500),
        ("87.23%", 87.225, 87.24),
        ("98%", 97.5, 99),
        ("百分之九十一点九", 91.85, 92),
        ("百分之百", 99.95, 100),
        ("100%", 99.95, 100),
    ],
)
def test_allowed(words, low, high):
    # The words before and after the number belong to the text, not to the number.
    number = words.removeprefix("超过").removeprefix("不足").removeprefix("近").removesuffix("以上")
    text, _, _, quantities = told("共" + words.replace(number, f"<{number} num>") + "。")
    assert tuple(allowed(quantities[0], text)) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("words", "percent", "step"),
    [("5起", False, 0), ("5.5亿元", False, 1e7), ("一百二十", False, 0), ("3百万", False, 1e6),
     ("12%", True, 1), ("12.50%", True, 0.01), ("九成", True, 1), ("百分之五", True, 1)],
)  # fmt: skip
def test_precision(words, percent, step):
    assert precision(words, percent=percent) == pytest.approx(step)


ENDS = st.tuples(st.floats(0.5, 1e6), st.floats(0, 1e6)).map(lambda e: Interval(e[0], e[0] + e[1]))


@given(ENDS, ENDS, st.floats(0, 1), st.floats(0, 1))
def test_arithmetic_holds_every_value(one, two, share_one, share_two):
    a = one.low + share_one * one.width
    b = two.low + share_two * two.width
    for span, value in (
        (one + two, a + b), (one.minus(two), a - b), (one.over(two), a / b), (one.times(3), 3 * a)
    ):  # fmt: skip
        assert span.meets(Interval(value, value))


def test_division_by_what_may_be_zero_allows_everything():
    assert Interval(1, 2).over(Interval(0, 2)) == Interval(-math.inf, math.inf)
