"""What a report covers: the four parts that it must have, and the themes it says nothing about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from fazhi_analysis.analyse.measures import measure, themes
from fazhi_analysis.analyse.units import chosen
from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["PARTS", "coverage", "theme_coverage"]

# The central rules of 2019 (法治政府建设与责任落实督察工作规定) name what a yearly report holds:
# what was done and achieved, shortcomings and their causes, how the heads of party and government
# did their duty, and what comes next.
PARTS = ("progress", "problems", "duty", "plan")


def coverage(corpus: Corpus, *, everything: bool = False) -> pd.DataFrame:
    """Return one row a report and required part.

    Parameters
    ----------
    corpus : Corpus
        The reports with their sections.
    everything : bool, default False
        Take duplicates and texts of kind ``other`` too.

    Returns
    -------
    DataFrame
        report_id; role (progress, problems, duty, plan, in this order); present (a section of this
        role has text); chars (characters in sections of this role, headings included; 0 where there
        is none); share (of the body; NA for an empty body). Sections of role intro and other
        belong to none of the parts, so the shares need not add up to 1. Sorted by report_id.

    Notes
    -----
    The role is the section's: a report that speaks of the first person's duty (第一责任人) inside
    another part, without a heading for it, has no part of its own for it.

    Examples
    --------
    >>> from fazhi_analysis.corpus import Corpus
    >>> coverage(Corpus()).columns.tolist()
    ['report_id', 'role', 'present', 'chars', 'share']
    """
    corpus = chosen(corpus, "coverage", everything=everything)
    rows = corpus.sections[["report_id", "role", "start", "end"]]
    rows = rows.sort_values(["report_id", "role", "start", "end"], kind="stable")
    # A section is its own text; should one reach into the next of its role, it counts once.
    before = rows.groupby(["report_id", "role"])["end"].cummax()
    before = before.groupby([rows["report_id"], rows["role"]]).shift()
    start = rows["start"].where(before.isna() | (before < rows["start"]), before)
    lengths = (rows["end"] - start).clip(lower=0)
    chars = lengths.groupby([rows["report_id"], rows["role"]]).sum()
    reports = corpus.reports[["report_id", "chars"]].rename(columns={"chars": "body"})
    out = reports.merge(pd.DataFrame({"role": pd.Series(PARTS, dtype="str")}), how="cross")
    found = chars.rename("chars").reset_index()
    out = out.merge(found, how="left", on=["report_id", "role"])
    out["chars"] = out["chars"].fillna(0).astype("Int64")
    out["present"] = (out["chars"] > 0).astype("boolean")
    body = out["body"].where(out["body"] > 0)
    out["share"] = (out["chars"] / body).astype("Float64")
    columns = ["report_id", "role", "present", "chars", "share"]
    return out.sort_values("report_id", kind="stable")[columns].reset_index(drop=True)


@lru_cache(maxsize=1)
def _terms() -> tuple[dict[str, str], re.Pattern[str]]:
    terms: dict[str, str] = {}
    for row in read_table("theme_terms.csv", ["theme", "term"]):
        if row["theme"] not in themes():
            raise ResourceError(
                f"theme_terms.csv: {row['theme']!r} is no theme of the codebook; use {themes()}."
            )
        if not row["term"] or row["term"] in terms:
            raise ResourceError(f"theme_terms.csv: {row['term']!r} is empty or stands twice.")
        terms[row["term"]] = row["theme"]
    longest = sorted(terms, key=lambda term: (-len(term), term))
    return terms, re.compile("|".join(map(re.escape, longest)))


def theme_coverage(corpus: Corpus, *, everything: bool = False) -> pd.DataFrame:
    """Return one row a report and theme of the codebook: what it says of it, if anything.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts and quantities.
    everything : bool, default False
        Take duplicates and texts of kind ``other`` too.

    Returns
    -------
    DataFrame
        report_id; theme; mentions (rows of `indicators` whose indicator belongs to the theme);
        words (how often a word of the theme stands in the body, such as 矛盾纠纷 and 人民调解 for
        disputes; the list is ``resources/theme_terms.csv``); silent (neither figure nor word).
        Sorted by report_id, then in the codebook's order of themes.

    Examples
    --------
    >>> from fazhi_analysis.corpus import Corpus
    >>> theme_coverage(Corpus()).columns.tolist()
    ['report_id', 'theme', 'mentions', 'words', 'silent']
    """
    corpus = chosen(corpus, "theme_coverage", everything=everything)
    terms, pattern = _terms()
    counts: dict[tuple[str, str], int] = {}
    texts = corpus.texts
    for report, text, start, end in zip(
        texts["report_id"], texts["text"], texts["body_start"], texts["body_end"], strict=True
    ):
        begin = 0 if pd.isna(start) else int(start)
        stop = len(text) if pd.isna(end) else int(end)
        for match in pattern.finditer(text, begin, stop):
            key = (report, terms[match[0]])
            counts[key] = counts.get(key, 0) + 1
    names = pd.DataFrame({"theme": pd.Series(themes(), dtype="str")})
    out = corpus.reports[["report_id"]].merge(names, how="cross")
    told = corpus.indicators
    told = told.assign(theme=[measure(code).theme for code in told["indicator"]])
    mentions = told.groupby(["report_id", "theme"]).size()
    keys = list(zip(out["report_id"], out["theme"], strict=True))
    figures = mentions.to_dict()
    out["mentions"] = pd.array([figures.get(key, 0) for key in keys], dtype="Int64")
    out["words"] = pd.array([counts.get(key, 0) for key in keys], dtype="Int64")
    out["silent"] = ((out["mentions"] == 0) & (out["words"] == 0)).astype("boolean")
    return out.sort_values("report_id", kind="stable").reset_index(drop=True)
