"""Where a level began, and what it reached."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.levels import find_levels, year_before
from fazhi_analysis.tidy.numbers import scan
from fazhi_analysis.tidy.quantities import find_quantities


def told(text: str, period: str | None = "2023") -> list[tuple[float, str, str | None]]:
    frame = find_quantities(text, period=period)
    periods = [None if one != one else one for one in frame["period"]]
    return list(zip(frame["value"].astype(float), frame["status"], periods, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出庭应诉率由80%提高至100%。", [(80, "prior", "2022"), (100, "actual", "2023")]),
        ("2023年,全市行政诉讼败诉率从12%下降到5%。",
         [(12, "prior", "2022"), (5, "actual", "2023")]),
        ("信访量由120件减少到80件。", [(120, "prior", "2022"), (80, "actual", "2023")]),
        ("败诉率同比由9%降为6%。", [(9, "prior", "2022"), (6, "actual", "2023")]),
        ("执法人员由年初的35人增至42人。", [(35, "prior", "2022"), (42, "actual", "2023")]),
        ("复议案件由上年的120件增加到今年的150件。",
         [(120, "prior", "2022"), (150, "actual", "2023")]),
        ("诉讼案件由2021年的31件下降至20件。", [(31, "prior", "2021"), (20, "actual", "2023")]),
        ("2022年,出庭应诉率由70%提升到85%。", [(70, "prior", "2021"), (85, "prior", "2022")]),
        ("受理率、成功率分别由90%、88%提高到99%、97%。",
         [(90, "prior", "2022"), (88, "prior", "2022"), (99, "actual", "2023"), (97, "actual", "2023")]),
        ("执法人员由2023年初的30人增加至35人。", [(30, "prior", "2022"), (35, "actual", "2023")]),
        # no beginning of a level
        ("由司法局开展检查12次,增加至30次。", [(12, "actual", "2023"), (30, "actual", "2023")]),
        ("从12名调解员中选出3名。", [(12, "actual", "2023"), (3, "actual", "2023")]),
        ("出庭应诉率提高至100%。", [(100, "actual", "2023")]),
        ("力争出庭应诉率由80%提高至90%。", [(80, "planned", "2023"), (90, "planned", "2023")]),
    ],
)  # fmt: skip
def test_a_level_that_another_replaced_is_an_earlier_one(text, expected):
    assert told(text) == expected


def test_without_a_period_nothing_is_guessed():
    assert told("出庭应诉率由80%提高至100%。", None) == [(80, "prior", None), (100, "actual", None)]


def test_half_years_stay_half_years():
    assert told("信访量由120件减少到80件。", "2023H1") == [
        (120, "prior", "2022H1"),
        (80, "actual", "2023H1"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由3件增至5件", {0: (0, 1), 1: (0, None)}),
        ("由3件增至5人", {}),
        ("增至5件", {}),
        ("由3件,其中5件", {}),
    ],
)
def test_pairs_are_of_one_kind(text, expected):
    assert find_levels(text, scan(text)[0]) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2023", "2022"), ("2023Q1", "2022Q1"), ("2021-2023", None), (None, None)],
)
def test_the_year_before(period, expected):
    assert year_before(period) == expected
