"""HTML that a notebook put out, reduced to what a page may hold.

Tables, lists and running text stay; scripts, styles, forms, event handlers, pictures from
elsewhere and links that are no plain addresses do not.
"""

from __future__ import annotations

import re

from lxml import etree, html

from fazhi_analysis.show.escape import visible

__all__ = ["clean", "fragments", "inner"]

_TAGS = {
    "a", "b", "bdi", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "section", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "img",
}  # fmt: skip
_GONE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math",
         "form", "input", "button", "textarea", "select", "link", "meta", "base", "title", "head",
         "audio", "video", "canvas"}  # fmt: skip
_ATTRIBUTES = {"class", "colspan", "rowspan", "scope", "lang", "title", "id", "alt", "data-ref",
               "start", "dir"}  # fmt: skip
_HREF = re.compile(r"(?:https?:|mailto:|#|[^:/?#\\]+(?:[/?#]|$))", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+\Z")


def fragments(source: str) -> html.HtmlElement:
    """Parse a piece of HTML into one div."""
    # NUL and other control characters stop the parser.
    source = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", source)
    try:
        return html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return html.fragment_fromstring("", create_parent="div")


def inner(element: html.HtmlElement) -> str:
    """Return the HTML inside an element."""
    whole = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def clean(element: html.HtmlElement) -> html.HtmlElement:
    """Remove from `element` what a page may not hold, and return it."""
    for node in list(element.iter()):
        if node is element:
            continue
        if not isinstance(node.tag, str) or node.tag.lower() in _GONE:
            _cut(node)
        elif node.tag.lower() not in _TAGS:
            node.drop_tag()
        else:
            _attributes(node)
    for node in element.iter():
        node.text = visible(node.text) if node.text else node.text
        node.tail = visible(node.tail) if node.tail else node.tail
    return element


def _cut(node: html.HtmlElement) -> None:
    """Remove a node with its content but keep the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        previous = node.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _attributes(node: html.HtmlElement) -> None:
    for name in list(node.attrib):
        value = node.attrib[name]
        if name == "href" and node.tag == "a":
            squeezed = re.sub(r"[\s\x00-\x20]+", "", value)
            if not _HREF.match(squeezed):
                del node.attrib[name]
        elif name == "src" and node.tag == "img":
            if not _PICTURE.match(value):
                del node.attrib[name]
        elif name not in _ATTRIBUTES:
            del node.attrib[name]
        else:
            node.attrib[name] = visible(value)
