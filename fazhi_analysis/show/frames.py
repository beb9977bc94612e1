"""Rows of a frame, one named tuple each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

__all__ = ["rows"]


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield each row of `frame` as a named tuple; missing values of lists and texts stay NA."""
    yield from frame.itertuples(index=False)
