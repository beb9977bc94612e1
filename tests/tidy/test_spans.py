"""Figures over several years."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities
from fazhi_analysis.tidy.spans import find_spans


def told(text: str, period: str | None = "2023") -> list[tuple[float, str, str | None]]:
    frame = find_quantities(text, period=period)
    periods = [None if one != one else one for one in frame["period"]]
    return list(zip(frame["value"].astype(float), frame["status"], periods, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近三年来,共调解纠纷1200件。", [(1200, "actual", "2021-2023")]),
        ("五年来,共审查规范性文件120件。", [(120, "actual", "2019-2023")]),
        ("过去两年间调解纠纷300件。", [(300, "actual", "2022-2023")]),
        ("2021年以来,累计培育法律明白人300名。", [(300, "actual", "2021-2023")]),
        ("我县自2021年以来累计调解纠纷900件。", [(900, "actual", "2021-2023")]),
        ("2021年至2023年,共受理行政复议案件90件。", [(90, "actual", "2021-2023")]),
        ("“十三五”期间,办理法律援助案件800件。", [(800, "prior", "2016-2020")]),
        ("十四五期间办理法律援助案件800件。", [(800, "actual", "2021-2023")]),
        ("近三年来共调解纠纷1200件,今年调解纠纷400件。",
         [(1200, "actual", "2021-2023"), (400, "actual", "2023")]),
        # none of several years
        ("2023年以来,共受理行政复议案件90件。", [(90, "actual", "2023")]),
        ("一年来,共调解纠纷90件。", [(90, "actual", "2023")]),
        ("近年来,调解纠纷90件。", [(90, "actual", "2023")]),
        ("诉讼案件降到64件,为近五年最低,败诉5件。", [(64, "actual", "2023"), (5, "actual", "2023")]),
        ("对2022年以来办结的案卷开展评查,评查案卷270卷。", [(270, "actual", "2023")]),
        ("落实《法治政府建设实施纲要(2021—2025年)》,调解纠纷90件。", [(90, "actual", "2023")]),
        ("制定2021—2025年规划,调解纠纷90件。", [(90, "actual", "2023")]),
    ],
)  # fmt: skip
def test_a_figure_of_several_years_is_not_the_years_own(text, expected):
    assert told(text) == expected


def test_an_unknown_end_gives_no_period():
    assert told("近三年来,共调解纠纷1200件。", None) == [(1200, "actual", None)]


@pytest.mark.parametrize("piece", ["自从", "二年来", "近五年", "2021年至", "“十四五”期间"])
def test_hostile_texts_end(piece):
    text = piece * 3000
    assert len(find_spans(text, 0, len(text), 2023)) <= 3000
