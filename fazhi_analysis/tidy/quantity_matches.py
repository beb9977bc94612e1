"""What the numbers of a sentence count: their own words, their neighbours', the totals before."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial

from fazhi_analysis.codebooks import NOTHING
from fazhi_analysis.tidy.indicator_words import CLASSES, Token, Told, Vocabulary
from fazhi_analysis.tidy.indicators import Clause, Match, Surroundings, best_match
from fazhi_analysis.tidy.numbers import Number
from fazhi_analysis.tidy.quantity_context import Context, says_something
from fazhi_analysis.tidy.quantity_lists import (
    bracket_total,
    compare_forward,
    inherit,
    opens_parts,
    respectively,
    share_forward,
    sums_up,
)
from fazhi_analysis.tidy.quantity_readings import Reading
from fazhi_analysis.tidy.records import Sentence

__all__ = ["Matcher"]

_BACK = 90
_PART = CLASSES["part"]


class Matcher:
    """Matches the numbers of one report; remembers the last total for lists of parts."""

    def __init__(self, text: str, context: Context, words: Vocabulary) -> None:
        self.text = text
        self.context = context
        self.words = words
        self._totals: dict[str, tuple[int, Number, Match]] = {}

    def match(
        self,
        place: int,
        sentence: Sentence,
        readings: list[Reading],
        tokens: list[Token],
        opened: list[int],
    ) -> list[Match | None]:
        """Return what each number of a sentence counts.

        Parameters
        ----------
        place : int
            The sentence's place among the report's sentences.
        sentence : Sentence
        readings : list of Reading
            How the numbers are meant.
        tokens : list of Token
        opened : list of int
            Where lists of parts open.
        """
        context, words = self.context, self.words
        numbers = [reading.number for reading in readings]
        clauses = [reading.clause for reading in readings]
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
            if match is not None and sums_up(self.text, numbers, index):
                codes = {part.code for part in matches[-2:] if part is not None}
                if len(codes) > 1:
                    match = None  # 讲座20场、宣传活动30场,共50场: no one indicator's
            matches.append(match)
        share_forward(self.text, numbers, matches)
        prior = [reading.meaning.status == "prior" for reading in readings]
        compare_forward(self.text, numbers, clauses, matches, prior)
        if listed:
            said = context.says(place)
            for index, mapped in respectively(self.text, numbers, tokens, words, said).items():
                matches[index] = mapped
        for number, match, reading in zip(numbers, matches, readings, strict=True):
            if match is None or match.code == NOTHING or match.place == "part":
                continue
            if reading.meaning.status == "actual":
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
        readings: list[Reading],
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
