"""A folder of many files, some of them broken: all others are read, each broken one is named."""

from benchmarks.field_files import made_files
from benchmarks.field_writers import pdf_bytes, zip_bytes
from fazhi_analysis.errors import ReadError
from fazhi_analysis.read import iter_files, read_report
from fazhi_analysis.read.files import shown_path

BROKEN = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b"\xef\xbb\xbf\n", "empty"),
    "noise.txt": (bytes(range(256)) * 8, "unreadable"),
    "picture.jpg": (b"\xff\xd8\xff\xe0", "unsupported"),
    "sheet.xlsx": (zip_bytes({"xl/workbook.xml": b""}), "unsupported"),
    "scan.pdf": (pdf_bytes([[]], text=False), "unreadable"),
    "cut.docx": (b"PK\x03\x04cut", "unreadable"),
    "english.txt": (b"No Chinese in here. " * 40, "not_a_report"),
    "cut.zip": (b"PK\x03\x04", "unreadable"),
    "unknown.xyz": ("法治政府建设".encode() * 50, "unsupported"),
}


def test_many_files(tmp_path):
    made = made_files()
    for copy in range(3):
        for file in made:
            path = tmp_path / str(copy) / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
    for name, (data, _) in BROKEN.items():
        (tmp_path / name).write_bytes(data)
    read, refused = [], {}
    for file in iter_files(tmp_path):
        try:
            read.append(read_report(file, tmp_path).report_id)
        except ReadError as error:
            refused[shown_path(file, tmp_path)] = (error.path, error.status)
    assert len(read) == 3 * len(made)
    assert refused == {name: (name, status) for name, (_, status) in BROKEN.items()}
