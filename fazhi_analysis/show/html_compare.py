"""Two reports side by side, the passages that they share marked and linked with each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import Sources
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.labels import label

__all__ = ["FOLDER", "compare_body", "page_name", "pairs"]

FOLDER = "compare"
# Pages are written for so many pairs, those that share most beside slogans.
MOST = 100


def page_name(report_a: str, report_b: str) -> str:
    """Return the address of the page of two reports, from the report folder."""
    first, second = (escape.file_name(each).removesuffix(".html") for each in (report_a, report_b))
    return f"{FOLDER}/{first}--{second}.html"


def pairs(shared: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the pairs of reports with most shared text that is no slogan of all."""
    own = shared[~shared["boilerplate"].fillna(False).astype(bool)]
    sizes = own.groupby(["report_a", "report_b"])["chars"].sum().reset_index()
    sizes = sizes.sort_values(["chars", "report_a", "report_b"], ascending=[False, True, True])
    return [(str(row.report_a), str(row.report_b)) for row in rows(sizes.head(MOST))]


def compare_body(
    shared: pd.DataFrame, report_a: str, report_b: str, sources: Sources, lang: str
) -> str:
    """Return the body of the page of two reports; `shared` holds their passages alone."""
    passages = list(rows(shared.sort_values(["start_a", "start_b"], kind="stable")))
    title = escape.text(label("compare_title", lang))
    note = escape.text(
        label("compare_note", lang, n=len(passages), chars=int(shared["chars"].sum()))
    )
    columns = []
    for side, other, report in (("a", "b", report_a), ("b", "a", report_b)):
        text = sources.texts[report]
        spans = [
            (int(getattr(row, f"start_{side}")), int(getattr(row, f"end_{side}")), number,
             bool(row.boilerplate))
            for number, row in enumerate(passages, 1)
        ]  # fmt: skip
        name = escape.text(sources.name(report))
        href = escape.text(sources.href(report, root="../"))
        columns.append(
            f'<section class="report-text" aria-label="{name}">'
            f'<h2 lang="zh"><a href="{href}">{name}</a></h2>'
            f'<div lang="zh">{_marked(text, spans, side, other)}</div></section>'
        )
    places = " ".join(f'<a href="#a{n}">{n}</a>' for n in range(1, len(passages) + 1))
    return f'<h1>{title}</h1><p>{note}</p><p>{places}</p><div class="pair">{"".join(columns)}</div>'


def _marked(text: Any, spans: Sequence[tuple[int, int, int, bool]], side: str, other: str) -> str:
    source, at = str(text.text), int(text.body_start)
    out = []
    for start, end, number, common in sorted(spans):
        # Of passages that overlap, the later one begins where the earlier one ends.
        begin, stop = max(start, at), min(end, int(text.body_end))
        if begin >= stop:
            out.append(f'<span id="{side}{number}"></span>')
            continue
        out.append(_plain(source[at:begin]))
        kind = "quote" if common else "copied"
        out.append(
            f'<a class="passage" id="{side}{number}" href="#{other}{number}"><span class="{kind}">'
            f"{_plain(source[begin:stop])}</span><sup>{number}</sup></a>"
        )
        at = stop
    out.append(_plain(source[at : int(text.body_end)]))
    return "".join(out)


def _plain(text: str) -> str:
    return escape.text(text).replace("\n", "<br>")
