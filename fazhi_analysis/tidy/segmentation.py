"""Segmentation: jieba's words exactly, by a fast engine where it is installed.

jieba cuts in two steps: the most probable path through the words of its dictionary, then a hidden
Markov model over what the path left in single characters. The first step is most of the work. It is
done by ``rjieba`` (the same algorithm in Rust, about 25 times faster) or, where that is missing, by
jieba. The second step is done here, with jieba's own model and a memory of what was cut before,
because rjieba's differs: its model is rounded to six decimals, which turns close calls (文文/文 or
文/文文) the other way, and it keeps ASCII runs joined over ``-``, ``_``, ``.`` (2024-03-13, 1.2.3).

Two more differences are put right. rjieba takes rare Chinese characters (extensions A to G,
compatibility characters) for Chinese, where jieba gives each as a token of its own: the text is cut
at them before. And it sums the dictionary's frequencies otherwise: a word that stands there already
is added by jieba on top of the old frequency, by rjieba in its place. The sum enters every
probability, and its rounding decides between paths that are equally probable; one dummy word that
no text can hold makes the sums equal.

Nothing global is touched or read: no word is added to ``jieba.dt``, a ``jieba.del_word`` of other
code has no effect here, no cache file is written, nothing is logged. Segmenters with different
lexicons live side by side.
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
from io import StringIO
from math import log
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NamedTuple, TypeAlias

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.lexicon import Entry, domain_lexicon, to_entries

__all__ = ["Segmenter", "resolve_frequencies"]

Engine = Literal["auto", "rjieba", "jieba"]

# What never reaches the engines, each character a token of its own in jieba: rare characters are
# Chinese for rjieba, and lone surrogates fit in no Rust string.
_SINGLE = re.compile(
    "([\u3400-\u4dbf\u9fd6-\u9fff\ud800-\udfff\uf900-\ufaff\U00020000-\U000323af])"
)
# What the path leaves single: characters of jieba's blocks (letters and digits come joined).
_LEFT_OVER = re.compile(r"[a-zA-Z0-9]+|[\u4E00-\u9FD5+#&._%-]")
_NEIGHBOURS = re.compile("ss+")
_HAN = re.compile("([\u4e00-\u9fd5]+)")  # jieba.finalseg.re_han
_ASCII = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")  # jieba.finalseg.re_skip
_LETTERS = re.compile("[a-zA-Z0-9]+")
_REMEMBERED = 200_000  # entries, some 30 MB; then the memory starts anew
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


class _Kinds(dict[str, str]):
    """``s`` for a token that the path left single, a blank for any other; remembers its answers."""

    def __missing__(self, token: str) -> str:
        long = len(token) > 1 and not token.isascii()
        kind = "s" if not long and _LEFT_OVER.fullmatch(token) else " "
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = kind
        return kind


_kinds = _Kinds()


_Path: TypeAlias = tuple[str, "_Path | None"]


class _Model(NamedTuple):
    """jieba's hidden Markov model: logarithms of probabilities, states in the order B M E S."""

    emitted: dict[str, tuple[float, ...]]
    none: tuple[float, ...]
    start: tuple[float, ...]
    transitions: tuple[float, ...]


class _Engine(NamedTuple):
    """The first step: the words of the most probable path, and which words the dictionary holds."""

    name: str
    path: Callable[[str], list[str]]
    holds: Callable[[str], object]
    model: Callable[[str], list[str]]  # all of jieba, for what cannot be told apart afterwards
    remembered: dict[str, list[str]]


def _jieba() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes and pkg_resources, on import only
        import jieba
        import jieba.finalseg
    module: ModuleType = jieba
    return module


@lru_cache(maxsize=4)
def _tokenizer(entries: tuple[Entry, ...]) -> Any:
    """Build jieba's own tokenizer with a lexicon, without its cache file and its log."""
    tokenizer = _jieba().Tokenizer()
    # What Tokenizer.initialize does without the cache in the shared temporary folder.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, freq in entries:
        tokenizer.add_word(word, freq)
    return tokenizer


def _jieba_engine(entries: tuple[Entry, ...]) -> _Engine:
    tokenizer = _tokenizer(entries)
    return _Engine(
        "jieba",
        lambda text: tokenizer.lcut(text, HMM=False),
        tokenizer.FREQ.get,
        tokenizer.lcut,
        {},
    )


def _rjieba_engine(entries: tuple[Entry, ...]) -> _Engine | None:
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
    return _Engine(
        "rjieba",
        lambda text: engine.cut(text, False),
        engine.has_word,
        lambda text: _tokenizer(entries).lcut(text),
        {},
    )


@lru_cache(maxsize=8)
def _engine(entries: tuple[Entry, ...], wanted: Engine) -> _Engine:
    found = None if wanted == "jieba" else _rjieba_engine(entries)
    if found is None:
        if wanted == "rjieba":
            raise FazhiError(
                "rjieba is not installed, or its dictionary is not that of the installed jieba; "
                "use engine='jieba'."
            )
        found = _jieba_engine(entries)
    return found


@lru_cache(maxsize=1)
def _model() -> _Model:
    finalseg = _jieba().finalseg
    emitted = {
        character: tuple(
            finalseg.emit_P[state].get(character, finalseg.MIN_FLOAT) for state in "BMES"
        )
        for character in sorted(set().union(*finalseg.emit_P.values()))
    }
    transitions = ("EB", "SB", "BM", "MM", "BE", "ME", "ES", "SS")
    return _Model(
        emitted,
        (finalseg.MIN_FLOAT,) * 4,
        tuple(finalseg.start_P[state] for state in "BMES"),
        tuple(finalseg.trans_P[move[0]][move[1]] for move in transitions),
    )


def _states(block: str) -> list[str]:
    """Return the most probable state of each character, the last first.

    B, M, E: begin, middle, end of a word; S: single. ``jieba.finalseg.viterbi`` written out for its
    four states, several times faster and linear in the length. The sums are made in the same
    order, and ties fall the same way: to the later letter of the alphabet.
    """
    emitted, none, start, (eb, sb, bm, mm, be, me, es, ss) = _model()
    to_b, to_m, to_e, to_s = emitted.get(block[0], none)
    b, m, e, s = start[0] + to_b, start[1] + to_m, start[2] + to_e, start[3] + to_s
    # A path is its last state and the path before.
    path_b: _Path = ("B", None)
    path_m: _Path = ("M", None)
    path_e: _Path = ("E", None)
    path_s: _Path = ("S", None)
    for character in block[1:]:
        to_b, to_m, to_e, to_s = emitted.get(character, none)
        b_from_e, b_from_s = e + eb + to_b, s + sb + to_b
        m_from_b, m_from_m = b + bm + to_m, m + mm + to_m
        e_from_b, e_from_m = b + be + to_e, m + me + to_e
        s_from_e, s_from_s = e + es + to_s, s + ss + to_s
        path_b, path_m, path_e, path_s = (
            ("B", path_s if b_from_s >= b_from_e else path_e),
            ("M", path_m if m_from_m >= m_from_b else path_b),
            ("E", path_m if e_from_m >= e_from_b else path_b),
            ("S", path_s if s_from_s >= s_from_e else path_e),
        )
        b = b_from_s if b_from_s >= b_from_e else b_from_e
        m = m_from_m if m_from_m >= m_from_b else m_from_b
        e = e_from_m if e_from_m >= e_from_b else e_from_b
        s = s_from_s if s_from_s >= s_from_e else s_from_e
    path: _Path | None = path_s if s >= e else path_e
    states = []
    while path is not None:
        states.append(path[0])
        path = path[1]
    return states


def _cut_unknown(run: str) -> Iterator[str]:
    """Cut what is in no dictionary by jieba's hidden Markov model, as ``jieba.finalseg.cut`` does.

    Without the words that other code in the process has forced apart (``jieba.del_word``).
    """
    for number, block in enumerate(_HAN.split(run)):
        if not number % 2:
            yield from filter(None, _ASCII.split(block))
            continue
        begin = 0
        for at, state in enumerate(reversed(_states(block)), 1):
            if state in "ES":
                yield block[begin:at]
                begin = at
        if begin < len(block):
            yield block[begin:]


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
        engine: Engine = "auto",
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
        self._engine = _engine(self._entries, engine)
        self.engine = self._engine.name
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
        if self._plain is not None and self._plain.search(text):
            # Line by line: a line end ends jieba's blocks, so nothing is cut otherwise.
            words: list[str] = []
            for line in text.splitlines(keepends=True):
                words.extend(
                    self._engine.model(line) if self._plain.search(line) else self._cut(line)
                )
            return words
        return self._cut(text)

    def _cut(self, text: str) -> list[str]:
        if not _SINGLE.search(text):
            return self._cut_common(text) if text else []
        words: list[str] = []
        for number, piece in enumerate(_SINGLE.split(text)):
            if number % 2:
                words.append(piece)
            elif piece:
                words.extend(self._cut_common(piece))
        return words

    def _cut_common(self, text: str) -> list[str]:
        tokens = self._engine.path(text)
        # One letter a token, so that a pattern finds the neighbours: faster than a loop over them.
        kinds = "".join(map(_kinds.__getitem__, tokens))
        remembered = self._engine.remembered.get
        more: list[tuple[int, list[str]]] = []
        for match in _NEIGHBOURS.finditer(kinds):
            start, end = match.span()
            run = "".join(tokens[start:end])
            words = remembered(run)
            if words is None:
                words = self._second_step(run, end - start)
            if words:
                # As many as there were, with empty ones behind: nothing in the list moves.
                tokens[start:end] = words[: end - start]
                if len(words) > end - start:
                    more.append((end, words[end - start :]))
        for at, words in reversed(more):
            tokens[at:at] = words
        return list(filter(None, tokens))

    def _second_step(self, run: str, size: int) -> list[str]:
        """Cut what the path left in `size` tokens; empty where it stays as it is."""
        # jieba leaves a word that it knows, and that the path did not take, in characters.
        words = list(run) if self._engine.holds(run) else list(_cut_unknown(run))
        words = [] if words == _LEFT_OVER.findall(run) else words + [""] * (size - len(words))
        if len(self._engine.remembered) >= _REMEMBERED:
            self._engine.remembered.clear()
        self._engine.remembered[run] = words
        return words

    def forget(self) -> None:
        """Empty the memory of what was cut before; only speed and memory change."""
        self._engine.remembered.clear()
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


def _rebuild(entries: tuple[Entry, ...], engine: Engine) -> Segmenter:
    return Segmenter(entries, engine=engine)
