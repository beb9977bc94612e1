"""Tables for notebooks whose numbers keep their way back to the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.labels import indicator_label
from fazhi_analysis.show.plots_panel import most_told
from fazhi_analysis.show.style import check_columns, short_names

__all__ = ["LinkedTable", "bodies_table"]

_BOUNDS = {"min": "≥", "max": "≤", "approx": "≈"}


@dataclass(frozen=True, eq=False)
class LinkedTable:
    """A frame of texts, and for each cell the ``report_id#quantity`` that it was read from."""

    frame: pd.DataFrame
    refs: pd.DataFrame

    def __repr__(self) -> str:
        return str(self.frame.to_string())

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{escape.text(head)}</th>" for head in self.frame.columns)
        corner = escape.text(self.frame.index.name or "")
        lines = []
        for i, name in enumerate(self.frame.index):
            cells = "".join(
                self._cell(self.frame.iat[i, j], self.refs.iat[i, j])
                for j in range(self.frame.shape[1])
            )
            lines.append(f"<tr><th>{escape.text(name)}</th>{cells}</tr>")
        return (
            f'<table class="linked"><thead><tr><th>{corner}</th>{heads}</tr></thead>'
            f"<tbody>{''.join(lines)}</tbody></table>"
        )

    @staticmethod
    def _cell(shown: Any, ref: Any) -> str:
        text = escape.text(shown)
        if not told(ref) or ref == "":
            return f"<td>{text}</td>"
        return f'<td><a data-ref="{escape.text(ref)}">{text}</a></td>'


def bodies_table(
    panel: pd.DataFrame,
    indicators: Sequence[str] | None = None,
    *,
    top: int = 20,
    bodies: int = 8,
    lang: str = "en",
) -> LinkedTable:
    """Return the latest value of each indicator (rows) in each body (columns), linked.

    Parameters
    ----------
    panel : DataFrame
        From ``fz.panel``: body, year, indicator, value, bound, report_id, quantities.
    indicators : list of str, optional
        Codes; by default the `top` that most bodies tell.
    top : int, default 20
        Indicators where none are asked for.
    bodies : int, default 8
        Bodies, those that tell most of these indicators; all the others are in the panel.
    lang : {'en', 'zh'}
        Language of the indicators' names.

    Returns
    -------
    LinkedTable
        ``frame`` holds the values as texts, ≥ ≤ ≈ before those with a bound, "" where the report
        is silent.
    """
    check_columns(panel, ["body", "year", "indicator", "value", "bound", "report_id",
                          "quantities"], "bodies_table")  # fmt: skip
    codes = most_told(panel, top) if indicators is None else list(indicators)
    told_rows = panel[panel["value"].notna() & panel["indicator"].isin(codes)]
    latest = told_rows.sort_values(["body", "indicator", "year"], kind="stable")
    latest = latest.drop_duplicates(["body", "indicator"], keep="last")
    every = short_names(sorted(panel["body"].dropna().unique()))
    sizes = latest.groupby("body").size().reindex(list(every), fill_value=0)
    fullest = set(sizes.sort_values(ascending=False, kind="stable").head(bodies).index)
    heads = {body: name for body, name in every.items() if body in fullest}
    latest = latest[latest["body"].isin(fullest)]
    names = [indicator_label(code, lang) for code in codes]
    shown = pd.DataFrame("", index=pd.Index(names), columns=list(heads.values()))
    refs = shown.copy()
    columns = list(heads.values())
    at = {code: i for i, code in enumerate(codes)}
    for row in rows(latest):
        i, j = at[row.indicator], columns.index(heads[row.body])
        sign = _BOUNDS.get(row.bound, "") if told(row.bound) else ""
        shown.iat[i, j] = (
            f"{sign}{float(row.value):,.6g}"
            if row.value < 1e6
            else f"{sign}{float(row.value):,.0f}"
        )
        if told(row.quantities) and len(row.quantities):
            refs.iat[i, j] = f"{row.report_id}#{int(row.quantities[0])}"
    return LinkedTable(shown, refs)
