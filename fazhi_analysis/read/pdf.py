"""PDF files with a text layer: columns, running heads and page numbers, broken lines, tables."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any, NamedTuple

from fazhi_analysis.read.clean import clean_line
from fazhi_analysis.read.wrap import join_pieces

__all__ = ["PdfError", "read_pdf"]

_PAGES = 400
_PAGE_NUMBER = re.compile(
    r"[-—–－~·•\s]{0,6}(?:第 ?)?(?:\d{1,4}|[IVXivx]{1,6})(?: ?页)?"
    r"(?: ?[/／] ?\d{1,4}|[,，]? ?共 ?\d{1,4} ?页)?[-—–－~·•\s]{0,6}"
)
_CID = re.compile(r"\(cid:\d{1,6}\)")


class PdfError(ValueError):
    """A pdf that gives no text; the message is a sentence for the user."""


class _Line(NamedTuple):
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    row: bool
    edge: str = ""  # top or bottom, where the line stands in the page's margin


def read_pdf(data: bytes) -> str:
    """Return the raw text of a pdf file, one paragraph a line, tables as rows.

    Raises
    ------
    PdfError
        The file is encrypted, damaged or too long, has no text layer, or its fonts tell no
        characters.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages: list[list[_Line]] = []
    pictures = False
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > _PAGES:
                raise PdfError(
                    f"The pdf has more than {_PAGES} pages, which no report has; take the report "
                    "out of it."
                )
            for page in document.pages:
                pages.append(_page_lines(page))
                pictures = pictures or bool(page.images)
                page.close()
    except PdfError:
        raise
    except Exception as error:  # pdfminer raises many kinds on damaged files
        inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(inner, PDFPasswordIncorrect):
            raise PdfError("The pdf is protected by a password; save it without one.") from error
        raise PdfError(
            f"The pdf is damaged ({type(inner).__name__}); save or download it again."
        ) from error
    text = "".join(line.text for lines in pages for line in lines)
    told = len(_CID.sub("", text).strip())
    if not told:
        if pictures:
            raise PdfError(
                "The pdf is a scan without text; run a character recognition (OCR) on it and save "
                "the result."
            )
        raise PdfError("The pdf holds no text; save the report as text or docx.")
    if len(_CID.findall(text)) > 0.05 * told:
        raise PdfError(
            "The pdf's fonts do not tell which characters they show; save the report as text or "
            "docx."
        )
    return _paragraphs(_without_running_lines(pages))


def _page_lines(page: Any) -> list[_Line]:
    tables = [t for t in page.find_tables() if _is_table(t)]
    boxes = [t.bbox for t in tables]
    chars = [c for c in page.chars if not any(_inside(c, box) for box in boxes)]
    height = float(page.height)
    lines = [
        line._replace(edge="top" if line.bottom < 0.09 * height else "bottom")
        if line.bottom < 0.09 * height or line.top > 0.9 * height
        else line
        for line in _columns(chars, float(page.width), height)
    ]
    for table in tables:
        x0, top, x1, bottom = table.bbox
        rows = []
        for row in table.extract():
            cells = [clean_line((cell or "").replace("\n", "")) for cell in row]
            if any(cells):
                rows.append(_Line(" | ".join(cells), x0, x1, top, bottom, 0.0, True))
        at = next((i for i, line in enumerate(lines) if line.top > top), len(lines))
        lines[at:at] = rows
    return lines


def _is_table(table: Any) -> bool:
    rows = table.rows
    return len(rows) >= 2 and max(len([c for c in r.cells if c]) for r in rows) >= 2


def _inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _rows(chars: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Group characters that stand on one line."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        if rows:
            last = rows[-1][0]
            if abs((last["top"] + last["bottom"]) / 2 - middle) <= 0.5 * max(char["size"], 4.0):
                rows[-1].append(char)
                continue
        rows.append([char])
    return [sorted(row, key=lambda c: c["x0"]) for row in rows]


def _line(row: list[dict[str, Any]]) -> _Line:
    text, last = "", None
    for char in row:
        if last is not None and char["x0"] - last["x1"] > 0.8 * max(char["size"], 4.0):
            text += " "
        # A bold face is drawn twice, a hair apart, by some writers.
        if not (
            last is not None and char["text"] == last["text"] and abs(char["x0"] - last["x0"]) < 0.6
        ):
            text += char["text"]
        last = char
    sizes = Counter(round(c["size"], 1) for c in row)
    return _Line(
        text,
        row[0]["x0"],
        max(c["x1"] for c in row),
        min(c["top"] for c in row),
        max(c["bottom"] for c in row),
        sizes.most_common(1)[0][0],
        False,
    )


def _columns(chars: list[dict[str, Any]], page_width: float, page_height: float) -> list[_Line]:
    """Return the lines in reading order: the left column before the right one."""
    rows = _rows([c for c in chars if c["text"].strip()])
    # The margins belong to no column.
    head = [row for row in rows if row[0]["bottom"] < 0.09 * page_height]
    foot = [row for row in rows if row[0]["top"] > 0.9 * page_height]
    rows = rows[len(head) : len(rows) - len(foot)]
    inner = _inner_columns(rows, page_width)
    return [*map(_line, head), *inner, *map(_line, foot)]


def _inner_columns(rows: list[list[dict[str, Any]]], page_width: float) -> list[_Line]:
    if len(rows) < 8:
        return [_line(row) for row in rows]
    gutter = _gutter(rows, page_width)
    if gutter is None:
        return [_line(row) for row in rows]
    lines: list[_Line] = []
    left: list[_Line] = []
    right: list[_Line] = []
    for row in rows:
        a = [c for c in row if c["x1"] <= gutter]
        b = [c for c in row if c["x0"] >= gutter]
        if len(a) + len(b) < len(row):  # a line across both columns closes what stands above it
            lines += left + right
            left, right = [], []
            lines.append(_line(row))
            continue
        if a:
            left.append(_line(a))
        if b:
            right.append(_line(b))
    return lines + left + right


def _gutter(rows: list[list[dict[str, Any]]], page_width: float) -> float | None:
    best: tuple[int, float] | None = None
    for step in range(36, 65):
        x = page_width * step / 100
        both = crossing = 0
        for row in rows:
            if any(c["x0"] < x < c["x1"] for c in row):
                crossing += 1
            elif row[0]["x0"] < x < row[-1]["x0"]:
                near_left = max(c["x1"] for c in row if c["x1"] <= x)
                near_right = min(c["x0"] for c in row if c["x0"] >= x)
                if near_right - near_left >= 1.2 * row[0]["size"]:
                    both += 1
                else:
                    crossing += 1
        if both >= 6 and both >= 0.6 * len(rows) and crossing <= 0.2 * len(rows):
            value = (both - crossing, x)
            if best is None or value[0] > best[0]:
                best = value
    return None if best is None else best[1]


def _without_running_lines(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Drop page numbers and what is printed at the head or foot of page after page."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_shape(line.text) for line in lines if line.edge})
    repeated = {s for s, n in edges.items() if n >= 3 and n >= 0.5 * len(pages)}
    sizes = Counter(line.size for lines in pages for line in lines if not line.row)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [[line for line in lines if not _runs(line, repeated, usual)] for lines in pages]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.replace(" ", ""))


def _runs(line: _Line, repeated: set[str], usual: float) -> bool:
    if not line.edge:
        return False
    text = line.text.strip()
    # A small short line at the very top is a running head, even where it comes only once.
    small = line.edge == "top" and line.size <= usual - 2 and len(text) < 40
    return small or bool(_PAGE_NUMBER.fullmatch(text)) or _shape(text) in repeated


_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|附件[:：\d]"
)


def _paragraphs(pages: list[list[_Line]]) -> str:
    lines = [line for page in pages for line in page]
    edges = _Edges([line for line in lines if not line.row])
    paragraphs: list[str] = []
    last: _Line | None = None
    for line in lines:
        text = _CID.sub("", line.text)
        if last is not None and not line.row and not last.row and _continues(last, line, edges):
            paragraphs[-1] = join_pieces(paragraphs[-1], text)
        else:
            paragraphs.append(text)
        last = line
    return "\n".join(paragraphs)


class _Edges:
    """The left and right edge of the column that a line stands in."""

    def __init__(self, prose: list[_Line]) -> None:
        self.prose = prose
        self.known: dict[tuple[int, int], tuple[float, float]] = {}

    def of(self, line: _Line) -> tuple[float, float]:
        """Return left and right edge; lines that begin near each other share them."""
        key = (round(line.x0 / 10), round(line.size))
        if key not in self.known:
            self.known[key] = self._measure(10.0 * key[0], float(key[1]))
        return self.known[key]

    def _measure(self, x0: float, size: float) -> tuple[float, float]:
        column = [p for p in self.prose if abs(p.x0 - x0) <= 4 * size and abs(p.size - size) < 2]
        if len(column) < 2:
            column = self.prose
        lefts = Counter(round(p.x0) for p in column)
        # Lines that go on are more numerous than those that begin; where all are indented alike
        # the left edge is that of the text.
        left = min(x for x, n in lefts.items() if n >= max(1, 0.15 * len(column)))
        right = sorted(p.x1 for p in column)[int(0.9 * (len(column) - 1))]
        return float(left), right


def _continues(last: _Line, line: _Line, edges: _Edges) -> bool:
    """Return whether `line` goes on with the paragraph of `last`."""
    size = max(line.size, 4.0)
    if abs(last.size - line.size) > 1.5:
        return False
    # A number is not broken: a line may stop short by the width of the one that follows.
    number = re.match(r"[0-9.%]*", line.text)
    kept = 0.5 * len(number.group()) if number else 0.0
    if last.x1 < edges.of(last)[1] - (2.2 + kept) * size:  # not full: its paragraph ended
        return False
    if line.x0 > edges.of(line)[0] + 1.2 * size:
        return False
    return not _HEADING.match(line.text.strip())
