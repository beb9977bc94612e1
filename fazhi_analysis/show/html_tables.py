"""Tables of a notebook made readable for everybody: headings, numbers, links to the evidence.

A table that names a report and a quantity (columns ``report_id`` and ``quantity``, or
``quantities``) gets its ``value`` linked to the sentence on the report's page, and the sentences
themselves as notes behind the table, which are printed.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from lxml import html

from fazhi_analysis.show import clean, escape, html_compare
from fazhi_analysis.show.evidence import Sources
from fazhi_analysis.show.labels import indicator_label, label, labels

__all__ = ["dress", "notes"]

_MISSING = {"<NA>", "NaN", "nan", "None", "NaT", ""}
# Digits that are names, not amounts.
_NO_NUMBERS = (
    "year", "first_year", "last_year", "break_year", "period", "adcode", "report_id", "quantity",
    "quantities", "index_number",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\Z")


def dress(element: html.HtmlElement, sources: Sources | None, lang: str, name: str) -> str:
    """Return the tables in `element` (already cleaned) as HTML for a page.

    `name` tells screen readers which part of the page a wide table belongs to.
    """
    found: list[tuple[str, int]] = []
    for table in element.iter("table"):
        _dress_table(table, sources, lang, found)
    out = clean.inner(element)
    region = f'<div class="wide" role="region" tabindex="0" aria-label="{escape.text(name)}">'
    out = re.sub(r"<table\b", region + "<table", out).replace("</table>", "</table></div>")
    return out + (notes(found, sources, lang) if sources and found else "")


def _text(node: html.HtmlElement) -> str:
    return str(node.text_content()).strip()


def _dress_table(
    table: html.HtmlElement, sources: Sources | None, lang: str, found: list[tuple[str, int]]
) -> None:
    table.attrib.pop("style", None)
    table.attrib.pop("border", None)
    heads = _flatten_head(table)
    body = list(table.iterfind("tbody/tr"))
    grid = [[cell for cell in row if cell.tag in ("td", "th")] for row in body]
    if heads and _row_numbers(grid, named=heads[0] != ""):
        # pandas' row numbers tell a reader nothing.
        for row in grid:
            row[0].getparent().remove(row.pop(0))
        heads.pop(0)
        first = table.find("thead/tr")
        if first is not None and len(first):
            first.remove(first[0])
    columns = {head: i for i, head in enumerate(heads)}
    told = {
        head: [t for row in grid if i < len(row) and (t := _text(row[i])) not in _MISSING]
        for head, i in columns.items()
    }
    whole = {h for h in heads if all(re.fullmatch(r"-?\d+(\.0+)?", t) for t in told[h])}
    # Where words stand beside digits (the values of metadata fields), digits are words, too.
    words = {h for h in heads if not all(_NUMBER.match(t) for t in told[h])}
    for row in grid:
        if len(row) == len(heads):
            _link_row(row, columns, sources, lang, found)
            for i, cell in enumerate(row):
                _dress_cell(cell, heads[i], lang, heads[i] in whole, heads[i] not in words)
    for cell, head in zip(table.iterfind("thead/tr/th"), heads, strict=False):
        cell.set("scope", "col")
        _rename_head(cell, head, lang)


def _row_numbers(grid: list[list[html.HtmlElement]], *, named: bool) -> bool:
    """Whether the first column holds pandas' own row numbers (0, 1, 2 … under a named corner)."""
    if not grid or not all(row and row[0].tag == "th" for row in grid):
        return False
    first = [_text(row[0]) for row in grid]
    if named:
        return first == [str(i) for i in range(len(first))]
    return all(each.isdigit() or each in ("...", "…") for each in first)


def _flatten_head(table: html.HtmlElement) -> list[str]:
    """Join the two head rows that pandas writes for a named index; return the column names."""
    lines = table.findall("thead/tr")
    if len(lines) == 2:
        first, second = list(lines[0]), list(lines[1])
        pairs = list(zip(first, second, strict=False))
        if len(first) == len(second) and not any(_text(a) and _text(b) for a, b in pairs[1:]):
            for i, (top, low) in enumerate(pairs):
                if i == 0 or not _text(top):
                    _set_text(top, _text(low))
            lines[1].getparent().remove(lines[1])
            lines = lines[:1]
    return [_text(cell) for cell in lines[0]] if len(lines) == 1 else []


def _set_text(node: html.HtmlElement, value: str) -> None:
    for child in list(node):
        node.remove(child)
    node.text = value


def _rename_head(cell: html.HtmlElement, head: str, lang: str) -> None:
    key = f"col_{head}"
    if key in labels():
        cell.set("title", head)
        _set_text(cell, label(key, lang))
    elif head:
        renamed = indicator_label(head, lang)
        if renamed != head:
            cell.set("title", head)
            _set_text(cell, renamed)


def _dress_cell(cell: html.HtmlElement, head: str, lang: str, whole: bool, numbers: bool) -> None:
    if cell.tag == "th":
        cell.set("scope", "row")
    shown = _text(cell)
    link = cell.find(".//a")
    target = cell if link is None else link
    if shown in _MISSING:
        _set_text(target, "–")
        cell.set("class", "na")
        cell.set("title", label("missing", lang))
    elif head == "field" and f"col_{shown}" in labels():
        _set_text(target, label(f"col_{shown}", lang))
    elif head == "indicator" or head == "":
        renamed = indicator_label(shown, lang)
        if renamed != shown:
            _set_text(target, renamed)
            cell.set("title", shown)
    elif f"{head}_{shown}" in labels():
        _set_text(target, label(f"{head}_{shown}", lang))
        cell.set("title", shown)
    elif numbers and _NUMBER.match(shown) and head not in _NO_NUMBERS:
        cell.set("class", "number")
        _set_text(target, _grouped(shown, whole))


def _grouped(shown: str, whole: bool) -> str:
    if whole:
        return f"{int(float(shown)):,}".replace("-", "−")
    value = float(shown)
    digits = len(shown.partition(".")[2]) if "e" not in shown else 0
    if "e" in shown or (value and abs(value) < 1e-4):
        return f"{value:.1e}".replace("-", "−")
    places = min(digits, 1 if abs(value) >= 100 else 2 if abs(value) >= 1 else 4)
    grouped = f"{value:,.{places}f}"
    return (grouped.rstrip("0").rstrip(".") if places else grouped).replace("-", "−")


def _link_row(
    row: list[html.HtmlElement], columns: dict[str, int], sources: Sources | None, lang: str,
    found: list[tuple[str, int]],
) -> None:  # fmt: skip
    if sources is None:
        return
    for cell in row:
        for link in cell.iter("a"):
            _resolve(link, sources, lang, found)
    report = _text(row[columns["report_id"]]) if "report_id" in columns else ""
    for head in ("report_id", "report_a", "report_b", "duplicate_of"):
        if head in columns and sources.knows(_text(row[columns[head]])):
            _wrap(row[columns[head]], sources.href(_text(row[columns[head]])))
    if {"report_a", "report_b", "chars"} <= columns.keys():
        pair = (_text(row[columns["report_a"]]), _text(row[columns["report_b"]]))
        if pair in sources.compared:
            _wrap(row[columns["chars"]], quote(html_compare.page_name(*pair)))
            row[columns["chars"]][0].set("title", label("compare_open", lang))
    if not sources.knows(report):
        return
    numbers: list[int] = []
    for head in ("quantity", "quantities"):
        if head in columns:
            numbers += [int(n) for n in re.findall(r"\d+", _text(row[columns[head]]))]
    numbers = [n for n in dict.fromkeys(numbers) if sources.knows(report, n)]
    for head in ("value", "quote"):
        if numbers and head in columns and _text(row[columns[head]]) not in _MISSING:
            _wrap(row[columns[head]], sources.href(report, f"q{numbers[0]}"))
            row[columns[head]].find("a").set("class", "evidence")
            break
    if "quantities" in columns:
        _number_links(row[columns["quantities"]], report, numbers, sources)
    found += [(report, n) for n in numbers]


def _resolve(
    link: html.HtmlElement, sources: Sources, lang: str, found: list[tuple[str, int]]
) -> None:
    """Give a link of the package's own tables (``data-ref="report#quantity"``) its address."""
    report, _, quantity = link.get("data-ref", "").rpartition("#")
    if quantity.isdigit() and sources.knows(report, int(quantity)):
        link.set("href", sources.href(report, f"q{quantity}"))
        link.set("class", "evidence")
        link.set("title", label("opens_sentence", lang))
        found.append((report, int(quantity)))
    link.attrib.pop("data-ref", None)


def _wrap(cell: html.HtmlElement, href: str) -> None:
    shown = _text(cell)
    _set_text(cell, "")
    link = html.Element("a", href=href)
    link.text = shown
    cell.append(link)


def _number_links(
    cell: html.HtmlElement, report: str, numbers: list[int], sources: Sources
) -> None:
    _set_text(cell, "")
    for n in numbers:
        link = html.Element("a", href=sources.href(report, f"q{n}"))
        link.text = str(n)
        link.tail = " "
        cell.append(link)


def notes(found: list[tuple[str, int]], sources: Sources, lang: str) -> str:
    """Return the sentences of `found` as a list that opens on a click and is always printed."""
    items = []
    for report, quantity in dict.fromkeys(found):
        note = sources.note(report, quantity)
        if note is None:
            continue
        where = f" · {escape.text(note.heading)}" if note.heading else ""
        items.append(
            f'<li><a href="{escape.text(sources.href(report, f"q{quantity}"))}">'
            f"{escape.text(note.name)}</a>{where}<br>"
            f'<span class="said" lang="zh">{escape.text(note.before)}'
            f"<mark>{escape.text(note.number)}</mark>{escape.text(note.after)}</span></li>"
        )
    if not items:
        return ""
    summary = escape.text(label("sentences_behind", lang, n=len(items)))
    return f'<details class="notes"><summary>{summary}</summary><ol>{"".join(items)}</ol></details>'


def plain(value: Any) -> str:
    """Return a value as a cell's text; missing ones as a dash."""
    return "–" if value is None or str(value) in _MISSING else escape.text(value)
