"""``fazhi report``: run the notebooks on a processed folder and write the pages around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from fazhi_analysis import store
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import (
    escape,
    exports,
    html,
    html_compare,
    html_index,
    html_notebook,
    html_report,
    html_search,
    notebooks,
)
from fazhi_analysis.show.evidence import FOLDER, Sources
from fazhi_analysis.show.labels import LANGUAGES, label
from fazhi_analysis.show.manifest import Manifest, fingerprint, package_hash
from fazhi_analysis.show.progress import Line, say

__all__ = ["run"]

_SHEET = "assets/pages.css"


def run(
    processed: str | Path,
    out: str | Path,
    *,
    notebooks: str | Path | None = None,
    only: Sequence[str] | str | None = None,
    lang: Literal["en", "zh"] = "en",
    code: Literal["show", "hide"] = "hide",
) -> Path:
    """Write the report folder and return the path of its first page.

    Parameters
    ----------
    processed : path
        A folder that ``fazhi build`` wrote.
    out : path
        Folder for the pages: ``index.html``, one page a notebook, ``search.html``, a page a
        report below ``reports/``, and the tables as csv and xlsx below ``data/``.
    notebooks : path, optional
        A folder of notebooks of one's own; a cell tagged ``parameters`` has to assign
        ``PROCESSED`` (and may use ``LANG``).
    only : str or list of str, optional
        Run only notebooks whose name begins so, such as ``"03"``.
    lang : {'en', 'zh'}
        Language of the labels and texts.
    code : {'show', 'hide'}
        Whether the pages hold the notebooks' code (folded).

    Raises
    ------
    ReportRunError
        A cell failed: the message names notebook and cell. Pages that were finished before stay,
        and no page is half written.
    FazhiError
        The processed folder, a notebook or an argument is not usable.

    Notes
    -----
    What has not changed is not run again: the output folder keeps, for each page, a fingerprint of
    the frames, the notebook, the package and the options.
    """
    if lang not in LANGUAGES:
        raise FazhiError(f"lang={lang!r}: there are {' and '.join(LANGUAGES)}.")
    if code not in ("show", "hide"):
        raise FazhiError(f"code={code!r}: there are 'show' and 'hide'.")
    return _Report(Path(processed), Path(out), notebooks, only, lang, code == "show").write()


@dataclass
class _Report:
    """One run: what is wanted, what stands already, what was written."""

    processed: Path
    out: Path
    folder: str | Path | None
    only: Sequence[str] | str | None
    lang: str
    code: bool
    titles: dict[str, str] = field(default_factory=dict)

    def write(self) -> Path:
        corpus = store.load(self.processed)
        paths = notebooks.find(self.folder)
        chosen = notebooks.select(paths, self.only)
        self.held = Manifest(self.out)
        frames = (self.processed / store.DESCRIPTOR).read_bytes()
        self.base = fingerprint(frames, package_hash(), self.lang, str(self.code))
        shared = self._shared(corpus)
        sources = Sources(corpus, frozenset(html_compare.pairs(shared)))
        kept = [p for p in paths if p in chosen or (self.out / f"{p.stem}.html").is_file()]
        for path in kept:
            title = html_notebook.title(notebooks.read(path), path.stem, self.lang)
            self.titles[f"{path.stem}.html"] = title
        nav = self._nav(kept)
        try:
            self._reports(corpus, sources, nav)
            self._compare(shared, sources, nav)
            self._data(corpus, sources)
            for number, path in enumerate(chosen, 1):
                self._notebook(path, nav, sources, f"[{number}/{len(chosen)}] ")
            self._search(corpus, sources, nav)
            self._index(corpus, sources, nav)
            for path in kept:
                self.held.keep(f"{path.stem}.html")
            self.held.remove_others()
        finally:
            self.held.save()
        first = self.out / "index.html"
        say(f"done: {first}")
        return first

    def _nav(self, paths: Sequence[Path]) -> list[html.Link]:
        links = [html.Link("index.html", label("nav_index", self.lang))]
        links += [html.Link(f"{p.stem}.html", self.titles[f"{p.stem}.html"]) for p in paths]
        return [*links, html.Link("search.html", label("search", self.lang))]

    # -- the pages ------------------------------------------------------------------------------

    def _page(self, title: str, body: str, nav: Sequence[html.Link], name: str, **more: Any) -> str:
        return html.page(title, body, nav=nav, current=name, lang=self.lang, **more)

    def _nav_hash(self, nav: Sequence[html.Link]) -> str:
        return fingerprint(*(f"{link.href}\n{link.name}" for link in nav))

    def _notebook(
        self, path: Path, nav: Sequence[html.Link], sources: Sources, counted: str
    ) -> None:
        name = f"{path.stem}.html"
        mark = fingerprint(self.base, path.read_bytes(), self._nav_hash(nav), name)
        if self.held.stands(name, mark):
            say(f"{counted}{path.stem}: unchanged")
            return
        progress = Line(f"{counted}{path.stem}")
        parameters = {"PROCESSED": str(self.processed.resolve()), "LANG": self.lang}
        try:
            done = notebooks.execute(
                notebooks.read(path), path.name, path.parent, parameters=parameters,
                progress=progress,
            )  # fmt: skip
        finally:
            progress.end()
        body = html_notebook.body(
            done, sources=sources, lang=self.lang, code=self.code, fallback=path.stem
        )
        self.held.put(name, mark, self._page(self.titles[name], body, nav, name))

    def _reports(self, corpus: Corpus, sources: Sources, nav: Sequence[html.Link]) -> None:
        ids = list(corpus.reports["report_id"])
        names = {each: f"{FOLDER}/{escape.file_name(each)}" for each in ids}
        mark = fingerprint(self.base, self._nav_hash(nav))
        if all(self.held.stands(name, mark) for name in (_SHEET, *names.values())):
            say(f"pages of {len(ids)} reports: unchanged")
            return
        progress = Line(label("nav_reports", "en"))
        glyphs = [html.asset("pages.js")]
        own = _split(corpus)
        for number, each in enumerate(ids, 1):
            progress(number, len(ids))
            body = html_report.report_body(own[each], each, sources, self.lang)
            glyphs.append("".join(sorted(set(body))))
            page = self._page(
                sources.name(each), body, nav, names[each], root="../", sheet=_SHEET
            )  # fmt: skip
            self.held.put(names[each], mark, page)
        glyphs += [label(f"compare_{key}", self.lang) for key in ("title", "note")]
        glyphs += [link.name for link in nav] + [label(k, self.lang) for k in ("skip", "footer")]
        self.held.put(_SHEET, mark, html.style_sheet(["".join(sorted(set("".join(glyphs))))]))
        progress.end()

    @staticmethod
    def _shared(corpus: Corpus) -> pd.DataFrame:
        from fazhi_analysis.analyse.reuse import shared_passages

        return shared_passages(corpus, min_chars=20)

    def _compare(self, shared: pd.DataFrame, sources: Sources, nav: Sequence[html.Link]) -> None:
        mark = fingerprint(self.base, self._nav_hash(nav), "compare")
        own = {
            (str(key[0]), str(key[1])): passages
            for key, passages in shared.groupby(["report_a", "report_b"])
        }
        for report_a, report_b in sorted(sources.compared):
            name = html_compare.page_name(report_a, report_b)
            if self.held.stands(name, mark):
                continue
            body = html_compare.compare_body(
                own[report_a, report_b], report_a, report_b, sources, self.lang
            )
            title = f"{sources.name(report_a)} — {sources.name(report_b)}"
            page = self._page(title, body, nav, name, root="../", sheet=_SHEET)
            self.held.put(name, mark, page)

    def _data(self, corpus: Corpus, sources: Sources) -> None:
        mark = fingerprint(self.base, "data")
        names = ["data/mentions.csv", "data/panel.csv", "data/fazhi.xlsx"]
        if all(self.held.stands(name, mark) for name in names):
            return
        mentions = exports.mentions(corpus, sources, self.lang)
        panel = exports.panel(corpus, self.lang)
        self.held.put(names[0], mark, exports.csv_bytes(mentions))
        self.held.put(names[1], mark, exports.csv_bytes(panel))
        sheets = {"mentions": mentions, "panel": panel}
        self.held.put(names[2], mark, exports.xlsx_bytes(sheets, self.lang))

    def _search(self, corpus: Corpus, sources: Sources, nav: Sequence[html.Link]) -> None:
        parts = html_search.search_data(corpus, sources)
        small = sum(len(each["text"]) for part in parts for each in part) <= html_search.INLINE
        files = [] if small else list(html_search.data_files(parts))
        mark = fingerprint(self.base, self._nav_hash(nav), "search")
        if all(self.held.stands(name, mark) for name in ("search.html", *(n for n, _ in files))):
            return
        for name, content in files:
            self.held.put(name, mark, content)
        inline = [each for part in parts for each in part] if small else None
        body = html_search.search_body(corpus, self.lang, [name for name, _ in files], inline)
        glyphs = "".join(sorted({c for part in parts for each in part for c in each["text"]}))
        page = self._page(
            label("search", self.lang), body, nav, "search.html",
            script=html.asset("search.js"), glyphs=glyphs,
        )  # fmt: skip
        self.held.put("search.html", mark, page)

    def _index(self, corpus: Corpus, sources: Sources, nav: Sequence[html.Link]) -> None:
        mark = fingerprint(self.base, self._nav_hash(nav), "index")
        if self.held.stands("index.html", mark):
            return
        pages = [link for link in nav if link.href in self.titles]
        tables = [
            html.Link("data/fazhi.xlsx", label("export_xlsx", self.lang)),
            html.Link("data/mentions.csv", label("export_mentions", self.lang)),
            html.Link("data/panel.csv", label("export_panel", self.lang)),
        ]
        body = html_index.index_body(corpus, sources, pages, tables, self.lang)
        title = label("index_title", self.lang)
        self.held.put("index.html", mark, self._page(title, body, nav, "index.html"))


def _split(corpus: Corpus) -> dict[str, Corpus]:
    """Return a corpus for each report, made in one pass over the frames."""
    frames = {
        name: {str(key): own for key, own in frame.groupby("report_id", sort=False)}
        for name, frame in corpus.frames().items()
        if name not in ("words", "intake")
    }
    return {
        each: Corpus(**{name: own[each] for name, own in frames.items() if each in own})
        for each in corpus.reports["report_id"]
    }
