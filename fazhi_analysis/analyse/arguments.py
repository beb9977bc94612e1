"""What every analysis asks of its arguments: the right columns, and the reports it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_analysis.errors import FazhiError, SchemaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from fazhi_analysis.corpus import Corpus

__all__ = ["analysed", "require"]


def require(frame: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise a :class:`SchemaError` that names the columns that `frame` lacks.

    Raises
    ------
    FazhiError
        `frame` is no frame at all (a corpus was given, for instance).
    """
    if not hasattr(frame, "columns"):
        raise FazhiError(f"{what} must be a DataFrame, not {type(frame).__name__}.")
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise SchemaError(
            f"{what} lacks the column(s) {', '.join(missing)}; it has {list(frame.columns)}."
        )


def analysed(corpus: Corpus, caller: str) -> Corpus:
    """Return what an analysis uses by default: no duplicates, no texts of kind ``other``.

    Raises
    ------
    FazhiError
        `corpus` is not a corpus (a frame was given, for instance).
    """
    if not hasattr(corpus, "analysed"):
        raise FazhiError(
            f"{caller}() takes a Corpus, not {type(corpus).__name__}; "
            "fz.load(folder) and fz.build(raw) give one."
        )
    return corpus.analysed()
