"""Find given terms in text itself, whatever the segmentation, all of them in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from fazhi_analysis.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["Found", "Overlap", "Terms", "locate", "occurrences"]

Overlap = Literal["longest", "all"]
_LONGEST = 100  # characters of a term; also how deep the pattern nests


class Found(NamedTuple):
    """One occurrence: the term's name and its place in the text."""

    term: str
    start: int
    end: int


class Terms:
    """Terms to look for, with their variants.

    Parameters
    ----------
    terms : str, iterable of str, or mapping of str to str or iterable of str
        The terms; or names, each with the variants that count as it.
    overlap : {'longest', 'all'}
        What counts of a term inside of a longer one (法治政府 in 法治政府建设): with ``longest``
        the longer alone, with ``all`` both. Terms that overlap without one holding the other count
        both. Variants of one term that share characters count once.

    Raises
    ------
    FazhiError
        There is no term, one is empty or too long, or a variant belongs to two terms.
    """

    def __init__(
        self,
        terms: str | Iterable[str] | Mapping[str, str | Iterable[str]],
        *,
        overlap: Overlap = "longest",
    ) -> None:
        if overlap not in ("longest", "all"):
            raise FazhiError(f"overlap is {overlap!r}; use 'longest' or 'all'.")
        self.overlap = overlap
        self._name: dict[str, str] = {}
        self.names: list[str] = []
        for name, variants in _named(terms).items():
            self.names.append(name)
            for variant in variants:
                self._add(variant, name)
        if not self._name:
            raise FazhiError("there is no term to look for; give at least one.")
        # The longest variant at each place; the others there are its beginnings.
        self._pattern = re.compile(f"(?=({_pattern(self._name)}))")
        self._begins = {
            variant: [variant[:n] for n in range(1, len(variant) + 1) if variant[:n] in self._name]
            for variant in self._name
        }

    def _add(self, variant: str, name: str) -> None:
        if not isinstance(variant, str) or not variant.strip() or len(variant) > _LONGEST:
            raise FazhiError(
                f"the term {variant!r} of {name!r} is no text of 1 to {_LONGEST} characters."
            )
        if self._name.setdefault(variant, name) != name:
            raise FazhiError(
                f"{variant!r} is a variant of {self._name[variant]!r} and of {name!r}; "
                "a variant belongs to one term."
            )

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Return every occurrence between two places of a text that counts, in order.

        Examples
        --------
        >>> [f.term for f in Terms(["法治政府", "法治政府建设"]).find("法治政府建设与法治政府")]
        ['法治政府建设', '法治政府']
        """
        stop = len(text) if end is None else end
        found = [
            Found(self._name[variant], match.start(), match.start() + len(variant))
            for match in self._pattern.finditer(text, start, stop)
            for variant in self._begins[match[1]]
        ]
        if self.overlap == "longest":
            return _once(_outermost(found))
        return _once(found)


def _named(
    terms: str | Iterable[str] | Mapping[str, str | Iterable[str]],
) -> dict[str, list[str]]:
    if isinstance(terms, str):
        return {terms: [terms]}
    if isinstance(terms, Mapping):
        return {
            name: [variants] if isinstance(variants, str) else list(variants)
            for name, variants in terms.items()
        }
    return {term: [term] for term in terms}


def _pattern(variants: Iterable[str]) -> str:
    """Write a pattern for the longest of several texts: a tree of characters, so it is linear."""
    tree: dict[str, Any] = {}
    for variant in variants:
        node = tree
        for character in variant:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    options = [
        re.escape(character) + _branches(below)
        for character, below in sorted(node.items())
        if character
    ]
    if not options:
        return ""
    inner = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    return f"(?:{inner})?" if "" in node else inner


def _outermost(found: list[Found]) -> list[Found]:
    """Leave out what lies inside of a longer one."""
    kept: list[Found] = []
    reach = -1
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        # What starts earlier, or there and ends later, comes first: it holds this one or does not.
        if item.end > reach:
            kept.append(item)
            reach = item.end
    return kept


def _once(found: list[Found]) -> list[Found]:
    """Leave out what shares characters with an earlier, or longer, occurrence of its own term."""
    kept = []
    reach: dict[str, int] = {}
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if item.start >= reach.get(item.term, 0):
            kept.append(item)
            reach[item.term] = item.end
    return kept


def occurrences(corpus: Corpus, terms: Terms) -> pd.DataFrame:
    """Find terms in the bodies of all reports.

    Returns
    -------
    DataFrame
        One row an occurrence, sorted by report and place: report_id, term, start, end.
    """
    texts = corpus.texts.sort_values("report_id", kind="stable")
    rows = [
        (report_id, *found)
        for report_id, text, start, end in zip(
            texts["report_id"], texts["text"], texts["body_start"], texts["body_end"], strict=True
        )
        for found in terms.find(text, int(start), int(end))
    ]
    columns = ["report_id", "term", "start", "end"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"report_id": "str", "term": "str", "start": "Int64", "end": "Int64"}
    )


def locate(places: pd.DataFrame, spans: pd.DataFrame, number: str) -> pd.Series:
    """Tell in which span of its report each place starts.

    Parameters
    ----------
    places : DataFrame
        Columns report_id and start.
    spans : DataFrame
        Columns report_id, start, end and `number`: sections or sentences, apart from each other.
    number : str
        The column of `spans` to return.

    Returns
    -------
    Series of Int64
        With the index of `places`; NA where no span holds the start.
    """
    by_report = {
        report_id: group.sort_values("start")
        for report_id, group in spans[spans["start"] < spans["end"]].groupby(
            "report_id", sort=False
        )
    }
    out = pd.Series(pd.NA, index=places.index, dtype="Int64")
    for report_id, group in places.groupby("report_id", sort=False):
        if report_id not in by_report:
            continue
        own = by_report[report_id]
        starts, ends = own["start"].to_numpy(dtype=int), own["end"].to_numpy(dtype=int)
        at = group["start"].to_numpy(dtype=int)
        index = np.searchsorted(starts, at, side="right") - 1
        inside = (index >= 0) & (at < ends[index])
        values = own[number].to_numpy(dtype=int)[index]
        out.loc[group.index[inside]] = values[inside]
    return out
