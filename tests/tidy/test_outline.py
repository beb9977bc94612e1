"""Headings: markers, nesting, roles, and what only looks like a heading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.sentences import split_sentences


def outline(body: str, **kwargs) -> list[tuple]:
    return [(s.depth, s.marker, s.heading) for s in find_sections(body, 0, len(body), **kwargs)][1:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一、主要工作\n完成。", [(1, "一、", "主要工作")]),
        ("  一 、主要工作:\n完成。", [(1, "一、", "主要工作")]),
        ("一.主要工作\n完成。", [(1, "一.", "主要工作")]),
        ("第一部分 主要工作\n(一)学习。完成。", [(1, "第一部分", "主要工作"), (2, "(一)", "学习")]),
        ("第一章 总则\n一、学习\n完成。", [(1, "第一章", "总则"), (2, "一、", "学习")]),
        ("( 一 )加强学习。完成。", [(1, "(一)", "加强学习")]),
        ("3、.坚持教育", []),  # nothing says that a list began
        (
            "1、学习\n好。\n2、.宣传\n好。",
            [(1, "1、", "学习"), (1, "2、.", "宣传")],
        ),
        ("①学习。好。\n②宣传。好。", [(1, "①", "学习"), (1, "②", "宣传")]),
        # levels go by nesting, not by style
        (
            "一、总\n1、甲\n(一)子。好。\n(二)丑。好。\n2、乙\n(一)寅。好。\n二、末\n好。",
            [
                (1, "一、", "总"),
                (2, "1、", "甲"),
                (3, "(一)", "子"),
                (3, "(二)", "丑"),
                (2, "2、", "乙"),
                (3, "(一)", "寅"),
                (1, "二、", "末"),
            ],
        ),
        # numbers that skip or repeat stay headings
        ("一、甲\n好。\n四、乙\n好。", [(1, "一、", "甲"), (1, "四、", "乙")]),
        ("一、甲\n好。\n一、乙\n好。", [(1, "一、", "甲"), (1, "一、", "乙")]),
        # 一是 and 二是, dates, amounts
        ("一是学习。\n二是宣传。", []),
        ("12.4宪法日活动。\n3.5万人参加。\n2023.12完成。", []),
        # items of a sentence
        ("主要职责:\n1.起草文件;\n2.审查合同;\n3.办理复议。", []),
        # numbered paragraphs that tell figures are no headings, but 一、 at the top is one
        (
            "1、工作\n(1)检查企业3,260户次,其中联合抽查412户次。发现问题5个。\n(2)审查文件64件。\n2、安排\n好。",
            [(1, "1、", "工作"), (1, "2、", "安排")],
        ),
        (
            "一、学习,全年学法12次,讲课3次。\n二、决策,审查合同12份。",
            [(1, "一、", "学习,全年学法12次,讲课3次"), (1, "二、", "决策,审查合同12份")],
        ),
        # headings inside a line
        (
            "(一)学习。学了法。(二)宣传。宣了法。",
            [(1, "(一)", "学习"), (1, "(二)", "宣传")],
        ),
        ("发放资料。(3)人参加。", []),
        # a heading that turns to an enumeration, or to its text by a colon
        ("(一)加强学习,一是学法;二是用法。", [(1, "(一)", "加强学习")]),
        (
            "1.加强学习:组织学法,促进用法。\n2.宣传。好。",
            [(1, "1.", "加强学习"), (1, "2.", "宣传")],
        ),
        # headings without a number
        (
            "一、工作成效\n完成。\n存在的问题\n不足。\n下一步工作计划\n继续。",
            [(1, "一、", "工作成效"), (1, None, "存在的问题"), (1, None, "下一步工作计划")],
        ),
        (
            "学习情况\n我镇学习了法律知识。\n宣传情况\n我镇宣传了法律知识。\n执法情况\n我镇规范了执法行为。",
            [(1, None, "学习情况"), (1, None, "宣传情况"), (1, None, "执法情况")],
        ),
        (
            "一、工作\n主要存在以下两个方面的问题:\n(一)学习。不够。\n(二)宣传。不够。",
            [(1, "一、", "工作"), (2, "(一)", "学习"), (2, "(二)", "宣传")],
        ),
        ("我镇开展工作。\n某某镇人民政府\n2024年1月5日", []),
        ("一、甲\n好。\n附件:1.表一\n2.表二", [(1, "一、", "甲")]),
    ],
)
def test_headings(body, expected):
    assert outline(body) == expected


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (["主要工作", "存在问题", "下一步打算"], ["progress", "problems", "plan"]),
        (["强化领导", "规范执法", "2024年工作思路"], ["progress", "progress", "plan"]),
        (["2023年工作安排落实情况", "不足和原因"], ["progress", "problems"]),
        (
            ["上年度主要举措", "党政主要负责人履行推进法治建设第一责任人职责情况"],
            ["progress", "duty"],
        ),
        (["聚焦突出问题,化解矛盾", "强化领导"], ["progress", "progress"]),
        (["工作情况", "存在问题", "进一步强化法治保障"], ["progress", "problems", "plan"]),
        (["抓好谋划部署", "厉行法治担当", "筑牢平安防线"], ["progress"] * 3),
        (["工作情况", "存在问题及下一步打算", "意见建议"], ["progress", "plan", "other"]),
    ],
)
def test_roles(headings, roles):
    body = "2023年工作如下。\n" + "".join(
        f"{mark}、{heading}\n做了。\n" for mark, heading in zip("一二三四", headings, strict=False)
    )
    assert [s.role for s in find_sections(body, 0, len(body), year=2023)] == ["intro", *roles]


def test_mixed_heading_lets_a_sub_heading_open_the_problems():
    body = "一、存在问题及下一步打算\n(一)存在问题\n少。\n(二)下一步打算\n多。\n1.学习。好。"
    assert [s.role for s in find_sections(body, 0, len(body))] == [
        "intro", "plan", "problems", "plan", "plan"
    ]  # fmt: skip


def test_section_zero_is_there_even_when_empty():
    body = "一、主要工作\n完成。"
    zero = find_sections(body, 0, len(body))[0]
    assert (zero.section, zero.start, zero.end, zero.role) == (0, 0, 0, "intro")
    assert [s.section for s in find_sections("没有标题。", 0, 5)] == [0]
    assert [s.section for s in find_sections("", 0, 0)] == [0]


PIECES = st.lists(
    st.sampled_from(["一、", "(一)", "1.", "(1)", "①", "学习", "存在的问题", "。", ";", ":", "\n",
                     " ", "“", "”", "(", ")", "第一章", "2023年", "附件", "一是", "!"]),
    max_size=40,
)  # fmt: skip


@given(PIECES)
def test_sections_and_sentences_cover_the_body(pieces):
    text = "".join(pieces)
    sections = find_sections(text, 0, len(text))
    assert [s.section for s in sections] == list(range(len(sections)))
    for before, after in pairwise(sections[1:]):
        assert before.end == after.start
    for section in sections[1:]:
        if section.parent is None:
            assert section.depth == 1
        else:
            assert section.parent < section.section
            assert sections[section.parent].depth == section.depth - 1
    sentences = split_sentences(text, 0, len(text), sections)
    assert all(text[s.start : s.end] == s.text for s in sentences)
    kept = "".join(s.text for s in sentences)
    assert "".join(kept.split()) == "".join(text.split())
    for sentence in sentences:
        home = sections[sentence.section]
        assert home.start <= sentence.start
        assert sentence.end <= home.end


WIDE = str.maketrans(
    "(),.:;!?0123456789", "".join(chr(ord(c) + 0xFEE0) for c in "(),.:;!?0123456789")
)


@given(PIECES)
def test_full_width_signs_read_as_half_width_ones(pieces):
    text = "".join(pieces)
    wide = text.translate(WIDE)
    narrow = find_sections(text, 0, len(text))
    found = find_sections(wide, 0, len(wide))
    assert [(s.parent, s.depth, s.role, s.start, s.end) for s in found] == [
        (s.parent, s.depth, s.role, s.start, s.end) for s in narrow
    ]
    assert all(s.heading is None or s.heading in wide for s in found)
    assert [(s.start, s.end) for s in split_sentences(wide, 0, len(wide), found)] == [
        (s.start, s.end) for s in split_sentences(text, 0, len(text), narrow)
    ]


@pytest.mark.parametrize("piece", ["一、", "(", "1.", "((一", "“", "存在的", "\n一、a;", "第 "])
def test_hostile_text_takes_linear_time(piece):
    text = piece * 20000
    sections = find_sections(text, 0, len(text))
    split_sentences(text, 0, len(text), sections)
    assert sections[0].section == 0
