"""The frames: their columns, types, units, keys and meanings, and the checks that hold them to it.

Everything else about a frame is derived from :data:`FRAMES`: the dtypes of the pandas frames, the
Parquet files, the Frictionless descriptor and the data dictionary in ``docs/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from fazhi_analysis.errors import SchemaError
from fazhi_analysis.schema_columns import COLUMNS, Column

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FRAMES", "Column", "Frame", "conform", "empty", "validate"]

DTYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "strings": "object",
    "integers": "object",
}


@dataclass(frozen=True)
class Frame:
    """One frame of the schema.

    Attributes
    ----------
    name : str
        Name of the frame and of its Parquet file.
    grain : str
        What one row is.
    key : tuple of str
        Columns that identify a row and by which the rows are sorted.
    columns : tuple of Column
        Columns in order.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    def arrow(self) -> pa.Schema:
        """Return the Arrow schema with which the frame is stored."""
        import pyarrow as pa

        types = {
            "string": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "boolean": pa.bool_(),
            "date": pa.date32(),
            "strings": pa.list_(pa.string()),
            "integers": pa.list_(pa.int64()),
        }
        return pa.schema(
            [pa.field(c.name, types[c.kind], nullable=not c.required) for c in self.columns]
        )


_GRAINS: dict[str, tuple[str, tuple[str, ...]]] = {
    "reports": ("one row a report", ("report_id",)),
    "texts": ("one row a report", ("report_id",)),
    "evidence": (
        "one row a metadata field that was filled",
        ("report_id", "field", "value"),
    ),
    "sections": (
        "one row a heading, and one (section 0) for what stands before the first",
        ("report_id", "section"),
    ),
    "sentences": ("one row a sentence of the body", ("report_id", "sentence")),
    "quantities": (
        "one row a number with a unit (or %, or a spoken zero) in the body",
        ("report_id", "quantity"),
    ),
    "checks": (
        "one row a statement that the report's own numbers can test",
        ("report_id", "check"),
    ),
    "words": ("one row a report, section and word", ("report_id", "section", "word")),
    "intake": ("one row a file found below RAW", ("path",)),
}

FRAMES: dict[str, Frame] = {
    name: Frame(name, grain, key, COLUMNS[name]) for name, (grain, key) in _GRAINS.items()
}


def _frame(name: str) -> Frame:
    try:
        return FRAMES[name]
    except KeyError:
        raise SchemaError(f"There is no frame {name!r}; the frames are {list(FRAMES)}.") from None


def empty(name: str) -> pd.DataFrame:
    """Return the frame `name` without rows, with its columns and dtypes.

    Examples
    --------
    >>> empty("words").dtypes.astype(str).to_dict()
    {'report_id': 'str', 'section': 'Int64', 'word': 'str', 'count': 'Int64'}
    """
    return conform(name, [])


def conform(
    name: str, rows: pd.DataFrame | Iterable[Mapping[str, Any]], *, sort: bool = True
) -> pd.DataFrame:
    """Return `rows` as the frame `name`: its columns in order, its dtypes, sorted by its key.

    Columns that the schema does not name are kept behind those that it names; columns of the
    schema that `rows` lacks are filled with NA.

    Parameters
    ----------
    name : str
        A name in :data:`FRAMES`.
    rows : DataFrame or iterable of mappings
        The rows; nothing in them is changed in place.
    sort : bool, default True
        Sort by the key (stable), with a fresh index.

    Raises
    ------
    SchemaError
        A value cannot be brought to its column's type.
    """
    frame = _frame(name)
    data = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame.from_records(list(rows))
    series = {}
    for column in frame.columns:
        values = data[column.name] if column.name in data.columns else [None] * len(data)
        try:
            series[column.name] = _cast(values, column, data.index)
        except (TypeError, ValueError) as error:
            raise SchemaError(
                f"{name}.{column.name} does not hold {column.kind}: {error}"
            ) from error
    extra = {c: data[c] for c in data.columns if c not in series}
    out = pd.DataFrame({**series, **extra}, index=data.index)
    if sort and len(out):
        out = out.sort_values(list(frame.key), kind="stable")
    return out.reset_index(drop=True)


def _cast(values: Any, column: Column, index: pd.Index) -> pd.Series:
    dtype = DTYPES[column.kind]
    if isinstance(values, pd.Series) and dtype != "object" and values.dtype == dtype:
        return values
    if dtype == "object":
        lists = [None if _missing(v) else list(v) for v in values]
        return pd.Series(lists, index=index, dtype="object")
    if column.kind == "string":
        # astype would turn a missing value of an object column into the text "None".
        texts = [None if _missing(v) else str(v) for v in values]
        return pd.Series(texts, index=index, dtype="str")
    if column.kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, index=index)), dtype=dtype)
    return pd.Series(list(values), index=index, dtype=dtype)


def _missing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def validate(name: str, data: pd.DataFrame) -> pd.DataFrame:
    """Check `data` against the schema and return it unchanged.

    Raises
    ------
    SchemaError
        A column is missing or of another type, a required value is NA, a value lies outside its
        list or range, or the key is not unique. The message names frame, column and first rows.
    """
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    frame = _frame(name)
    columns = {}
    for column in frame.columns:
        checks = []
        if column.values:
            checks.append(pa.Check.isin(column.values))
        if column.minimum is not None:
            checks.append(pa.Check.ge(column.minimum))
        columns[column.name] = pa.Column(
            DTYPES[column.kind] if DTYPES[column.kind] != "object" else object,
            checks,
            nullable=not column.required,
        )
    schema = pa.DataFrameSchema(columns, unique=list(frame.key), strict=False, name=name)
    try:
        schema.validate(data, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.head(5)[["column", "check", "failure_case", "index"]]
        raise SchemaError(
            f"The frame {name} breaks its schema:\n{cases.to_string(index=False)}"
        ) from error
    for low, high in (("start", "end"), ("body_start", "body_end")):
        if {low, high} <= set(frame.names):
            wrong = data[(data[low] > data[high]).fillna(False)]
            if len(wrong):
                raise SchemaError(f"The frame {name} has {low} behind {high}: {wrong.index[:5]}")
    return data
