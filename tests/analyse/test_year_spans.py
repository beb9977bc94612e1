"""Figures for several years together."""

import pytest

from fazhi_analysis.analyse.cells import Mention, resolve
from fazhi_analysis.analyse.year_spans import several_years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五年来累计调解纠纷#4500件", True),
        ("自2019年以来,共调解纠纷#4500件", True),
        ("2019年8月至今,共调解纠纷#4500件", True),
        ("2020年至2023年,共调解纠纷#4500件", True),
        ("2020—2023年,共调解纠纷#4500件", True),
        ("“十四五”以来,制定规章#6件", True),
        ("“八五”普法以来,举办讲座#60场", True),
        ("今年以来,调解纠纷#40件", False),
        ("2023年以来,调解纠纷#40件", False),
        ("全年调解纠纷#40件", False),
        ("第三年来访群众#40人", False),
        ("自2019年以来持续推进,2023年共调解纠纷#40件", False),
        ("五年来持续推进,今年共调解纠纷#40件", False),
        ("每三年开展一次,调解纠纷#40件", False),
    ],
)
def test_several_years_are_told_from_one(text, expected):
    at = text.index("#")
    assert several_years(text.replace("#", ""), 0, at, 2023) is expected


def test_such_a_figure_gives_way_to_the_year_s_own_and_alone_gives_none():
    text = "五年来调解纠纷4500件。全年调解纠纷120件。"
    several = Mention(0, 0, 7, 12, 4500, 4500, "件", "exact", None)
    own = Mention(1, 1, 17, 21, 120, 120, "件", "exact", None)
    starts = {0: 0, 1: 13}
    cell = resolve("disputes_mediated", [several, own], text, starts, 2023)
    assert (cell.value, cell.conflict, cell.quantities) == (120, False, (1,))
    cell = resolve("disputes_mediated", [several], text, starts, 2023)
    assert (cell.value, cell.conflict, cell.quantities) == (None, False, (0,))
