"""Announced numbers of points against the points that follow."""

from __future__ import annotations

import pytest

from tests.tidy.told import checked, verdicts

HOLDS, FAILS = [("count", "holds")], [("count", "fails")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # headings
        (
            "四、安排\n主要从以下三方面作出安排:\n1、学习。好好学。\n2、宣传。好好讲。\n3、执法。好好办。",
            HOLDS,
        ),
        (
            "四、安排\n主要从以下五方面作出安排:\n1、学习。好好学。\n2、宣传。好好讲。\n3、执法。好好办。",
            FAILS,
        ),
        # 一是, 二是
        ("存在三个方面的不足:一是学得少;二是讲得少;三是办得少。", HOLDS),
        ("存在三个方面的不足:一是学得少;二是讲得少。", FAILS),
        ("存在以下两个问题。\n一是学得少。\n二是讲得少。", HOLDS),
        (
            "存在两个问题。工作中,我镇将努力改进,一是学得少;二是讲得少;三是办得少。不知从何说起了吧。",
            FAILS,
        ),
        (
            "一、打算\n抓好四个方面工作。\n(一)学习。好学。\n(二)宣传。好讲。\n(三)执法。好办。",
            FAILS,
        ),
        # items
        ("重点做好四项工作:\n1.学习;\n2.宣传;\n3.执法;\n4.调解。", HOLDS),
        # names before and after the number
        ("抓好干部、青少年和农民三个重点对象。", HOLDS),
        ("抓好干部、青少年和农民等五个重点对象。", []),
        ("打造党建引领、法治保障、德治教化、自治强基“四治融合”体系。", HOLDS),
        ("覆盖镇、村(居)二级。", HOLDS),
        ("创新“三度工作法”(即答疑有法度,接待有温度,调处有速度)。", HOLDS),
        ("做到“三在场”,重大纠纷在场、重大决策在场、重要节点在场。", HOLDS),
        ("打造“三大工程”品牌。实施解忧工程;启动解困工程;推进调解工程。", HOLDS),
        # names may be cut anywhere: no failure
        ("共建5个县区、42个乡镇。", []),
        ("在三个方面下功夫,成效明显。一是学得多;二是讲得多。", []),
        ("解决三个问题,群众满意。", []),
        ("第三方面工作如下:一是学;二是用。", []),
        ("八五普法深入推进。", []),
    ],
)
def test_counts(text, expected):
    assert verdicts(text) == expected


def test_the_row_tells_what_was_announced_and_counted():
    (check,) = checked("我镇存在三个方面的不足:一是学得少;二是讲得少。")
    assert (check.stated, check.low, check.high, check.quantities) == (3, 2, 2, ())
    assert check.quote == "我镇存在三个方面的不足"
