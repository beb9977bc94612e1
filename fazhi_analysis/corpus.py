"""The corpus: the frames of one folder of reports, held together and narrowed together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Any

import pandas as pd

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.schema import FRAMES, empty

__all__ = ["Corpus"]


@dataclass(frozen=True, eq=False)
class Corpus:
    """The tidy frames of a set of reports.

    Each attribute is one frame of the schema (see ``docs/data-dictionary.md``); a frame that is
    not given is empty. Nothing in a corpus is changed in place: :meth:`where` returns a new one.

    Examples
    --------
    >>> Corpus()
    <Corpus: 0 reports, 0 quantities, 0 with an indicator>
    """

    reports: pd.DataFrame = field(default_factory=partial(empty, "reports"))
    texts: pd.DataFrame = field(default_factory=partial(empty, "texts"))
    evidence: pd.DataFrame = field(default_factory=partial(empty, "evidence"))
    sections: pd.DataFrame = field(default_factory=partial(empty, "sections"))
    sentences: pd.DataFrame = field(default_factory=partial(empty, "sentences"))
    quantities: pd.DataFrame = field(default_factory=partial(empty, "quantities"))
    checks: pd.DataFrame = field(default_factory=partial(empty, "checks"))
    words: pd.DataFrame = field(default_factory=partial(empty, "words"))
    intake: pd.DataFrame = field(default_factory=partial(empty, "intake"))

    @property
    def indicators(self) -> pd.DataFrame:
        """The quantities that have an indicator: one row a mention, sorted as `quantities`."""
        return self.quantities[self.quantities["indicator"].notna()].reset_index(drop=True)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the stored frames by name, in the order of the schema."""
        return {name: getattr(self, name) for name in FRAMES}

    def where(self, **conditions: Any) -> Corpus:
        """Return the corpus of the reports that meet every condition.

        Parameters
        ----------
        **conditions
            A column of `reports` and the value, or a list of values, that it must hold, such as
            ``year=[2022, 2023], level="township"``. ``None`` asks for missing values.

        Raises
        ------
        FazhiError
            `reports` has no such column, or it holds numbers and a text is asked for.
        """
        keep = pd.Series(True, index=self.reports.index)
        for column, wanted in conditions.items():
            if column not in self.reports.columns:
                raise FazhiError(
                    f"reports has no column {column!r}; where() takes {list(self.reports.columns)}."
                )
            keep &= _matches(self.reports[column], wanted)
        return self._only(self.reports.loc[keep, "report_id"])

    def analysed(self) -> Corpus:
        """Return the corpus that analyses use by default: no duplicates, no kind ``other``."""
        reports = self.reports
        keep = reports["duplicate_of"].isna() & (reports["kind"].fillna("other") != "other")
        return self._only(reports.loc[keep, "report_id"])

    def _only(self, ids: pd.Series) -> Corpus:
        wanted = set(ids)
        if len(wanted) == len(self.reports):
            return self
        kept = {
            item.name: frame[frame["report_id"].isin(wanted)].reset_index(drop=True)
            for item in fields(self)
            if (frame := getattr(self, item.name)) is not None
        }
        return replace(self, **kept)

    def __repr__(self) -> str:
        named = int(self.quantities["indicator"].notna().sum())
        return (
            f"<Corpus: {len(self.reports)} reports, {len(self.quantities)} quantities, "
            f"{named} with an indicator>"
        )


def _matches(values: pd.Series, wanted: Any) -> pd.Series:
    if wanted is None:
        return values.isna()
    if isinstance(wanted, str) or not isinstance(wanted, Iterable):
        wanted = [wanted]
    options = list(wanted)
    if pd.api.types.is_numeric_dtype(values.dtype):
        for option in options:
            if isinstance(option, str):
                raise FazhiError(
                    f"{values.name} holds numbers and {option!r} is a text, which never fits; "
                    "give the number without quotation marks."
                )
    found = values.isin([option for option in options if option is not None])
    if None in options:
        found |= values.isna()
    return found.fillna(False).astype(bool)
