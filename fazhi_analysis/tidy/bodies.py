"""Whose report it is: one name for one body through the years, and never one name for two.

A body is what a series runs over: a province, a city, a county, a township, a zone or a
department. Its name is its path, ``浙江省/湖州市/安吉县``; a department (司法局) and a zone
(经济开发区) stand in a division without being it, so their own name follows. A body whose place is
not settled gets its report's id: two towns of one name must not become one series.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from fazhi_analysis.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PLACES", "body_names", "own_name"]

PLACES = ("province", "prefecture", "county", "township")

# A zone whose name begins with one of these carries no name of its own: 经济开发区管委会.
_GENERIC = re.compile(r"(?:经济|高新|工业|产业|开发区|经开区|新区|管委会|综合|现代|农业|旅游)")
# 管理委员会 is written out in one year and cut short in the next.
_BARE = re.compile(r"^(?!市场|市容|市政园|乡村|区域|县域)[省市县区旗镇乡](?=..)")
_SHORTER = str.maketrans({"　": None, " ": None})


def body_names(reports: pd.DataFrame) -> pd.Series:
    """Return the body of each report, with the index of `reports`.

    Parameters
    ----------
    reports : DataFrame
        Columns report_id, issuer, level, province, prefecture, county, township; with
        region_candidates where the place may be unsettled.

    Returns
    -------
    Series of str
        The path of the division; behind it the name of the department or zone, with the places
        of the path cut from its front so that 武进区司法局 and 常州市武进区司法局 are one; behind
        that the report's id in brackets where the place or the name is not settled.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"report_id": "a", "issuer": "常州市武进区司法局", "level": "department",
    ...        "province": "江苏省", "prefecture": "常州市", "county": "武进区", "township": None}
    >>> body_names(pd.DataFrame([row]))[0]
    '江苏省/常州市/武进区/武进区司法局'
    """
    columns = ["report_id", "issuer", "level", *PLACES]
    missing = [column for column in columns if column not in reports.columns]
    if missing:
        raise SchemaError(
            f"reports lacks the column(s) {', '.join(missing)}; it has {list(reports.columns)}."
        )
    if "region_candidates" in reports.columns:
        columns.append("region_candidates")
    names = [_body_name(row) for row in reports[columns].to_dict("records")]
    return pd.Series(names, index=reports.index, dtype="str", name="body")


def _body_name(row: dict[Any, Any]) -> str:
    places = [row[place] for place in PLACES if _told(row[place])]
    # 上海市/上海市/黄浦区: a municipality is no part of itself.
    path = [name for i, name in enumerate(places) if i == 0 or name != places[i - 1]]
    level, issuer = row["level"], row["issuer"]
    candidates = row.get("region_candidates")
    settled = bool(path) and not (_told(candidates) and list(candidates or []))
    parts = list(path)
    if _told(level) and level in PLACES:
        if not _told(row[level]):
            settled = False
            parts += [_clean(issuer)] if _told(issuer) else []
    elif _told(issuer):
        own = own_name(issuer, path, zone=_told(level) and level == "zone")
        parts.append(own)
        # Without a level it may be the county or one of its departments.
        settled = settled and _told(level)
    else:
        settled = False
    name = "/".join(parts)
    return name if settled else f"{name}({row['report_id']})"


def own_name(issuer: str, path: Sequence[str], *, zone: bool = False) -> str:
    """Return the name of a department or zone, the same whatever places stand before it.

    >>> own_name("县经济开发区管委会", ["湖北省", "黄石市", "阳新县"], zone=True)
    '阳新经济开发区管委会'
    """
    rest = _without_places(_clean(issuer), path)
    nearest = path[-1] if path else ""
    short = _short(nearest)
    if not zone:
        # 公安局海曙分局 says already where it stands.
        return rest if short and short in rest else nearest + rest
    if short and rest.startswith(short) and _GENERIC.match(rest[len(short) :]):
        rest = rest[len(short) :]
    return short + rest if _GENERIC.match(rest) else rest


def _without_places(name: str, path: Sequence[str]) -> str:
    cut = True
    while cut:
        cut = False
        for place in path:
            if name.startswith(place) and len(name) > len(place):
                name, cut = name[len(place) :], True
    # The page's own field may say 县经济开发区 or 区司法局 without the name.
    return _BARE.sub("", name)


def _short(place: str) -> str:
    """Return the place without 省, 市, 县 …; names of two characters (泾县) stay whole."""
    found = re.fullmatch(r"(..+?)(?:省|市|自治县|自治旗|县|区|旗|镇|乡|街道)", place)
    return found.group(1) if found else place


def _clean(issuer: str) -> str:
    return issuer.translate(_SHORTER).replace("管理委员会", "管委会")


def _told(value: Any) -> bool:
    return value is not None and not (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
