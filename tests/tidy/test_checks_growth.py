"""Growth against the two levels that it lies between."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.checks_growth import growth_of, implied_level
from fazhi_analysis.tidy.intervals import Interval
from tests.tidy.told import verdicts

HOLDS, FAILS = [("ratio", "holds")], [("ratio", "fails")]
C = "reconsideration_cases"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"新收<214件 {C}>,同比增长<18.9% num status=change of=0 direction=up>(上年为<180件 {C} "
         "status=prior period=2022>)。", HOLDS),
        (f"新收<214件 {C}>,同比增长<19.9% num status=change of=0 direction=up>(上年为<180件 {C} "
         "status=prior period=2022>)。", FAILS),
        (f"办理<133件 {C}>,比2022年的<150件 {C} status=prior period=2022>少<17件 num status=change "
         "of=0 direction=down>,下降<11.3% num status=change of=0 direction=down>。", HOLDS * 2),
        (f"办理<133件 {C}>,比2022年的<150件 {C} status=prior period=2022>少<27件 num status=change "
         "of=0 direction=down>。", FAILS),
        # growth in pieces and in percent, without the earlier level
        (f"检查<5316家次 {C}>,比上年减少<1204家次 num status=change of=0 direction=down>,降幅"
         "<18.5% num status=change of=0 direction=down>。", HOLDS),
        (f"检查<5316家次 {C}>,比上年减少<1204家次 num status=change of=0 direction=down>,降幅"
         "<28.5% num status=change of=0 direction=down>。", FAILS),
        # points of a rate
        ("出庭率<97.5% r>,比上年的<93.4% r status=prior period=2022>提高<4.1个百分点 num "
         "status=change of=0 direction=up>。", HOLDS),
        # from one level to the other, whatever is read as growth
        (f"案件由2021年的<96件 {C} status=prior>增加到<131件 {C}>,增幅<36.5% num>。", HOLDS),
        (f"案件由2021年的<96件 {C} status=prior>增加到<131件 {C}>,增幅<26.5% num>。", FAILS),
        ("率由上年的<89.4% r status=prior>提高到<93.7% r>,提高<4.3个百分点 num status=change>。",
         HOLDS),
        ("人员由<9.12万人 p status=prior>增加到<9.86万人 p>,净增<0.74万人 num>。", HOLDS),
        # nothing to compare with, another body's level, another figure's earlier level
        (f"新收<214件 {C}>,同比增长<18.9% num status=change of=0 direction=up>。", []),
        (f"办理<9件 {C}>,低于全市平均水平<3件 num status=change of=0 direction=down>,上年<12件 {C} "
         "status=prior>。", []),
        (f"复议<168件 {C}>(去年<113件 {C} status=prior>),审结<131件 x>;诉讼<62件 y>,下降<13.9% num "
         "status=change of=3 direction=down>。", []),
    ],
)  # fmt: skip
def test_growth(marked, expected):
    assert verdicts(marked) == expected


def test_implied_level_and_growth_undo_each_other():
    now = Interval(214, 214)
    for unit, sign, change in (("%", 1, 18.9), ("%", -1, 40.0), ("件", 1, 34), ("件", -1, 20)):
        before = implied_level(now, Interval(change, change), unit, sign)
        assert growth_of(now, before, unit, sign).meets(Interval(change, change))
    assert implied_level(now, Interval(100, 100), "%", -1) is None  # nothing can have been before
    assert implied_level(now, Interval(5, 5), "%", 0) is None
