"""The periods of totals after their parts."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


def test_a_total_of_two_half_years_is_the_years():
    frame = find_quantities("上半年复议12件、下半年复议8件,全年共20件。", period="2023")
    assert list(frame["period"]) == ["2023H1", "2023H2", "2023"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("调解矛盾纠纷目标任务100件,完成120件。", ["planned", "actual"]),
        ("原计划开展法治讲座3次,现已完成2次。", ["planned", "actual"]),
        ("预计全年办理法律援助案件300件,目前已办结260件。", ["planned", "actual"]),
        # Another unit is no deed beside the plan, and a plan may go on.
        ("2024年力争调解纠纷100件,完成普法活动20场。", ["planned", "planned"]),
        ("力争全年化解纠纷100件,成功率达98%。", ["planned", "planned"]),
    ],
)
def test_a_deed_beside_its_plan_is_done(text, statuses):
    from fazhi_analysis.tidy.quantities import find_quantities

    assert find_quantities(text, period="2023")["status"].tolist() == statuses
