"""One look for every figure: size, colours, font, title, unit, n and source line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import fonts
from fazhi_analysis.show.labels import label

__all__ = [
    "BLUE", "GREY", "INK", "PALETTE", "VERMILION", "canvas", "check_columns", "compact", "facets",
    "finish", "nothing", "number", "short_names", "styled", "use",
]  # fmt: skip

# Okabe and Ito's colours, which people with any colour vision can tell apart; the yellow is left
# out, for it is too pale on white.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
BLUE, VERMILION = PALETTE[0], PALETTE[1]
INK, GREY, FAINT = "#222222", "#595959", "#d9d9d9"
WIDTH = 8.0

_RC: dict[str, Any] = {
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.titlecolor": GREY,
    "axes.labelsize": 9.5,
    "axes.labelcolor": GREY,
    "axes.edgecolor": "#8c8c8c",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "axes.prop_cycle": cycler(color=list(PALETTE)),
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "text.color": INK,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.dpi": 100,
    "savefig.dpi": 150,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "svg.hashsalt": "fazhi_analysis",
}


def _rc() -> Any:
    return {**_RC, "font.family": [fonts.register(), "DejaVu Sans"]}


def use() -> None:
    """Give every further matplotlib figure this look, Chinese glyphs included."""
    mpl.rcParams.update(_rc())


@contextmanager
def _closing_on_error() -> Iterator[None]:
    before = set(plt.get_fignums())
    try:
        yield
    except BaseException:
        for number in set(plt.get_fignums()) - before:
            plt.close(number)
        raise


def styled(draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """Run a plotting function in this look; a failure leaves no open figure behind."""

    @wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Axes:
        with mpl.rc_context(_rc()), _closing_on_error():
            return draw(*args, **kwargs)

    return drawn


def check_columns(frame: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise an error that names what `frame` lacks to be drawn."""
    if not isinstance(frame, pd.DataFrame):
        raise FazhiError(f"plots.{what} takes a frame, not {type(frame).__name__}.")
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise FazhiError(
            f"plots.{what} needs the column(s) {', '.join(missing)}; the frame has "
            f"{list(frame.columns)}."
        )


def canvas(ax: Axes | None, height: float, width: float = WIDTH) -> Axes:
    """Return `ax`, or the Axes of a new figure of that size in inches."""
    if ax is not None:
        return ax
    _, new = plt.subplots(figsize=(width, height), layout="constrained")
    new._fazhi_own = True  # type: ignore[attr-defined]
    return new


def facets(
    ax: Axes | None,
    count: int,
    *,
    columns: int = 3,
    height: float = 2.1,
    gap: tuple[float, float] = (0.35, 0.62),
) -> tuple[Axes, list[Axes]]:
    """Return an invisible Axes and `count` small ones inside it, row by row.

    `gap` is the space between them in inches, across and down. A plot made of several panels is
    one Axes to those who call it; its panels are its ``child_axes``.
    """
    columns = max(1, min(columns, count))
    rows = max(1, -(-count // columns))
    outer = canvas(ax, rows * height + 1.0)
    outer.set_axis_off()
    wide = WIDTH / columns
    width = (1 - gap[0] / wide) / columns
    tall = (1 - gap[1] / height) / rows
    panels = []
    for i in range(count):
        row, column = divmod(i, columns)
        left = column / columns + (gap[0] / wide / columns if column else gap[0] / WIDTH * 0.5)
        bottom = 1 - (row + 1) / rows + gap[1] / height / rows * 0.55
        panels.append(outer.inset_axes((left, bottom, width, tall)))
    return outer, panels


def finish(
    ax: Axes,
    title: str,
    *,
    lang: str,
    subtitle: str = "",
    xlabel: str = "",
    ylabel: str = "",
    source: str | None = None,
    values: str = "",
    pad: float = 6,
) -> Axes:
    """Put title, units and source line on `ax`, and a description for those who cannot see it.

    `values` says in words what is drawn; it goes into the picture file's description. `pad` is the
    room in points under the subtitle.
    """
    source = label("source", lang) if source is None else source
    for each in (ax, *ax.child_axes):
        each.tick_params(axis="both", which="both", labelfontfamily=[fonts.FAMILY, "DejaVu Sans"])
    if ylabel:
        ax.set_ylabel(ylabel)
    figure = ax.get_figure()
    if getattr(ax, "_fazhi_own", False) and isinstance(figure, Figure):
        figure.suptitle(title, x=0.01, ha="left", fontsize=13, color=INK)
        ax.set_title(_wrapped(subtitle), pad=pad)
        ax.set_xlabel(xlabel)
        figure.supxlabel(source, x=0.01, ha="left", fontsize=8, color=GREY)
        told = [title, subtitle, xlabel, ylabel, values, source]
        _describe(figure, title, ". ".join(part.rstrip(".。") for part in told if part) + ".")
    else:
        ax.set_title("\n".join(part for part in (title, subtitle) if part))
        ax.set_xlabel("\n".join(part for part in (xlabel, source) if part))
    return ax


def _wrapped(text: str, width: int = 90) -> str:
    """Break `text` into lines of `width` half-width characters, Chinese ones counted double."""
    lines, length = [""], 0
    for piece in re.findall(r"[ -~]+? +|[ -~]+|.", text):
        wide = sum(1 if char < "\u2e80" else 2 for char in piece)
        if length + wide > width and lines[-1]:
            lines.append("")
            length = 0
        lines[-1] += piece
        length += wide
    return "\n".join(line.strip() for line in lines)


def _describe(figure: Figure, title: str, description: str) -> None:
    """Write title and description into every PNG that is saved of `figure`.

    The HTML export reads the text for screen readers from there, so it goes wherever the picture
    goes. matplotlib's own entry with its version is left out: it would change the bytes.
    """
    draw = figure.canvas.print_figure

    def print_figure(target: Any, *args: Any, **kwargs: Any) -> Any:
        kind = kwargs.get("format") or str(getattr(target, "name", target)).rpartition(".")[2]
        if str(kind).lower() == "png" and not kwargs.get("metadata"):
            kwargs["metadata"] = {"Title": title, "Description": description, "Software": None}
        return draw(target, *args, **kwargs)

    figure.canvas.print_figure = print_figure  # type: ignore[assignment]


def nothing(ax: Axes, lang: str) -> None:
    """Say on `ax` that the frame holds nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, label("nothing", lang), ha="center", va="center", color=GREY,
            transform=ax.transAxes)  # fmt: skip


def number(value: float, digits: int = 3) -> str:
    """Return `value` for a label: `digits` significant ones, thousands grouped.

    Examples
    --------
    >>> [number(1234567.0), number(0.12345), number(87.23), number(12.0)]
    ['1,234,567', '0.123', '87.2', '12']
    """
    if pd.isna(value):
        return ""
    if float(value).is_integer() or abs(value) >= 10**digits:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.{digits}g}".replace("-", "−")


def compact(value: float, lang: str) -> str:
    """Return `value` as short as a label needs: 万 and 亿 in Chinese, k, M and bn in English.

    Examples
    --------
    >>> [compact(1234567.0, "en"), compact(1234567.0, "zh"), compact(980.0, "en")]
    ['1.23 M', '124万', '980']
    """
    steps = (((1e8, "亿"), (1e4, "万")) if lang == "zh"
             else ((1e9, " bn"), (1e6, " M"), (1e3, " k")))  # fmt: skip
    if pd.notna(value) and abs(value) >= 1e5:
        for size, name in steps:
            if abs(value) >= size:
                return number(round(value / size, 2 if abs(value / size) < 10 else 1)) + name
    return number(value)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Return for each path its last part, with as many parts before it as tell it from others.

    Examples
    --------
    >>> short_names(["浙江省/湖州市/安吉县", "甲省/乙县", "丙省/乙县"])
    {'浙江省/湖州市/安吉县': '安吉县', '甲省/乙县': '甲省/乙县', '丙省/乙县': '丙省/乙县'}
    """
    unique = list(dict.fromkeys(str(name) for name in names))
    parts = {name: name.split("/") for name in unique}
    out = {}
    for name in unique:
        for length in range(1, len(parts[name]) + 1):
            tail = parts[name][-length:]
            if sum(other[-length:] == tail for other in parts.values()) == 1:
                break
        out[name] = "/".join(tail)
    return out
