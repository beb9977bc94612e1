"""Passages that reports share: who carries whose words, and what is mandated wording only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.arguments import require
from fazhi_analysis.analyse.matches import find_runs
from fazhi_analysis.analyse.passages import describe
from fazhi_analysis.analyse.units import chosen
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.bodies import PLACES, body_names

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["shared_passages", "side_by_side"]

_SHORTEST = 12
# Numbers and white space are left out of the codes, so a passage has fewer codes than characters.
_CODES = 2 / 3
_WIDE_SHARE, _WIDE_LEAST = 0.1, 8

_DTYPES = {
    "report_a": "str", "start_a": "Int64", "end_a": "Int64", "report_b": "str",
    "start_b": "Int64", "end_b": "Int64", "chars": "Int64", "text_a": "str", "text_b": "str",
    "numbers_changed": "Int64", "spread": "Int64", "boilerplate": "boolean", "body_a": "str",
    "body_b": "str", "days": "Int64", "relation": "str",
}  # fmt: skip


def shared_passages(
    corpus: Corpus, min_chars: int = 30, *, max_reports: int = 50, everything: bool = False
) -> pd.DataFrame:
    """Return one row a passage that two reports share.

    A passage is as long as the two reports agree, figures, punctuation marks of one sort and white
    space left aside. Only the bodies of the reports are compared; duplicates and texts of kind
    ``other`` are left out.

    Parameters
    ----------
    corpus : Corpus
        The reports with their texts.
    min_chars : int, default 30
        Shortest passage, in characters of the text; 12 at least.
    max_reports : int, default 50
        A passage that more reports carry is not listed for every pair of them but once for each
        report, beside the earliest one that carries it.
    everything : bool, default False
        Take duplicates and texts of kind ``other`` too.

    Returns
    -------
    DataFrame
        - report_a, start_a, end_a, report_b, start_b, end_b: where the passage stands in
          ``texts.text``; report_a is the earlier report, by the day of its publication, else its
          signature, else the year that follows its period
        - chars: length of the passage (the shorter of the two, where figures differ in length)
        - text_a, text_b: its words in both
        - numbers_changed: how many of its numbers differ; 0 where all are the same
        - spread: how many bodies carry it, counted at its rarest stretch
        - boilerplate: what is left of it beside wording that is spread over a tenth of the bodies
          (8 at least, `max_reports` at most), listed slogans and titles in 《》 is shorter than
          two thirds of `min_chars`
        - body_a, body_b, days (from report_a to report_b; NA where a day is not known)
        - relation: ``same_body``, ``same_county``, ``same_prefecture``, ``same_province``,
          ``elsewhere``, or ``unknown``

        Sorted by report_a, start_a, report_b, start_b.

    Raises
    ------
    FazhiError
        `corpus` is no corpus, or a parameter is too small.

    Notes
    -----
    Found by winnowing (see :mod:`fazhi_analysis.analyse.fingerprints`); time and memory grow in
    proportion to the texts. Every pair that shares `min_chars` characters is found, if at most
    `max_reports` reports share them and two thirds of the characters are not digits or spaces.

    Examples
    --------
    >>> from fazhi_analysis.corpus import Corpus
    >>> len(shared_passages(Corpus()))
    0
    """
    corpus = chosen(corpus, "shared_passages", everything=everything)
    if min_chars < _SHORTEST:
        raise FazhiError(
            f"min_chars is {min_chars}; below {_SHORTEST} characters reports agree by chance."
        )
    if max_reports < 2:
        raise FazhiError(f"max_reports is {max_reports}; a passage is shared by 2 at least.")
    reports = _in_order(corpus)
    texts = reports["text"].tolist()
    bodies = pd.factorize(reports["body"])[0].tolist()
    wide = int(np.clip(_WIDE_SHARE * len(set(bodies)), _WIDE_LEAST, max(max_reports, _WIDE_LEAST)))
    least = max(int(min_chars * _CODES), 8)
    runs = find_runs(texts, bodies, least, most_texts=max_reports, wide_spread=wide)
    columns = ["report_id", "body", "start", "day", *PLACES]
    return _finish(pd.DataFrame(describe(texts, runs, min_chars)), reports[columns])


def _in_order(corpus: Corpus) -> pd.DataFrame:
    """Return the reports by date, with body, day and the text of the body of the report."""
    require(corpus.texts, ["report_id", "text"], "texts")
    reports = corpus.reports.assign(body=body_names(corpus.reports))
    data = reports.merge(corpus.texts, on="report_id")
    start = data["body_start"].fillna(0).astype("int64")
    end = data["body_end"].fillna(data["text"].str.len()).astype("int64")
    cut = [t[a:b] for t, a, b in zip(data["text"], start, end, strict=True)]
    day = data["published"].fillna(data["signed"])
    # A report is written in the year behind its period: enough to put it before the next one.
    guess = pd.to_datetime((data["year"] + 1).astype("str") + "-12-31", errors="coerce")
    data = data.assign(
        text=pd.Series(cut, index=data.index, dtype="str"), start=start, day=day,
        order=day.fillna(guess.astype(day.dtype)),
    )  # fmt: skip
    return data.sort_values(["order", "report_id"], kind="stable").reset_index(drop=True)


def _finish(rows: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    out = rows.copy()
    for side in ("a", "b"):
        number = out[side].to_numpy(dtype=np.int64)
        of = reports.iloc[number].reset_index(drop=True)
        out[f"report_{side}"], out[f"body_{side}"] = of["report_id"], of["body"]
        out[f"start_{side}"] += of["start"]
        out[f"end_{side}"] += of["start"]
        out[f"day_{side}"] = of["day"]
        for place in PLACES:
            out[f"{place}_{side}"] = of[place]
    out["days"] = (out["day_b"] - out["day_a"]).dt.days
    out["relation"] = _relation(out)
    out["days"] = out["days"].astype("Int64")
    out = out[list(_DTYPES)].astype(_DTYPES)
    keys = ["report_a", "start_a", "report_b", "start_b"]
    return out.sort_values(keys, kind="stable").reset_index(drop=True)


def _relation(out: pd.DataFrame) -> pd.Series:
    """Tell how near the two bodies are; unknown where a province is."""
    words = np.where(
        out["province_a"].isna() | out["province_b"].isna(), "unknown", "elsewhere"
    ).astype(object)
    near = pd.Series(True, index=out.index)
    for place in PLACES[:-1]:
        near &= (out[f"{place}_a"] == out[f"{place}_b"]).fillna(False)
        words[near.to_numpy(dtype=bool)] = f"same_{place}"
    words[(out["body_a"] == out["body_b"]).to_numpy(dtype=bool)] = "same_body"
    return pd.Series(words, index=out.index, dtype="str")


def side_by_side(
    corpus: Corpus, report_a: str, report_b: str, *, min_chars: int = 30
) -> pd.DataFrame:
    """Return two reports cut into pieces at the ends of the passages that they share.

    Parameters
    ----------
    corpus : Corpus
        Holds both reports; duplicates and other texts may be asked for too.
    report_a, report_b : str
        The two reports, on the left and on the right.
    min_chars : int, default 30
        Shortest passage.

    Returns
    -------
    DataFrame
        One row a piece: side (a or b), piece (0, 1 … in its side), start, end (in
        ``texts.text``), text (as it stands: escape it before it goes into a page), passage (number
        of the shared passage, the same on both sides, in the order of side a; NA between
        passages), number (the piece is a number that differs from the other side's), boilerplate.
        The pieces of a side, joined, are the body of its report. Where passages overlap, the
        longer one has the piece. Sorted by side, start.

    Raises
    ------
    FazhiError
        A report is not in the corpus, or both are the same.
    """
    from fazhi_analysis.analyse.pieces import cut

    known = set(corpus.reports["report_id"])
    for report in (report_a, report_b):
        if report not in known:
            raise FazhiError(f"The corpus has no report {report!r}.")
    if report_a == report_b:
        raise FazhiError("report_a and report_b are the same report; name two.")
    pair = corpus.where(report_id=[report_a, report_b])
    passages = shared_passages(pair, min_chars, everything=True)
    return cut(passages, pair.texts, report_a, report_b)
