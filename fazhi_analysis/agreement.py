"""How far two codings of the same reports agree: alpha, kappa, values, and every disagreement.

The unit is a number in a report. Two rows are codings of the same number when they stand at the
same place; where a coding tells no places (rows of the gold format have a quote only), its rows
are placed by the quote and the value. A number that one coder left out has the code ``none``.

Krippendorff's alpha is computed by the library ``krippendorff``, Cohen's kappa by scikit-learn.
Numbers that neither coder coded are no units unless ``numbers`` gives all of them: without them
both coefficients are lower, for agreeing that a number is no mention counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.tidy.widths import half_width

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NONE", "Agreement", "compare_codings"]

#: The code of a number that a coder did not take as a mention.
NONE = "none"
_NEEDED = ("report_id", "indicator", "value", "quote")
_COMPARED = ("value", "value_high", "unit", "bound", "status", "period", "breakdown")

Row = dict[str, Any]


class Agreement(NamedTuple):
    """What :func:`compare_codings` found.

    Attributes
    ----------
    summary : DataFrame
        One row: units, both (coded by both), only_one, only_two, alpha, kappa (on the indicator,
        ``none`` included), value (share of the numbers that both gave the same indicator on which
        value and value_high agree), f1 (agreement on rows: same place, indicator and value).
    by_indicator : DataFrame
        One row an indicator, sorted: indicator, one, two, both (rows of each coder, and numbers
        that both gave it), alpha, kappa (this indicator against all else), value, bound, period,
        breakdown (shares of ``both`` that agree). NA where nothing can be computed.
    disagreements : DataFrame
        One row a difference, by report and place: report_id, quote, field (mention, indicator,
        value, value_high, unit, bound, status, period, breakdown), one, two.
    """

    summary: pd.DataFrame
    by_indicator: pd.DataFrame
    disagreements: pd.DataFrame


def _plain(value: Any) -> Any:
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    return value


def _rows(coding: pd.DataFrame, name: str) -> list[Row]:
    missing = [column for column in _NEEDED if column not in coding.columns]
    if missing:
        raise FazhiError(
            f"The {name} coding lacks the column {missing[0]!r}; it needs {', '.join(_NEEDED)}."
        )
    rows = [{str(k): _plain(v) for k, v in row.items()} for row in coding.to_dict("records")]
    return [row for row in rows if row["indicator"]]


def _words(quote: Any) -> str:
    return re.sub(r"[\s,]", "", half_width(str(quote or "")))


def _number(row: Row) -> float:
    return float(row["value"])


def _likeness(one: Row, two: Row) -> float:
    """How likely two rows are codings of the same number; 0 where they cannot be."""
    place_one, place_two = one.get("number_start"), two.get("number_start")
    if place_one is not None and place_two is not None:
        return 10.0 if int(place_one) == int(place_two) else 0.0
    a, b = _words(one["quote"]), _words(two["quote"])
    shared = a in b or b in a
    if not shared:
        # Quotes of one number overlap: the end of the one is in the other.
        shared = len(a) > 2 and len(b) > 2 and (a[-3:] in b or b[-3:] in a)
    if not shared:
        return 0.0
    same_value = _number(one) == _number(two)
    closeness = min(len(a), len(b)) / max(len(a), len(b), 1)
    same_indicator = one["indicator"] == two["indicator"]
    score = 4.0 * same_value + 1.5 * same_indicator + closeness
    # Another value in merely overlapping words is another number.
    return score if same_value or (same_indicator and closeness > 0.5) else 0.0


def _pairs(one: list[Row], two: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Pair the rows of one report, the likeliest first; what is left over stands alone."""
    scored = sorted(
        (
            (-_likeness(a, b) - 0.5 * (a["indicator"] == b["indicator"]), i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(two)
            if _likeness(a, b) > 0
        ),
    )
    with_one: dict[int, int] = {}
    with_two: set[int] = set()
    for _, i, j in scored:
        if i not in with_one and j not in with_two:
            with_one[i] = j
            with_two.add(j)
    pairs: list[tuple[Row | None, Row | None]] = [
        (a, two[with_one[i]] if i in with_one else None) for i, a in enumerate(one)
    ]
    return pairs + [(None, b) for j, b in enumerate(two) if j not in with_two]


def _code(row: Row | None) -> str:
    return NONE if row is None else str(row["indicator"])


def _alpha(codes: list[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha for nominal codes; None where there is nothing to tell apart."""
    import krippendorff

    names = {
        name: number for number, name in enumerate(sorted({c for pair in codes for c in pair}))
    }
    if len(names) < 2:
        return None
    data = [[float(names[pair[coder]]) for pair in codes] for coder in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _kappa(codes: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa; None where there is nothing to tell apart."""
    from sklearn.metrics import cohen_kappa_score

    if len({code for pair in codes for code in pair}) < 2:
        return None
    return float(cohen_kappa_score([one for one, _ in codes], [two for _, two in codes]))


def _same(name: str, one: Any, two: Any) -> bool:
    if one is None or two is None:
        return one is None and two is None
    if name in ("value", "value_high"):
        return abs(float(one) - float(two)) <= 1e-9 * max(1.0, abs(float(one)))
    if name == "breakdown":
        parts = [
            {p.strip() for p in half_width(str(v)).split(";") if p.strip()} for v in (one, two)
        ]
        return parts[0] == parts[1]
    return str(one).strip() == str(two).strip()


def _share(name: str, pairs: Iterable[tuple[Row, Row]]) -> float | None:
    told = [_same(name, a.get(name), b.get(name)) for a, b in pairs]
    return sum(told) / len(told) if told else None


def _values(pairs: list[tuple[Row, Row]]) -> float | None:
    told = [all(_same(n, a.get(n), b.get(n)) for n in ("value", "value_high")) for a, b in pairs]
    return sum(told) / len(told) if told else None


def compare_codings(
    one: pd.DataFrame, two: pd.DataFrame, *, numbers: pd.DataFrame | None = None
) -> Agreement:
    """Compare two codings of the same reports.

    Parameters
    ----------
    one, two : DataFrame
        One row a mention: report_id, indicator, value, quote, and any of value_high, unit, bound,
        status, period, breakdown. With ``number_start`` in both (as in ``quantities``) rows are
        paired by place, else by quote and value. Rows without an indicator are no mentions.
    numbers : DataFrame, optional
        ``quantities`` of the same reports: every number is a unit then, and what neither coder
        took counts as agreement.

    Returns
    -------
    Agreement
        The coefficients, the same by indicator, and the disagreements.

    Raises
    ------
    FazhiError
        A column is missing, or the codings have no report in common.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"report_id": "a", "indicator": "legal_lectures", "value": 8, "quote": "授课8次"}
    >>> other = {**row, "value": 16, "quote": "讲座16次"}
    >>> one = pd.DataFrame([row, other])
    >>> two = pd.DataFrame([row, {**other, "indicator": "publicity_events"}])
    >>> compare_codings(one, two).disagreements[["field", "one", "two"]].values.tolist()
    [['indicator', 'legal_lectures', 'publicity_events']]
    """
    import pandas as pd

    rows_one, rows_two = _rows(one, "first"), _rows(two, "second")
    told_one, told_two = ({str(row["report_id"]) for row in rows} for rows in (rows_one, rows_two))
    if rows_one and rows_two and not told_one & told_two:
        raise FazhiError("The two codings have no report in common; are the report_id the same?")
    pairs: list[tuple[Row | None, Row | None]] = []
    for report in sorted(told_one | told_two):
        pairs += _pairs(
            [row for row in rows_one if str(row["report_id"]) == report],
            [row for row in rows_two if str(row["report_id"]) == report],
        )
    codes = [(_code(a), _code(b)) for a, b in pairs]
    if numbers is not None:
        rest = int(numbers["report_id"].isin(told_one | told_two).sum()) - len(codes)
        codes += [(NONE, NONE)] * max(0, rest)
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    agreed = [(a, b) for a, b in both if a["indicator"] == b["indicator"]]
    same_rows = sum(_same("value", a["value"], b["value"]) for a, b in agreed)
    coded = len(rows_one) + len(rows_two)
    summary = {
        "units": len(codes),
        "both": len(both),
        "only_one": len(rows_one) - len(both),
        "only_two": len(rows_two) - len(both),
        "alpha": _alpha(codes),
        "kappa": _kappa(codes),
        "value": _values(agreed),
        "f1": 2 * same_rows / coded if coded else None,
    }
    by_indicator = []
    for code in sorted({code for pair in codes for code in pair} - {NONE}):
        here = [(str(a == code), str(b == code)) for a, b in codes]
        mine = [(a, b) for a, b in agreed if a["indicator"] == code]
        by_indicator.append(
            {
                "indicator": code,
                "one": sum(a == code for a, _ in codes),
                "two": sum(b == code for _, b in codes),
                "both": len(mine),
                "alpha": _alpha(here),
                "kappa": _kappa(here),
                "value": _values(mine),
                **{name: _share(name, mine) for name in ("bound", "period", "breakdown")},
            }
        )
    numbers_of = {"units", "both", "only_one", "only_two", "one", "two"}
    frames = [pd.DataFrame([summary]), pd.DataFrame(by_indicator, columns=_BY_INDICATOR)]
    for frame in frames:
        for column in frame.columns:
            if column != "indicator":
                frame[column] = frame[column].astype("Int64" if column in numbers_of else "Float64")
    frames[1]["indicator"] = frames[1]["indicator"].astype("str")
    return Agreement(frames[0], frames[1], _differences(pairs))


_BY_INDICATOR = ["indicator", "one", "two", "both", "alpha", "kappa", "value", "bound", "period",
                 "breakdown"]  # fmt: skip


def _differences(pairs: list[tuple[Row | None, Row | None]]) -> pd.DataFrame:
    import pandas as pd

    found = []
    for a, b in pairs:
        row = a if a is not None else b
        assert row is not None
        place = {"report_id": row["report_id"], "quote": row["quote"]}
        if a is None or b is None:
            told = {"one": _code(a) if a else None, "two": _code(b) if b else None}
            found.append({**place, "field": "mention", **told})
            continue
        for name in ("indicator", *_COMPARED):
            if (name in a or name in b) and not _same(name, a.get(name), b.get(name)):
                told = {
                    "one": None if a.get(name) is None else str(a[name]),
                    "two": None if b.get(name) is None else str(b[name]),
                }
                found.append({**place, "field": name, **told})
    columns = ["report_id", "quote", "field", "one", "two"]
    return pd.DataFrame(found, columns=columns).astype("str")
