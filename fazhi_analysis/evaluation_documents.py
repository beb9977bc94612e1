"""The parts of an evaluation that look at whole documents: metadata, body, outline, checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_analysis.corpus import Corpus

__all__ = ["document_scores"]

Row = dict[str, Any]
_ONE_KIND = {"share": "ratio"}  # a growth in percent is coded as either
_NOT_COMPARED = frozenset(["report_id", "note"])


def document_scores(
    corpus: Corpus, tables: Mapping[str, list[Row]], texts: Mapping[str, str], coded: set[str]
) -> list[Row]:
    """Return the scores of metadata, body, sections and checks as far as the coding has them.

    Parameters
    ----------
    corpus : Corpus
    tables : mapping
        The coding: lists of rows under reports, body, sections and checks.
    texts : mapping
        Clean text by report_id.
    coded : set of str
        The reports to compare.

    Returns
    -------
    list of dict
        part, name, gold, found, hits.
    """
    scores: list[Row] = []
    wanted = {
        name: [row for row in rows if row["report_id"] in coded] for name, rows in tables.items()
    }
    if wanted["reports"]:
        scores += _metadata(corpus.reports, wanted["reports"])
    if wanted["body"]:
        scores.append(_bodies(corpus.texts, wanted["body"]))
    if wanted["sections"]:
        scores += _sections(corpus.sections, wanted["sections"])
    if wanted["checks"]:
        scores.append(_checks(corpus, wanted["checks"], texts))
    return scores


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> str:
    """Write a cell as the coding does: dates and whole numbers bare, lists with ;, NA empty."""
    if value is None or value != value:
        return ""
    if isinstance(value, (list, tuple)):
        return ";".join(sorted(str(item) for item in value))
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return "" if text in ("<NA>", "NaT", "nan", "None") else text


def _metadata(reports: pd.DataFrame, coded: Sequence[Row]) -> list[Row]:
    known = {row["report_id"]: row for row in _rows(reports.astype(object))}
    fields = [name for name in coded[0] if name not in _NOT_COMPARED and name in reports.columns]
    scores: list[Row] = []
    for field in fields:
        gold = found = hits = 0
        for row in coded:
            stated = _plain(known.get(row["report_id"], {}).get(field))
            wanted = row[field]
            if field == "region_candidates":
                wanted = ";".join(sorted(wanted.split(";"))) if wanted else ""
            gold += bool(wanted)
            found += bool(stated)
            hits += bool(wanted) and stated == wanted
        scores.append(
            {"part": "metadata", "name": field, "gold": gold, "found": found, "hits": hits}
        )
    return scores


def _bodies(texts: pd.DataFrame, coded: Sequence[Row]) -> Row:
    """Count bodies that begin and end with the words that the coding gives."""
    known = {row["report_id"]: row for row in _rows(texts)}
    hits = found = 0
    for row in coded:
        told = known.get(row["report_id"])
        if told is None:
            continue
        found += 1
        body = told["text"][int(told["body_start"]) : int(told["body_end"])].strip()
        hits += body.startswith(row["first_words"]) and body.endswith(row["last_words"])
    return {"part": "body", "name": "both ends", "gold": len(coded), "found": found, "hits": hits}


def _sections(sections: pd.DataFrame, coded: Sequence[Row]) -> list[Row]:
    """Match headings one to one by marker and text within a report; compare depth and role."""
    reports = {row["report_id"] for row in coded}
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    total = 0
    frame = sections[sections["report_id"].isin(reports)].astype(object)
    for row in _rows(frame):
        if row["section"] == 0:
            continue
        total += 1
        found[row["report_id"], _plain(row["marker"]), _plain(row["heading"])].append(row)
    gold = [row for row in coded if row["section"] != "0"]
    counts: Counter[str] = Counter()
    for row in gold:
        same = found.get((row["report_id"], row["marker"], row["heading"]))
        if not same:
            continue
        told = same.pop(0)
        counts["headings"] += 1
        counts["depth"] += _plain(told["depth"]) == row["depth"]
        counts["role"] += told["role"] == row["role"]
    hits = counts["headings"]
    return [
        {"part": "sections", "name": "headings", "gold": len(gold), "found": total, "hits": hits},
        {"part": "sections", "name": "depth", "gold": hits, "found": hits, "hits": counts["depth"]},
        {"part": "sections", "name": "role", "gold": hits, "found": hits, "hits": counts["role"]},
    ]


def _checks(corpus: Corpus, coded: Sequence[Row], texts: Mapping[str, str]) -> Row:
    """Match checks one to one by kind, verdict and overlapping quotes.

    A growth in percent may be coded as a share or a ratio; a repeat at either of its tellings.
    """
    reports = {row["report_id"] for row in coded}
    checks, quantities = corpus.checks, corpus.quantities
    frame = checks[checks["report_id"].isin(reports)].astype(object)
    tellings = quantities[quantities["report_id"].isin(reports)]
    places = {
        (str(row["report_id"]), int(row["quantity"])): (int(row["start"]), int(row["end"]))
        for row in _rows(tellings[["report_id", "quantity", "start", "end"]])
    }
    waiting = _rows(frame)
    total, hits = len(waiting), 0
    for row in coded:
        at = texts[row["report_id"]].find(row["quote"])
        end = at + len(row["quote"])
        for place, told in enumerate(waiting):
            same = (told["report_id"], told["verdict"]) == (row["report_id"], row["verdict"])
            same = same and _ONE_KIND.get(told["kind"], told["kind"]) == _ONE_KIND.get(
                row["kind"], row["kind"]
            )
            spans = [(told["start"], told["end"])]
            if told["kind"] == "repeat":
                spans += [
                    places[told["report_id"], number]
                    for number in told["quantities"]
                    if (told["report_id"], number) in places
                ]
            if same and (at < 0 or any(start < end and stop > at for start, stop in spans)):
                hits += 1
                del waiting[place]
                break
    return {"part": "checks", "name": "all", "gold": len(coded), "found": total, "hits": hits}
