"""What part of a report a heading opens."""

from __future__ import annotations

import pytest

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.tidy import roles


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2023年主要工作情况", "progress"),
        ("推进法治政府建设的主要举措和成效", "progress"),
        ("上年度法治政府建设推进情况", "progress"),
        ("上年度督察反馈问题整改情况", "progress"),
        ("存在的主要问题", "problems"),
        ("工作中存在的困难和不足", "problems"),
        ("推进法治政府建设中存在的不足和原因", "problems"),
        ("主要问题及原因分析", "problems"),
        ("短板弱项", "problems"),
        ("聚焦突出问题,化解矛盾纠纷", None),
        ("着力解决群众急难愁盼问题", None),
        ("党政主要负责人履行推进法治建设第一责任人职责情况", "duty"),
        ("主要负责人履职情况", "duty"),
        ("法治政府建设第一责任人履职情况", "duty"),
        ("履行法治建设职责情况", "duty"),
        ("下一步工作安排", "plan"),
        ("2024年工作计划", "plan"),
        ("2023年下半年工作安排", "plan"),
        ("2023年工作总结及2024年工作计划", "progress"),
        ("2023年度工作安排", None),
        ("今后工作打算", "plan"),
        ("努力方向", "plan"),
        ("存在的不足和2024年打算", "plan"),
        ("2022年工作计划完成情况", "progress"),
        ("2023年工作安排及落实情况", "progress"),
        ("意见建议", "other"),
        ("其他需要报告的事项", "other"),
        ("附件", "other"),
        ("强化组织领导,扎实推进基层法治建设", None),
        ("健全依法决策机制", None),
        (None, None),
    ],
)
def test_role_of(heading, role):
    assert roles.role_of(heading, 2023) == role


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("存在的问题", True),
        ("目前存在的不足和困难", True),
        ("下一步工作计划", True),
        ("主要工作及成效", True),
        ("2023年工作总结", True),
        ("党政主要负责人履行第一责任人职责情况", True),
        ("我镇存在的问题较多", False),
        ("矛盾纠纷排查", False),
        ("法治宣传", False),
    ],
)
def test_is_role_heading(line, whole):
    assert roles.is_role_heading(line) is whole


GOOD = {"order": "1", "role": "plan", "pattern": "打算", "unless": "", "note": ""}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"role": "future"}, "row 1 has the role 'future'"),
        ({"order": "x"}, "row 1 is not well formed"),
        ({"pattern": "("}, "row 1 is not well formed"),
        ({"pattern": ""}, "row 1 has no pattern"),
    ],
)
def test_a_malformed_list_is_refused(change, message):
    with pytest.raises(ResourceError, match=message):
        roles._checked([{**GOOD, **change}], "roles.csv")


def test_the_packages_list_has_every_role_but_intro():
    assert {role for role, _, _ in roles.load_roles()} == set(roles.ROLES) - {"intro"}
