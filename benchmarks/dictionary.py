"""Print ``docs/data-dictionary.md`` from the schema, or check that it is up to date."""

from __future__ import annotations

from benchmarks.document import main
from fazhi_analysis.schema import FRAMES, Column


def _type(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.kind}{unit}"


def _meaning(column: Column) -> str:
    values = f" One of: {', '.join(f'`{v}`' for v in column.values)}." if column.values else ""
    required = "" if column.required else " May be missing."
    return f"{column.meaning.rstrip('.')}.{values}{required}".replace("|", "\\|")


def text() -> str:
    """Return the data dictionary as Markdown."""
    parts = [
        "# Data dictionary",
        "",
        "The frames that `fazhi build RAW -o OUT` writes, one Parquet file each, and that a",
        "`Corpus` holds. Missing is NA, never 0, an empty text or -1. All `start` and `end` count",
        "characters in `texts.text` of the same report. `Corpus.indicators` is the view on",
        "`quantities` that has an indicator.",
        "",
        "This page is printed from the schema by `make docs`.",
    ]
    for frame in FRAMES.values():
        parts += ["", f"## {frame.name}", "", f"{frame.grain[0].upper()}{frame.grain[1:]}. "]
        parts[-1] += f"Sorted by {', '.join(f'`{k}`' for k in frame.key)}."
        parts += ["", "| column | type | meaning |", "| --- | --- | --- |"]
        parts += [f"| `{c.name}` | {_type(c)} | {_meaning(c)} |" for c in frame.columns]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main("docs/data-dictionary.md", text)
