"""Two texts in pieces: what they share and what stands between, for a view side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from fazhi_analysis.analyse.fingerprints import NUMBER, encode

__all__ = ["cut"]

_DTYPES = {
    "side": "str", "piece": "Int64", "start": "Int64", "end": "Int64", "text": "str",
    "passage": "Int64", "number": "boolean", "boilerplate": "boolean",
}  # fmt: skip


def cut(passages: pd.DataFrame, texts: pd.DataFrame, report_a: str, report_b: str) -> pd.DataFrame:
    """Return the pieces of both reports; see :func:`fazhi_analysis.analyse.reuse.side_by_side`."""
    # The earlier report is passages' a, whichever side it is to stand on.
    swapped = (passages["report_a"] == report_b).any()
    names = {"a": "b", "b": "a"} if swapped else {"a": "a", "b": "b"}
    rows = passages.sort_values(f"start_{names['a']}", kind="stable").reset_index(drop=True)
    changed = [_changed(a, b) for a, b in zip(rows["text_a"], rows["text_b"], strict=True)]
    of = {row["report_id"]: row for row in texts.to_dict("records")}
    frames = [
        _side(side, rows, names[side], changed, of[report])
        for side, report in (("a", report_a), ("b", report_b))
    ]
    return pd.concat(frames, ignore_index=True)[list(_DTYPES)].astype(_DTYPES)


def _changed(text_a: str, text_b: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return where, in both wordings of a passage, a number stands that differs."""
    spans = []
    for text in (text_a, text_b):
        coded = encode(text)
        at = coded.codes == NUMBER
        spans.append(list(zip(coded.first[at].tolist(), coded.last[at].tolist(), strict=True)))
    return [
        (one, other)
        for one, other in zip(*spans, strict=False)
        if text_a[slice(*one)] != text_b[slice(*other)]
    ]


def _side(
    side: str, rows: pd.DataFrame, name: str, changed: list, report: dict[Any, Any]
) -> pd.DataFrame:
    text = report["text"]
    begin = 0 if pd.isna(report["body_start"]) else int(report["body_start"])
    end = len(text) if pd.isna(report["body_end"]) else int(report["body_end"])
    owner = np.full(end - begin, -1)
    number = np.zeros(end - begin, dtype=bool)
    # Shorter passages first, so that longer ones have the last word.
    for i in rows.sort_values("chars", kind="stable").index:
        start = int(rows.loc[i, f"start_{name}"]) - begin
        owner[start : int(rows.loc[i, f"end_{name}"]) - begin] = i
        number[start : int(rows.loc[i, f"end_{name}"]) - begin] = False
        for spans in changed[i]:
            low, high = spans[0 if name == "a" else 1]
            number[start + low : start + high] = True
    bounds = np.flatnonzero((np.diff(owner) != 0) | (np.diff(number) != 0)) + 1
    edges = [0, *bounds.tolist(), end - begin] if end > begin else []
    pieces: list[dict[str, Any]] = []
    for low, high in pairwise(edges):
        passage = int(owner[low])
        pieces.append(
            {"side": side, "piece": len(pieces), "start": begin + low, "end": begin + high,
             "text": text[begin + low : begin + high],
             "passage": None if passage < 0 else passage, "number": bool(number[low]),
             "boilerplate": None if passage < 0 else rows.loc[passage, "boilerplate"]}
        )  # fmt: skip
    return pd.DataFrame(pieces, columns=list(_DTYPES))
