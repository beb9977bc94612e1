"""Stretches that two texts share, found from fingerprints in time that grows with the texts.

1. All texts become one long array of codes, in the order of their dates.
2. Fingerprints of equal hash that stand in different texts are seeds. A hash that few texts carry
   gives a seed for every pair of them; one that many carry gives one for each text, with the
   earliest text that carries it, so that a slogan costs no square of the number of texts.
3. Seeds behind each other on one diagonal are one; each is extended, code by code, to both sides.

Nothing compares all pairs of texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fazhi_analysis.analyse.fingerprints import EDGE, chunks, encode, fingerprints
from fazhi_analysis.analyse.spread import count_bodies

__all__ = ["Runs", "find_runs"]

_BLOCK = 32  # codes that are compared at once while a seed is extended
_ROWS = 40_000  # seeds that are extended at once
_TIMES = 3  # a hash is looked at so often in one text: a table may repeat one cell for pages


class Runs(NamedTuple):
    """Equal stretches of two texts, in codes; and which codes are spread wide."""

    a: np.ndarray  # number of the earlier text
    start_a: np.ndarray  # in the codes of that text
    b: np.ndarray
    start_b: np.ndarray
    length: np.ndarray
    spread: np.ndarray  # bodies that carry it
    first: np.ndarray  # text a is the first of very many that carry one of its fingerprints
    codes: np.ndarray  # of all texts
    wide: np.ndarray  # places of codes in fingerprints that many bodies carry, rising
    often: np.ndarray  # the same of fingerprints that many texts carry
    offsets: np.ndarray  # where each text begins in `codes`


class _Seeds(NamedTuple):
    a: np.ndarray
    b: np.ndarray
    first: np.ndarray


def find_runs(
    texts: Sequence[str],
    bodies: Sequence[int],
    least: int,
    *,
    most_texts: int,
    wide_spread: int,
) -> Runs:
    """Return the longest equal stretches of at least `least` codes between any two texts.

    Parameters
    ----------
    texts : sequence of str
        In the order of time: the first carrier of a stretch counts as its source.
    bodies : sequence of int
        Whose each text is; texts of one body count once in a spread.
    least : int
        Shortest stretch that is certain to be found, in codes.
    most_texts : int
        A fingerprint that more texts carry is paired with its first carrier only.
    wide_spread : int
        A fingerprint that so many bodies carry is marked as spread wide.
    """
    gram = least // 2 + 1
    window = least - gram + 1
    codes, offsets, places, hashes = _index(texts, gram, window)
    whose = np.asarray(bodies, dtype=np.int64)
    seeds, *covering = _seeds(places, hashes, offsets, whose, most_texts, wide_spread)
    del places, hashes
    wide, often = (_covered(place, gram, len(codes)) for place in covering)
    found = _extended(codes, seeds, gram)
    a, b, length, first = (column[found[2] >= least] for column in found)
    text_a, text_b = _text_of(a, offsets), _text_of(b, offsets)
    spread = count_bodies(text_a, a, text_b, b, length, whose)
    kept = np.flatnonzero(~_within(text_a, text_b, a, b, length))
    kept = kept[np.lexsort((b[kept], a[kept], text_b[kept], text_a[kept]))]
    text_a, text_b = text_a[kept], text_b[kept]
    return Runs(
        text_a, a[kept] - offsets[text_a], text_b, b[kept] - offsets[text_b], length[kept],
        spread[kept], first[kept], codes, wide, often, offsets,
    )  # fmt: skip


def _covered(places: np.ndarray, gram: int, size: int) -> np.ndarray:
    """Return all places of the fingerprints that begin at `places`."""
    mask = np.zeros(size, dtype=bool)
    for step in range(gram):
        mask[places + step] = True
    return np.flatnonzero(mask)


def _index(
    texts: Sequence[str], gram: int, window: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return all codes with a border before and behind, where texts begin, and fingerprints."""
    border = np.full(_BLOCK + 1, EDGE, dtype=np.uint16)
    pieces, begins, places, hashes = [border], [], [], []
    at = len(border)
    for _, _, joined in chunks(texts):
        codes = encode(joined).codes
        ends = np.flatnonzero(codes == EDGE)
        begins.append(at + np.concatenate([[0], ends[:-1] + 1]))
        place, value = fingerprints(codes, gram, window)
        places.append(place + at)
        hashes.append(value)
        pieces.append(codes)
        at += len(codes)
    none = np.empty(0, dtype=np.int64)
    return (
        np.concatenate([*pieces, border]),
        np.concatenate([none, *begins]),
        np.concatenate([none, *places]),
        np.concatenate([none.astype(np.uint64), *hashes]),
    )


def _seeds(
    places: np.ndarray,
    hashes: np.ndarray,
    offsets: np.ndarray,
    bodies: np.ndarray,
    most_texts: int,
    wide_spread: int,
) -> tuple[_Seeds, np.ndarray, np.ndarray]:
    # Hash above, place below in one number: sorting it sorts places within equal hashes. The
    # bits of the hash that this cuts off may make false pairs; extension throws them out.
    bits = np.uint64(max(int(places[-1]) if len(places) else 1, 1).bit_length())
    keys = (hashes >> bits << bits) | places.astype(np.uint64)
    keys.sort()
    group = keys >> bits
    same = group[1:] == group[:-1]
    member = np.append(same, False) | np.insert(same, 0, False) if len(keys) else same
    group, place = group[member], (keys[member] & ((np.uint64(1) << bits) - np.uint64(1)))
    del keys, member, same
    place = place.astype(np.int64)
    number = np.cumsum(np.insert(group[1:] != group[:-1], 0, False)) if len(group) else place
    text = _text_of(place, offsets)
    fresh = np.ones(len(place), dtype=bool)
    fresh[1:] = (number[1:] != number[:-1]) | (text[1:] != text[:-1])
    texts_in = np.bincount(number[fresh])
    pairs = np.unique(number[fresh] * (int(bodies.max(initial=0)) + 1) + bodies[text[fresh]])
    bodies_in = np.bincount(pairs // (int(bodies.max(initial=0)) + 1))
    wide = place[bodies_in[number] >= wide_spread]
    often = place[texts_in[number] > most_texts]
    # How often the hash stood in this text before.
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(place)), 0))
    kept = (np.arange(len(place)) - first < _TIMES) & (texts_in[number] > 1)
    number, place, text = number[kept], place[kept], text[kept]
    few = texts_in[number] <= most_texts
    found = [
        _all_pairs(number[few], place[few], text[few]),
        _first_pairs(number[~few], place[~few], text[~few]),
    ]
    a, b = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _Seeds(a, b, np.arange(len(a)) >= len(found[0][0])), wide, often


def _all_pairs(number: np.ndarray, place: np.ndarray, text: np.ndarray) -> tuple[np.ndarray, ...]:
    """Pair every two places of a hash that stand in different texts."""
    out: list[tuple[np.ndarray, ...]] = [(place[:0], place[:0])]
    left = np.arange(len(number))
    step = 1
    while len(left):
        left = left[left + step < len(number)]
        left = left[number[left + step] == number[left]]
        apart = left[text[left + step] != text[left]]
        out.append((place[apart], place[apart + step]))
        step += 1
    return tuple(np.concatenate(parts) for parts in zip(*out, strict=True))


def _first_pairs(number: np.ndarray, place: np.ndarray, text: np.ndarray) -> tuple[np.ndarray, ...]:
    """Pair every place of a hash with its first one."""
    if not len(number):
        return place, place
    starts = np.flatnonzero(np.insert(number[1:] != number[:-1], 0, True))
    head = np.repeat(starts, np.diff(np.append(starts, len(number))))
    apart = text != text[head]
    return place[head][apart], place[apart]


def _text_of(place: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    return np.searchsorted(offsets, place, side="right") - 1


def _extended(codes: np.ndarray, seeds: _Seeds, gram: int) -> tuple[np.ndarray, ...]:
    """Return the longest equal stretch around each seed, each once."""
    diagonal = seeds.b - seeds.a
    order = np.lexsort((seeds.a, diagonal))
    a, diagonal, first = seeds.a[order], diagonal[order], seeds.first[order]
    # Seeds that touch on one diagonal lie in one stretch.
    head = np.ones(len(a), dtype=bool)
    head[1:] = (diagonal[1:] != diagonal[:-1]) | (a[1:] - a[:-1] > gram)
    heads = np.flatnonzero(head)
    first = _any(first, heads)
    a, b = a[heads], a[heads] + diagonal[heads]
    right = _reach(codes, a, b, 1)
    left = _reach(codes, a - 1, b - 1, -1)
    a, b, length = a - left, b - left, left + right
    true = np.flatnonzero(right >= gram)
    order = true[np.lexsort((b[true], a[true]))]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (np.diff(a[order]) != 0) | (np.diff(b[order]) != 0)
    each = np.flatnonzero(fresh)
    kept = order[each]
    return a[kept], b[kept], length[kept], _any(first[order], each)


def _any(flags: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Tell for each group, from its begin to the next, whether a flag is set."""
    return np.logical_or.reduceat(flags, begins) if len(begins) else flags[:0]


def _reach(codes: np.ndarray, a: np.ndarray, b: np.ndarray, step: int) -> np.ndarray:
    """Count the equal codes from `a` and `b` on, in the direction of `step`."""
    length = np.zeros(len(a), dtype=np.int64)
    ahead = np.arange(_BLOCK) * step
    for begin in range(0, len(a), _ROWS):
        active = np.arange(begin, min(begin + _ROWS, len(a)))
        while len(active):
            at_a = (a[active] + length[active] * step)[:, None] + ahead
            at_b = (b[active] + length[active] * step)[:, None] + ahead
            one = codes[at_a]
            equal = (one == codes[at_b]) & (one != EDGE)
            whole = equal.all(axis=1)
            length[active] += np.where(whole, _BLOCK, equal.argmin(axis=1))
            active = active[whole]
    return length


def _within(
    text_a: np.ndarray, text_b: np.ndarray, a: np.ndarray, b: np.ndarray, length: np.ndarray
) -> np.ndarray:
    """Tell which stretches lie, on one side, inside a longer one of the same two texts.

    Such a stretch is a phrase that the longer passage happens to say twice.
    """
    if not len(a):
        return np.zeros(0, dtype=bool)
    pair = text_a * (int(text_b.max()) + 1) + text_b
    pair = np.unique(pair, return_inverse=True)[1]
    inside = np.zeros(len(a), dtype=bool)
    for start in (a, b):
        order = np.lexsort((-length, start, pair))
        begin, end, of = start[order], (start + length)[order], pair[order]
        reach = int(end.max()) + 1
        # One running maximum for all pairs: each pair begins above all ends of the last.
        before = np.maximum.accumulate(end + of * reach)
        held = np.zeros(len(a), dtype=bool)
        held[1:] = before[:-1] - of[1:] * reach >= end[1:]
        equal = np.zeros(len(a), dtype=bool)
        equal[1:] = (begin[1:] == begin[:-1]) & (end[1:] == end[:-1]) & (of[1:] == of[:-1])
        # An equal stretch is held only if the first of its like is.
        first = np.maximum.accumulate(np.where(equal, 0, np.arange(len(a))))
        inside[order] |= held[first]
    return inside
