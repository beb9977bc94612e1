"""Sentences of a report's body, with their places.

A sentence ends at ``。!?`` (either width) and at the end of a line. A semicolon does not end one:
what a list with ``;`` counts often shares a subject. A stop inside quotation marks or brackets
does not end a sentence unless the closing mark never comes on the line; a closing mark that
follows the stop belongs to the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from fazhi_analysis.tidy.records import Section, Sentence
from fazhi_analysis.tidy.widths import half_width

__all__ = ["split_sentences"]

_STOPS = frozenset("。!?")
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "(": ")",
          "【": "】", "[": "]", "〔": "〕"}  # fmt: skip
_CLOSERS = frozenset(_PAIRS.values())
_MARK = re.compile(f"[{re.escape(''.join(sorted(_STOPS.union(_PAIRS, _CLOSERS))))}]")
# A quotation longer than this is taken for an opening mark whose closing one was lost.
_LONGEST_QUOTE = 200


def _closed_at(marks: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Where each opening mark of the line is closed; marks that never close are left out."""
    closed: dict[int, int] = {}
    open_marks: list[tuple[int, str]] = []
    for place, char in marks:
        if char in _PAIRS:
            open_marks.append((place, _PAIRS[char]))
        elif char in _CLOSERS:
            for depth in range(len(open_marks) - 1, max(-1, len(open_marks) - 6), -1):
                if open_marks[depth][1] == char:
                    begin = open_marks[depth][0]
                    if place - begin <= _LONGEST_QUOTE:
                        closed[begin] = place
                    del open_marks[depth:]
                    break
    return closed


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of the line ``text[start:end]`` as (start, end), white space still around them."""
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    closed = _closed_at(marks)
    begin = place = start
    for at, char in marks:
        if at < place:  # inside what is quoted, or in the run of marks that ended a sentence
            continue
        if at in closed:
            # Jump over what is quoted; a stop right before the closing mark still ends the
            # sentence when it is the sentence itself that is quoted (“……。” at its end).
            stop_inside = text[closed[at] - 1] in _STOPS and char in "“「『‘"
            place = closed[at] + 1
            if stop_inside and (place == end or text[place] not in ",、;:的和等。"):
                yield begin, place
                begin = place
        elif char in _STOPS:
            place = at + 1
            while place < end and (text[place] in _STOPS or text[place] in _CLOSERS):
                place += 1
            yield begin, place
            begin = place
    if begin < end:
        yield begin, end


def split_sentences(text: str, start: int, end: int, sections: Sequence[Section]) -> list[Sentence]:
    """Split the body ``text[start:end]`` into sentences.

    Parameters
    ----------
    text : str
        The report's clean text.
    start, end : int
        The body.
    sections : sequence of Section
        What :func:`fazhi_analysis.tidy.outline.find_sections` returned for the same body. A
        sentence also ends where a section begins (a heading in the middle of a line).

    Returns
    -------
    list of Sentence
        In the order of the text, numbered from 0. ``text[s.start:s.end] == s.text``; white space
        around a sentence belongs to none, and no other character is lost. The heading with its
        marker is part of the section's first sentence, or a sentence where it has its own line.

    Examples
    --------
    >>> text = "调解纠纷5起。发放资料30份;开展宣传2场!"
    >>> [s.text for s in split_sentences(text, 0, len(text), [])]
    ['调解纠纷5起。', '发放资料30份;开展宣传2场!']
    """
    starts = [section.start for section in sections]
    # Section 0 may be empty and begin where section 1 begins: bisect_right takes the later one.
    cuts = sorted({place for place in starts if start < place < end})
    found: list[Sentence] = []
    signs = half_width(text)

    def add(begin: int, stop: int) -> None:
        while begin < stop and text[begin].isspace():
            begin += 1
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        if begin == stop:
            return
        number = bisect_right(starts, begin) - 1
        section = sections[number].section if number >= 0 else 0
        found.append(Sentence(len(found), section, begin, stop, text[begin:stop]))

    cut = 0
    place = start
    while place < end:
        newline = text.find("\n", place, end)
        line_end = end if newline < 0 else newline
        while cut < len(cuts) and cuts[cut] <= place:
            cut += 1
        if cut < len(cuts) and cuts[cut] < line_end:
            line_end = cuts[cut]
            following = line_end
        else:
            following = line_end + 1
        for begin, stop in _split_line(signs, place, line_end):
            add(begin, stop)
        place = following
    return found
