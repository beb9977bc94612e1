"""Find every number with a unit in Chinese official prose, and every dated time expression.

What looks like a number and is none (dates, ordinals, statute and document numbers, book titles,
hotline and room numbers) is consumed or turned away. Two patterns, one for digits and one for
Chinese numerals, each begin with one character class, so that the search runs at full speed over
text without numbers. Every repeat is bounded or possessive: the cost grows in proportion to the
text, whatever it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_analysis.resources.tables import read_table
from fazhi_analysis.tidy.numerals import chinese_value, digits_value, scale_value
from fazhi_analysis.tidy.tries import word_pattern

__all__ = ["Number", "TimeMark", "part_of_year", "scan"]


class Number(NamedTuple):
    """One number with its unit; ``lead`` and ``tail`` include 近, 超过 before and 以上 after it.

    ``unit`` is as written, ``base`` without brackets and scale; ``kind`` is count, money, percent,
    point (percentage points), permille, duration, bare (a scale but no unit) or cell.
    """

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
_DASH = r"(?:[-—–~～－]{1,2}|至|到)"
_NUM = r"(?:\d{1,3}(?:[,， ]\d{3}){1,5}+(?!\d)|\d{1,15}+)(?:[.．]\d{1,6}+)?"
# The same number once its first digit is read.
_REST = r"(?:\d{0,2}(?:[,， ]\d{3}){1,5}+(?!\d)|\d{0,14}+)(?:[.．]\d{1,6}+)?"
_PAREN = (
    r"(?:[（(](?:次|件|条|人次|人|名|个|起|场|户|家|项|份|册|本|篇|处|宗|例|部|期|批|批次)[)）])?"
)


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    kinds: dict[str, str] = {}
    blocked: dict[str, tuple[str, ...]] = {}
    for row in read_table("units.csv", ("unit", "kind", "not_before")):
        kinds[row["unit"]] = row["kind"]
        if row["not_before"]:
            blocked[row["unit"]] = tuple(row["not_before"].split("|"))
    return kinds, blocked


# 惠及3万余群众: people need no unit.
_PEOPLE = (
    "群众|村民|居民|市民|网民|网友|师生|学生|职工|观众|听众|农民工|农牧民|各族群众|百姓|老百姓"
)
_OF_PEOPLE = re.compile(_PEOPLE)


@lru_cache(maxsize=8)
def _patterns(further: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    unit = word_pattern(further.union(_units()[0]))
    # The second number of a range, with or without a unit on the first.
    upper = (
        rf"(?:\s?(?P<u1>{unit})?{_DASH}(?:(?P<d2>{_NUM})\s?(?P<dm2>[百千万亿]{{0,2}})"
        rf"|(?P<c2>[{_C}]{{1,14}}+))(?P<o3>[余多])?(?P<m3>[万亿]?))?"
    )
    ending = rf"\s?(?P<u>{unit})(?P<paren>{_PAREN})"
    bare = rf"(?P<bare>(?<=[万亿余多+＋])(?=[,，。;；、)）|\s]|\Z|{_PEOPLE}))"
    part = (
        r"[上下]半年|(?:第?[一二三四1-4]|前三)季度|"
        rf"\d{{1,2}}\s?(?:月?份?{_DASH}\s?\d{{1,2}}\s?)?月(?:份|底|末|初)?(?:\d{{1,2}}[日号])?"
    )
    digits = re.compile(
        rf"""
        \d(?:
        (?P<y>(?:(?<=1)9|(?<=2)0)\d{{2}})\s?(?:{_DASH}\s?(?P<y2>(?:19|20)\d{{2}})\s?)?
            年(?:度|来|底|末|初)?\s?(?P<ypart>{part})?
        |(?P<month>\d?(?:月?份?{_DASH}\d{{1,2}})?月(?:份|底|末|初)?(?:\d{{1,2}}[日号])?)
        |(?P<d>{_REST})(?:\s?(?P<dm>[百千万亿]{{0,2}})(?P<o>[余多来])?(?P<m2>[千万亿]{{0,2}})
            (?P<o2>[余多+＋])?{upper}(?:{ending}|{bare}))?
        )
        """,
        re.VERBOSE,
    )
    chinese = re.compile(
        rf"""
        [{_C}](?:
        (?P<pct>(?<=[百千])分之(?:(?P<pd>{_NUM})|(?P<pc>[{_C}]{{1,6}}+(?:点[{_C}]{{1,4}})?))(?P<po>[余多])?)
        |(?P<quarter>(?<=[一二三四])季度)
        |(?P<frac>(?P<fb>[{_C}]{{0,2}})分之(?P<fa>[{_C}]{{1,3}})(?!\d))
        |(?P<cheng>成(?P<c5>[一二三四五六七八九半])(?=以上|以下|左右|多|[,，。;；、)）]))
        |(?P<c>[{_C}]{{0,13}}+(?:点[〇零一二三四五六七八九]{{1,4}}+[万亿]?)?)
            (?P<o>[余多来])?(?P<m2>[千万亿]{{0,2}})(?P<o2>[余多])?{upper}(?:{ending}|{bare})
        )
        """,
        re.VERBOSE,
    )
    return digits, chinese


_LEAD = re.compile(
    r"(?:(?P<approx>大约|(?<![节预合签履违契条公制邀特民盟失])约|将近|接近|(?<![最附临邻靠就亲接远])近|估计)"
    r"|(?P<max>不足|不到|不超过|不多于|不高于|不大于|未超过|低于|少于|最多)"
    r"|(?P<min>超过|(?<!赶)超|(?<!不)逾|突破|不少于|不低于|不小于|至少|多于|高于|大于"
    r"|(?<![以线网早会身街马路])上(?=\Z)))"
    r"(?:了|过|出|有|为|达|到|计)?\s?\Z"
)
_LEAD_ENDS = frozenset("约近计足到过于多少超逾破上了出有为达 \u3000")
_TAIL = re.compile(
    r"\s?(?:(?P<min>以上|及以上|余(?![额])|多(?=[,，。;；、]))|(?P<max>以内|之内|以下|及以下)"
    r"|(?P<approx>左右|上下))"
)
_TAIL_STARTS = frozenset("以及余多之左上 ")
_PARTS = {
    "上半年": "H1", "下半年": "H2", "一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4",
    "1季度": "Q1", "2季度": "Q2", "3季度": "Q3", "4季度": "Q4", "前三季度": "Q1-Q3",
}  # fmt: skip
_MONTHS = {("1", "6"): "H1", ("7", "12"): "H2", ("1", "3"): "Q1", ("4", "6"): "Q2",
           ("7", "9"): "Q3", ("10", "12"): "Q4"}  # fmt: skip
_TENTH_AFTER = re.compile(r"\s?(?:以上|以下|以内|左右|多|余|的|[,，。;；、)）]|\Z)")
_IDIOMS = ("千家万户", "千头万绪", "百家争鸣", "万家灯火", "一件事", "一次性", "一起来", "三番五次")
_LONE_LEADS = frozenset("近超上逾约足")
_LONE_WORDS = ("超过", "突破", "不足", "不到", "将近", "接近", "多达", "高达")
_BEFORE_NONE = frozenset("第+×＋·/")


def part_of_year(text: str | None) -> str | None:
    """Return H1, H2 or Q1 … Q4 for 上半年, 第一季度, 1-6月 and the like, else None.

    Examples
    --------
    >>> part_of_year("1-6月"), part_of_year("第三季度"), part_of_year("5月")
    ('H1', 'Q3', None)
    """
    if not text:
        return None
    found = _PARTS.get(text.replace("第", "").strip())
    if found:
        return found
    months = re.findall(r"\d{1,2}(?=\s?(?:月|[-—–~～－至到]))", text)
    return _MONTHS.get((months[0], months[1])) if len(months) == 2 else None


def scan(
    text: str, start: int = 0, end: int | None = None, *, units: frozenset[str] = frozenset()
) -> tuple[list[Number], list[TimeMark]]:
    """Find the numbers with units and the dated time expressions of a stretch of text.

    Parameters
    ----------
    text : str
        Clean text.
    start, end : int, optional
        The stretch; the whole text by default. Offsets count in `text`.
    units : frozenset of str, optional
        Counters that ``units.csv`` does not have.

    Returns
    -------
    tuple of list of Number, list of TimeMark
        Both in the order of the text. Time expressions without a digit or numeral (去年, 上半年)
        are words of the vocabulary and not among them.

    Examples
    --------
    >>> numbers, times = scan("2023年共调解纠纷1,200余件，其中一季度三四百件。")
    >>> [(n.value, n.value_high, n.unit, n.bound) for n in numbers]
    [(1200.0, 1200.0, '件', 'min'), (300.0, 400.0, '件', 'exact')]
    >>> [(t.year, t.part) for t in times]
    [(2023, None), (None, 'Q1')]
    """
    numbers: list[Number] = []
    times: list[TimeMark] = []
    stop = len(text) if end is None else end
    digits, chinese = _patterns(units)
    for match in digits.finditer(text, start, stop):
        kind = match.lastgroup
        if kind == "d":  # a number without a unit
            continue
        if kind in ("paren", "bare"):
            number = _number(text, match, stop, None)
            if number is not None:
                numbers.append(number)
        elif kind == "month":
            if text[match.start() - 1 : match.start()] not in (".", "第"):
                times.append(TimeMark(match.start(), match.end(), None, None,
                                      part_of_year(match.group()), match.group()))  # fmt: skip
        else:
            year = int(text[match.start() : match.start() + 4])
            year_to = int(match["y2"]) if match["y2"] else None
            times.append(TimeMark(match.start(), match.end(), year, year_to,
                                  part_of_year(match["ypart"]), match.group()))  # fmt: skip
    dated = len(times)
    counted = len(numbers)
    for match in chinese.finditer(text, start, stop):
        kind = match.lastgroup
        begin = match.start()
        if begin and text[begin - 1].isdigit():
            continue
        if kind in ("paren", "bare"):
            number = _number(text, match, stop, text[begin] + match["c"])
        elif kind == "quarter":
            if text[begin - 1 : begin] != "十":
                part = match.group()
                times.append(TimeMark(begin, match.end(), None, None, _PARTS[part], part))
            continue
        else:
            number = _fraction(text, match, stop)
        if number is not None:
            numbers.append(number)
    if counted and counted != len(numbers):
        numbers = _apart(sorted(numbers))
    if dated and dated != len(times):
        times = _merged(times)
    return numbers, times


def _apart(numbers: list[Number]) -> list[Number]:
    """Drop a numeral that a range in digits already holds: 20至三十人 is one number."""
    kept: list[Number] = []
    for number in numbers:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _merged(times: list[TimeMark]) -> list[TimeMark]:
    """Sort, and drop a quarter that a year already holds (2023年一季度)."""
    kept: list[TimeMark] = []
    for mark in sorted(times, key=lambda one: (one.start, -one.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _number(text: str, match: re.Match[str], stop: int, numeral: str | None) -> Number | None:
    kinds, blocked = _units()
    start, end = match.span()
    base = match["u"] or ""
    if base in blocked and text.startswith(blocked[base], match.end("u")):
        return None
    before = text[start - 1] if start else ""
    if before in _BEFORE_NONE or "a" <= before.lower() <= "z" or _is_title(text, start):
        return None
    if before == "." and text[start - 2 : start - 1].isdigit():
        return None
    if before == " " and text[start - 2 : start - 1] == "第":
        return None
    kind = kinds.get(base, "count") if base else "bare"
    if not base and _OF_PEOPLE.match(text, end):
        base, kind = "人", "count"
    scale = match["m2"]
    if numeral is not None:
        if before in ("数", "几", "第") or text.startswith(_IDIOMS, start):
            return None
        lone = numeral[0] in "百千万亿"
        led = before in _LONE_LEADS or text.startswith(_LONE_WORDS, max(0, start - 2))
        if lone and not (match["o"] or match["o2"] or led):  # 超过百万人次, but no 千家万户
            return None
        whole = numeral.rstrip("万亿") if "点" in numeral else numeral
        found = chinese_value(whole)
        if found is None:
            return None
        low, high = found
        if whole != numeral:
            low, high = (one * scale_value(numeral[len(whole) :]) for one in found)
        scale = numeral[len(numeral.rstrip("万亿")) :] or scale
    else:
        digits = text[start : match.end("d")]
        low = digits_value(digits)
        if base == "起" and 1900 <= low < 2100 and not match["o"] and before in "自从于在":
            return None
        if match["dm"]:
            low *= scale_value(match["dm"])
            scale = match["dm"] + scale
        high = low
    if match["m2"]:
        factor = scale_value(match["m2"])
        low, high = low * factor, high * factor
    if match["d2"] is not None or match["c2"] is not None:
        upper = _upper(match)
        shared = scale_value(match["dm2"] or match["m3"] or "")
        if upper is None:
            return None
        if not scale and shared > 1 and low < upper / shared * 1.0001 and not match["u1"]:
            low *= shared  # 2至3万人
        high = upper
        scale = scale or match["dm2"] or match["m3"] or ""
        if high < low:
            return None
    unit = (match["u"] or "") + (match["paren"] or "")
    if kind == "money":
        unit = scale + unit
    elif kind == "bare":
        if not scale:
            return None
        unit = ""
    elif kind == "tenth":
        if high > 10 or not _TENTH_AFTER.match(text, end, stop):
            return None
        low, high, kind = low * 10, high * 10, "percent"
    over = bool(match["o"] or match["o2"] or match["o3"])
    bound, lead, tail = _bounds(text, start, end, stop, over)
    return Number(start, end, _tidy(low), _tidy(high), unit, base, kind, bound,
                  numeral is not None, lead, tail)  # fmt: skip


def _is_title(text: str, start: int) -> bool:
    """Tell whether a place stands inside 《…》."""
    opening = text.rfind("《", max(0, start - 60), start)
    return opening >= 0 and text.find("》", opening, start) < 0


def _upper(match: re.Match[str]) -> float | None:
    if match["d2"] is not None:
        return digits_value(match["d2"]) * scale_value(match["dm2"] + match["m3"])
    found = chinese_value(match["c2"])
    return None if found is None else found[1] * scale_value(match["m3"] or "")


def _fraction(text: str, match: re.Match[str], stop: int) -> Number | None:
    start, end = match.span()
    kind, unit = "percent", "%"
    if match["cheng"] is not None:
        tens, ones = chinese_value(text[start]), chinese_value(match["c5"].replace("半", "五"))
        if tens is None or ones is None or tens[0] > 9:
            return None
        low = high = 10 * tens[0] + ones[0]
        unit = "成"
    elif match["pct"] is not None:
        if match["pd"] is not None:
            low = high = digits_value(match["pd"])
        else:
            found = chinese_value(match["pc"])
            if found is None:
                return None
            low, high = found
        if text[start] == "千":
            kind, unit = "permille", "‰"
    else:
        top, bottom = chinese_value(match["fa"]), chinese_value(text[start] + match["fb"])
        if top is None or bottom is None or not bottom[0] or top[0] > bottom[0]:
            return None
        low = high = round(100 * top[0] / bottom[0], 2)
    bound, lead, tail = _bounds(text, start, end, stop, bool(match["po"]))
    return Number(start, end, float(low), float(high), unit, unit, kind, bound, True, lead, tail)


def _bounds(text: str, start: int, end: int, stop: int, over: bool) -> tuple[str, int, int]:
    bound = "min" if over else "exact"
    lead, tail = start, end
    if text[end : end + 1] in _TAIL_STARTS:
        after = _TAIL.match(text, end, stop)
        if after and after.lastgroup:
            tail = after.end()
            bound = after.lastgroup
    if start and text[start - 1] in _LEAD_ENDS:
        before = _LEAD.search(text, max(0, start - 7), start)
        if before and before.lastgroup and (before.group() != "上" or text[start] in "百千万亿"):
            lead = before.start()
            bound = before.lastgroup
    return bound, lead, tail


def _tidy(value: float) -> float:
    """Undo binary dust: 156.2 × 10⁸ is 15620000000, not 15619999999.999998."""
    return float(round(value, 4))
