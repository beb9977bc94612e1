"""``fazhi show FILE``: what was read from one report, as text for a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show.evidence import Sources, told
from fazhi_analysis.show.frames import rows
from fazhi_analysis.show.labels import indicator_label, value_unit
from fazhi_analysis.show.style_numbers import shown_value
from fazhi_analysis.terminal import plain

__all__ = ["describe"]

_FIELDS = (
    "title", "issuer", "level", "province", "prefecture", "county", "township", "adcode",
    "region_candidates", "period", "period_type", "published", "signed", "index_number",
    "document_number", "source_url", "kind", "format", "encoding", "script", "chars",
)  # fmt: skip


def describe(path: str | Path, *, places: str | Path | None = None) -> str:
    """Return fields with evidence, furniture, outline, indicators with sentences, and checks.

    Parameters
    ----------
    path : path
        The file of one report.
    places : path, optional
        A ``places.csv`` with places that you know.

    Raises
    ------
    FazhiError
        The file cannot be read as a report; the message says why.
    """
    from fazhi_analysis import build

    corpus = build(path, progress=False, places=places)
    if not len(corpus.reports):
        why = "; ".join(str(row.message) for row in rows(corpus.intake))
        raise FazhiError(f"{path}: {why or 'nothing could be read.'}")
    parts = [_one(corpus, str(each)) for each in corpus.reports["report_id"]]
    return "\n\n".join(parts)


def _one(corpus: Corpus, report_id: str) -> str:
    own = corpus.where(report_id=report_id)
    sources = Sources(own)
    blocks = [
        [plain(sources.name(report_id))],
        _fields(own),
        _furniture(own),
        _outline(own),
        _indicators(own, sources),
        _checks(own),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _line(text: Any) -> str:
    return plain(str(text)).replace("\n", " ").replace("\t", " ")


def _fields(corpus: Corpus) -> list[str]:
    row = next(rows(corpus.reports))
    text = str(corpus.texts["text"].iloc[0])
    proofs = {each.field: each for each in rows(corpus.evidence)}
    out = ["FIELDS 信息"]
    for name in _FIELDS:
        value = getattr(row, name)
        if isinstance(value, list | tuple):
            shown = " | ".join(map(str, value))
        elif not told(value):
            shown = "–"
        else:
            shown = value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value)
        if not shown and name == "region_candidates":
            continue
        proof = proofs.get(name)
        why = ""
        if proof is not None and shown != "–":
            there = told(proof.start) and told(proof.end)
            words = f"“{text[int(proof.start) : int(proof.end)][:40]}” " if there else ""
            why = f"   ← {words}({proof.rule})"
        out.append(f"  {name:18}{_line(shown)}{_line(why) if why else ''}")
    return out


def _furniture(corpus: Corpus) -> list[str]:
    row = next(rows(corpus.texts))
    text, start, end = str(row.text), int(row.body_start), int(row.body_end)
    lines = [("before", each) for each in text[:start].split("\n") if each.strip()]
    lines += [("behind", each) for each in text[end:].split("\n") if each.strip()]
    out = [f"CUT AS PAGE FURNITURE 正文之外 ({len(lines)} lines)"]
    return [*out, *(f"  {place}: {_line(each)[:100]}" for place, each in lines)]


def _outline(corpus: Corpus) -> list[str]:
    out = ["OUTLINE 结构"]
    for row in rows(corpus.sections):
        name = "".join(str(part) for part in (row.marker, row.heading) if told(part))
        if name:
            out.append(f"  {'  ' * max(int(row.depth) - 1, 0)}{_line(name)[:80]}   [{row.role}]")
    return out if len(out) > 1 else [*out, "  no headings"]


def _indicators(corpus: Corpus, sources: Sources) -> list[str]:
    found = list(rows(corpus.indicators))
    out = [f"INDICATORS 指标 ({len(found)} mentions)"]
    for row in found:
        value = shown_value(row.value, row.value_high, row.bound)
        unit = value_unit(row.unit, row.indicator)
        more = [str(each) for each in (row.breakdown, row.period) if told(each)]
        if row.status != "actual":
            more.append(str(row.status))
        out.append(
            f"  {indicator_label(row.indicator, 'zh')} {row.indicator} = {value} {_line(unit)}"
            + (f"   ({_line(', '.join(more))})" if more else "")
        )
        note = sources.note(row.report_id, int(row.quantity))
        if note is not None:
            out.append(f"      {_line(note.before)}【{_line(note.number)}】{_line(note.after)}")
    return out


def _checks(corpus: Corpus) -> list[str]:
    found = list(rows(corpus.checks))
    out = [f"CHECKS 核对 ({len(found)})"]
    for row in found:
        span = f"{shown_value(row.low)} … {shown_value(row.high)}"
        out.append(
            f"  {row.verdict:7}{row.kind:9}stated {shown_value(row.stated)}, "
            f"allowed {span}: {_line(row.quote)[:120]}"
        )
    return out
