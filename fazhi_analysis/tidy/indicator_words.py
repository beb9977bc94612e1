"""The words that decide what a number counts and how it is meant, found in one pass of a sentence.

All words of the codebook's rules and of ``quantity_words.csv`` are folded into one prefix-tree
pattern; the longest word wins at each place. What a longer word holds inside is looked up once,
when the codebook is loaded: 行政复议案件 also says 复议案件, 案件 and 行政复议, but 调解员 does not
say 调解.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_analysis.codebook import Codebook, Rule
from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.tries import word_pattern

__all__ = ["CLAUSE_MARKS", "Token", "Vocabulary", "vocabulary"]

#: What ends a clause.
CLAUSE_MARKS = frozenset(",，;；。!！?？\n|")
# A word with such an ending names a person, a body or a place, whatever it begins with.
_OTHER_KIND = tuple("员人室会站点队团家所")


class Token(NamedTuple):
    """One known word of a sentence; offsets count in the text."""

    start: int
    end: int
    word: str


class Vocabulary:
    """What the words of one codebook mean: heads of rules, themes, and classes of function words."""

    def __init__(self, codebook: Codebook) -> None:
        self.classes: dict[str, frozenset[str]] = {}
        members: dict[str, set[str]] = {}
        for row in read_table("quantity_words.csv", ("class", "words")):
            members.setdefault(row["class"], set()).update(row["words"].split())
        self.classes = {name: frozenset(words) for name, words in members.items()}
        #: Words that say nothing about what a number counts.
        self.quiet = frozenset().union(
            *(self.classes[name] for name in ("neutral", "part", "level", "compare", "up", "down"))
        )
        words: set[str] = set().union(*members.values())
        themes: set[str] = set()
        self.heads: dict[str, list[tuple[int, Rule, int]]] = {}
        for order, rule in enumerate(codebook.rules):
            words |= rule.head | rule.near | rule.about | rule.unless | rule.never
            themes |= rule.near | rule.about | rule.unless | rule.never | rule.head
        self.pattern = re.compile(word_pattern(words) + r"|[,，;；。!！?？|\n]")
        #: What a word says of the act: itself and the words inside it (调解员 does not say 调解).
        self.says: dict[str, frozenset[str]] = {}
        #: What a word says of the subject: all words inside it (调解员 is about 调解).
        self.hints: dict[str, frozenset[str]] = {}
        opaque = self.classes["opaque"]
        for word in words:
            inner, hints = {word}, {word}
            size = 0 if word in opaque else len(word)
            for begin in range(size):
                for end in range(begin + 1, size + 1):
                    part = word[begin:end]
                    if part in themes:
                        hints.add(part)
                        if end == size or not word.endswith(_OTHER_KIND):
                            inner.add(part)
            self.says[word], self.hints[word] = frozenset(inner), frozenset(hints)
        # The head of a Chinese noun phrase stands at its end: 物业合同纠纷 may count as 纠纷.
        by_head: dict[str, list[tuple[int, Rule]]] = {}
        for order, rule in enumerate(codebook.rules):
            for word in rule.head:
                by_head.setdefault(word, []).append((order, rule))
        for word in words:
            found: dict[int, tuple[int, Rule, int]] = {}
            for begin in range(1 if word in opaque else len(word)):
                for order, rule in by_head.get(word[begin:], ()):
                    found.setdefault(order, (order, rule, len(word) - begin))
            if found:
                self.heads[word] = [found[order] for order in sorted(found)]

    def tokens(self, text: str, start: int, end: int) -> tuple[list[Token], list[int]]:
        """Return the known words of a stretch and the places of its clause marks."""
        tokens: list[Token] = []
        marks: list[int] = []
        for match in self.pattern.finditer(text, start, end):
            word = match.group()
            if word in CLAUSE_MARKS:
                marks.append(match.start())
            else:
                tokens.append(Token(match.start(), match.end(), word))
        return tokens, marks

    def themes(self, tokens: list[Token]) -> set[str]:
        """Return everything that the tokens are about."""
        hints = self.hints
        found: set[str] = set()
        for token in tokens:
            found |= hints[token.word]
        return found


@lru_cache(maxsize=4)
def vocabulary(codebook: Codebook) -> Vocabulary:
    """Return the (cached) vocabulary of a codebook."""
    return Vocabulary(codebook)
