"""The words on figures and pages, in English or Chinese."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from fazhi_analysis.errors import FazhiError, ResourceError

__all__ = ["LANGUAGES", "indicator_label", "indicator_unit", "label", "labels", "value_unit"]

LANGUAGES = ("en", "zh")


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return every label: key → language → text; checked when loaded.

    Raises
    ------
    ResourceError
        A label lacks a language.
    """
    source = files("fazhi_analysis.resources").joinpath("labels.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    for key, texts in table.items():
        if not isinstance(texts, dict) or not all(texts.get(lang) for lang in LANGUAGES):
            raise ResourceError(f"labels.toml: {key!r} needs a text in each of {LANGUAGES}.")
    return table


def label(key: str, lang: str, **values: Any) -> str:
    """Return the label `key` in `lang`, with `values` put in.

    Examples
    --------
    >>> label("n_reports", "en", n=5)
    'n = 5 reports'
    """
    if lang not in LANGUAGES:
        raise FazhiError(f"lang={lang!r}: the labels are in {' and '.join(LANGUAGES)}.")
    text = labels()[key][lang]
    return text.format(**values) if values else text


@cache
def _codebook() -> dict[str, dict[Any, Any]]:
    from fazhi_analysis.codebooks import codebook

    return {str(row["code"]): dict(row) for row in codebook().to_dict("records")}


def indicator_label(code: str, lang: str) -> str:
    """Return the indicator's name; the code itself where it is of a codebook of one's own."""
    row = _codebook().get(code)
    return str(row[f"label_{lang}"]) if row else str(code)


def indicator_unit(code: str) -> str:
    """Return the indicator's unit, as the codebook writes it ('' where it is not there)."""
    row = _codebook().get(code)
    return str(row["unit"]) if row else ""


def value_unit(unit: object, indicator: object = None) -> str:
    """Return the unit that a ``value`` counts in: 243.91万元 has the value 2439100, in 元.

    Examples
    --------
    >>> [value_unit("万元"), value_unit("起"), value_unit(None), value_unit("万余元")]
    ['元', '起', '', '元']
    """
    if not isinstance(unit, str):
        return indicator_unit(str(indicator)) if isinstance(indicator, str) else ""
    if unit.endswith("元"):
        return unit.lstrip("十百千万亿余多").strip() or unit
    return unit
