"""The administrative divisions of China through the years: one checked table, read once.

One record is one name of one division: 射洪县 (to 2018) and 射洪市 (since 2019) are two records
that ``divisions_changes.csv`` joins. Years are those of the yearly lists (state at the year's end).
"""

from __future__ import annotations

import csv
import gc
import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from fazhi_analysis.errors import ResourceError

__all__ = [
    "Division",
    "Divisions",
    "divisions",
    "no_collection",
    "parse_changes",
    "parse_divisions",
]

LEVELS = {
    "p": "province",
    "f": "prefecture",
    "c": "county",
    "z": "zone",
    "t": "township",
    "u": "unit",
}
_COLUMNS = ["code", "name", "level", "parent", "first_year", "last_year"]
_CHANGE_COLUMNS = ["year", "code", "name", "successor_codes", "successor_names", "source"]
_OPEN_PAST, _OPEN_FUTURE = 0, 9999


class Division(NamedTuple):
    """One name of one division.

    ``first`` and ``last`` bound the years in which the lists know it; 0 and 9999 stand for
    an open end. ``level`` is province, prefecture, county, township, zone (a development zone
    that the statistical lists carry like a county) or unit (farms and parks at township level).
    """

    code: str
    name: str
    level: str
    parent: str
    first: int
    last: int

    def active(self, year: int | None, slack: int = 0) -> bool:
        """Tell whether the lists know the name in `year` (without a year: today)."""
        if year is None:
            return self.last == _OPEN_FUTURE
        return self.first - slack <= year <= self.last + slack


class Divisions:
    """All divisions, with the ways up, down and through time.

    Parameters
    ----------
    records : iterable of Division
    changes : dict
        ``{(code, name): ((code, name), ...)}``: what followed a name that ended.
    """

    def __init__(
        self,
        records: Iterable[Division],
        changes: dict[tuple[str, str], tuple[tuple[str, str], ...]],
    ) -> None:
        self.records: tuple[Division, ...] = tuple(records)
        self.by_code: dict[str, list[Division]] = {}
        self.by_name: dict[str, list[Division]] = {}
        for record in self.records:
            self.by_code.setdefault(record.code, []).append(record)
            self.by_name.setdefault(record.name, []).append(record)
        self.changes = changes
        self._before: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for old, new in changes.items():
            for follower in new:
                self._before.setdefault(follower, []).append(old)

    def parent(self, division: Division, year: int | None = None) -> Division | None:
        """Return the division one level up, as it was called in `year`."""
        rows = self.by_code.get(division.parent)
        if not rows:
            return None
        if len(rows) == 1:
            return rows[0]
        year = self._clamp(division, year)
        return min(rows, key=lambda row: (_distance(row, year), -row.last))

    def lineage(self, division: Division, year: int | None = None) -> tuple[Division, ...]:
        """Return province, …, the division itself."""
        chain = [division]
        upper = self.parent(division, year)
        while upper is not None and len(chain) < 5:
            chain.append(self.as_of(upper, year))
            upper = self.parent(upper, year)
        return tuple(reversed(chain))

    def within(self, lower: Division, uppers: Iterable[Division], year: int | None = None) -> bool:
        """Tell whether `lower` lies in one of `uppers`, under whatever name of the years."""
        codes = {row.code for row in self.lineage(lower, year)[:-1]}
        return any(self.as_of(upper, year).code in codes for upper in uppers)

    def as_of(self, division: Division, year: int | None) -> Division:
        """Return the division under its name of `year`, where one name followed another.

        A division that was split or merged away has no single follower and stays as it is.
        """
        when = _OPEN_FUTURE if year is None else year
        for _ in range(4):
            if when > division.last:
                follower = self.changes.get((division.code, division.name), ())
                if len(follower) != 1:
                    return division
                division = self._find(follower[0]) or division
            elif when < division.first:
                earlier = self._before.get((division.code, division.name), [])
                if len(earlier) != 1:
                    return division
                division = self._find(earlier[0]) or division
            else:
                return division
        return division

    def _find(self, key: tuple[str, str]) -> Division | None:
        return next((row for row in self.by_code.get(key[0], []) if row.name == key[1]), None)

    @staticmethod
    def _clamp(division: Division, year: int | None) -> int:
        year = _OPEN_FUTURE if year is None else year
        return max(division.first, min(division.last, year))


def _distance(row: Division, year: int) -> int:
    if year < row.first:
        return row.first - year
    return max(0, year - row.last)


def _year(text: str, default: int, row: list[str], name: str) -> int:
    if not text:
        return default
    if len(text) != 4 or not text.isdecimal():
        raise ResourceError(
            f"{name}: {row[0]} {row[1]}: {text!r} is no year; write 2019 or nothing."
        )
    return int(text)


def parse_divisions(source: str, name: str = "divisions.csv") -> list[Division]:
    """Return the records of a table of divisions, checked.

    Raises
    ------
    ResourceError
        If a column or a name is missing, a level is unknown, a parent does not exist, years
        run backwards, or a code (for townships: a name within one parent) stands twice in
        the same year.
    """
    reader = csv.reader(io.StringIO(source))
    if next(reader, None) != _COLUMNS:
        raise ResourceError(f"{name}: the header must be {','.join(_COLUMNS)}.")
    records: list[Division] = []
    for row in reader:
        if len(row) != len(_COLUMNS):
            raise ResourceError(f"{name}: {row!r} has {len(row)} cells, not {len(_COLUMNS)}.")
        code, label, level, parent, first, last = row
        if not label:
            raise ResourceError(f"{name}: {code}: the name is empty.")
        if level not in LEVELS:
            raise ResourceError(f"{name}: {code} {label}: level {level!r} is unknown.")
        begin = _year(first, _OPEN_PAST, row, name) if first else _OPEN_PAST
        end = _year(last, _OPEN_FUTURE, row, name) if last else _OPEN_FUTURE
        if begin > end:
            raise ResourceError(f"{name}: {code} {label}: {first} is after {last}.")
        if not parent and len(code) == 9:
            parent = code[:6]
        records.append(Division(code, label, LEVELS[level], parent, begin, end))
    _check(records, name)
    return records


def _check(records: list[Division], name: str) -> None:
    codes = {record.code for record in records}
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for record in records:
        if record.parent and record.parent not in codes:
            raise ResourceError(
                f"{name}: {record.code} {record.name}: its parent {record.parent} does not exist."
            )
        lower = record.level in ("township", "unit")
        key = (record.parent, record.name) if lower else ("", record.code)
        others = spans.setdefault(key, [])
        if any(record.first <= last and first <= record.last for first, last in others):
            raise ResourceError(
                f"{name}: {record.code} {record.name} stands twice in the same year."
            )
        others.append((record.first, record.last))


def parse_changes(
    source: str, records: Iterable[Division], name: str = "divisions_changes.csv"
) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Return what followed each name that ended, checked against the records."""
    known = {(record.code, record.name) for record in records if len(record.code) == 6}
    reader = csv.reader(line for line in io.StringIO(source) if not line.startswith("#"))
    if next(reader, None) != _CHANGE_COLUMNS:
        raise ResourceError(f"{name}: the header must be {','.join(_CHANGE_COLUMNS)}.")
    changes: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for _, code, label, codes, names, _ in reader:
        followers = tuple(zip(codes.split(), names.split(), strict=True))
        for key in ((code, label), *followers):
            if key not in known:
                raise ResourceError(f"{name}: {key[0]} {key[1]} is not in the list of divisions.")
        changes[code, label] = followers
    return changes


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold back the garbage collector: it takes half of the time in which the tables are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """Return the packaged divisions; read and checked at the first call."""
    with no_collection():
        return _packaged()


def _packaged() -> Divisions:
    folder = resources.files("fazhi_analysis.resources")
    table = gzip.decompress(folder.joinpath("divisions.csv.gz").read_bytes()).decode("utf-8")
    records = parse_divisions(table, "divisions.csv.gz")
    changes = folder.joinpath("divisions_changes.csv").read_text(encoding="utf-8")
    return Divisions(records, parse_changes(changes, records))
