"""Places in a text that may begin a heading: markers (``一、`` ``(一)`` ``1.``) and short lines.

The text must have half-width signs (:func:`fazhi_analysis.tidy.widths.half_width`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_analysis.tidy.roles import is_role_heading

__all__ = ["STOP", "TRAIL", "Mark", "find_marks", "short_lines"]

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
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _STYLES)
_MARKER = re.compile(_ANY)
# After what a marker inside a line may stand; and whether there is one at all, which is quick.
_AFTER = "。!?:;” \t"
_INSIDE = re.compile(rf"[{_AFTER}](?:{_ANY})")
# ``一 加强领导``: the mark was lost and a space is left; only for a short line of its own.
_BARE = re.compile(rf"([{_HAN}]{{1,3}})[ \t\u3000]{{1,4}}(?=[^\s。;;]{{4,40}}$)")
STOP = re.compile(r"[。!?]")
TRAIL = " \t:;,、.。"
_LONGEST_VALUE = 30


class Mark(NamedTuple):
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


def _read(match: re.Match[str], line_end: int, *, own_line: bool) -> Mark | None:
    style = match.lastgroup or ""
    number = next(group for name, group in zip(_GROUPS, match.groups(), strict=True)
                  if group is not None and name is None)  # fmt: skip
    value = _value(number)
    if not 0 < value <= _LONGEST_VALUE:
        return None
    return Mark(match.start(), match.end(), style, value, line_end, own_line)


# Names of the groups of ``_MARKER`` in order; the numbers inside the named groups have none.
_NAMES = {index: name for name, index in _MARKER.groupindex.items()}
_GROUPS = [_NAMES.get(index) for index in range(1, _MARKER.groups + 1)]


def _marks(text: str, begin: int, stop: int) -> Iterator[Mark]:
    """Find the markers of one line: at its beginning, and after a full stop inside it."""
    match = _MARKER.match(text, begin, stop)
    if match is None:
        bare = _BARE.match(text[begin:stop])
        if bare:
            yield Mark(begin, begin + bare.end(), "han", _value(bare[1]), stop, True)
    if _INSIDE.search(text, begin, stop) is None:
        mark = _read(match, stop, own_line=True) if match is not None else None
        if mark and mark.after < stop:
            yield mark
        return
    for match in _MARKER.finditer(text, begin, stop):
        if match.start() == begin:
            mark = _read(match, stop, own_line=True)
        elif text[match.start() - 1] in _AFTER:
            mark = _read(match, stop, own_line=False)
        else:
            continue
        if mark and mark.after < stop:
            yield mark


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """Find every marker at the beginning of a line, and after a full stop inside one.

    What stands below 附件 (attachments) is a list of files, until a ``一、`` follows.
    """
    found: list[Mark] = []
    attachments = False
    for begin, stop in _lines(text, start, end):
        if text.startswith(("附件", "附:"), begin) and stop - begin < 80:
            attachments = True
            continue
        for mark in _marks(text, begin, stop):
            if not attachments or mark.style == "han":
                attachments = False
                found.append(mark)
    return found


# 存在以下三个方面的问题: announces a list and heads nothing.
_ANNOUNCES = re.compile(r"(?:以下|如下|[两二三四五六七八九十几]个?(?:方面|大?类)).*:$")
_NO_HEADING = re.compile(
    r"[。;|]|[,!?、]$|\d$|\d日|报告$|总结$|汇报$|人民政府$|委员会$|办事处$|局$|^附件"
)


def short_lines(text: str, start: int, end: int) -> tuple[list[Mark], list[Mark]]:
    """Find headings that have no number: short lines of their own between complete paragraphs.

    Returns
    -------
    named, others : list of Mark
        ``named`` are lines that name a part of a report (存在的问题), of style ``plain``;
        ``others`` any other line of at most 24 characters without a stop, of style ``short``.
    """
    lines = list(_lines(text, start, end))
    named: list[Mark] = []
    others: list[Mark] = []
    before_complete = True
    for row, (begin, stop) in enumerate(lines):
        line = text[begin:stop]
        complete = line[-1] in "。!?:”);;"
        fits = 3 < len(line) <= 32 and before_complete and row + 1 < len(lines)
        fits = fits and not _ANNOUNCES.search(line)
        if fits and not _NO_HEADING.search(line) and not _MARKER.match(line):
            complete = True  # what follows a heading stands free
            if is_role_heading(line.strip(TRAIL)):
                named.append(Mark(begin, begin, "plain", 0, stop, True))
            elif len(line) <= 24 and line[-1] not in ":":
                others.append(Mark(begin, begin, "short", 0, stop, True))
            else:
                complete = line[-1] == ":"
        elif _MARKER.match(line):
            complete = True
        before_complete = complete
    # A line after the last full stop is part of a signature or a list.
    last = max((stop for _, stop in lines if text[stop - 1] in "。!?;"), default=start)
    return named, [mark for mark in others if mark.place < last]
