"""How a number is meant: done, earlier, planned, a growth, a rule."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.quantities import find_quantities


def told(text: str, period: str = "2023") -> list[tuple[float, str]]:
    frame = find_quantities(text, period=period)
    return list(zip(frame["value"].astype(float), frame["status"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年调解纠纷120件。", [(120, "actual")]),
        ("明年将举办法治讲座20场。", [(20, "planned")]),
        ("力争调解成功率达到98%以上。", [(98, "planned")]),
        ("拟新建法治公园2个。", [(2, "planned")]),
        ("到2025年,培养法律明白人300名。", [(300, "planned")]),
        ("模拟法庭活动开展3场。", [(3, "actual")]),
        ("办理复议案件75件,去年31件。", [(75, "actual"), (31, "prior")]),
        ("2022年办理案件50件,2023年办理60件。", [(50, "prior"), (60, "actual")]),
        (
            "受理案件96件,同比增长18.9%(上年为80件)。",
            [(96, "actual"), (18.9, "change"), (80, "prior")],
        ),
        ("比去年减少58件。", [(58, "change")]),
        ("败诉率下降1.6个百分点。", [(1.6, "change")]),
        ("办件量较上年增加2倍。", [(2, "change")]),
        ("较2022年新增17人。", [(17, "change")]),
        ("同比分别增长6.0%和12.5%。", [(6, "change"), (12.5, "change")]),
        ("持证率由2022年的81.2%提高到95.6%。", [(81.2, "prior"), (95.6, "actual")]),
        ("降至3件。", [(3, "actual")]),
        ("增加调解员5名。", [(5, "change")]),
        ("每季度开展执法检查1次。", [(1, "rule")]),
        ("自2021年以来累计调解纠纷900件。", [(900, "actual")]),
        ("做到“三个到位”。", [(3, "rule")]),
        ("培养一批法律明白人。", [(1, "rule")]),
        ("全年发生行政复议案件一件。", [(1, "actual")]),
        ("涉案金额50万元以上纠纷3起。", [(500000, "rule"), (3, "actual")]),
        ("落实五项重点工作。", [(5, "rule")]),
        ("要求各单位全年学法不少于4次。", [(4, "rule")]),
        ("规定每个村每年开展法治宣传不少于2场次。", [(2, "rule")]),
        ("明确各部门每年培训不少于3次。", [(3, "rule")]),
        ("各单位全年学法不少于4次。", [(4, "actual")]),
        ("志愿者净增0.74万人。", [(7400, "change")]),
        ("信访量净减少30件。", [(30, "change")]),
        ("一件行政复议案件被受理。", [(1, "actual")]),
        ("每日对100名矫正对象进行核查。", [(100, "actual")]),
    ],
)
def test_the_status_of_a_number(text, expected):
    assert told(text) == expected


def test_numbers_of_a_plan_section_are_planned():
    text = "一、主要工作\n举办讲座16场。\n二、下一步工作安排\n举办讲座20场,参与群众3000人。"
    assert told(text) == [(16, "actual"), (20, "planned"), (3000, "planned")]


def test_only_what_was_done_has_an_indicator():
    text = "调解纠纷120件,同比增长12%,去年107件。明年力争调解纠纷150件。每月排查矛盾纠纷1次。"
    frame = find_quantities(text, period="2023")
    named = frame[frame["indicator"].notna()]
    assert set(named["status"]) == {"actual", "prior"}
    assert list(named["value"]) == [120, 107]
    assert list(named["period"]) == ["2023", "2022"]


def test_growth_is_tied_to_its_level():
    frame = find_quantities("调解纠纷120件,同比增长12%;败诉率9%,下降2个百分点。", period="2023")
    assert list(frame["change_of"].fillna(-1)) == [-1, 0, -1, 2]
    assert list(frame["direction"].fillna("")) == ["", "up", "", "down"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("出庭应诉率达95%,较去年提高2个百分点。", ["2023", "2023"]),
        ("出庭应诉率达95%,比2022年提高2个百分点。", ["2023", "2023"]),
        ("2022年败诉率下降2个百分点。", ["2022"]),
    ],
)
def test_a_growth_is_of_the_year_that_grew(text, periods):
    assert list(find_quantities(text, period="2023")["period"]) == periods
