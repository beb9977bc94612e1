"""The words that decide what a number counts and how it is meant, found in one pass of a text.

All words of the codebook's rules and of ``quantity_words.csv`` are looked for at once; the longest
word wins at each place. What a longer word holds inside is looked up once, when the codebook is
loaded: 行政复议案件 also says 复议案件, 案件 and 行政复议, but 调解员 does not say 调解.

A token is a tuple (word number, start, end); the vocabulary's lists are indexed by word number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from fazhi_analysis.codebooks import Codebook, Rule
from fazhi_analysis.resources.tables import read_table

__all__ = ["CLASSES", "Token", "Vocabulary", "vocabulary"]

#: (word number, start, end); offsets count in the text.
Token = tuple[int, int, int]

#: The classes of function words, as bits of ``Vocabulary.flags``.
CLASSES = {
    name: 1 << place
    for place, name in enumerate(
        ("neutral", "plan", "past", "up", "down", "level", "compare", "amount", "more", "less",
         "each", "ratio", "rule", "part", "outcome", "core", "plain", "opaque", "time", "whole",
         "topic", "cut", "lack", "noun", "timed", "mark")
    )
}  # fmt: skip
_OWN_UNIT = re.compile(r"[\u4e00-\u9fff㎡]{1,4}")
_MARKS = ",，;；。!！?？\n|"
# A word with such an ending names a person, a body or a place, whatever it begins with.
_OTHER_KIND = tuple("员人室会站点队团家所")


class Vocabulary:
    """What the words of one codebook mean: heads of rules, themes, and classes of function words.

    Attributes
    ----------
    words : list of str
        The words; a token's first item is a place in this list.
    heads : list
        For each word the rules that it may be the head of, as (rule, length of the head), or None.
    says, hints : list of frozenset of str
        What each word says of the act, and what it says of the subject.
    flags : list of int
        Bits of :data:`CLASSES`.
    """

    def __init__(self, codebook: Codebook) -> None:
        classes = _classes()
        themes: set[str] = set()
        by_head: dict[str, list[Rule]] = {}
        for rule in codebook.rules:
            themes |= rule.head | rule.near | rule.about | rule.unless | rule.never
            for word in rule.head:
                by_head.setdefault(word, []).append(rule)
        #: Units that only this codebook knows.
        units = (
            *(item.accepts for item in codebook.indicators.values()),
            *(rule.units for rule in codebook.rules),
        )
        self.units = frozenset(unit for some in units for unit in some if _OWN_UNIT.fullmatch(unit))
        known = themes.union(*classes.values(), _MARKS)
        self.words = sorted(known | _rates(known, by_head))
        self.classes = classes
        order = {id(rule): place for place, rule in enumerate(codebook.rules)}
        self.heads: list[list[tuple[Rule, int]] | None] = []
        self.says: list[frozenset[str]] = []
        self.hints: list[frozenset[str]] = []
        self.flags: list[int] = []
        for word in self.words:
            opaque = word in classes["opaque"]
            self.flags.append(sum(bit for name, bit in CLASSES.items() if word in classes[name]))
            says, hints = _inner(word, set() if opaque else themes)
            self.says.append(says)
            self.hints.append(hints)
            # The head of a Chinese noun phrase stands at its end: 物业合同纠纷 may count as 纠纷.
            found: dict[int, tuple[Rule, int]] = {}
            for begin in range(1 if opaque else len(word)):
                for rule in by_head.get(word[begin:], ()):
                    found.setdefault(order[id(rule)], (rule, len(word) - begin))
            self.heads.append([found[place] for place in sorted(found)] or None)
        #: For each word the time word inside it, as (offset, time word), or None.
        self.times = [_time_inside(word, classes["time"]) for word in self.words]
        for place, told in enumerate(self.times):
            if told is not None:
                self.flags[place] |= CLASSES["timed"]
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)

    def tokens(self, text: str) -> list[Token]:
        """Return the known words of a text, clause marks among them."""
        found: list[Token] = self._automaton.find_matches_as_indexes(text)
        return found

    def themes(self, tokens: Iterable[Token]) -> set[str]:
        """Return everything that the tokens are about."""
        hints = self.hints
        return set().union(*(hints[token[0]] for token in tokens))

    def places(self, tokens: Iterable[Token]) -> dict[str, int]:
        """Return everything that the tokens are about, with the end of the last that says it."""
        hints = self.hints
        return {hint: token[2] for token in tokens for hint in hints[token[0]]}


class Told:
    """What a sentence has said up to a place that moves on, and where it was said last."""

    __slots__ = ("_places", "_reached", "_tokens", "_wanted", "_words")

    def __init__(self, tokens: Sequence[Token], words: Vocabulary) -> None:
        self._tokens = tokens
        self._words = words
        self._places: dict[str, int] = {}
        self._reached = self._wanted = 0

    def reach(self, count: int) -> None:
        """Move on to the first `count` tokens."""
        self._wanted = count

    def places(self) -> dict[str, int]:
        """Return what was said so far, with the end of the last word that said it."""
        if self._wanted > self._reached:
            new = self._tokens[self._reached : self._wanted]
            self._places.update(self._words.places(new))
            self._reached = self._wanted
        return self._places


def _rates(known: set[str], heads: Iterable[str]) -> set[str]:
    """Return the rates that a known word begins: 就地化解 must not hide 化解率 in 就地化解率."""
    rates = {head for head in heads if head.endswith("率") and len(head) > 2}
    found: set[str] = set()
    for word in known:
        if len(word) > 2 and word[-1] != "率":
            rate = word + "率"
            if any(rate[begin:] in rates for begin in range(1, len(rate) - 2)):
                found.add(rate)
    return found - known


def _inner(word: str, themes: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a word says, and what it hints at: itself and the themes inside it."""
    says, hints = {word}, {word}
    size = len(word)
    whole = not word.endswith(_OTHER_KIND)
    for begin in range(size):
        for end in range(begin + 1, size + 1):
            part = word[begin:end]
            if part in themes:
                hints.add(part)
                if whole or end == size:
                    says.add(part)
    return frozenset(says), frozenset(hints)


def _time_inside(word: str, times: frozenset[str]) -> tuple[int, str] | None:
    """Find the longest time word in a word: 比去年同期 holds 去年同期."""
    for size in range(len(word), 1, -1):
        for begin in range(len(word) - size + 1):
            if word[begin : begin + size] in times:
                return begin, word[begin : begin + size]
    return None


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {name: set() for name in CLASSES}
    for row in read_table("quantity_words.csv", ("class", "words")):
        members[row["class"]].update(row["words"].split())
    members["mark"] = set(_MARKS)
    return {name: frozenset(words) for name, words in members.items()}


@lru_cache(maxsize=4)
def vocabulary(codebook: Codebook) -> Vocabulary:
    """Return the (cached) vocabulary of a codebook."""
    return Vocabulary(codebook)
