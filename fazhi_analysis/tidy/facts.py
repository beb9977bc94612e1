"""A report's numbers laid out for checking: in order, with the words around each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from fazhi_analysis.tidy.intervals import Interval, allowed
from fazhi_analysis.tidy.records import Check, Quantity, Section, Sentence
from fazhi_analysis.tidy.widths import half_width

__all__ = ["Draft", "Facts"]

# Counters that count the same things: a total in 起 may have parts in 件.
_ALIKE = {
    "件": "case", "起": "case", "宗": "case", "例": "case", "桩": "case", "案": "case",
    "件次": "case", "件(条)": "case",
    "人": "person", "名": "person", "位": "person", "人次": "person", "余人": "person",
    "个": "piece", "家": "piece", "处": "piece", "所": "piece", "座": "piece", "户": "piece",
    "份": "copy", "册": "copy", "本": "copy",
    "次": "time", "场": "time", "场次": "time", "期": "time",
    "项": "item", "条": "item", "部": "item",
    "卷": "file",
    "元": "money", "万元": "money", "亿元": "money",
}  # fmt: skip
# 三类合计: how many kinds there are is no part of any total.
_NO_COUNT = frozenset({"%", "‰", "类", "种", "个百分点", "百分点", "倍"})
_BREAK = "。!?;\n"


class Draft:
    """A check before it has its number; compares by its place."""

    def __init__(
        self,
        kind: str,
        verdict: str,
        stated: float | None,
        span: Interval | None,
        quantities: Sequence[int],
        start: int,
        end: int,
    ) -> None:
        self.kind, self.verdict, self.stated, self.span = kind, verdict, stated, span
        self.quantities, self.start, self.end = tuple(dict.fromkeys(quantities)), start, end

    def key(self) -> tuple[int, int, str, tuple[int, ...]]:
        """Order of the checks in the frame: by place, then kind."""
        return (self.start, self.end, self.kind, self.quantities)

    def numbered(self, number: int, text: str) -> Check:
        """Make the record; infinite ends become None."""
        low = high = None
        if self.span is not None:
            low, high = (round(end, 6) if abs(end) != float("inf") else None for end in self.span)
        quote = text[self.start : self.end]
        return Check(
            number, self.kind, self.verdict, self.stated, low, high, self.quantities,
            self.start, self.end, quote,
        )  # fmt: skip


class Facts:
    """The quantities of one report in the order of the text, each with its surroundings."""

    def __init__(
        self,
        text: str,
        sections: Sequence[Section],
        sentences: Sequence[Sentence],
        quantities: Iterable[Quantity],
    ) -> None:
        self.given = text
        self.text = half_width(text)
        self.sections = sections
        self.sentences = sentences
        self.quantities = sorted(
            quantities, key=lambda q: (q.number_start, q.number_end, q.quantity)
        )
        self.allowed = [allowed(q, text) for q in self.quantities]

    @cached_property
    def by_sentence(self) -> dict[int, list[int]]:
        """Places in ``quantities`` by sentence."""
        found: dict[int, list[int]] = {}
        for place, quantity in enumerate(self.quantities):
            found.setdefault(quantity.sentence, []).append(place)
        return found

    @cached_property
    def children(self) -> dict[int, list[Section]]:
        """Sections by the section that they nest in."""
        found: dict[int, list[Section]] = {}
        for section in self.sections:
            if section.parent is not None:
                found.setdefault(section.parent, []).append(section)
        return found

    @cached_property
    def place_of(self) -> dict[int, int]:
        """Place in ``quantities`` by the quantity's own number."""
        return {q.quantity: place for place, q in enumerate(self.quantities)}

    def unit(self, place: int) -> str:
        """Tell what a quantity counts, coarsely: case, person, money, %, or its own counter."""
        unit = half_width(self.quantities[place].unit or "")
        return _ALIKE.get(unit, _ALIKE.get(re.sub(r"\([^()]{0,4}\)$", "", unit), unit))

    def is_count(self, place: int) -> bool:
        """Whether the quantity is a level that can be part of a total."""
        q = self.quantities[place]
        return (
            q.status in ("actual", "prior") and bool(q.unit) and self.unit(place) not in _NO_COUNT
        )

    def label(self, place: int) -> str:
        """Take the words between the number before (or the last stop) and this number."""
        q = self.quantities[place]
        begin = max(0, q.number_start - 60)
        if place:
            begin = max(begin, self.quantities[place - 1].number_end)
        words = self.text[begin : q.number_start]
        for stop in _BREAK:
            words = words[words.rfind(stop) + 1 :]
        return words

    def tail(self, place: int, size: int = 12) -> str:
        """Take the words after the number, up to the next mark or number."""
        q = self.quantities[place]
        stop = q.number_end + size
        if place + 1 < len(self.quantities):
            stop = min(stop, max(q.number_end, self.quantities[place + 1].number_start))
        return re.split(r"[,、。;:!?()\n]", self.text[q.number_end : stop], maxsplit=1)[0]

    def gap(self, place: int, following: int) -> str:
        """Take the text between two numbers."""
        begin = self.quantities[place].number_end
        return self.text[begin : max(begin, self.quantities[following].number_start)]

    def span(self, places: Sequence[int]) -> tuple[int, int]:
        """Smallest stretch of the text that holds the quotes of some quantities."""
        chosen = [self.quantities[place] for place in places]
        return (
            min(min(q.start, q.number_start) for q in chosen),
            max(max(q.end, q.number_end) for q in chosen),
        )

    def draft(
        self, kind: str, verdict: str, tested: int, others: Sequence[int], span: Interval | None
    ) -> Draft:
        """Draft a check of one quantity against others; the quote spans them all."""
        places = [tested, *others]
        start, end = self.span(places)
        q = self.quantities
        return Draft(
            kind, verdict, q[tested].value, span, [q[p].quantity for p in places], start, end
        )

    def groups(self) -> Iterator[list[int]]:
        """Quantities of one section after the other."""
        group: list[int] = []
        for place, quantity in enumerate(self.quantities):
            if group and quantity.section != self.quantities[group[0]].section:
                yield group
                group = []
            group.append(place)
        if group:
            yield group
