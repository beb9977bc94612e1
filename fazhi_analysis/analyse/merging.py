"""Several reports on one body and period: one row of them, and figures for years without one."""

from __future__ import annotations

import pandas as pd

from fazhi_analysis.analyse.measures import common_point

__all__ = ["filled", "one_report"]


def one_report(table: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a body, period and indicator: the best report's; note conflicts."""
    facts = reports[["report_id", "body", "rank"]]
    table = table.merge(facts, on="report_id")
    table["mentions"] = table["mentions"].fillna(0).astype("int64")
    table["conflict"] = table["conflict"].eq(True)
    told = table["value"].notna() | table["conflict"]
    table = table.assign(silent=~told).sort_values(["silent", "rank", "report_id"], kind="stable")
    keys = ["body", "period", "indicator"]
    table["mentions"] = table.groupby(keys)["mentions"].transform("sum")
    best = table.drop_duplicates(keys).set_index(keys).sort_index()
    # Only reports as good as the best one can contradict it, and only by totals.
    totals = table[(table["how"] == "total") & table.duplicated(keys, keep=False)]
    peers: dict[tuple, list[tuple]] = {}
    columns = [totals[name] for name in ("rank", "low", "high")]
    for key, figure in zip(
        zip(*(totals[name] for name in keys), strict=True),
        zip(*columns, totals["bound"].fillna("exact"), strict=True),
        strict=True,
    ):
        of = peers.setdefault(key, [])
        if not of or of[0][0] == figure[0]:
            of.append(figure)
    torn = {
        key: figures
        for key, figures in peers.items()
        if len(figures) > 1 and not common_point(figure[1:] for figure in figures)
    }
    for key, figures in torn.items():
        row = best.loc[key]
        if row["how"] == "total" and row["rank"] == figures[0][0] and not row["conflict"]:
            best.loc[key, ["value", "bound"]] = [None, None]
            best.loc[key, ["conflict", "low", "high"]] = [
                True, float(min(f[1] for f in figures)), float(max(f[2] for f in figures)),
            ]  # fmt: skip
    return best.reset_index()


def filled(table: pd.DataFrame, later: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Add later reports' figures for earlier years where the year itself has none."""
    keys = ["body", "period", "indicator"]
    later = later[later["value"].notna()].merge(
        reports[["report_id", "body", "year", "rank"]], on="report_id"
    )
    # The nearest later report knows best; a restated figure comes from further off.
    later = later.sort_values(["year", "rank", "report_id"]).drop_duplicates(keys)
    known = table[table["value"].notna() | table["conflict"]]
    open_ = later.merge(known[keys], on=keys, how="left", indicator="seen")
    open_ = open_[open_["seen"] == "left_only"].drop(columns=["seen", "year"])
    silent = table.merge(open_[keys], on=keys, how="left", indicator="seen")
    silent = silent[silent["seen"] == "left_only"].drop(columns="seen")
    return pd.concat([silent.assign(source=None), open_.assign(source="later")], ignore_index=True)
