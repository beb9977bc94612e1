"""The ``words`` frame: which words stand in which section of a report, and how often.

What counts as a word: every token of the segmentation that holds at least one letter, Chinese
character or digit. Punctuation, symbols and blanks are dropped; numbers (2023, 87.23%), single
characters and stop words stay in, so that an analysis decides about them and not the build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from fazhi_analysis.tidy.records import Section
from fazhi_analysis.tidy.segmentation import Segmenter

__all__ = ["Segmenter", "count_words", "is_word"]


def is_word(token: str) -> bool:
    """Tell whether a token is a word: it holds a letter, a Chinese character or a digit.

    Examples
    --------
    >>> [token for token in ["法治", ",", "87.23%", " ", "C++", "--", "㎡"] if is_word(token)]
    ['法治', '87.23%', 'C++']
    """
    return any(map(str.isalnum, token))


def count_words(
    text: str, sections: Iterable[Section], segmenter: Segmenter
) -> list[tuple[int, str, int]]:
    """Count the words of each section of one report.

    Parameters
    ----------
    text : str
        The report's clean text.
    sections : iterable of Section
        The sections; the spans are those of their own text, headings in, subsections out, and
        share no character.
    segmenter : Segmenter
        What cuts the text into words.

    Returns
    -------
    list of (int, str, int)
        Section, word, count: one row a section and word, sorted by both. A word that does not
        stand in a section has no row.
    """
    rows: list[tuple[int, str, int]] = []
    for section in sorted(sections, key=attrgetter("section")):
        number = section.section
        counts = Counter(segmenter.lcut(text[section.start : section.end]))
        # isalnum here saves a call for nearly every word.
        rows += [
            (number, word, count)
            for word, count in sorted(counts.items())
            if word.isalnum() or is_word(word)
        ]
    return rows
