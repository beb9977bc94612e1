"""Read the numbers of one sentence together: clauses, shared subjects, lists of parts, growths."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_analysis.codebooks import Codebook
from fazhi_analysis.tidy.breakdowns import breakdown_of, rate_breakdown, settle
from fazhi_analysis.tidy.indicator_words import vocabulary
from fazhi_analysis.tidy.indicators import paired_matches
from fazhi_analysis.tidy.numbers import Number, TimeMark
from fazhi_analysis.tidy.quantity_context import Context, find_clauses
from fazhi_analysis.tidy.quantity_lists import sums_up
from fazhi_analysis.tidy.quantity_matches import Matcher
from fazhi_analysis.tidy.quantity_readings import read_numbers
from fazhi_analysis.tidy.quantity_rows import number_row, numbered, table_rows, zero_rows
from fazhi_analysis.tidy.quantity_tables import CELL_MARK, TableReader
from fazhi_analysis.tidy.records import Quantity, Section, Sentence
from fazhi_analysis.tidy.zeros import Zero, find_zeros, is_denied, zero_places

__all__ = ["SentenceReader"]


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
        self.matcher = Matcher(text, self.context, self.words)
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
            rows = table_rows(
                self.text, place, self.sentences[place], self.tables, self.context, self.words,
                self.period,
            )  # fmt: skip
            return numbered(rows, first)
        text = self.text
        tokens = self.context.tokens(sentence.start, sentence.end)
        zeros: list[Zero] = []
        if spoken:
            zeros = find_zeros(text, sentence.start, sentence.end, tokens, self.words)
            numbers = [n for n in numbers if not any(z.start <= n.start < z.end for z in zeros)]
        numbers = [n for n in numbers if not self._is_multiple(n) and not is_denied(text, n)]
        marks, parts, lacking, times = self.context.signs(tokens, numbers, times)
        role = self.context.role(sentence)
        clauses = find_clauses(text, sentence, numbers, marks)
        readings = read_numbers(
            text, sentence, numbers, clauses, tokens, times, self.words, self.period, role,
            lacking=lacking,
        )  # fmt: skip
        matches = self.matcher.match(place, sentence, readings, tokens, parts)
        rows = []
        for index, (reading, match) in enumerate(zip(readings, matches, strict=True)):
            row = number_row(text, sentence, reading, match, rows, first)
            if match is not None and row.indicator is not None:
                narrowed = breakdown_of(
                    text, reading.number, reading.clause, match, times, rows, self._seen(place)
                )
                if sums_up(text, numbers, index):
                    narrowed = None  # the whole of what was listed
                row = row._replace(breakdown=narrowed)
            rows.append(row)
            shared = (
                reading.number.kind == "percent" or reading.number.value == 0
            )  # 复议、诉讼均为0件
            if match is not None and shared and match.place != "mapped":
                said = self.words.themes(tokens)
                for other in paired_matches(text, reading.number, match, tokens, self.words, said):
                    narrowed = rate_breakdown(text, other)
                    further = number_row(text, sentence, reading, other, rows, first)
                    rows.append(further._replace(breakdown=narrowed))
        rows = settle(rows)
        if zeros:
            rows += zero_rows(text, sentence, zeros, times, self.period, role)
            rows.sort(key=lambda row: (row.number_start, row.start))
        told = self._said.setdefault(place, {})
        for row in rows:
            if row.indicator is not None:
                told[row.indicator] = row.number_start
        return numbered(rows, first) if zeros else rows

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

    def _is_multiple(self, number: Number) -> bool:
        """三个100%: the first number only says how many rates there are."""
        return number.base == "个" and self.text[number.end : number.end + 1].isdigit()
