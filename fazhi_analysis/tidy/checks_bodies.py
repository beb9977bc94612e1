"""What a body tells this year against what it reported last year.

Three things are compared, for each pair of reports that follow one another: an earlier level told
for comparison (2022年为150件) and a growth (同比增长12.5%) against the level that last year's
report gave; figures that stand unchanged in changed prose; sentences carried over in which only
the year is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from fazhi_analysis.tidy.checks_growth import implied_level
from fazhi_analysis.tidy.intervals import Interval, allowed_by_words
from fazhi_analysis.tidy.widths import half_width

__all__ = ["check_bodies"]

_COLUMNS = ["report_id", "check", "kind", "verdict", "stated", "low", "high", "quantities",
            "start", "end", "quote"]  # fmt: skip
_PLACES = ("province", "prefecture", "county", "township")
_PERIOD = re.compile(r"(\d{4})(.*)")
_YEARS = re.compile(r"\d{4}年度?|今年|本年度?|去年|上年度?")
# Growth against something else than the year before.
_OTHER_BASE = re.compile(
    r"环比|较(?:上|一|二|三|四)季度|比(?:上|一|二|三)季度|平均|目标|计划|五年|三年|以来"
)
# What a body does each year anew; a stock (名, 个) may well stay the same.
_FLOWS = frozenset(
    ["次", "场", "场次", "件", "起", "宗", "例", "份", "册", "本", "人次", "条", "期", "篇", "批次",
     "户次", "家次", "卷"]
)  # fmt: skip
_LEAST_CARRIED = 10  # smaller figures repeat by chance
_LEAST_SENTENCE = 20

Row = dict[str, Any]


def _is_told(value: Any) -> bool:
    return value is not None and not (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _text(value: Any) -> str:
    return str(value) if _is_told(value) else ""


def _key(row: Row) -> tuple[str, frozenset[str], str]:
    breakdown = half_width(_text(row["breakdown"]))
    return (
        _text(row["indicator"]),
        frozenset(filter(None, breakdown.split(";"))),
        "%" if "%" in half_width(_text(row["unit"])) else "",
    )


def _allowed(row: Row) -> Interval:
    shift = int(row["start"])
    return allowed_by_words(
        (float(row["value"]), float(row["value_high"])),
        _text(row["unit"]) or None,
        _text(row["bound"]) or "exact",
        _text(row["quote"]),
        max(0, int(row["number_start"]) - shift),
        int(row["number_end"]) - shift,
    )


def _before(period: str) -> str | None:
    """Tell the same period a year earlier: 2022H1 for 2023H1."""
    found = _PERIOD.fullmatch(period)
    return f"{int(found[1]) - 1}{found[2]}" if found else None


def _levels(rows: Iterable[Row], period: str) -> dict[tuple[str, frozenset[str], str], list[Row]]:
    found: dict[tuple[str, frozenset[str], str], list[Row]] = {}
    for row in rows:
        if row["status"] == "actual" and _is_told(row["indicator"]) and row["period"] == period:
            found.setdefault(_key(row), []).append(row)
    return found


def _verdict(told: Interval, reported: list[Row]) -> tuple[str, Interval]:
    """Compare a level told now with the levels that last year's report gave."""
    spans = [_allowed(row) for row in reported]
    for span in spans:
        if span.meets(told):
            return "holds", span
    # Two different totals last year: nobody knows which is meant.
    return ("fails" if len(set(spans)) == 1 else "cannot"), spans[0]


def _row(report: str, kind: str, verdict: str, stated: float | None, span: Interval | None,
         numbers: list[int], place: tuple[int, int], quote: str) -> Row:  # fmt: skip
    low, high = span if span else (None, None)
    return {
        "report_id": report, "check": 0, "kind": kind, "verdict": verdict, "stated": stated,
        "low": None if low is None or abs(low) == float("inf") else round(low, 6),
        "high": None if high is None or abs(high) == float("inf") else round(high, 6),
        "quantities": numbers, "start": place[0], "end": place[1], "quote": quote,
    }  # fmt: skip


def _restated(report: str, now: list[Row], before: list[Row], period: str) -> list[Row]:
    """Compare earlier levels and growth told now with last year's report."""
    earlier = _before(period)
    levels = _levels(before, earlier or "")
    by_number = {int(row["quantity"]): row for row in now}
    found = []
    for row in now:
        place = (int(row["start"]), int(row["end"]))
        number = int(row["quantity"])
        if row["status"] == "prior" and row["period"] == earlier:
            reported = levels.get(_key(row))
            if reported:
                verdict, span = _verdict(_allowed(row), reported)
                stated = float(row["value"])
                found.append(
                    _row(report, "restated", verdict, stated, span, [number], place, row["quote"])
                )
        elif row["status"] == "change" and _is_told(row["change_of"]):
            level = by_number.get(int(row["change_of"]))
            if level is None or level["status"] != "actual" or level["period"] != period:
                continue
            words = half_width(_text(row.get("around")) or _text(row["quote"]))
            if _OTHER_BASE.search(words) or re.search(r"\d{4}年", words):
                continue
            reported = levels.get(_key(level))
            unit = half_width(_text(row["unit"]))
            sign = {"up": 1, "down": -1}.get(_text(row["direction"]), 0)
            if not reported or ("%" in half_width(_text(level["unit"])) and unit == "%"):
                continue
            implied = implied_level(_allowed(level), _allowed(row), unit, sign)
            if implied is None:
                continue
            verdict, span = _verdict(implied, reported)
            quote, start, end = row["quote"], *place
            stated = round((implied.low + implied.high) / 2, 2)
            numbers = [number, int(level["quantity"])]
            found.append(
                _row(report, "restated", verdict, stated, span, numbers, (start, end), quote)
            )
    return found


def _without_years(words: str) -> str:
    return _YEARS.sub("~", re.sub(r"\s", "", half_width(words)))


def _carried_sentences(
    report: str, now: list[Row], before: list[Row], numbers: dict[int, list[int]]
) -> tuple[list[Row], set[int]]:
    """Find sentences that differ from last year's in nothing but the year."""
    old = {_without_years(row["text"]) for row in before}
    exact = {re.sub(r"\s", "", half_width(row["text"])) for row in before}
    found: list[Row] = []
    carried: set[int] = set()
    for row in now:
        plain = _without_years(row["text"])
        if len(plain) < _LEAST_SENTENCE or plain not in old:
            continue
        sentence = int(row["sentence"])
        carried.add(sentence)
        if "~" not in plain or re.sub(r"\s", "", half_width(row["text"])) in exact:
            continue
        place = (int(row["start"]), int(row["end"]))
        told = numbers.get(sentence, [])
        found.append(_row(report, "repeat", "cannot", None, None, told, place, row["text"]))
    return found, carried


def _unchanged(
    report: str, now: list[Row], before: list[Row], period: str, carried: set[int]
) -> list[Row]:
    """Find figures of yearly work that are the same as last year's in changed prose."""
    levels = _levels(before, _before(period) or "")
    found = []
    for row in now:
        if row["status"] != "actual" or row["period"] != period or not _is_told(row["indicator"]):
            continue
        if half_width(_text(row["unit"])) not in _FLOWS or int(row["sentence"]) in carried:
            continue
        value = float(row["value"])
        if value < _LEAST_CARRIED or row["bound"] != "exact":
            continue
        same = [old for old in levels.get(_key(row), []) if float(old["value"]) == value]
        if same and all(old["bound"] == "exact" for old in same):
            place = (int(row["start"]), int(row["end"]))
            numbers = [int(row["quantity"])]
            span = Interval(value, value)
            found.append(
                _row(report, "repeat", "cannot", value, span, numbers, place, row["quote"])
            )
    return found


def _own_key(row: Any) -> str:
    """Name a body by division and level; a department or zone by its issuer too."""
    level = _text(row.get("level"))
    names = [_text(row.get(place)) for place in _PLACES]
    if level not in _PLACES or not _text(row.get(level)):
        names.append(_text(row.get("issuer")))
    return "|".join([*names, level]) if any(names) else ""


def _pairs(reports: pd.DataFrame, bodies: pd.Series | None) -> list[tuple[str, str, str]]:
    """Pair each report with the one of the same body on the same period a year earlier."""
    if bodies is None:
        keys = [_own_key(row) for row in reports.to_dict("records")]
    else:
        keys = [_text(body) for body in bodies.reindex(reports.index)]
    known: dict[tuple[str, str], list[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    for key, row in zip(keys, reports.to_dict("records"), strict=True):
        if row.get("kind") == "other" or _is_told(row.get("duplicate_of")):
            continue
        period = _text(row["period"])
        if period and key:
            known.setdefault((key, period), []).append(str(row["report_id"]))
            wanted.append((key, period, str(row["report_id"])))
    found = []
    for key, period, report in sorted(wanted):
        earlier = known.get((key, _before(period) or ""), [])
        # Two reports of one body on one year: which is meant is not told.
        if len(earlier) == 1:
            found.append((report, earlier[0], period))
    return found


def check_bodies(
    reports: pd.DataFrame,
    quantities: pd.DataFrame,
    sentences: pd.DataFrame | None = None,
    *,
    bodies: pd.Series | None = None,
) -> pd.DataFrame:
    """Test what a body tells this year by what it reported last year.

    Parameters
    ----------
    reports, quantities : DataFrame
        The frames of all reports.
    sentences : DataFrame, optional
        With it, sentences carried over with only the year changed are found too, and growth
        against another base (环比) is told apart by the words around it.
    bodies : Series, optional
        The body of each report, indexed like ``reports``; by default the division and level,
        for departments and zones with the issuer.

    Returns
    -------
    DataFrame
        Rows of the ``checks`` frame (``check`` is 0: the caller numbers them). Kind ``restated``:
        ``stated`` is the earlier level told or implied now, ``low`` and ``high`` what last year's
        report gave; ``fails`` where they differ, ``cannot`` where last year's report gave two
        levels. Kind ``repeat`` with verdict ``cannot``: a figure or a whole sentence carried over
        from last year; nothing in the reports tells whether it was counted anew. Sorted by report
        and place. Reports of kind ``other`` and duplicates take no part.
    """
    rows: list[Row] = []
    pairs = _pairs(reports, bodies)
    wanted = {report for pair in pairs for report in pair[:2]}
    if not wanted:
        return pd.DataFrame(rows, columns=_COLUMNS)
    told: dict[str, list[Row]] = {}
    chosen = quantities[quantities["report_id"].isin(wanted)]
    for row in chosen.to_dict("records"):
        told.setdefault(str(row["report_id"]), []).append({str(k): v for k, v in row.items()})
    written: dict[str, list[Row]] = {}
    if sentences is not None:
        around: dict[tuple[str, int], str] = {}
        for row in sentences[sentences["report_id"].isin(wanted)].to_dict("records"):
            report = str(row["report_id"])
            written.setdefault(report, []).append({str(k): v for k, v in row.items()})
            around[report, int(row["sentence"])] = row["text"]
        for report, facts in told.items():
            for fact in facts:
                words = around.get((report, int(fact["sentence"])), "")
                place = words.find(fact["quote"])
                fact["around"] = words[max(0, place - 12) : place + len(fact["quote"])]
    for report, earlier, period in pairs:
        now, before = told.get(report, []), told.get(earlier, [])
        rows += _restated(report, now, before, period)
        numbers: dict[int, list[int]] = {}
        for fact in now:
            numbers.setdefault(int(fact["sentence"]), []).append(int(fact["quantity"]))
        found, carried = _carried_sentences(
            report, written.get(report, []), written.get(earlier, []), numbers
        )
        rows += found
        rows += _unchanged(report, now, before, period, carried)
    rows.sort(key=lambda row: (row["report_id"], row["start"], row["end"], row["kind"]))
    return pd.DataFrame(rows, columns=_COLUMNS)
