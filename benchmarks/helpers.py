"""Print ``docs/helpers.md`` from the docstrings of the public functions, or check it."""

from __future__ import annotations

import inspect
from types import ModuleType

import fazhi_analysis as fz
from benchmarks.document import main

HEAD = """# Helpers

What a researcher imports: `import fazhi_analysis as fz`. Every function takes frames (or a `Corpus`
that holds them) and returns a new tidy frame; nothing is changed in place. The columns of the
frames themselves stand in the [data dictionary](data-dictionary.md).

This page is printed from the docstrings by `make docs`."""


def _entry(name: str, value: object) -> str:
    title = name if inspect.isclass(value) else f"{name}{inspect.signature(value)}"  # type: ignore[arg-type]
    title = title.replace("fazhi_analysis.corpus.", "").replace("'", "")
    doc = inspect.getdoc(value) or ""
    return f"## {name}\n\n```python\nfz.{title}\n```\n\n```text\n{doc}\n```"


def text() -> str:
    """Return the page as Markdown."""
    parts = [HEAD]
    for name in sorted(fz.__all__, key=str.lower):
        value = getattr(fz, name)
        if isinstance(value, ModuleType):
            members = sorted(getattr(value, "__all__", []))
            first = (inspect.getdoc(value) or "").split("\n\n")[0]
            listed = "\n".join(
                f"- `fz.{name}.{m}`: {(inspect.getdoc(getattr(value, m)) or '').splitlines()[0]}"
                for m in members
            )
            parts.append(f"## {name}\n\n{first}\n\n{listed}")
        else:
            parts.append(_entry(name, value))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main("docs/helpers.md", text)
