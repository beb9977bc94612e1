"""Figures of many cells: the tile map of the provinces, heat maps, similarity."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.show.labels import indicator_label, indicator_unit, label, labels
from fazhi_analysis.show.style import (
    FAINT,
    INK,
    canvas,
    check_columns,
    compact,
    finish,
    nothing,
    short_names,
    styled,
)

__all__ = ["heat_map", "province_map", "similarity"]

_COLOURS = "YlGnBu"


class Tile(NamedTuple):
    """One province's square."""

    province: str
    short: str
    column: int
    row: int


@cache
def tiles() -> tuple[Tile, ...]:
    """Return the squares of the tile-grid map, one a province-level division."""
    rows = read_table("province_tiles.csv", ["province", "short", "column", "row"])
    return tuple(Tile(r["province"], r["short"], int(r["column"]), int(r["row"])) for r in rows)


def _norm(values: np.ndarray) -> mpl.colors.Normalize:
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    return mpl.colors.Normalize(low if low < 0 else 0.0, high if high > max(low, 0.0) else low + 1)


def _ink_on(color: tuple[float, ...]) -> str:
    red, green, blue = color[:3]
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else "white"


@styled
def province_map(
    frame: pd.DataFrame, value: str = "median", *, indicator: str | None = None, lang: str = "en",
    source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw a square for each province, coloured by `value`; a province without one stays grey.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.compare_regions(..., by="province")``, or any frame with ``region`` (official
        full names of provinces) and the column `value`.
    value : str, default 'median'
        The column to draw.
    indicator : str, optional
        Its code, for title and unit.
    lang, source, ax
        Language of the labels, source line, Axes to draw on.

    Raises
    ------
    FazhiError
        A region is no province: its value would vanish from the map.
    """
    check_columns(frame, ["region", value], "province_map")
    known = {tile.province for tile in tiles()}
    rows = frame.dropna(subset=["region", value])
    if rows["region"].duplicated().any():
        raise FazhiError(
            "plots.province_map: a region has several rows; keep one level, such as "
            'frame[frame["level"] == "county"].'
        )
    if unknown := sorted(set(rows["region"]) - known):
        raise FazhiError(f"plots.province_map: these regions are no provinces: {unknown[:5]}.")
    values = dict(zip(rows["region"], rows[value].astype(float), strict=True))
    n = rows["n"] if "n" in rows.columns and value != "n" else None
    counts = {} if n is None else dict(zip(rows["region"], n, strict=True))
    ax = canvas(ax, 5.9)
    ax.set_axis_off()
    norm, colours = _norm(np.array(list(values.values()))), mpl.colormaps[_COLOURS]
    for tile in tiles():
        told = tile.province in values
        color = colours(norm(values[tile.province])) if told else (0.94, 0.94, 0.94, 1.0)
        corner = (tile.column + 0.03, tile.row + 0.03)
        square = Rectangle(corner, 0.94, 0.94, facecolor=color, edgecolor="white")
        square.set_gid(tile.province)
        ax.add_patch(square)
        ink = _ink_on(color) if told else "#6b6b6b"
        ax.text(tile.column + 0.5, tile.row + (0.3 if told else 0.5), tile.short, ha="center",
                va="center", fontsize=9, color=ink)  # fmt: skip
        if told:
            ax.text(tile.column + 0.5, tile.row + 0.58, compact(values[tile.province], lang),
                    ha="center", va="center", fontsize=9.5, color=ink)  # fmt: skip
            if tile.province in counts:
                ax.text(tile.column + 0.5, tile.row + 0.82, f"n={counts[tile.province]}",
                        ha="center", va="center", fontsize=7, color=ink)  # fmt: skip
    ax.set(xlim=(0.9, 10.1), ylim=(8.05, -0.05), aspect="equal")
    key = "title_n" if value == "n" else f"col_{value}"
    name = label(key, lang) if key in labels() else value
    name = indicator_label(indicator, lang) if indicator else name
    unit = indicator_unit(indicator) if indicator else ""
    subtitle = label("map_sub", lang, n=len(values), unit=f" ({unit})" if unit else "")
    return finish(ax, name, lang=lang, subtitle=subtitle, source=source,
                  values=label("values_beside", lang))  # fmt: skip


def _clustered(values: np.ndarray) -> list[int]:
    """Return the order of the rows in which like ones stand together."""
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import pdist

    if len(values) < 3:
        return list(range(len(values)))
    filled = np.nan_to_num(values, nan=-0.2)
    distances = pdist(filled)
    tree = linkage(distances, method="average")
    if len(values) <= 200:  # beyond that the ordering costs more than it shows
        tree = optimal_leaf_ordering(tree, distances)
    return [int(i) for i in leaves_list(tree)]


def _scaled(values: np.ndarray) -> np.ndarray:
    """Each column from 0 to its greatest value, so that different units can stand together."""
    with np.errstate(invalid="ignore", divide="ignore"):
        top = np.nanmax(np.where(np.isfinite(values), np.abs(values), 0), axis=0, keepdims=True)
        return np.where(top > 0, values / top, np.where(np.isfinite(values), 0.0, np.nan))


@styled
def heat_map(
    frame: pd.DataFrame, *, top: int = 18, cluster: bool = True, scale: bool = True,
    title: str | None = None,
    names: dict[str, str] | None = None, lang: str = "en", source: str | None = None,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw a table of bodies by indicators as colours, like rows beside each other.

    Parameters
    ----------
    frame : DataFrame
        Either ``fz.panel`` rows (body, indicator, value; the latest year that tells is taken) or
        a wide table of numbers whose index names the rows.
    top : int, default 18
        Columns, those that most rows fill.
    cluster : bool, default True
        Order rows and columns so that like ones stand together; else as they come.
    scale : bool, default True
        Shade each column from 0 to its own greatest value; needed where units differ.
    title, names, lang, source, ax
        The title; row → name to show; language, source line, Axes to draw on.

    Notes
    -----
    The numbers are written into the cells where they find room; the figure grows with the rows,
    so that 100 bodies stay readable. Empty cells are not reported, which is not zero.
    """
    if not isinstance(frame, pd.DataFrame):
        raise FazhiError(f"plots.heat_map takes a frame, not {type(frame).__name__}.")
    wide = _wide(frame) if {"body", "indicator", "value"} <= set(frame.columns) else frame
    wide = wide.dropna(how="all").dropna(how="all", axis=1)
    filled = wide.notna().sum().sort_values(ascending=False, kind="stable").head(top).index
    wide = wide[[column for column in wide.columns if column in filled]]
    values = wide.to_numpy(dtype=float, na_value=np.nan)
    shades = _scaled(values) if scale and values.size else values
    if cluster and values.size:
        rows, columns = _clustered(shades), _clustered(shades.T)
        values, shades = values[np.ix_(rows, columns)], shades[np.ix_(rows, columns)]
        wide = wide.iloc[rows, columns]
    count, across = values.shape
    tall = 0.3 if count <= 30 else 0.19
    ax = canvas(ax, tall * max(count, 2) + 3.1, width=min(11.0, max(8.0, 2.4 + 0.44 * across)))
    norm = _norm(shades)
    ax.set_facecolor("#f2f2f2")
    if values.size:
        told = across <= 32 and count <= 120
        words = [[compact(float(v), lang) if np.isfinite(v) else "" for v in row] for row in values]
        _cells(ax, shades, norm, words if told else None, 7.5 if count <= 30 else 6)
    else:
        nothing(ax, lang)
    shown = {**short_names([str(name) for name in wide.index]), **(names or {})}
    size = 9 if count <= 30 else 7
    ax.set_yticks(_middles(count), [shown[str(name)] for name in wide.index], fontsize=size,
                  rotation=0)  # fmt: skip
    heads = [indicator_label(str(code), lang) for code in wide.columns]
    ax.set_xticks(_middles(across), heads, rotation=40, ha="right", rotation_mode="anchor",
                  fontsize=8)  # fmt: skip
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    note = label("heat_scaled" if scale else "heat_plain", lang, rows=count, columns=across)
    return finish(ax, title or label("title_heat", lang), lang=lang, source=source, subtitle=note,
                  values=label("values_beside", lang))  # fmt: skip


def _wide(frame: pd.DataFrame) -> pd.DataFrame:
    told = frame[frame["value"].notna()]
    if "year" in told.columns:
        told = told.sort_values(["body", "indicator", "year"], kind="stable")
        told = told.drop_duplicates(["body", "indicator"], keep="last")
    return told.pivot(index="body", columns="indicator", values="value")


def _middles(count: int) -> list[float]:
    """Return the middles of `count` cells beside each other."""
    return [i + 0.5 for i in range(count)]


def _cells(
    ax: Axes,
    shades: np.ndarray,
    norm: mpl.colors.Normalize,
    words: list[list[str]] | None,
    size: float,
) -> None:
    """Draw a matrix as shaded cells with `words` in them; what is NaN stays empty."""
    import seaborn as sns

    sns.heatmap(
        shades, ax=ax, cmap=_COLOURS, norm=norm, mask=~np.isfinite(shades), cbar=False,
        annot=False if words is None else np.array(words, dtype=object), fmt="",
        annot_kws={"fontsize": size},
    )  # fmt: skip


@styled
def similarity(
    frame: pd.DataFrame, *, top: int = 60,
    names: dict[str, str] | None = None, lang: str = "en",
    source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw how alike the reports' words are, pair by pair, like reports beside each other.

    `frame` comes from ``fz.similarity`` (report_a, report_b, cosine). Of more than `top` reports
    those are drawn that have the closest neighbours.
    """
    check_columns(frame, ["report_a", "report_b", "cosine"], "similarity")
    every = {*frame["report_a"], *frame["report_b"]}
    closest = frame.sort_values(
        ["cosine", "report_a", "report_b"], ascending=[False, True, True], kind="stable"
    )
    pairs = zip(closest["report_a"], closest["report_b"], strict=True)
    ids = sorted(list(dict.fromkeys(each for pair in pairs for each in pair))[:top])
    kept = frame["report_a"].isin(ids) & frame["report_b"].isin(ids)
    frame = frame[kept]
    at = {name: i for i, name in enumerate(ids)}
    matrix = np.full((len(ids), len(ids)), np.nan)
    for a, b, cosine in zip(frame["report_a"], frame["report_b"], frame["cosine"], strict=True):
        matrix[at[a], at[b]] = matrix[at[b], at[a]] = float(cosine)
    order = _clustered(np.where(np.isnan(matrix), 1.0, matrix)) if ids else []
    matrix = matrix[np.ix_(order, order)] if ids else matrix
    shown = [(names or {}).get(ids[i], ids[i]) for i in order]
    count = len(ids)
    cell = 0.5 if count <= 20 else 0.16
    ax = canvas(ax, max(3.0, min(16.0, cell * count + 2.2)))
    size = 9 if count <= 20 else 6
    if count:
        norm = mpl.colors.Normalize(0, 1)
        ax.set_facecolor(FAINT)
        words = [[f"{v:.2f}" if np.isfinite(v) else "" for v in row] for row in matrix]
        _cells(ax, matrix, norm, words if count <= 20 else None, 8.5)
        ax.set_aspect("auto" if count <= 20 else "equal")
    ax.set_yticks(_middles(count), shown, fontsize=size, rotation=0)
    ax.set_xticks(_middles(count), shown, fontsize=size, rotation=40, ha="right",
                  rotation_mode="anchor")  # fmt: skip
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    return finish(ax, label("title_similarity", lang), lang=lang, source=source,
                  subtitle=label("similarity_sub", lang, n=count, all=len(every)),
                  values=label("values_beside", lang))  # fmt: skip
