"""Whose text is it where title and issuer name no place: 县司法局, 高新区, 本镇.

The names in the body then have the word, and only where they lie on one line: 渭南市 and
潼关县 may, 潼关县 and 安吉县 may not.
"""

from __future__ import annotations

import re

from fazhi_analysis.divisions.data import Division
from fazhi_analysis.divisions.hints import Mention
from fazhi_analysis.divisions.names import Names

__all__ = ["place_of_body"]

_LEVELS = ("province", "prefecture", "county")
_ENOUGH = 3.0
# A bare zone may stand beside the counties that its text names: it gets their city at most.
_BARE_ZONE = re.compile(r"高新区|经开区|开发区|新区|园区|示范区|合作区|保税区|度假区|管理区")
# 市司法局 is a city's, 县司法局 a county's; 本镇 and no word at all leave it open.
_OWN_KIND = re.compile(r"^(?:中共|关于|20\d\d年度?|[\s《])*([省市县区旗州盟])[\u4e00-\u9fff]")
_KINDS = {"省": ("province",), "州": ("prefecture",), "盟": ("prefecture",)}


def _fits(row: Division, kind: str | None) -> bool:
    if kind is None:
        return True
    if kind in _KINDS:
        return row.level in _KINDS[kind]
    return row.level != "province" and row.name.endswith(kind)


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
    own = _OWN_KIND.match(text)
    kind = own.group(1) if own and not _BARE_ZONE.search(text) else None
    best: Division | None = None
    for row, weight in sorted(weighed.items()):
        if (
            weight < _ENOUGH
            or not _fits(row, kind)
            or (row.level == "county" and _BARE_ZONE.search(text))
        ):
            continue
        above = data.lineage(row, year)
        line = {up.code for up in above}
        if row.level == "county" and any(weighed.get(up, 0) > weight for up in above[1:-1]):
            continue  # a city's report that names one of its counties
        if all(row.code in codes or codes <= line for codes in steady) and (
            best is None or len(above) > len(data.lineage(best, year))
        ):
            best = row
    return best
