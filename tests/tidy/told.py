"""Quantities from marked text, so that the checks are tested apart from the extractor.

``共调处<617起 disputes_mediated>,其中社区<255起 disputes_mediated breakdown=社区>``: the number
with its unit, then its indicator and any field of a quantity. ``num`` alone leaves the indicator
open.
"""

from __future__ import annotations

import re

from fazhi_analysis.tidy.checks import check_report
from fazhi_analysis.tidy.numbers import scan
from fazhi_analysis.tidy.outline import find_sections
from fazhi_analysis.tidy.records import Check, Quantity
from fazhi_analysis.tidy.sentences import split_sentences

_MARKED = re.compile(r"<([^<> ]+)(?: ([^<>]*))?>")


def told(marked: str, year: int = 2023):
    """Text, sections, sentences and quantities of a marked text."""
    text, places, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        places.append((len(text), len(text) + len(match[1]), match[2] or ""))
        text += match[1]
        last = match.end()
    text += marked[last:]
    sections = find_sections(text, 0, len(text), year=year)
    sentences = split_sentences(text, 0, len(text), sections)
    quantities = []
    for number, (start, end, words) in enumerate(places):
        read = [n for n in scan(text)[0] if n.start <= start < n.end]
        assert len(read) == 1, text[start:end]
        sentence = next(s for s in sentences if s.start <= start < s.end)
        given = dict(word.split("=", 1) for word in words.split() if "=" in word)
        indicator = next((word for word in words.split() if "=" not in word), None)
        begin = max(sentence.start, start - 10)
        quantities.append(
            Quantity(
                number, sentence.sentence, sentence.section, begin, end, text[begin:end],
                read[0].value, read[0].value_high, read[0].unit, given.get("bound", read[0].bound),
                given.get("status", "actual"), None if indicator == "num" else indicator,
                given.get("breakdown"), given.get("period", str(year)),
                int(given["of"]) if "of" in given else None, given.get("direction"), start, end,
            )
        )  # fmt: skip
    return text, sections, sentences, quantities


def checked(marked: str, year: int = 2023) -> list[Check]:
    """Checks of a marked text."""
    return check_report(*told(marked, year))


def verdicts(marked: str) -> list[tuple[str, str]]:
    """Kind and verdict of each check of a marked text."""
    return [(check.kind, check.verdict) for check in checked(marked)]
