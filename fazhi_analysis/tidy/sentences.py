"""Sentences of a report's body, with their places.

A sentence ends at ``。!?`` (either width) and at the end of a line. A semicolon does not end one:
what a list with ``;`` counts often shares a subject. A stop inside quotation marks or brackets
does not end a sentence unless the closing mark never comes on the line; a closing mark that
follows the stop belongs to the sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from fazhi_analysis.tidy.records import Section, Sentence
from fazhi_analysis.tidy.widths import half_width

__all__ = ["split_sentences"]

_STOPS = frozenset("。!?")
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "(": ")",
          "【": "】", "[": "]", "〔": "〕"}  # fmt: skip
_CLOSERS = frozenset(_PAIRS.values())
# A quotation longer than this is taken for an opening mark whose closing one was lost.
_LONGEST_QUOTE = 200


def _closed_at(line: str) -> dict[int, int]:
    """Where each opening mark of the line is closed; marks that never close are left out."""
    closed: dict[int, int] = {}
    open_marks: list[tuple[int, str]] = []
    for place, char in enumerate(line):
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


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    """Sentences of one line as (start, end), white space still around them."""
    closed = _closed_at(line)
    begin = place = 0
    size = len(line)
    while place < size:
        char = line[place]
        if place in closed:
            # Jump over what is quoted; a stop right before the closing mark still ends the
            # sentence when it is the sentence itself that is quoted (“……。” at its end).
            stop_inside = line[closed[place] - 1] in _STOPS and char in "“「『‘"
            place = closed[place] + 1
            if stop_inside and (place == size or line[place] not in ",、;:的和等。"):
                yield begin, place
                begin = place
            continue
        if char in _STOPS:
            place += 1
            while place < size and (line[place] in _STOPS or line[place] in _CLOSERS):
                place += 1
            yield begin, place
            begin = place
            continue
        place += 1
    if begin < size:
        yield begin, size


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
        for begin, stop in _split_line(half_width(text[place:line_end])):
            add(place + begin, place + stop)
        place = following
    return found
