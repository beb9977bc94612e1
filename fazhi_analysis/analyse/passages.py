"""From equal stretches of codes to passages of characters: where, how long, whose own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fazhi_analysis.analyse.boilerplate import mandated
from fazhi_analysis.analyse.fingerprints import NUMBER, Codes, chunks, encode
from fazhi_analysis.analyse.matches import Runs

__all__ = ["describe"]

# A passage whose other words would not fill so much of the shortest one says nothing of its own.
_OWN = 2 / 3
# No chain of slogans is longer than this many shortest passages; longer ones need no look.
_CHAIN = 10


class _Side:
    """Where the runs, and the numbers in them, stand in one of their two texts."""

    def __init__(self, text: np.ndarray, begin: np.ndarray, runs: Runs) -> None:
        self.text = text
        self.begin = runs.offsets[text] + begin if len(text) else begin
        self.end = self.begin + runs.length
        self.figures = np.flatnonzero(runs.codes == NUMBER)
        self.low = np.searchsorted(self.figures, self.begin)
        # Both sides have the same codes, so the same count of numbers.
        self.count = np.searchsorted(self.figures, self.end) - self.low
        self.pointer = np.concatenate([[0], np.cumsum(self.count)])
        self.start, self.stop = np.zeros((2, len(text)), dtype=np.int64)
        self.first, self.last = np.zeros((2, int(self.pointer[-1])), dtype=np.int64)
        self.order = np.argsort(text, kind="stable")
        self.sorted = text[self.order]

    def fill(self, first: int, behind: int, at: int, coded: Codes, begins: np.ndarray) -> None:
        """Take the places of the texts `first` to `behind`, whose codes begin at `at`."""
        rows = self.order[slice(*np.searchsorted(self.sorted, [first, behind]))]
        base = begins[self.text[rows] - first]
        self.start[rows] = coded.first[self.begin[rows] - at] - base
        self.stop[rows] = coded.last[self.end[rows] - 1 - at] - base
        count = self.count[rows]
        ramp = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        code = self.figures[np.repeat(self.low[rows], count) + ramp] - at
        target = np.repeat(self.pointer[rows], count) + ramp
        self.first[target] = coded.first[code] - np.repeat(base, count)
        self.last[target] = coded.last[code] - np.repeat(base, count)

    def numbers(self, row: int, text: str) -> list[str]:
        places = slice(self.pointer[row], self.pointer[row + 1])
        return [text[i:j] for i, j in zip(self.first[places], self.last[places], strict=True)]


def describe(texts: Sequence[str], runs: Runs, min_chars: int) -> dict[str, list[Any]]:
    """Return the columns a, start_a, end_a, b, start_b, end_b, chars, text_a … boilerplate.

    Parameters
    ----------
    texts : sequence of str
        The texts in which `runs` were found.
    runs : Runs
        What :func:`fazhi_analysis.analyse.matches.find_runs` returns.
    min_chars : int
        Runs with fewer characters are left out.
    """
    a, b = _Side(runs.a, runs.start_a, runs), _Side(runs.b, runs.start_b, runs)
    for first, behind, joined in chunks(texts):
        coded = encode(joined)
        begins = np.cumsum([0, *(len(text) + 1 for text in texts[first:behind])])
        for side in (a, b):
            side.fill(first, behind, int(runs.offsets[first]), coded, begins)
    chars = np.minimum(a.stop - a.start, b.stop - b.start)
    own = runs.length - _inside(runs.wide, a.begin, a.end)
    # Wording of very many reports, with a word more or less on either side, is listed beside its
    # first carrier only: the pairs of all that share the word too would be many and say nothing.
    chain = runs.length - _inside(runs.often, a.begin, a.end) < _OWN * min_chars
    kept = np.flatnonzero((chars >= min_chars) & ~(chain & ~runs.first))
    out: dict[str, list[Any]] = {
        "a": runs.a[kept].tolist(), "start_a": a.start[kept].tolist(),
        "end_a": a.stop[kept].tolist(), "b": runs.b[kept].tolist(),
        "start_b": b.start[kept].tolist(), "end_b": b.stop[kept].tolist(),
        "chars": chars[kept].tolist(),
    }  # fmt: skip
    out["text_a"] = _slices(texts, out["a"], out["start_a"], out["end_a"])
    out["text_b"] = _slices(texts, out["b"], out["start_b"], out["end_b"])
    out["numbers_changed"] = [
        0 if one == other else _differ(a.numbers(r, texts[i]), b.numbers(r, texts[j]))
        for r, i, j, one, other in zip(
            kept.tolist(), out["a"], out["b"], out["text_a"], out["text_b"], strict=True
        )
    ]
    out["spread"] = runs.spread[kept].tolist()
    # One wording stands in many rows.
    seen: dict[tuple[str, int], bool] = {}
    out["boilerplate"] = []
    for row, text in zip(kept.tolist(), out["text_a"], strict=True):
        key = (text, int(own[row]))
        if key not in seen:
            span = int(a.begin[row]), int(a.end[row])
            seen[key] = _is_boilerplate(*key, runs.wide, *span, min_chars)
        out["boilerplate"].append(seen[key])
    return out


def _inside(places: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Count the places from `begin` to `end`."""
    return np.searchsorted(places, end) - np.searchsorted(places, begin)


def _slices(texts: Sequence[str], of: list, start: list, end: list) -> list[str]:
    return [texts[t][i:j] for t, i, j in zip(of, start, end, strict=True)]


def _differ(one: list[str], other: list[str]) -> int:
    return sum(x != y for x, y in zip(one, other, strict=True))


def _is_boilerplate(
    text: str, own: int, wide: np.ndarray, begin: int, end: int, min_chars: int
) -> bool:
    if own < _OWN * min_chars:
        return True
    if own > _CHAIN * min_chars:
        return False
    spans = mandated(text)
    if not spans:
        return False
    # Back from characters to codes: what is listed and spread wide is not to count twice.
    first = encode(text).first
    places = np.minimum(begin + np.searchsorted(first, np.array(spans)), end)
    listed = places[:, 1] - places[:, 0] - _inside(wide, places[:, 0], places[:, 1])
    return own - int(listed.sum()) < _OWN * min_chars
