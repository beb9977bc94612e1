"""Headings of a report's body: where they stand, how they nest, what part of the report they open.

Level and marker are apart. A heading's depth is the number of marker styles that are open around
it: ``(一)`` below ``1、`` is as right as ``1、`` below ``(一)``. A style that is already open
closes what was opened inside it. Sections partition the body: a section runs from its marker to
the next heading of any level, so that each sentence belongs to its innermost section.

A number before a paragraph does not make a heading: where most of a row of siblings are nothing
but one sentence, tell a figure in their first sentence, or run on without one, they are items of a
list and belong to the section around them; 一、 at the top level always opens a section.
"""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi_analysis.tidy.markers import STOP, TRAIL, Mark, find_marks, short_lines
from fazhi_analysis.tidy.records import Section
from fazhi_analysis.tidy.roles import roles_of_sections
from fazhi_analysis.tidy.widths import half_width

__all__ = ["find_sections"]

_ENUMERATION = re.compile(r"[,;:、]?(?:一是|一方面|首先,)")
_ORDER = {"part": 0, "clause": 1, "han": 2}
_QUOTED = re.compile(
    r"“[^“”]{0,40}”|《[^《》]{0,60}》|\([^()]{0,40}\)|(?:19|20)\d\d(?:[-—~]20\d\d)?年?"
)
_FIGURE = re.compile(
    r"\d[\d,.]*(?:余|多)?[万亿]?(?:余|多)?(?:[件起个次场人名条份家项户册%‰例宗处位篇期元支部]|小时|公里)"
)
_LONGEST_HEADING = 60
# So many short lines without a number are headings; fewer may be anything.
_FEWEST_SHORT = 3
_SINGLE = 20  # a numbered sentence of its own, not longer than this, may still be a heading


def _is_item(text: str, mark: Mark) -> bool:
    """Whether the line is an item of a sentence: no full stop in it, a semicolon at its end."""
    body = text[mark.after : mark.line_end]
    return body[-1] in ";," and not STOP.search(body)


def _without_items(text: str, marks: list[Mark]) -> list[Mark]:
    """Leave out runs of lines that are the items of one sentence (``1.……;`` ``2.……。``)."""
    kept: list[Mark] = []
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
                and len(STOP.findall(ends)) <= 1
                and ends[-1] in "。!?"
            ):
                run += 1
        if items == 1 and run == place + 1:
            kept.append(mark)  # one heading with a stray semicolon
        place = run
    return kept


def _in_order(text: str, marks: list[Mark]) -> list[Mark]:
    """Leave out markers whose number does not follow: an amount, a date, a cited list."""
    last: dict[str, int] = {}
    seen: list[Mark] = []
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


def _heading(text: str, mark: Mark, limit: int) -> tuple[int, int]:
    """Place of the heading's words: up to a full stop, the line's end, or a turn to a list."""
    words = text[mark.after : min(mark.line_end, limit)]
    stop = STOP.search(words)
    if stop:
        words = words[: stop.start()]
    turn = _ENUMERATION.search(words)
    if turn and turn.start() >= 4:
        words = words[: turn.start()]
    head, colon, rest = words.partition(":")
    if colon and 4 <= len(head) <= 40 and rest.strip() and "“" not in head[-8:]:
        words = head
    size = len(words.rstrip(TRAIL))
    begin = mark.after + len(words) - len(words.lstrip(TRAIL))
    return begin, max(begin, mark.after + size)


def _looks_like_heading(text: str, mark: Mark, limit: int) -> bool:
    """Whether words and surroundings of a numbered line are those of a heading."""
    begin, stop = _heading(text, mark, limit)
    words = _QUOTED.sub("", text[begin:stop])
    if not words and begin == stop:
        return False
    line = text[begin : min(mark.line_end, limit)]
    alone = STOP.search(line) is not None and not text[stop:limit].strip(TRAIL + "!?\n")
    if alone:
        return len(words) <= _SINGLE and not _FIGURE.search(words)
    return len(words) <= _LONGEST_HEADING and not _FIGURE.search(words)


def _nest(marks: list[Mark]) -> list[tuple[int, int | None]]:
    """Give each marker its depth and the place in the list of the one that it stands below."""
    placed: list[tuple[int, int | None]] = []
    stack: list[tuple[str, int]] = []  # open styles, outermost first
    last_value: dict[str, int] = {}
    for place, mark in enumerate(marks):
        styles = [style for style, _ in stack]
        continues = mark.style == "han" and 1 < mark.value == last_value.get("han", 0) + 1
        if mark.style in styles:
            del stack[styles.index(mark.style) :]
        elif mark.style == "plain" or continues:
            stack.clear()
        elif mark.style in _ORDER:
            # 第一章 and 一、 never nest below a style that is always inside them.
            order = _ORDER[mark.style]
            stack = [
                open_ for open_ in stack if open_[0] == "plain" or _ORDER.get(open_[0], 9) < order
            ]
        last_value[mark.style] = mark.value
        placed.append((len(stack) + 1, stack[-1][1] if stack else None))
        stack.append((mark.style, place))
    return placed


def _without_paragraphs(text: str, marks: list[Mark], end: int) -> list[Mark]:
    """Leave out siblings that are numbered paragraphs rather than headings, by majority."""
    placed = _nest(marks)
    families: dict[tuple[int | None, str], list[int]] = {}
    for place, (mark, (_, parent)) in enumerate(zip(marks, placed, strict=True)):
        families.setdefault((parent, mark.style), []).append(place)
    parents = {parent for _, parent in placed}
    kept: list[int] = []
    for (above, style), places in families.items():
        votes = 0
        for place in places:
            limit = marks[place + 1].place if place + 1 < len(marks) else end
            votes += place in parents or _looks_like_heading(text, marks[place], limit)
        # 一、 at the top parts the report even where nothing but running text follows it.
        top = above is None and style in ("part", "han")
        if top or 2 * votes >= len(places):
            kept += places
    return [marks[place] for place in sorted(kept)]


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
    marks = _in_order(text, _without_items(text, find_marks(text, start, end)))
    marks = _without_paragraphs(text, marks, end)
    named, others = short_lines(text, start, end)
    marks += named
    if len(others) >= _FEWEST_SHORT:
        marks += others
    marks.sort()
    placed = _nest(marks)

    first = marks[0].place if marks else end
    if not text[start:first].strip():
        first_start = first_end = start
    else:
        first_start, first_end = start, first
    sections = [Section(0, None, 0, None, None, "intro", first_start, first_end)]
    borders = [*(mark.place for mark in marks), end]
    for number, (begin, stop) in enumerate(pairwise(borders), 1):
        mark, (depth, parent) = marks[number - 1], placed[number - 1]
        marker = re.sub(r"\s", "", given[mark.place : mark.after]) or None
        words = slice(*_heading(text, mark, stop))
        above = None if parent is None else parent + 1
        sections.append(
            Section(number, above, depth, marker, given[words] or None, "", begin, stop)
        )
    return roles_of_sections(given[start:end], sections, year)
