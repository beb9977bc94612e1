"""Read the numbers of one sentence together: clauses, shared subjects, lists of parts, growths."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_analysis.codebook import NOTHING, Codebook
from fazhi_analysis.tidy.indicator_words import CLAUSE_MARKS, Token, vocabulary
from fazhi_analysis.tidy.indicators import Clause, Match, accepts, best_match
from fazhi_analysis.tidy.numbers import Number, TimeMark
from fazhi_analysis.tidy.periods import governing_mark, period_of, year_of
from fazhi_analysis.tidy.records import Quantity, Section, Sentence
from fazhi_analysis.tidy.status import meaning_of
from fazhi_analysis.tidy.zeros import find_zeros, has_zero

__all__ = ["SentenceReader"]

_BACK = 90
_FILLER = frozenset("、:：“”\"' \u3000（）()的")


class SentenceReader:
    """Reads sentences of one report; keeps what earlier sentences and headings are about."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        sections: Sequence[Section],
        codebook: Codebook,
        period: str | None,
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.sections = {section.section: section for section in sections}
        self.words = vocabulary(codebook)
        self.period = period
        self._headings: dict[int, set[str]] = {}
        self._said: dict[int, set[str]] = {}

    def zero_sentences(self) -> list[int]:
        """Return the places of the sentences that may hold a spoken zero."""
        return [
            place for place, sentence in enumerate(self.sentences) if has_zero(sentence.text)
        ]

    def read(
        self, place: int, numbers: list[Number], times: Sequence[TimeMark], first: int
    ) -> list[Quantity]:
        """Return the quantities of one sentence, numbered from `first`."""
        sentence = self.sentences[place]
        tokens, marks = self.words.tokens(self.text, sentence.start, sentence.end)
        numbers = [number for number in numbers if not self._is_multiple(number)]
        marks = [mark for mark in marks if not any(n.start < mark < n.end for n in numbers)]
        zeros = find_zeros(self.text, sentence.start, sentence.end, self.words)
        section = self.sections.get(sentence.section)
        role = section.role if section is not None else "other"
        background = self._background(place)
        rows: list[Quantity] = []
        matches: list[Match | None] = []
        clauses = self._clauses(sentence, numbers, marks)
        said: set[str] = set()
        next_token = 0
        list_head: int | None = None
        for index, number in enumerate(numbers):
            clause = clauses[index]
            while next_token < len(tokens) and tokens[next_token].start < clause.end:
                said |= self.words.says[tokens[next_token].word]
                next_token += 1
            mark = governing_mark(self.text, times, sentence.start, clause.start, number.start)
            period, earlier_year = period_of(self.text, mark, self.period)
            year, own_year = mark.year if mark else None, year_of(self.period)
            later = bool(year and own_year and year > own_year) or bool(
                mark and mark.text.startswith(("明年", "次年"))
            )
            meaning = meaning_of(
                self.text, number, tokens, self.words.classes,
                sentence=sentence.start, clause=clause.start, left=clause.left,
                clause_end=clause.end,
                next_number=numbers[index + 1].start if index + 1 < len(numbers) else None,
                role=role, earlier_year=earlier_year, later_year=later,
            )  # fmt: skip
            own_words = self._speaks(number, clause, tokens)
            parts = self._in_parts(sentence, clause, tokens, number)
            earlier = None if own_words else max(sentence.start, number.start - _BACK)
            match = best_match(number, clause, tokens, self.words, said, background, earlier)
            if list_head is not None and not parts:
                list_head = None
            if parts and list_head is None and index:
                list_head = index - 1
            match = self._inherit(
                index, number, clause, match, numbers, matches, clauses, list_head, own_words
            )
            matches.append(match)
            rows.append(
                self._row(first + len(rows), sentence, number, clause, match, meaning, period, rows)
            )
        for zero in zeros:
            mark = governing_mark(self.text, times, sentence.start, zero.start, zero.start)
            period, earlier_year = period_of(self.text, mark, self.period)
            status = "planned" if role == "plan" else ("prior" if earlier_year else "actual")
            rows.append(
                Quantity(first + len(rows), sentence.sentence, sentence.section, zero.start, zero.end,
                         self.text[zero.start : zero.end], 0.0, 0.0, zero.unit or None, "exact", status,
                         zero.rule.code if status in ("actual", "prior") else None, None, period,
                         None, None, zero.start, zero.end)
            )  # fmt: skip
        if zeros:
            rows.sort(key=lambda row: (row.number_start, row.start))
            rows = [row._replace(quantity=first + i) for i, row in enumerate(rows)]
        return rows

    def _is_multiple(self, number: Number) -> bool:
        """三个100%: the first number only says how many rates there are."""
        return number.base == "个" and self.text[number.end : number.end + 1].isdigit()

    def _clauses(
        self, sentence: Sentence, numbers: list[Number], marks: list[int]
    ) -> list[Clause]:
        clauses: list[Clause] = []
        for index, number in enumerate(numbers):
            start, end = sentence.start, sentence.end
            for mark in marks:
                if mark < number.start:
                    start = mark + 1
                elif mark >= number.end:
                    end = mark
                    break
            left = max(start, numbers[index - 1].tail) if index else start
            right = min(end, numbers[index + 1].lead) if index + 1 < len(numbers) else end
            clauses.append(Clause(start, end, left, right))
        return clauses

    def _speaks(self, number: Number, clause: Clause, tokens: list[Token]) -> bool:
        """Tell whether the number's own stretch holds more than function words."""
        neutral = self.words.classes["neutral"]
        part = self.words.classes["part"]
        silent = 0
        for token in tokens:
            if token.start >= clause.right:
                break
            if token.start >= clause.left and (token.word in neutral or token.word in part):
                silent += token.end - token.start
        stretch = self.text[clause.left : number.lead] + self.text[number.tail : clause.right]
        return sum(1 for c in stretch if c not in _FILLER) - silent > 1

    def _in_parts(
        self, sentence: Sentence, clause: Clause, tokens: list[Token], number: Number
    ) -> bool:
        """Tell whether the number stands in a list that 其中 or 分别 opened."""
        part = self.words.classes["part"]
        opened = -1
        for token in tokens:
            if token.start >= number.start:
                break
            if token.word in part:
                opened = token.start
        if opened < 0:
            return False
        return not any(c in "；;" for c in self.text[opened : clause.start])

    def _inherit(
        self,
        index: int,
        number: Number,
        clause: Clause,
        match: Match | None,
        numbers: list[Number],
        matches: list[Match | None],
        clauses: list[Clause],
        list_head: int | None,
        own_words: bool,
    ) -> Match | None:
        """Let a part take the indicator of its total, and an item that of its list."""
        if index == 0:
            return match
        source = list_head if list_head is not None and list_head >= 0 else index - 1
        before = matches[source]
        if before is None or before.code == NOTHING:
            return match
        if numbers[source].base != number.base or not accepts(before.rule, number):
            return match
        inherited = Match(before.code, before.score, before.rule, clause.left, number.lead, "part")
        if list_head is not None:
            if match is None or match.code == NOTHING or before.rule.parts:
                return inherited
            return match
        if match is not None:
            return match
        between = self.text[numbers[index - 1].tail : number.lead]
        if len(between) <= 10 and between[:1] == "、" and not CLAUSE_MARKS.intersection(between):
            return inherited
        return match

    def _background(self, place: int) -> list[set[str]]:
        """Return what the paragraph said before, and what the headings say."""
        sentence = self.sentences[place]
        paragraph: set[str] = set()
        at = place - 1
        begin = self.text.rfind("\n", max(0, sentence.start - 400), sentence.start) + 1
        while at >= 0 and self.sentences[at].start >= begin and place - at <= 4:
            paragraph |= self._says(at)
            at -= 1
        return [paragraph, self._heading(sentence.section)]

    def _says(self, place: int) -> set[str]:
        said = self._said.get(place)
        if said is None:
            sentence = self.sentences[place]
            tokens, _ = self.words.tokens(self.text, sentence.start, sentence.end)
            said = self._said[place] = self.words.themes(tokens)
        return said

    def _heading(self, number: int) -> set[str]:
        said = self._headings.get(number)
        if said is None:
            said = set()
            section = self.sections.get(number)
            if section is not None:
                if section.heading:
                    tokens, _ = self.words.tokens(section.heading, 0, len(section.heading))
                    said |= self.words.themes(tokens)
                if section.parent is not None and section.parent != number:
                    said |= self._heading(section.parent)
            self._headings[number] = said
        return said

    def _row(
        self,
        quantity: int,
        sentence: Sentence,
        number: Number,
        clause: Clause,
        match: Match | None,
        meaning: tuple[str, str | None],
        period: str | None,
        rows: list[Quantity],
    ) -> Quantity:
        status, direction = meaning
        indicator = None
        start, end = number.lead, number.tail
        if match is not None and match.code != NOTHING:
            start, end = min(match.start, start), max(match.end, end)
            if status in ("actual", "prior"):
                indicator = match.code
        change_of = None
        if status == "change":
            change_of = next(
                (r.quantity for r in reversed(rows) if r.status == "actual" and r.unit != "%"), None
            )
        return Quantity(
            quantity, sentence.sentence, sentence.section, start, end, self.text[start:end],
            number.value, number.value_high, number.unit or None, number.bound, status, indicator,
            None, period, change_of, direction, number.start, number.end,
        )  # fmt: skip
