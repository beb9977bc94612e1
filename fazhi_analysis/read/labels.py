"""The labels of a page's metadata (索引号, 发布机构 …) and the values beside or below them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table

__all__ = ["LabelledValue", "is_label_line", "read_labels"]

_OPEN = "[【〔［<〈（("
_CLOSE = "]】〕］>〉）)"
_BULLETS = "•·●◆■▪▶►※*＊-–—○◎☆★|"
_EMPTY = frozenset(
    ["", "无", "暂无", "-", "--", "—", "——", "/", "空", "不详", "无文号", "null", "NULL", "None"]
) | {"undefined", "N/A"}


class LabelledValue(NamedTuple):
    """A label with its value; offsets count in the text. An empty value has start == end."""

    field: str
    label: str
    value: str
    start: int
    end: int


class _Hit(NamedTuple):
    """A label on a line: where it begins and where its value can begin."""

    label: str
    start: int
    end: int


@cache
def _labels() -> dict[str, tuple[str, bool]]:
    """Return field and whether it counts without a colon, for each label."""
    found: dict[str, tuple[str, bool]] = {}
    for row in read_table("page_labels.csv", ("field", "label", "alone")):
        label = row["label"]
        if not label or label in found:
            raise ResourceError(f"page_labels.csv: the label {label!r} is empty or stands twice.")
        if row["alone"] not in ("yes", "no"):
            raise ResourceError(f"page_labels.csv: {label}: alone is yes or no.")
        found[label] = (row["field"], row["alone"] == "yes")
    return found


def _field(label: str) -> str:
    return _labels()[label][0]


def _spaced(names: list[str]) -> str:
    names = sorted(names, key=lambda name: (-len(name), name))
    return "|".join("[ ]?".join(re.escape(c) for c in name) for name in names)


@cache
def _pattern() -> re.Pattern[str]:
    spaced = _spaced(list(_labels()))
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


@cache
def _glued() -> re.Pattern[str]:
    # 发文机关某某局: nothing between label and value. Only long labels, beside another such line.
    return re.compile(rf"(?P<label>{_spaced([n for n, (_, alone) in _labels().items() if alone])})")


_CELL_EDGE = " |\t" + _BULLETS
_TABLE_RULE = re.compile(r"[\s|:+=\-—]+")


def _hits(line: str) -> list[_Hit]:
    """Return the labels of `line`, from left to right."""
    hits: list[_Hit] = []
    for match in _pattern().finditer(line):
        kind = match.lastgroup or ""
        label = match.group(kind).replace(" ", "")
        start, end = match.span()
        # 标 题 and 文 号 are set apart as only labels are.
        spaced = label != match.group(kind)
        if kind == "bare" and not (spaced or _bare_counts(line, start, end, label, bool(hits))):
            continue
        if kind == "colon" and not _colon_counts(line, start, label, bool(hits)):
            continue
        hits.append(_Hit(label, start, end))
    return hits


def _bare_counts(line: str, start: int, end: int, label: str, labelled: bool) -> bool:
    before, after = line[:start].rstrip(), line[end:].lstrip()
    alone = _labels()[label][1]
    if (not before or before[-1] in _CELL_EDGE) and (not after or after[0] == "|"):
        return alone or "|" in line
    if not alone:
        return labelled and bool(after) and line[start - 1] == " "
    # 索引号 0123/2024-1 发布机构 某局 文号: only where the line begins with such a label.
    starts = not before or before[-1] in _CELL_EDGE
    return labelled if not after else starts or line[start - 1] == " "


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
    lead = line[: hits[0].start].strip(_CELL_EDGE + "\"'“”")
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
    >>> page = "索引号: 01/2024-7 分类: 总结\n【发布机构】 横街镇\n公开日期\n2024-01-05"
    >>> found = read_labels(page)
    >>> [v.value for v in found]
    ['01/2024-7', '总结', '横街镇', '2024-01-05']
    """
    end = len(text) if end is None else end
    lines = _lines(text, start, end)
    found: list[LabelledValue] = []
    skip = -1
    for number, (line_start, line) in enumerate(lines):
        if number <= skip:
            continue
        hits = _hits(line) or _glued_hits(lines, number)
        if not hits:
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


def _glued_hits(lines: list[tuple[int, str]], number: int) -> list[_Hit]:
    """Return the label that `number` begins with, where a line beside it begins with one too."""
    match = _glued_start(lines[number][1])
    beside = [n for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    if match is None or not any(_glued_start(lines[n][1]) for n in beside):
        return []
    return [_Hit(match.group("label").replace(" ", ""), 0, match.end())]


def _glued_start(line: str) -> re.Match[str] | None:
    match = _glued().match(line)
    if match is None or len(line) > 70 or line.endswith(("。", "；", "：", ":")):
        return None
    label = match.group("label").replace(" ", "")
    if len(label) < 3 or len(line) == match.end():
        return None
    field = _field(label)
    return match if field == "-" or _fits(field, line[match.end() :].strip()) else None


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines


def _values_on_line(line: str, offset: int, hits: list[_Hit]) -> list[LabelledValue]:
    values = []
    for index, hit in enumerate(hits):
        until = hits[index + 1].start if index + 1 < len(hits) else len(line)
        start, end = _trim(line, hit.end, until)
        # In a table a value ends with its cell: what follows an unknown label is not ours.
        cell = line.find("|", start, end)
        if cell >= 0:
            start, end = _trim(line, start, cell)
        value = line[start:end]
        if value in _EMPTY:
            value, end = "", start
        values.append(
            LabelledValue(_field(hit.label), hit.label, value, offset + start, offset + end)
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
