"""The engines of the segmentation: jieba, and rjieba brought to jieba's sums.

jieba sums the frequencies of its dictionary otherwise than rjieba: a word that stands there already
is added on top of the old frequency, by rjieba in its place. The sum enters every probability, and
its rounding decides between ways to cut that are equally probable. One dummy word that no text can
hold makes the sums equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import StringIO
from math import log
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.hmm import jieba_module
from fazhi_analysis.tidy.lexicon import Entry

__all__ = ["Engine", "EngineName", "make_engine", "resolve_frequencies"]

EngineName = Literal["auto", "rjieba", "jieba"]

_LETTERS = re.compile("[a-zA-Z0-9]+")
# A private-use character is outside of jieba's block pattern: it never reaches the word graph.
_DUMMY = "\ue000\ue000"
# The dictionary that both engines carry (jieba 0.42.1, rjieba 0.2): 349,046 lines.
_DICTIONARY_SHA256 = "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8"
# What jieba's total has more over it: B超 stands there twice, and jieba counts both lines.
_DICTIONARY_SURPLUS = 3


def _dictionary_path() -> Path:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise FazhiError("jieba is not installed; install it with pip install jieba.")
    return Path(spec.origin).with_name("dict.txt")


def _cut_without_hmm(word: str, freq: dict[str, int]) -> Iterator[str]:
    """Cut one word by the most probable path, as ``jieba.cut(word, HMM=False)`` does."""
    total = log(freq[""])
    size = len(word)
    route: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
    for start in range(size - 1, -1, -1):
        ends = [e for e in range(start, size) if freq.get(word[start : e + 1])] or [start]
        route[start] = max(
            (log(freq.get(word[start : e + 1]) or 1) - total + route[e + 1][0], e) for e in ends
        )
    at, letters = 0, ""
    while at < size:
        after = route[at][1] + 1
        piece = word[at:after]
        if len(piece) == 1 and _LETTERS.match(piece):
            letters += piece
        else:
            if letters:
                yield letters
                letters = ""
            yield piece
        at = after
    if letters:
        yield letters


def resolve_frequencies(
    entries: Sequence[Entry], dictionary: Iterable[str]
) -> tuple[list[tuple[str, int]], int]:
    """Give each word the frequency that ``jieba.Tokenizer.add_word`` would, in the same order.

    jieba's rule needs the frequencies of the parts of each word only, so one pass over the
    dictionary's lines does, and jieba need not be loaded.

    Parameters
    ----------
    entries : sequence of Entry
        The lexicon.
    dictionary : iterable of str
        The lines of jieba's ``dict.txt``: word, frequency, tag.

    Returns
    -------
    list of (str, int)
        Word and frequency.
    int
        The sum of the dictionary's frequencies of words that the lexicon holds as well: what
        jieba's total has more than rjieba's.
    """
    parts = {""}
    for word, _ in entries:
        parts.update(word[i:j] for i in range(len(word)) for j in range(i + 1, len(word) + 1))
    freq: dict[str, int] = {}
    total = 0
    for line in dictionary:
        word, count, _ = line.split(" ", 2)
        total += int(count)
        if word in parts:
            freq[word] = int(count)
    freq[""] = total
    resolved, surplus = [], 0
    for word, wanted in entries:
        if wanted is None:
            share = 1.0
            for piece in _cut_without_hmm(word, freq):
                share *= freq.get(piece, 1) / float(freq[""])
            wanted = max(int(share * freq[""]) + 1, freq.get(word, 1))
        surplus += freq.get(word, 0)
        freq[word] = wanted
        freq[""] += wanted
        resolved.append((word, wanted))
    return resolved, surplus


class Engine(NamedTuple):
    """What a segmenter needs of its engine; none of these changes anything.

    Attributes
    ----------
    name : str
        rjieba or jieba.
    path : callable
        The most probable path through the dictionary's words; characters that no word covers come
        single, letters and digits joined.
    whole : callable or None
        The path with the uncovered characters cut by rjieba's own model, where that is the engine.
    holds : callable
        Whether the dictionary or the lexicon holds a word.
    jieba : callable
        jieba itself, from beginning to end.
    """

    name: str
    path: Callable[[str], list[str]]
    whole: Callable[[str], list[str]] | None
    holds: Callable[[str], object]
    jieba: Callable[[str], list[str]]


@lru_cache(maxsize=4)
def _tokenizer(entries: tuple[Entry, ...]) -> Any:
    """Build jieba's own tokenizer with a lexicon, without its cache file and its log."""
    tokenizer = jieba_module().Tokenizer()
    # What Tokenizer.initialize does without the cache in the shared temporary folder.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, freq in entries:
        tokenizer.add_word(word, freq)
    return tokenizer


def _jieba_engine(entries: tuple[Entry, ...]) -> Engine:
    tokenizer = _tokenizer(entries)
    return Engine(
        "jieba",
        lambda text: tokenizer.lcut(text, HMM=False),
        None,
        tokenizer.FREQ.get,
        tokenizer.lcut,
    )


def _rjieba_engine(entries: tuple[Entry, ...]) -> Engine | None:
    """Build rjieba with a lexicon; None where it is missing or its dictionary is not jieba's."""
    try:
        import rjieba
    except ImportError:
        return None
    dictionary = _dictionary_path().read_text(encoding="utf-8")
    if hashlib.sha256(dictionary.encode()).hexdigest() != _DICTIONARY_SHA256:
        return None
    engine = rjieba.Jieba()
    surplus = _DICTIONARY_SURPLUS
    if entries:
        resolved, replaced = resolve_frequencies(entries, StringIO(dictionary))
        for word, freq in resolved:
            engine.add_word(word, freq, None)
        surplus += replaced
    engine.add_word(_DUMMY, surplus, None)
    return Engine(
        "rjieba",
        lambda text: engine.cut(text, False),
        engine.cut,
        engine.has_word,
        lambda text: _tokenizer(entries).lcut(text),
    )


@lru_cache(maxsize=8)
def make_engine(entries: tuple[Entry, ...], name: EngineName) -> Engine:
    """Return the engine with a lexicon; the same one for the same lexicon.

    Raises
    ------
    FazhiError
        rjieba is asked for and not there, or its dictionary is not that of the installed jieba.
    """
    found = None if name == "jieba" else _rjieba_engine(entries)
    if found is None:
        if name == "rjieba":
            raise FazhiError(
                "rjieba is not installed, or its dictionary is not that of the installed jieba; "
                "use engine='jieba'."
            )
        found = _jieba_engine(entries)
    return found
