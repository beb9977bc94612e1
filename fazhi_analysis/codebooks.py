"""The codebook: what the package counts, and the rules by which a number finds its indicator.

Three tables under ``fazhi_analysis/resources`` make it up: ``codebook.csv`` (what an indicator is),
``codebook_rules.csv`` (how its numbers are recognised) and ``codebook_words.csv`` (groups of words
that the rules name by ``@group``). A codebook of your own is one CSV file that adds indicators,
rules and groups; ``docs/codebook.md`` walks through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_analysis.errors import ResourceError
from fazhi_analysis.resources.tables import parse_table, read_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Codebook", "Indicator", "Rule", "codebook", "load", "sha256"]

COLUMNS = ("code", "theme", "label_zh", "label_en", "kind", "unit", "accepts", "definition")
RULE_COLUMNS = ("head", "near", "about", "not", "units", "score", "zero", "parts", "place", "kinds")
#: Among the words of `about`: they must stand in the sentence itself. Before a word of `not`:
#: it must not stand anywhere in the sentence up to the number.
STRICT = "="
#: The same, and they must stand before the number.
BEFORE = "=="
KINDS = ("count", "percent", "money")
#: The code of rules that take numbers away which no indicator covers.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the codebook."""

    code: str
    theme: str
    label_zh: str
    label_en: str
    kind: str
    unit: str
    accepts: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a number names its indicator; see ``docs/codebook.md``."""

    code: str
    head: frozenset[str]
    near: frozenset[str]
    about: frozenset[str]
    unless: frozenset[str]
    never: frozenset[str]
    units: frozenset[str]
    kind: str
    score: float
    zero: bool
    parts: bool
    strict: bool
    before: bool
    place: str
    kinds: bool


@dataclass(frozen=True, eq=False)
class Codebook:
    """Indicators and their rules, checked; compared by identity so that matchers can be cached."""

    indicators: Mapping[str, Indicator]
    rules: tuple[Rule, ...]

    def frame(self) -> pd.DataFrame:
        """Return one row an indicator, in the codebook's order, with `codebook`'s columns."""
        import pandas as pd

        rows = [
            (i.code, i.theme, i.label_zh, i.label_en, i.kind, i.unit, i.definition)
            for i in self.indicators.values()
        ]
        names = ["code", "theme", "label_zh", "label_en", "kind", "unit", "definition"]
        return pd.DataFrame(rows, columns=names, dtype="str")


def codebook() -> pd.DataFrame:
    """Return the package's indicators.

    Returns
    -------
    pandas.DataFrame
        One row an indicator, sorted by theme as in the codebook: code, theme, label_zh, label_en,
        kind (count, percent, money), unit (the canonical one), definition. All columns are `str`.

    Examples
    --------
    >>> frame = codebook()
    >>> frame.loc[frame["code"] == "penalty_amount", "label_zh"].item()
    '罚没金额'
    """
    return load().frame()


def load(path: str | Path | None = None) -> Codebook:
    """Load the package's codebook, with your own rows added.

    Parameters
    ----------
    path : str or Path, optional
        A CSV file (UTF-8) with the columns of ``codebook.csv`` and ``head``, ``near``, ``about``,
        ``not``, ``units``, ``score``, ``zero``, ``parts``, ``place``, ``kinds`` (any of these may
        be left out but ``head``). A row whose ``code`` is new adds an indicator; one whose code is
        known adds a rule to it; ``@name`` as code defines a group of words in its ``head``; ``-``
        takes numbers away from all indicators.

    Returns
    -------
    Codebook

    Raises
    ------
    ResourceError
        If the file is missing, a column or a cell is wrong, or a rule names an unknown group.
    """
    if path is None:
        return _package()
    file = Path(path)
    try:
        source = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(
            f"{file}: the codebook cannot be read as UTF-8 text ({error})."
        ) from error
    return _extended(source, file.name)


def sha256() -> str:
    """Return the SHA-256 of the package's codebook with its rules and words."""
    digest = hashlib.sha256()
    for name in ("codebook.csv", "codebook_rules.csv", "codebook_words.csv"):
        digest.update(resources.files("fazhi_analysis.resources").joinpath(name).read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _package() -> Codebook:
    groups = _groups(read_table("codebook_words.csv", ("group", "words")))
    indicators: dict[str, Indicator] = {}
    for row in read_table("codebook.csv", COLUMNS):
        _add_indicator(indicators, row, "codebook.csv")
    rules = [
        _rule(row, indicators, groups, "codebook_rules.csv")
        for row in read_table("codebook_rules.csv", ("code", "head"))
    ]
    return Codebook(indicators, tuple(rules))


@lru_cache(maxsize=8)
def _extended(source: str, name: str) -> Codebook:
    base = _package()
    rows = parse_table(source, ("code", "head"), name)
    for column in rows[0] if rows else ():
        if column not in (*COLUMNS, *RULE_COLUMNS):
            raise ResourceError(
                f"{name}: column {column!r} is unknown; use {', '.join((*COLUMNS, *RULE_COLUMNS))}."
            )
    groups = _groups(read_table("codebook_words.csv", ("group", "words")))
    groups.update(
        _groups(
            [{"group": r["code"][1:], "words": r["head"]} for r in rows if r["code"][:1] == "@"]
        )
    )
    indicators = dict(base.indicators)
    rules = list(base.rules)
    for row in rows:
        code = row["code"]
        if code.startswith("@"):
            continue
        if code != NOTHING and code not in indicators:
            _add_indicator(indicators, row, name)
        if row["head"]:
            rules.append(_rule(row, indicators, groups, name))
        elif code in base.indicators or code == NOTHING:
            raise ResourceError(
                f"{name}: the row of {code!r} has no head word; give it at least one."
            )
    return Codebook(indicators, tuple(rules))


def _groups(rows: list[dict[str, str]]) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in rows:
        words.setdefault(row["group"], set()).update(row["words"].split())
    return {name: frozenset(members) for name, members in words.items()}


def _add_indicator(indicators: dict[str, Indicator], row: dict[str, str], name: str) -> None:
    code = row["code"]
    if not code or not code.replace("_", "a").isalnum() or not code.isascii():
        raise ResourceError(f"{name}: code {code!r} must be ASCII letters, digits and underscores.")
    if code in indicators:
        raise ResourceError(f"{name}: code {code!r} stands twice; codes are unique.")
    for column in COLUMNS:
        if not row.get(column):
            raise ResourceError(f"{name}: indicator {code!r} has no {column}; fill the cell.")
    if row["kind"] not in KINDS:
        raise ResourceError(
            f"{name}: indicator {code!r} has kind {row['kind']!r}; use one of {', '.join(KINDS)}."
        )
    accepts = tuple(row["accepts"].split())
    indicators[code] = Indicator(
        code, row["theme"], row["label_zh"], row["label_en"], row["kind"], row["unit"], accepts,
        row["definition"],
    )  # fmt: skip


def _rule(
    row: dict[str, str],
    indicators: Mapping[str, Indicator],
    groups: Mapping[str, frozenset[str]],
    name: str,
) -> Rule:
    code = row["code"]
    if code != NOTHING and code not in indicators:
        raise ResourceError(f"{name}: a rule names {code!r}, which is no code of the codebook.")

    def words(column: str) -> frozenset[str]:
        members: set[str] = set()
        for word in row.get(column, "").split():
            mark, word = (STRICT, word[1:]) if word[:1] == STRICT and word[1:] else ("", word)
            if not word.startswith("@"):
                members.add(mark + word)
            elif word[1:] in groups and not mark:
                members |= groups[word[1:]]
            else:
                raise ResourceError(
                    f"{name}: the rule of {code!r} names the group {word!r}, which is not defined."
                )
        return frozenset(members)

    try:
        score = float(row.get("score") or 0)
    except ValueError:
        raise ResourceError(
            f"{name}: the rule of {code!r} has a score that is no number."
        ) from None
    indicator = indicators.get(code)
    units = words("units") or frozenset(indicator.accepts if indicator else ())
    head = words("head")
    if not head:
        raise ResourceError(f"{name}: a rule of {code!r} has no head word; give it at least one.")
    about, unless = words("about"), words("not")
    never = frozenset(word[1:] for word in unless if word.startswith(STRICT))
    place = row.get("place", "")
    if place not in ("", "left", "right"):
        raise ResourceError(
            f"{name}: the rule of {code!r} has place {place!r}; use left, right or none."
        )
    return Rule(
        code, head, words("near"), about - {STRICT, BEFORE},
        frozenset(word for word in unless if not word.startswith(STRICT)), never, units,
        indicator.kind if indicator else "count", score,
        row.get("zero") == "1", row.get("parts") == "1", STRICT in about, BEFORE in about, place,
        row.get("kinds") == "1",
    )  # fmt: skip
