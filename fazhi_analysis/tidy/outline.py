"""Headings of a report's body: where they stand, how they nest, what part of the report they open.

Level and marker are apart. A heading's depth is the number of marker styles that are open around
it: ``(一)`` below ``1、`` is as right as ``1、`` below ``(一)``. A style that is already open
closes what was opened inside it. Sections partition the body: a section runs from its marker to
the next heading of any level, so that each sentence belongs to its innermost section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_analysis.tidy.records import Section
from fazhi_analysis.tidy.roles import is_role_heading, roles_of_sections
from fazhi_analysis.tidy.widths import half_width

__all__ = ["find_sections"]

_HAN = "一二三四五六七八九十"
_GAP = r"[ \t\u3000]{0,4}"
_OPEN, _CLOSE = r"[(﹙〔\[]", r"[)﹚〕\]]"
# Each style of marker; the tail takes a doubled mark (``3、.``) and spaces.
_STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"第{_GAP}([{_HAN}\d]{{1,3}}){_GAP}(?:部分|章|编)(?![分的])"),
    ("clause", rf"第{_GAP}([{_HAN}\d]{{1,3}}){_GAP}节(?!课)"),
    ("han", rf"([{_HAN}]{{1,3}}){_GAP}[、.]{{1,2}}"),
    ("hanparen", rf"{_OPEN}{_GAP}([{_HAN}]{{1,3}}){_GAP}{_CLOSE}[、.]?"),
    ("hanclose", rf"([{_HAN}]{{1,3}}){_GAP}[)]"),
    ("num", rf"([0-9]{{1,2}}){_GAP}(?:[、]{_GAP}[.]?|[.]{_GAP}、?(?![0-9]))"),
    ("numparen", rf"{_OPEN}{_GAP}([0-9]{{1,2}}){_GAP}{_CLOSE}[、.]?"),
    ("numclose", rf"([0-9]{{1,2}}){_GAP}[)]"),
    ("circled", r"([①-⑳])[、.]?"),
    ("dotted", r"([⒈-⒛])[、]?"),
    ("ringed", r"([⑴-⒇])[、]?"),
    ("hanring", r"([㈠-㈩])[、]?"),
)
_MARKER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _STYLES))
# ``一 加强领导``: the mark was lost and a space is left; only for a short line of its own.
_BARE = re.compile(rf"([{_HAN}]{{1,3}})[ \t\u3000]{{1,4}}(?=[^\s。;;]{{4,40}}$)")
_STOP = re.compile(r"[。!?]")
_ENUMERATION = re.compile(r"[,;:、]?(?:一是|一方面|首先,)")
_TRAIL = " \t:;,、.。"
_LONGEST_VALUE = 30
_ORDER = {"part": 0, "clause": 1, "han": 2}


class _Mark(NamedTuple):
    """A place that may begin a section."""

    place: int
    after: int
    style: str
    value: int
    line_end: int
    own_line: bool


def _value(digits: str) -> int:
    """Read the number of a marker: 十二, 12 and ⑿ are all 12."""
    first = ord(digits[0])
    for base in (0x2460, 0x2474, 0x2488, 0x3220):
        if base <= first < base + 20:
            return first - base + 1
    if digits[0] not in _HAN:
        return int(digits)
    if "十" not in digits:
        return _HAN.index(digits[-1]) + 1
    tens, _, ones = digits.partition("十")
    return (_HAN.index(tens[-1]) + 1 if tens else 1) * 10 + (
        _HAN.index(ones[-1]) + 1 if ones else 0
    )


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    while place < end:
        newline = text.find("\n", place, end)
        line_end = end if newline < 0 else newline
        begin = place
        while begin < line_end and text[begin].isspace():
            begin += 1
        stop = line_end
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        if begin < stop:
            yield begin, stop
        place = line_end + 1


def _read(match: re.Match[str], line_end: int, *, own_line: bool) -> _Mark | None:
    style = match.lastgroup or ""
    number = next(group for name, group in zip(_GROUPS, match.groups(), strict=True)
                  if group is not None and name is None)  # fmt: skip
    value = _value(number)
    if not 0 < value <= _LONGEST_VALUE:
        return None
    return _Mark(match.start(), match.end(), style, value, line_end, own_line)


# Names of the groups of ``_MARKER`` in order; the numbers inside the named groups have none.
_NAMES = {index: name for name, index in _MARKER.groupindex.items()}
_GROUPS = [_NAMES.get(index) for index in range(1, _MARKER.groups + 1)]


def _marks(text: str, begin: int, stop: int) -> Iterator[_Mark]:
    """Find the markers of one line: at its beginning, and after a full stop inside it."""
    match = _MARKER.match(text, begin, stop)
    if match is None:
        bare = _BARE.match(text[begin:stop])
        if bare:
            yield _Mark(begin, begin + bare.end(), "han", _value(bare[1]), stop, True)
    for match in _MARKER.finditer(text, begin, stop):
        if match.start() == begin:
            mark = _read(match, stop, own_line=True)
        elif text[match.start() - 1] in "。!?:;” \t":
            mark = _read(match, stop, own_line=False)
        else:
            continue
        if mark and mark.after < stop:
            yield mark


def _is_item(text: str, mark: _Mark) -> bool:
    """Whether the line is an item of a sentence: no full stop in it, a semicolon at its end."""
    body = text[mark.after : mark.line_end]
    return body[-1] in ";," and not _STOP.search(body)


def _without_items(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Leave out runs of lines that are the items of one sentence (``1.……;`` ``2.……。``)."""
    kept: list[_Mark] = []
    place = 0
    while place < len(marks):
        mark = marks[place]
        if not mark.own_line or not _is_item(text, mark):
            kept.append(mark)
            place += 1
            continue
        run = place
        while run < len(marks) and marks[run].style == mark.style and _is_item(text, marks[run]):
            run += 1
        items = run - place
        if run < len(marks):
            last = marks[run]
            ends = text[last.after : last.line_end]
            if (
                last.style == mark.style
                and last.value == marks[run - 1].value + 1
                and len(_STOP.findall(ends)) <= 1
                and ends[-1] in "。!?"
            ):
                run += 1
        if items == 1 and run == place + 1:
            kept.append(mark)  # one heading with a stray semicolon
        place = run
    return kept


def _in_order(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Leave out markers whose number does not follow: an amount, a date, a cited list."""
    last: dict[str, int] = {}
    seen: list[_Mark] = []
    upcoming: dict[tuple[str, int], int] = {}
    for mark in marks:
        upcoming[mark.style, mark.value] = mark.place
    for mark in marks:
        before = last.get(mark.style)
        if mark.own_line:
            if mark.style in ("han", "hanparen", "part", "clause"):
                fits = True
            else:
                fits = mark.value <= 2 or (before is not None and mark.value <= before + 3)
        else:
            follows = before is not None and mark.value == before + 1
            opens = mark.value == 1 and upcoming.get((mark.style, 2), -1) > mark.place
            fits = follows or opens
            if text[mark.place - 1] not in "。!?":
                fits = fits and mark.style == "han"
        if fits:
            last[mark.style] = mark.value
            seen.append(mark)
    return seen


def _heading(text: str, mark: _Mark, limit: int) -> tuple[int, int]:
    """Place of the heading's words: up to a full stop, the line's end, or a turn to a list."""
    words = text[mark.after : min(mark.line_end, limit)]
    stop = _STOP.search(words)
    if stop:
        words = words[: stop.start()]
    turn = _ENUMERATION.search(words)
    if turn and turn.start() >= 4:
        words = words[: turn.start()]
    head, colon, rest = words.partition(":")
    if colon and 4 <= len(head) <= 40 and rest.strip() and "“" not in head[-8:]:
        words = head
    size = len(words.rstrip(_TRAIL))
    begin = mark.after + len(words) - len(words.lstrip(_TRAIL))
    return begin, max(begin, mark.after + size)


def _plain_headings(text: str, start: int, end: int, numbered: bool) -> list[_Mark]:
    """Headings without a number: short lines of their own between complete paragraphs.

    Where the report numbers its headings, only a line that names a part of the report (存在的问题)
    is taken; where it numbers none, any short line counts if there are three or more.
    """
    lines = list(_lines(text, start, end))
    named: list[_Mark] = []
    short: list[_Mark] = []
    for row, (begin, stop) in enumerate(lines):
        line = text[begin:stop]
        if not 3 < len(line) <= 32 or re.search(r"[。;,!?|\d]$|[。;|]|\d日", line):
            continue
        if (
            row
            and text[lines[row - 1][1] - 1] not in "。!?:”)"
            and (not named or named[-1].place != lines[row - 1][0])
        ):
            continue
        if row + 1 == len(lines) or _MARKER.match(line):
            continue
        mark = _Mark(begin, begin, "plain", 0, stop, True)
        if is_role_heading(line.strip(_TRAIL)):
            named.append(mark)
        following = text[lines[row + 1][0] : lines[row + 1][1]]
        if len(following) > len(line) and following[-1] in "。;!?":
            short.append(mark)
    if numbered or len(named) >= len(short) or len(short) < 3:
        return named
    return sorted({*named, *short})


def find_sections(text: str, start: int, end: int, *, year: int | None = None) -> list[Section]:
    r"""Find the headings of the body ``text[start:end]``.

    Parameters
    ----------
    text : str
        The report's clean text, one paragraph a line.
    start, end : int
        The body.
    year : int, optional
        The year that the report is about, which tells 2024年工作安排 as a plan; without it, the
        year that the body names most often.

    Returns
    -------
    list of Section
        Section 0 is what stands before the first heading; it is there even where that is nothing
        (``start == end``). Then one row a heading in the order of the text: ``depth`` 1 for top
        headings, ``parent`` the section that it nests in (None for top headings and section 0),
        ``marker`` as written without white space (None for a heading that has no number),
        ``heading`` the words up to the first full stop or the line's end, ``role`` that of the
        top section (see :mod:`fazhi_analysis.tidy.roles`). ``start`` is the marker's place,
        ``end`` the start of the next section, so that the sections partition the body.

    Examples
    --------
    >>> body = "2023年工作如下。\n一、主要工作\n(一)加强领导。成立。\n二、下一步打算\n努力。"
    >>> for s in find_sections(body, 0, len(body)):
    ...     print(s.section, s.parent, s.depth, s.marker, s.heading, s.role)
    0 None 0 None None intro
    1 None 1 一、 主要工作 progress
    2 1 2 (一) 加强领导 progress
    3 None 1 二、 下一步打算 plan
    """
    # Matching works on half-width signs; places are the same in both.
    given, text = text, half_width(text)
    marks: list[_Mark] = []
    attachments = False
    for begin, stop in _lines(text, start, end):
        if text.startswith(("附件", "附:"), begin) and stop - begin < 80:
            attachments = True  # the list below it is a list of files
            continue
        for mark in _marks(text, begin, stop):
            if attachments and mark.style != "han":
                continue
            attachments = False
            marks.append(mark)
    marks = _in_order(text, _without_items(text, marks))
    marks += _plain_headings(text, start, end, numbered=bool(marks))
    marks.sort()

    found: list[tuple[_Mark, int, int | None]] = []
    stack: list[tuple[str, int]] = []  # open styles, outermost first, with their section
    last_value: dict[str, int] = {}
    for number, mark in enumerate(marks, 1):
        styles = [style for style, _ in stack]
        if mark.style in styles:
            del stack[styles.index(mark.style) :]
        elif mark.style == "plain" or (
            mark.style == "han" and mark.value > 1 and mark.value == last_value.get("han", 0) + 1
        ):
            stack.clear()
        elif mark.style in _ORDER:
            # 第一章 and 一、 never nest below a style that is always inside them.
            stack = [
                (s, n) for s, n in stack if s == "plain" or _ORDER.get(s, 9) < _ORDER[mark.style]
            ]
        last_value[mark.style] = mark.value
        parent = stack[-1][1] if stack else None
        stack.append((mark.style, number))
        found.append((mark, len(stack), parent))

    first = found[0][0].place if found else end
    if not text[start:first].strip():
        first_start = first_end = start
    else:
        first_start, first_end = start, first
    sections = [Section(0, None, 0, None, None, "intro", first_start, first_end)]
    for number, (mark, depth, parent) in enumerate(found, 1):
        stop = found[number][0].place if number < len(found) else end
        marker = re.sub(r"\s", "", given[mark.place : mark.after]) or None
        begin, after = _heading(text, mark, stop)
        heading = given[begin:after] or None
        sections.append(Section(number, parent, depth, marker, heading, "", mark.place, stop))
    return roles_of_sections(given[start:end], sections, year)
