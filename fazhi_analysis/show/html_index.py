"""The first page: the analyses, the reports with their filters, the tables to take along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import Sources, told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.html import Link
from fazhi_analysis.show.labels import label, labels

__all__ = ["filters", "index_body"]


def _say(key: str, lang: str, **values: object) -> str:
    return escape.text(label(key, lang, **values))


def index_body(
    corpus: Corpus, sources: Sources, pages: Sequence[Link], exports: Sequence[Link], lang: str
) -> str:
    """Return the body of the first page."""
    reports = corpus.reports
    analysed = corpus.analysed().reports
    years = sorted({int(year) for year in analysed["year"].dropna()})
    span = "–".join(dict.fromkeys(str(year) for year in (years[:1] + years[-1:])))
    refused = int((~corpus.intake["status"].isin(["ok", "duplicate", "not_a_report"])).sum())
    parts = [
        f"<h1>{_say('index_title', lang)}</h1>",
        f"<p>{_say('index_intro', lang, n=len(analysed), span=span or '–')}</p>",
        f"<p>{_say('index_more', lang, all=len(reports), refused=refused)}</p>",
        _search_form(lang),
        f"<h2>{_say('index_analyses', lang)}</h2>",
        "<ul>"
        + "".join(
            f'<li><a href="{escape.text(link.href)}">{escape.text(link.name)}</a></li>'
            for link in pages
        )
        + "</ul>",
        f"<h2>{_say('index_reports', lang)}</h2>",
        filters(reports, "filters", lang, text=True),
        f'<p id="filter-status" role="status" aria-live="polite" class="soft" '
        f'data-text="{_say("filter_status", lang)}"></p>',
        _reports_table(corpus, sources, lang),
        f"<h2>{_say('index_exports', lang)}</h2><p>{_say('index_exports_note', lang)}</p><ul>",
        "".join(
            f'<li><a href="{escape.text(link.href)}">{escape.text(link.name)}</a></li>'
            for link in exports
        ),
        "</ul>",
    ]
    return "\n".join(parts)


def _search_form(lang: str) -> str:
    return (
        '<form class="filters screen" role="search" action="search.html" method="get">'
        f'<label>{_say("search_term", lang)}<input type="search" name="q" required></label>'
        f'<button type="submit">{_say("search", lang)}</button></form>'
    )


def filters(frame: object, ident: str, lang: str, *, text: bool) -> str:
    """Return the choice of year, level and province; with `text`, a field for words too."""
    import pandas as pd

    assert isinstance(frame, pd.DataFrame)
    fields = []
    if text:
        fields.append(
            f"<label>{_say('filter_text', lang)}"
            '<input type="search" name="q" autocomplete="off"></label>'
        )
    for name in ("year", "level", "province"):
        values = sorted({str(value) for value in frame[name].dropna()})
        if not values:
            continue
        options = "".join(
            f'<option value="{escape.text(value)}">'
            f"{escape.text(_named(name, value, lang))}</option>"
            for value in values
        )
        fields.append(
            f'<label>{_say("col_" + name, lang)}<select name="{name}">'
            f'<option value="">{_say("all", lang)}</option>{options}</select></label>'
        )
    if text:
        return f'<form id="{ident}" class="filters screen">{"".join(fields)}</form>'
    return "".join(fields)


def _named(name: str, value: str, lang: str) -> str:
    key = f"{name}_{value}"
    return label(key, lang) if key in labels() else value


def _reports_table(corpus: Corpus, sources: Sources, lang: str) -> str:
    heads: Iterable[str] = ("report", "period", "level", "place", "chars", "mentions", "kind")
    head = "".join(f'<th scope="col">{_say("col_" + name, lang)}</th>' for name in heads)
    counts = corpus.indicators.groupby("report_id").size().to_dict()
    lines = []
    for row in rows(corpus.reports):
        place = "/".join(
            dict.fromkeys(
                str(part)
                for part in (row.province, row.prefecture, row.county, row.township)
                if told(part)
            )
        )
        data = "".join(
            f' data-{name}="{escape.text(getattr(row, name)) if told(getattr(row, name)) else ""}"'
            for name in ("year", "level", "province")
        )
        kind = _named("kind", str(row.kind), lang) if told(row.kind) else "–"
        level = _named("level", str(row.level), lang) if told(row.level) else "–"
        if told(row.duplicate_of):
            kind = label("duplicate", lang)
        lines.append(
            f'<tr{data}><th scope="row" lang="zh">'
            f'<a href="{escape.text(sources.href(row.report_id))}">'
            f"{escape.text(sources.name(row.report_id))}</a></th>"
            f"<td>{escape.text(row.period) if told(row.period) else '–'}</td>"
            f"<td>{escape.text(level)}</td>"
            f'<td lang="zh">{escape.text(place) or "–"}</td>'
            f'<td class="number">{int(row.chars):,}</td>'
            f'<td class="number">{counts.get(row.report_id, 0):,}</td>'
            f"<td>{escape.text(kind)}</td></tr>"
        )
    name = _say("index_reports", lang)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{name}">'
        f"<table data-filter><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
