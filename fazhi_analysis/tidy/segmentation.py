"""Segmentation: jieba's words exactly, by a fast engine where it is installed.

Two engines give the same words. ``jieba`` is the reference. ``rjieba`` (the same algorithm in Rust)
is about twenty times faster and differs in two places, both put right here:

* it keeps ASCII runs joined over ``-``, ``_`` and ``.`` (2024-03-13, 1.2.3); such tokens are split
  again by jieba's own pattern;
* it takes rare Chinese characters (extensions A to G, compatibility characters) for Chinese where
  jieba gives each as a token of its own; the text is cut at them before.

Its ``add_word`` also counts the sum of all frequencies otherwise: a word that the dictionary holds
already is added by jieba on top of the old frequency, by rjieba in its place. One dummy word that
no text can hold makes the sums equal, and with them every later comparison of paths.

Nothing global is touched: no word is added to ``jieba.dt``, no cache file is written, nothing is
logged. Segmenters with different lexicons live side by side.
"""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon, to_entries

__all__ = ["Segmenter", "resolve_frequencies"]

Engine = Literal["auto", "rjieba", "jieba"]

# Not Chinese for jieba, Chinese for rjieba. Lone surrogates stand here too: no Rust string can
# hold them, and jieba gives each as one token as well.
_RARE = re.compile(
    "([\u3400-\u4dbf\u9fd6-\u9fff\ud800-\udfff\uf900-\ufaff\U00020000-\U000323af])"
)
_JOINED = re.compile(r"[a-zA-Z0-9][-._][a-zA-Z0-9]")
_ASCII_RULE = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")  # jieba.finalseg.re_skip on ASCII
# A private-use character is outside of jieba's block pattern: it never reaches the word graph.
_DUMMY = "\ue000\ue000"
# The dictionary that both engines carry (jieba 0.42.1, rjieba 0.2): 349,046 lines.
_DICTIONARY_SHA256 = "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8"
_ENGLISH = re.compile("[a-zA-Z0-9]")


def _dictionary_path() -> Path:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise FazhiError("jieba is not installed; install it with pip install jieba.")
    return Path(spec.origin).with_name("dict.txt")


def _cut_without_hmm(word: str, freq: dict[str, int]) -> Iterator[str]:
    """Cut one word by the most probable path, as ``jieba.cut(word, HMM=False)`` does."""
    from math import log

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
        if len(piece) == 1 and _ENGLISH.match(piece):
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


@lru_cache(maxsize=4)
def _reference(entries: tuple[Entry, ...]) -> Callable[[str], list[str]]:
    """Build jieba's own tokenizer with a lexicon, without its cache file and its log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources, on import only
        import jieba
    tokenizer = jieba.Tokenizer()
    # What Tokenizer.initialize does without the cache in the shared temporary folder.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, freq in entries:
        tokenizer.add_word(word, freq)
    lcut: Callable[[str], list[str]] = tokenizer.lcut
    return lcut


@lru_cache(maxsize=4)
def _fast(entries: tuple[Entry, ...]) -> Callable[[str], list[str]] | None:
    """Build rjieba with a lexicon; None where it is missing or its dictionary is not jieba's."""
    try:
        import rjieba
    except ImportError:
        return None
    data = _dictionary_path().read_bytes()
    if hashlib.sha256(data).hexdigest() != _DICTIONARY_SHA256:
        return None
    engine = rjieba.Jieba()
    if entries:
        resolved, surplus = resolve_frequencies(entries, data.decode("utf-8").splitlines())
        for word, freq in resolved:
            engine.add_word(word, freq, None)
        if surplus:
            engine.add_word(_DUMMY, surplus, None)
    cut: Callable[[str], list[str]] = engine.cut
    return cut


def _split_ascii(token: str) -> list[str]:
    return [piece for piece in _ASCII_RULE.split(token) if piece]


class Segmenter:
    """Cut Chinese text into jieba's words, with a lexicon, fast where rjieba is installed.

    Parameters
    ----------
    lexicon : iterable of str or Entry, optional
        Words on top of jieba's dictionary. By default the package's own, :func:`domain_lexicon`;
        ``domain_lexicon("my-words.txt")`` adds a user's file to it; ``()`` is plain jieba.
    engine : {'auto', 'rjieba', 'jieba'}
        ``auto`` takes rjieba where it is installed with the same dictionary. The words are the same.

    Attributes
    ----------
    engine : str
        The engine in use.

    Examples
    --------
    >>> Segmenter().lcut("推进法治政府建设")
    ['推进', '法治政府', '建设']
    >>> Segmenter(lexicon=()).lcut("推进法治政府建设")
    ['推进', '法治', '政府', '建设']
    """

    def __init__(
        self, lexicon: Iterable[str | Entry] | None = None, *, engine: Engine = "auto"
    ) -> None:
        if engine not in ("auto", "rjieba", "jieba"):
            raise FazhiError(f"engine is {engine!r}; use 'auto', 'rjieba' or 'jieba'.")
        self._entries = domain_lexicon() if lexicon is None else to_entries(lexicon)
        self._wanted = engine
        self._cut = None if engine == "jieba" else _fast(self._entries)
        if self._cut is None and engine == "rjieba":
            raise FazhiError(
                "rjieba is not installed, or its dictionary is not that of the installed jieba; "
                "use engine='jieba'."
            )
        self.engine = "rjieba" if self._cut else "jieba"
        # A lexicon word such as V2.0 cannot be told from an ASCII run that rjieba joined: lines
        # that hold such a run then go to jieba itself.
        self._ambiguous = any(_JOINED.search(word) for word, _ in self._entries)

    def __reduce__(self) -> tuple[Callable[..., Segmenter], tuple[object, ...]]:
        return (_rebuild, (self._entries, self._wanted))

    def lcut(self, text: str) -> list[str]:
        """Cut a text into words; joined again they are the text.

        Parameters
        ----------
        text : str
            Any text, of any length.

        Returns
        -------
        list of str
            The tokens in order: words, numbers, single punctuation marks and blanks.
        """
        if self._cut is None:
            return _reference(self._entries)(text)
        if not _RARE.search(text):
            return self._cut_common(text)
        words: list[str] = []
        for number, piece in enumerate(_RARE.split(text)):
            if number % 2:
                words.append(piece)
            elif piece:
                words.extend(self._cut_common(piece))
        return words

    def _cut_common(self, text: str) -> list[str]:
        assert self._cut is not None
        if not _JOINED.search(text):
            return self._cut(text)
        words: list[str] = []
        if self._ambiguous:
            # Line by line: a line end ends jieba's blocks, so nothing is cut otherwise.
            for line in text.splitlines(keepends=True):
                cut = _reference(self._entries) if _JOINED.search(line) else self._cut
                words.extend(cut(line))
            return words
        for word in self._cut(text):
            if len(word) > 2 and _JOINED.search(word):
                words.extend(_split_ascii(word))
            else:
                words.append(word)
        return words

    def lcut_many(self, texts: Sequence[str], *, workers: int | None = None) -> list[list[str]]:
        """Cut many texts, in threads with the fast engine, which lets go of the interpreter lock.

        Parameters
        ----------
        texts : sequence of str
            The texts.
        workers : int, optional
            Threads; the number of processors by default. jieba itself gains nothing by threads
            and runs in one.

        Returns
        -------
        list of list of str
            The words of each text, in the order of the texts.
        """
        workers = workers or os.cpu_count() or 1
        if self._cut is None or workers == 1 or len(texts) < 2:
            return [self.lcut(text) for text in texts]
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(self.lcut, texts))


def _rebuild(entries: tuple[Entry, ...], engine: Engine) -> Segmenter:
    return Segmenter(entries, engine=engine)
