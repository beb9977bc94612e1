"""HTML pages to lines of text, tables kept as rows, and what the page's head tells."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from fazhi_analysis.read.clean import clean_line, clean_text

__all__ = ["Page", "read_html"]

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "canvas",
        "object",
        "embed",
        "iframe",
        "select",
        "button",
        "textarea",
        "audio",
        "video",
        "map",
        "head",
        "math",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "ucapcontent",
        "o:p",
        "st1:chsdate",
    ]
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{4,500})", re.I)
_XML_HEAD = re.compile(r"^\s{0,20}<\?xml[^>]{0,200}\?>")
# Text that the browser hides is a template or a counter; a whole article is hidden only until a
# script shows it, so long stretches are kept.
_HIDDEN_LIMIT = 300
_BETWEEN_LINKS = re.compile(r"[\s|>»·【】\[\]]+")
_TITLE_NAMES = ("articletitle", "og:title", "title", "dc.title")


class Page(NamedTuple):
    """A page as text.

    Attributes
    ----------
    text : str
        Clean text of the whole page.
    core : tuple of int or None
        First and last line of the element that holds the article.
    links : frozenset of int
        Numbers of the lines that are nothing but links.
    titles : tuple of str
        Titles that the head tells, the surest first.
    meta : dict
        Names (lower case) and contents of the head's ``meta`` elements.
    url : str or None
        Where the page says it comes from.
    """

    text: str
    core: tuple[int, int] | None
    links: frozenset[int]
    titles: tuple[str, ...]
    meta: dict[str, str]
    url: str | None


class _Piece(NamedTuple):
    text: str
    linked: int
    element: Any


def read_html(source: str) -> Page:
    r"""Return the text of an HTML page.

    Parameters
    ----------
    source : str
        The decoded page; what it declares about its encoding is ignored.

    Raises
    ------
    ValueError
        There is no element in `source`.

    Examples
    --------
    >>> read_html("<h1>标题</h1><table><tr><td>文号<td>无</table><p>正<b>文</b>").text
    '标题\n文号 | 无\n正文'
    """
    from lxml import etree
    from lxml import html as lxml_html

    source = _XML_HEAD.sub("", source.replace("\0", ""))
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml_html.document_fromstring(
            source.encode("utf-8", errors="replace"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError("no element") from error
    meta, titles = _head(root)
    pieces = _pieces(root)
    texts: list[str] = []
    links: set[int] = set()
    owners: list[Any] = []
    for piece in pieces:
        cleaned = clean_text(piece.text)
        if not cleaned:
            continue
        for line in cleaned.split("\n"):
            if piece.linked >= 0.9 * len(_BETWEEN_LINKS.sub("", piece.text)):
                links.add(len(texts))
            texts.append(line)
            owners.append(piece.element)
    core = _core(texts, owners, links)
    return Page("\n".join(texts), core, frozenset(links), titles, meta, _url(source, root))


def _head(root: Any) -> tuple[dict[str, str], tuple[str, ...]]:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = clean_line(element.get("content") or "")
        if name and content and name not in meta:
            meta[name] = content
    titles = [meta[name] for name in _TITLE_NAMES if name in meta]
    titles += [clean_line(e.text_content()) for e in root.iter("title")][:1]
    return meta, tuple(dict.fromkeys(t for t in titles if t))


def _url(source: str, root: Any) -> str | None:
    match = _SAVED_FROM.search(source[:2000])
    if match:
        return match.group(1)
    for element in root.iter("link", "meta", "base"):
        told = None
        if element.tag == "link" and (element.get("rel") or "").lower() == "canonical":
            told = element.get("href")
        elif element.tag == "meta":
            key = (element.get("name") or element.get("property") or "").strip().lower()
            told = element.get("content") if key in {"url", "og:url"} else None
        if told and re.match(r"https?://\S{4,}$", told.strip()):
            return str(told.strip())
    return None


def _tag(element: Any) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _hidden(element: Any) -> bool:
    style = element.get("style")
    gone = element.get("hidden") is not None or (style is not None and bool(_HIDDEN.search(style)))
    return gone and len("".join(element.itertext()).strip()) < _HIDDEN_LIMIT


def _is_data_table(table: Any) -> bool:
    """Return whether a table holds data (short cells, several in a row), not the page's layout."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    widest = 0
    for row in table.iter("tr"):
        cells = [c for c in row if _tag(c) in {"td", "th"}]
        widest = max(widest, len(cells))
        for cell in cells:
            if len("".join(cell.itertext()).strip()) > 600:
                return False
    return widest >= 2


class _Writer:
    """Collects text into pieces, one for each block or table row."""

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []
        self.parts: list[str] = []
        self.linked = 0
        self.row: list[str] | None = None
        self.row_linked = 0

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            # Line ends in the source are spaces, except where the page keeps them.
            text = re.sub(r"[\r\n\t ]+", " ", text)
            if linked:
                self.linked += len(_BETWEEN_LINKS.sub("", text))
            self.parts.append(text)

    def flush(self, element: Any) -> None:
        text = "".join(self.parts)
        if text.strip():
            if self.row is not None:
                self.row.append(text)
                self.row_linked += self.linked
            else:
                self.pieces.append(_Piece(text, self.linked, element))
        self.parts, self.linked = [], 0


def _pieces(root: Any) -> list[_Piece]:
    from lxml import etree

    writer = _Writer()
    data_tables: set[Any] = set()
    skipped: Any = None
    anchors = 0
    kept_cells: list[str] = []
    in_table = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if skipped is None:
                writer.add(element.tail, anchors > 0)
            continue
        tag = _tag(element)
        if event == "start":
            if skipped is not None:
                continue
            if tag in _SKIPPED or _hidden(element):
                skipped = element
                continue
            if tag == "table" and _is_data_table(element):
                writer.flush(element.getparent())
                data_tables.add(element)
                in_table += 1
            elif in_table and tag == "tr":
                writer.parts, writer.linked = [], 0
                kept_cells = []
                writer.row, writer.row_linked = [], 0
            elif in_table and tag in {"td", "th"}:
                writer.row = []
            elif tag == "br" or tag not in _INLINE:
                writer.flush(element.getparent())
            anchors += tag == "a"
            writer.add(element.text, anchors > 0)
            continue
        # end
        if skipped is not None:
            if element is skipped:
                skipped = None
                if tag not in _INLINE and tag not in _SKIPPED:
                    writer.flush(element.getparent())
                writer.add(element.tail, anchors > 0)
            continue
        if in_table and tag in {"td", "th"}:
            writer.flush(element)
            kept_cells.append(" ".join(writer.row or []))
            writer.row = []
        elif in_table and tag == "tr":
            cells = [clean_line(cell) for cell in kept_cells]
            writer.row = None
            if any(cells):
                line = " | ".join(cells)
                writer.pieces.append(_Piece(line, min(writer.row_linked, len(line)), element))
            kept_cells = []
            writer.parts, writer.linked = [], 0
        elif tag == "table" and element in data_tables:
            in_table -= 1
            writer.row = None
            writer.flush(element.getparent())
        elif tag not in _INLINE and tag != "br":
            writer.flush(element)
        anchors -= tag == "a"
        writer.add(element.tail, anchors > 0)
    writer.row = None
    writer.flush(root)
    return writer.pieces


_MARKS = re.compile("[，,。；：]")


def _core(texts: list[str], owners: list[Any], links: set[int]) -> tuple[int, int] | None:
    """Return the lines of the deepest element that holds nearly all running text."""
    weights: dict[Any, int] = {}
    total = 0
    for number, text in enumerate(texts):
        if number in links or len(text) < 20 or not _MARKS.search(text):
            continue
        total += len(text)
        element, depth = owners[number], 0
        while element is not None and depth < 400:
            weights[element] = weights.get(element, 0) + len(text)
            element, depth = element.getparent(), depth + 1
    if total < 100:
        return None
    inside = [
        (_depth(element), order, element)
        for order, (element, weight) in enumerate(weights.items())
        if weight >= 0.85 * total
    ]
    best = max(inside, key=lambda item: (item[0], -item[1]))[2]
    numbers = [n for n, owner in enumerate(owners) if _within(owner, best)]
    return (numbers[0], numbers[-1]) if numbers else None


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def _within(element: Any, outer: Any) -> bool:
    return element is outer or any(a is outer for a in element.iterancestors())
