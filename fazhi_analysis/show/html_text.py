"""A report's full text as HTML: sentences and headings to link to, quotes and numbers marked."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import escape
from fazhi_analysis.show.evidence import told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.labels import indicator_label, label

__all__ = ["marked_text"]


def marked_text(corpus: Corpus, lang: str) -> str:
    """Return the text of the one report in `corpus`.

    Anchors: ``q7`` the number of quantity 7, ``s12`` sentence 12, ``sec3`` section 3, ``c250`` the
    character 250 of the text (where a field or a check was read). What the reading left outside
    the body is folded away before and behind it.
    """
    if not len(corpus.texts):
        return ""
    source = next(rows(corpus.texts))
    text, start, end = str(source.text), int(source.body_start), int(source.body_end)
    marks = _Marks(corpus, len(text), lang)
    body = f'<div class="report-text" lang="zh">{marks.paragraphs(text, start, end)}</div>'
    out = [_cut(marks, text, 0, start, "cut_before", lang), body]
    out.append(_cut(marks, text, end, len(text), "cut_behind", lang))
    return "\n".join(part for part in out if part)


def _cut(marks: _Marks, text: str, start: int, end: int, key: str, lang: str) -> str:
    if not text[start:end].strip():
        return ""
    summary = escape.text(label(key, lang, n=len(text[start:end].strip())))
    inner = marks.paragraphs(text, start, end)
    return (
        f'<details><summary>{summary}</summary><div class="cut" lang="zh">{inner}</div></details>'
    )


class _Marks:
    """What has to be marked where, and the cuts between."""

    def __init__(self, corpus: Corpus, length: int, lang: str) -> None:
        self.numbers: list[tuple[int, int, int, str]] = []
        self.quotes: list[tuple[int, int]] = []
        self.anchors: dict[int, list[str]] = defaultdict(list)
        self.sentences: list[tuple[int, int, int]] = []
        self.headings: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row in rows(corpus.quantities):
            named = told(row.indicator)
            there = told(row.number_start) and row.number_end > row.number_start
            start, end = (row.number_start, row.number_end) if there else (row.start, row.end)
            title = indicator_label(row.indicator, lang) if named else ""
            self.numbers.append((int(start), min(int(end), length), int(row.quantity), title))
            if named:
                self.quotes.append((int(row.start), min(int(row.end), length)))
        for frame in (corpus.evidence, corpus.checks):
            for row in rows(frame):
                if told(row.start) and f"c{int(row.start)}" not in self.anchors[int(row.start)]:
                    self.anchors[int(row.start)].append(f"c{int(row.start)}")
        for row in rows(corpus.sections):
            depth = int(row.depth) if told(row.heading) or told(row.marker) else 0
            self.headings[int(row.start)].append((int(row.section), depth))
        for row in rows(corpus.sentences):
            self.sentences.append((int(row.start), int(row.end), int(row.sentence)))

    def paragraphs(self, text: str, start: int, end: int) -> str:
        """Return ``text[start:end]`` as paragraphs, a heading where a section begins."""
        out: list[str] = []
        at, inside = start, self._section_at(start)
        for line in text[start:end].split("\n"):
            low, high = at, at + len(line)
            at = high + 1
            if not line.strip():
                continue
            span = range(low, max(high, low + 1))
            sections = [each for i in span if i in self.headings for each in self.headings[i]]
            inside = sections[-1][0] if sections else inside
            ids = "".join(f'<span id="sec{number}"></span>' for number, _ in sections)
            inner = ids + self._sentences(text, low, high)
            depth = next((d for _, d in sections if d), 0)
            # A heading that runs on into its paragraph stays a paragraph.
            if depth and len(line) <= 60 and line.rstrip()[-1] not in "。;;":
                level = min(depth + 2, 6)
                out.append(f'<h{level} data-sec="{inside}">{inner}</h{level}>')
            else:
                out.append(f'<p data-sec="{inside}">{inner}</p>')
        return "\n".join(out)

    def _section_at(self, place: int) -> int:
        before = [start for start in self.headings if start <= place]
        return self.headings[max(before)][-1][0] if before else 0

    def _sentences(self, text: str, low: int, high: int) -> str:
        out, at = [], low
        for start, end, number in self.sentences:
            if end <= low or start >= high:
                continue
            begin, stop = max(start, at), min(end, high)
            if begin >= stop:
                continue
            out.append(self._marked(text, at, begin))
            # A sentence over two lines keeps its anchor on the first.
            ident = f' id="s{number}"' if start >= low else ""
            out.append(f'<span class="s"{ident}>{self._marked(text, begin, stop)}</span>')
            at = stop
        out.append(self._marked(text, at, high))
        return "".join(out)

    def _marked(self, text: str, low: int, high: int) -> str:
        if low >= high:
            return ""
        numbers = [n for n in self.numbers if n[0] < high and n[1] > low]
        quotes = [q for q in self.quotes if q[0] < high and q[1] > low]
        cuts = {low, high, *(a for a in self.anchors if low <= a < high)}
        for start, end in (*((n[0], n[1]) for n in numbers), *quotes):
            cuts |= {max(low, start), min(high, end)}
        places = sorted(cuts)
        return "".join(self._piece(text, a, b, numbers, quotes) for a, b in pairwise(places))

    def _piece(
        self, text: str, low: int, high: int, numbers: list[Any], quotes: list[tuple[int, int]]
    ) -> str:
        shown = escape.text(text[low:high])
        inside = [n for n in numbers if n[0] <= low and n[1] >= high]
        if inside:
            titles = " · ".join(dict.fromkeys(n[3] for n in inside if n[3]))
            title = f' title="{escape.text(titles)}"' if titles else ""
            shown = f"<mark{title}>{shown}</mark>" if titles else shown
            for start, _, number, _ in inside:
                if start == low:
                    shown = f'<span id="q{number}">{shown}</span>'
        elif any(q[0] <= low and q[1] >= high for q in quotes):
            shown = f'<span class="quote">{shown}</span>'
        ids = "".join(f'<span id="{name}"></span>' for name in self.anchors.get(low, ()))
        return ids + shown
