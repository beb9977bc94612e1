"""Repeated sequences of characters or words, with how firmly they hang together.

One pass a length, over whole arrays: a sequence can be frequent only where the two sequences one
shorter that make it are, so that time and memory grow in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["BREAK", "Grams", "repeated"]

Numbers = npt.NDArray[np.int64]
BREAK = -1  # a symbol that no sequence goes across


class Grams(NamedTuple):
    """The repeated sequences of one length; each array has one entry a sequence.

    Attributes
    ----------
    length : int
        Symbols in each.
    place : array of int
        Where each stands first.
    uses, reports : array of int
        How often, and in how many reports.
    pmi : array of float
        Bits of pointwise mutual information of the two parts at the weakest joint.
    left, right : array of float
        Branching entropy in bits: how freely what stands before, or behind, varies. A break is each
        time something new.
    whole : array of float
        Share of the uses that begin and end at an edge.
    """

    length: int
    place: Numbers
    uses: Numbers
    reports: Numbers
    pmi: npt.NDArray[np.float64]
    left: npt.NDArray[np.float64]
    right: npt.NDArray[np.float64]
    whole: npt.NDArray[np.float64]


def repeated(
    symbols: Numbers,
    report: Numbers,
    *,
    most: int,
    min_count: int,
    edges: npt.NDArray[np.bool_] | None = None,
) -> Iterator[Grams]:
    """Yield the sequences of 2, 3, … `most` symbols that stand `min_count` times or more.

    Parameters
    ----------
    symbols : array of int
        The text, all reports one behind the other, with a break between: 0, 1, 2 … or
        :data:`BREAK`.
    report : array of int
        The number of the report that each symbol stands in.
    most : int
        Symbols of the longest sequence.
    min_count : int
        How often a sequence stands at least.
    edges : array of bool, optional
        Whether a word begins at each symbol, and one entry more for the end; everywhere by default.
    """
    total = int((symbols >= 0).sum())
    if not total:
        return
    edges = np.ones(len(symbols) + 1, dtype=bool) if edges is None else edges
    ids, counts = _kept(symbols, np.bincount(symbols[symbols >= 0]), min_count)
    levels = [_Level(counts, np.zeros(0, int), np.zeros(0, int))]
    for length in range(2, most + 1):
        begins = np.flatnonzero((ids[:-1] >= 0) & (ids[1:] >= 0))
        pairs = ids[begins] * len(levels[-1].uses) + ids[begins + 1]
        _, first, number, counts = np.unique(
            pairs, return_index=True, return_inverse=True, return_counts=True
        )
        often = counts >= min_count
        if not often.any():
            return
        renumbered = np.where(often, np.cumsum(often) - 1, -1)
        own = np.full(len(symbols), -1, dtype=np.int64)
        own[begins] = renumbered[number]
        place = begins[first[often]]
        levels.append(_Level(counts[often], ids[place], ids[place + 1]))
        ids = own
        at = np.flatnonzero(ids >= 0)
        yield Grams(
            length,
            place,
            levels[-1].uses,
            _reports(ids[at], report[at], len(place)),
            _weakest(levels, total),
            _entropy(ids[at], _at(symbols, at - 1), levels[-1].uses),
            _entropy(ids[at], _at(symbols, at + length), levels[-1].uses),
            _share(ids[at], edges[at] & edges[at + length], levels[-1].uses),
        )


class _Level(NamedTuple):
    """Sequences of one length, each with the number of its beginning and end one shorter."""

    uses: Numbers
    begin: Numbers
    end: Numbers


def _kept(symbols: Numbers, counts: Numbers, min_count: int) -> tuple[Numbers, Numbers]:
    often = counts >= min_count
    renumbered = np.append(np.where(often, np.cumsum(often) - 1, -1), -1)
    return renumbered[symbols], counts[often]


def _at(symbols: Numbers, places: Numbers) -> Numbers:
    inside = (places >= 0) & (places < len(symbols))
    return np.where(inside, symbols[np.clip(places, 0, len(symbols) - 1)], BREAK)


def _reports(ids: Numbers, report: Numbers, size: int) -> Numbers:
    pairs = np.unique(ids * (int(report.max()) + 1) + report)
    return np.bincount(pairs // (int(report.max()) + 1), minlength=size)


def _share(ids: Numbers, true: npt.NDArray[np.bool_], counts: Numbers) -> npt.NDArray[np.float64]:
    return np.bincount(ids[true], minlength=len(counts)) / counts


def _entropy(ids: Numbers, beside: Numbers, counts: Numbers) -> npt.NDArray[np.float64]:
    free = beside == BREAK
    width = int(beside.max()) + 2
    pairs, uses = np.unique(ids[~free] * width + beside[~free], return_counts=True)
    owner = pairs // width
    share = uses / counts[owner]
    entropy = np.bincount(owner, weights=-share * np.log2(share), minlength=len(counts))
    breaks = np.bincount(ids[free], minlength=len(counts))
    return entropy + breaks / counts * np.log2(counts)


def _weakest(levels: list[_Level], total: int) -> npt.NDArray[np.float64]:
    """Return the smallest PMI over all ways to part each sequence of the last level in two."""
    last = levels[-1]
    begins: list[Numbers] = []  # counts of the beginnings, from the longest to one symbol
    ends: list[Numbers] = []
    for side, found in (("begin", begins), ("end", ends)):
        number = np.arange(len(last.uses))
        for upper, lower in zip(levels[:0:-1], levels[-2::-1], strict=True):
            number = getattr(upper, side)[number]
            found.append(lower.uses[number])
    parts = [
        np.log2(last.uses * float(total) / (begin * end.astype(float)))
        for begin, end in zip(begins, reversed(ends), strict=True)
    ]
    return np.min(parts, axis=0)
