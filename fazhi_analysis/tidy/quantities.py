"""Every number with a unit in a report: value, unit, bound, status, indicator, breakdown, period.

One pass finds numbers and time expressions in the whole body; only sentences that hold a number
are read further.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fazhi_analysis.codebooks import Codebook, load
from fazhi_analysis.tidy.numbers import Number, scan
from fazhi_analysis.tidy.periods import year_of
from fazhi_analysis.tidy.quantity_sentences import SentenceReader
from fazhi_analysis.tidy.records import Quantity, Section, Sentence
from fazhi_analysis.tidy.spans import with_spans

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["extract", "find_quantities"]

_MOST = 60
_POINT = re.compile(r"(?<=[\u4e00-\u9fff%％）)”])\.(?=[\u4e00-\u9fff\d“])")


def extract(
    text: str,
    sentences: Sequence[Sentence],
    sections: Sequence[Section],
    *,
    period: str | None = None,
    codebook: Codebook | None = None,
) -> list[Quantity]:
    """Find every quantity of a body, with its indicator where one fits.

    Parameters
    ----------
    text : str
        The report's clean text.
    sentences : sequence of Sentence
        The body's sentences, in order.
    sections : sequence of Section
    period : str, optional
        The report's own period, such as ``2023`` or ``2022Q1``.
    codebook : Codebook, optional
        The package's by default.

    Returns
    -------
    list of Quantity
        In the order of the text, numbered from 0. Only rows of status ``actual`` and ``prior``
        have an indicator.

    Examples
    --------
    >>> from fazhi_analysis.tidy.records import Section, Sentence
    >>> text = "全年调解矛盾纠纷120余起。"
    >>> sentence = Sentence(0, 0, 0, len(text), text)
    >>> section = Section(0, None, 0, None, None, "intro", 0, len(text))
    >>> [(q.indicator, q.value, q.unit, q.bound) for q in extract(text, [sentence], [section])]
    [('disputes_mediated', 120.0, '起', 'min')]
    """
    if not sentences:
        return []
    reader = SentenceReader(text, sentences, sections, codebook or load(), period)
    start, end = sentences[0].start, sentences[-1].end
    numbers, times = scan(text, start, end, units=reader.words.units)
    times = with_spans(text, start, end, times, year_of(period))
    starts = [sentence.start for sentence in sentences]
    groups: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        place = bisect_right(starts, number.start) - 1
        if place >= 0 and number.end <= sentences[place].end:
            groups.setdefault(place, []).append(index)
    spoken: set[int] = set()
    for at in reader.further_places():
        place = bisect_right(starts, at) - 1
        if place >= 0:
            spoken.add(place)
            groups.setdefault(place, [])
    rows: list[Quantity] = []
    mark_starts = [mark.start for mark in times]
    for place in sorted(groups):
        sentence = sentences[place]
        own = [numbers[index] for index in groups[place]]
        leads = [number.lead for number in own]
        for low, high in _stretches(text, sentence, own):
            piece = own[bisect_left(leads, low) : bisect_left(leads, high)]
            told = times[bisect_left(mark_starts, low) : bisect_left(mark_starts, high)]
            span = (low, high) if (low, high) != (sentence.start, sentence.end) else None
            rows += reader.read(place, piece, told, len(rows), spoken=place in spoken, span=span)
    return rows


def _stretches(text: str, sentence: Sentence, numbers: Sequence[Number]) -> list[tuple[int, int]]:
    """Cut a sentence at full stops written as points, and where it holds too many numbers."""
    cuts = [match.end() for match in _POINT.finditer(text, sentence.start, sentence.end)]
    # No sentence means so many numbers at once; read in pieces, the cost stays in proportion.
    cuts += [numbers[at].lead for at in range(_MOST, len(numbers), _MOST)]
    edges = [sentence.start, *sorted(set(cuts)), sentence.end]
    return list(pairwise(edges))


def find_quantities(
    text: str, *, codebook: Codebook | None = None, period: str | None = None
) -> pd.DataFrame:
    """Find the quantities of one bare text.

    Parameters
    ----------
    text : str
        A sentence, a paragraph or a whole report.
    codebook : Codebook, optional
        From :func:`fazhi_analysis.codebooks.load`; the package's by default.
    period : str, optional
        The period that figures without a time word are for.

    Returns
    -------
    pandas.DataFrame
        One row a quantity in the order of the text: the columns of the ``quantities`` frame but
        ``report_id``. Offsets count in `text`.
    """
    from fazhi_analysis.schema import conform
    from fazhi_analysis.tidy.outline import find_sections
    from fazhi_analysis.tidy.sentences import split_sentences

    sections = find_sections(text, 0, len(text))
    sentences = split_sentences(text, 0, len(text), sections)
    rows = extract(text, sentences, sections, period=period, codebook=codebook)
    frame = conform("quantities", [{"report_id": "", **row._asdict()} for row in rows])
    return frame.drop(columns="report_id")
