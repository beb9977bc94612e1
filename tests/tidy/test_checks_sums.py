"""Totals against their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tidy.told import checked, verdicts

D = "disputes_mediated"
HOLDS, FAILS = [("sum", "holds")], [("sum", "fails")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # the parts meet the total, other figures between them
        (
            f"共调处纠纷<617起 {D}>,其中街道调处<23起 {D} breakdown=街道>,涉案金额<243.91万元 "
            f"mediation_amount>;社区调处<255起 {D} breakdown=社区>,调处成功<254件 {D} "
            f"breakdown=成功;社区>;商圈调处<339起 {D} breakdown=商圈>。",
            HOLDS,
        ),
        # a partial list is only bounded
        ("审核<312件 num>,其中合同<203件 num>、文件<24件 num>。", HOLDS),
        ("发放<2.16万件 num>,其中甲<843件 num>、乙<1927件 num>。", HOLDS),
        # parts that exclude each other and exceed the total
        ("审核<312件 num>,其中合同<203件 num>、文件<24件 num>、议题<95件 num>。", FAILS),
        ("审核<100件 num>,其中合同<203件 num>。", FAILS),
        # parts of two dimensions may overlap
        ("调解<100件 num>,其中邻里<60件 num>,婚姻<40件 num>,涉企<70件 num>。", HOLDS),
        ("调解<100件 num>,其中邻里<60件 num>,涉企<70件 num>。", []),
        ("调解<100件 num>,其中民事<60件 num>、农民工<70件 num>。", []),
        ("工单<100件 a>,其中咨询<60件 b>、投诉<30件 a>、求助<20件 a>。", FAILS),
        # parts of two totals together
        ("建议<23件 num>、提案<31件 num>,其中甲类<42件 num>,乙类<12件 num>。", []),
        ("其中刑事<60件 num>,行政<50件 num>。", []),
        ("受理<100件 num>,其中刑事<60件 num>,行政<50件 num>。", FAILS),
        # two figures of one indicator are no total and part
        ("训诫<5人次 c>,警告<9人次 c breakdown=警告>,撤销缓刑<1人 c breakdown=撤销>。", []),
        ("承接事项<515项 num>,许可事项<218项 num>,其他事项<297项 num>。", HOLDS),
        ("承接事项<515项 num>,许可事项<218项 num>,其他事项<290项 num>。", []),
        ("案件超过<10万件 num bound=min>。审结案件中,维持<5万件 num>,撤销<6万件 num>。", []),
        # a complete list must meet the total, either way
        ("审核<312件 num>(合同<203件 num>、文件<24件 num>、议题<85件 num>)。", HOLDS),
        ("审核<312件 num>(合同<203件 num>、文件<24件 num>、议题<75件 num>)。", FAILS),
        ("清理<96件 num>,其中保留<71件 num>、修改<8件 num>、其他<10件 num>。", FAILS),
        ("评查<240卷 num>,其中优秀<62卷 num>、合格<171卷 num>、不合格<5卷 num>。", FAILS),
        ("甲村<12件 num>、乙村<30件 num>,合计<42件 num>。", HOLDS),
        ("甲村<12件 num>、乙村<30件 num>,合计<52件 num>。", FAILS),
        # what 余 and 近 allow is no contradiction
        ("调解<100余起 num>,其中邻里<60起 num>、婚姻<85起 num>。", HOLDS),
        ("调解近<150起 num>,其中邻里<60起 num>、婚姻<85起 num>。", HOLDS),
        ("调解<100余起 num>,其中邻里<160起 num>、婚姻<85起 num>。", FAILS),
        # the total is the one whose verb the parts share
        (
            "排查纠纷<285件 num>,受理<280件 num>,成功调解<276件 num>;其中街道受理<61件 num>,"
            "社区受理<219件 num>。",
            HOLDS,
        ),
        # an earlier year's level is no total
        (
            "新收<214件 reconsideration_cases>(上年为<180件 reconsideration_cases>),其中受理"
            "<187件 reconsideration_cases breakdown=受理>、不予受理<27件 reconsideration_cases "
            "breakdown=不予受理>。",
            HOLDS,
        ),
        # the list begins a sentence of its own
        (
            f"调解纠纷<314起 {D}>,成功<311起 {D} breakdown=成功>。其中土地<46起 {D} breakdown=土地>"
            f",邻里<103起 {D} breakdown=邻里>。",
            HOLDS,
        ),
        # what follows the list is no part of it
        (
            f"调解纠纷<100件 {D}>,其中婚姻<60件 {D} breakdown=婚姻>、邻里<40件 {D} breakdown=邻里>,"
            "办理法律援助案件<20件 legal_aid_cases>。",
            HOLDS,
        ),
        # without 其中: what the indicator breaks down
        (
            "共清理文件<96件 c>,继续有效<71件 c breakdown=有效>,修改<8件 c breakdown=修改>,废止"
            "<17件 c breakdown=废止>。",
            HOLDS,
        ),
        ("共清理<96件 num>,有效<71件 num>,修改<8件 num>,废止<17件 num>。", HOLDS),
        ("志愿者<157人 num>,其中律师<125人 num>。", []),
        ("志愿者<157人 num>,其中律师<175人 num>。", FAILS),
        (
            "共清理文件<96件 c>,继续有效<81件 c breakdown=有效>,修改<8件 c breakdown=修改>,废止"
            "<17件 c breakdown=废止>。",
            FAILS,
        ),
        (f"调解<255起 {D}>,调处成功<254件 {D} breakdown=成功>。", []),
        (f"调解<255起 {D}>,调处成功<264件 {D} breakdown=成功>。", FAILS),
        # nothing to add up
        ("开展宣传<18次 num>,发放资料<500份 num>。", []),
        ("新收案件<20件 num>(比上年多<3件 num status=change>)。", []),
    ],
)  # fmt: skip
def test_sums(marked, expected):
    assert verdicts(marked) == expected


def test_the_row_tells_total_parts_and_interval():
    (check,) = checked("审核<312件 num>,其中合同<203件 num>、文件<24件 num>、议题<85件 num>。")
    assert (check.check, check.stated, check.low, check.high) == (0, 312, 312, 312)
    assert check.quantities == (0, 1, 2, 3)
    assert check.quote == "审核312件,其中合同203件、文件24件、议题85件"


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6))
def test_a_true_sum_never_fails_and_a_total_below_its_parts_does(parts):
    kinds = ["合同", "文件", "协议", "议题", "方案", "办法"]
    listed = "、".join(f"{kind}<{n}件 num>" for kind, n in zip(kinds, parts, strict=False))

    def of_the_total(total: int) -> list[str]:
        found = checked(f"审核<{total}件 num>,其中{listed}。")
        return [check.verdict for check in found if check.quantities[0] == 0]

    assert of_the_total(sum(parts)) == ["holds"]
    if sum(parts) > 1:
        # It holds where the first parts alone meet the total.
        assert of_the_total(sum(parts) - 1) in (["fails"], ["holds"])
