"""The page of one report: fields, outline, indicators, checks, and the full text with all marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import Sources, told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.html_text import marked_text
from fazhi_analysis.show.labels import indicator_label, label, labels, value_unit
from fazhi_analysis.show.style_numbers import shown_value

__all__ = ["report_body"]

_FIELDS = (
    "title", "issuer", "level", "province", "prefecture", "county", "township", "adcode",
    "region_candidates", "period", "period_type", "year", "published", "signed", "index_number",
    "document_number", "source_url", "kind", "duplicate_of",
)  # fmt: skip
_FILE = ("report_id", "path", "format", "encoding", "script", "chars", "sha256")


def report_body(corpus: Corpus, report_id: str, sources: Sources, lang: str) -> str:
    """Return the page's body; `corpus` holds this report alone, `sources` all of them."""
    row = sources.reports[report_id]
    head = f'<h1 lang="zh">{escape.text(sources.name(report_id))}</h1>'
    parts = [
        head,
        _fields(row, corpus, sources, lang),
        _outline(corpus, lang),
        _indicators(corpus, lang),
        _checks(corpus, lang),
        _h2("page_text", lang),
        f'<p class="soft">{escape.text(label("page_text_note", lang))}</p>',
        marked_text(corpus, lang),
        _others(corpus, lang),
        f'<p class="here" id="here" lang="zh">{escape.text(sources.name(report_id))}</p>',
    ]
    return "\n".join(part for part in parts if part)


def _h2(key: str, lang: str) -> str:
    return f"<h2>{escape.text(label(key, lang))}</h2>"


def _name(kind: str, value: Any, lang: str) -> str:
    key = f"{kind}_{value}"
    return label(key, lang) if key in labels() else str(value)


def _field_value(name: str, value: Any, lang: str, sources: Sources) -> str:
    if name in ("level", "period_type", "kind", "script"):
        return escape.text(_name(name, value, lang))
    if name in ("published", "signed"):
        return escape.text(value.strftime("%Y-%m-%d"))
    if name == "region_candidates":
        return "<br>".join(escape.text(each) for each in value)
    if name == "duplicate_of" and sources.knows(str(value)):
        href = escape.text(sources.href(str(value), root="../"))
        return f'<a href="{href}">{escape.text(value)}</a>'
    return escape.text(value)


def _fields(row: Any, corpus: Corpus, sources: Sources, lang: str) -> str:
    rules: dict[str, Any] = {}
    for evidence in rows(corpus.evidence):
        rules.setdefault(evidence.field, evidence)
    text = str(corpus.texts["text"].iloc[0]) if len(corpus.texts) else ""
    items = []
    for name in _FIELDS:
        value = getattr(row, name)
        if isinstance(value, str) or not isinstance(value, Iterable):
            there = told(value)
        else:
            there = len(list(value)) > 0
        shown = (
            _field_value(name, value, lang, sources)
            if there
            else f'<span class="soft">{escape.text(label("not_told", lang))}</span>'
        )
        if name in ("region_candidates", "duplicate_of") and not there:
            continue
        items.append(
            f"<dt>{escape.text(_name('col', name, lang))}</dt>"
            f"<dd>{shown}{_proof(rules.get(name), text) if there else ''}</dd>"
        )
    file = "".join(
        f"<dt>{escape.text(_name('col', name, lang))}</dt>"
        f"<dd>{_field_value(name, getattr(row, name), lang, sources)}</dd>"
        for name in _FILE
        if told(getattr(row, name))
    )
    return (
        f'{_h2("page_fields", lang)}<dl class="fields">{"".join(items)}</dl>'
        f"<details><summary>{escape.text(label('page_file', lang))}</summary>"
        f'<dl class="fields">{file}</dl></details>'
    )


def _proof(evidence: Any, text: str) -> str:
    if evidence is None:
        return ""
    rule = escape.text(evidence.rule)
    if not told(evidence.start) or not told(evidence.end):
        return f' <span class="soft">({rule})</span>'
    start, end = int(evidence.start), int(evidence.end)
    words = escape.text(text[start:end][:60])
    return f' <span class="soft">← “<a href="#c{start}" lang="zh">{words}</a>” ({rule})</span>'


def _outline(corpus: Corpus, lang: str) -> str:
    sections = [row for row in rows(corpus.sections) if told(row.heading) or told(row.marker)]
    if not sections:
        return _h2("page_outline", lang) + f"<p>{escape.text(label('no_outline', lang))}</p>"
    out, depth = [], 0
    for row in sections:
        level = max(1, int(row.depth))
        while depth < level:
            out.append("<ul>")
            depth += 1
        while depth > level:
            out.append("</ul>")
            depth -= 1
        name = "".join(str(part) for part in (row.marker, row.heading) if told(part))
        role = f' <span class="soft">{escape.text(_name("role", row.role, lang))}</span>'
        out.append(
            f'<li><a href="#sec{int(row.section)}" lang="zh">{escape.text(name[:80])}</a>'
            f"{role if level == 1 else ''}</li>"
        )
    out.append("</ul>" * depth)
    inner = (
        "".join(out).replace("<ul><ul>", "<ul><li><ul>").replace("</ul></ul>", "</ul></li></ul>")
    )
    name = escape.text(label("page_outline", lang))
    return f'{_h2("page_outline", lang)}<nav class="outline" aria-label="{name}">{inner}</nav>'


def _table(heads: Iterable[str], lines: Iterable[str], name: str, lang: str) -> str:
    head = "".join(f'<th scope="col">{escape.text(_name("col", h, lang))}</th>' for h in heads)
    label_ = escape.text(name)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label_}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _quantity_cells(row: Any, lang: str) -> str:
    value = escape.text(shown_value(row.value, row.value_high, row.bound))
    link = f'<a class="evidence" href="#q{int(row.quantity)}">{value}</a>'
    cells = [f'<td class="number">{link}</td>']
    for name in ("unit", "breakdown", "period", "status"):
        content = getattr(row, name)
        if name == "unit":
            content = value_unit(content, row.indicator) or None
        if not told(content):
            cells.append("<td></td>")
            continue
        shown = _name("status", content, lang) if name == "status" else content
        cells.append(f'<td lang="zh">{escape.text(shown)}</td>')
    cells.append(f'<td lang="zh">{escape.text(row.quote)}</td>')
    return "".join(cells)


_HEADS = ("value", "unit", "breakdown", "period", "status", "quote")


def _indicators(corpus: Corpus, lang: str) -> str:
    found = list(rows(corpus.indicators))
    if not found:
        return _h2("page_indicators", lang) + f"<p>{escape.text(label('no_indicators', lang))}</p>"
    lines = [
        f'<tr><th scope="row" title="{escape.text(row.indicator)}">'
        f"{escape.text(indicator_label(row.indicator, lang))}</th>{_quantity_cells(row, lang)}</tr>"
        for row in found
    ]
    name = label("page_indicators", lang)
    count = label("page_indicators_note", lang, n=len(found))
    table = _table(("indicator", *_HEADS), lines, name, lang)
    return f'{_h2("page_indicators", lang)}<p class="soft">{escape.text(count)}</p>{table}'


def _others(corpus: Corpus, lang: str) -> str:
    quantities = corpus.quantities[corpus.quantities["indicator"].isna()]
    if quantities.empty:
        return ""
    lines = [f"<tr>{_quantity_cells(row, lang)}</tr>" for row in rows(quantities)]
    name = label("page_others", lang, n=len(lines))
    table = _table(_HEADS, lines, name, lang)
    return f"<details><summary>{escape.text(name)}</summary>{table}</details>"


def _checks(corpus: Corpus, lang: str) -> str:
    found = list(rows(corpus.checks))
    if not found:
        return _h2("page_checks", lang) + f"<p>{escape.text(label('no_checks', lang))}</p>"
    lines = []
    for row in found:
        numbers = " ".join(
            f'<a href="#q{int(n)}">{int(n)}</a>'
            for n in (row.quantities if told(row.quantities) else ())
        )
        span = ""
        if told(row.low) and told(row.high):
            low, high = shown_value(row.low), shown_value(row.high)
            span = low if low == high else f"{low} – {high}"
        lines.append(
            f'<tr><th scope="row">{escape.text(_name("check", row.kind, lang))}</th>'
            f'<td class="verdict-{escape.text(row.verdict)}">'
            f"{escape.text(_name('verdict', row.verdict, lang))}</td>"
            f'<td class="number">{escape.text(shown_value(row.stated))}</td>'
            f'<td class="number">{escape.text(span)}</td><td>{numbers}</td>'
            f'<td lang="zh"><a href="#c{int(row.start)}">{escape.text(row.quote)}</a></td></tr>'
        )
    name = label("page_checks", lang)
    table = _table(
        ("kind", "verdict", "stated", "allowed", "quantities", "quote"), lines, name, lang
    )
    return _h2("page_checks", lang) + table
