"""Figures of words in their places: dispersion, concordance, co-occurrence."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from fazhi_analysis.show.frames import rows as each_row
from fazhi_analysis.show.labels import label
from fazhi_analysis.show.style import (
    BLUE,
    INK,
    canvas,
    check_columns,
    finish,
    nothing,
    number,
    styled,
)

__all__ = ["concordance", "cooccurrence", "dispersion"]


@styled
def dispersion(
    frame: pd.DataFrame, *, top: int = 30, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw frequency against evenness: Gries' DP is 0 for a word that all texts use alike.

    `frame` comes from ``fz.word_frequency`` without groups (word, per_10k, dispersion).
    """
    check_columns(frame, ["word", "per_10k", "dispersion"], "dispersion")
    rows = frame.sort_values(["per_10k", "word"], ascending=[False, True], kind="stable").head(top)
    rows = rows.dropna(subset=["dispersion"])
    ax = canvas(ax, 5.2)
    x = rows["per_10k"].to_numpy(dtype=float)
    y = rows["dispersion"].to_numpy(dtype=float)
    ax.scatter(x, y, s=26, color=BLUE, zorder=3)
    if len(x) and x.min() > 0:
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(lambda value, _: number(value))
        ax.xaxis.set_minor_formatter(lambda value, _: number(value))
        ax.tick_params(axis="x", which="minor", labelsize=8)
        ax.set_xlim(x.min() * 0.93, x.max() * 1.2)
    ax.set_ylim(-0.03, max(0.4, float(y.max()) * 1.12 if len(y) else 0.4))
    ax.grid(axis="y")
    _spread_labels(ax, list(zip(rows["word"], x, y, strict=True)))
    if not len(rows):
        nothing(ax, lang)
    return finish(
        ax, label("title_dispersion", lang), lang=lang, source=source,
        subtitle=label("dispersion_sub", lang, n=len(rows)), xlabel=label("per_10k", lang),
        ylabel=label("dispersion", lang), values=label("values_beside", lang),
    )  # fmt: skip


def _spread_labels(ax: Axes, points: list[tuple[str, float, float]]) -> None:
    """Write each point's name where no other name stands; a name without room is left out."""
    figure = ax.get_figure()
    if not isinstance(figure, Figure) or not points:
        return
    figure.draw_without_rendering()
    scale = figure.get_dpi() / 72
    taken = []
    for _, x, y in points:
        px, py = ax.transData.transform((x, y))
        taken.append((px - 3 * scale, py - 3 * scale, px + 3 * scale, py + 3 * scale))
    for name, x, y in points:
        px, py = ax.transData.transform((x, y))
        wide, tall = (9 * len(name) + 2) * scale, 11 * scale
        for dx, dy in ((5, -5.5), (-5, -5.5), (0, 5), (0, -16)):
            left = px + dx * scale - (wide if dx < 0 else wide / 2 if dx == 0 else 0)
            box = (left, py + dy * scale, left + wide, py + dy * scale + tall)
            if any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3]
                   for a in taken):  # fmt: skip
                continue
            taken.append(box)
            ax.annotate(
                name, (x, y), (dx, dy), textcoords="offset points", fontsize=9, va="bottom",
                ha="left" if dx > 0 else "right" if dx < 0 else "center",
            )  # fmt: skip
            break


@styled
def concordance(
    frame: pd.DataFrame, texts: pd.DataFrame, *, names: dict[str, str] | None = None,
    lang: str = "en", source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw where in each report the matches stand: a stroke for each, from start to end.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.concordance``: report_id, start.
    texts : DataFrame
        The corpus' ``texts`` (body_start and body_end give each report its length). All of its
        reports are drawn, also those without a match.
    names : dict, optional
        report_id → name to show.
    lang, source, ax
        As in :func:`word_frequency`.
    """
    check_columns(frame, ["report_id", "start"], "concordance")
    check_columns(texts, ["report_id", "body_start", "body_end"], "concordance")
    ax = canvas(ax, 0.34 * max(len(texts), 2) + 1.5)
    matches = {str(name): own for name, own in frame.groupby("report_id")["start"]}
    for place, row in enumerate(each_row(texts)):
        length = max(int(row.body_end) - int(row.body_start), 1)
        ax.hlines(place, 0, 1, color="#d9d9d9", lw=9, capstyle="butt")
        starts = matches.get(row.report_id, pd.Series(dtype=float)).to_numpy(dtype=float)
        ax.vlines((starts - int(row.body_start)) / length, place - 0.3, place + 0.3, color=BLUE,
                  lw=1.6)  # fmt: skip
        ax.annotate(f"{len(starts)}", (1, place), (6, 0), textcoords="offset points", va="center",
                    fontsize=9, color=INK)  # fmt: skip
    shown = [(names or {}).get(name, name) for name in texts["report_id"]]
    ax.set_yticks(range(len(texts)), shown)
    ax.set_ylim(len(texts) - 0.4, -0.6)
    ax.set_xlim(0, 1.05)
    ax.set_xticks([0, 0.5, 1], [label("begin", lang), label("middle", lang), label("end", lang)])
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    return finish(ax, label("title_concordance", lang), lang=lang, source=source,
                  subtitle=label("concordance_sub", lang, n=len(frame)),
                  values=label("values_beside", lang))  # fmt: skip


@styled
def cooccurrence(
    frame: pd.DataFrame, *, top: int = 40, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the strongest pairs as a network: the line grows with the log likelihood.

    `frame` comes from ``fz.cooccurrence`` (term_a, term_b, count, expected, log_likelihood). Only
    pairs that stand together more often than by chance are drawn, `top` of them.
    """
    import networkx as nx

    check_columns(frame, ["term_a", "term_b", "count", "expected", "log_likelihood"],
                  "cooccurrence")  # fmt: skip
    rows = frame[(frame["count"] > frame["expected"]).fillna(False)]
    rows = rows.sort_values(["log_likelihood", "term_a", "term_b"], ascending=[False, True, True])
    rows = rows.head(top)
    ax = canvas(ax, 6.2)
    ax.set_axis_off()
    graph = nx.Graph()
    for row in each_row(rows):
        graph.add_edge(row.term_a, row.term_b, weight=float(row.log_likelihood))
    if graph:
        _draw_network(ax, graph, nx)
    else:
        nothing(ax, lang)
    return finish(ax, label("title_cooccurrence", lang), lang=lang, source=source,
                  subtitle=label("cooccurrence_sub", lang, n=len(rows)),
                  values=label("values_beside", lang))  # fmt: skip


def _draw_network(ax: Axes, graph: Any, nx: Any) -> None:
    # Unconnected groups are laid out apart and side by side, for a spring layout would drive them
    # to the corners of the picture.
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    left, places = 0.0, {}
    for part in parts:
        nodes = sorted(part)
        small = nx.Graph()
        small.add_nodes_from(nodes)
        small.add_edges_from(sorted(tuple(sorted(pair)) for pair in graph.subgraph(part).edges))
        width = max(1.0, len(part) ** 0.62)
        at = (
            nx.kamada_kawai_layout(small)
            if len(part) > 2
            else {nodes[0]: (0, 0.3), nodes[1]: (0, -0.3)}
        )
        for name in nodes:
            x, y = at[name]
            places[name] = (left + width * (x + 1) / 2, y * width / 2)
        left += width + 0.55
    strongest = max(data["weight"] for *_, data in graph.edges(data=True))
    for a, b, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        xs, ys = zip(places[a], places[b], strict=True)
        ax.plot(xs, ys, color="#8fb8d4", lw=0.8 + 4.2 * data["weight"] / strongest, zorder=1,
                solid_capstyle="round")  # fmt: skip
    for name, (x, y) in sorted(places.items()):
        ax.text(
            x,
            y,
            name,
            ha="center",
            va="center",
            fontsize=9.5,
            zorder=3,
            bbox={"boxstyle": "round,pad=0.25", "fc": "white", "ec": BLUE, "lw": 0.7},
        )
    ax.margins(0.08, 0.06)
