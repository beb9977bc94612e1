"""Rates and shares against the two counts that they are made of."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.tidy.told import checked, verdicts

HOLDS, FAILS, CANNOT = [("share", "holds")], [("share", "fails")], [("share", "cannot")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("现有干部<47人 num>,持证<41人 num>,持证率<87.23% r>。", HOLDS),
        ("现有干部<47人 num>,持证<41人 num>,持证率<88.23% r>。", FAILS),
        ("现有干部<47人 num>,持证<41人 num>,持证率<87% r>。", HOLDS),
        ("我镇<三十七名 num>干部参加考试,<三十四人 num>通过,通过率<百分之九十一点九 r>。", HOLDS),
        ("我镇<三十七名 num>干部参加考试,<三十四人 num>通过,通过率<百分之九十九 r>。", FAILS),
        ("现有企业<6190家 num>,开展体检<393家 num>,占比<6.35% r>。", HOLDS),
        ("现有企业<6190家 num>,开展体检<393家 num>,占比<8.35% r>。", FAILS),
        # the due count is the lower one
        ("应出庭<118件 num>,实际出庭<115件 num>,出庭应诉率<97.46% r>。", HOLDS),
        ("应出庭<64件 num>,出庭<62件 num>,出庭率<98.9% r>。", FAILS),
        # the upper count goes by another word, among other parts
        (
            "审结<196件 num>,维持<91件 num>,撤销、变更共<22件 num>,调解<46件 num>,直接纠错率"
            "<11.22% r>。",
            [("sum", "holds"), ("share", "holds")],
        ),
        # several parts together
        (
            "受理<187件 num>。其中公安类<77件 num>、市场类<52件 num>、资源类<31件 num>,三类合计占"
            "受理总数的<85.56% r>。",
            [("sum", "holds"), ("share", "holds")],
        ),
        # too vague to tell
        ("调解纠纷<120余起 num>,成功<111起 num>,成功率<98.5% r>。", CANNOT),
        ("调解纠纷<100余起 num>,成功<95起 num>,成功率<98.5% r>。", []),
        # another period
        ("干部<47人 num>,持证<41人 num>,上半年持证率<88.23% r period=2023H1>。", CANNOT),
        # rates without counts, growth, targets
        ("调解成功率<98.5% r>。", []),
        ("办理案件<100件 num>,结案<90件 num>,同比增长<12% num status=change>。", []),
        ("办理案件<100件 num>,结案<90件 num>,满意率<97.2% r>。", []),
        ("干部<47人 num>,持证<41人 num>,持证率达<95% r status=planned>。", []),
    ],
)
def test_rates(marked, expected):
    assert verdicts(marked) == expected


def test_successes_of_a_part_bound_the_rate_of_the_whole():
    marked = (
        "共调处纠纷<617起 d>,其中街道<23起 d>;社区<255起 d>,调处成功<254件 d>;商圈<339起 d>。"
        "案件调处率<100% r>,成功率<{} r{}>。"
    )
    rate = [c for c in checked(marked.format("99.84%", "")) if c.kind == "share"]
    assert [(c.verdict, c.low, c.high) for c in rate] == [("holds", 41.166937, 99.837925)]
    rate = [c for c in checked(marked.format("99.84%", " period=2023H1")) if c.kind == "share"]
    assert [c.verdict for c in rate] == ["cannot"]


@given(st.integers(2, 3000), st.data())
def test_rounded_or_cut_a_true_rate_holds(whole, data):
    part = data.draw(st.integers(1, whole))
    digits = data.draw(st.integers(0, 2))
    exact = 100 * part / whole
    written = data.draw(
        st.sampled_from(
            [f"{exact:.{digits}f}", f"{int(exact * 10**digits) / 10**digits:.{digits}f}"]
        )
    )
    assume(part == whole or float(written) < 100)  # 299 of 300 is nobody's 100%
    marked = f"现有干部<{whole}人 num>,持证<{part}人 num>,持证率<{written}% r>。"
    assert verdicts(marked) == HOLDS


@given(st.integers(20, 3000), st.integers(1, 9))
def test_a_rate_that_is_off_fails(whole, off):
    part = whole * 9 // 10
    marked = (
        f"现有干部<{whole}人 num>,持证<{part}人 num>,持证率<{100 * part / whole - off:.2f}% r>。"
    )
    assert verdicts(marked) == FAILS
