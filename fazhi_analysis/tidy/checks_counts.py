"""Announced numbers of points against the points that follow: 以下五方面 and eight headings.

Three kinds of points are counted: headings right below the announcement, 一是 … 二是 … in its
paragraph, and names in a list that stands against the number (领导干部、公务员和农民三个重点对象).
Only the first two can fail; a list of names may be cut anywhere.
"""

from __future__ import annotations

import re

from fazhi_analysis.tidy.facts import Draft, Facts
from fazhi_analysis.tidy.intervals import Interval
from fazhi_analysis.tidy.markers import find_marks
from fazhi_analysis.tidy.numerals import chinese_value
from fazhi_analysis.tidy.widths import half_width

__all__ = ["find_counts"]

_NUMBER = r"(?P<n>[两二三四五六七八九十]{1,2}|十[一二三四五六]|\d{1,2})"
_POINTS = re.compile(
    rf"(?<![第之\d.百千万“])(?:以下|如下|下列|这)?{_NUMBER}\s?(?:个|大|项|点|条)?(?:主要|重点|突出)?(?:的)?"
    r"(?:方面|方向|问题|不足|短板|措施|举措|工作|任务|意见|要求|特点|点(?=[::,])|环节|困难|难题|瓶颈|痛点|堵点|抓手|行动|工程|原因|做法)"
)
# 突出五个聚焦:一是……: whatever the points are called, where they follow at once.
_DIRECT = re.compile(
    rf"(?<![第之\d.百千万]){_NUMBER}\s?(?:个|大|项|点|条|种|类|重|方面)?"
    r"(?:[\u4e00-\u9fff“”\"]{0,16}:(?=一是)"
    r"|(?P<noun>[\u4e00-\u9fff]{2})。(?=一是[^。,;]{0,12}(?P=noun)))"
)
_ANNOUNCING = re.compile(r"以下|如下|下列|存在|还有|主要")
_SURELY = re.compile(r"以下|如下|下列|存在|还有")
_ORDINALS = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"(?<![\u4e00-\u9fff])([{_ORDINALS}]{{1,2}})是(?!否|非)")
_LIST = r"(?P<list>(?:[^,。;:!?()“”\d\n]|\([^()\d\n]{1,6}\)){2,60})"
_NAMES = re.compile(
    rf"{_LIST}[“”]?(?<!第){_NUMBER}(?:个|大|类|级|地|所|支|种|方|位|家|部门|者|重点)"
    rf"|{_LIST.replace('list', 'list2')}“{_NUMBER.replace('<n>', '<n2>')}[\u4e00-\u9fff]{{1,3}}”"
)
_GLOSS = re.compile(
    rf"{_NUMBER}[\u4e00-\u9fff]{{1,8}}”?\((?:即|包括|指):?(?P<list>[^()。\n]{{4,80}})\)"
)
_QUOTED = re.compile(rf"“{_NUMBER}(?P<word>[\u4e00-\u9fff]{{1,4}})”")


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    found = chinese_value(written)
    return int(found[0]) if found else 0


def _headings_after(facts: Facts, section: int, place: int) -> int | None:
    """Count how many headings stand directly below the section, if nothing else stands between."""
    own = facts.sections[section]
    rest = facts.text[place : min(own.end, place + 200)]
    if len(re.sub(r"[\s。:;]", "", rest)) > 12:
        return None
    children = [s for s in facts.children.get(own.section, ()) if s.start >= place]
    return len(children) or None


def _ordinals_after(facts: Facts, start: int, end: int, within: int = 40) -> int | None:
    """Count how far 一是, 二是, … goes from the start on, if it begins ``within`` so many signs."""
    last = 0
    for found in _ORDINAL.finditer(facts.text, start, end):
        value = _value(found[1])
        if last == 0 and (value != 1 or found.start() - start > within):
            return None
        if value != last + 1:
            break
        last = value
    return last if last > 1 else None


def _items_after(facts: Facts, place: int, end: int) -> int | None:
    """Count how many numbered paragraphs (no headings) stand directly below."""
    marks = find_marks(facts.text, place, end)
    if not marks or marks[0].value != 1:
        return None
    if len(re.sub(r"[\s。:;]", "", facts.text[place : marks[0].place])) > 12:
        return None
    reached = 0
    for mark in marks:
        if mark.style == marks[0].style and mark.value == reached + 1:
            reached += 1
    return reached if reached > 1 else None


def _section_of(facts: Facts, place: int, first: int) -> int:
    while first + 1 < len(facts.sections) and facts.sections[first + 1].start <= place:
        first += 1
    return first


def _names(words: str) -> int:
    """Count the names of a list; 0 where it is open (等) or no list."""
    words = words.rstrip()
    if "、" not in words or "等" in words[-6:]:
        return 0
    return len([part for part in re.split(r"、|和|与|以及|及", words) if part.strip()])


def _agreeing_lists(facts: Facts, begin: int, end: int, taken: set[int]) -> list[Draft]:
    """Find numbers that a list of names, a gloss or a slogan's words bear out; none can fail."""
    text = facts.text
    found: list[Draft] = []

    def add(stated: int, counted: int, place: int, start: int, stop: int) -> None:
        if counted == stated > 1 and place not in taken:
            taken.add(place)
            span = Interval(counted, counted)
            found.append(Draft("count", "holds", stated, span, [], start, stop))

    for match in _NAMES.finditer(text, begin, end):
        number, words = ("n", "list") if match["n"] else ("n2", "list2")
        add(_value(match[number]), _names(match[words]), match.start(number), *match.span())
    for match in _GLOSS.finditer(text, begin, end):
        # 促长效、普惠化,促提质、高效化: where both marks stand, the comma parts the points.
        mark = "," if "," in match["list"] else "、"
        counted = match["list"].count(mark) + 1
        add(_value(match["n"]), counted, match.start("n"), *match.span())
    section = 0
    for match in _QUOTED.finditer(text, begin, end):
        stated, word = _value(match["n"]), match["word"]
        section = _section_of(facts, match.start(), section)
        own = facts.sections[section]
        counted = 0
        if own.heading and match[0] in half_width(own.heading):
            counted = len(facts.children.get(own.section, ()))
        if counted != stated:
            line = text.find("\n", match.end())
            after = text[match.end() : min(match.end() + 260, line if line > 0 else end)]
            noun = word.lstrip("大项个种")  # 三大工程: 解忧工程, 解困工程, 调解工程
            counted = after.count(noun) if len(noun) > 1 else 0
        if counted != stated and word[0] in "大项个":
            counted = _ordinals_after(facts, match.end(), min(own.end, match.end() + 900), 200) or 0
        add(stated, counted, match.start("n"), *match.span())
    return found


def find_counts(facts: Facts) -> list[Draft]:
    """Find announced numbers of points and count what follows.

    Returns
    -------
    list of Draft
        Kind ``count``; ``stated`` the announced number, ``low`` and ``high`` what was counted;
        the quote is the clause of the announcement. No quantities: an announced number is none.
    """
    found: list[Draft] = []
    if not facts.sections:
        return found
    text = facts.text
    begin, end = facts.sections[0].start, facts.sections[-1].end
    section = 0
    taken: set[int] = set()
    for match in sorted(
        (*_POINTS.finditer(text, begin, end), *_DIRECT.finditer(text, begin, end)),
        key=lambda match: match.start("n"),
    ):
        if match.start("n") in taken:
            continue
        section = _section_of(facts, match.start(), section)
        stated = _value(match["n"])
        if (
            stated < 2
            or text.startswith("等", match.end())
            or "等" in text[match.start() - 3 : match.start()]
        ):
            continue
        # The announcement must end its clause: 从以下五方面作出工作安排:
        after = match.end() - (match[0][-1] in ":。")
        stop = re.compile(r"[。:;\n]").search(text, after, min(end, after + 24))
        if stop is None:
            continue
        own = facts.sections[section]
        heading_end = own.start + len(own.heading or "") + 8
        if match.end() <= heading_end and own.section and own.heading and match[0] in own.heading:
            continue
        near = re.split(r"[,。;:\n]", text[max(begin, match.start() - 6) : match.start()])[-1]
        near += text[match.start() : stop.start()]
        counted = None
        if (
            text[stop.start()] == ":"
            or match.groupdict().get("noun")
            or (
                "," not in near
                and (_ANNOUNCING.search(near) or text.startswith("。一是", stop.start()))
            )
        ):
            # 在三个方面下功夫。一是……: what follows a full stop need not be the three.
            # 主要从三个方面发力。组织领导方面,…一是: points of another matter.
            open_end = text[stop.start()] != ":" and not _SURELY.search(near)
            within = 4 if open_end else 40
            counted = _ordinals_after(facts, stop.start(), own.end, within)
        if counted is None:
            counted = _headings_after(facts, section, stop.start())
        if counted is None:
            counted = _items_after(facts, stop.start(), own.end)
        if counted is None:
            continue
        clause = max(text.rfind(sign, begin, match.start()) for sign in ",。;:\n") + 1
        verdict = "holds" if counted == stated else "fails"
        span = Interval(counted, counted)
        found.append(Draft("count", verdict, stated, span, [], max(clause, begin), stop.start()))
        taken.add(match.start("n"))
    found += _agreeing_lists(facts, begin, end, taken)
    return found
