"""What surrounds a number: its clause, the stretch that is its own, the paragraph, the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_analysis.tidy.indicator_words import Token, Vocabulary
from fazhi_analysis.tidy.indicators import Clause
from fazhi_analysis.tidy.numbers import Number
from fazhi_analysis.tidy.records import Section, Sentence

_ENDS = frozenset(["", *",，;；。、:：)）\n "])

__all__ = ["Background", "find_clauses", "says_something"]

_FILLER = frozenset("、:：“”\"' \u3000（）()的|")
# 34期、2,150人次 and 216批587人次: two measures of one thing.
_JOINED = re.compile(r"[、,，\s]?(?:共|共计|计|合计|累计|达)?\Z")


class Background:
    """Themes of the paragraph before a sentence and of the headings above it, found when asked."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        sections: Sequence[Section],
        words: Vocabulary,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._sections = {section.section: section for section in sections}
        self._words = words
        self._headings: dict[int, set[str]] = {}
        self._said: dict[int, set[str]] = {}

    def role(self, sentence: Sentence) -> str:
        """Return the role of the section that holds a sentence."""
        section = self._sections.get(sentence.section)
        return section.role if section is not None else "other"

    def paragraph(self, place: int) -> set[str]:
        """Return what up to four earlier sentences of the paragraph said."""
        sentence = self._sentences[place]
        begin = self._text.rfind("\n", max(0, sentence.start - 500), sentence.start) + 1
        said: set[str] = set()
        at = place - 1
        while at >= 0 and place - at <= 4 and self._sentences[at].start >= begin:
            said |= self.says(at)
            at -= 1
        return said

    def says(self, place: int) -> set[str]:
        """Return what one sentence says."""
        said = self._said.get(place)
        if said is None:
            sentence = self._sentences[place]
            tokens, _ = self._words.tokens(self._text, sentence.start, sentence.end)
            said = self._said[place] = self._words.themes(tokens)
        return said

    def headings(self, section_number: int) -> set[str]:
        """Return what a section's heading and those above it say."""
        said = self._headings.get(section_number)
        if said is None:
            said = set()
            section = self._sections.get(section_number)
            if section is not None:
                if section.heading:
                    tokens, _ = self._words.tokens(section.heading, 0, len(section.heading))
                    said |= self._words.themes(tokens)
                if section.parent is not None and section.parent != section_number:
                    said |= self.headings(section.parent)
            self._headings[section_number] = said
        return said


def find_clauses(
    text: str, sentence: Sentence, numbers: Sequence[Number], marks: Sequence[int]
) -> list[Clause]:
    """Return the clause of each number and the stretch of it that is the number's own.

    The stretch begins after the number before (after its noun, where a 、 divides them) and ends
    before the next one. A measure that follows another directly (47批112人次; 2次、65人次) shares
    its stretch.
    """
    clauses: list[Clause] = []
    for index, number in enumerate(numbers):
        start, end = sentence.start, sentence.end
        for mark in marks:
            if mark < number.start:
                start = mark + 1
            elif mark >= number.end:
                end = mark
                break
        left = start
        if index:
            before = numbers[index - 1]
            between = text[before.tail : number.lead]
            if before.tail > start:
                left = before.tail
                pause = between.rfind("、")
                if pause > 0:
                    left += pause
                elif len(between) > 1 and between[-1] in "和及与":
                    left = number.lead - 1
            if len(between) <= 3 and _JOINED.fullmatch(between) and before.base != number.base:
                if between[:1] in ",，" and text[number.tail : number.tail + 1] not in _ENDS:
                    clauses.append(Clause(start, end, left, _right(text, numbers, index, end)))
                    continue
                left = min(left, clauses[index - 1].left)
                start = min(start, clauses[index - 1].start)
        clauses.append(Clause(start, end, left, _right(text, numbers, index, end)))
    return clauses


def _right(text: str, numbers: Sequence[Number], index: int, end: int) -> int:
    """Return where the number's own stretch ends."""
    if index + 1 == len(numbers) or numbers[index + 1].lead >= end:
        return end
    right = numbers[index + 1].lead
    pause = text.find("、", numbers[index].tail, right)
    return pause if pause >= 0 else right


def says_something(
    text: str, number: Number, clause: Clause, tokens: Sequence[Token], words: Vocabulary
) -> bool:
    """Tell whether a number's own stretch holds more than function words."""
    quiet = words.quiet
    silent = 0
    for token in tokens:
        if token.start >= clause.right:
            break
        if token.start >= clause.left and token.word in quiet:
            silent += token.end - token.start
    stretch = text[clause.left : number.lead] + text[number.tail : clause.right]
    return sum(1 for c in stretch if c not in _FILLER and not c.isdigit()) - silent > 1
