"""Sentences that hold numbers of the data: written by code, so that they are true of any corpus.

Each function returns a :class:`Told`, which a notebook shows as Markdown; text from reports is
escaped in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import Sources, told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.labels import indicator_label, label, labels

__all__ = [
    "Told", "apart", "checks", "compared", "corpus", "few", "keyness", "main_level",
    "missing_fields", "names", "panel", "passages", "places", "regions", "source", "trends",
    "usual", "words",
]  # fmt: skip

# Below this many reports nothing general is said about groups of them.
FEW = 30


@dataclass(frozen=True)
class Told:
    """A piece of text with numbers in it."""

    markdown: str

    def __repr__(self) -> str:
        return self.markdown

    def _repr_markdown_(self) -> str:
        return self.markdown


def _name(kind: str, value: object, lang: str) -> str:
    key = f"{kind}_{value}"
    return label(key, lang) if key in labels() else escape.markdown(value)


def _joined(parts: list[str], lang: str) -> str:
    return label("comma", lang).join(parts) or "–"


def _span(years: pd.Series) -> str:
    found = sorted({int(year) for year in years.dropna()})
    return "–".join(dict.fromkeys(str(year) for year in (found[:1] + found[-1:]))) or "–"


def names(corpus: Corpus) -> dict[str, str]:
    """Return report_id → short name for figures."""
    return Sources(corpus).short_names()


def source(corpus: Corpus, lang: str = "en") -> str:
    """Return the source line of figures: how many reports, of which years."""
    reports = corpus.analysed().reports
    return label("source_of", lang, n=len(reports), span=_span(reports["year"]))


def corpus(corpus: Corpus, lang: str = "en") -> Told:
    """Tell how many files, reports, years and levels there are."""
    reports = corpus.analysed().reports
    levels = [
        f"{_name('level', level, lang)} {count}"
        for level, count in reports["level"].value_counts().sort_index().items()
    ]
    return Told(
        label(
            "tell_corpus", lang, files=len(corpus.intake), read=len(corpus.reports),
            used=len(reports), span=_span(reports["year"]), levels=_joined(levels, lang),
            chars=f"{int(reports['chars'].sum()):,}", numbers=len(corpus.analysed().quantities),
            named=len(corpus.analysed().indicators),
        )
    )  # fmt: skip


def few(corpus: Corpus, lang: str = "en") -> Told:
    """Say whether the reports are too few for general statements."""
    count = len(corpus.analysed().reports)
    return Told(label("tell_few" if count < FEW else "tell_enough", lang, n=count))


def missing_fields(corpus: Corpus, lang: str = "en") -> pd.DataFrame:
    """Return for each field of the reports in how many files it was found: field, filled, share."""
    fields = ["title", "issuer", "level", "province", "prefecture", "county", "township", "period",
              "published", "signed", "index_number", "document_number", "source_url"]  # fmt: skip
    reports = corpus.reports
    filled = [int(reports[name].notna().sum()) for name in fields]
    total = len(reports)
    shown = [label(f"col_{name}", lang) for name in fields]
    share = [round(100 * count / total) if total else pd.NA for count in filled]
    return pd.DataFrame({"field": shown, "filled": filled, "share": pd.array(share, dtype="Int64")})


def places(corpus: Corpus) -> pd.DataFrame:
    """Return the reports whose place is not settled, a row for each place that fits."""
    found = [
        (row.report_id, row.issuer, place)
        for row in rows(corpus.reports)
        if told(row.region_candidates)
        for place in row.region_candidates
    ]
    return pd.DataFrame(found, columns=["report_id", "issuer", "place"])


def words(frame: pd.DataFrame, lang: str = "en", top: int = 5) -> Told:
    """Tell the first words of a frequency frame with their rates."""
    ordered = frame.sort_values(["per_10k", "word"], ascending=[False, True]).head(top)
    parts = [f"{escape.markdown(r.word)} ({float(r.per_10k):.1f})" for r in rows(ordered)]
    return Told(label("tell_words", lang, words=_joined(parts, lang)))


def apart(corpus: Corpus, by: str, target: str | None = None, **options: Any) -> pd.DataFrame:
    """Return ``fz.keyness`` of one group against the rest; no rows where there are no two groups.

    Without `target` the group of the first report is taken. A single report, or reports without
    such a part, are no fault: there is nothing to compare then.
    """
    from fazhi_analysis.analyse.keyness import keyness as compare

    if target is None:
        values = corpus.analysed().reports[by].dropna()
        target = str(values.iloc[0]) if len(values) else ""
    try:
        return compare(corpus, by, target, **options)
    except FazhiError:
        columns = ["group", "word", "count", "reference_count", "log_likelihood", "log_ratio",
                   "log_odds_z", "p", "q", "reports", "small"]  # fmt: skip
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})


def keyness(frame: pd.DataFrame, lang: str = "en", top: int = 5) -> Told:
    """Tell which words set the groups apart, and whether the groups are large enough to say so."""
    if frame.empty:
        return Told(label("tell_no_groups", lang))
    target = frame["group"].iloc[0]
    own = frame[(frame["group"] == target) & (frame["log_ratio"] > 0) & (frame["q"] < 0.05)]
    own = own.sort_values(["log_likelihood", "word"], ascending=[False, True])
    parts = [
        f"{escape.markdown(r.word)} ({r.count_}/{r.reference_count})"
        for r in rows(own.head(top).rename(columns={"count": "count_"}))
    ]
    text = label("tell_keyness", lang, target=escape.markdown(target), n=len(own),
                 words=_joined(parts, lang))  # fmt: skip
    if "small" in frame.columns and bool(frame["small"].any()):
        text += " " + label("tell_small", lang)
    return Told(text)


def panel(frame: pd.DataFrame, lang: str = "en") -> Told:
    """Tell how full the panel is, and how many of its values are bounds, sums and conflicts."""
    there = frame[frame["value"].notna()]
    return Told(
        label(
            "tell_panel", lang, bodies=frame["body"].nunique(),
            indicators=frame["indicator"].nunique(), cells=len(frame), told=len(there),
            share=round(100 * len(there) / len(frame)) if len(frame) else 0,
            inexact=int((there["bound"] != "exact").sum()),
            parts=int((there["how"] == "parts").sum()),
            conflicts=int(frame["conflict"].fillna(False).sum()),
        )
    )  # fmt: skip


def trends(frame: pd.DataFrame, lang: str = "en") -> Told:
    """Tell how many series there are, and how many of them have a direction."""
    long = frame[frame["n"] >= 4]
    parts = [
        f"{_name('direction', each, lang)} {int((long['direction'] == each).sum())}"
        for each in ("up", "down", "flat", "break", "unclear")
    ]
    return Told(
        label("tell_trends", lang, n=len(frame), long=len(long), parts=_joined(parts, lang))
        if len(long)
        else label("tell_no_trends", lang, n=len(frame))
    )


def usual(panel: pd.DataFrame) -> str | None:
    """Return the indicator that most bodies tell; None where none tells any."""
    from fazhi_analysis.show.plots_panel import most_told

    once = panel[panel["value"].notna()].drop_duplicates(["body", "indicator"])
    return next(iter(most_told(once, 1)), None)


def compared(panel: pd.DataFrame, indicator: str | None) -> pd.DataFrame:
    """Return ``fz.compare_regions`` at the level with most bodies; no rows without an indicator."""
    from fazhi_analysis.analyse.regions import compare_regions

    if indicator is None:
        columns = ["region", "n", "median", "low", "high", "rank", "rank_low", "rank_high"]
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    return main_level(compare_regions(panel, indicator))


def main_level(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the level with most bodies: what may be compared with each other."""
    if "level" not in frame.columns or frame["level"].dropna().empty:
        return frame
    sizes = frame.groupby("level")["n"].sum().sort_index()
    level = sizes.sort_values(ascending=False, kind="stable").index[0]
    return frame[frame["level"] == level].reset_index(drop=True)


def regions(frame: pd.DataFrame, indicator: str | None, lang: str = "en") -> Told:
    """Tell how many regions have how many bodies with a figure."""
    there = frame[frame["n"] > 0] if len(frame) else frame
    sure = there[there["low"].notna()] if len(there) else there
    name = indicator_label(indicator, lang) if indicator else "–"
    bodies = int(there["n"].sum()) if len(there) else 0
    text = label("tell_regions", lang, name=name, regions=len(there), bodies=bodies, sure=len(sure))
    return Told(text)


def checks(frame: pd.DataFrame, lang: str = "en") -> Told:
    """Tell how many statements hold, fail, or cannot be tested."""
    counts = frame["verdict"].value_counts()
    return Told(
        label(
            "tell_checks", lang, n=len(frame), holds=int(counts.get("holds", 0)),
            fails=int(counts.get("fails", 0)), cannot=int(counts.get("cannot", 0)),
        )
    )  # fmt: skip


def passages(frame: pd.DataFrame, lang: str = "en") -> Told:
    """Tell how many passages are shared, and how many of them are slogans that all carry."""
    common = int(frame["boilerplate"].fillna(False).sum()) if len(frame) else 0
    pairs = len(frame[["report_a", "report_b"]].drop_duplicates())
    longest = int(frame["chars"].max()) if len(frame) else 0
    return Told(
        label("tell_passages", lang, n=len(frame), pairs=pairs, common=common, longest=longest)
    )
