"""How many bodies carry a passage, counted from what its report shares with all others."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

__all__ = ["count_bodies"]


def count_bodies(
    text_a: np.ndarray,
    start_a: np.ndarray,
    text_b: np.ndarray,
    start_b: np.ndarray,
    length: np.ndarray,
    bodies: np.ndarray,
) -> np.ndarray:
    """Return, for each stretch of `text_a`, how many bodies have all of it.

    A stretch that text a shares with text b is carried by every text with which a shares that
    stretch or a longer one around it. Texts of one body count once, text a's own body is one.

    Examples
    --------
    >>> import numpy as np
    >>> a, start = np.array([0, 0, 0]), np.array([10, 10, 20])
    >>> b, length = np.array([1, 2, 3]), np.array([50, 50, 30])
    >>> count_bodies(a, start, b, start, length, np.array([0, 1, 2, 3])).tolist()
    [3, 3, 4]
    """
    rows = len(text_a)
    text = np.concatenate([text_a, text_b])
    start = np.concatenate([start_a, start_b])
    end = start + np.concatenate([length, length])
    other = np.concatenate([bodies[text_b], bodies[text_a]]) if rows else text
    out = np.zeros(2 * rows, dtype=np.int64)
    order = np.argsort(text, kind="stable")
    bounds = np.flatnonzero(np.diff(text[order], prepend=-1, append=-1))
    for low, high in pairwise(bounds.tolist()):
        here = order[low:high]
        if here[0] >= rows:
            continue  # No stretch is asked for from this side.
        body = bodies[text[here[0]]]
        if len(here) == 1:
            out[here] = 1 + int(other[here[0]] != body)
            continue
        out[here] = _count(start[here], end[here], other[here], body)
    return out[:rows]


def _count(start: np.ndarray, end: np.ndarray, other: np.ndarray, body: int) -> np.ndarray:
    spans, of = np.unique(np.column_stack([start, end]), axis=0, return_inverse=True)
    of = of.ravel()
    # Bodies as small numbers, so that they can be counted by marking.
    names, other = np.unique(np.append(other, body), return_inverse=True)
    own, other = other[-1], other[:-1]
    counts = np.empty(len(spans), dtype=np.int64)
    for i, (low, high) in enumerate(spans):
        seen = np.zeros(len(names), dtype=bool)
        seen[own] = True
        seen[other[(start <= low) & (end >= high)]] = True
        counts[i] = seen.sum()
    return counts[of]
