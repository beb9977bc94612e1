"""Nothing but the package's own error comes out of reading, and it says what to do."""

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.field_files import made_files
from fazhi_analysis.errors import ReadError
from fazhi_analysis.read import read_bytes, read_text
from fazhi_analysis.tidy.metadata import read_metadata

LONG = "2023年，全镇召开专题会议4次，调解纠纷120起，法治政府建设工作取得新进展。\n" * 4


@pytest.mark.parametrize(
    ("data", "path", "status", "message"),
    [
        (b"", "a.txt", "empty", "empty; save the report again"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "empty", "empty"),
        ("\u200b\ufeff\n".encode(), "a.txt", "empty", "no text"),
        (b"<html><body></body></html>", "a.html", "empty", "no text"),
        (bytes(range(256)) * 20, "a.txt", "unreadable", "no text in any encoding.*UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "unsupported", "a picture; save the report as txt"),
        (b"a,b\n1,2\n", "a.csv", "unsupported", "a csv file"),
        (b"text", "a.pdf", "unreadable", "no pdf file although it is named so"),
        (b"PK\x03\x04xxxx", "a.docx", "unreadable", "damaged zip or docx"),
        (
            b"Nothing but English here, however long it may be. " * 20,
            "a.txt",
            "not_a_report",
            "hardly any Chinese",
        ),
        (
            LONG.encode().decode("gb18030", errors="replace").encode(),
            "a.txt",
            "unreadable",
            "wrong encoding",
        ),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x--",
            "a.mht",
            "unreadable",
            "holds no page",
        ),
    ],
)
def test_refusals_say_what_is_wrong_and_what_to_do(data, path, status, message):
    with pytest.raises(ReadError, match=message) as caught:
        read_bytes(data, path)
    assert (caught.value.path, caught.value.status) == (path, status)
    assert caught.value.message.endswith(".")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.path, again.status, again.message) == (path, status, caught.value.message)


@pytest.mark.parametrize(
    ("path", "report_id"),
    [
        ("a.txt", "a"),
        ("x/y.2.html", "x/y.2"),
        ("noending", "noending"),
        ("2023.报告", "2023.报告"),
        (".txt", ".txt"),
    ],
)
def test_report_ids(path, report_id):
    assert read_bytes(LONG.encode(), path).report_id == report_id


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://x.gov.cn/a/1.html\n" + LONG, "https://x.gov.cn/a/1.html"),
        ("原文链接：http://x.gov.cn/1\n" + LONG, "http://x.gov.cn/1"),
        (LONG + "来源: https://x.gov.cn/2\n", "https://x.gov.cn/2"),
        (LONG + "可从门户网站（https://x.gov.cn）下载\n", None),
    ],
)
def test_source_addresses(text, url):
    assert read_bytes(text.encode(), "a.txt").source_url == url


def test_bare_text_is_read_without_being_judged():
    report = read_text("共调解纠纷１２０起。")
    assert report.text == "共调解纠纷120起。"
    assert (report.body_start, report.body_end) == (0, len(report.text))
    assert read_text("").text == ""
    assert read_text("法治".encode("gb18030")).encoding == "gb18030"
    with pytest.raises(ReadError, match="no text"):
        read_text(bytes(range(256)) * 9, name="x")


ENDINGS = st.sampled_from(
    [".txt", ".md", ".html", ".mht", ".docx", ".doc", ".pdf", ".zip", "", ".x"]
)
HEADS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ]
)


def reads_or_refuses(data, path):
    try:
        report = read_bytes(data, path)
    except ReadError:
        return  # what its messages say stands above
    assert 0 <= report.body_start <= report.body_end <= len(report.text)
    fields, _ = read_metadata(report)
    assert fields["kind"] in {"annual_report", "work_summary", "other"}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(HEADS, st.binary(max_size=300), ENDINGS)
def test_any_bytes(head, data, ending):
    reads_or_refuses(head + data, "a" + ending)


PIECES = st.sampled_from(
    [
        "索引号：",
        "发布机构",
        "【文号】",
        "2023年",
        "某镇",
        "法治政府建设",
        "年度报告",
        "\n",
        "一、",
        "（一）",
        "。",
        "，",
        "|",
        "---",
        "二〇二三年一月",
        "2024-13-45",
        "附件：",
        "上一篇",
        "首页 > ",
        "(jīng)",
        "?",
        "經濟",
        "(",
        "《",
        "<td>",
        "</table>",
        "&nbsp;",
        "\x0c",
        "𠀀",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=60), st.sampled_from([".txt", ".md", ".html"]))
def test_any_text(pieces, ending):
    reads_or_refuses(("".join(pieces) + LONG + "".join(reversed(pieces))).encode(), "a" + ending)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(
        [f for f in made_files() if f.path.split("/")[0] in ("formats", "html", "encoding")]
    ),
    st.integers(0, 10**6),
    st.integers(0, 255),
    st.booleans(),
)
def test_broken_files(made, place, byte, cut):
    at = place % len(made.data)
    data = made.data[:at] if cut else made.data[:at] + bytes([byte]) + made.data[at + 1 :]
    reads_or_refuses(data, made.path)


HOSTILE = [
    "法治政府建设",
    " 一、",
    "发布机构：",
    "索引号 ",
    "2023年",
    "（",
    "《",
    "2024-01-01 ",
    "党委",
    "经(jīng)",
    "|法",
    "?！谄辗",
    "县镇乡",
    "：",
    "首页>",
    "某镇2023年法治政府建设年度报告",
    "法\n",
    "&nbsp",
    "&#20013;",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_hostile_text_takes_linear_time(piece, ending):
    import time

    data = (piece * (60_000 // len(piece)) + "二、" + LONG).encode()
    start = time.process_time()
    reads_or_refuses(data, "a" + ending)
    assert time.process_time() - start < 5
