"""The same report saved twice: on two sites, in two formats, with or without its page around it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import numpy as np

__all__ = ["mark_duplicates"]

_SHINGLE = 8
_BANDS, _ROWS = 16, 4
_SIMILAR = 0.9
_LENGTHS = 0.75
_CANDIDATES = 60
_NOISE = re.compile(r"[^0-9A-Za-z㐀-鿿]+")
_NUMBERS = re.compile(r"\d+")
# Two texts that name different ones of these are two reports, however much one copied the other.
_TELLING = ("period", "province", "prefecture", "county", "township", "adcode")


def mark_duplicates(reports: pd.DataFrame, texts: pd.DataFrame) -> pd.Series[str]:
    """Return for each report the one that it is a copy of.

    Two bodies are the same report where they agree letter by letter without punctuation and
    spaces, or where the shorter one shares at least 0.9 of its stretches of eight characters with
    the other, their lengths differ by no more than a quarter, and nine tenths of the numbers in
    them are the same. The last condition and a different period or place keep apart what is no
    copy but a report that took over another's prose. Candidates are found by MinHash (Broder
    1997) with banding, so the time grows linearly with the number of reports.

    Parameters
    ----------
    reports : DataFrame
        With ``report_id``; ``period`` and the columns of the place are used where they are there.
    texts : DataFrame
        With ``report_id``, ``text``, ``body_start``, ``body_end``.

    Returns
    -------
    Series of str
        The `report_id` of the first such report in sorted order, NA for one that is no copy; with
        the index of `reports`.

    Examples
    --------
    >>> body = "2023年，全镇共调解矛盾纠纷120起，调解成功118起。" * 9
    >>> texts = pd.DataFrame({"report_id": ["a", "b"], "text": [body, body.replace("，", ",")],
    ...                       "body_start": 0, "body_end": len(body)})
    >>> mark_duplicates(texts[["report_id"]], texts).tolist()
    [nan, 'a']
    """
    bodies = {
        str(i): text[int(start) : int(end)]
        for i, text, start, end in zip(
            texts["report_id"], texts["text"], texts["body_start"], texts["body_end"], strict=True
        )
    }
    ids = [str(i) for i in reports["report_id"]]
    told = _telling(reports)
    first_of: dict[str, str] = {}
    exact: dict[str, list[str]] = {}
    buckets: dict[tuple[int, bytes], list[str]] = {}
    for report_id in sorted(set(ids) & set(bodies)):
        plain = _NOISE.sub("", bodies[report_id])
        same = [o for o in exact.get(plain, ()) if _may_be_same(told, o, report_id)]
        if plain and same:
            first_of[report_id] = same[0]
            continue
        exact.setdefault(plain, []).append(report_id)
        shingles = _shingles(plain)
        if not len(shingles):
            continue
        bands = list(enumerate(_bands(shingles)))
        candidates = Counter(other for band in bands for other in buckets.get(band, ()))
        ordered = sorted(candidates, key=lambda other: (-candidates[other], other))
        for other in sorted(ordered[:_CANDIDATES]):
            if _may_be_same(told, other, report_id) and _same(plain, shingles, bodies[other]):
                first_of[report_id] = other
                break
        else:
            for band in bands:
                buckets.setdefault(band, []).append(report_id)
    values = [first_of.get(i) for i in ids]
    return pd.Series(values, index=reports.index, dtype="str", name="duplicate_of")


def _telling(reports: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    columns = [c for c in _TELLING if c in reports.columns]
    rows = reports[["report_id", *columns]].itertuples(index=False, name=None)
    return {str(row[0]): tuple(None if pd.isna(v) else v for v in row[1:]) for row in rows}


def _may_be_same(told: dict[str, tuple[Any, ...]], one: str, other: str) -> bool:
    return all(
        a is None or b is None or a == b
        for a, b in zip(told.get(one, ()), told.get(other, ()), strict=True)
    )


def _shingles(plain: str) -> np.ndarray[Any, Any]:
    """Return the sorted hashes of all stretches of eight characters."""
    import numpy as np

    codes = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < _SHINGLE:
        return codes[:0]
    count = len(codes) - _SHINGLE + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(_SHINGLE):
        hashes = hashes * np.uint64(0x100000001B3) + codes[offset : offset + count]
    hashes ^= hashes >> np.uint64(31)
    return np.unique(hashes * np.uint64(0x9E3779B97F4A7C15))


def _bands(shingles: np.ndarray[Any, Any]) -> list[bytes]:
    import numpy as np

    factors = (
        np.arange(1, _BANDS * _ROWS + 1, dtype=np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
    ) | (np.uint64(1))
    lowest = np.array(
        [((shingles * factor) >> np.uint64(20)).min() for factor in factors], dtype=np.uint64
    )
    return [row.tobytes() for row in lowest.reshape(_BANDS, _ROWS)]


def _same(plain: str, shingles: np.ndarray[Any, Any], other_body: str) -> bool:
    import numpy as np

    other = _NOISE.sub("", other_body)
    if min(len(plain), len(other)) < _LENGTHS * max(len(plain), len(other)):
        return False
    theirs = _shingles(other)
    shared = len(np.intersect1d(shingles, theirs, assume_unique=True))
    if shared < _SIMILAR * min(len(shingles), len(theirs)):
        return False
    mine, yours = Counter(_NUMBERS.findall(plain)), Counter(_NUMBERS.findall(other))
    common = sum((mine & yours).values())
    return common >= _SIMILAR * min(sum(mine.values()), sum(yours.values()))
