"""Mandated wording in a passage: listed phrases and titles in 《》."""

from __future__ import annotations

import re
from functools import lru_cache

from fazhi_analysis.resources.tables import read_table

__all__ = ["mandated"]

_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_KEY = 3
_WORDS = re.compile(r"\w")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    """Return the phrases without punctuation by their first characters, the longest first."""
    found: dict[str, list[str]] = {}
    for row in read_table("boilerplate.csv", ["phrase"]):
        phrase = "".join(_WORDS.findall(row["phrase"]))
        found.setdefault(phrase[:_KEY], []).append(phrase)
    return {key: tuple(sorted(set(group), key=len, reverse=True)) for key, group in found.items()}


def mandated(text: str) -> list[tuple[int, int]]:
    """Return where `text` speaks mandated words: (start, end), in order, without overlaps.

    >>> mandated("区里深入学习贯彻习近平法治思想,修订了《行政处罚法》。")
    [(2, 15), (19, 26)]
    """
    spans = [match.span() for match in _TITLE.finditer(text)]
    places = [match.start() for match in _WORDS.finditer(text)]
    words = "".join(text[place] for place in places)
    phrases, i = _phrases(), 0
    while i <= len(words) - _KEY:
        for phrase in phrases.get(words[i : i + _KEY], ()):
            if words.startswith(phrase, i):
                spans.append((places[i], places[i + len(phrase) - 1] + 1))
                i += len(phrase) - 1
                break
        i += 1
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
