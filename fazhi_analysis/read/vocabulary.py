"""Word lists from the package's TOML files, checked, and as alternatives of a pattern."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from fazhi_analysis.errors import ResourceError

__all__ = ["alternatives", "word_list"]


@cache
def _tables(file: str) -> dict[str, dict[str, list[str] | str]]:
    path = resources.files("fazhi_analysis.resources") / file
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def word_list(file: str, table: str, key: str) -> tuple[str, ...]:
    """Return a list of words, each once, in the order of the file.

    Raises
    ------
    ResourceError
        The list is missing, empty, or holds something that is no word.

    Examples
    --------
    >>> word_list("names.toml", "level", "township")
    ('街道', '镇', '乡', '苏木')
    """
    try:
        words = _tables(file)[table][key]
    except KeyError:
        raise ResourceError(f"{file}: the list {key} in [{table}] is missing.") from None
    if isinstance(words, str):
        words = list(words)
    if not words or not all(isinstance(word, str) and word.strip() for word in words):
        raise ResourceError(f"{file}: the list {key} in [{table}] is empty or holds no words.")
    return tuple(dict.fromkeys(words))


def alternatives(words: Iterable[str]) -> str:
    """Return a group of a pattern that matches any of `words`, the longest first.

    Examples
    --------
    >>> alternatives(["局", "分局"])
    '(?:分局|局)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"
