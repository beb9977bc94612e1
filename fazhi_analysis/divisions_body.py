"""Whose text is it where title and issuer name no place: 县司法局, 高新区, 本镇.

The names in the body then have the word, and only where they lie on one line: 渭南市 and
潼关县 may, 潼关县 and 安吉县 may not.
"""

from __future__ import annotations

import re

from fazhi_analysis.divisions_data import Division
from fazhi_analysis.divisions_hints import Mention
from fazhi_analysis.divisions_names import Names

__all__ = ["place_of_body"]

_LEVELS = ("province", "prefecture", "county")
_ENOUGH = 3.0
# A bare zone may stand beside the counties that its text names: it gets their city at most.
_BARE_ZONE = re.compile(r"高新区|经开区|开发区|新区|园区|示范区|合作区|保税区|度假区|管理区")


def place_of_body(
    text: str, mentions: list[Mention], table: Names, year: int | None
) -> Division | None:
    """Return the deepest province, prefecture or county that all weighty names lie on, or above.

    It must weigh 3 or more by itself (two words in an official context), and no other name of
    weight 2 may point off its line. `text` is the title or issuer without a place.
    """
    data = table.data
    weighed: dict[Division, float] = {}
    steady: list[set[str]] = []
    for mention in mentions:
        rows = {data.as_of(row, year) for row in mention.rows}
        lines = [data.lineage(row, year) for row in rows]
        known = len(rows) == 1 or all(row.level in _LEVELS for row in rows)
        if mention.weight >= 2 and mention.kind != "site" and known:
            steady.append({up.code for line in lines for up in line})
        upper = [row for row in rows if row.level in _LEVELS]
        if len(rows) == 1 and upper:
            weighed[upper[0]] = weighed.get(upper[0], 0.0) + mention.weight
    best: Division | None = None
    for row, weight in sorted(weighed.items()):
        if weight < _ENOUGH or (row.level == "county" and _BARE_ZONE.search(text)):
            continue
        line = {up.code for up in data.lineage(row, year)}
        if all(row.code in codes or codes <= line for codes in steady) and (
            best is None or len(line) > len(data.lineage(best, year))
        ):
            best = row
    return best
