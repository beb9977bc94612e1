"""One file through all steps that need no other file: read, tidy, rows of every frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from fazhi_analysis.errors import ReadError
from fazhi_analysis.schema import FRAMES
from fazhi_analysis.tidy.records import Check, Evidence, Quantity, Section, Sentence

__all__ = ["COLUMNS", "FileResult", "Options", "tidy_file"]

COLUMNS: dict[str, list[str]] = {
    "reports": FRAMES["reports"].names,
    "evidence": ["report_id", *Evidence._fields],
    "sections": ["report_id", *Section._fields],
    "sentences": ["report_id", *Sentence._fields],
    "quantities": ["report_id", *Quantity._fields, "corrected"],
    "checks": ["report_id", *Check._fields],
    "texts": ["report_id", "text", "body_start", "body_end"],
    "words": ["report_id", "section", "word", "count"],
    "intake": ["path", "status", "message", "report_id"],
}


# What people keep beside their reports for this package or for themselves.
_LISTS = frozenset({"sources.csv", "places.csv", "corrections.csv"})


@dataclass(frozen=True)
class Options:
    """What a user adds to the package's own lists; paths are resolved and checked on loading."""

    codebook: str | None = None
    lexicon: str | None = None
    places: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        *,
        codebook: str | Path | None = None,
        lexicon: str | Path | None = None,
        places: str | Path | None = None,
    ) -> Options:
        """Check the files and return the options; a malformed file raises ``ResourceError``."""
        from fazhi_analysis.divisions import load_places

        options = cls(
            codebook=None if codebook is None else str(codebook),
            lexicon=None if lexicon is None else str(lexicon),
            places={} if places is None else dict(load_places(places)),
        )
        _codebook(options.codebook)
        _segmenter(options.lexicon)
        return options


@dataclass(frozen=True)
class FileResult:
    """What became of one file: the rows of each frame, in the columns of ``COLUMNS``."""

    path: str
    report_id: str | None
    rows: dict[str, list[tuple[Any, ...]]]

    def renamed(self, report_id: str) -> FileResult:
        """Return the result under another report_id."""
        rows = {}
        for name, old in self.rows.items():
            at = COLUMNS[name].index("report_id")
            rows[name] = [(*row[:at], report_id, *row[at + 1 :]) for row in old]
        return FileResult(self.path, report_id, rows)

    def moved(self, path: str) -> FileResult:
        """Return the result under another path."""
        rows = dict(self.rows)
        for name in ("reports", "intake"):
            at = COLUMNS[name].index("path")
            rows[name] = [(*row[:at], path, *row[at + 1 :]) for row in rows.get(name, [])]
        return FileResult(path, self.report_id, rows)


@cache
def _codebook(path: str | None) -> Any:
    from fazhi_analysis.codebooks import load

    return load(path)


@cache
def _segmenter(lexicon: str | None) -> Any:
    from fazhi_analysis.tidy.words import Segmenter

    return Segmenter(lexicon=lexicon)


def tidy_file(file: Any, root: Path, options: Options) -> FileResult:
    """Return every row that `file` alone gives; a refused file gives its `intake` row only."""
    from fazhi_analysis.read import read_report
    from fazhi_analysis.read.files import shown_path

    shown = shown_path(file, root)
    if PurePosixPath(shown).name.lower() in _LISTS:
        row = (shown, "not_a_report", "A list about the files, not a report: passed over.", None)
        return FileResult(shown, None, {"intake": [row]})
    try:
        report = read_report(file, root)
    except ReadError as error:
        row = (error.path, error.status, error.message, None)
        return FileResult(error.path, None, {"intake": [row]})
    try:
        return _tidy(report, options)
    except Exception as error:  # one report must never stop the others
        message = (
            f"Read, but the tidying failed with {type(error).__name__}: {error}. "
            "This is a fault of the package: please report it with the file."
        )
        return FileResult(
            report.path, None, {"intake": [(report.path, "unreadable", message, None)]}
        )


def _tidy(report: Any, options: Options) -> FileResult:
    from fazhi_analysis.tidy.checks import check_report
    from fazhi_analysis.tidy.metadata import read_metadata
    from fazhi_analysis.tidy.outline import find_sections
    from fazhi_analysis.tidy.quantities import extract
    from fazhi_analysis.tidy.sentences import split_sentences
    from fazhi_analysis.tidy.words import count_words

    text, start, end = report.text, report.body_start, report.body_end
    place = options.places.get(report.path, options.places.get(report.report_id))
    found, evidence = read_metadata(report, hints=place)
    fields: dict[str, Any] = dict(found)
    sections = find_sections(text, start, end, year=fields.get("year"))
    sentences = split_sentences(text, start, end, sections)
    quantities = extract(
        text,
        sentences,
        sections,
        period=fields.get("period"),
        codebook=_codebook(options.codebook),
    )
    checks = check_report(text, sections, sentences, quantities)
    words = count_words(text, sections, _segmenter(options.lexicon))
    described = {
        "report_id": report.report_id,
        "path": report.path,
        "sha256": report.sha256,
        "format": report.format,
        "encoding": report.encoding,
        "script": report.script,
        "chars": end - start,
        "source_url": report.source_url,
        **{name: value for name, value in fields.items() if value is not None},
    }
    name = report.report_id
    rows: dict[str, list[tuple[Any, ...]]] = {
        "reports": [tuple(described.get(column) for column in COLUMNS["reports"])],
        "texts": [(name, text, start, end)],
        "evidence": [(name, *row) for row in dict.fromkeys(evidence)],
        "sections": [(name, *row) for row in sections],
        "sentences": [(name, *row) for row in sentences],
        "quantities": [(name, *row, False) for row in quantities],
        "checks": [(name, *row) for row in checks],
        "words": [(name, *row) for row in words],
        "intake": [(report.path, *_told(fields.get("kind")), name)],
    }
    return FileResult(report.path, name, rows)


def _told(kind: Any) -> tuple[str, str]:
    if kind == "other":
        return (
            "not_a_report",
            "Read, but no report on building a law-based government (news, plan, essay …): "
            "kept, and left out of analyses by default.",
        )
    return "ok", "Read."
