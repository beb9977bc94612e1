"""Totals after their parts."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.numbers import scan
from fazhi_analysis.tidy.quantity_lists import sums_up


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("决策5项、文件12件、合同230份,共247件", True),
        ("线上120件、线下80件,合计200件", True),
        ("线上120件、线下80件,共230件", False),
        ("线上120件,共120件", False),
        ("线上120件、线下80件,讲座200场", False),
        ("化解率20%、办结率80%,共100件", False),
    ],
)
def test_a_total_is_the_sum_of_what_stands_before_it(text, expected):
    numbers = scan(text)[0]
    assert sums_up(text, numbers, len(numbers) - 1) is expected
