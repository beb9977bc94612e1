"""Word documents (docx) to lines of text, with tables as rows and automatic numbers written out."""

from __future__ import annotations

import io
from typing import Any

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_MC}Fallback",
        f"{_W}rPr",
        f"{_W}pPr",
    }
)
_DIGITS = "〇一二三四五六七八九"


def read_docx(data: bytes) -> str:
    """Return the raw text of a docx file, one paragraph a line.

    Raises
    ------
    ValueError
        The bytes are no docx file.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        numbering = _Numbering(document)
        lines: list[str] = []
        _blocks(document.element.body, lines, numbering)
    except Exception as error:  # python-docx, zipfile and lxml raise many kinds
        raise ValueError(str(error)) from error
    return "\n".join(lines)


def _blocks(parent: Any, lines: list[str], numbering: _Numbering) -> None:
    for child in parent:
        if child.tag == f"{_W}p":
            boxes: list[Any] = []
            text = _text(child, boxes)
            lines.append(numbering.label(child) + text if text.strip() else "")
            for box in boxes:
                _blocks(box, lines, numbering)
        elif child.tag == f"{_W}tbl":
            _table(child, lines, numbering)
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
            _blocks(child, lines, numbering)


def _table(table: Any, lines: list[str], numbering: _Numbering) -> None:
    rows = [[c for c in row if c.tag == f"{_W}tc"] for row in table.iter(f"{_W}tr")]
    if max((len(row) for row in rows), default=0) < 2:
        for row in rows:  # a frame around text, no table
            for cell in row:
                _blocks(cell, lines, numbering)
        return
    for row in rows:
        cells = []
        for cell in row:
            inner: list[str] = []
            _blocks(cell, inner, numbering)
            cells.append(" ".join(" ".join(inner).split()))
        if any(cells):
            lines.append(" | ".join(cells))


def _text(paragraph: Any, boxes: list[Any]) -> str:
    parts: list[str] = []
    stack = list(reversed(list(paragraph)))
    while stack:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            continue
        if tag == f"{_W}txbxContent":
            boxes.append(element)
            continue
        if tag == f"{_W}t":
            parts.append(element.text or "")
        elif tag in {f"{_W}tab", f"{_W}ptab"}:
            parts.append(" ")
        elif tag in {f"{_W}br", f"{_W}cr"}:
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            stack.extend(reversed(list(element)))
    return "".join(parts)


class _Numbering:
    """The numbers that Word writes before paragraphs and that stand in no text run."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str | None, int, str | None]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        for style in document.styles.element.iter(f"{_W}style"):
            number, level = _numpr(style.find(f"{_W}pPr"))
            based = style.find(f"{_W}basedOn")
            self.styles[style.get(f"{_W}styleId") or ""] = (
                number,
                level,
                None if based is None else based.get(f"{_W}val"),
            )
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level_element in abstract.iter(f"{_W}lvl"):
                index = _int(level_element.get(f"{_W}ilvl"), 0)
                levels[index] = (
                    _val(level_element, "numFmt") or "decimal",
                    _val(level_element, "lvlText") or "",
                    _int(_val(level_element, "start"), 1),
                )
            self.levels[abstract.get(f"{_W}abstractNumId") or ""] = levels
        for num in root.iter(f"{_W}num"):
            self.abstract[num.get(f"{_W}numId") or ""] = _val(num, "abstractNumId") or ""

    def label(self, paragraph: Any) -> str:
        """Return the number before `paragraph`, empty where it has none; counts on."""
        properties = paragraph.find(f"{_W}pPr")
        number, level = _numpr(properties)
        if number is None and properties is not None:
            style, passed = _val(properties, "pStyle"), 0
            while style and number is None and passed < 12:
                number, level, style = self.styles.get(style, (None, 0, None))
                passed += 1
        if number is None or number == "0":
            return ""
        abstract = self.abstract.get(number, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [index for index in counts if index > level]:
            del counts[deeper]
        template = levels[level][1]
        for index in range(9):
            if f"%{index + 1}" in template:
                form = levels.get(index, ("decimal", "", 1))
                count = counts.get(index, form[2])
                template = template.replace(f"%{index + 1}", _number(count, form[0]))
        return "" if levels[level][0] in {"bullet", "none"} else template


def _numpr(properties: Any) -> tuple[str | None, int]:
    if properties is None:
        return None, 0
    element = properties.find(f"{_W}numPr")
    if element is None:
        return None, 0
    return _val(element, "numId"), _int(_val(element, "ilvl"), 0)


def _val(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def _number(count: int, form: str) -> str:
    lowered = form.lower()
    if (
        "chinese" in lowered
        or "ideograph" in lowered
        or "japanese" in lowered
        or "taiwan" in lowered
    ):
        return _chinese(count)
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form in {"upperLetter", "lowerLetter"} and 1 <= count <= 26:
        return chr((65 if form == "upperLetter" else 97) + count - 1)
    return str(count)


def _chinese(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")
