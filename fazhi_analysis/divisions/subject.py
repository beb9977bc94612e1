"""Whose text is it: read the place out of a title, an issuer's name or a signature.

The words are read as a chain that climbs down (浙江省 + 湖州市 + 安吉县 + 孝丰镇); what follows
the chain tells whether it names a zone (经济开发区) or a department (司法局).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi_analysis.divisions.data import Division
from fazhi_analysis.divisions.names import Found, Names, scan

__all__ = ["Subject", "bare_subject", "read_subject", "unknown_township"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ZONE = re.compile(
    r"[国省市县区]?(?:家级|级)?(?:经济技术|经济|高新技术产业|高新技术|高技术产业|高新|工业|产业|旅游|"
    r"循环经济|化工|农业科技|现代农业|边境经济|综合保税|保税|临港|临空|物流|港|滨海|生态|科技|新型工业化|"
    r"城乡一体化|文化旅游|风景名胜|国际|开放|航空|转型综合改革|自由贸易){0,3}"
    r"(?:开发区|高新区|经开区|保税区|合作区|管理区|示范区|度假区|试验区|实验区|集聚区|聚集区|"
    r"工业园|产业园|科技园|园区|新区|新城|风景区|名胜区|片区)(?:区)?"
)
_DEPARTMENT = re.compile(
    r"^[^,，。;；:：\n]{0,20}?(?:局|厅|委员会(?!办事处)|[发监健改]委|办公室|中心|法院|检察院|大队|支队|"
    r"总队|司法所|派出所|政法委|普法办|协会|公司|学校|医院|银行|工会|残联|妇联)"
)
# What may stand straight behind a short form for it to be the name of a place.
_AFTER_SHORT = re.compile(
    r"(?:[省市县区州盟旗]?(?:委|政府|人民政府|党委|人大|政协|纪委|监委|政法委|法院|检察院|检察|法检|公安|司法|财政|"
    r"税务|民政|教育|卫健|卫生|发改|人社|住建|城管|综合执法|行政执法|市场监管|市监|应急|农业|农村|水利|水务|交通|"
    r"自然资源|生态环境|环保|文旅|文化|商务|审计|统计|信访|退役|医保|林业|审批|政务|数据|气象|消防|海关|海事|"
    r"经济|经开|高新|工业|产业|开发|管委会|新区|保税|旅游|依法|法治|普法|全面依法)|"
    r"20\d\d|二〇|二○|[年度]|[\s·—\-,，、:：|（(《]|$)"
)
_BEFORE_SHORT = re.compile(r"(?:^|[^\u4e00-\u9fff]|中共|关于|年|年度|法治|平安)$")
_WORD_ENDS = frozenset("年度月于共发好在对由为至和与及的县市区省州盟旗镇府委局院布就将按据向从师团")
_UNKNOWN_TOWNSHIP = re.compile(
    r"(?!各|所有|村镇|乡镇|城镇)[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|苏木)(?=人民政府|政府|党委|党工委|委员会|办事处|司法所|20\d\d|关于|法治|年|$)"
)
_CITED = re.compile(r"《[^《》]{0,120}》")
_BODY_NEXT = re.compile(
    r"^(?:人民政府|政府|党委|党工委|委|街道办事处|办事处|党政|司法|管委会|管理委员会|人大|[,，]?20\d\d|法治|关于|依法)"
)


class Subject(NamedTuple):
    """The places that a text may be of.

    ``candidates`` are all divisions that fit the chain; ``bare`` tells that the last name stands
    without its kind (武进); ``named`` that words of an organisation or a report follow it.
    """

    candidates: tuple[Division, ...]
    found: tuple[Found, ...]
    zone: bool
    department: bool
    bare: bool
    named: bool
    rival: tuple[Division, ...]
    unknown: bool


def _usable(found: Found, text: str, end_of_last: int, starts: set[int]) -> bool:
    if found.kind == "full":
        if found.start in (0, end_of_last):
            return True
        before = text[found.start - 1]
        # Within a longer name that the list does not know (新横街镇) there is no 横街镇.
        return len(found.form) > 2 and (before in _WORD_ENDS or not _HAN.match(before))
    before, after = text[max(0, found.start - 2) : found.start], text[found.end : found.end + 8]
    joined = found.start == end_of_last
    if not joined and not _BEFORE_SHORT.search(before):
        return False
    return bool(found.end in starts or _AFTER_SHORT.match(after) or _ZONE.match(after))


def _senses(found: Found, table: Names, year: int | None) -> list[Division]:
    rows = table.senses(found, year)
    if found.kind == "short" and len(rows) > 1:
        # 长沙 is the city, and 长沙县 says so; 大理 may be 大理州 or 大理市.
        cities = {row.code for row in rows if row.level == "prefecture" and row.name[-1] == "市"}
        rows = [row for row in rows if row.parent not in cities]
    return rows


def _chains(text: str, table: Names, year: int | None) -> list[tuple[list[Found], list[Division]]]:
    cited = [match.span() for match in _CITED.finditer(text)]
    # A whole title may stand in brackets: 《安吉县2023年…报告》.
    whole = len(cited) == 1 and cited[0][1] - cited[0][0] >= len(text) - 6
    chains: list[tuple[list[Found], list[Division]]] = []
    last = 0
    all_found = scan(text, table)
    starts = {found.start for found in all_found}
    for found in all_found:
        if not whole and any(start <= found.start < end for start, end in cited):
            continue
        if not _usable(found, text, last, starts):
            continue
        last = found.end
        rows = _senses(found, table, year)
        for chain, current in chains:
            below = [row for row in rows if table.data.within(row, current, year)]
            if below:
                current[:] = below
                chain.append(found)
                break
            over = [
                low
                for low in current
                if any(row.code == low.code for row in rows) or table.data.within(low, rows, year)
            ]
            if over:
                current[:] = over
                break
        else:
            chains.append(([found], list(rows)))
    return chains


def read_subject(text: str, table: Names, year: int | None = None) -> Subject | None:
    """Return the place that a short text names as its own, or None where it names none."""
    chains = _chains(text, table, year)
    if not chains:
        return None
    marked = [c for c in chains if _BODY_NEXT.match(text[c[0][-1].end :])]
    found, rows = (marked or chains)[0]
    rival = tuple(row for other in chains if other[0] is not found for row in other[1])
    if len(marked) == 1 and len(chains) > 1:
        rival = ()
    rest = text[found[-1].end :]
    zone = bool(_ZONE.match(rest)) or any(row.level == "zone" for row in rows)
    head = re.split(r"20\d\d|关于|年度|法治政府|工作", rest, maxsplit=1)[0]
    department = not zone and bool(_DEPARTMENT.match(head))
    named = bool(_BODY_NEXT.match(rest)) or zone or department or not _HAN.search(rest)
    return Subject(
        tuple(rows),
        tuple(found),
        zone,
        department,
        found[-1].kind == "short",
        named,
        rival,
        not zone and unknown_township(rest),
    )


def bare_subject(text: str, row: Division) -> Subject:
    """Return the subject of a text that names no place, with the place known from elsewhere."""
    zone = bool(_ZONE.search(text))
    head = re.split(r"20\d\d|关于|年度|法治政府|工作", text, maxsplit=1)[0]
    department = not zone and bool(_DEPARTMENT.match(head))
    township = bool(
        re.match(r"(?:镇|乡|街道|苏木)|[^,，。]{0,6}(?:镇|乡|街道|苏木)(?=人民|党|办|20)", text)
    )
    return Subject((row,), (), zone, department, False, True, (), township)


def unknown_township(text: str) -> bool:
    """Tell whether a text begins with a township's name (which the list does not hold)."""
    return bool(_UNKNOWN_TOWNSHIP.match(text.lstrip("《 中共")))
