"""Find every number with a unit in Chinese official prose, and every time expression, in one pass.

What looks like a number and is none (dates, ordinals, statute and document numbers, book titles,
hotline and room numbers) is consumed by the same pattern, so that no part of it can match again.
Every repeat is bounded or possessive: the cost grows in proportion to the text, whatever it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.numerals import chinese_value, digits_value, scale_value
from fazhi_analysis.tidy.tries import word_pattern

__all__ = ["Number", "TimeMark", "scan"]


class Number(NamedTuple):
    """One number with its unit; ``lead`` and ``tail`` include 近, 超过 before and 以上 after it."""

    start: int
    end: int
    value: float
    value_high: float
    unit: str
    base: str
    kind: str
    bound: str
    chinese: bool
    lead: int
    tail: int


class TimeMark(NamedTuple):
    """One time expression: the year it names (if any) and its part of the year (H1, Q3, …)."""

    start: int
    end: int
    year: int | None
    year_to: int | None
    part: str | None
    text: str


_C = "〇零一二两三四五六七八九十百千万亿"
_NUM = r"(?:\d{1,3}(?:[,， ]\d{3}){1,5}+(?!\d)|\d{1,15}+)(?:[.．]\d{1,6}+)?"
_DASH = r"(?:[-—–~～－]{1,2}|至|到)"
_PAREN = r"(?:[（(](?:次|件|条|人次|人|名|个|起|场|户|家|项|份|册|本|篇|处|宗|例|部|期|批|批次)[)）])?"


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    kinds: dict[str, str] = {}
    blocked: dict[str, tuple[str, ...]] = {}
    for row in read_table("units.csv", ("unit", "kind", "not_before")):
        kinds[row["unit"]] = row["kind"]
        if row["not_before"]:
            blocked[row["unit"]] = tuple(row["not_before"].split("|"))
    return kinds, blocked


@lru_cache(maxsize=1)
def _scanner() -> re.Pattern[str]:
    kinds, _ = _units()
    unit = word_pattern(kinds)
    part = (
        r"[上下]半年|(?:第?[一二三四1-4]|前三)季度|"
        rf"\d{{1,2}}\s?(?:月?份?{_DASH}\s?\d{{1,2}}\s?)?月(?:份|底|末|初)?(?:\d{{1,2}}[日号])?"
    )
    return re.compile(
        rf"""
        (?P<skip>《[^《》\n]{{1,100}}》|[〔\[【]\d{{4}}[〕\]】]\s?第?\d{{0,5}}号?|第\s?(?:\d{{1,6}}|[{_C}]{{1,8}})(?!季度))
        |(?P<time>(?P<y>(?:19|20)\d{{2}})\s?(?:{_DASH}\s?(?P<y2>(?:19|20)\d{{2}})\s?)?年(?:度|来|底|末|初)?
            \s?(?P<ypart>{part})?
          |(?P<part>[上下]半年|(?:第[一二三四1-4]|(?<![第十])[一二三四]|前三)季度
            |(?<![\d.])\d{{1,2}}(?:月?份?{_DASH}\d{{1,2}})?月(?:份|底|末|初)?(?:\d{{1,2}}[日号])?
            |去年(?:同期|全年)?|上年(?:度|同期)?|上一年(?:度|同期)?|今年|本年度?|明年|下一?年度?(?!级)|次年|同期))
        |(?P<pct>(?P<base>百分之|千分之)(?:(?P<pd>{_NUM})|(?P<pc>[{_C}]{{1,6}}(?:点[{_C}]{{1,4}})?))(?P<po>[余多])?)
        |(?P<frac>(?P<fb>[{_C}]{{1,3}})分之(?P<fa>[{_C}]{{1,3}})(?!\d))
        |(?P<cheng>(?P<c1>[一二三四五六七八九])成(?P<c5>[一二三四五六七八九半])(?=以上|以下|左右|多|[,，。;；、)）]))
        |(?P<num>(?:(?P<d>{_NUM})\s?(?P<dm>[百千万亿]{{0,2}})|(?P<c>[{_C}]{{1,14}}+(?:点[〇零一二三四五六七八九]{{1,4}}+[万亿]?)?))
          (?P<o>[余多来])?(?P<m2>[千万亿]{{0,2}})(?P<o2>[余多+＋])?
          (?:\s?(?P<u1>{unit})?{_DASH}(?:(?P<d2>{_NUM})\s?(?P<dm2>[百千万亿]{{0,2}})|(?P<c2>[{_C}]{{1,14}}+))(?P<o3>[余多])?(?P<m3>[万亿]?))?
          \s?(?:(?P<u>{unit})(?P<paren>{_PAREN})|(?P<bare>(?<=[万亿余多+＋])(?=[,，。;；、)）|\s]|$))))
        |(?P<rest>{_NUM})
        """,
        re.VERBOSE,
    )


_LEAD = re.compile(
    r"(?:(?P<approx>大约|(?<![节预合签履违契条公制邀特])约|将近|接近|(?<![最附临邻靠就亲接远])近|估计)"
    r"|(?P<max>不足|不到|不超过|不多于|不高于|不大于|未超过|低于|少于|最多)"
    r"|(?P<min>超过|(?<!赶)超|(?<!不)逾|突破|不少于|不低于|不小于|至少|多于|高于|大于"
    r"|(?<![以线网早会身街马路])上(?=\Z)))"
    r"(?:了|过|出|有|为|达|到|计)?\s?\Z"
)
_TAIL = re.compile(r"\s?(?:(?P<min>以上|及以上|余(?![额])|多(?=[,，。;；、]))|(?P<max>以内|之内|以下|及以下)|(?P<approx>左右|上下))")
_PARTS = {
    "上半年": "H1", "下半年": "H2", "一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4",
    "1季度": "Q1", "2季度": "Q2", "3季度": "Q3", "4季度": "Q4", "前三季度": "Q1-Q3",
}  # fmt: skip
_TENTH_AFTER = re.compile(r"\s?(?:以上|以下|以内|左右|多|余|的|[,，。;；、)）]|$)")
_IDIOMS = ("千家万户", "千头万绪", "百家争鸣", "万家灯火", "一件事", "一次性", "一起来", "三番五次")


def _part(text: str | None) -> str | None:
    if not text:
        return None
    found = _PARTS.get(text.replace("第", "").strip())
    if found:
        return found
    months = re.findall(r"\d{1,2}(?=\s?(?:月|[-—–~～－至到]))", text)
    if len(months) == 2:
        return {("1", "6"): "H1", ("7", "12"): "H2", ("1", "3"): "Q1", ("4", "6"): "Q2",
                ("7", "9"): "Q3", ("10", "12"): "Q4"}.get((months[0], months[1]))  # fmt: skip
    return None


def scan(text: str, start: int = 0, end: int | None = None) -> tuple[list[Number], list[TimeMark]]:
    """Find the numbers with units and the time expressions of a stretch of text.

    Parameters
    ----------
    text : str
        Clean text.
    start, end : int, optional
        The stretch; the whole text by default. Offsets count in `text`.

    Returns
    -------
    tuple of list of Number, list of TimeMark
        Both in the order of the text.

    Examples
    --------
    >>> numbers, times = scan("2023年共调解纠纷1,200余件，其中上半年三四百件。")
    >>> [(n.value, n.value_high, n.unit, n.bound) for n in numbers]
    [(1200.0, 1200.0, '件', 'min'), (300.0, 400.0, '件', 'exact')]
    >>> [(t.year, t.part) for t in times]
    [(2023, None), (None, 'H1')]
    """
    numbers: list[Number] = []
    times: list[TimeMark] = []
    stop = len(text) if end is None else end
    for match in _scanner().finditer(text, start, stop):
        kind = match.lastgroup
        if kind == "num":
            number = _number(text, match, stop)
            if number is not None:
                numbers.append(number)
        elif kind == "time":
            year, year_to = match["y"], match["y2"]
            times.append(
                TimeMark(match.start(), match.end(), int(year) if year else None,
                         int(year_to) if year_to else None,
                         _part(match["ypart"] or match["part"]), match.group())
            )  # fmt: skip
        elif kind in ("pct", "frac", "cheng"):
            number = _fraction(text, match, stop)
            if number is not None:
                numbers.append(number)
    return numbers, times


def _number(text: str, match: re.Match[str], stop: int) -> Number | None:
    kinds, blocked = _units()
    start, end = match.span()
    base = match["u"] or ""
    kind = kinds.get(base, "bare")
    if base in blocked and text.startswith(blocked[base], match.end("u")):
        return None
    before = text[start - 1] if start else ""
    if before and (before in "第+×＋.·/" or ("a" <= before.lower() <= "z")):
        return None
    scale = ""
    numeral = match["c"]
    if numeral is not None:
        if before in "数几":
            return None
        if text.startswith(_IDIOMS, start):
            return None
        lone = numeral[0] in "百千万亿"
        if lone and not (match["o"] or match["o2"]) and before not in "近超上逾约足":
            return None
        found = chinese_value(numeral.rstrip("万亿") if "点" in numeral else numeral)
        if found is None:
            return None
        low, high = found
        if "点" in numeral:
            factor = scale_value(numeral[len(numeral.rstrip("万亿")):])
            low, high = low * factor, high * factor
        scale = numeral[len(numeral.rstrip("万亿")):] or match["m2"]
    else:
        scale = match["dm"] + match["m2"]
        low = high = digits_value(match["d"]) * scale_value(match["dm"])
        year_like = 1900 <= low < 2100 and not match["o"] and "," not in match["d"]
        if base == "起" and year_like and before in "自从于在":
            return None
    factor = scale_value(match["m2"])
    low, high = low * factor, high * factor
    over = bool(match["o"] or match["o2"] or match["o3"])
    if match["d2"] is not None or match["c2"] is not None:
        upper = _upper(match)
        if upper is None:
            return None
        shared = scale_value(match["dm2"] or match["m3"] or "")
        high = upper
        if not scale and shared > 1 and low < upper / shared * 1.0001 and not match["u1"]:
            low *= shared  # 2至3万人
        scale = scale or match["dm2"] or match["m3"] or ""
        if high < low:
            return None
    unit = base + (match["paren"] or "")
    if kind == "money":
        unit = scale + unit
    elif kind == "bare":
        if not scale:
            return None
        unit = ""
    elif kind == "tenth":
        if not _TENTH_AFTER.match(text, end) or high > 10:
            return None
        low, high, kind = low * 10, high * 10, "percent"
    bound, lead, tail = _bounds(text, start, end, stop, over)
    return Number(start, end, _tidy(low), _tidy(high), unit, base, kind, bound,
                  numeral is not None, lead, tail)  # fmt: skip


def _upper(match: re.Match[str]) -> float | None:
    if match["d2"] is not None:
        return digits_value(match["d2"]) * scale_value(match["dm2"] + match["m3"])
    found = chinese_value(match["c2"])
    return None if found is None else found[1] * scale_value(match["m3"] or "")


def _fraction(text: str, match: re.Match[str], stop: int) -> Number | None:
    if match.lastgroup == "cheng":
        tens, ones = chinese_value(match["c1"]), chinese_value(match["c5"].replace("半", "五"))
        low = high = 10 * (tens[0] if tens else 0) + (ones[0] if ones else 0)
        kind, unit, over = "percent", "成", False
    elif match.lastgroup == "pct":
        if match["pd"] is not None:
            low = high = digits_value(match["pd"])
        else:
            found = chinese_value(match["pc"])
            if found is None:
                return None
            low, high = found
        kind = "percent" if match["base"] == "百分之" else "permille"
        unit = "%" if kind == "percent" else "‰"
        over = bool(match["po"])
    else:
        top, bottom = chinese_value(match["fa"]), chinese_value(match["fb"])
        if top is None or bottom is None or not bottom[0] or top[0] > bottom[0]:
            return None
        low = high = round(100 * top[0] / bottom[0], 2)
        kind, unit, over = "percent", "%", False
    start, end = match.span()
    bound, lead, tail = _bounds(text, start, end, stop, over)
    return Number(start, end, float(low), float(high), unit, unit, kind, bound, True, lead, tail)


def _bounds(text: str, start: int, end: int, stop: int, over: bool) -> tuple[str, int, int]:
    bound = "min" if over else "exact"
    tail = end
    after = _TAIL.match(text, end, stop)
    if after and after.lastgroup:
        tail = after.end()
        bound = after.lastgroup
    before = _LEAD.search(text, max(0, start - 7), start)
    lead = start
    if before and before.lastgroup:
        word = before.group()
        if word != "上" or text[start] in "百千万亿":
            lead = before.start()
            bound = before.lastgroup
    return bound, lead, tail


def _tidy(value: float) -> float:
    """Undo binary dust: 171.49 × 10,000 is 1714900, not 1714900.0000000002."""
    return float(round(value, 4))
