"""Figures of words: frequency, cloud, keyness."""

from __future__ import annotations

from tempfile import NamedTemporaryFile

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import fonts
from fazhi_analysis.show.frames import rows as each_row
from fazhi_analysis.show.labels import label
from fazhi_analysis.show.style import (
    BLUE,
    GREY,
    PALETTE,
    VERMILION,
    canvas,
    check_columns,
    facets,
    finish,
    nothing,
    number,
    styled,
)

__all__ = ["keyness", "term_frequency", "word_cloud", "word_frequency"]


def _groups(frame: pd.DataFrame) -> list[str | None]:
    """Return the groups in the order of the frame; [None] where it has but one or none."""
    if "group" not in frame.columns:
        return [None]
    names = list(dict.fromkeys(frame["group"].dropna().astype(str)))
    return [*names] if len(names) > 1 else [None]


def _of(frame: pd.DataFrame, group: str | None) -> pd.DataFrame:
    return frame if group is None else frame[frame["group"].astype(str) == group]


def _bars(ax: Axes, names: list[str], values: list[float], notes: list[str], color: str) -> None:
    places = np.arange(len(names))
    ax.barh(places, values, color=color, height=0.72)
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    top = max([*values, 0.0]) or 1.0
    ax.set_xlim(0, top * 1.42)
    for place, value, note in zip(places, values, notes, strict=True):
        ax.annotate(
            note, (value, place), (4, 0), textcoords="offset points", va="center", fontsize=8,
            color=GREY,
        )  # fmt: skip


def _frequency(
    frame: pd.DataFrame, name: str, title: str, top: int, lang: str, source: str | None,
    ax: Axes | None,
) -> Axes:  # fmt: skip
    groups = _groups(frame)
    shown = {}
    for group in groups:
        rows = _of(frame, group).sort_values(
            ["per_10k", "count", name], ascending=[False, False, True], kind="stable"
        )
        shown[group] = rows.head(top)
    longest = max([len(rows) for rows in shown.values()] + [1])
    if len(groups) == 1:
        outer = canvas(ax, 0.26 * longest + 1.3)
        panels = [outer]
    else:
        outer, panels = facets(ax, len(groups), columns=2, height=0.23 * longest + 0.7,
                               gap=(1.0, 0.5))  # fmt: skip
    for panel, group in zip(panels, groups, strict=True):
        rows = shown[group]
        notes = [
            f"{number(rate)}  ({label('in_reports', lang, n=reports)})"
            for rate, reports in zip(rows["per_10k"], rows["reports"], strict=True)
        ]
        _bars(panel, list(rows[name]), [float(v) for v in rows["per_10k"]], notes, BLUE)
        if group is not None:
            panel.set_title(group)
    if all(rows.empty for rows in shown.values()):
        nothing(outer, lang)
    subtitle = label("per_10k_note", lang)
    return finish(outer, title, lang=lang, subtitle=subtitle, source=source,
                  values=label("values_beside", lang))  # fmt: skip


@styled
def word_frequency(
    frame: pd.DataFrame, *, top: int = 20, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the most frequent words as bars, a panel for each group.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.word_frequency``: group, word, count, per_10k, reports.
    top : int, default 20
        Words in each group.
    lang : {'en', 'zh'}
        Language of the labels.
    source : str, optional
        The source line under the figure.
    ax : Axes, optional
        Axes to draw on; a new figure by default.
    """
    check_columns(frame, ["word", "count", "per_10k", "reports"], "word_frequency")
    return _frequency(frame, "word", label("title_words", lang), top, lang, source, ax)


@styled
def term_frequency(
    frame: pd.DataFrame, *, top: int = 30, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw how often the asked terms stand in the texts; see :func:`word_frequency`."""
    check_columns(frame, ["term", "count", "per_10k", "reports"], "term_frequency")
    return _frequency(frame, "term", label("title_terms", lang), top, lang, source, ax)


@styled
def word_cloud(
    frame: pd.DataFrame, *, top: int = 80, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the most frequent words, their height growing with the rate per 10,000 characters.

    The layout is fixed: the same frame gives the same picture. Words that find no room are left
    out, the rarest first; the table beside the figure has them all.
    """
    check_columns(frame, ["word", "count", "per_10k"], "word_cloud")
    rates = frame.groupby("word", sort=False)["per_10k"].max()
    rates = rates[rates > 0].sort_index().sort_values(ascending=False, kind="stable").head(top)
    ax = canvas(ax, 4.6)
    ax.set_axis_off()
    size = (1600, 800)
    ax.set(xlim=(0, size[0]), ylim=(size[1], 0), aspect="equal")
    placed = (
        _cloud_layout({str(word): float(rate) for word, rate in rates.items()}, size)
        if len(rates)
        else []
    )
    for i, (word, height, left, upper) in enumerate(placed):
        _draw_word(ax, word, height, left, upper, PALETTE[i % 4] if i < 24 else GREY)
    if not placed:
        nothing(ax, lang)
    subtitle = label("cloud_note", lang, n=len(placed))
    return finish(ax, label("title_words", lang), lang=lang, subtitle=subtitle, source=source,
                  values=label("values_beside", lang))  # fmt: skip


def _cloud_layout(
    rates: dict[str, float], size: tuple[int, int]
) -> list[tuple[str, int, float, float]]:
    from wordcloud import WordCloud

    with NamedTemporaryFile(suffix=".otf") as file:
        file.write(fonts.single_face("".join(rates)))
        file.flush()
        cloud = WordCloud(
            font_path=file.name, width=size[0], height=size[1], prefer_horizontal=1.0,
            random_state=20190415, max_words=len(rates), relative_scaling=0.6, margin=6,
            max_font_size=190, min_font_size=18,
        ).generate_from_frequencies(rates)  # fmt: skip
    return [
        (word, height, float(place[1]), float(place[0]))
        for (word, _), height, place, _, _ in cloud.layout_
    ]


def _draw_word(ax: Axes, word: str, height: int, left: float, upper: float, color: str) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import PathPatch
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    family = [fonts.FAMILY, "DejaVu Sans"]
    path = TextPath((0, 0), word, size=height, prop=FontProperties(family=family))
    box = path.get_extents()
    flipped = path.transformed(Affine2D().translate(-box.x0, -box.y1).scale(1, -1))
    patch = PathPatch(flipped.transformed(Affine2D().translate(left, upper)), color=color, lw=0)
    patch.set_gid(word)
    ax.add_patch(patch)


@styled
def keyness(
    frame: pd.DataFrame, *, target: str | None = None, top: int = 15, lang: str = "en",
    source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw what sets a group apart: log ratio as lollipops, the words by their likelihood ratio.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.keyness``: group, word, count, reference_count, log_likelihood, log_ratio, q,
        reports.
    target : str, optional
        The group to draw; by default the first of the frame.
    top : int, default 15
        Words, by log likelihood. A filled point has q < 0.05, a hollow one has not.
    lang, source, ax
        As in :func:`word_frequency`.
    """
    needed = ["group", "word", "count", "reference_count", "log_likelihood", "log_ratio", "q",
              "reports"]  # fmt: skip
    check_columns(frame, needed, "keyness")
    groups = list(dict.fromkeys(frame["group"].dropna().astype(str)))
    if target is None and groups:
        target = groups[0]
    if target is not None and str(target) not in groups:
        raise FazhiError(f"plots.keyness: there is no group {target!r}; the groups are {groups}.")
    rows = frame[frame["group"].astype(str) == str(target)]
    rows = rows.sort_values(["log_likelihood", "word"], ascending=[False, True], kind="stable")
    rows = rows.head(top).sort_values(["log_ratio", "word"], ascending=[False, True])
    ax = canvas(ax, 0.28 * max(len(rows), 3) + 1.6)
    places = np.arange(len(rows))
    ratios = rows["log_ratio"].to_numpy(dtype=float)
    colors = [BLUE if ratio > 0 else VERMILION for ratio in ratios]
    sure = rows["q"].fillna(1).to_numpy(dtype=float) < 0.05
    ax.axvline(0, color=GREY, lw=0.8)
    ax.hlines(places, 0, ratios, color=colors, lw=1.6)
    ax.scatter(ratios, places, s=44, zorder=3, edgecolors=colors, linewidths=1.5,
               c=[c if s else "white" for c, s in zip(colors, sure, strict=True)])  # fmt: skip
    ax.set_yticks(places, list(rows["word"]))
    ax.invert_yaxis()
    for place, row in zip(places, each_row(rows), strict=True):
        note = label("keyness_note", lang, a=row.count, b=row.reference_count, n=row.reports)
        right = float(row.log_ratio) >= 0
        ax.annotate(
            note, (float(row.log_ratio), place), (8 if right else -8, 0), va="center",
            textcoords="offset points", ha="left" if right else "right", fontsize=8, color=GREY,
        )  # fmt: skip
    if len(rows):
        low, high = min(0.0, *ratios), max(0.0, *ratios)
        room = (high - low or 1.0) * 0.55
        ax.set_xlim(low - (room if low < 0 else 0.1), high + (room if high > 0 else 0.1))
    else:
        nothing(ax, lang)
    return finish(
        ax, label("title_keyness", lang, target=target or ""), lang=lang, source=source,
        subtitle=label("keyness_sub", lang), xlabel=label("log_ratio", lang),
        values=label("values_beside", lang),
    )  # fmt: skip
