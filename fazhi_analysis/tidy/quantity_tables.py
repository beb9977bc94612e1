"""Numbers in table rows: a cell takes its subject from the row's label and the column's heading.

The clean text holds a table as lines with cells joined by `` | ``. A cell's number may carry its
own unit, or take it from the label or the heading: 行政复议案件(件), 数量(件), 单位:件.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi_analysis.tidy.numbers import Number, TimeMark, scan

__all__ = ["CELL_MARK", "Cell", "TableReader"]

CELL_MARK = " | "
_BARE = re.compile(r"\s*(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*\Z")
_UNIT = re.compile(
    r"[（(](?:单位[:：])?(?P<unit>[^()（）\d]{1,6}(?:\([^()]{1,3}\))?)[)）]\s*\Z|单位[:：]\s*(?P<open>\S{1,4})\s*\Z"
)
_INDEX_LABEL = re.compile(r"\s*(?:序号|编号|年份|年度|时间)\s*\Z")


class Cell(NamedTuple):
    """One number of a table with the words that tell what it counts."""

    number: Number
    label: str
    label_start: int
    time: TimeMark | None


class TableReader:
    """Reads the rows of a table in order; a row without numbers is the heading of those below."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heading: list[str] = []
        self._end = -2

    def read(self, start: int, end: int) -> list[Cell]:
        """Return the numbers of one row."""
        text = self._text
        cells: list[tuple[int, int]] = []
        at = start
        for part in text[start:end].split(CELL_MARK):
            cells.append((at, at + len(part)))
            at += len(part) + len(CELL_MARK)
        if start > self._end + 2:
            self._heading = []
        self._end = end
        contents = [text[low:high] for low, high in cells]
        if not any(_BARE.match(c) or scan(c)[0] for c in contents[1:]):
            self._heading = contents
            return []
        heading = self._heading
        found: list[Cell] = []
        first = 1 if heading and _INDEX_LABEL.match(heading[0]) and len(cells) > 2 else 0
        label = contents[first]
        for place in range(first + 1, len(cells)):
            low, high = cells[place]
            column = heading[place] if place < len(heading) else ""
            number = self._number(low, high, label, column)
            if number is None:
                continue
            _, times = scan(column)
            if not times:
                _, times = scan(label)
            found.append(
                Cell(number, f"{label}{column}", cells[first][0], times[0] if times else None)
            )
        return found

    def _number(self, low: int, high: int, label: str, column: str) -> Number | None:
        text = self._text
        if not _BARE.match(text, low, high):
            numbers, _ = scan(text, low, high)
            whole = text[low:high].strip()
            if len(numbers) == 1 and numbers[0].tail - numbers[0].lead == len(whole):
                return numbers[0]
            return None
        unit = ""
        for source in (column, label):
            found = _UNIT.search(source)
            if found:
                unit = (found["unit"] or found["open"]).strip()
                break
        stripped = text[low:high]
        begin = low + len(stripped) - len(stripped.lstrip())
        finish = low + len(stripped.rstrip())
        probe, _ = scan(f"{text[begin:finish]}{unit}") if unit else ([], [])
        if probe and probe[0].start == 0:
            return probe[0]._replace(start=begin, end=finish, lead=begin, tail=finish)
        value = float(re.sub(r"[,，]", "", text[begin:finish]))
        return Number(begin, finish, value, value, "", "", "cell", "exact", False, begin, finish)
