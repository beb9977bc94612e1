"""The files below a folder, members of zip files included, and what format each one has."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fazhi_analysis.errors import ReadError

__all__ = ["ZipMember", "iter_files", "load", "sniff"]

_LIMIT = 64 * 1024 * 1024
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
TEXT_ENDINGS = frozenset({"", ".txt", ".text", ".md", ".markdown"})
HTML_ENDINGS = frozenset(
    {".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".jsp", ".asp", ".aspx", ".php", ".do"}
)
OTHER_ENDINGS = frozenset({".mht", ".mhtml", ".docx", ".doc", ".wps", ".pdf", ".zip"})


class ZipMember(NamedTuple):
    """A file inside a zip file; ``name`` is its path in there, as shown to people."""

    archive: Path
    member: str
    name: str


def iter_files(root: str | Path) -> Iterator[Path | ZipMember]:
    """Yield every file below `root` that a person put there, sorted by path.

    Hidden files, lock files of Office, system files, the folders of images that browsers save
    beside a page, and folders below `root` that this package wrote are passed over. A zip file
    gives its members instead of itself; one that cannot be opened is yielded as it is, so that
    reading it tells what is wrong.

    Parameters
    ----------
    root : path
        A folder, or one file.
    """
    root = Path(root)
    files = [root] if root.is_file() else sorted(_walk(root), key=lambda p: p.as_posix())
    for path in files:
        if path.suffix.lower() == ".zip":
            yield from _members(path)
        else:
            yield path


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        if Path(folder) != root and _is_result(names):
            folders.clear()
            continue
        folders[:] = sorted(
            f for f in folders if not _is_junk(f) and not _belongs_to_page(f, names)
        )
        for name in names:
            path = Path(folder, name)
            if not _is_junk(name) and path.is_file():
                yield path


def _is_junk(name: str) -> bool:
    return name.startswith((".", "~$", "~WRL", ".~lock")) or name.lower() in _JUNK


def _is_result(names: list[str]) -> bool:
    """Whether a folder with the files `names` holds frames or pages that this package wrote."""
    return ".fazhi-report.json" in names or {"datapackage.json", "intake.parquet"} <= set(names)


def _belongs_to_page(folder: str, names: list[str]) -> bool:
    match = re.fullmatch(r"(.{1,250})[_.]files", folder)
    return match is not None and any(
        n.startswith(match.group(1) + ".") and n.lower().endswith((".html", ".htm")) for n in names
    )


def _members(path: Path) -> Iterator[Path | ZipMember]:
    try:
        with zipfile.ZipFile(path) as archive:
            found = [
                ZipMember(path, info.filename, _member_name(info))
                for info in archive.infolist()
                if not info.is_dir()
            ]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield path
        return
    kept = [m for m in found if not any(_is_junk(part) for part in PurePosixPath(m.name).parts)]
    if not kept:
        yield path
    yield from sorted(kept, key=lambda m: (m.name, m.member))


def _member_name(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & 0x800:  # no UTF-8 mark: Chinese Windows writes GBK
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = info.filename
    parts = [p for p in name.replace("\\", "/").split("/") if p not in {"", ".", ".."}]
    return "/".join(parts) or "unnamed"


def shown_path(file: Path | ZipMember, root: Path) -> str:
    """Return the path of `file` below `root`, ``/`` between folders.

    A name whose bytes are no UTF-8 (an archive of Chinese Windows unpacked elsewhere) is read as
    GB18030; bytes that are no text in that either are written out.
    """
    path = file.archive if isinstance(file, ZipMember) else file
    try:
        shown = path.relative_to(root).as_posix()
    except ValueError:
        shown = path.name
    if shown == ".":
        shown = path.name
    return _readable(f"{shown}/{file.name}" if isinstance(file, ZipMember) else shown)


def _readable(name: str) -> str:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        parts = name.encode("utf-8", "surrogateescape").split(b"/")
        return "/".join(map(_decoded_name, parts))
    return name


def _decoded_name(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "backslashreplace")


def load(file: Path | ZipMember, shown: str) -> bytes:
    """Return the bytes of `file`; what keeps one from reading it raises ``ReadError``."""
    try:
        if isinstance(file, ZipMember):
            with zipfile.ZipFile(file.archive) as archive:
                info = archive.getinfo(file.member)
                if info.file_size > _LIMIT:
                    raise ReadError(shown, "unreadable", _TOO_LARGE)
                if info.flag_bits & 0x1:
                    raise ReadError(
                        shown,
                        "unreadable",
                        "The zip file is protected by a password; unpack it and build again.",
                    )
                with archive.open(info) as stream:
                    data = stream.read(_LIMIT + 1)
        else:
            if file.stat().st_size > _LIMIT:
                raise ReadError(shown, "unreadable", _TOO_LARGE)
            data = file.read_bytes()
    except ReadError:
        raise
    except Exception as error:  # damaged archives raise many kinds (zlib, struct, OSError …)
        told = type(error).__name__
        raise ReadError(
            shown, "unreadable", f"The file cannot be opened ({told}); save or copy it again."
        ) from error
    if len(data) > _LIMIT:
        raise ReadError(shown, "unreadable", _TOO_LARGE)
    return data


_TOO_LARGE = "The file is larger than 64 MB, which no report is; take the report out of it."
_HTML_START = re.compile(
    rb"^[\s\xef\xbb\xbf]{0,40}(?:<\?xml[^>]{0,200}>\s{0,40})?(?:<!--.{0,2000}?-->\s{0,40}){0,3}"
    rb"<(?:!doctype html|html|head|body|meta|title|div|table|p|h1|span|article)\b",
    re.I | re.S,
)
_OTHER_MAGIC = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM6", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"Rar!", "a rar archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a data file"),
    (b"SQLite format", "a data base"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
)


def sniff(data: bytes, ending: str) -> str:
    """Return the format of `data`, by its first bytes before its ending.

    Returns
    -------
    {'txt', 'md', 'html', 'mhtml', 'docx', 'doc', 'pdf'} or str
        Anything else is a description of what it is instead, beginning with an article.

    Examples
    --------
    >>> sniff(b"<!DOCTYPE html><html>", ".txt"), sniff(b"%PDF-1.7", ""), sniff(b"Rar!", ".txt")
    ('html', 'pdf', 'a rar archive')
    """
    ending = ending.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc" if ending in {".doc", ".wps", ".dot", ""} else "an old Office file"
    for magic, what in _OTHER_MAGIC:
        if data.startswith(magic) and not (magic in {b"MZ", b"BM6"} and ending in TEXT_ENDINGS):
            return what
    head = data[:3000].lower()
    if b"mime-version:" in head and b"multipart/related" in data[:8000].lower():
        return "mhtml"
    if ending in {".mht", ".mhtml"} and b"content-type:" in head:
        return "mhtml"
    if _HTML_START.match(data[:4000]) or _is_wide_html(data[:400]):
        return "html"
    if ending in HTML_ENDINGS or (ending in {".doc", ".mht", ".mhtml"} and b"<html" in head):
        return "html"
    if ending in {".md", ".markdown"}:
        return "md"
    if ending in TEXT_ENDINGS:
        return "txt"
    if ending in OTHER_ENDINGS:
        return f"no {ending[1:]} file"
    return f"a {ending[1:]} file"


def _is_wide_html(head: bytes) -> bool:
    return b"<\0h\0t\0m\0l" in head.lower() or b"\0<\0h\0t\0m\0l" in head.lower()


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "a damaged zip or docx file"
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        # A few kilobytes can unpack to gigabytes; pictures hardly shrink, text does.
        text = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
        if text > _LIMIT or sum(m.file_size for m in members) > 4 * _LIMIT:
            return "a Word document that unpacks to more than a report can hold"
        return "docx"
    if "xl/workbook.xml" in names:
        return "an Excel workbook"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint file"
    if "mimetype" in names:
        return "an OpenDocument or EPUB file"
    return "a zip file within a zip file, or an empty one"
