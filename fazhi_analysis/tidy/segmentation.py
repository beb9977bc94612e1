"""Segmentation: jieba's words, by a fast engine where it is installed.

jieba cuts in two steps: the most probable path through the words of its dictionary, then a hidden
Markov model over what the path left in single characters. ``rjieba`` does both in Rust, more than
twenty times faster. Its first step is jieba's own. Where it differs, it is put right here:

* It keeps runs of letters and digits joined over ``-``, ``_``, ``.`` (2024-03-13, 1.2.3); they are
  parted by jieba's pattern.
* It takes rare Chinese characters (extensions A to G, compatibility characters) for Chinese, where
  jieba gives each as a token of its own; the text is cut at them before.
* Its model is rounded to six decimals, which can turn a draw the other way: 文文/文 and 文/文文 are
  equally probable. Draws come from repetition, so lines in which one to three characters stand
  three times running are cut by the first step alone, and what it leaves by jieba's own model.

Without such repetition, two ways to cut would have to be equally probable to a millionth: that
befell one in a million runs of eight random characters, and none of 1.5 million runs made of the
characters of real reports. ``exact=True`` shuts out even this, at half to three quarters of the
speed.

Nothing global is touched or read: no word is added to ``jieba.dt``, a ``jieba.del_word`` of other
code has no effect here, no cache file is written, nothing is logged. Segmenters with different
lexicons live side by side.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.engines import Engine, EngineName, make_engine
from fazhi_analysis.tidy.hmm import cut_unknown
from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon, to_entries

__all__ = ["Segmenter"]

# What never reaches the engines, each character a token of its own in jieba: rare characters are
# Chinese for rjieba, and lone surrogates fit in no Rust string.
_SINGLE = re.compile(
    "([\u3400-\u4dbf\u9fd6-\u9fff\ud800-\udfff\uf900-\ufaff\U00020000-\U000323af])"
)
_LETTERS = re.compile("[a-zA-Z0-9]+")
# Where rjieba joins letters and digits that jieba parts, and how jieba does.
_JOINED = re.compile(r"[a-zA-Z0-9][-_][a-zA-Z0-9]|[a-zA-Z0-9]\.(?:[0-9]*[a-zA-Z]|[0-9]+[-_.])")
_PARTS = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")  # jieba.finalseg.re_skip
_REPEATED = re.compile(r"([\u4e00-\u9fd5]{1,3})\1\1")
# What the first step leaves single: characters of jieba's blocks (letters and digits joined).
_UNIT = re.compile(r"[a-zA-Z0-9]+|[\u4E00-\u9FD5+#&._%-]")
_NEIGHBOURS = re.compile("uu+")
_REMEMBERED = 200_000  # entries of each memory, some 30 MB; then it starts anew


class _Kinds(dict[str, str]):
    """``u`` for a token that the first step left single, a blank for any other; remembered."""

    def __missing__(self, token: str) -> str:
        several = len(token) > 1 and not token.isascii()
        kind = "u" if not several and _UNIT.fullmatch(token) else " "
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = kind
        return kind


_kinds = _Kinds()


class _Cutter:
    """An engine with the runs that were cut here; segmenters with the same lexicon share one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.runs: dict[str, list[str]] = {}

    def cut(self, text: str, *, exact: bool) -> list[str]:
        """Cut a text without rare characters."""
        whole = self.engine.whole
        if exact or whole is None:
            return self._by_steps(text)
        if not _may_repeat(text):
            return self._parted(whole(text), text)
        words: list[str] = []
        # Line by line: a line end ends jieba's blocks, so nothing is cut otherwise.
        for line in text.splitlines(keepends=True):
            repeated = _REPEATED.search(line)
            words += self._by_steps(line) if repeated else self._parted(whole(line), line)
        return words

    def _parted(self, tokens: list[str], text: str) -> list[str]:
        if not _JOINED.search(text):
            return tokens
        words: list[str] = []
        for token in tokens:
            if len(token) > 2 and token.isascii() and not self.engine.holds(token):
                words += filter(None, _PARTS.split(token))
            else:
                words.append(token)
        return words

    def _by_steps(self, text: str) -> list[str]:
        tokens = self.engine.path(text)
        # One letter a token, so that a pattern finds the neighbours: faster than a loop over them.
        kinds = "".join(map(_kinds.__getitem__, tokens))
        words: list[str] = []
        done = 0
        for match in _NEIGHBOURS.finditer(kinds):
            start, end = match.span()
            words += tokens[done:start]
            words += self._second_step("".join(tokens[start:end]))
            done = end
        return words + tokens[done:]

    def _second_step(self, run: str) -> list[str]:
        words = self.runs.get(run)
        if words is None:
            # jieba leaves a word that it knows, and that the path did not take, in characters.
            words = list(run) if self.engine.holds(run) else cut_unknown(run)
            if len(self.runs) >= _REMEMBERED:
                self.runs.clear()
            self.runs[run] = words
        return words


def _may_repeat(text: str) -> bool:
    """Tell whether one, two or three characters stand three times running; quick on any text."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    one = points[1:] == points[:-1]
    if (one[1:] & one[:-1]).any():
        return True
    for apart in (2, 3):
        same = points[apart:] == points[:-apart]
        two = same[1:] & same[:-1]
        four = two[2:] & two[:-2]
        if (four if apart == 2 else four[:-2] & two[4:]).any():
            return True
    return False


@lru_cache(maxsize=8)
def _cutter(entries: tuple[Entry, ...], name: EngineName) -> _Cutter:
    return _Cutter(make_engine(entries, name))


class Segmenter:
    """Cut Chinese text into jieba's words, with a lexicon, fast where rjieba is installed.

    Parameters
    ----------
    lexicon : path or iterable of str or Entry, optional
        Words on top of jieba's dictionary. By default the package's own; a path adds a user's file
        to these (:func:`~fazhi_analysis.tidy.lexicon.read_lexicon` tells its form). Words, or
        entries, are taken alone: ``()`` is plain jieba.
    engine : {'auto', 'rjieba', 'jieba'}
        ``auto`` takes rjieba where it is installed with the same dictionary, for the same words.
    exact : bool, default False
        Cut every run of unknown characters by jieba's own model, not rjieba's rounded one.

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
        self,
        lexicon: str | Path | Iterable[str | Entry] | None = None,
        *,
        engine: EngineName = "auto",
        exact: bool = False,
    ) -> None:
        if engine not in ("auto", "rjieba", "jieba"):
            raise FazhiError(f"engine is {engine!r}; use 'auto', 'rjieba' or 'jieba'.")
        if lexicon is None:
            self._entries = domain_lexicon()
        elif isinstance(lexicon, str | Path):
            self._entries = domain_lexicon(lexicon)
        else:
            self._entries = to_entries(lexicon)
        self._wanted = engine
        self._exact = exact
        self._cutter = _cutter(self._entries, engine)
        self.engine = self._cutter.engine.name
        # A lexicon word of letters and digits alone cannot be told from letters that the first
        # step joined; lines that hold such a word go to jieba as a whole.
        plain = [re.escape(word) for word, _ in self._entries if _LETTERS.fullmatch(word)]
        self._plain = re.compile("|".join(plain)) if plain else None

    def __reduce__(self) -> tuple[Callable[..., Segmenter], tuple[object, ...]]:
        return (_rebuild, (self._entries, self._wanted, self._exact))

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
        if self._plain is None or not self._plain.search(text):
            return self._cut(text)
        # Line by line: a line end ends jieba's blocks, so nothing is cut otherwise.
        words: list[str] = []
        for line in text.splitlines(keepends=True):
            plain = self._plain.search(line)
            words += self._cutter.engine.jieba(line) if plain else self._cut(line)
        return words

    def _cut(self, text: str) -> list[str]:
        if not _SINGLE.search(text):
            return self._cutter.cut(text, exact=self._exact)
        words: list[str] = []
        for number, piece in enumerate(_SINGLE.split(text)):
            if number % 2:
                words.append(piece)
            elif piece:
                words += self._cutter.cut(piece, exact=self._exact)
        return words

    def forget(self) -> None:
        """Empty the memory of what was cut before; only speed and memory change."""
        self._cutter.runs.clear()
        _kinds.clear()

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
        if self.engine == "jieba" or workers == 1 or len(texts) < 2:
            return [self.lcut(text) for text in texts]
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(self.lcut, texts))


def _rebuild(entries: tuple[Entry, ...], engine: EngineName, exact: bool) -> Segmenter:
    return Segmenter(entries, engine=engine, exact=exact)
