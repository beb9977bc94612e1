"""The labels of a page's metadata (索引号, 发布机构 …) and the values beside or below them."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from fazhi_analysis.errors import ResourceError

__all__ = ["LabelledValue", "is_label_line", "read_labels"]

_OPEN = "[【〔［<〈（("
_CLOSE = "]】〕］>〉）)"
_BULLETS = "•·●◆■▪▶►※*＊-–—○◎☆★|"
# Without a colon only these labels are sure enough to start a value.
_EMPTY = {
    "",
    "无",
    "暂无",
    "-",
    "--",
    "—",
    "——",
    "/",
    "空",
    "null",
    "NULL",
    "None",
    "undefined",
    "N/A",
    "不详",
    "无文号",
}


class LabelledValue(NamedTuple):
    """A label with its value; offsets count in the text. An empty value has start == end."""

    field: str
    label: str
    value: str
    start: int
    end: int


@cache
def _labels() -> dict[str, str]:
    path = resources.files("fazhi_analysis.resources") / "page_labels.csv"
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    found: dict[str, str] = {}
    for row in csv.DictReader(lines):
        if not row["label"] or row["label"] in found:
            raise ResourceError(f"page_labels.csv: the label {row['label']!r} stands there twice.")
        found[row["label"]] = row["field"]
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_labels(), key=lambda name: (-len(name), name))
    spaced = "|".join("[ ]?".join(re.escape(c) for c in name) for name in names)
    opened, closed = re.escape(_OPEN), re.escape(_CLOSE)
    return re.compile(
        # in brackets: 【发布机构】 value, [文号]: value
        rf"[{opened}] ?(?P<bracketed>{spaced}) ?[:：]? ?[{closed}] ?[:：|]?"
        # with a colon, wherever it stands
        rf"|(?P<colon>{spaced}) ?[\]】]? ?[:：]"
        # alone in a table cell or on a line, or parted from its value by a space
        rf"|(?:(?<=^)|(?<=[|\s•·●◆■▪]))(?P<bare>{spaced})(?=\s*\||\s|$)",
        re.M,
    )


_CELL_EDGE = " |\t" + _BULLETS
_TABLE_RULE = re.compile(r"[\s|:+=\-—]+")


def _plain(label: str) -> str:
    return label.replace(" ", "")


def _hits(line: str) -> list[tuple[str, str, int, int, bool]]:
    """Return label, kind, start, end and whether the label is sure, for each label of `line`."""
    hits: list[tuple[str, str, int, int, bool]] = []
    for match in _pattern().finditer(line):
        kind = match.lastgroup or ""
        label = _plain(match.group(kind))
        start, end = match.span()
        if kind == "bare" and not _bare_counts(line, start, end, label):
            continue
        if kind == "colon" and not _colon_counts(line, start, label, bool(hits)):
            continue
        hits.append((label, kind, start, end, kind != "bare"))
    return hits


# One- and two-syllable words of ordinary prose are labels only in a table cell or with a colon.
_PLAIN_WORDS = frozenset(
    name
    for name in [
        "名称",
        "标题",
        "主题",
        "类型",
        "类别",
        "分类",
        "性质",
        "来源",
        "作者",
        "时间",
        "日期",
        "编号",
        "序号",
        "格式",
        "备注",
        "摘要",
        "概述",
        "标签",
        "栏目",
        "阅读",
        "浏览",
        "点击",
        "人气",
        "发布",
        "编辑",
        "审核",
        "打印",
        "保存",
        "收藏",
        "分享",
        "签发",
        "录入",
        "校对",
        "索引",
        "时效",
        "导读",
        "主动公开",
        "依申请公开",
        "政策解读",
        "政策咨询",
        "责任单位",
        "责任部门",
        "联系单位",
        "服务对象",
    ]
)


def _bare_counts(line: str, start: int, end: int, label: str) -> bool:
    before, after = line[:start].rstrip(), line[end:].lstrip()
    in_cell = (not before or before[-1] in _CELL_EDGE) and (not after or after[0] == "|")
    if in_cell:
        return "|" in line or label not in _PLAIN_WORDS
    if label in _PLAIN_WORDS:
        return False
    # 索引号 0123/2024-1 发布机构 某局: only where the line begins with such a label.
    return bool(after) and (not before or before[-1] in _CELL_EDGE or line[start - 1] == " ")


def _colon_counts(line: str, start: int, label: str, labelled: bool) -> bool:
    """Refuse a label that is the tail of a longer word (办理时间:, 工作来源:)."""
    if start == 0:
        return True
    before = line[start - 1]
    if not "一" <= before <= "鿿":
        return True
    # Run together (发布机构:某局发布日期:…): the longer labels of a page are sure, short words not.
    return len(label) >= (3 if labelled else 4) or label in {"索引号", "文号"}


def is_label_line(line: str) -> bool:
    """Return whether `line` belongs to the page's metadata: it starts with a label.

    Examples
    --------
    >>> is_label_line("• 索 引 号:QZ10909-0101-2024-00002")
    True
    >>> is_label_line("时间:2024-03-13 11:00")
    True
    >>> is_label_line("来源于群众的意见27条。")
    False
    """
    hits = _hits(line)
    if not hits:
        return False
    lead = line[: hits[0][2]].strip(_CELL_EDGE + "\"'“”")
    return not lead


def read_labels(text: str, start: int = 0, end: int | None = None) -> list[LabelledValue]:
    r"""Return every label in ``text[start:end]`` with its value, in order.

    Labels may stand one or several on a line, in table cells, in brackets, behind bullets, run
    together, with their value on the same or the next line, or all on one line with the values on
    the line below. A label without a value, or with 无 or a dash, has an empty one.

    Parameters
    ----------
    text : str
        Clean text.
    start, end : int
        The stretch to read.

    Returns
    -------
    list of LabelledValue

    Examples
    --------
    >>> found = read_labels("索引号: 01/2024-7 组配分类: 总结\n【发布机构】 横街镇\n文号\n公开日期\n2024-01-05")
    >>> [(v.field, v.value) for v in found if v.field != "-"]
    [('index_number', '01/2024-7'), ('issuer', '横街镇'), ('document_number', ''), ('published', '2024-01-05')]
    """
    end = len(text) if end is None else end
    lines = _lines(text, start, end)
    found: list[LabelledValue] = []
    skip = -1
    for number, (line_start, line) in enumerate(lines):
        hits = _hits(line)
        if not hits or number <= skip:
            continue
        values = _values_on_line(line, line_start, hits)
        under = number + 1
        while under < len(lines) and _TABLE_RULE.fullmatch(lines[under][1]):
            under += 1
        if under < len(lines) and not any(v.value for v in values):
            below = _values_below(values, line, lines[under])
            if below is not None:
                values, skip = below, under
        found.extend(values)
    return found


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines


def _values_on_line(
    line: str, offset: int, hits: list[tuple[str, str, int, int, bool]]
) -> list[LabelledValue]:
    values = []
    for index, (label, _, _, after, _) in enumerate(hits):
        until = hits[index + 1][2] if index + 1 < len(hits) else len(line)
        value_start, value_end = _trim(line, after, until)
        # In a table a value ends with its cell: what follows an unknown label is not ours.
        cell = line.find("|", value_start, value_end)
        if cell >= 0:
            value_start, value_end = _trim(line, value_start, cell)
        value = line[value_start:value_end]
        if value in _EMPTY:
            value, value_end = "", value_start
        values.append(
            LabelledValue(_labels()[label], label, value, offset + value_start, offset + value_end)
        )
    return values


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    edge = " |\t:：•●◆■▪;；[【〔［"
    while start < end and line[start] in edge and not _opens_number(line, start, end):
        start += 1
    while end > start and line[end - 1] in " |\t•●◆■▪;；,，[【〔［":
        end -= 1
    return start, end


def _opens_number(line: str, start: int, end: int) -> bool:
    return (
        line[start] in "〔［[" and line[start + 1 : min(start + 6, end)].rstrip("〕］]").isdigit()
    )


def _values_below(
    values: list[LabelledValue], line: str, following: tuple[int, str]
) -> list[LabelledValue] | None:
    below_start, below = following
    if _hits(below) and is_label_line(below):
        return None
    if len(values) == 1:
        value = values[0]
        if len(below) > 120:
            return None
        start, end = _trim(below, 0, len(below))
        text = below[start:end]
        if text in _EMPTY or not _fits(value.field, text):
            return None
        return [value._replace(value=text, start=below_start + start, end=below_start + end)]
    if "|" not in line:
        return None
    cells = below.strip().strip("|").split("|")
    if len(cells) != len(values):
        return None
    found, at = [], below.find(cells[0])
    for value, cell in zip(values, cells, strict=True):
        start, end = _trim(below, at, at + len(cell))
        text = below[start:end]
        at += len(cell) + 1
        found.append(value._replace(value=text, start=below_start + start, end=below_start + end))
    return found


_DATE_LIKE = re.compile(r"(?:19|20)\d\d ?[-年./]|二[〇○零O0]")


def _fits(field: str, text: str) -> bool:
    """Return whether a line below a label can be its value, not just the next thing on the page."""
    if field == "-":
        return False
    if field in {"published", "published_plain", "issued", "written"}:
        return bool(_DATE_LIKE.search(text[:20]))
    if field == "index_number":
        return sum(c.isdigit() for c in text) >= 3 and not re.search(r"[年月日。,，]", text)
    if field == "document_number":
        return bool(re.search(r"\d{1,4} ?号|[〔\[【(（]\d{4}", text)) and len(text) <= 40
    if field == "title":
        return not text.endswith(("。", "；"))
    return len(text) <= 40 and not re.search(r"[。；;，,]", text)
