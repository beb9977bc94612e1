"""Cut a stretch of text into known words and what stands between them, for one indicator.

The words and their classes stand in ``breakdown_words.csv``. The longest word wins at each place.
Quoted names and short brackets are one piece, so that neither is ever left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from fazhi_analysis.codebooks import Rule
from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table

__all__ = [
    "CLASSES", "OUTCOMES", "Piece", "cut_words", "ends_with", "kind_of", "own_words",
    "word_classes",
]  # fmt: skip

#: Classes of words, the strongest first: a word of several classes is of the first for its
#: indicator. The others are endings, or tell of
#: the indicator, and never cut.
CLASSES = ("outcome", "stage", "own", "theme", "keep", "every", "cut")
#: What tells how a case ended, or how far it came.
OUTCOMES = ("outcome", "stage")
_ENDINGS = ("agent", "channel", "person", "alone", "closed")
#: One-character words that always end a phrase; others only beside another known word, because
#: they may be part of a name (公共, 设计).
_SHARP = frozenset("的了与及和并且或为")
#: One-character words that may follow a name: 县司法局对…, 行政机关均….
_AFTER_NAMES = frozenset("均都已共达约在对由被将有作上")
_LINKS = frozenset(["、", "和", "及", "与", "以及"])
_MARKS = frozenset(",，;；。:：!！?？\n|　 ●•")
_CLOSING = {"“": "”", "‘": "’", "(": ")", "（": "）", "[": "]", "【": "】", "「": "」"}
_SHUT = frozenset("”’)）]】」》")
_QUOTED, _BRACKETED, _SHORT = 24, 40, 10
_DIGITS = re.compile(r"[\d.．,%％+]+\Z")


class Piece(NamedTuple):
    """A stretch of one kind: a class of words, or noun, quote, link, etc, mark."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=1)
def word_classes() -> tuple[dict[tuple[str, str], str], dict[str, tuple[int, ...]]]:
    """Return the class of each (code, word), code "" for all, and the lengths by first character.

    Raises
    ------
    ResourceError
        If the table names an unknown class.
    """
    classes: dict[tuple[str, str], str] = {}
    lengths: dict[str, set[int]] = {}
    rank = {name: place for place, name in enumerate(CLASSES)}
    for row in read_table("breakdown_words.csv", ("class", "codes", "words")):
        name = row["class"]
        if name in _ENDINGS:
            continue
        if name not in rank:
            raise ResourceError(
                f"breakdown_words.csv: {name!r} is no class; use one of {', '.join(CLASSES)}."
            )
        for code in row["codes"].split() or [""]:
            for word in row["words"].split():
                known = classes.get((code, word))
                if known is None or rank[name] < rank[known]:
                    classes[code, word] = name
                lengths.setdefault(word[0], set()).add(len(word))
    return classes, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


@lru_cache(maxsize=1)
def _endings() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in read_table("breakdown_words.csv", ("class", "codes", "words")):
        if row["class"] in _ENDINGS:
            for code in row["codes"].split() or [""]:
                found.setdefault((row["class"], code), []).extend(row["words"].split())
    return {key: tuple(words) for key, words in found.items()}


@lru_cache(maxsize=1)
def _listed_codes() -> frozenset[str]:
    return frozenset(code for (code, _), kind in word_classes()[0].items() if kind == "own")


def own_words(rule: Rule) -> frozenset[str]:
    """Return the nouns of an indicator that the table does not know: those of its rule.

    An indicator of a codebook of one's own has no rows in ``breakdown_words.csv``.
    """
    if rule.kinds or rule.code in _listed_codes():
        return frozenset()
    return rule.head


def kind_of(code: str, word: str) -> str:
    """Return the class of a word for an indicator, "" for an unknown word."""
    classes, _ = word_classes()
    return classes.get((code, word)) or classes.get(("", word), "")


def ends_with(name: str, code: str, words: str) -> bool:
    """Tell whether `words` has an ending (for alone, closed: is a word) of a class."""
    listed = _endings()
    found = listed.get((name, code), ()) + listed.get((name, ""), ())
    return words in found if name in ("alone", "closed") else words.endswith(found)


def cut_words(
    text: str,
    start: int,
    end: int,
    code: str,
    outside: Sequence[tuple[int, int]] = (),
    own: frozenset[str] = frozenset(),
) -> list[Piece]:
    """Cut ``text[start:end]`` into pieces.

    Parameters
    ----------
    text : str
    start, end : int
    code : str
        The indicator whose own words are to be known.
    outside : sequence of (int, int)
        Stretches that narrow nothing, such as time expressions.
    own : frozenset of str
        The indicator's nouns where the table does not know it (:func:`own_words`).
    """
    found: list[Piece] = []
    classes, lengths = word_classes()
    skip = {low: high for low, high in outside if low < high}
    at = run = start
    while at < end:
        character = text[at]
        piece = None
        if at in skip:
            piece = Piece("cut", at, min(skip[at], end))
        elif character in _CLOSING:
            after_name = run < at or (bool(found) and found[-1].kind in ("noun", "keep"))
            piece = _enclosed(text, at, end, code, after_name)
        elif character in _SHUT:  # opened before the stretch: what it holds is no phrase of ours
            found, run = [Piece("mark", start, at + 1)], at + 1
            at += 1
            continue
        elif character == "《":
            close = text.find("》", at, end)
            piece = Piece("mark", at, close + 1 if close >= 0 else at + 1)
        elif character in _MARKS:
            piece = Piece("mark", at, at + 1)
        else:
            reach = _own_end(text, at, end, own) if own else at
            if reach > at:
                piece = Piece("own", at, reach)
            for size in () if piece else lengths.get(character, ()):
                if at + size <= end:
                    word = text[at : at + size]
                    kind = classes.get((code, word)) or classes.get(("", word))
                    if kind is not None:
                        piece = Piece(kind, at, at + size)
                        break
            if piece is None and character == "等":
                piece = Piece("etc", at, at + 1)
            elif piece is None and character == "、":
                piece = Piece("link", at, at + 1)
        if piece is None:
            at += 1
            continue
        if run < at:
            found.append(Piece("noun", run, at))
        if piece.kind == "cut" and text[piece.start : piece.end] in _LINKS:
            piece = piece._replace(kind="link")
        found.append(piece)
        at = run = piece.end
    if run < end:
        found.append(Piece("noun", run, end))
    return _joined(text, found)


def _own_end(text: str, at: int, end: int, own: frozenset[str]) -> int:
    """Return where the indicator's nouns that begin at `at` end; 电梯困人 and 困人救援 overlap."""
    reach = at
    for place in range(at, end):
        if place > at and place >= reach:
            break
        sizes = (len(word) for word in own if text.startswith(word, place, end))
        reach = max(reach, place + max(sizes, default=0))
    return reach


def _enclosed(text: str, at: int, end: int, code: str, after_name: bool) -> Piece:
    """Return a quoted name, or a bracket that belongs to a name (村(居)), as one piece."""
    quote = text[at] in "“‘「"
    limit = min(end, at + (_QUOTED if quote else _BRACKETED))
    close = text.find(_CLOSING[text[at]], at + 1, limit)
    if close < 0:
        return Piece("mark", at, at + 1)
    kind = kind_of(code, text[at + 1 : close])
    if quote and text[at + 1 : close].isdigit():
        return Piece("cut", at, close + 1)
    if quote:
        return Piece(kind if kind in ("own", "outcome", "theme") else "quote", at, close + 1)
    return Piece("noun" if after_name and close - at < _SHORT else "mark", at, close + 1)


def _joined(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join unknown words with what only looks like a function word inside them."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.kind == "cut" and piece.end - piece.start == 1 and text[piece.start] not in _SHARP:
            before = found[-1].kind if found else "mark"
            after = pieces[place + 1].kind if place + 1 < len(pieces) else "mark"
            named = text[piece.start] in _AFTER_NAMES and after != "noun"
            if before == "noun" and not named:
                piece = piece._replace(kind="noun")
        if piece.kind == "noun":
            if found and found[-1].kind == "noun":
                piece = Piece("noun", found.pop().start, piece.end)
            elif _DIGITS.match(text[piece.start : piece.end]):
                piece = piece._replace(kind="cut")
        found.append(piece)
    return found
