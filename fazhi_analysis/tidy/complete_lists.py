"""Tell what the words of a list of parts say about it.

``resources/complete_lists.csv`` names lists that hold every kind there is, ``exclusive_kinds.csv``
kinds of which a case or person has only one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import read_table

__all__ = ["compile_lists", "complete_run", "is_complete", "is_exclusive"]


def compile_lists(
    rows: Sequence[dict[str, str]], name: str
) -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Check the rows and compile their expressions.

    Raises
    ------
    ResourceError
        A row names fewer than two kinds, or an expression is malformed.
    """
    found = []
    for number, row in enumerate(rows, 1):
        words = [word for word in row["all_of"].split(";") if word]
        if len(words) < 2:
            raise ResourceError(f"{name}: row {number} names {len(words)} kinds; a list has two.")
        try:
            found.append(tuple(re.compile(word) for word in words))
        except re.error as error:
            raise ResourceError(f"{name}: row {number} is not well formed ({error}).") from error
    return tuple(found)


@cache
def _lists() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return compile_lists(read_table("complete_lists.csv", ("name", "all_of")), "complete_lists.csv")


def is_complete(labels: Sequence[str]) -> bool:
    """Whether parts with these words are all that there can be.

    Examples
    --------
    >>> is_complete(["继续有效", "修改", "废止"]), is_complete(["修改", "废止"])
    (True, False)
    """
    return any(
        len(labels) >= len(words)
        and all(any(word.search(label) for label in labels) for word in words)
        for words in _lists()
    )


def complete_run(labels: Sequence[str]) -> int:
    """How many labels, from the first on, make up a complete list; 0 where none does.

    Each of them names a kind of the list or the rest; what follows is no part of it.

    Examples
    --------
    >>> complete_run(["专职调解员", "兼职调解员", "培训"]), complete_run(["审结", "维持", "驳回"])
    (2, 0)
    """
    rest = _kinds()[0]
    longest = 0
    for words in _lists():
        size = 0
        found: set[int] = set()
        for label in labels:
            named = {place for place, word in enumerate(words) if word.search(label)}
            beside = found and (rest.search(label) or is_exclusive([*labels[:size], label]))
            if not named and not beside:
                break
            size += 1
            found |= named
        if len(found) == len(words) and size > 1:
            longest = max(longest, size)
    return longest


@cache
def _kinds() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Compile the kinds: what stands beside any of them, and the dimensions."""
    rows = read_table("exclusive_kinds.csv", ("dimension", "words"))
    try:
        words = {row["dimension"]: re.compile(row["words"]) for row in rows}
    except re.error as error:
        raise ResourceError(
            f"exclusive_kinds.csv: an expression is malformed ({error})."
        ) from error
    if "rest" not in words:
        raise ResourceError("exclusive_kinds.csv: the row 'rest' is missing.")
    rest = words.pop("rest")
    return rest, tuple(words.values())


def is_exclusive(labels: Sequence[str]) -> bool:
    """Whether parts with these words are kinds of one dimension, of which each has only one.

    Examples
    --------
    >>> is_exclusive(["刑事", "民商事", "行政"]), is_exclusive(["民事", "农民工"])
    (True, False)
    """
    rest, kinds = _kinds()
    return len(labels) > 1 and any(
        all(words.search(label) or rest.search(label) for label in labels)
        and any(words.search(label) for label in labels)
        for words in kinds
    )
