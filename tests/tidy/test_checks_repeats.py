"""The same fact told twice."""

from __future__ import annotations

import pytest

from tests.tidy.told import checked, verdicts

HOLDS, FAILS = [("repeat", "holds")], [("repeat", "fails")]
D = "disputes_mediated"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("下村授课<8次 legal_lectures breakdown=下村>。今年下村授课活动<8次 legal_lectures "
         "breakdown=下村>。", HOLDS),
        ("今年,“坐诊”服务<20余次 adviser_sessions breakdown=坐诊>。“坐诊”<15次 adviser_sessions "
         "breakdown=坐诊>。", FAILS),
        ("今年“坐诊”<20余次 adviser_sessions breakdown=循环>。“坐诊”<15次 adviser_sessions>。",
         FAILS),
        ("“坐诊”服务<20余次 adviser_sessions breakdown=坐诊>。“坐诊”<25次 adviser_sessions "
         "breakdown=坐诊>。", HOLDS),
        # an event of a kind here and there is no total
        ("“坐诊”<20余次 adviser_sessions breakdown=坐诊>。“坐诊”<5次 adviser_sessions "
         "breakdown=坐诊>。", []),
        # doers that narrow nothing; words of one breakdown within the other's
        (f"全年共调解<3208件 {D} breakdown=人民调解员>。全年调解<3280件 {D}>。", FAILS),
        ("下村授课<8次 legal_lectures breakdown=下村>。今年授课活动<8次 legal_lectures "
         "breakdown=顾问下村>。", HOLDS),
        (f"各村共化解<40余次 {D}>。今年共调解矛盾纠纷<120起 {D}>。", FAILS),
        # single events add up
        ("开展宣传<18次 publicity_events>。开展宣传<12场 publicity_events>。", []),
        # another breakdown, period, status, sentence; a part of a list
        (f"共调解<40起 {D}>。共调解<120起 {D} breakdown=村>。", []),
        (f"共调解<40起 {D} period=2023H1>。共调解<120起 {D}>。", []),
        (f"共调解<40起 {D} status=prior>。共调解<120起 {D}>。", []),
        (f"共调解<140起 {D}>,共调解<120起 {D}>。", []),
        (f"全年共调解<140起 {D}>。全年共调解,其中成功<120起 {D}>。", []),
        # what agrees with one telling is no contradiction to another
        (f"共调解<100余起 {D}>。共调解<120起 {D}>。共调解<120起 {D}>。", HOLDS * 2),
        # rates: one a year, or one a thing
        ("成功率<95% mediation_success_rate>。成功率<98.5% mediation_success_rate>。", FAILS),
        ("满意率<95% satisfaction_rate>。满意率<98.5% satisfaction_rate>。", []),
        ("核查率<100% correction_check_rate>。核查率<100% correction_check_rate>。", []),
        # places
        ("<12个 num>村成立组织,统一调度,科学分类,上门引导依法维权;<12个 num>村聘请顾问。", HOLDS),
        ("<12个 num>村成立组织。<15个 num>村聘请顾问。", []),
    ],
)  # fmt: skip
def test_repeats(marked, expected):
    assert verdicts(marked) == expected


def test_the_quote_is_the_first_telling_and_both_are_named():
    (check,) = checked(f"全年共调解纠纷<40余起 {D}>。另外,全年共调解纠纷<120起 {D}>。")
    assert check.quantities == (0, 1)
    assert check.quote.endswith("40余起")
    assert (check.stated, check.low, check.high) == (40, 120, 120)
