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
from typing import cast

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.engines import Engine, EngineName, make_engine
from fazhi_analysis.tidy.hmm import cut_block, cut_unknown
from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon, to_entries

__all__ = ["Segmenter"]

# What never reaches the engines, each character a token of its own in jieba: rare characters are
# Chinese for rjieba, and lone surrogates fit in no Rust string.
_SINGLE = re.compile(
    "([\u3400-\u4dbf\u9fd6-\u9fff\ud800-\udfff\uf900-\ufaff\U00020000-\U000323af])"
)
_HAN = re.compile("[\u4e00-\u9fd5]")
_SIGNS = re.compile(r"[a-zA-Z0-9+#&._%-]+")
_LETTERS = re.compile("[a-zA-Z0-9]+")
# How jieba parts the letters, digits and signs that rjieba leaves joined.
_PARTS = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")  # jieba.finalseg.re_skip
_REMEMBERED = 200_000  # entries of each memory, some 30 MB; then it starts anew
# The marks in a text of kinds, none of them ever a part of a run: behind each Chinese piece; in the
# place of letters, digits and signs; of such that are still to be parted; of everything else.
_PIECE, _OTHER, _JOINT, _BREAK = "\1", "\2", "\3", " "


class _Cutter:
    """An engine with what it remembers; segmenters with the same lexicon share one.

    Attributes
    ----------
    kinds : dict of str to str
        How each token came about. A Chinese piece of a run (from the second step, or single) is
        itself with a mark; letters, digits and signs of a run are a mark alone; a word of the first
        step, or what ends jieba's blocks, is a break.
    confirmed : set of str
        Runs, as marked pieces, that rjieba cuts as jieba does.
    runs : dict of str to list of str
        Runs that were cut here.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.forget()

    def forget(self) -> None:
        self.kinds: dict[str, str] = {}
        self.joints: set[str] = set()
        self.confirmed: set[str] = set()
        self.runs: dict[str, list[str]] = {}

    def cut(self, text: str) -> list[str]:
        """Cut a text without rare characters."""
        if self.engine.whole is None:
            return self._by_steps(text)
        tokens = self.engine.whole(text)
        # All runs at once, each a text of marked pieces: faster than a loop over the tokens.
        kinds = "".join(self._kinds(tokens))
        if _JOINT in kinds:
            tokens = self._parted(tokens)
            kinds = kinds.replace(_JOINT, _OTHER)
        fresh = set(kinds.split()) - self.confirmed
        if fresh:
            if not all(map(self._as_jieba, fresh)):
                return self._by_steps(text)
            if len(self.confirmed) >= _REMEMBERED:
                self.confirmed = set()
            self.confirmed |= fresh
        return tokens

    def _kinds(self, tokens: list[str]) -> list[str]:
        kinds = list(map(self.kinds.get, tokens))
        if None not in kinds:
            return cast("list[str]", kinds)
        fresh = {token for token, kind in zip(tokens, kinds, strict=True) if kind is None}
        known = self._learn(fresh)
        return [known[t] if k is None else k for t, k in zip(tokens, kinds, strict=True)]

    def _learn(self, tokens: set[str]) -> dict[str, str]:
        several = [token for token in tokens if len(token) > 1 and not token.isascii()]
        # The first step leaves whole, alone, what it leaves whole anywhere, and nothing else; so
        # they can be asked for all at once, a line each.
        words = set(self.engine.path("\n".join(several)))
        known = {token: _BREAK if token in words else token + _PIECE for token in several}
        for token in tokens - known.keys():
            if not token.isascii():
                known[token] = token + _PIECE if _HAN.fullmatch(token) else _BREAK
            elif not _SIGNS.fullmatch(token) or (len(token) > 1 and self.engine.holds(token)):
                known[token] = _BREAK
            elif len(_parts(token)) == 1:
                known[token] = _OTHER
            else:
                known[token] = _JOINT
                self.joints.add(token)
        if len(self.kinds) >= _REMEMBERED:
            self.kinds = {}
        self.kinds.update(known)
        return known

    def _parted(self, tokens: list[str]) -> list[str]:
        words: list[str] = []
        done = 0
        for joint in list(filter(self.joints.__contains__, tokens)):
            at = tokens.index(joint, done)
            words += tokens[done:at]
            words += _parts(joint)
            done = at + 1
        return words + tokens[done:]

    def _as_jieba(self, run: str) -> bool:
        """Tell whether jieba's model cuts the Chinese of a run into the same pieces."""
        alone = _OTHER not in run
        for block in run.split(_OTHER):
            if len(block) <= 2:  # one character with its mark, or none
                continue
            pieces = block[:-1].split(_PIECE)
            whole = "".join(pieces)
            # A run that is a word all the same is left in characters; see `_second_step`.
            known = alone and self.engine.holds(whole)
            if pieces != (list(whole) if known else cut_block(whole)):
                return False
        return True

    def _by_steps(self, text: str) -> list[str]:
        words: list[str] = []
        run: list[str] = []
        tokens = self.engine.path(text)
        for token, kind in zip([*tokens, ""], [*self._kinds(tokens), _BREAK], strict=True):
            if kind != _BREAK:
                run.append(token)
                continue
            if len(run) == 1:
                words += run
            elif run:
                words += self._second_step("".join(run))
            run = []
            words.append(token)
        return words[:-1]

    def _second_step(self, run: str) -> list[str]:
        words = self.runs.get(run)
        if words is None:
            # jieba leaves a word that it knows, and that the path did not take, in characters.
            words = list(run) if self.engine.holds(run) else cut_unknown(run)
            if len(self.runs) >= _REMEMBERED:
                self.runs.clear()
            self.runs[run] = words
        return words


def _parts(token: str) -> list[str]:
    return [part for part in _PARTS.split(token) if part]


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
