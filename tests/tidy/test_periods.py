"""The period that a figure is for."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("调解纠纷120件。", "2023", ["2023"]),
        ("调解纠纷120件。", None, [None]),
        ("2022年调解纠纷120件。", None, ["2022"]),
        ("上半年案件调处率100%,成功率99.84%。", "2023", ["2023H1", "2023H1"]),
        ("一季度办理公证949件。", "2022Q1", ["2022Q1"]),
        ("办理5,832件,其中一季度2,604件、二季度3,228件,成功率99%。", "2024H1", ["2024H1", "2024Q1", "2024Q2", "2024H1"]),
        ("新收168件(去年同期113件),审结131件。", "2024H1", ["2024H1", "2023H1", "2024H1"]),
        ("截至2023年12月底共有调解员96名。", "2023", ["2023"]),
        ("截至6月底共有调解员96名。", "2023", ["2023"]),
        ("2021年以来调解纠纷900件。", "2023", ["2021-2023"]),
        ("2022年至2023年,调解纠纷900件。", "2023", ["2022-2023"]),
        ("2022年的150件至2023年的120件,调解纠纷。", "2023", ["2022", "2023"]),
        ("比2022年的150件减少17件,败诉9件。", "2023", ["2022", "2023", "2023"]),
        ("今年以来调解纠纷40件。", "2023", ["2023"]),
    ],
)  # fmt: skip
def test_the_period_of_a_number(text, own, expected):
    frame = find_quantities(text, period=own)
    assert [None if p != p else p for p in frame["period"]] == expected
