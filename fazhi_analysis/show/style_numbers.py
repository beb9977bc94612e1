"""Numbers as pages show them."""

from __future__ import annotations

from typing import Any

from fazhi_analysis.show.evidence import told

__all__ = ["shown_value"]

_BOUNDS = {"min": "≥ ", "max": "≤ ", "approx": "≈ "}


def shown_value(value: Any, high: Any = None, bound: Any = None) -> str:
    """Return a value with its bound and range, thousands grouped; '–' where it is missing.

    Examples
    --------
    >>> [shown_value(1500.0, 1500.0, "min"), shown_value(2000.0, 2500.0), shown_value(None)]
    ['≥ 1,500', '2,000–2,500', '–']
    """
    if not told(value):
        return "–"
    sign = _BOUNDS.get(bound, "") if told(bound) else ""
    shown = _one(float(value))
    if told(high) and float(high) != float(value):
        shown += f"–{_one(float(high))}"
    return sign + shown


def _one(value: float) -> str:
    if value.is_integer():
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:,.4f}".rstrip("0").replace("-", "−")
