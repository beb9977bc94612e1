"""The search page: a term in, its concordance lines out, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import Sources, told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.html_index import filters
from fazhi_analysis.show.labels import label

__all__ = ["search_body", "search_data"]

# Up to this many characters the texts stand in the page itself; above, in files beside it.
INLINE = 600_000
_PART = 400_000


def search_data(corpus: Corpus, sources: Sources) -> list[list[dict[str, Any]]]:
    """Return the bodies with what the search has to know of them, in parts of about a megabyte."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for row in rows(corpus.sentences):
        starts.setdefault(row.report_id, []).append((int(row.start), int(row.sentence)))
    parts: list[list[dict[str, Any]]] = [[]]
    size = 0
    for row in rows(corpus.texts):
        report = sources.reports[row.report_id]
        low, high = int(row.body_start), int(row.body_end)
        # Each unseen character becomes one seen one here, so that places stay what they are.
        text = "".join("\ufffd" if escape.visible(c) != c and c != "\n" else c
                       for c in str(row.text)[low:high])  # fmt: skip
        places = sorted(starts.get(row.report_id, [(low, 0)]))
        entry = {
            "name": escape.visible(sources.name(row.report_id)),
            "page": sources.href(row.report_id),
            "year": str(report.year) if told(report.year) else "",
            "level": str(report.level) if told(report.level) else "",
            "province": str(report.province) if told(report.province) else "",
            "first": places[0][1],
            # The script counts UTF-16 units, of which rare characters have two.
            "starts": _utf16(text, [place - low for place, _ in places]),
            "sections": _sections(corpus, row.report_id, low, high, text),
            "text": text,
        }
        if size > _PART:
            parts.append([])
            size = 0
        parts[-1].append(entry)
        size += len(text)
    return parts


def _utf16(text: str, places: list[int]) -> list[int]:
    if all(char < "\U00010000" for char in text):
        return places
    return [len(text[:place].encode("utf-16-le")) // 2 for place in places]


def _sections(
    corpus: Corpus, report_id: str, low: int, high: int, text: str
) -> list[tuple[int, str]]:
    own = corpus.sections[corpus.sections["report_id"] == report_id]
    found = []
    for row in rows(own):
        name = "".join(str(part) for part in (row.marker, row.heading) if told(part))
        if low <= int(row.start) <= high:
            found.append((int(row.start) - low, escape.visible(name)[:60]))
    found.sort()
    places = _utf16(text, [place for place, _ in found])
    return [(place, name) for place, (_, name) in zip(places, found, strict=True)]


def search_body(
    corpus: Corpus, lang: str, files: list[str], inline: list[dict[str, Any]] | None
) -> str:
    """Return the body of the search page; `inline` holds the texts unless they are in `files`."""
    words = {
        "searching": label("searching", lang),
        "found": label("search_found", lang),
        "failed": label("search_failed", lang),
        "files": files,
    }
    say = {key: escape.text(label(key, lang)) for key in
           ("search", "search_term", "search_note", "more", "noscript")}  # fmt: skip
    data = "" if inline is None else (
        f'<script type="application/json" id="search-texts">{escape.script_json(inline)}</script>'
    )  # fmt: skip
    return (
        f"<h1>{say['search']}</h1>\n<p>{say['search_note']}</p>\n"
        f"<noscript><p>{say['noscript']}</p></noscript>\n"
        '<form id="search" class="filters" role="search">'
        f'<label>{say["search_term"]}<input type="search" name="q" required autofocus></label>'
        f"{filters(corpus.reports, '', lang, text=False)}"
        f'<button type="submit">{say["search"]}</button></form>\n'
        '<p id="search-status" role="status" aria-live="polite"></p>\n'
        '<ol class="hits" id="hits" lang="zh"></ol>\n'
        f'<p><button type="button" id="more" hidden>{say["more"]}</button></p>\n'
        f'<script type="application/json" id="search-words">{escape.script_json(words)}</script>'
        f"{data}"
    )


def data_files(parts: list[list[dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Yield name and content of each data file."""
    for i, part in enumerate(parts):
        yield f"data/search-{i:03}.js", f"fazhiAdd({escape.script_json(part)});\n"
