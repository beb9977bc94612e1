"""Lists that name every kind there is."""

from __future__ import annotations

import pytest

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.tidy.complete_lists import compile_lists, is_complete, is_exclusive


@pytest.mark.parametrize(
    ("labels", "complete"),
    [
        (["继续有效", ",修改", ",废止和宣布失效"], True),
        ([",修改", ",废止"], False),
        (["维持", "驳回", "撤销、变更共", "调解终止"], True),
        (["维持", "驳回", "撤销"], False),
        (["缓刑", "假释"], True),
        (["民事案件", "刑事案件"], False),
        (["民事案件", "刑事案件", "行政案件"], True),
        (["合同", "文件"], False),
        ([], False),
    ],
)
def test_is_complete(labels, complete):
    assert is_complete(labels) is complete


@pytest.mark.parametrize(
    ("labels", "exclusive"),
    [
        (["其中刑事", ",民商事", ",行政"], True),
        ([",国内公证", ",涉外公证", ",涉港澳台公证"], True),
        (["民事", "农民工"], False),
        (["合同", "其他"], False),
        (["电话咨询", "窗口咨询", "其他"], True),
        (["民事"], False),
    ],
)
def test_is_exclusive(labels, exclusive):
    assert is_exclusive(labels) is exclusive


@pytest.mark.parametrize(
    ("all_of", "message"),
    [("有效", "row 1 names 1 kinds"), ("(;b", "row 1 is not well formed")],
)
def test_a_malformed_list_is_refused(all_of, message):
    with pytest.raises(ResourceError, match=message):
        compile_lists([{"all_of": all_of}], "complete_lists.csv")
