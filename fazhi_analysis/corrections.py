"""Replay hand corrections on the quantities of a corpus.

The ledger (:mod:`fazhi_analysis.corrections_ledger`) names each place by the words around the
number, so that a correction survives a renamed file, a file saved anew and an extractor that reads
more or less than it did. A correction is never dropped in silence: :func:`follow` tells what became
of each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING, Any

from fazhi_analysis.corrections_ledger import NUMBERS, REQUIRED, append, load, parse

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_analysis.corpus import Corpus

__all__ = ["OUTCOMES", "append", "follow", "load", "replay"]

#: What can become of a correction: done; done although the package now reads something else than
#: ``old``; no longer needed; without a place (``note`` says why).
OUTCOMES = ("applied", "moved", "agrees", "lost")

Row = dict[str, Any]


def _same(name: str, found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is None and wanted is None
    if name in NUMBERS:
        return abs(float(found) - float(wanted)) <= 1e-9 * max(1.0, abs(float(wanted)))
    return str(found) == str(wanted)


def _plain(value: Any) -> Any:
    import pandas as pd

    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def _loose(words: str) -> re.Pattern[str]:
    """Match the words whatever white space a new way of reading puts between them."""
    return re.compile(r"\s{0,4}".join(re.escape(sign) for sign in re.sub(r"\s", "", words)))


def _places(text: str, row: Row) -> list[tuple[int, int]]:
    """Where the number of a correction stands, the likeliest place first."""
    found = []
    number = _loose(row["number"]) if row["number"] else None
    for quote in _loose(row["quote"]).finditer(text):
        if number is None:
            found.append(quote.span())
            continue
        found += [hit.span() for hit in number.finditer(text, quote.start(), quote.end())]
    want = int(row["start"] or 0)
    return sorted(set(found), key=lambda span: (abs(span[0] - want), span))


class _Ledger:
    """The work of one replay: the corpus' rows by report, and what became of each correction."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        reports = corpus.reports[["report_id", "sha256"]]
        self.by_hash: dict[str, list[str]] = {}
        for report, digest in reports.itertuples(index=False):
            self.by_hash.setdefault(str(digest), []).append(str(report))
        texts = corpus.texts
        self.texts = dict(zip(texts["report_id"].astype(str), texts["text"], strict=True))
        self.rows: dict[str, list[Row]] = {}
        self.changed: dict[str, None] = {}

    def rows_of(self, report: str) -> list[Row]:
        """Quantities of one report as dicts, made once."""
        if report not in self.rows:
            frame = self.corpus.quantities
            chosen = frame[frame["report_id"] == report]
            self.rows[report] = [
                {str(k): _plain(v) for k, v in row.items()} for row in chosen.to_dict("records")
            ]
        return self.rows[report]

    def reports_for(self, row: Row) -> list[str]:
        """Find the reports that a correction is for: by hash, by name, else by the quote alone."""
        if row["sha256"] in self.by_hash:
            return self.by_hash[row["sha256"]]
        if row["report_id"] in self.texts and _places(self.texts[row["report_id"]], row):
            return [row["report_id"]]
        pattern = _loose(row["quote"])
        found = [report for report, text in self.texts.items() if pattern.search(text)]
        return found if len(found) == 1 else []

    def correct(self, row: Row) -> tuple[str, str, str]:
        """Apply one correction; return the report, the outcome and a note."""
        reports = self.reports_for(row)
        if not reports:
            return "", "lost", "no report has this hash or name, nor the quote alone"
        outcome, note = "", ""
        for report in reports:
            outcome, note = self._correct_in(report, row)
        return reports[0], outcome, note

    def _correct_in(self, report: str, row: Row) -> tuple[str, str]:
        places = _places(self.texts.get(report, ""), row)
        if not places:
            return "lost", "the report no longer holds the quote and its number"
        rows = self.rows_of(report)
        if row["field"] == "row":
            return self._add(report, rows, places[0], row)
        for begin, end in places:
            here = [q for q in rows if q["number_start"] < end and begin < q["number_end"]]
            if not here:
                continue
            return self._set(report, here, row)
        return "lost", "the number is no longer read as a quantity"

    def _set(self, report: str, here: list[Row], row: Row) -> tuple[str, str]:
        name = row["field"]
        new = parse(name, row["new"], "ledger")
        if row["indicator"]:
            named = [q for q in here if q["indicator"] == row["indicator"]]
            here = named or here
        old = parse(name, row["old"], "ledger") if row["old"] or name not in REQUIRED else None
        if len(here) > 1:
            here = [q for q in here if _same(name, q[name], old)] or here
        if len(here) > 1 and not any(_same(name, q[name], new) for q in here):
            return "lost", f"{len(here)} quantities stand at this place, and none is named"
        quantity = next((q for q in here if _same(name, q[name], old)), here[0])
        if _same(name, quantity[name], new):
            return ("applied", "") if quantity.get("corrected") else ("agrees", "")
        outcome = "applied" if _same(name, quantity[name], old) else "moved"
        note = "" if outcome == "applied" else f"the package now reads {quantity[name]!r}"
        if name == "value" and _same(name, quantity["value"], quantity["value_high"]):
            quantity["value_high"] = new
        quantity[name] = new
        quantity["corrected"] = True
        self.changed[report] = None
        return outcome, note

    def _add(
        self, report: str, rows: list[Row], place: tuple[int, int], row: Row
    ) -> tuple[str, str]:
        fields = {
            name: parse(name, "" if value is None else str(value), "ledger")
            for name, value in json.loads(row["new"]).items()
        }
        begin, end = place
        for q in rows:
            same_place = q["number_start"] < end and begin < q["number_end"]
            same_place = same_place and q["indicator"] == fields.get("indicator")
            if same_place and _same("value", q["value"], fields["value"]):
                return ("applied", "") if q.get("corrected") else ("agrees", "")
        sentences = self.corpus.sentences
        mine = sentences[
            (sentences["report_id"] == report)
            & (sentences["start"] <= begin)
            & (begin < sentences["end"])
        ]
        if mine.empty:
            return "lost", "the place is outside the report's body"
        quote = _loose(row["quote"]).search(self.texts[report], 0)
        start, stop = (begin, end) if quote is None else (quote.start(), quote.end())
        if not start <= begin < stop:
            start, stop = begin, end
        added: Row = dict.fromkeys(rows[0]) if rows else {}
        value = fields["value"]
        added.update(
            {
                "report_id": report,
                "quantity": 1 + max((q["quantity"] for q in rows), default=-1),
                "sentence": int(mine["sentence"].iloc[0]),
                "section": int(mine["section"].iloc[0]),
                "start": start, "end": stop, "quote": self.texts[report][start:stop],
                "number_start": begin, "number_end": end,
                "bound": "exact", "status": "actual", "change_of": None, "direction": None,
                "corrected": True, **fields, "value_high": fields.get("value_high") or value,
            }
        )  # fmt: skip
        rows.append(added)
        self.changed[report] = None
        return "applied", ""


def _work(corpus: Corpus, ledger: pd.DataFrame) -> tuple[_Ledger, pd.DataFrame]:
    import pandas as pd

    work = _Ledger(corpus)
    told = []
    for row in ledger.to_dict("records"):
        plain = {str(name): str(_plain(value) or "") for name, value in row.items()}
        report, outcome, note = work.correct(plain)
        told.append((report or None, outcome, note or None))
    columns = ["found_in", "outcome", "note"]
    outcomes = pd.DataFrame(told, columns=columns, index=ledger.index).astype("str")
    return work, pd.concat([ledger, outcomes], axis=1)


def follow(corpus: Corpus, ledger: pd.DataFrame) -> pd.DataFrame:
    """Tell what becomes of each correction.

    Parameters
    ----------
    corpus : Corpus
        Before or after :func:`replay`.
    ledger : DataFrame
        What :func:`load` returned.

    Returns
    -------
    DataFrame
        The ledger with three more columns: ``found_in`` (the report's present id, NA where none),
        ``outcome`` (``applied``; ``moved``: applied although the package now reads something else
        than ``old``; ``agrees``: the package reads it so by itself; ``lost``: not applied) and
        ``note`` (why it was lost or what stood there).
    """
    return _work(corpus, ledger)[1]


def replay(corpus: Corpus, ledger: pd.DataFrame) -> Corpus:
    """Apply a ledger to a corpus.

    Parameters
    ----------
    corpus : Corpus
        As it was built. The checks between reports of one body should be made afterwards.
    ledger : DataFrame
        What :func:`load` returned.

    Returns
    -------
    Corpus
        A new one. ``quantities.corrected`` is True for every row that the ledger changed or
        added, and ``checks`` within the reports concerned are made anew. Corrections that no
        longer fit change nothing; :func:`follow` lists them.
    """
    import pandas as pd

    from fazhi_analysis.schema import conform

    work, _ = _work(corpus, ledger)
    if not work.changed:
        return corpus
    frame = corpus.quantities
    kept = frame[~frame["report_id"].isin(work.changed)]
    rows = [row for report in work.changed for row in work.rows[report]]
    columns = [*frame.columns]
    new = conform("quantities", pd.DataFrame(rows, columns=columns), sort=False)
    quantities = conform("quantities", pd.concat([kept, new], ignore_index=True))
    checks = _checked_again(corpus, quantities, list(work.changed))
    return replace_fields(corpus, quantities=quantities, checks=checks)


def _records(frame: pd.DataFrame, report: str, record: Any) -> list[Any]:
    names = record._fields
    chosen = frame.loc[frame["report_id"] == report, list(names)]
    return [
        record(**{str(k): _plain(v) for k, v in row.items()}) for row in chosen.to_dict("records")
    ]


def _checked_again(corpus: Corpus, quantities: pd.DataFrame, reports: Sequence[str]) -> Any:
    import pandas as pd

    from fazhi_analysis.schema import conform
    from fazhi_analysis.tidy.checks import check_report
    from fazhi_analysis.tidy.records import Check, Quantity, Section, Sentence

    texts = dict(zip(corpus.texts["report_id"], corpus.texts["text"], strict=True))
    rows: list[Row] = []
    for report in reports:
        checks = check_report(
            texts[report],
            _records(corpus.sections, report, Section),
            _records(corpus.sentences, report, Sentence),
            _records(quantities, report, Quantity),
        )
        rows += [{"report_id": report, **dict(zip(Check._fields, c, strict=True))} for c in checks]
    old = corpus.checks
    kept = old[~old["report_id"].isin(reports)]
    new = conform("checks", rows)
    return conform("checks", pd.concat([kept, new], ignore_index=True))
