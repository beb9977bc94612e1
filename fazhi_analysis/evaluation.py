"""Compare processed frames with a coding by hand: precision, recall, F1, and every miss and extra.

The gold folder holds CSV files with a header: ``mentions.csv`` (needed), ``traps.csv``,
``reports.csv``, ``sections.csv``, ``checks.csv`` and ``body.csv`` (each may be missing). A single
CSV file is read as mentions. Only reports that the coding names are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.evaluation_documents import document_scores
from fazhi_analysis.resources.tables import parse_table

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_analysis.corpus import Corpus

__all__ = ["Evaluation", "evaluate"]

Row = dict[str, Any]
_MENTIONS = ("report_id", "indicator", "value")
#: What is compared on mentions that match by indicator and value.
FIELDS = ("value_high", "unit", "bound", "period", "breakdown", "status")
_SCORES = ["part", "name", "gold", "found", "hits", "precision", "recall", "f1"]


@dataclass(frozen=True)
class Evaluation:
    """What :func:`evaluate` found.

    Attributes
    ----------
    scores : pandas.DataFrame
        One row a part and name: ``mentions`` (all, per indicator), ``fields`` (on matched mentions;
        only precision counts), ``traps`` (numbers that are no mentions: without indicator; and
        with the right status), ``metadata``, ``body``, ``sections``, ``checks``. Columns: part,
        name, gold, found, hits, precision, recall, f1 (0 to 1; NA where nothing was to be found).
    misses, extras : pandas.DataFrame
        Mentions of the coding that were not found, and found ones that it does not have, with the
        sentence: report_id, indicator, value, unit, period, breakdown, quote, sentence.
    fields : pandas.DataFrame
        Matched mentions with a field that differs: report_id, indicator, value, field, gold,
        found, quote.
    """

    scores: pd.DataFrame
    misses: pd.DataFrame
    extras: pd.DataFrame
    fields: pd.DataFrame

    def text(self, *, misses: bool = False) -> str:
        """Return the scores as plain text; with `misses`, every miss, extra and difference too."""
        head = "".join(f"{name:>6}" for name in ("gold", "found", "hits"))
        lines = [f"{'':34}{head}{'precision':>10}{'recall':>8}{'f1':>7}"]
        for row in _rows(self.scores):
            rates = "".join(
                f"{row[rate]:{wide}.3f}" if row[rate] == row[rate] else f"{'-':>{wide}}"
                for rate, wide in (("precision", 10), ("recall", 8), ("f1", 7))
            )
            name = f"{row['part']} {row['name']}"[:33]
            lines.append(f"{name:34}{row['gold']:6}{row['found']:6}{row['hits']:6}{rates}")
        if misses:
            for title, frame in (("missed", self.misses), ("extra", self.extras)):
                lines += [
                    f"{title}: {row['report_id']} {row['indicator']} {row['value']:g}"
                    f" | {row['sentence']}"
                    for row in _rows(frame)
                ]
            lines += [
                f"{row['field']}: {row['report_id']} {row['indicator']} {row['value']:g}: "
                f"{row['found']!r}, by hand {row['gold']!r} | {row['quote']}"
                for row in _rows(self.fields)
            ]
        return "\n".join(lines)


def evaluate(processed: str | Path | Corpus, gold: str | Path) -> Evaluation:
    """Compare a processed folder or corpus with a coding by hand.

    Parameters
    ----------
    processed : str, Path or Corpus
        What :func:`fazhi_analysis.build` made.
    gold : str or Path
        A folder of the coding by hand, or a CSV file of its mentions (report_id, indicator, value;
        better with unit, bound, period, breakdown, status, quote).

    Returns
    -------
    Evaluation

    Raises
    ------
    FazhiError
        If the coding cannot be read or names no report of `processed`.

    Notes
    -----
    Mentions match one to one by report, indicator and value; among several of the same value those
    nearest in the text and with most equal fields. Precision = hits / found, recall = hits / gold,
    F1 = 2 hits / (found + gold).
    """
    import pandas as pd

    corpus = _corpus(processed)
    tables = _tables(Path(gold))
    mentions = tables["mentions"]
    known = set(corpus.texts["report_id"])
    coded = {row["report_id"] for rows in tables.values() for row in rows} & known
    if not coded:
        raise FazhiError(
            f"{gold}: none of its report_ids is in the processed frames; build the texts that were "
            "coded, in the same folders."
        )
    texts = dict(zip(corpus.texts["report_id"], corpus.texts["text"], strict=True))
    found = _records(corpus.quantities, coded)
    sentences = {
        (row.report_id, row.sentence): row.text for row in corpus.sentences.itertuples(index=False)
    }
    scores: list[Row] = []
    pairs, missed, extra = _match(mentions, found, texts, coded)
    _score_mentions(scores, pairs, missed, extra)
    differing = _score_fields(scores, pairs)
    if tables["traps"]:
        _score_traps(scores, tables["traps"], found, texts, coded)
    scores += document_scores(corpus, tables, texts, coded)
    columns = ["report_id", "indicator", "value", "unit", "period", "breakdown", "quote"]
    columns.append("sentence")
    miss_rows = [
        {**row, "sentence": _around(texts[row["report_id"]], row["quote"])} for row in missed
    ]
    extra_rows = [
        {**row, "sentence": sentences.get((row["report_id"], row["sentence"]), "")} for row in extra
    ]
    names = ["report_id", "indicator", "value", "field", "gold", "found", "quote"]
    return Evaluation(
        pd.DataFrame([_rated(row) for row in scores], columns=_SCORES),
        pd.DataFrame(miss_rows, columns=columns),
        pd.DataFrame(extra_rows, columns=columns),
        pd.DataFrame(differing, columns=names),
    )


def _corpus(processed: str | Path | Corpus) -> Corpus:
    if isinstance(processed, (str, Path)):
        from fazhi_analysis.store import load

        return load(processed)
    return processed


def _tables(gold: Path) -> dict[str, list[Row]]:
    """Read the coding: every table as a list of rows, missing tables empty."""
    names = ("mentions", "traps", "reports", "sections", "checks", "body")
    tables: dict[str, list[Row]] = {name: [] for name in names}
    files = {"mentions": gold} if gold.is_file() else {n: gold / f"{n}.csv" for n in names}
    if not files["mentions"].is_file():
        raise FazhiError(
            f"{gold}: there is no mentions.csv; name a folder of codings or a CSV file."
        )
    for name, file in files.items():
        if not file.is_file():
            continue
        try:
            source = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise FazhiError(f"{file}: it cannot be read as UTF-8 text ({error}).") from error
        needed = _MENTIONS if name == "mentions" else ("report_id",)
        tables[name] = list(parse_table(source, needed, file.name))
    for row in tables["mentions"] + tables["traps"]:
        for column in ("value", "value_high"):
            if row.get(column):
                try:
                    row[column] = float(row[column])
                except ValueError:
                    raise FazhiError(f"{gold}: {column} {row[column]!r} is no number.") from None
    for row in tables["mentions"]:
        row["value_high"] = row.get("value_high") or row["value"]
        row["status"] = row.get("status") or "actual"
        row["quote"] = row.get("quote") or ""
    return tables


def _records(quantities: pd.DataFrame, coded: set[str]) -> list[Row]:
    frame = quantities[quantities["report_id"].isin(coded)]
    return _rows(frame.astype(object).where(frame.notna(), None))


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _match(
    mentions: Sequence[Row], found: Sequence[Row], texts: Mapping[str, str], coded: set[str]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    waiting: dict[tuple[str, str, float], list[Row]] = defaultdict(list)
    for row in found:
        if row["indicator"]:
            waiting[row["report_id"], row["indicator"], round(row["value"], 4)].append(row)
    options: list[tuple[int, int, int, int]] = []
    wanted = [row for row in mentions if row["report_id"] in coded]
    for at, row in enumerate(wanted):
        places = _places(texts[row["report_id"]], row["quote"])
        for other, candidate in enumerate(
            waiting.get((row["report_id"], row["indicator"], round(row["value"], 4)), ())
        ):
            near = min((abs(candidate["start"] - place) for place in places), default=0)
            equal = sum((candidate[f] or "") == (row.get(f) or "") for f in FIELDS)
            options.append((near // 40, -equal, at, other))
    pairs: list[tuple[Row, Row]] = []
    taken: set[int] = set()
    used: set[tuple[tuple[str, str, float], int]] = set()
    for _, _, at, other in sorted(options):
        row = wanted[at]
        key = (row["report_id"], row["indicator"], round(row["value"], 4))
        if at in taken or (key, other) in used:
            continue
        taken.add(at)
        used.add((key, other))
        pairs.append((row, waiting[key][other]))
    missed = [row for at, row in enumerate(wanted) if at not in taken]
    extra = [
        row for key, rows in waiting.items() for at, row in enumerate(rows) if (key, at) not in used
    ]
    extra.sort(key=lambda row: (row["report_id"], row["start"]))
    return pairs, missed, extra


def _places(text: str, quote: str) -> list[int]:
    places: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _around(text: str, quote: str) -> str:
    places = _places(text, quote)
    if not places:
        return quote
    start, end = places[0], places[0] + len(quote)
    return text[max(0, start - 50) : end + 20].replace("\n", " ")


def _score_mentions(
    scores: list[Row],
    pairs: Sequence[tuple[Row, Row]],
    missed: Sequence[Row],
    extra: Sequence[Row],
) -> None:
    hits = Counter(row["indicator"] for row, _ in pairs)
    gold = hits + Counter(row["indicator"] for row in missed)
    found = hits + Counter(row["indicator"] for row in extra)
    scores.append(_row("mentions", "all", gold.total(), found.total(), hits.total()))
    scores += [
        _row("mentions", name, gold[name], found[name], hits[name]) for name in sorted(gold | found)
    ]


def _score_fields(scores: list[Row], pairs: Sequence[tuple[Row, Row]]) -> list[Row]:
    differing: list[Row] = []
    for field in FIELDS:
        compared = hits = 0
        for row, other in pairs:
            if field not in row:
                continue
            compared += 1
            if (other[field] or "") == (row[field] or ""):
                hits += 1
            else:
                differing.append(
                    {"report_id": row["report_id"], "indicator": row["indicator"],
                     "value": row["value"], "field": field, "gold": row[field],
                     "found": other[field], "quote": row["quote"]}
                )  # fmt: skip
        scores.append(_row("fields", field, compared, compared, hits))
    return differing


def _score_traps(
    scores: list[Row],
    traps: Sequence[Row],
    found: Sequence[Row],
    texts: Mapping[str, str],
    coded: set[str],
) -> None:
    """Score numbers that are no mentions; those that no row stands for count as avoided."""
    by_report: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_report[row["report_id"]].append(row)
    avoided: Counter[str] = Counter()
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for trap in traps:
        if trap["report_id"] not in coded:
            continue
        status = trap["status"]
        total[status] += 1
        places = _places(texts[trap["report_id"]], trap["quote"])
        rows = [
            row
            for row in by_report[trap["report_id"]]
            if trap["value"] != ""
            and abs(row["value"] - trap["value"]) < 1e-6
            and any(at <= row["number_start"] < at + len(trap["quote"]) for at in places)
        ]
        avoided[status] += not any(row["indicator"] for row in rows)
        if rows:
            told[status] += 1
            expected = "actual" if status == "none" else status
            right[status] += rows[0]["status"] == expected
    for part, counted, hits in (("traps avoided", total, avoided), ("traps status", told, right)):
        scores += [
            _row(part, status, counted[status], counted[status], hits[status])
            for status in sorted(counted)
        ]


def _row(part: str, name: str, gold: int, found: int, hits: int) -> Row:
    return {"part": part, "name": name, "gold": gold, "found": found, "hits": hits}


def _rated(row: Row) -> Row:
    gold, found, hits = row["gold"], row["found"], row["hits"]
    nothing = float("nan")
    return {
        **row,
        "precision": hits / found if found else nothing,
        "recall": hits / gold if gold else nothing,
        "f1": 2 * hits / (gold + found) if gold + found else nothing,
    }
