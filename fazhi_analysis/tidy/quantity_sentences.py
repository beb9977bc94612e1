"""Read the numbers of one sentence together: clauses, shared subjects, lists of parts, growths."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from fazhi_analysis.codebooks import NOTHING, Codebook
from fazhi_analysis.tidy.breakdowns import breakdown_of, label_breakdown, rate_breakdown, settle
from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Told, vocabulary
from fazhi_analysis.tidy.indicators import (
    Clause,
    Match,
    Surroundings,
    best_match,
    cell_match,
    paired_matches,
)
from fazhi_analysis.tidy.numbers import Number, TimeMark
from fazhi_analysis.tidy.periods import governing_mark, period_of, year_of
from fazhi_analysis.tidy.quantity_context import Context, find_clauses, says_something
from fazhi_analysis.tidy.quantity_lists import (
    bracket_total,
    compare_forward,
    inherit,
    opens_parts,
    respectively,
    share_forward,
)
from fazhi_analysis.tidy.quantity_tables import CELL_MARK, TableReader
from fazhi_analysis.tidy.records import Quantity, Section, Sentence
from fazhi_analysis.tidy.status import Meaning, meaning_of
from fazhi_analysis.tidy.zeros import Zero, find_zeros, zero_places

__all__ = ["SentenceReader"]

_BACK = 90
_PART, _LEVEL, _PLAN = (CLASSES[name] for name in ("part", "level", "plan"))
_PLANS = _PLAN | CLASSES["past"]


class _Reading(NamedTuple):
    """What is known of one number before its row is written."""

    number: Number
    clause: Clause
    meaning: Meaning
    period: str | None


def _same_part(period: str | None, before: str | None) -> str | None:
    """Return the part of the year that 去年同期 means: after a figure of 2023H1 it is 2022H1."""
    part = (before or "")[4:]
    return period + part if period and len(period) == 4 and part else period


class SentenceReader:
    """Reads the sentences of one report in order; remembers the last total for lists of parts."""

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
        self.codebook = codebook
        self.words = vocabulary(codebook)
        self.tables = TableReader(text)
        self.context = Context(text, sentences, sections, self.words)
        self.period = period
        self._totals: dict[str, tuple[int, Number, Match]] = {}
        self._said: dict[int, dict[str, int]] = {}

    def further_places(self) -> list[int]:
        """Return the places in the text where a zero is spoken, or a table row begins."""
        if not self.sentences:
            return []
        start, end = self.sentences[0].start, self.sentences[-1].end
        places = zero_places(self.text, start, end)
        at = self.text.find(CELL_MARK, start, end)
        while at >= 0:
            places.append(at)
            at = self.text.find(CELL_MARK, at + 1, end)
        return places

    def read(
        self,
        place: int,
        numbers: list[Number],
        times: Sequence[TimeMark],
        first: int,
        *,
        spoken: bool,
        span: tuple[int, int] | None = None,
    ) -> list[Quantity]:
        """Return the quantities of one sentence, numbered from `first`.

        `spoken` tells that the sentence may hold a spoken zero; `span` narrows it to a stretch.
        """
        sentence = self.sentences[place]
        if span is not None:
            sentence = sentence._replace(start=span[0], end=span[1])
        if CELL_MARK in sentence.text:
            return self._numbered(self._read_row(place), first)
        text = self.text
        tokens = self.context.tokens(sentence.start, sentence.end)
        zeros: list[Zero] = []
        if spoken:
            zeros = find_zeros(text, sentence.start, sentence.end, tokens, self.words)
            numbers = [n for n in numbers if not any(z.start <= n.start < z.end for z in zeros)]
        numbers = [number for number in numbers if not self._is_multiple(number)]
        marks, parts, lacking, times = self.context.signs(tokens, numbers, times)
        role = self.context.role(sentence)
        clauses = find_clauses(text, sentence, numbers, marks)
        readings = self._readings(sentence, numbers, clauses, tokens, times, role, lacking=lacking)
        matches = self._matches(place, sentence, readings, numbers, clauses, tokens, parts)
        rows: list[Quantity] = []
        for reading, match in zip(readings, matches, strict=True):
            row = self._row(sentence, reading, match, rows, first)
            if match is not None and row.indicator is not None:
                narrowed = breakdown_of(
                    text, reading.number, reading.clause, match, times, rows, self._seen(place)
                )
                row = row._replace(breakdown=narrowed)
            rows.append(row)
            shared = (
                reading.number.kind == "percent" or reading.number.value == 0
            )  # 复议、诉讼均为0件
            if match is not None and shared and match.place != "mapped":
                said = self.words.themes(tokens)
                for other in paired_matches(text, reading.number, match, tokens, self.words, said):
                    narrowed = rate_breakdown(text, other)
                    further = self._row(sentence, reading, other, rows, first)
                    rows.append(further._replace(breakdown=narrowed))
        rows = settle(rows)
        if zeros:
            rows += self._zeros(sentence, zeros, times, role)
            rows.sort(key=lambda row: (row.number_start, row.start))
        said = self._said.setdefault(place, {})
        for row in rows:
            if row.indicator is not None:
                said[row.indicator] = row.number_start
        return self._numbered(rows, first) if zeros else rows

    def _seen(self, place: int) -> set[str]:
        """Return the indicators of up to three earlier sentences of the paragraph."""
        start = self.sentences[place].start
        begin = self.text.rfind("\n", max(0, start - 1000), start)
        return {
            code
            for at in range(max(0, place - 3), place)
            for code, where in self._said.get(at, {}).items()
            if where > begin
        }

    def _readings(
        self,
        sentence: Sentence,
        numbers: list[Number],
        clauses: list[Clause],
        tokens: list[Token],
        times: Sequence[TimeMark],
        role: str,
        *,
        lacking: bool,
    ) -> list[_Reading]:
        readings: list[_Reading] = []
        own_year = year_of(self.period)
        reached = 0
        flags = self.words.flags
        planned = False
        opened = 0
        for index, number in enumerate(numbers):
            clause = clauses[index]
            mark = governing_mark(self.text, times, sentence.start, clause.start, number.lead)
            if mark is not None and index and mark.start < numbers[index - 1].start:
                # 由2018年的9人增加到17人: the level that was reached is this year's.
                if any(start >= clause.left and flags[word] & _LEVEL for word, start, _ in tokens
                       if start < number.start):  # fmt: skip
                    mark = None
            period, earlier = period_of(self.text, mark, self.period)
            if earlier and mark is not None and "同期" in mark.text and readings:
                period = _same_part(period, readings[-1].period)
            later = mark is not None and (
                mark.text.startswith(("明年", "次年"))
                or (mark.year is not None and own_year is not None and mark.year > own_year)
            )
            while reached < len(tokens) and tokens[reached][1] < number.start:
                told = flags[tokens[reached][0]]
                if told & _PLANS:
                    planned = bool(told & _PLAN)
                reached += 1
            while opened < reached and tokens[opened][1] < clause.start:
                opened += 1
            meaning = meaning_of(
                self.text, number, tokens[opened:reached], self.words,
                sentence=sentence.start, left=clause.left,
                clause_end=clause.end,
                next_number=numbers[index + 1].start if index + 1 < len(numbers) else None,
                before=readings[-1].meaning if readings else None,
                before_end=numbers[index - 1].tail if index else None,
                planned=planned or later or role == "plan",
                lacking=lacking and role == "problems", earlier_year=earlier,
            )  # fmt: skip
            readings.append(_Reading(number, clause, meaning, period))
        return readings

    def _matches(
        self,
        place: int,
        sentence: Sentence,
        readings: list[_Reading],
        numbers: list[Number],
        clauses: list[Clause],
        tokens: list[Token],
        opened: list[int],
    ) -> list[Match | None]:
        context, words = self.context, self.words
        farther = (
            partial(context.paragraph, place),
            partial(context.headings, sentence.section),
        )
        matches: list[Match | None] = []
        total: tuple[Number, Match] | None = None
        starts = [token[1] for token in tokens]
        listed = False
        told = Told(tokens, words)
        for index, number in enumerate(numbers):
            clause, meaning = clauses[index], readings[index].meaning
            after = bisect_left(starts, clause.end)
            upto = tokens[:after]
            told.reach(after)
            own = upto[bisect_left(starts, clause.start) :]
            speaks = says_something(self.text, number, clause, own, words)
            parts = bool(opened) and opens_parts(self.text, number, clause, opened)
            listed = listed or parts
            bracket = bracket_total(self.text, sentence.start, numbers, index)
            if bracket is not None:
                head = matches[bracket]
                parts = head is not None and head.code != NOTHING
                total = (numbers[bracket], head) if head is not None and parts else None
            elif not parts:
                total = None
            elif total is None or total[0].base != number.base:
                total = self._find_total(place, readings, matches, index, opened) or total
            match: Match | None = None
            if meaning.counted and meaning.status in ("actual", "prior"):
                later = partial(self._later, sentence, numbers, clauses, index, tokens[after:])
                around = Surroundings(
                    told.places, (later, *farther), partial(context.part, tokens[after:])
                )
                earlier = None if speaks else max(sentence.start, number.start - _BACK)
                if earlier is not None:
                    own = upto[bisect_left(starts, earlier) :]
                match = best_match(self.text, number, clause, own, words, around, earlier)
                match = inherit(
                    self.text, index, numbers, clauses, matches, match, total,
                    parts=parts, prior=meaning.status == "prior", silent=not speaks,
                )  # fmt: skip
            matches.append(match)
        share_forward(self.text, numbers, matches)
        prior = [reading.meaning.status == "prior" for reading in readings]
        compare_forward(self.text, numbers, clauses, matches, prior)
        if listed:
            said = context.says(place)
            for index, mapped in respectively(self.text, numbers, tokens, words, said).items():
                matches[index] = mapped
        for number, match, reading in zip(numbers, matches, readings, strict=True):
            if match is not None and match.code != NOTHING and reading.meaning.status == "actual":
                if match.place != "part":
                    self._totals[number.base] = (place, number, match)
        return matches

    def _later(
        self,
        sentence: Sentence,
        numbers: list[Number],
        clauses: list[Clause],
        index: int,
        tokens: list[Token],
    ) -> set[str]:
        """Return what the rest of the sentence says of a number.

        What 其中 opens, or a later number of the same unit says, is not about it.
        """
        base, stop = numbers[index].base, sentence.end
        if numbers[index].kind == "count":
            for at in range(index + 1, len(numbers)):
                if numbers[at].base == base:
                    stop = clauses[at].start
                    break
        flags = self.words.flags
        told: list[Token] = []
        for token in tokens:
            if token[1] >= stop or flags[token[0]] & _PART:
                break
            told.append(token)
        return self.words.themes(told)

    def _find_total(
        self,
        place: int,
        readings: list[_Reading],
        matches: list[Match | None],
        index: int,
        opened: list[int],
    ) -> tuple[Number, Match] | None:
        """Find what the parts are parts of: in the sentence, else in the one before."""
        numbers = [reading.number for reading in readings]
        # The whole stands before the word that opens the list; its parts are no wholes.
        opening = opened[bisect_left(opened, numbers[index].start) - 1] if opened else 0
        whole = [at for at in range(index) if numbers[at].start < opening]
        for at in reversed(whole or range(index)):
            match = matches[at]
            if readings[at].meaning.status == "change":
                continue
            if numbers[at].base == numbers[index].base:
                return None if match is None or match.code == NOTHING else (numbers[at], match)
        told = self._totals.get(numbers[index].base)
        if any(number.base != numbers[index].base for number in numbers[:index]):
            return None
        if told is not None and told[0] == place - 1:
            return told[1:]
        return None

    def _read_row(self, place: int) -> list[Quantity]:
        """Read one row of a table."""
        sentence = self.sentences[place]
        role = self.context.role(sentence)
        layers = (
            lambda: self.context.paragraph(place),
            lambda: self.context.headings(sentence.section),
        )
        rows: list[Quantity] = []
        for cell in self.tables.read(sentence.start, sentence.end):
            number = cell.number
            match = cell_match(number, cell.label, self.words, layers)
            period, earlier = period_of(cell.label, None, self.period)
            if cell.time is not None:
                period, earlier = period_of("", cell.time, self.period)
            status = "planned" if role == "plan" else ("prior" if earlier else "actual")
            if match is None or match.code == NOTHING:
                if number.kind == "cell":
                    continue
                code = None
            else:
                code = match.code if status != "planned" else None
            start = cell.label_start if code else number.start
            rows.append(
                Quantity(
                    len(rows), sentence.sentence, sentence.section, start, number.end,
                    self.text[start : number.end], number.value, number.value_high,
                    number.unit or None, number.bound, status, code,
                    label_breakdown(cell.label, code, match.rule) if match and code else None,
                    period, None, None,
                    number.start, number.end,
                )
            )  # fmt: skip
        return rows

    def _is_multiple(self, number: Number) -> bool:
        """三个100%: the first number only says how many rates there are."""
        return number.base == "个" and self.text[number.end : number.end + 1].isdigit()

    def _zeros(
        self, sentence: Sentence, zeros: list[Zero], times: Sequence[TimeMark], role: str
    ) -> list[Quantity]:
        rows: list[Quantity] = []
        for zero in zeros:
            mark = governing_mark(self.text, times, sentence.start, zero.start, zero.start)
            period, earlier = period_of(self.text, mark, self.period)
            status = "planned" if role == "plan" else ("prior" if earlier else "actual")
            rows.append(
                Quantity(
                    -1, sentence.sentence, sentence.section, zero.start, zero.end,
                    self.text[zero.start : zero.end], 0.0, 0.0, zero.unit or None, "exact", status,
                    zero.rule.code if status != "planned" else None, None, period, None, None,
                    zero.start, zero.end,
                )
            )  # fmt: skip
        return rows

    def _row(
        self,
        sentence: Sentence,
        reading: _Reading,
        match: Match | None,
        rows: list[Quantity],
        first: int,
    ) -> Quantity:
        number, meaning = reading.number, reading.meaning
        indicator = None
        start, end = number.lead, number.tail
        if match is not None and match.code != NOTHING:
            start, end = min(match.start, start), max(match.end, end)
            if meaning.status in ("actual", "prior") and meaning.counted:
                indicator = match.code
        change_of = None
        if meaning.status == "change":
            change_of = next(
                (first + at for at in range(len(rows) - 1, -1, -1)
                 if rows[at].status == "actual" and (rows[at].unit == "%") == (number.kind == "point")),
                None,
            )  # fmt: skip
        return Quantity(
            first + len(rows), sentence.sentence, sentence.section, start, end, self.text[start:end],
            number.value, number.value_high, number.unit or None, number.bound, meaning.status,
            indicator, None, reading.period, change_of, meaning.direction, number.start, number.end,
        )  # fmt: skip

    @staticmethod
    def _numbered(rows: list[Quantity], first: int) -> list[Quantity]:
        # Spoken zeros come numberless; the others keep what their growth refers to.
        places = {row.quantity: first + at for at, row in enumerate(rows) if row.quantity >= 0}
        return [
            row._replace(
                quantity=first + at,
                change_of=None if row.change_of is None else places[row.change_of],
            )
            for at, row in enumerate(rows)
        ]
