"""The rows that numbers, spoken zeros and the cells of tables become."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_analysis.codebooks import NOTHING
from fazhi_analysis.tidy.breakdowns import label_breakdown
from fazhi_analysis.tidy.indicator_words import Vocabulary
from fazhi_analysis.tidy.indicators import Match, cell_match
from fazhi_analysis.tidy.numbers import TimeMark
from fazhi_analysis.tidy.periods import governing_mark, period_of
from fazhi_analysis.tidy.quantity_context import Context
from fazhi_analysis.tidy.quantity_readings import Reading
from fazhi_analysis.tidy.quantity_tables import TableReader
from fazhi_analysis.tidy.records import Quantity, Sentence
from fazhi_analysis.tidy.zeros import Zero

__all__ = ["number_row", "numbered", "table_rows", "zero_rows"]


def number_row(
    text: str,
    sentence: Sentence,
    reading: Reading,
    match: Match | None,
    rows: list[Quantity],
    first: int,
) -> Quantity:
    """Return the row of a number; `rows` are those of its sentence so far, the first `first`."""
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
        first + len(rows), sentence.sentence, sentence.section, start, end, text[start:end],
        number.value, number.value_high, number.unit or None, number.bound, meaning.status,
        indicator, None, reading.period, change_of, meaning.direction, number.start, number.end,
    )  # fmt: skip


def zero_rows(
    text: str,
    sentence: Sentence,
    zeros: list[Zero],
    times: Sequence[TimeMark],
    own: str | None,
    role: str,
) -> list[Quantity]:
    """Return the rows of spoken zeros, not numbered yet."""
    rows: list[Quantity] = []
    for zero in zeros:
        mark = governing_mark(text, times, sentence.start, zero.start, zero.start)
        period, earlier = period_of(text, mark, own)
        status = "planned" if role == "plan" else ("prior" if earlier else "actual")
        rows.append(
            Quantity(
                -1, sentence.sentence, sentence.section, zero.start, zero.end,
                text[zero.start : zero.end], 0.0, 0.0, zero.unit or None, "exact", status,
                zero.rule.code if status != "planned" else None, None, period, None, None,
                zero.start, zero.end,
            )
        )  # fmt: skip
    return rows


def table_rows(
    text: str,
    place: int,
    sentence: Sentence,
    tables: TableReader,
    context: Context,
    words: Vocabulary,
    own: str | None,
) -> list[Quantity]:
    """Return the rows of one line of a table."""
    role = context.role(sentence)
    layers = (
        lambda: context.paragraph(place),
        lambda: context.headings(sentence.section),
    )
    rows: list[Quantity] = []
    for cell in tables.read(sentence.start, sentence.end):
        number = cell.number
        match = cell_match(number, cell.label, words, layers)
        period, earlier = period_of(cell.label, None, own)
        if cell.time is not None:
            period, earlier = period_of("", cell.time, own)
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
                text[start : number.end], number.value, number.value_high,
                number.unit or None, number.bound, status, code,
                label_breakdown(cell.label, code, match.rule) if match and code else None,
                period, None, None,
                number.start, number.end,
            )
        )  # fmt: skip
    return rows


def numbered(rows: list[Quantity], first: int) -> list[Quantity]:
    """Give numbers to the rows of a sentence from `first` on."""
    # Spoken zeros come numberless; the others keep what their growth refers to.
    places = {row.quantity: first + at for at, row in enumerate(rows) if row.quantity >= 0}
    return [
        row._replace(
            quantity=first + at,
            change_of=None if row.change_of is None else places[row.change_of],
        )
        for at, row in enumerate(rows)
    ]
