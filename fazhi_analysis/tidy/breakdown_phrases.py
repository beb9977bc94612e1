"""Noun phrases of a stretch of text, without the indicator's own noun: what may narrow a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fazhi_analysis.tidy.breakdown_words import Piece, ends_with

__all__ = ["Part", "Phrase", "find_parts", "find_phrases"]

_BREAKS = frozenset(["cut", "mark", "every"])
_ALONE = frozenset(["outcome", "stage", "theme"])
_ENDS = frozenset(["own", "link", "etc"])
_LONGEST = 26
_SCRAPS = frozenset("新又再还也已则")
#: Where themes that touch are one (禁毒反诈).
_TOPICAL = frozenset(["publicity_events", "legal_lectures", "publicity_materials"])
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"))


class Part(NamedTuple):
    """One thing that narrows, with its place in the text."""

    start: int
    end: int
    words: str
    kind: str


class Phrase(NamedTuple):
    """Words that stand together; `headed` if the indicator's own noun is among them."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    headed: bool
    every: bool


def find_phrases(pieces: Sequence[Piece]) -> list[Phrase]:
    """Return the phrases between function words, verbs and marks, in the order of the text."""
    found: list[Phrase] = []
    held: list[Piece] = []
    every = False
    for piece in [*pieces, Piece("mark", -1, -1)]:
        if piece.kind not in _BREAKS:
            held.append(piece)
            continue
        if held:
            headed = any(each.kind == "own" for each in held)
            found.append(Phrase(held[0].start, held[-1].end, tuple(held), headed, every))
            held = []
        every = piece.kind == "every"
    return found


def find_parts(text: str, phrase: Phrase, code: str) -> list[Part]:
    """Return what a phrase says beyond the indicator's own noun, in the order of the text.

    Outcomes and themes are parts of their own; what is left between them is one part each.
    """
    found: list[Part] = []
    held: list[Piece] = []
    pieces = phrase.pieces
    if sum(p.kind == "quote" for p in pieces) > 1 and any(p.kind == "etc" for p in pieces):
        pieces = tuple(p for p in pieces if p.kind not in ("quote", "etc"))  # examples of the whole
    for piece in [*pieces, Piece("theme", -1, -1)]:
        apart = piece.kind == "quote" and held and held[-1].kind == "quote"
        if piece.kind not in _ALONE and not apart:
            held.append(piece)
            continue
        if held:
            found += _trimmed(text, held, code)
            held = []
        if apart:
            held.append(piece)
        elif piece.start >= 0:
            last = found[-1] if found else None
            touching = last is not None and last.kind == "theme" and last.end == piece.start
            if last is not None and touching and piece.kind == "theme" and code in _TOPICAL:
                found[-1] = _part(text, last.start, piece.end, "theme")  # 禁毒反诈
            else:
                found.append(_part(text, piece.start, piece.end, piece.kind))
    if ends_with("closed", code, "*"):
        found = [part for part in found if part.kind != "noun"]
    return found


def _trimmed(text: str, pieces: Sequence[Piece], code: str) -> list[Part]:
    """Take the indicator's own nouns, links and 等 off the ends of a phrase."""
    if all(piece.kind in _ENDS for piece in pieces):
        return []
    low, high = 0, len(pieces)
    while pieces[high - 1].kind in ("own", "link") or _is_scrap(text, pieces, high - 1):
        high -= 1
    while pieces[low].kind in _ENDS:
        listed = pieces[low].kind == "own" and pieces[low + 1].kind == "link"
        if listed and pieces[low + 2].kind != "own":
            break  # 座谈会、听证会: a list stays whole
        low += 1
    part = _part(text, pieces[low].start, pieces[high - 1].end, "noun")
    size = len(part.words)
    if size < 2 or size > _LONGEST or ends_with("alone", code, part.words):
        return []
    if all(piece.kind in _ENDS for piece in pieces[low:high]):
        return []
    return [part]


def _is_scrap(text: str, pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a piece is an adverb of one character behind the noun (规范性文件新|制定)."""
    piece = pieces[place]
    short = piece.kind == "noun" and text[piece.start : piece.end] in _SCRAPS
    return short and place > 0 and pieces[place - 1].kind == "own"


def _part(text: str, start: int, end: int, kind: str) -> Part:
    """Return a part without the quotation marks that enclose the whole of it."""
    words = text[start:end]
    for opening, closing in _QUOTES:
        if words[0] == opening and words[-1] == closing and words.count(opening) == 1:
            return Part(start + 1, end - 1, words[1:-1].strip(), kind)
    return Part(start, end, words.strip(), kind)
