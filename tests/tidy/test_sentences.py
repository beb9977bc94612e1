"""Sentences: where they end and where they do not."""

from __future__ import annotations

import pytest

from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("调解5起。宣传3场!", ["调解5起。", "宣传3场!"]),
        ("一是学;二是用。", ["一是学;二是用。"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("做到“有事找谁?找法。”的目标。完。", ["做到“有事找谁?找法。”的目标。", "完。"]),
        ("他说“好。”完。", ["他说“好。”", "完。"]),
        ("(见附件。)完成。", ["(见附件。)完成。"]),
        ("没有闭合“的引号。下一句。", ["没有闭合“的引号。", "下一句。"]),
        ("真的吗?!好。", ["真的吗?!", "好。"]),
        ("  。", ["。"]),
        ("", []),
    ],
)
def test_split(text, expected):
    found = split_sentences(text, 0, len(text), [])
    assert [s.text for s in found] == expected
    assert all(text[s.start : s.end] == s.text for s in found)


def test_sentences_stay_inside_the_body_and_know_their_section():
    text = "头部。\n前言。\n一、甲\n做了。(一)子。好。(二)丑。好。\n尾部。"
    start, end = text.index("前言"), text.index("\n尾部")
    sections = find_sections(text, start, end)
    found = split_sentences(text, start, end, sections)
    assert [(s.section, s.text) for s in found] == [
        (0, "前言。"), (1, "一、甲"), (1, "做了。"), (2, "(一)子。"), (2, "好。"), (3, "(二)丑。"),
        (3, "好。"),
    ]  # fmt: skip
