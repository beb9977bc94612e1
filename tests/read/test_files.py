"""Which files a folder holds, and what each one is."""

import os
from pathlib import Path

import pytest

from benchmarks.field_writers import docx_bytes, zip_bytes
from fazhi_analysis.errors import ReadError
from fazhi_analysis.read import ZipMember, iter_files, read_report
from fazhi_analysis.read.files import shown_path, sniff

REPORT = (
    "某镇2023年法治政府建设年度报告\n"
    + "2023年，全镇召开专题会议4次，调解纠纷120起，工作取得新进展。\n" * 3
)


def shown(root):
    return [shown_path(file, root) for file in iter_files(root)]


def test_files_come_sorted_and_junk_is_passed_over(tmp_path):
    for name in (
        "b.txt",
        "a/c.txt",
        "a/b.txt",
        ".hidden",
        "~$x.docx",
        ".~lock.x#",
        "Thumbs.db",
        "desktop.ini",
        ".git/x",
        "__MACOSX/y",
        "page_files/z.js",
        "page.html",
        "x_files/k.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT, encoding="utf-8")
    assert shown(tmp_path) == ["a/b.txt", "a/c.txt", "b.txt", "page.html", "x_files/k.txt"]


def test_one_file_and_an_empty_folder(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert list(iter_files(path)) == [path]
    assert read_report(path, tmp_path).report_id == "x"
    assert read_report(path, path).path == "x.txt"
    assert list(iter_files(tmp_path / "none")) == []


@pytest.mark.parametrize("gbk", [True, False])
def test_members_of_a_zip(tmp_path, gbk):
    members = {
        "镇/报告.txt": REPORT.encode(),
        "a.txt": REPORT.encode("gb18030"),
        "__MACOSX/._a": b"x",
    }
    (tmp_path / "all.zip").write_bytes(zip_bytes(members, gbk=gbk))
    assert shown(tmp_path) == ["all.zip/a.txt", "all.zip/镇/报告.txt"]
    reports = [read_report(file, tmp_path) for file in iter_files(tmp_path)]
    assert [r.report_id for r in reports] == ["all.zip/a", "all.zip/镇/报告"]
    assert [r.encoding for r in reports] == ["gb18030", "utf-8"]


def test_a_path_in_a_zip_cannot_leave_it(tmp_path):
    (tmp_path / "evil.zip").write_bytes(zip_bytes({"../../up.txt": REPORT.encode()}))
    assert shown(tmp_path) == ["evil.zip/up.txt"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", zip_bytes({})])
def test_a_zip_that_gives_nothing_is_told(tmp_path, data):
    (tmp_path / "bad.zip").write_bytes(data)
    (file,) = iter_files(tmp_path)
    with pytest.raises(ReadError, match=r"bad\.zip"):
        read_report(file, tmp_path)


def test_a_locked_zip_is_told(tmp_path):
    data = bytearray(zip_bytes({"a.txt": REPORT.encode()}))
    data[6] |= 1  # the mark of encryption, in the local and in the central header
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(data))
    (file,) = iter_files(tmp_path)
    with pytest.raises(ReadError, match="password; unpack it"):
        read_report(file, tmp_path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ReadError, match="cannot be opened"):
        read_report(tmp_path / "gone.txt", tmp_path)
    with pytest.raises(ReadError, match="cannot be opened"):
        read_report(ZipMember(tmp_path / "gone.zip", "a", "a"), tmp_path)


@pytest.mark.parametrize(
    ("data", "ending", "kind"),
    [
        (b"%PDF-1.5", ".txt", "pdf"),
        (docx_bytes(["x"]), "", "docx"),
        (b"\xd0\xcf\x11\xe0", ".doc", "doc"),
        (b"\xd0\xcf\x11\xe0", ".xls", "an old Office file"),
        (b"<!DOCTYPE HTML><html>", ".txt", "html"),
        (b"\xef\xbb\xbf <html><body>", ".doc", "html"),
        ("<html>".encode("utf-16"), ".html", "html"),
        ("正文".encode(), ".shtml", "html"),
        (b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", ".doc", "mhtml"),
        ("正文".encode(), ".txt", "txt"),
        ("正文".encode(), "", "txt"),
        ("正文".encode(), ".md", "md"),
        ("正文".encode(), ".csv", "a csv file"),
        ("正文".encode(), ".docx", "no docx file"),
        (b"\x89PNG\r\n", ".txt", "a picture"),
        (b"MZ is text here", ".txt", "txt"),
        (zip_bytes({"xl/workbook.xml": b""}), ".xlsx", "an Excel workbook"),
        (zip_bytes({"mimetype": b""}), ".odt", "an OpenDocument or EPUB file"),
        (b"{\\rtf1", ".doc", "an RTF document"),
    ],
)
def test_kinds(data, ending, kind):
    assert sniff(data, ending) == kind


def test_results_below_the_folder_are_passed_over(tmp_path):
    for name in ("a.txt", "tidy/datapackage.json", "tidy/intake.parquet", "tidy/more/x.txt",
                 "pages/.fazhi-report.json", "pages/index.html", "data/datapackage.json"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT, encoding="utf-8")
    assert shown(tmp_path) == ["a.txt", "data/datapackage.json"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("报告.txt".encode("gb18030"), "报告.txt"),
        ("镇/".encode() + "报告.txt".encode("gb18030"), "镇/报告.txt"),
        (b"a\xff\xff.txt", "a\\xff\\xff.txt"),
    ],
)
def test_names_that_are_no_utf8_are_made_readable(name, expected):
    assert shown_path(Path("raw", os.fsdecode(name)), Path("raw")) == expected


def test_a_word_document_that_unpacks_to_gigabytes_is_refused():
    xml = "word/document.xml"
    kind = sniff(zip_bytes({xml: b"a" * 70_000_000}), ".docx")
    assert kind == "a Word document that unpacks to more than a report can hold"
    assert sniff(zip_bytes({xml: b"a" * 1_000_000}), ".docx") == "docx"
