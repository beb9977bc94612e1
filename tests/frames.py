"""Small corpora written out by hand, for the tests of the analyses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fazhi_analysis import schema
from fazhi_analysis.corpus import Corpus

REPORT = {
    "format": "txt", "encoding": "utf-8", "script": "simplified", "sha256": "0", "chars": 1000,
    "issuer": "安吉县人民政府", "level": "county", "province": "浙江省", "prefecture": "湖州市",
    "county": "安吉县", "period": "2023", "period_type": "annual", "year": 2023,
    "kind": "annual_report",
}  # fmt: skip


def as_corpus(frames: dict) -> Corpus:
    return Corpus(**{name: schema.conform(name, frame) for name, frame in frames.items()})


def report(report_id: str = "a", **changes: Any) -> dict:
    row = {**REPORT, "report_id": report_id, "path": f"{report_id}.txt", **changes}
    if "year" in changes and "period" not in changes:
        row["period"] = str(changes["year"])
    return row


def told(report_id: str, *sentences: Iterable[tuple | str]) -> dict[str, list]:
    """Return texts, sentences and quantities of one report.

    A sentence is a list of strings and of mentions: (words with the number, indicator, value,
    further columns of `quantities` as a dict).
    """
    text, rows, lines = "", [], []
    for number, pieces in enumerate(sentences):
        begin = len(text)
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
                continue
            words, indicator, value, *more = piece
            start, text = len(text), text + words
            rows.append(
                {"report_id": report_id, "quantity": len(rows), "sentence": number, "section": 0,
                 "start": start, "end": len(text), "quote": words, "value": value,
                 "value_high": value, "unit": "件", "bound": "exact", "status": "actual",
                 "indicator": indicator, "breakdown": None, "period": None, "number_start": start,
                 "number_end": len(text), "corrected": False, **(more[0] if more else {})}
            )  # fmt: skip
        text += "。"
        lines.append({"report_id": report_id, "sentence": number, "section": 0, "start": begin,
                      "end": len(text), "text": text[begin:]})  # fmt: skip
    return {
        "texts": [{"report_id": report_id, "text": text, "body_start": 0, "body_end": len(text)}],
        "sentences": lines,
        "quantities": rows,
    }


def corpus_of(*reports: tuple[dict, dict[str, list]]) -> Corpus:
    """Return the corpus of reports, each with what it tells."""
    frames: dict[str, list] = {"texts": [], "sentences": [], "quantities": []}
    for row, tells in reports:
        for name, rows in frames.items():
            rows += tells[name]
            if name == "quantities":
                for mention in tells[name]:
                    mention["period"] = mention["period"] or row["period"]
    return as_corpus({"reports": [row for row, _ in reports], **frames})
