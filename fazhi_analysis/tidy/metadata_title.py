"""A title as a person would write it down: joined, without the site's name and the page's marks."""

from __future__ import annotations

import re

from fazhi_analysis.read import ReadReport
from fazhi_analysis.read.bodies import is_site_name
from fazhi_analysis.read.labels import LabelledValue
from fazhi_analysis.tidy.metadata_found import Found

__all__ = ["as_written", "clean_title", "read_title"]

_MARKS = re.compile(
    r"^(?:标题|题目|名称|信息名称|文件名称)(?:[:：]|(?=.{10}))|^[#>*•·●◆■▪★☆\s\"']+|[\"'\s]+$"
)
_SITE_TAIL = re.compile(r" ?[_|\-—－–›>]{1,2} ?([^_|\-—－–›>]{2,40})$")
_LONGEST = 150
_LETTER_SPACED = re.compile(r"(?:^| )[一-鿿](?= )")
_BUTTONS = re.compile(
    r"[\[【(（]?(?:字体|字号|打印|关闭|收藏|分享|大 ?中 ?小|浏览次数|点击数|阅读次数)"
    r"[^一-鿿]?.{0,20}$"
)
_TAIL_DATE = re.compile(
    r"[ (（\[【]{1,3}(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?"
    r"(?: ?\d{1,2}:\d{2}(?::\d{2})?)?[)）\]】]?$"
)


def clean_title(lines: list[str]) -> str | None:
    """Return the title that stands on `lines`, None where nothing is left of it.

    Examples
    --------
    >>> clean_title(["《横街镇2024年法治政府建设年度报告》_海曙区人民政府门户网站"])
    '横街镇2024年法治政府建设年度报告'
    >>> clean_title(["白银市人民政府", "关于2021年法治政府建设情况的报告"])
    '白银市人民政府关于2021年法治政府建设情况的报告'
    """
    text = ""
    for line in lines:
        part = _MARKS.sub("", line.strip())
        if part and part not in text:
            text += part
    for _ in range(3):
        cut = _BUTTONS.sub("", _TAIL_DATE.sub("", text)).strip()
        tail = _SITE_TAIL.search(cut)
        if tail and tail.start() >= 8 and _is_site(tail.group(1)):
            cut = cut[: tail.start()].strip()
        if cut == text:
            break
        text = cut
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    if len(text) >= 8 and len(text) % 2 == 0 and text[: len(text) // 2] == text[len(text) // 2 :]:
        text = text[: len(text) // 2]  # printed twice on one line
    return as_written(text) or None


def as_written(text: str) -> str:
    """Return `text` without the spaces between single characters; other spaces stay.

    Examples
    --------
    >>> as_written("年 度 工 作 报 告"), as_written("中共某县委 某县人民政府")
    ('年度工作报告', '中共某县委 某县人民政府')
    """
    return text.replace(" ", "") if len(_LETTER_SPACED.findall(text)) >= 3 else text


def _is_site(tail: str) -> bool:
    bare = tail.strip()
    return is_site_name(bare) or bool(
        re.search(
            r"(?:人民政府|政府|司法局|政务公开|信息公开|法治政府建设|年度报告|首页|工作动态|总结)$",
            bare,
        )
    )


def read_title(read: ReadReport, labels: list[LabelledValue]) -> Found | None:
    """Return the report's title: the line above the text, a label's value, or the page's head."""
    if read.title_spans:
        lines = [read.text[start:end] for start, end in read.title_spans]
        value = clean_title(lines)
        if value:
            return Found(
                value, read.title_spans[0][0], read.title_spans[-1][1], "line above the text"
            )
    for label in labels:
        if (
            label.field == "title"
            and 5 <= len(label.value) <= _LONGEST
            and not is_site_name(label.value)
        ):
            value = clean_title([label.value])
            if value:
                return Found(value, label.start, label.end, f"label {label.label}")
    told = read.head.get("title")
    if told:
        value = clean_title([told])
        if value and 8 <= len(value) <= _LONGEST and re.search("法治|法制|依法|总结|报告", value):
            at = read.text.find(value)
            start, end = (at, at + len(value)) if at >= 0 else (None, None)
            return Found(value, start, end, "title of the html page")
    return None
