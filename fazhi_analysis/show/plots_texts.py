"""Figures of the texts as wholes: coverage of the required parts, shared passages, checks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from fazhi_analysis.show.frames import rows as each_row
from fazhi_analysis.show.labels import label
from fazhi_analysis.show.style import (
    BLUE,
    GREY,
    PALETTE,
    VERMILION,
    canvas,
    check_columns,
    finish,
    nothing,
    styled,
)

__all__ = ["checks", "coverage", "shared_passages"]

_PARTS = ("progress", "problems", "duty", "plan")
_KINDS = ("sum", "share", "ratio", "repeat", "count", "restated")
_VERDICTS = {"holds": BLUE, "cannot": "#b3b3b3", "fails": VERMILION}


@styled
def coverage(
    frame: pd.DataFrame, *, names: dict[str, str] | None = None, top: int = 60, lang: str = "en",
    source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw how much room each of the four required parts has in each report.

    Parameters
    ----------
    frame : DataFrame
        From ``fz.coverage``: report_id, role, present, chars, share (of the body, 0 to 1).
    names : dict, optional
        report_id → name to show.
    top : int, default 60
        Reports, those with the fewest parts first where there are more.
    lang, source, ax
        Language of the labels, source line, Axes to draw on.
    """
    check_columns(frame, ["report_id", "role", "present", "share"], "coverage")
    parts = frame[frame["role"].isin(_PARTS)]
    ids = list(dict.fromkeys(parts["report_id"]))
    if len(ids) > top:
        few = parts.groupby("report_id")["present"].sum().sort_index()
        ids = list(few.sort_values(kind="stable").head(top).index)
    ax = canvas(ax, 0.34 * max(len(ids), 3) + 1.8)
    table = {
        (row.report_id, row.role): (bool(row.present), 0.0 if pd.isna(row.share) else row.share)
        for row in each_row(parts)
    }
    left = np.zeros(len(ids))
    for i, role in enumerate(_PARTS):
        widths = np.array([100 * float(table.get((name, role), (False, 0))[1]) for name in ids])
        ax.barh(range(len(ids)), widths, left=left, color=PALETTE[(0, 4, 2, 3)[i]], height=0.7,
                label=label("role_" + role, lang))  # fmt: skip
        for place, (width, start) in enumerate(zip(widths, left, strict=True)):
            if width >= 6:
                ax.text(start + width / 2, place, f"{width:.0f}", ha="center", va="center",
                        fontsize=8, color="white" if i == 0 else "black")  # fmt: skip
        left += widths
    for place, name in enumerate(ids):
        missing = [role for role in _PARTS if not table.get((name, role), (False, 0))[0]]
        if missing:
            told = label("lacks", lang, what=label("comma", lang).join(
                label("role_" + role, lang) for role in missing))  # fmt: skip
            ax.annotate(told, (left[place], place), (5, 0), textcoords="offset points",
                        va="center", fontsize=8, color=VERMILION)  # fmt: skip
    ax.set_yticks(range(len(ids)), [(names or {}).get(name, name) for name in ids])
    ax.set_ylim(max(len(ids), 1) - 0.4, -0.6)
    ax.set_xlim(0, 100)
    ax.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100 %"])
    ax.tick_params(axis="y", length=0)
    if ids:
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, handlelength=1,
                  borderaxespad=0.2, columnspacing=1.2)  # fmt: skip
    return finish(
        ax,
        label("title_coverage", lang, n=len(ids)),
        lang=lang,
        source=source,
        xlabel=label("coverage_x", lang),
        values=label("values_beside", lang),
    )


@styled
def shared_passages(
    frame: pd.DataFrame, *, names: dict[str, str] | None = None, top: int = 20, lang: str = "en",
    source: str | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw how many characters pairs of reports share: slogans that all carry apart from the rest.

    `frame` comes from ``fz.shared_passages`` (report_a, report_b, chars, boilerplate).
    """
    check_columns(frame, ["report_a", "report_b", "chars", "boilerplate"], "shared_passages")
    data = frame.assign(boilerplate=frame["boilerplate"].fillna(False).astype(bool))
    sums = data.pivot_table(index=["report_a", "report_b"], columns="boilerplate", values="chars",
                            aggfunc="sum", fill_value=0)  # fmt: skip
    sums = sums.reindex(columns=[False, True], fill_value=0).astype(float)
    sums.columns = pd.Index(["copied", "common"])
    sums = sums.assign(total=sums["copied"] + sums["common"]).reset_index()
    sums = sums.sort_values(["copied", "total", "report_a", "report_b"],
                            ascending=[False, False, True, True]).head(top)  # fmt: skip
    ax = canvas(ax, 0.32 * max(len(sums), 3) + 1.8)
    shown = [
        f"{(names or {}).get(a, a)} — {(names or {}).get(b, b)}"
        for a, b in zip(sums["report_a"], sums["report_b"], strict=True)
    ]
    places = range(len(sums))
    ax.barh(places, sums["copied"], color=BLUE, height=0.7, label=label("copied", lang))
    ax.barh(places, sums["common"], left=sums["copied"], color="#b3b3b3", height=0.7,
            label=label("boilerplate", lang))  # fmt: skip
    for place, total in zip(places, sums["total"], strict=True):
        ax.annotate(f"{total:,.0f}", (total, place), (4, 0), textcoords="offset points",
                    va="center", fontsize=8, color=GREY)  # fmt: skip
    ax.set_yticks(places, shown)
    ax.set_ylim(max(len(sums), 1) - 0.4, -0.6)
    ax.set_xlim(0, (float(sums["total"].max()) if len(sums) else 1.0) * 1.12)
    ax.tick_params(axis="y", length=0)
    if len(sums):
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, handlelength=1,
                  borderaxespad=0.2)  # fmt: skip
    else:
        nothing(ax, lang)
    return finish(
        ax,
        label("title_shared", lang),
        lang=lang,
        source=source,
        xlabel=label("characters", lang),
        values=label("values_beside", lang),
    )


@styled
def checks(
    frame: pd.DataFrame, *, lang: str = "en", source: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how many statements of each kind hold, fail or cannot be tested.

    `frame` is the corpus' ``checks`` (kind, verdict).
    """
    check_columns(frame, ["kind", "verdict"], "checks")
    counts = frame.groupby(["kind", "verdict"]).size()
    kinds = [kind for kind in _KINDS if (frame["kind"] == kind).any()]
    ax = canvas(ax, 0.42 * max(len(kinds), 2) + 1.7)
    left = np.zeros(len(kinds))
    for verdict, color in _VERDICTS.items():
        widths = np.array([int(counts.get((kind, verdict), 0)) for kind in kinds], dtype=float)
        ax.barh(range(len(kinds)), widths, left=left, color=color, height=0.65,
                label=label("verdict_" + verdict, lang))  # fmt: skip
        for place, (width, start) in enumerate(zip(widths, left, strict=True)):
            if width:
                ax.text(start + width / 2, place, f"{width:.0f}", ha="center", va="center",
                        fontsize=9, color="black" if verdict == "cannot" else "white")  # fmt: skip
        left += widths
    ax.set_yticks(range(len(kinds)), [label("check_" + kind, lang) for kind in kinds])
    ax.set_ylim(max(len(kinds), 1) - 0.4, -0.6)
    ax.xaxis.set_visible(False)
    ax.spines[["bottom", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    if kinds:
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, handlelength=1,
                  borderaxespad=0.2)  # fmt: skip
    else:
        nothing(ax, lang)
    return finish(ax, label("title_checks", lang, n=len(frame)), lang=lang, source=source,
                  values=label("values_beside", lang))  # fmt: skip
