"""What the steps of the metadata hand to each other: one value with the words it was read from."""

from __future__ import annotations

from typing import Any, NamedTuple

from fazhi_analysis.read import ReadReport

__all__ = ["Found", "title_block"]


class Found(NamedTuple):
    """A field's value, its span in the text (None where it stands outside) and the rule."""

    value: Any
    start: int | None
    end: int | None
    rule: str


def title_block(read: ReadReport) -> list[tuple[int, str]]:
    """Return the lines from a few above the title to the body, with their offsets."""
    first = read.title_spans[0][0] if read.title_spans else read.body_start
    lines, at = [], 0
    for line in read.text[: read.body_start].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    above = [item for item in lines if item[0] < first][-4:]
    return above + [item for item in lines if item[0] >= first]
