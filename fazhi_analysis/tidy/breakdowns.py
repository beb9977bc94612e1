"""What narrows a figure: the kind, body, theme, channel or outcome that stands with it, as written.

The words around the number are read from the nearest outwards. What names the indicator itself,
and what says nothing (共, 累计, 办理), is left out; the rest, as it stands in the text, narrows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fazhi_analysis.codebooks import Codebook
from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Vocabulary
from fazhi_analysis.tidy.indicators import Clause, Match
from fazhi_analysis.tidy.numbers import Number, TimeMark

__all__ = ["breakdown_of"]

_EDGE = "的、和与及等了在对为是有由被共就其该各类项次到向以将把给从、,，;；:：()（）“”‘’\"' \u3000|●•①②③④⑤⑥⑦⑧⑨"
_OUTCOME = CLASSES["outcome"]
_TOPIC = CLASSES["topic"]
_SILENT = CLASSES["neutral"] | CLASSES["part"] | CLASSES["plain"] | CLASSES["mark"]
_LONGEST = 18


@lru_cache(maxsize=4)
def _own_words(codebook: Codebook) -> dict[str, frozenset[str]]:
    own: dict[str, set[str]] = {}
    for rule in codebook.rules:
        own.setdefault(rule.code, set()).update(rule.head | rule.near | rule.about)
    return {code: frozenset(words) for code, words in own.items()}


def breakdown_of(
    text: str,
    number: Number,
    clause: Clause,
    match: Match,
    tokens: Sequence[Token],
    times: Sequence[TimeMark],
    words: Vocabulary,
    codebook: Codebook,
    before: str | None,
    again: bool,
) -> str | None:
    """Return the breakdown of a matched number, or None for the whole.

    Parameters
    ----------
    text : str
    number : Number
    clause : Clause
    match : Match
    tokens : sequence of Token
        The known words of the sentence.
    times : sequence of TimeMark
        The time expressions of the sentence; they narrow nothing.
    words : Vocabulary
    codebook : Codebook
    before : str or None
        The breakdown of the row before, for an outcome that shares its body (调处成功;社区).
    again : bool
        Whether the row before has the same indicator.
    """
    own = _own_words(codebook)[match.code]
    flags, spelling = words.flags, words.words
    cores = words.classes["core"]
    left, right = clause.left, clause.right
    spans: list[tuple[int, int]] = []
    outcomes: list[str] = []
    named = match.place == "right"
    for number_of_word, start, end in tokens:
        if end <= left or start >= right or (start < number.end and end > number.start):
            continue
        word, told = spelling[number_of_word], flags[number_of_word]
        if match.rule.kinds and end == match.end and word not in _plain_kinds(words):
            named = True
        elif told & _OUTCOME and (word not in own or again or match.place != "right"):
            if start < number.start:
                outcomes.append(word)
            spans.append((start, end))
        elif end - start == 1 or told & _TOPIC:
            continue  # one character may be part of a name (天一中央商贸区); a topic narrows
        elif told & _SILENT:
            spans.append((start, end))
        elif word in own:
            core = _core(word, cores)
            prefix = word[: len(word) - len(core)]
            bare = not prefix or prefix in own or prefix in words.classes["plain"]
            bare = bare and prefix not in words.classes["topic"]
            spans.append((start if bare else end - len(core), end))
            named = named or not told & _OUTCOME
        else:
            size = next((n for n in (4, 3, 2) if word[-n:] in own and word[-n:] in cores), 0)
            if size:
                spans.append((end - size, end))
                named = True
    for mark in times:
        if mark.start < right and mark.end > left:
            spans.append((mark.start, mark.end))
    kept = _rest(text, left, number.lead, spans)[::-1]
    if match.place == "right":
        kept = _rest(text, number.tail, match.end, spans)[::-1] + kept
    shared = [part for part in (before or "").split(";") if part and part not in _outcome(words)]
    if outcomes and not named and again:
        if not kept:
            kept = shared
        kept = [word for word in outcomes[::-1] if word not in kept] + kept
    elif not kept and (match.place == "earlier" and again or number.kind in ("money", "percent")):
        kept = shared
    kept = list(dict.fromkeys(kept))
    return ";".join(kept) if kept else None


def _outcome(words: Vocabulary) -> frozenset[str]:
    return words.classes["outcome"]


def _plain_kinds(words: Vocabulary) -> frozenset[str]:
    """Return the words that name a whole class of things, and so narrow nothing."""
    return words.classes["whole"]


def _core(word: str, cores: frozenset[str]) -> str:
    for size in range(len(word), 1, -1):
        if word[-size:] in cores:
            return word[-size:]
    return word


def _rest(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[str]:
    pieces: list[str] = []
    at = start
    for low, high in sorted(spans):
        if high <= at:
            continue
        if low >= end:
            break
        if low > at:
            pieces += _pieces(text[at:low])
        at = max(at, high)
    if at < end:
        pieces += _pieces(text[at:end])
    return pieces


def _pieces(stretch: str) -> list[str]:
    kept = []
    for piece in re.split(r"[,，;；。:：\n|]|《[^》]*(?:》|$)|^[^《]*》", stretch):
        bare = piece.strip(_EDGE)
        if 2 <= len(bare) <= _LONGEST:
            kept.append(bare)
    return kept
