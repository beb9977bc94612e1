"""The panel: one row a body, year and indicator, with how the figure came about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from fazhi_analysis.analyse.arguments import analysed, require
from fazhi_analysis.analyse.cells import Mention, resolve
from fazhi_analysis.analyse.measures import known_codes, measure
from fazhi_analysis.analyse.merging import filled, one_report
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.bodies import PLACES, body_names

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["panel"]

PeriodType = Literal["annual", "half", "quarter"]
_PERIODS = {"annual": r"\d{4}", "half": r"\d{4}H[12]", "quarter": r"\d{4}Q[1-4]"}
# The yearly report is the figure's home; a summary of the year stands in where there is none.
_KINDS = {"annual_report": 0, "work_summary": 1}

_DTYPES = {
    "body": "str", "level": "str", "year": "Int64", "indicator": "str", "value": "Float64",
    "bound": "str", "how": "str", "mentions": "Int64", "conflict": "boolean",
    "quantities": "object", "unit": "str", "low": "Float64", "high": "Float64", "period": "str",
    "source": "str", "report_id": "str", "chars": "Int64",
}  # fmt: skip
_MENTION = list(Mention._fields)


def panel(
    corpus: Corpus,
    indicators: Iterable[str] | str | None = None,
    by: Sequence[str] = PLACES,
    *,
    period_type: PeriodType = "annual",
    fill_prior: bool = False,
) -> pd.DataFrame:
    """Return one row a body, year and indicator.

    A row stands for every body and year with a report, and every indicator asked for: where the
    report says nothing about it, ``value`` is NA; where it says that there was none, 0. Years
    without a report have no row. Duplicates and texts of kind ``other`` are left out.

    Parameters
    ----------
    corpus : Corpus
        The reports with their quantities.
    indicators : list of str or str, optional
        Codes of the codebook; every indicator that some report gives by default.
    by : sequence of str
        Columns of `reports` to carry along. They do not change the grain.
    period_type : {'annual', 'half', 'quarter'}
        Which figures: a quarter's is never put beside a year's. With ``half`` and ``quarter`` one
        row is a body, ``period`` and indicator.
    fill_prior : bool, default False
        Where the report of a year is missing or silent, take the figure that a later report of the
        same body gives for that year (去年31件); ``source`` says so.

    Returns
    -------
    DataFrame
        The `by` columns, then

        - body: full path of the division, with the department's or zone's own name behind it, and
          with the report's id in brackets where the place is not settled (such a body stays alone)
        - level, year, indicator
        - value: in the indicator's unit; NA where nothing, nothing that can be added up, only a
          figure for several years together (五年来), or a conflict is told
        - bound: exact, min (余, 超), max (不足), approx (约)
        - how: ``total`` (stated), ``parts`` (summed: one list in one sentence that shows no sign of
          being a selection); NA where there is no figure
        - mentions: rows of `indicators` for this body, period and indicator, parts included
        - conflict: the report gives totals that no number can meet, or a total below one of its
          parts; ``low`` and ``high`` tell them
        - quantities: the numbers of the quantities that ``value`` was read from (all mentions
          where it stays NA), in the report ``report_id``; None where there is none
        - unit: the indicator's own; another one where the report counts something else (家 for
          次), and such figures do not belong into one series
        - low, high: the least and greatest stated total, equal to value where there is one figure
        - period, source (``own`` or ``later``), report_id, chars (length of the report's body)

        Sorted by body, year, period, indicator.

    Raises
    ------
    FazhiError
        `corpus` is no corpus, a code is unknown, or `by` names no column of `reports`.

    Notes
    -----
    Two reports of a body for one year: the yearly report goes before a work summary; two of one
    kind with different totals are a conflict. How totals and parts are told apart is written in
    :mod:`fazhi_analysis.analyse.cells`. Divisions are named as of the report's year, so a county
    that became a district starts a new series.

    Examples
    --------
    >>> from fazhi_analysis.corpus import Corpus
    >>> panel(Corpus()).columns[:6].tolist()
    ['province', 'prefecture', 'county', 'township', 'body', 'level']
    """
    corpus = analysed(corpus, "panel")
    if period_type not in _PERIODS:
        raise FazhiError(f"period_type is {period_type!r}; it is one of {list(_PERIODS)}.")
    by = [by] if isinstance(by, str) else list(by)
    unknown = [name for name in by if name not in corpus.reports.columns]
    if unknown:
        raise FazhiError(f"by={unknown[0]!r} is no column of reports.")
    reports = _dated_reports(corpus.reports)
    rows = _mentions(corpus.indicators, reports, period_type)
    own = rows[rows["source"] == "own"]
    codes = _codes(indicators, own)
    cells = _cells(own[own["indicator"].isin(codes)], corpus)
    grid = _grid(reports, codes, period_type)
    table = grid.merge(cells, how="outer", on=["report_id", "period", "indicator"])
    table = one_report(table, reports)
    if fill_prior:
        later = rows[(rows["source"] == "later") & rows["indicator"].isin(codes)]
        table = filled(table, _cells(later, corpus), reports)
    return _finish(table, reports, by)


def _dated_reports(reports: pd.DataFrame) -> pd.DataFrame:
    require(reports, ["period", "period_type", "year", "kind", "chars"], "reports")
    out = reports.assign(body=body_names(reports))
    out = out[out["year"].notna() & out["period"].notna()]
    rank = out["kind"].map(_KINDS).fillna(len(_KINDS))
    return out.assign(rank=rank.astype("int64")).sort_values(["rank", "report_id"])


def _mentions(
    indicators: pd.DataFrame, reports: pd.DataFrame, period_type: PeriodType
) -> pd.DataFrame:
    """Pick the mentions of such a period, and tell whether it is the report's own year."""
    facts = reports[["report_id", "body", "year", "period", "period_type"]]
    facts = facts.rename(columns={"period": "own_period"})
    rows = indicators.merge(facts, on="report_id")
    rows["period"] = rows["period"].fillna(rows["own_period"])
    rows = rows[rows["period"].str.fullmatch(_PERIODS[period_type]) & rows["value"].notna()]
    told = rows["period"].str[:4].astype("Int64")
    # A half-year's report may name the year (2024年以来) and still know only the half of it.
    whole = (rows["period"] == rows["own_period"]) if period_type == "annual" else True
    own = (rows["status"] == "actual") & (told == rows["year"]) & whole
    later = rows["status"].isin(["actual", "prior"]) & (told < rows["year"])
    source = pd.Series(pd.NA, index=rows.index, dtype="str").mask(own, "own").mask(later, "later")
    return rows.assign(source=source)


def _codes(indicators: Iterable[str] | str | None, rows: pd.DataFrame) -> list[str]:
    present = sorted(rows["indicator"].unique())
    if indicators is None:
        return present
    codes = [indicators] if isinstance(indicators, str) else list(dict.fromkeys(indicators))
    for code in codes:
        if not measure(code).unit and code not in present:
            near = difflib.get_close_matches(code, [*known_codes(), *present], 1)
            hint = f"; did you mean {near[0]!r}?" if near else "."
            raise FazhiError(f"The codebook has no indicator {code!r}{hint}")
    return codes


def _cells(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Resolve each report, period and indicator that something is said about."""
    keys = ["report_id", "period", "indicator"]
    texts = dict(zip(corpus.texts["report_id"], corpus.texts["text"], strict=True))
    spoken = corpus.sentences[corpus.sentences["report_id"].isin(set(rows["report_id"]))]
    starts: dict[str, dict[int, int]] = {}
    for report, sentence, start in zip(
        spoken["report_id"], spoken["sentence"], spoken["start"], strict=True
    ):
        starts.setdefault(report, {})[int(sentence)] = int(start)
    groups: dict[tuple[str, str, str], list[Mention]] = {}
    rows = rows.sort_values(["report_id", "start", "quantity"], kind="stable")
    columns = [rows[name].astype("object").where(rows[name].notna(), None) for name in _MENTION]
    for key, mention in zip(
        zip(*(rows[k] for k in keys), strict=True), zip(*columns, strict=True), strict=True
    ):
        groups.setdefault(key, []).append(_mention(mention))
    out = []
    for key, mentions in groups.items():
        text, begins = texts.get(key[0], ""), starts.get(key[0], {})
        cell = resolve(key[2], mentions, text, begins, int(key[1][:4]))
        record: dict[str, Any] = {**dict(zip(keys, key, strict=True)), **cell._asdict()}
        record["quantities"] = list(cell.quantities)
        out.append({**record, "mentions": len(mentions)})
    columns_out = [*keys, "value", "bound", "how", "conflict", "low", "high", "unit",
                   "quantities", "mentions"]  # fmt: skip
    return pd.DataFrame(out, columns=columns_out).astype(dict.fromkeys(keys, "str"))


def _mention(values: tuple) -> Mention:
    mention = Mention(*values)
    high = mention.value if mention.value_high is None else mention.value_high
    return mention._replace(value_high=high, bound=mention.bound or "exact")


def _grid(reports: pd.DataFrame, codes: list[str], period_type: PeriodType) -> pd.DataFrame:
    """Pair every report of this kind of period with every indicator."""
    whole = reports.loc[reports["period_type"] == period_type, ["report_id", "period"]]
    return whole.merge(pd.DataFrame({"indicator": pd.Series(codes, dtype="str")}), how="cross")


def _finish(table: pd.DataFrame, reports: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    facts = reports.set_index("report_id")
    out = pd.DataFrame({name: table["report_id"].map(facts[name]) for name in ["level", *by]})
    for name in ("body", "indicator", "value", "bound", "how", "mentions", "conflict", "quantities",
                 "unit", "low", "high", "period", "report_id"):  # fmt: skip
        out[name] = table[name]
    out["year"] = pd.to_numeric(table["period"].str[:4])
    # Where nothing is told there is no unit to be told either.
    out["source"] = table.get("source", None)
    own = (out["value"].notna() | out["conflict"]) & out["source"].isna()
    out["source"] = out["source"].mask(own, "own")
    out["chars"] = table["report_id"].map(facts["chars"]).mask(out["source"].eq("later"))
    for name, dtype in _DTYPES.items():
        if dtype == "object":
            out[name] = pd.Series(
                [v if isinstance(v, list) else None for v in out[name]], out.index, dtype="object"
            )
        elif name not in by:
            out[name] = out[name].astype("object").where(out[name].notna(), None)
    typed = {n: t for n, t in _DTYPES.items() if t != "object" and n not in by}
    out = out.astype(typed)
    columns = [*by, *(name for name in _DTYPES if name not in by)]
    out = out.sort_values(["body", "year", "period", "indicator"], kind="stable")
    return out[columns].reset_index(drop=True)
