"""What the tidy steps hand to each other: one record a row of the frame that it becomes.

All offsets count in the report's clean text. Missing is ``None``.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Check", "Evidence", "Quantity", "Section", "Sentence"]


class Section(NamedTuple):
    """One heading with what stands under it; section 0 is what stands before the first."""

    section: int
    parent: int | None
    depth: int
    marker: str | None
    heading: str | None
    role: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence of the body."""

    sentence: int
    section: int
    start: int
    end: int
    text: str


class Quantity(NamedTuple):
    """One number with a unit, a percentage or a spoken zero.

    ``start`` and ``end`` bound the quote (subject, number and unit); ``number_start`` and
    ``number_end`` bound the number with its unit alone.
    """

    quantity: int
    sentence: int
    section: int
    start: int
    end: int
    quote: str
    value: float
    value_high: float
    unit: str | None
    bound: str
    status: str
    indicator: str | None
    breakdown: str | None
    period: str | None
    change_of: int | None
    direction: str | None
    number_start: int
    number_end: int


class Check(NamedTuple):
    """One statement that the report's own numbers can test."""

    check: int
    kind: str
    verdict: str
    stated: float | None
    low: float | None
    high: float | None
    quantities: tuple[int, ...]
    start: int
    end: int
    quote: str


class Evidence(NamedTuple):
    """Where a metadata field was read, and by which rule or list."""

    field: str
    value: str
    start: int | None
    end: int | None
    rule: str
