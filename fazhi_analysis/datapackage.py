"""The Frictionless descriptor of a processed folder: what each file and column means.

Follows the Data Package and Table Schema standards (https://datapackage.org/standard/).
"""

from __future__ import annotations

from importlib import metadata
from typing import Any

import pandas as pd

from fazhi_analysis.codebooks import sha256 as codebook_sha256
from fazhi_analysis.schema import FRAMES, Column, Frame

__all__ = ["describe"]

_TYPES = {"strings": "array", "integers": "array"}


def describe(frames: dict[str, pd.DataFrame], hashes: dict[str, str]) -> dict[str, Any]:
    """Return the descriptor of `frames`, whose files have the SHA-256 `hashes`.

    It holds no clock time and no path of the machine: the same input gives the same descriptor.
    """
    reports = frames["reports"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fazhi-analysis-processed",
        "title": "Reports on law-based government (法治政府建设年度报告) as tidy frames",
        "version": metadata.version("fazhi_analysis"),
        "created_with": {
            "package": "fazhi_analysis",
            "version": metadata.version("fazhi_analysis"),
            "codebook_sha256": codebook_sha256(),
        },
        "sources": [
            {"title": path, "path": path, "sha256": digest}
            for path, digest in zip(reports["path"], reports["sha256"], strict=True)
        ],
        "resources": [
            _resource(FRAMES[name], len(frame), hashes[name]) for name, frame in frames.items()
        ],
    }


def _resource(frame: Frame, rows: int, digest: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in frame.columns],
        "primaryKey": list(frame.key),
    }
    if "report_id" in frame.names and frame.name not in ("reports", "intake"):
        schema["foreignKeys"] = [
            {
                "fields": ["report_id"],
                "reference": {"resource": "reports", "fields": ["report_id"]},
            }
        ]
    return {
        "name": frame.name,
        "path": f"{frame.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": frame.grain,
        "rows": rows,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, column.kind),
        "description": column.meaning,
    }
    if column.unit:
        field["unit"] = column.unit
    if constraints:
        field["constraints"] = constraints
    return field
