"""Segmentation: jieba's words exactly, by a fast engine where it is installed.

jieba cuts in two steps: the most probable path through the words of its dictionary, then a hidden
Markov model over what the path left in single characters. ``rjieba`` does both in Rust, more than
twenty times faster. Its first step is jieba's own. Its second step is not quite: its model is
rounded to six decimals, which turns close calls (文文/文 or 文/文文) the other way, and it keeps
runs of letters and digits joined over ``-``, ``_``, ``.`` (2024-03-13, 1.2.3).

So every run that the second step cut is compared with jieba's model once, and remembered; a text
with a run that differs is cut again by the first step alone, its runs by jieba's model. Which
tokens come from the second step is certain: those that the first step, given the token alone, does
not leave whole. Where rjieba is missing, jieba does the first step, and all else is the same.

One more difference: rjieba takes rare Chinese characters (extensions A to G, compatibility
characters) for Chinese, where jieba gives each as a token of its own; the text is cut at them
before.

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
# What the first step leaves single: characters of jieba's blocks (letters and digits joined).
_UNIT = re.compile(r"[a-zA-Z0-9]+|[\u4E00-\u9FD5+#&._%-]")
_SIGNS = re.compile(r"[a-zA-Z0-9+#&._%-]+")
_LETTERS = re.compile("[a-zA-Z0-9]+")
# Where rjieba joins more than jieba does, and how jieba parts it.
_JOINED = re.compile(r"[a-zA-Z0-9][-_][a-zA-Z0-9]|[a-zA-Z0-9]\.(?:[0-9]*[a-zA-Z]|[0-9]+[-_.])")
_JOINED_RUN = re.compile(r"[a-zA-Z0-9]+(?:[-_.][a-zA-Z0-9]+)+%?")
_FEW = 30
_PARTS = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")  # jieba.finalseg.re_skip
_REMEMBERED = 200_000  # entries of each memory, some 30 MB; then it starts anew
_PIECE, _BREAK = "\1", " "  # neither is ever part of a run


class _Kinds(dict[str, str]):
    """How each token came about, remembered.

    A piece of a run (from the second step, or single) is itself with a mark behind it; anything
    else is a break: a word of the first step, or a sign that ends jieba's blocks.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def __missing__(self, token: str) -> str:
        if len(token) == 1:
            piece = _UNIT.fullmatch(token) is not None
        elif token.isascii():
            piece = _SIGNS.fullmatch(token) is not None and not self._engine.holds(token)
        else:
            piece = len(self._engine.path(token)) > 1
        kind = token + _PIECE if piece else _BREAK
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = kind
        return kind


class _Cutter:
    """An engine with what it remembers; segmenters with the same lexicon share one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.kinds = _Kinds(engine)
        self.confirmed: set[str] = set()
        self.runs: dict[str, list[str]] = {}

    def forget(self) -> None:
        self.kinds.clear()
        self.confirmed = set()
        self.runs.clear()

    def cut(self, text: str) -> list[str]:
        """Cut a text without rare characters."""
        if self.engine.whole is None:
            return self._by_steps(text)
        tokens = self.engine.whole(text)
        if _JOINED.search(text):
            tokens = _parted(tokens, text)
        # All runs at once, each a text of marked pieces: faster than a loop over the tokens.
        runs = set("".join(map(self.kinds.__getitem__, tokens)).split())
        fresh = runs - self.confirmed
        if fresh and not all(self._confirm(run) for run in fresh):
            return self._by_steps(text)
        return tokens

    def _confirm(self, run: str) -> bool:
        pieces = run[:-1].split(_PIECE)
        if pieces != self._second_step("".join(pieces)):
            return False
        if len(self.confirmed) >= _REMEMBERED:
            self.confirmed = set()
        self.confirmed.add(run)
        return True

    def _second_step(self, run: str) -> list[str]:
        if _UNIT.fullmatch(run):
            return [run]
        # jieba leaves a word that it knows, and that the path did not take, in characters.
        return list(run) if self.engine.holds(run) else cut_unknown(run)

    def _by_steps(self, text: str) -> list[str]:
        words: list[str] = []
        run: list[str] = []
        for token in [*self.engine.path(text), ""]:
            if self.kinds[token] != _BREAK:
                run.append(token)
                continue
            if run:
                whole = "".join(run)
                if whole not in self.runs:
                    if len(self.runs) >= _REMEMBERED:
                        self.runs.clear()
                    self.runs[whole] = self._second_step(whole)
                words += self.runs[whole]
                run = []
            words.append(token)
        return words[:-1]


def _parted(tokens: list[str], text: str) -> list[str]:
    """Part the tokens that rjieba joined over signs, as jieba does."""
    joined = _JOINED_RUN.findall(text)
    if len(joined) > _FEW:
        return [part for token in tokens for part in _parts(token)]
    # Few in a long list are found faster than looked for.
    for run in joined:
        if run in tokens:
            at = tokens.index(run)
            tokens[at : at + 1] = _parts(run)
    return tokens


def _parts(token: str) -> list[str]:
    if len(token) > 2 and token.isascii() and _JOINED.search(token):
        return [part for part in _PARTS.split(token) if part]
    return [token]


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
        self._cutter = _cutter(self._entries, engine)
        self.engine = self._cutter.engine.name
        # A lexicon word of letters and digits alone cannot be told from letters that the first
        # step joined; lines that hold such a word go to jieba as a whole.
        plain = [re.escape(word) for word, _ in self._entries if _LETTERS.fullmatch(word)]
        self._plain = re.compile("|".join(plain)) if plain else None

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
            return self._cutter.cut(text)
        words: list[str] = []
        for number, piece in enumerate(_SINGLE.split(text)):
            if number % 2:
                words.append(piece)
            else:
                words += self._cutter.cut(piece)
        return words

    def forget(self) -> None:
        """Empty the memory of what was cut before; only speed and memory change."""
        self._cutter.forget()

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


def _rebuild(entries: tuple[Entry, ...], engine: EngineName) -> Segmenter:
    return Segmenter(entries, engine=engine)
