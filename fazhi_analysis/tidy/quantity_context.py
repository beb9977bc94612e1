"""What surrounds a number: its clause, the stretch that is its own, the paragraph, the headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Vocabulary
from fazhi_analysis.tidy.indicators import Clause
from fazhi_analysis.tidy.numbers import Number, TimeMark, part_of_year
from fazhi_analysis.tidy.records import Section, Sentence

__all__ = ["Context", "find_clauses", "says_something"]

_FILLER = str.maketrans("", "", "、:：“”\"' \u3000（）()的|0123456789０１２３４５６７８９")
# 34期、2,150人次 and 216批587人次: two measures of one thing.
_JOINED = re.compile(r"[、,，\s]?(?:共|共计|计|合计|累计|达)?\Z")
_ENDS = frozenset(["", *",，;；。、:：)）\n "])
_MARK, _PART, _LACK = CLASSES["mark"], CLASSES["part"], CLASSES["lack"]
_SIGNS = _MARK | _PART | _LACK | CLASSES["timed"]
_QUIET = sum(
    CLASSES[name] for name in ("neutral", "part", "level", "compare", "up", "down", "time")
)


class Context:
    """The known words of a report, and what its sentences, paragraphs and headings say."""

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
        self._tokens = words.tokens(text)
        self._starts = [token[1] for token in self._tokens]
        self._headings: dict[int, set[str]] = {}
        self._said: dict[int, set[str]] = {}

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the known words that begin in a stretch."""
        return self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

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
            said = self._words.themes(self.tokens(sentence.start, sentence.end))
            self._said[place] = said
        return said

    def part(self, tokens: Sequence[Token]) -> set[str]:
        """Return what the first part says that 其中 opens in the rest of a sentence."""
        flags, known = self._words.flags, self._words.words
        told: list[Token] = []
        opened = False
        for token in tokens:
            if flags[token[0]] & _MARK:
                if (opened and told) or known[token[0]] not in ",，":
                    break
            elif flags[token[0]] & _PART:
                opened = True
            elif opened:
                told.append(token)
        return self._words.themes(told)

    def headings(self, section_number: int) -> set[str]:
        """Return what a section's heading and those above it say."""
        said = self._headings.get(section_number)
        if said is None:
            said = set()
            section = self._sections.get(section_number)
            if section is not None:
                if section.heading:
                    said |= self._words.themes(self._words.tokens(section.heading))
                if section.parent is not None and section.parent != section_number:
                    said |= self.headings(section.parent)
            self._headings[section_number] = said
        return said

    def signs(
        self, tokens: Sequence[Token], numbers: Sequence[Number], dated: Sequence[TimeMark]
    ) -> tuple[list[int], list[int], bool, Sequence[TimeMark]]:
        """Read the function words of a sentence in one go.

        Returns
        -------
        tuple
            The places of clause marks outside numbers; the places where lists of parts open;
            whether something is told to be missing; the time expressions, those without a number
            among them.
        """
        inside, flags = self._words.times, self._words.flags
        marks: list[int] = []
        parts: list[int] = []
        times: list[TimeMark] = []
        lacking = False
        for word, start, end in tokens:
            told = flags[word] & _SIGNS
            if not told:
                continue
            if told & _MARK:
                marks.append(start)
                continue
            if told & _PART:
                parts.append(start)
            if told & _LACK:
                lacking = True
            within = inside[word]
            if within is not None:
                offset, name = within
                times.append(TimeMark(start + offset, end, None, None, part_of_year(name), name))
        if marks:
            for number in numbers:  # 1,200: the comma divides nothing
                low = bisect_right(marks, number.start)
                while low < len(marks) and marks[low] < number.end:
                    del marks[low]
        if times:
            times = [
                mark for mark in times if not any(d.start <= mark.start < d.end for d in dated)
            ]
            dated = sorted([*dated, *times])
        return marks, parts, lacking, dated


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
        place = bisect_right(marks, number.start)
        start = marks[place - 1] + 1 if place else sentence.start
        end = marks[place] if place < len(marks) else sentence.end
        left = start
        if index:
            before = numbers[index - 1]
            between = text[before.tail : number.lead]
            if before.tail > start and _quoted(text, before):
                left = clauses[index - 1].left  # “十一个坚持”共16次
            elif before.tail > start:
                left = before.tail
                pause = between.rfind("、")
                if pause > 0:
                    left += pause
                elif len(between) > 1 and between[-1] in "和及与":
                    left = number.lead - 1
            if _shares(text, between, before, number):
                left = min(left, clauses[index - 1].left)
                start = min(start, clauses[index - 1].start)
        clauses.append(Clause(start, end, left, _right(text, numbers, index, end)))
    return clauses


def _quoted(text: str, number: Number) -> bool:
    """Tell whether a number stands inside short quotation marks: it names, and counts nothing."""
    opening = text.rfind("“", max(0, number.start - 12), number.start)
    if opening < 0 or text.find("”", opening, number.start) >= 0:
        return False
    return text.find("”", number.end, number.end + 14) >= 0


def _shares(text: str, between: str, before: Number, number: Number) -> bool:
    """Tell whether a number is a second measure of what the number before counts."""
    if len(between) > 3 or before.base == number.base or not _JOINED.fullmatch(between):
        return False
    return between[:1] not in ("，", ",") or text[number.tail : number.tail + 1] in _ENDS


def _right(text: str, numbers: Sequence[Number], index: int, end: int) -> int:
    """Return where the number's own stretch ends."""
    if index + 1 == len(numbers) or numbers[index + 1].lead >= end:
        return end
    right = numbers[index + 1].lead
    if text[numbers[index].tail : numbers[index].tail + 1] in ("(", "（"):
        return numbers[index].tail  # 持证人员56人(新增12人): the bracket is the next one's
    pause = text.find("、", numbers[index].tail, right)
    return pause if pause >= 0 else right


def says_something(
    text: str, number: Number, clause: Clause, tokens: Sequence[Token], words: Vocabulary
) -> bool:
    """Tell whether a number's own stretch holds more than function words."""
    flags = words.flags
    left, right = clause.left, clause.right
    silent = 0
    for word, start, end in tokens:
        if start >= right:
            break
        if start >= left and flags[word] & _QUIET:
            silent += end - start
    stretch = text[left : number.lead] + text[number.tail : right]
    if len(stretch) - silent <= 1:
        return False
    return len(stretch.translate(_FILLER)) - silent > 1
