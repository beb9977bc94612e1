"""Where the report itself begins and ends on its page, and which line is its title."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi_analysis.read.bodies import is_body_name, is_site_name
from fazhi_analysis.read.lines import classify, tail_kind

__all__ = ["Layout", "Line", "find_layout", "title_strength"]


class Line(NamedTuple):
    """One line of the clean text with its class."""

    start: int
    end: int
    text: str
    kind: str


class Layout(NamedTuple):
    """What :func:`find_layout` found.

    ``title`` holds the lines of the title (several where it is split), empty where there is none;
    ``first`` and ``last`` are the numbers of the first and last line of the body.
    """

    lines: tuple[Line, ...]
    title: tuple[int, ...]
    first: int
    last: int


_SUBJECT = re.compile(
    "法治|法制|依法行政|依法治|普法|司法行政|司法局|八五|七五|合法性审查|行政执法"
)
_GENRE = re.compile(
    "报告|总结|汇报|情况|述职|述法|要点|计划|方案|安排|规划|实施意见|通知|公告|公示|解读|讲话|综述|小结|自评|材料"
)
_GENRE_END = re.compile(
    r"(?:报告|总结|汇报|情况|要点|计划|方案|安排|通知|公告|公示|解读|小结|综述|材料|思路|意见|自查|讲话|函|批复)"
    r"(?:[（(《【\[].{1,30}[)）》】\]])?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零][一二三四五六七八九〇○零]{2}年")
_TEXT_KINDS = frozenset({"paragraph", "heading", "salutation"})
_DOCUMENT_NUMBER = re.compile(r"^[一-鿿]{2,12}[〔\[【(（]\d{4}[〕\]】)）]第?\d{1,4}号$")


def title_strength(line: str) -> int:
    """Return how much `line` looks like a report's title: 0 (not at all) to 4.

    One point each for a subject (法治 …), a kind of text (报告, 总结 …) at its end, a year, and the
    wording that only titles have.

    Examples
    --------
    >>> [title_strength(t) for t in ("横街镇2024年法治政府建设年度报告", "海曙区人民政府")]
    [4, 0]
    """
    text = line.replace(" ", "").strip('《》“”"【】')
    if not 5 <= len(text) <= 100 or "。" in text or ">" in text or is_site_name(text):
        return 0
    if text.endswith(("，", ",", "；", ";", "、")) or is_body_name(text):
        return 0
    points = int(bool(_SUBJECT.search(text))) + int(bool(_YEAR.search(text)))
    if _GENRE_END.search(_cut_site(text)):
        points += 2 if points else 1
    elif _GENRE.search(text):
        points += 1
    return points if points > 1 or len(text) >= 8 else 0


_SITE_SUFFIX = re.compile(r"[ _|\-—－–>·]{1,3}[^_|\-—－–>·]{2,40}$")


def _cut_site(text: str) -> str:
    match = _SITE_SUFFIX.search(text)
    return text[: match.start()] if match and match.start() >= 8 else text


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of clean text with their offsets and classes."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line), line, classify(line)))
        at += len(line) + 1
    return tuple(lines)


def find_layout(
    text: str,
    *,
    core: tuple[int, int] | None = None,
    links: frozenset[int] = frozenset(),
    titles: tuple[str, ...] = (),
) -> Layout:
    """Return the title's lines and the body's first and last line.

    Parameters
    ----------
    text : str
        Clean text.
    core : tuple of int, optional
        First and last line of the element that holds the article, where the format tells it.
    links : frozenset of int
        Lines that are nothing but links.
    titles : tuple of str
        Titles as the format tells them (the page's head); used to recognise the line.
    """
    lines = split_lines(text)
    lines = tuple(
        line._replace(kind="furniture") if number in links and line.kind == "short" else line
        for number, line in enumerate(lines)
    )
    low = core[0] if core else 0
    first = _first_text(lines, low)
    heads = _title_lines(lines, first, titles)
    again = _title_below(lines, first, heads)
    if again is not None:
        heads = _with_neighbours(lines, again)
        first = _first_text(lines, heads[-1] + 1)
    if heads and first - 1 > heads[-1] and _heads_the_text(lines[first - 1]):
        first -= 1
    last = _last_text(lines, first, core[1] if core else None)
    return Layout(lines, heads, first, last)


_UNMARKED = re.compile(r"[^，。：；|]{2,20}(?:情况|成效|做法|举措|回顾|概况|前言|引言|引语|导语)")


def _heads_the_text(line: Line) -> bool:
    """Return whether a line above the text is its first heading, without a number."""
    text = line.text.replace(" ", "")
    return line.kind == "short" and bool(_UNMARKED.fullmatch(text)) and title_strength(text) < 4


def _first_text(lines: tuple[Line, ...], low: int) -> int:
    for number in range(low, len(lines)):
        line = lines[number]
        if line.kind in _TEXT_KINDS and _credible(lines, number):
            return number
    for number in range(low, len(lines)):  # no prose at all: the longest line that is no furniture
        if lines[number].kind in {"short", "row", "heading", "salutation"}:
            return number
    return low if low < len(lines) else 0


def _credible(lines: tuple[Line, ...], number: int) -> bool:
    """Return whether running text really begins here, not a menu or a banner."""
    line = lines[number]
    if line.kind == "paragraph":
        return True
    near = lines[number + 1 : number + 5]
    if line.kind == "salutation":
        return any(other.kind in {"paragraph", "heading"} for other in near[:3])
    long_heading = len(line.text) >= 40 and any(mark in line.text for mark in "。，,")
    return long_heading or any(
        other.kind == "paragraph" or (other.kind == "heading" and len(other.text) >= 40)
        for other in near
    )


def _title_lines(lines: tuple[Line, ...], first: int, titles: tuple[str, ...]) -> tuple[int, ...]:
    best: tuple[float, int] | None = None
    wanted = [key for key in (_key(t) for t in titles) if len(key) >= 6]
    for number in range(first):
        line = lines[number]
        if line.kind not in {"short", "body", "heading", "paragraph"}:
            continue
        if _DOCUMENT_NUMBER.match(line.text.replace(" ", "")):
            continue
        strength = float(title_strength(line.text))
        key = _key(line.text)
        if key and any(key == w or (len(key) >= 10 and key in w) for w in wanted):
            strength += 3
        if strength == 0 and len(line.text) < 10:
            continue
        strength += _placed_like_title(lines, number, first)
        # Of two that look alike the one next to the text is the title, the other one a link.
        value = strength + number / (first + 1)
        if best is None or value >= best[0]:
            best = (value, number)
    if best is None or best[0] < _TITLE_PLACE:
        return ()
    return _with_neighbours(lines, best[1])


_TITLE_PLACE = 1.5


def _placed_like_title(lines: tuple[Line, ...], number: int, first: int) -> float:
    """Return a bonus for a line that has a source, a date or the text itself right below it."""
    line = lines[number]
    if line.kind != "short" or len(line.text) < 10 or is_site_name(line.text):
        return 0.0
    if line.text.endswith(("。", "；", "：", ":", "，", "、")) or "|" in line.text:
        return 0.0
    below = lines[number + 1].kind if number + 1 < len(lines) else ""
    if below in {"meta", "date"}:
        return _TITLE_PLACE
    return 0.5 if number + 1 == first else 0.0


def _key(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z一-鿿]", "", text)


def _with_neighbours(lines: tuple[Line, ...], number: int) -> tuple[int, ...]:
    """Return the title's lines: a body's name or a beginning above it belong to it."""
    numbers = [number]
    text = lines[number].text
    if number and tail_kind(lines[number - 1].text) is None:
        above = lines[number - 1]
        bare = above.text.replace(" ", "")
        starts_bare = bool(re.match(r"(?:关于)?(?:19|20)\d\d|关于|法治|二[〇○零]", text))
        if (above.kind == "body" and starts_bare and bare not in text and len(bare) >= 3) or (
            above.kind == "short" and _is_beginning(bare, text)
        ):
            numbers.insert(0, number - 1)
    below = lines[number + 1] if number + 1 < len(lines) else None
    if below is not None and below.kind == "short" and _is_beginning(text, below.text):
        numbers.append(number + 1)
    return tuple(numbers)


def _is_beginning(above: str, below: str) -> bool:
    """Return whether `above` is the first half of a title that `below` completes."""
    if _GENRE_END.search(above.replace(" ", "")) or not _GENRE_END.search(below.replace(" ", "")):
        return False
    if len(above) > 60 or len(below) > 40 or above.endswith(("。", "：", ":")):
        return False
    whole = title_strength(above + below)
    return (
        whole >= 3
        and whole > title_strength(below)
        and bool(_YEAR.search(above) or "关于" in above or _SUBJECT.search(above))
    )


_COVER = re.compile("印发|报送|呈报|公布|公开|发布|转发|通知|的函")
_COVER_CHARS = 700
_ABSTRACT_CHARS = 250


def _title_below(lines: tuple[Line, ...], first: int, heads: tuple[int, ...]) -> int | None:
    """Return a title that stands below an abstract, a notice or a covering letter."""
    told = "".join(_key(lines[n].text) for n in heads)
    cover = bool(_COVER.search(told))
    passed = 0
    for number in range(first, min(first + 14, len(lines) - 1)):
        line = lines[number]
        if passed > _COVER_CHARS:
            return None
        if line.kind in {"short", "paragraph"} and title_strength(line.text) >= 3:
            key = _key(line.text)
            if told and told in key:
                return number
            if not told and passed < _ABSTRACT_CHARS and line.text.endswith(("报告", "总结")):
                return number
            # The letter names the report that follows it: 现将《…报告》印发给你们.
            left = sum(len(other.text) for other in lines[number + 1 :])
            if cover and line.kind == "short" and left > 4 * passed and key in told:
                return number
        passed += len(line.text)
    return None


def _last_text(lines: tuple[Line, ...], first: int, high: int | None) -> int:
    weights = [len(line.text) if _weighs(line) else 0 for line in lines]
    total = sum(weights[first:])
    seen, last = 0, first
    end = len(lines) if high is None else min(len(lines), high + 1)
    for number in range(first, end):
        line = lines[number]
        tail = tail_kind(line.text) if number > first else None
        if tail and _ends_here(lines, number, tail, seen, total - seen):
            break
        if number > first and line.kind in {"furniture", "meta"}:
            continue
        seen += weights[number]
        if (
            line.kind in _TEXT_KINDS
            or line.kind in {"date", "signature"}
            or (line.kind == "row" and any(c.isdigit() for c in line.text))
            or (line.kind == "body" and _signs(lines, number))
            or (line.kind == "short" and _ends_sentence(line.text))
        ):
            last = number
    return last


def _ends_here(lines: tuple[Line, ...], number: int, tail: str, seen: int, left: int) -> bool:
    """Return whether the page's end begins at `number`: little running text comes after it."""
    if tail == "attachment" and _signature_follows(lines, number):
        return False
    limit = 0.25 * (seen + left)
    if tail == "weak":
        return left < min(60, limit)
    return left < min(max(300, limit), 2 * seen)


def _signature_follows(lines: tuple[Line, ...], number: int) -> bool:
    """Return whether a list of attachments stands between the text and its signature."""
    for other in range(number + 1, min(number + 9, len(lines))):
        line = lines[other]
        if line.kind == "signature" or (line.kind == "date" and lines[other - 1].kind == "body"):
            return True
        if line.kind not in {"short", "body", "heading"} or len(line.text) > 60:
            return False
    return False


def _weighs(line: Line) -> bool:
    return line.kind == "paragraph" or (line.kind == "heading" and len(line.text) >= 15)


def _ends_sentence(text: str) -> bool:
    return text.endswith(("。", "；", "！", "。”", "。）", "。)")) and len(text) >= 4


def _signs(lines: tuple[Line, ...], number: int) -> bool:
    """Return whether the body's name at `number` stands as a signature, under the text."""
    before = lines[number - 1].kind if number else ""
    return before in _TEXT_KINDS | {"date", "short", "body"}
