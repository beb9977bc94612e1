"""How each number of a sentence is meant, and the period that it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Vocabulary
from fazhi_analysis.tidy.indicators import Clause
from fazhi_analysis.tidy.levels import find_levels, year_before
from fazhi_analysis.tidy.numbers import Number, TimeMark
from fazhi_analysis.tidy.periods import governing_mark, period_of, year_of
from fazhi_analysis.tidy.quantity_lists import sums_up
from fazhi_analysis.tidy.records import Sentence
from fazhi_analysis.tidy.status import Meaning, meaning_of

__all__ = ["Reading", "read_numbers"]

_DEED = re.compile(
    r"(?:截至目前|目前|全年|年内|现|均|共|累计|实际){0,3}(?:(?:已|已经)[\u4e00-\u9fff]|实际|完成|办结)"
)
_LEVEL, _PLAN = CLASSES["level"], CLASSES["plan"]
_PLANS = _PLAN | CLASSES["past"]
_LAST = ("去年", "上年", "上一年")


class Reading(NamedTuple):
    """What is known of one number before its row is written."""

    number: Number
    clause: Clause
    meaning: Meaning
    period: str | None


def read_numbers(
    text: str,
    sentence: Sentence,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    tokens: Sequence[Token],
    times: Sequence[TimeMark],
    words: Vocabulary,
    own: str | None,
    role: str,
    *,
    lacking: bool,
) -> list[Reading]:
    """Return how the numbers of a sentence are meant, and the periods that they are for.

    Parameters
    ----------
    text : str
    sentence : Sentence
    numbers, clauses, tokens, times : sequences
        What the sentence holds; a clause for each number.
    words : Vocabulary
    own : str or None
        The report's own period.
    role : str
        The role of the section that holds the sentence.
    lacking : bool
        Whether the sentence tells that something is missing.
    """
    readings: list[Reading] = []
    own_year = year_of(own)
    levels = find_levels(text, numbers)
    flags = words.flags
    reached = opened = 0
    planned = False
    for index, number in enumerate(numbers):
        clause = clauses[index]
        opening, begins = levels.get(index, (None, None))
        mark = _mark(text, times, sentence, clause, number, opening, begins)
        if opening is None and mark is not None and index:
            # 由2018年的9人增加到17人: the level that was reached is this year's.
            risen = any(
                start >= clause.left and start < number.start and flags[word] & _LEVEL
                for word, start, _ in tokens
            )
            if risen and mark.start < numbers[index - 1].start:
                mark = None
        period, earlier = period_of(text, mark, own)
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
        if planned and index and numbers[index - 1].base == number.base:
            # 目标任务100件,完成120件; 原计划培训3次,现已完成2次: the second is the deed.
            planned = clause.left <= numbers[index - 1].end or not _DEED.match(text, clause.left)
        while opened < reached and tokens[opened][1] < clause.start:
            opened += 1
        meaning = meaning_of(
            text, number, tokens[opened:reached], words,
            sentence=sentence.start, left=clause.left,
            clause_end=clause.end,
            next_number=numbers[index + 1].start if index + 1 < len(numbers) else None,
            before=readings[-1].meaning if readings else None,
            before_end=numbers[index - 1].tail if index else None,
            planned=planned or later or role == "plan",
            lacking=lacking and role == "problems", earlier_year=earlier,
        )  # fmt: skip
        if begins is not None:
            if meaning.status in ("actual", "prior") and number.kind != "duration":
                meaning = Meaning("prior")
            untold = mark is None or opening is None or mark.start < opening
            if meaning.status == "prior" and (untold or not earlier):
                period = year_before(period)  # no year is told with where it began
        elif meaning.status == "change" and earlier and _is_compared(text, mark):
            period = own  # 较去年提高2个百分点: the growth is this year's
        elif sums_up(text, numbers, index):
            parts = {reading.period for reading in readings[-2:]}
            period = parts.pop() if len(parts) == 1 else own
        readings.append(Reading(number, clause, meaning, period))
    return readings


def _mark(
    text: str,
    times: Sequence[TimeMark],
    sentence: Sentence,
    clause: Clause,
    number: Number,
    opening: int | None,
    begins: int | None,
) -> TimeMark | None:
    """Return the time expression of a number; where a level began is not when it was reached."""
    mark = governing_mark(text, times, sentence.start, clause.start, number.lead)
    if opening is None or mark is None or mark.start < opening:
        return mark
    if begins is not None:
        return mark
    later = [one for one in times if one.start >= opening]
    if len(later) > 1 and mark is later[-1] and text[later[-1].end : number.lead] in ("", "的"):
        return mark
    before = [one for one in times if one.start < opening]
    return governing_mark(text, before, sentence.start, clause.start, number.lead)


def _is_compared(text: str, mark: TimeMark | None) -> bool:
    """Tell whether a time expression only tells what a growth is compared with."""
    if mark is None:
        return False
    return mark.text.startswith(_LAST) or text[mark.start - 1 : mark.start] in ("较", "比", "与")


def _same_part(period: str | None, before: str | None) -> str | None:
    """Return the part of the year that 去年同期 means: after a figure of 2023H1 it is 2022H1."""
    part = (before or "")[4:]
    return period + part if period and len(period) == 4 and part else period
