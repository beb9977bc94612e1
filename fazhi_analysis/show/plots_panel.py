"""Figures of indicators: the panel as small multiples, trends, regions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show.frames import rows as each_row
from fazhi_analysis.show.labels import indicator_label, indicator_unit, label
from fazhi_analysis.show.style import (
    BLUE,
    GREY,
    INK,
    PALETTE,
    canvas,
    check_columns,
    compact,
    facets,
    finish,
    nothing,
    short_names,
    styled,
)

__all__ = ["panel", "regions", "trends"]

_NAMED = 7  # bodies that get a colour and a name; the rest are grey lines
_BOUNDS = {"min": "≥", "max": "≤", "approx": "≈"}


def most_told(frame: pd.DataFrame, top: int) -> list[str]:
    """Return the indicators that most bodies and years give, then by code."""
    told = frame[frame["value"].notna()].groupby("indicator").size()
    return list(told.sort_index().sort_values(ascending=False, kind="stable").head(top).index)


@styled
def panel(
    frame: pd.DataFrame, indicators: Sequence[str] | str | None = None, *, top: int = 9,
    names: dict[str, str] | None = None, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw each indicator in a panel of its own: a point for each body and year that tells it.

    A line joins neighbouring years only; a year with a report that is silent has a hollow mark on
    the zero line, and a year without a report has nothing, so that a gap is seen as a gap.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.panel``: body, year, indicator, value; with bound, marks tell ≥ ≤ ≈.
    indicators : list of str, optional
        Codes to draw, in this order; by default the `top` that most bodies and years tell.
    names : dict, optional
        body → name to show; the last part of its path by default.
    lang, source, ax
        Language of the labels, source line, Axes to draw on.

    Returns
    -------
    Axes
        Its ``child_axes`` are the panels, one for each indicator.
    """
    check_columns(frame, ["body", "year", "indicator", "value"], "panel")
    codes = [indicators] if isinstance(indicators, str) else indicators
    codes = most_told(frame, top) if codes is None else list(codes)
    known = set(frame["indicator"])
    if unknown := [code for code in codes if code not in known]:
        raise FazhiError(f"plots.panel: the frame has no indicator {unknown}.")
    bodies = sorted(frame["body"].dropna().unique())
    shown = {**short_names(bodies), **(names or {})}
    years = frame["year"].dropna().astype(int)
    span = (int(years.min()), int(years.max())) if len(years) else (2020, 2020)
    outer, panels = facets(ax, max(len(codes), 1), height=2.15, gap=(0.55, 0.75))
    colors = _body_colors(bodies)
    for one, code in zip(panels, codes, strict=False):
        rows = frame[frame["indicator"] == code]
        _draw_indicator(one, rows, colors, span)
        unit = indicator_unit(code)
        one.yaxis.set_major_formatter(lambda value, _: compact(value, lang))
        one.set_title(f"{indicator_label(code, lang)}" + (f" ({unit})" if unit else ""),
                      color=INK, fontsize=9, wrap=True)  # fmt: skip
    if not codes:
        panels[0].set_axis_off()
        panels[0].text(0.5, 0.5, label("nothing", lang), ha="center", color=GREY)
    lines = _legend(outer, colors, shown, lang)
    told = int(frame[frame["indicator"].isin(codes)]["value"].notna().sum())
    return finish(
        outer, label("title_panel", lang), lang=lang, source=source,
        subtitle=label("panel_sub", lang, n=told, bodies=len(bodies)),
        values=label("values_beside", lang), pad=8 + 15 * lines,
    )  # fmt: skip


def _body_colors(bodies: list[str]) -> dict[str, str]:
    if len(bodies) > _NAMED:
        return dict.fromkeys(bodies, "#9aa5ad")
    return dict(zip(bodies, PALETTE, strict=False))


def _draw_indicator(
    ax: Axes, rows: pd.DataFrame, colors: dict[str, str], span: tuple[int, int]
) -> None:
    many = len(colors) > _NAMED
    top = float(rows["value"].max()) if rows["value"].notna().any() else 1.0
    # Bodies of the same year stand side by side, or their marks would hide each other.
    order = {body: i for i, body in enumerate(colors)}
    step = 0.0 if many else 0.09
    silent: list[tuple[float, str]] = []
    for name, own in rows.groupby("body", sort=True):
        body = str(name)
        own = own.dropna(subset=["year"]).sort_values("year")
        shift = (order[body] - (len(order) - 1) / 2) * step
        points = {int(y): v for y, v in zip(own["year"], own["value"], strict=True)}
        kept = {year: float(v) for year, v in points.items() if pd.notna(v)}
        silent += [(year + shift, colors[body]) for year, v in points.items() if pd.isna(v)]
        for year in kept:
            if year + 1 in kept:
                ax.plot(
                    [year + shift, year + 1 + shift],
                    [kept[year], kept[year + 1]],
                    color=colors[body],
                    lw=0.8 if many else 1.4,
                    alpha=0.6 if many else 1,
                )
        ax.scatter([year + shift for year in kept], list(kept.values()), s=9 if many else 22,
                   color=colors[body], zorder=3)  # fmt: skip
        if "bound" in own.columns and not many:
            for row in each_row(own.dropna(subset=["value"])):
                if row.bound in _BOUNDS:
                    ax.annotate(_BOUNDS[row.bound], (int(row.year) + shift, float(row.value)),
                                (0, 4), textcoords="offset points", ha="center", fontsize=7.5,
                                color=colors[body])  # fmt: skip
    if many:
        middle = rows.dropna(subset=["value", "year"]).groupby("year")["value"].median()
        values = {int(str(year)): float(value) for year, value in middle.items()}
        for year in values:
            if year + 1 in values:
                ax.plot([year, year + 1], [values[year], values[year + 1]], color=BLUE, lw=2.2)
        ax.scatter(list(values), list(values.values()), s=26, color=BLUE, zorder=4)
    if silent and not many:
        ax.scatter(
            [x for x, _ in silent],
            [0] * len(silent),
            s=16,
            facecolors="white",
            edgecolors=[c for _, c in silent],
            linewidths=0.9,
            zorder=2,
            clip_on=False,
        )
    _year_axis(ax, span)
    ax.set_ylim(0, (top or 1.0) * 1.18)
    ax.locator_params(axis="y", nbins=4)
    ax.grid(axis="y")
    ax.tick_params(labelsize=8, length=2.5)


def _year_axis(ax: Axes, span: tuple[int, int]) -> None:
    first, last = span
    step = max(1, -(-(last - first + 1) // 6))
    ax.set_xlim(first - 0.5, last + 0.5)
    ax.set_xticks(range(first, last + 1, step), [str(y) for y in range(first, last + 1, step)])


def _legend(ax: Axes, colors: dict[str, str], shown: dict[str, str], lang: str) -> int:
    handles = []
    if len(colors) <= _NAMED:
        handles = [
            Line2D([], [], color=color, marker="o", ms=5, lw=1.4, label=shown[body])
            for body, color in colors.items()
        ]
        handles.append(Line2D([], [], color=GREY, marker="o", ms=4, lw=0, mfc="white",
                              label=label("silent", lang)))  # fmt: skip
    else:
        handles.append(Line2D([], [], color="#9aa5ad", marker="o", ms=4, lw=1,
                              label=label("one_body", lang)))  # fmt: skip
    if len(colors) > _NAMED:
        handles.append(
            Line2D([], [], color=BLUE, marker="o", ms=5, lw=2.2, label=label("median_told", lang))
        )
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3,
              borderaxespad=0.2, handlelength=1.6, columnspacing=1.4)  # fmt: skip
    return -(-len(handles) // 3)


_DIRECTIONS = {
    "up": "#0072B2", "down": "#D55E00", "flat": "#595959", "break": "#CC79A7", "unclear": "#9aa5ad",
}  # fmt: skip


@styled
def trends(
    frame: pd.DataFrame, indicator: str | None = None, *, top: int = 40,
    names: dict[str, str] | None = None, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the yearly change of one indicator in each body, with its interval and direction.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.trends``: body, indicator, n, slope, slope_low, slope_high, direction.
    indicator : str, optional
        Code to draw; by default the one with most bodies.
    top : int, default 40
        Bodies, those with the greatest change (up or down) first.
    names, lang, source, ax
        As in :func:`panel`.
    """
    needed = ["body", "indicator", "n", "slope", "slope_low", "slope_high", "direction"]
    check_columns(frame, needed, "trends")
    usable = frame.dropna(subset=["slope"])
    if indicator is None and len(usable):
        counts = usable.groupby("indicator").size().sort_index()
        indicator = str(counts.sort_values(ascending=False, kind="stable").index[0])
    rows = usable[usable["indicator"] == indicator]
    keep = rows["slope"].abs().sort_values(ascending=False, kind="stable").head(top).index
    rows = rows.loc[keep].sort_values(["slope", "body"], ascending=[False, True])
    ax = canvas(ax, 0.27 * max(len(rows), 3) + 1.7)
    shown = {**short_names(list(frame["body"])), **(names or {})}
    places = np.arange(len(rows))
    if len(rows):
        ax.axvline(0, color=GREY, lw=0.8)
    for place, row in zip(places, each_row(rows), strict=True):
        color = _DIRECTIONS.get(row.direction, GREY)
        if pd.notna(row.slope_low) and pd.notna(row.slope_high):
            ax.hlines(place, float(row.slope_low), float(row.slope_high), color=color, lw=1.6)
        ax.scatter([float(row.slope)], [place], s=30, color=color, zorder=3)
        ax.annotate(
            f"{label('direction_' + str(row.direction), lang)} (n={row.n})", (1, place), (4, 0),
            xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
            fontsize=8, color=color if row.direction != "unclear" else GREY,
        )  # fmt: skip
    ax.set_yticks(places, [shown[body] for body in rows["body"]])
    ax.invert_yaxis()
    ax.grid(axis="x")
    ax.xaxis.set_major_formatter(lambda value, _: compact(value, lang))
    if not len(rows):
        nothing(ax, lang)
    unit = indicator_unit(indicator) if indicator else ""
    name = indicator_label(indicator, lang) if indicator else ""
    return finish(
        ax, label("title_trends", lang, name=name or "–"), lang=lang, source=source,
        subtitle=label("trends_sub", lang), xlabel=label("slope", lang, unit=unit),
        values=label("values_beside", lang),
    )  # fmt: skip


@styled
def regions(
    frame: pd.DataFrame, indicator: str | None = None, *, top: int = 40, lang: str = "en",
    source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw each region's median with its bootstrap interval, and the ranks that it may have.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.compare_regions``: region, n, median, low, high, rank, rank_low, rank_high.
    indicator : str, optional
        Its code, for title and unit.
    top, lang, source, ax
        Regions shown; the rest as in :func:`panel`.
    """
    check_columns(frame, ["region", "n", "median", "low", "high", "rank"], "regions")
    rows = _by_rank(frame.dropna(subset=["median"])).head(top)
    ax = canvas(ax, 0.3 * max(len(rows), 3) + 1.6)
    places = np.arange(len(rows))
    for place, row in zip(places, each_row(rows), strict=True):
        if pd.notna(row.low) and pd.notna(row.high):
            ax.hlines(place, float(row.low), float(row.high), color=BLUE, lw=5, alpha=0.28)
        ax.scatter([float(row.median)], [place], s=36, color=BLUE, zorder=3)
        note = f"{compact(float(row.median), lang)}  n={row.n}"
        low, high = getattr(row, "rank_low", None), getattr(row, "rank_high", None)
        if pd.notna(low) and pd.notna(high) and low != high:
            note += "  " + label("rank_span", lang, low=int(low), high=int(high))
        ax.annotate(note, (1, place), (4, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", va="center", fontsize=8, color=GREY)  # fmt: skip
    shown = list(rows["region"])
    if "level" in rows.columns and rows["level"].nunique() > 1:
        # Ranks are within a level, so the level belongs to the name.
        shown = [
            f"{region} ({label(f'level_{level}', lang) if pd.notna(level) else '–'})"
            for region, level in zip(shown, rows["level"], strict=True)
        ]
    ax.set_yticks(places, shown)
    ax.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    ax.grid(axis="x")
    ax.xaxis.set_major_formatter(lambda value, _: compact(value, lang))
    if not len(rows):
        nothing(ax, lang)
    name = indicator_label(indicator, lang) if indicator else label("value", lang)
    unit = indicator_unit(indicator) if indicator else ""
    bodies = int(rows["n"].sum()) if len(rows) else 0
    return finish(
        ax, name, lang=lang, source=source, subtitle=label("regions_sub", lang, n=bodies),
        xlabel=unit, values=label("values_beside", lang),
    )  # fmt: skip


def _by_rank(frame: pd.DataFrame) -> pd.DataFrame:
    keys = ["level", "rank", "region"] if "level" in frame.columns else ["rank", "region"]
    return frame.sort_values(keys, kind="stable")
