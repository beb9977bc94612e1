"""What is compared with what: reports or parts of reports, put into groups.

Every word analysis counts in the same units, so that its rates can be put side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.arguments import analysed
from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["ALL", "SMALL", "By", "Counts", "Units", "chosen", "count", "divide"]

By = str | Sequence[str] | None
ALL = "all"  # the group's name where nothing is grouped
# Below ten reports, a difference is one of single reports and not of kinds of reports.
SMALL = 10
_PARTS = ("role", "section")


def chosen(corpus: Corpus, caller: str, *, everything: bool) -> Corpus:
    """Return the reports to analyse: all of them, or without duplicates and kind ``other``."""
    kept = analysed(corpus, caller)
    return corpus if everything else kept


@dataclass(frozen=True)
class Units:
    """The reports, or their parts, with their groups.

    Attributes
    ----------
    names : list of str or None
        The groups in order: sorted by the values they are made of; None, the last, is the group
        of what has no value.
    reports : list of str
        The reports, sorted.
    frame : DataFrame
        One row a report, or a report and section where the groups are parts of reports: report
        (number in `reports`), section (NA for whole reports), group (number in `names`), chars.
    """

    names: list[str | None]
    reports: list[str]
    frame: pd.DataFrame

    @property
    def in_parts(self) -> bool:
        """Whether the units are sections, not whole reports."""
        return bool(self.frame["section"].notna().any())

    def chars(self) -> np.ndarray:
        """Return the characters of body in each group."""
        sums = self.frame.groupby("group")["chars"].sum()
        return sums.reindex(range(len(self.names)), fill_value=0).to_numpy(dtype=float)

    def sizes(self) -> np.ndarray:
        """Return the number of reports in each group."""
        counts = self.frame.groupby("group")["report"].nunique()
        return counts.reindex(range(len(self.names)), fill_value=0).to_numpy(dtype=int)


def divide(corpus: Corpus, by: By) -> Units:
    """Put the reports of a corpus, or their sections, into groups.

    Parameters
    ----------
    corpus : Corpus
        The reports.
    by : str, sequence of str or None
        Columns of `reports`; ``role`` for the parts of reports by what they are (progress,
        problems …); ``section`` for every section of every report alone. None: one group ``all``.
        The names of several are joined by `` / ``; a missing value makes the group None.

    Raises
    ------
    FazhiError
        There is no such column.
    """
    columns = [] if by is None else [by] if isinstance(by, str) else list(by)
    reports = corpus.reports.sort_values("report_id", kind="stable").reset_index(drop=True)
    for column in columns:
        if column not in reports.columns and column not in _PARTS:
            raise FazhiError(
                f"by is {column!r}; use a column of reports {list(reports.columns)}, "
                "'role' or 'section'."
            )
        if column in reports.columns and reports[column].map(pd.api.types.is_list_like).any():
            raise FazhiError(f"by is {column!r}, which holds lists; use a column of single values.")
    ids = list(reports["report_id"])
    if set(columns) & set(_PARTS):
        sections = corpus.sections[corpus.sections["report_id"].isin(ids)]
        unit = sections[["report_id", "section", "heading", "role"]].copy()
        unit["chars"] = sections["end"] - sections["start"]
        wanted = [c for c in columns if c not in _PARTS and c != "report_id"]
        unit = unit.merge(reports[["report_id", *wanted]], on="report_id", how="left")
        if "section" in columns:
            title = unit["section"].astype("str") + " " + unit["heading"].fillna("")
            unit["section_name"] = unit["report_id"] + " " + title.str.strip()
            columns = ["section_name" if c == "section" else c for c in columns]
    else:
        unit = reports[["report_id", "chars", *(c for c in columns if c != "report_id")]].copy()
        unit["section"] = pd.array([None] * len(unit), dtype="Int64")
    names, group = _groups(unit, columns)
    frame = pd.DataFrame(
        {
            "report": pd.Index(ids).get_indexer(pd.Index(unit["report_id"])),
            "section": unit["section"].to_numpy(),
            "group": group,
            "chars": unit["chars"].fillna(0).astype("int64").to_numpy(),
        }
    )
    frame["section"] = frame["section"].astype("Int64")
    return Units(names, ids, frame)


def _groups(unit: pd.DataFrame, columns: list[str]) -> tuple[list[str | None], np.ndarray]:
    if not columns:
        return ([ALL] if len(unit) else []), np.zeros(len(unit), dtype=int)
    values = unit[columns]
    distinct = values.drop_duplicates().sort_values(columns, kind="stable", na_position="last")
    distinct = distinct.reset_index(drop=True)
    missing = distinct.isna().any(axis=1)
    # Rows with any value missing are one group, the last.
    full = [
        " / ".join(str(value) for value in row)
        for row, gap in zip(distinct.itertuples(index=False), missing, strict=True)
        if not gap
    ]
    order: list[str | None] = [*full, None] if missing.any() else [*full]
    place = np.empty(len(distinct), dtype=int)
    place[~missing.to_numpy()] = np.arange(len(full))
    place[missing.to_numpy()] = len(full)
    numbered = values.merge(
        distinct.assign(_group=place), on=columns, how="left", sort=False, validate="many_to_one"
    )
    return order, numbered["_group"].to_numpy(dtype=int)


@dataclass(frozen=True)
class Counts:
    """The words of a corpus, counted by group, report and word.

    Attributes
    ----------
    units : Units
        The groups.
    vocabulary : list of str
        The words, sorted.
    group, report, word, count : numpy arrays
        One entry a group, report and word: numbers in `units.names`, `units.reports`,
        `vocabulary`, and how often.
    """

    units: Units
    vocabulary: list[str]
    group: np.ndarray
    report: np.ndarray
    word: np.ndarray
    count: np.ndarray

    def by_group(self) -> np.ndarray:
        """Return the counts as a table: groups in rows, words in columns."""
        table = np.zeros((len(self.units.names), len(self.vocabulary)))
        np.add.at(table, (self.group, self.word), self.count)
        return table


def count(corpus: Corpus, by: By) -> Counts:
    """Count the words of a corpus by group, report and word; stop words are in."""
    units = divide(corpus, by)
    words = corpus.words[corpus.words["report_id"].isin(units.reports)]
    report = pd.Index(units.reports).get_indexer(pd.Index(words["report_id"]))
    # Sections run from 0, so report and section make one number.
    width = int(words["section"].max()) + 1 if len(words) else 1
    frame = units.frame
    if units.in_parts:
        width = max(width, int(frame["section"].max()) + 1)
        key = report * width + words["section"].to_numpy(dtype=int)
        table = np.full(len(units.reports) * width, -1)
        place = frame["report"].to_numpy() * width + frame["section"].to_numpy(dtype=int)
        table[place] = frame["group"].to_numpy()
        group = table[key]
    else:
        table = np.full(len(units.reports), -1)
        table[frame["report"].to_numpy()] = frame["group"].to_numpy()
        group = table[report]
    codes, vocabulary = pd.factorize(words["word"], sort=True)
    counted = pd.DataFrame(
        {
            "group": group,
            "report": report,
            "word": codes,
            "count": words["count"].to_numpy(dtype=int),
        }
    )
    counted = counted[counted["group"] >= 0]
    summed = counted.groupby(["group", "report", "word"], sort=True)["count"].sum().reset_index()
    return Counts(
        units,
        list(vocabulary),
        summed["group"].to_numpy(),
        summed["report"].to_numpy(),
        summed["word"].to_numpy(),
        summed["count"].to_numpy(),
    )
