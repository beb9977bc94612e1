"""Texts as arrays of codes, and the fingerprints by which equal stretches are found.

A text becomes an array with one code a character: white space is left out, punctuation of one
sort is one code, and each number (digits with their separators, Chinese numerals before a counter)
is one code whatever its value. So a copy with other figures, quotation marks or line breaks is
still equal.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every
``window`` successive hashes of ``gram`` codes the least is kept. Two texts that share a stretch of
``window + gram - 1`` codes share a fingerprint in it, wherever it stands; about two in
``window + 1`` hashes are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

__all__ = ["EDGE", "NUMBER", "Codes", "chunks", "encode", "fingerprints", "grams"]

EDGE, NUMBER = 1, 2  # codes of the border between two texts and of a number
_JOINT = "\x01"
_CHUNK = 1_000_000  # characters that are worked on at a time: a few dozen megabytes
_DROPPED = " \t\r\n\f\v\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_SAME = (
    ",,、;;::。.!!??·•…",
    '"“”「」『』＂',
    "'‘’＇",
    "(()）[【〔]】〕{}",
    "《<〈＜",
    "》>〉＞",
    "-—–－~～",
)
_DIGITS = "0123456789０１２３４５６７８９"
_BETWEEN = ".,，．"  # between two digits: 1,500 and 87.23
_CHINESE = "〇零一二两三四五六七八九十百千万亿"
# A Chinese numeral is masked before one of these only: 三次 is a figure, 三项制度 is masked in
# both texts alike, 统一 and 一是 stay.
_COUNTERS = "次场件起人名个家份条项期元余多卷宗户批页篇册张堂节轮"

_TEXT, _DIGIT, _SEPARATOR, _NUMERAL, _COUNTER = range(5)


@lru_cache(maxsize=1)
def _tables() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the code, the class and the random value of each UTF-16 unit."""
    codes = np.arange(65536, dtype=np.uint16)
    codes[:32] = 0
    for upper in range(ord("A"), ord("Z") + 1):
        codes[upper] = upper + 32
        codes[upper + 0xFEE0] = codes[upper + 32 + 0xFEE0] = upper + 32
    for same in _SAME:
        for character in same:
            codes[ord(character)] = ord(same[0])
    for character in _DROPPED:
        codes[ord(character)] = 0
    codes[ord(_JOINT)] = EDGE
    classes = np.zeros(65536, dtype=np.uint8)
    for kind, members in (
        (_COUNTER, _COUNTERS),
        (_NUMERAL, _CHINESE),
        (_DIGIT, _DIGITS),
        (_SEPARATOR, _BETWEEN),
    ):
        for character in members:
            classes[ord(character)] = kind
    values = np.random.default_rng(20).integers(0, 2**63, 65536, dtype=np.uint64)
    return codes, classes, values


class Codes(NamedTuple):
    """The codes of a text, and where in the text each begins and ends."""

    codes: np.ndarray
    first: np.ndarray
    last: np.ndarray


def _units(text: str) -> np.ndarray:
    raw = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(raw) != len(text):
        # Characters beyond the basic plane take two units; one stands for them here.
        text = re.sub("[\U00010000-\U0010ffff]", "\ufffd", text)
        raw = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    return raw


def encode(text: str) -> Codes:
    """Return `text` as codes.

    >>> encode("调解 1,500余件。").codes.tolist() == encode("调解20余件;").codes.tolist()
    True
    """
    codes, classes, _ = _tables()
    raw = _units(text)
    kind = classes[raw]
    digit = kind == _DIGIT
    member = digit | (kind == _NUMERAL)
    if len(raw) > 2:
        member[1:-1] |= (kind[1:-1] == _SEPARATOR) & digit[:-2] & digit[2:]
    edges = np.flatnonzero(np.diff(member, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if len(starts):
        figures = np.add.reduceat(digit, starts, dtype=np.int32) > 0
        # 万 is a numeral too: 千家万户 is masked on both sides, which does no harm.
        figures |= np.append(kind, _TEXT)[ends] == _COUNTER
        starts, ends = starts[figures], ends[figures]
    inside = np.zeros(len(raw) + 1, dtype=np.int8)
    inside[starts] += 1
    inside[ends] -= 1
    number = np.cumsum(inside[:-1], dtype=np.int8).astype(bool)
    out = codes[raw]
    out[number] = 0
    out[starts] = NUMBER
    first = np.flatnonzero(out)
    last = first + 1
    last[np.searchsorted(first, starts)] = ends
    return Codes(out[first], first, last)


def chunks(texts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first text, behind the last text, the texts with a border behind each)."""
    begin, size = 0, 0
    for i, text in enumerate(texts):
        size += len(text) + 1
        if size >= _CHUNK or i == len(texts) - 1:
            # A text must not hold the border's own character.
            part = [t.replace(_JOINT, " ") for t in texts[begin : i + 1]]
            yield begin, i + 1, _JOINT.join([*part, ""])
            begin, size = i + 1, 0


def grams(codes: np.ndarray, gram: int) -> np.ndarray:
    """Return the hash of each `gram` successive codes; the greatest number where a border is in."""
    if len(codes) < gram:
        return np.empty(0, dtype=np.uint64)
    base = np.uint64(0x9E3779B97F4A7C15)
    single = _tables()[2][codes]
    # Doubling: the hash of 2n codes is made of two hashes of n codes, so 11 take 5 steps.
    hashes, length = single, 1
    for bit in bin(gram)[3:]:
        hashes = hashes[:-length] * np.uint64(pow(int(base), length, 2**64)) + hashes[length:]
        length *= 2
        if bit == "1":
            hashes = hashes[:-1] * base + single[length : length + len(hashes) - 1]
            length += 1
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(0xD6E8FEB86659FD93)
    hashes ^= hashes >> np.uint64(32)
    borders = np.flatnonzero(codes == EDGE)
    crossed = (borders[:, None] - np.arange(gram)).ravel()
    hashes[crossed[(crossed >= 0) & (crossed < len(hashes))]] = np.iinfo(np.uint64).max
    return hashes


def fingerprints(codes: np.ndarray, gram: int, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the places and the hashes that winnowing keeps of `codes`."""
    hashes = grams(codes, gram)
    none = np.iinfo(np.uint64).max
    padded = np.full(len(hashes) + 2 * (window - 1), none, dtype=np.uint64)
    padded[window - 1 : window - 1 + len(hashes)] = hashes
    least = _sliding(padded, window, np.minimum)
    # A hash is kept where some window that holds it has nothing less: equal ones all are.
    kept = np.flatnonzero((_sliding(least, window, np.maximum) == hashes) & (hashes != none))
    return kept, hashes[kept]


def _sliding(values: np.ndarray, width: int, extreme: np.ufunc) -> np.ndarray:
    """Return the extreme of each `width` successive values, in log2(width) steps."""
    length = 1
    out = values
    while length * 2 <= width:
        out = extreme(out[:-length], out[length:])
        length *= 2
    rest = width - length
    return extreme(out[: len(out) - rest], out[rest:]) if rest else out
