"""All checks of a report together: order, numbers, cost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.tidy.checks import check_report
from tests.tidy.told import checked, told

MARKED = (
    "一、工作情况\n审核<312件 num>,其中合同<203件 num>、文件<24件 num>、议题<85件 num>。"
    "现有干部<47人 num>,持证<41人 num>,持证率<88.23% r>。\n"
    "二、安排\n主要从以下三方面作出安排:\n1、学习。好好学。\n2、宣传。好好讲。"
)


def test_checks_are_in_the_order_of_the_text_and_numbered():
    found = checked(MARKED)
    assert [(c.check, c.kind, c.verdict) for c in found] == [
        (0, "sum", "holds"), (1, "share", "fails"), (2, "count", "fails")
    ]  # fmt: skip
    assert all(a.start <= b.start for a, b in pairwise(found))


def test_every_quote_is_the_text_of_its_place():
    text, *rest = told(MARKED)
    for check in check_report(text, *rest):
        assert text[check.start : check.end] == check.quote


def test_no_numbers_give_no_checks():
    assert checked("没有数字。") == []
    assert check_report("", [], [], []) == []


WORDS = st.sampled_from(
    ["共", "其中", "、", ",", "。", ";", "(", ")", "占比", "持证率", "合计", "分别为", "调解",
     "三个方面:", "一是好;", "二是好。", "同比增长", "“三化”", "每个村"]
)  # fmt: skip
NUMBERS = st.builds(
    "<{}{} {}>".format,
    st.integers(0, 200),
    st.sampled_from(["件", "起", "%", "人", "个"]),
    st.sampled_from(["num", "c", "c breakdown=村", "num status=change of=0 direction=up",
                     "c status=prior"]),
)  # fmt: skip


@given(st.lists(st.one_of(WORDS, NUMBERS), max_size=30))
def test_any_text_is_checked_the_same_twice_and_well_formed(pieces):
    marked = "我镇" + "我".join(pieces)
    found = checked(marked)
    assert found == checked(marked)
    for check in found:
        assert check.verdict in ("holds", "fails", "cannot")
        assert check.low is None or check.high is None or check.low <= check.high
        if check.kind != "count":
            assert check.quantities


@pytest.mark.parametrize(
    "sentence",
    [
        "调解<90件 c>,其中婚姻<40件 c breakdown=婚姻>、邻里<50件 c breakdown=邻里>。",
        "共调解<90件 c>。",
        "干部<47人 num>,持证<41人 num>,持证率<87.23% r>。",
        "新收<90件 c>,比上年<80件 c status=prior>增长<12.5% num status=change of=0 direction=up>。",
        "存在三个方面的问题:一是学;二是讲;三是做。",
    ],
)
def test_the_cost_grows_with_the_text(sentence):
    def seconds(times: int) -> float:
        text, sections, sentences, quantities = told(sentence)
        step = len(text)
        many = [
            q._replace(
                quantity=q.quantity + k * len(quantities), start=q.start + k * step,
                end=q.end + k * step, number_start=q.number_start + k * step,
                number_end=q.number_end + k * step, sentence=k,
                change_of=None if q.change_of is None else q.change_of + k * len(quantities),
            )
            for k in range(times) for q in quantities
        ]  # fmt: skip
        lines = [sentences[0]._replace(sentence=k, start=k * step, end=(k + 1) * step)
                 for k in range(times)]  # fmt: skip
        whole = [sections[0]._replace(start=0, end=step * times)]
        begin = time.process_time()
        check_report(text * times, whole, lines, many)
        return time.process_time() - begin

    seconds(50)
    # Eight times the text must not take thirty times as long, whatever the machine.
    assert seconds(1600) < 30 * seconds(200) + 0.05
