"""One file to clean text with the report's body marked in it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from fazhi_analysis.errors import MissingExtraError, ReadError
from fazhi_analysis.read import files, script
from fazhi_analysis.read.body import Layout, find_layout
from fazhi_analysis.read.clean import clean_text
from fazhi_analysis.read.encoding import Decoded, decode

__all__ = ["Cut", "ReadReport", "describe_cut", "read_report", "read_text"]


@dataclass(frozen=True)
class ReadReport:
    """A file as clean text; all offsets count in ``text``.

    Attributes
    ----------
    report_id, path : str
        Path below the root without and with its ending.
    sha256 : str
        Of the file's bytes.
    format : str
        txt, md, html, mhtml, docx, doc or pdf.
    encoding : str or None
        None where the format has none.
    script : {'simplified', 'traditional'}
        Script of the file, before simplification.
    text : str
        The whole file as clean text, one paragraph a line.
    body_start, body_end : int
        Where the report itself begins and ends.
    source_url : str or None
        Where the file tells it.
    title_spans : tuple of (start, end)
        The lines of the title, empty where the text holds none.
    head : dict
        Names and contents of an HTML page's ``meta`` elements, and ``title``.
    """

    report_id: str
    path: str
    sha256: str
    format: str
    encoding: str | None
    script: str
    text: str
    body_start: int
    body_end: int
    source_url: str | None
    title_spans: tuple[tuple[int, int], ...] = ()
    head: dict[str, str] = field(default_factory=dict)


class Cut(NamedTuple):
    """A line of the text outside the body, and what it was taken for."""

    start: int
    end: int
    text: str
    kind: str


class _Raw(NamedTuple):
    text: str
    encoding: str | None = None
    cleaned: bool = False
    core: tuple[int, int] | None = None
    links: frozenset[int] = frozenset()
    titles: tuple[str, ...] = ()
    head: dict[str, str] = {}  # noqa: RUF012  (never changed)
    url: str | None = None


def read_report(file: Path | files.ZipMember, root: Path) -> ReadReport:
    """Read one file below `root`.

    Parameters
    ----------
    file : path or ZipMember
        As :func:`iter_files` yields it.
    root : path
        The folder that `report_id` is relative to.

    Raises
    ------
    ReadError
        The file is empty, unreadable, of an unsupported kind or holds no Chinese report; the
        message says what to do.
    """
    shown = files.shown_path(file, Path(root))
    data = files.load(file, shown)
    return read_bytes(data, shown)


def read_bytes(data: bytes, path: str) -> ReadReport:
    """Read a file's bytes; `path` is its path below the root (its ending helps, no more)."""
    if not data.strip(_BLANK):
        raise ReadError(path, "empty", "The file is empty; save the report again.")
    name, ending = _split_ending(path)
    kind = files.sniff(data, ending)
    if kind not in _READERS:
        status, message = _refusal(kind)
        raise ReadError(path, status, message)
    try:
        raw = _READERS[kind](data, path)
    except ReadError:
        raise
    except MissingExtraError as error:
        raise ReadError(path, "unsupported", str(error)) from error
    except RecursionError as error:
        raise ReadError(
            path, "unreadable", "The file is nested too deeply; save it again as text."
        ) from error
    return _finish(raw, name, path, hashlib.sha256(data).hexdigest(), kind)


def read_text(data: bytes | str, *, name: str = "") -> ReadReport:
    r"""Read one bare text as a txt file is read, without asking whether it is a report.

    Examples
    --------
    >>> report = read_text("横街镇2024年法治政府建设年度报告\n2024年，共调解矛盾纠纷１２０起。")
    >>> report.text[report.body_start : report.body_end]
    '2024年，共调解矛盾纠纷120起。'
    """
    raw = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    decoded = Decoded(data, "utf-8", 0) if isinstance(data, str) else decode(data)
    if decoded is None:
        raise ReadError(name, "unreadable", _NO_TEXT)
    return _finish(
        _Raw(decoded.text, decoded.encoding),
        _split_ending(name)[0],
        name,
        hashlib.sha256(raw).hexdigest(),
        "txt",
        checked=False,
    )


def describe_cut(report: ReadReport) -> list[Cut]:
    """Return the lines outside the body, in order, with what each was taken for.

    ``kind`` is title, meta (labels and values), date, furniture (navigation, sharing, footer …),
    or other.
    """
    from fazhi_analysis.read.lines import classify

    named = {"meta": "meta", "date": "date", "furniture": "furniture", "rule": "furniture"}
    cuts, at = [], 0
    for line in report.text.split("\n"):
        end = at + len(line)
        if end <= report.body_start or at >= report.body_end:
            if (at, end) in report.title_spans:
                kind = "title"
            else:
                kind = named.get(classify(line), "furniture" if at >= report.body_end else "other")
            cuts.append(Cut(at, end, line, kind))
        at = end + 1
    return cuts


_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,6}$")


def _split_ending(path: str) -> tuple[str, str]:
    match = _ENDING.search(path)
    if match is None or path[: match.start()].endswith("/") or match.start() == 0:
        return path, ""
    return path[: match.start()], match.group()


_NO_TEXT = (
    "The bytes are no text in any encoding that Chinese pages use (UTF-8, UTF-16, GB18030, Big5); "
    "open the file and save it again as UTF-8 text."
)


def _refusal(kind: str) -> tuple[Literal["unreadable", "unsupported"], str]:
    if kind.startswith("no "):
        return "unreadable", f"The file is {kind} although it is named so; save it again."
    if kind.startswith(("a damaged",)):
        return "unreadable", f"The file is {kind}; save or download it again."
    return (
        "unsupported",
        f"The file is {kind}; save the report as txt, md, html, mhtml, docx, doc or pdf.",
    )


def _read_plain(data: bytes, path: str) -> _Raw:
    decoded = _decoded(data, path)
    from fazhi_analysis.read.wrap import split_run_on, unwrap

    return _Raw(split_run_on(unwrap(decoded.text)), decoded.encoding, url=_told_url(decoded.text))


def _read_markdown(data: bytes, path: str) -> _Raw:
    from fazhi_analysis.read.markdown import read_markdown

    decoded = _decoded(data, path)
    return _Raw(read_markdown(decoded.text), decoded.encoding, url=_told_url(decoded.text))


def _read_html(data: bytes, path: str, url: str | None = None) -> _Raw:
    from fazhi_analysis.read.html import read_html

    decoded = _decoded(data, path)
    try:
        page = read_html(script.mend_shifted(decoded.text))
    except ValueError as error:
        raise ReadError(path, "unreadable", "The page holds no text; save it again.") from error
    return _Raw(
        page.text,
        decoded.encoding,
        cleaned=True,
        core=page.core,
        links=page.links,
        titles=page.titles,
        head=page.meta,
        url=url or page.url,
    )


def _read_mhtml(data: bytes, path: str) -> _Raw:
    from fazhi_analysis.read.mhtml import read_mhtml

    try:
        inner, url = read_mhtml(data)
    except ValueError as error:
        raise ReadError(
            path, "unreadable", "The web archive holds no page; save the page again as html."
        ) from error
    return _read_html(inner, path, url)


def _read_docx(data: bytes, path: str) -> _Raw:
    from fazhi_analysis.read.docx import read_docx

    try:
        return _Raw(read_docx(data))
    except ValueError as error:
        raise ReadError(
            path, "unreadable", "The docx file is damaged; open it in an editor and save it again."
        ) from error


def _read_doc(data: bytes, path: str) -> _Raw:
    try:
        import legacy_doc
    except ImportError as error:
        raise MissingExtraError("Reading doc files", "doc") from error
    try:
        return _Raw(legacy_doc.extract_text(data).text)
    except Exception as error:  # the library's own error and what damaged streams raise in it
        raise ReadError(
            path, "unreadable", "The doc file cannot be read; open it and save it as docx."
        ) from error


def _read_pdf(data: bytes, path: str) -> _Raw:
    from fazhi_analysis.read.pdf import PdfError, read_pdf

    try:
        return _Raw(read_pdf(data))
    except PdfError as error:
        raise ReadError(path, "unreadable", str(error)) from error


_READERS = {
    "txt": _read_plain,
    "md": _read_markdown,
    "html": _read_html,
    "mhtml": _read_mhtml,
    "docx": _read_docx,
    "doc": _read_doc,
    "pdf": _read_pdf,
}


def _decoded(data: bytes, path: str) -> Decoded:
    decoded = decode(data)
    if decoded is None:
        raise ReadError(path, "unreadable", _NO_TEXT)
    return decoded


_URL_LINE = re.compile(
    r"^[\s>#*\-]{0,10}(?:URL|url|Url|网址|来源网址|原文链接|原文网址|原文地址|链接|来源链接|网页地址|本文链接|文章链接|source|Source|来源|source_url)"
    r"\s{0,3}[:：]\s{0,3}<?(https?://[^\s<>\"'，。；]{4,500})",
    re.M,
)
_BARE_URL = re.compile(r"\A\s{0,10}<?(https?://[^\s<>\"'，。；]{4,500})>?\s{0,5}(?:\n|\Z)")


def _told_url(text: str) -> str | None:
    match = _BARE_URL.match(text) or _URL_LINE.search(text)
    return match.group(1) if match else None


_HAN = re.compile("[㐀-鿿]")
_SAMPLE = 8000


def _finish(
    raw: _Raw, name: str, path: str, sha256: str, kind: str, *, checked: bool = True
) -> ReadReport:
    text = raw.text if raw.cleaned else clean_text(script.mend_shifted(raw.text))
    traditional = script.is_traditional(text)
    titles = raw.titles
    text = script.strip_pinyin(text)
    head = dict(raw.head)
    if traditional:
        text = script.simplify(text)
        titles = tuple(script.simplify(script.strip_pinyin(t)) for t in titles)
        head = {k: script.simplify(v) for k, v in head.items()}
    if titles:
        head.setdefault("title", titles[0])
    if checked:
        _check(text, path)
    same_lines = text.count("\n") == raw.text.count("\n")
    layout = find_layout(
        text,
        core=raw.core if same_lines else None,
        links=raw.links if same_lines else frozenset(),
        titles=titles,
    )
    start, end = _span(layout)
    return ReadReport(
        report_id=name,
        path=path,
        sha256=sha256,
        format=kind,
        encoding=raw.encoding,
        script="traditional" if traditional else "simplified",
        text=text,
        body_start=start,
        body_end=end,
        source_url=raw.url,
        title_spans=tuple((layout.lines[n].start, layout.lines[n].end) for n in layout.title),
        head=head,
    )


def _span(layout: Layout) -> tuple[int, int]:
    if not layout.lines:
        return 0, 0
    first, last = layout.lines[layout.first], layout.lines[layout.last]
    return first.start, max(first.start, last.end)


def _check(text: str, path: str) -> None:
    han = len(_HAN.findall(text))
    if not text:
        raise ReadError(path, "empty", "The file holds no text; save the report again.")
    if han < 30 or han < 0.1 * len(text):
        raise ReadError(
            path,
            "not_a_report",
            "The file holds hardly any Chinese text; take it out of the folder, or save the "
            "report's text itself.",
        )
    if script.commonness(text[:_SAMPLE], traditional=True) < 0.8:
        raise ReadError(
            path,
            "unreadable",
            "The characters make no sense: the page was saved under a wrong encoding and parts "
            "of it are lost; save it again from its site.",
        )
