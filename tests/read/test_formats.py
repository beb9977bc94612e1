"""Each format to lines: html, web archives, Word, pdf, Markdown, hard line ends."""

import sys
import types

import pytest

from benchmarks.field_writers import docx_bytes, mhtml_bytes, pdf_bytes, zip_bytes
from fazhi_analysis.errors import ReadError
from fazhi_analysis.read import read_bytes
from fazhi_analysis.read.docx import read_docx
from fazhi_analysis.read.html import read_html
from fazhi_analysis.read.markdown import read_markdown
from fazhi_analysis.read.mhtml import read_mhtml
from fazhi_analysis.read.pdf import PdfError, read_pdf
from fazhi_analysis.read.wrap import join_pieces, unwrap

PARAGRAPH = (
    "2023年，全镇认真贯彻法治政府建设部署，召开专题会议4次，持证执法人员12名，工作取得新进展。"
)


# --- html


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>一</p><p>二<br>三</p>", "一\n二\n三"),
        ("<div>共<b>12</b>件<span>，</span>完成</div>", "共12件，完成"),
        ("<p>a\n  b</p>", "a b"),
        ("<script>var x='文'</script><style>p{}</style><p>正文</p><!-- 注 -->", "正文"),
        ("<p>正文</p><select><option>县</option></select>", "正文"),
        ("<p>正文</p><div style='display: none'>分享</div>", "正文"),
        ("<table><tr><th>索引号<th>文号<tr><td>1<td>无</table>", "索引号 | 文号\n1 | 无"),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", "甲 乙 | 丙"),
        (
            "<table><tr><td><table><tr><td>菜单<td>首页</table><tr><td><p>一</p><p>二</p></table>",
            "菜单 | 首页\n一\n二",
        ),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<p>一<o:p>二</o:p></p>", "一二"),
        ("<?xml version='1.0' encoding='gbk'?><html><body>文</body></html>", "文"),
        ("<h1>标题</h1>尾", "标题\n尾"),
        ("<p>&nbsp;&nbsp;&#12288;文&ldquo;引&rdquo;</p>", "文“引”"),
    ],
)
def test_html_text(page, text):
    assert read_html(page).text == text


def test_a_hidden_article_is_kept():
    page = f"<div style='display:none'>{'<p>' + PARAGRAPH + '</p>'}{PARAGRAPH * 6}</div>"
    assert PARAGRAPH in read_html(page).text


def test_html_head_links_core_and_address():
    page = read_html(
        "<!-- saved from url=(0033)http://www.x.gov.cn/art/1.html --><html><head>"
        '<title>标题-某网</title><meta name="ArticleTitle" content="真标题">'
        '<meta name="PubDate" content="2024-01-02"></head><body>'
        f"<div><a href=1>首页</a> <a href=2>公开</a></div><div id=c><p>{PARAGRAPH}</p>"
        f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div><p><a>上一篇</a></p></body></html>"
    )
    assert page.titles == ("真标题", "标题-某网")
    assert page.meta["pubdate"] == "2024-01-02"
    assert page.url == "http://www.x.gov.cn/art/1.html"
    assert page.core == (1, 3)
    assert page.links == {0, 4}


def test_canonical_address():
    page = read_html('<link rel="canonical" href="https://x.gov.cn/a"><p>文</p>')
    assert page.url == "https://x.gov.cn/a"


def test_html_without_an_element():
    with pytest.raises(ValueError, match="no element"):
        read_html("")


def test_deeply_nested_html_is_read():
    assert read_html("<div>" * 200 + "文" + "</div>" * 200).text == "文"


# --- web archives


def test_mhtml():
    data = mhtml_bytes("<p>某镇</p>", "http://x.gov.cn/1.html")
    inner, url = read_mhtml(data)
    assert "某镇" in inner.decode()
    assert url == "http://x.gov.cn/1.html"


def test_mhtml_without_a_page():
    with pytest.raises(ValueError, match="no HTML"):
        read_mhtml(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx")


# --- Word


def test_docx_paragraphs_tables_and_numbers():
    data = docx_bytes(
        ["某镇年度报告", "主要成效", "全年调解120起。", "存在问题"],
        table=[["索引号", "1/2024-2"], ["文号", ""]],
        numbered=("主要成效", "存在问题"),
    )
    lines = [line for line in read_docx(data).split("\n") if line]
    assert lines == [
        "索引号 | 1/2024-2",
        "文号 | ",
        "某镇年度报告",
        "一、主要成效",
        "全年调解120起。",
        "二、存在问题",
    ]


def test_docx_deleted_text_frames_and_boxes():
    import io

    import docx
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("保留")
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>删去</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>新增</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(
            f"<w:r {space}><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "框中正文"
    out = io.BytesIO()
    document.save(out)
    assert [x for x in read_docx(out.getvalue()).split("\n") if x] == [
        "保留新增",
        "框内",
        "框中正文",
    ]


def test_damaged_docx():
    with pytest.raises(ReadError, match=r"docx file is damaged.*save it again"):
        read_bytes(zip_bytes({"word/document.xml": b"<w:document"}), "a.docx")
    with pytest.raises(ReadError, match=r"damaged zip or docx.*again"):
        read_bytes(docx_bytes(["文"])[:900], "a.docx")


# --- doc


def test_doc_needs_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "legacy_doc", None)
    with pytest.raises(ReadError, match=r"fazhi_analysis\[doc\]") as caught:
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")
    assert caught.value.status == "unsupported"


def test_doc_text_is_read(monkeypatch):
    module = types.ModuleType("legacy_doc")
    module.extract_text = lambda _: types.SimpleNamespace(
        text=f"某镇2023年法治政府建设年度报告\r{PARAGRAPH}\r{PARAGRAPH}\x07"
    )
    monkeypatch.setitem(sys.modules, "legacy_doc", module)
    report = read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")
    assert report.format == "doc"
    assert report.text[report.body_start : report.body_end] == f"{PARAGRAPH}\n{PARAGRAPH}"


def test_damaged_doc():
    with pytest.raises(ReadError, match=r"doc file cannot be read.*docx"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x05" * 900, "a.doc")


# --- pdf


def line(y, text, x=90.0, size=16.0):
    return (x, y, size, text)


def test_pdf_lines_are_rejoined_and_paragraphs_kept():
    pages = [
        [
            line(60, "某镇2023年法治政府建设年度报告", x=150, size=20),
            line(110, "全镇认真贯彻法治政府建设部署要求，召开专题", x=122),
            line(136, "会议4次，研究解决突出问题，压实工作责任，工作", x=90),
            line(162, "取得新进展。", x=90),
            line(188, "二是加强普法，开展活动20场，覆盖群众三千余人", x=122),
            line(800, "- 1 -", x=290, size=10),
        ],
        [
            line(60, "次，发放资料若干份，群众法治意识持续提升，下", x=90),
            line(86, "一步继续努力。", x=90),
            line(800, "- 2 -", x=290, size=10),
        ],
    ]
    assert read_pdf(pdf_bytes(pages)).split("\n") == [
        "某镇2023年法治政府建设年度报告",
        "全镇认真贯彻法治政府建设部署要求，召开专题会议4次，研究解决突出问题，压实工作责任，工作取得新进展。",
        "二是加强普法，开展活动20场，覆盖群众三千余人次，发放资料若干份，群众法治意识持续提升，下一步继续努力。",
    ]


def test_pdf_tables_are_rows():
    rules = [(90, y, 390, y) for y in (100, 130, 160)] + [(x, 100, x, 160) for x in (90, 240, 390)]
    page = [
        line(60, "统计表"),
        line(107, "项目", x=100),
        line(107, "数量", x=250),
        line(137, "调解纠纷", x=100),
        line(137, "120起", x=250),
        line(200, "以上为全年数据。"),
    ]
    text = read_pdf(pdf_bytes([page], rules=rules))
    assert text.split("\n") == ["统计表", "项目 | 数量", "调解纠纷 | 120起", "以上为全年数据。"]


def test_running_heads_go():
    body = [line(100 + 26 * n, f"第{n}件事已经办好，群众满意。") for n in range(3)]
    pages = [
        [line(30, "某县政务公开"), *body, line(800, f"第 {n} 页 共 3 页", x=250)] for n in (1, 2, 3)
    ]
    text = read_pdf(pdf_bytes(pages))
    assert "某县政务公开" not in text
    assert "页" not in text
    assert text.count("第0件事") == 3


def test_a_scan_is_refused_with_advice():
    with pytest.raises(ReadError, match=r"scan without text.*OCR") as caught:
        read_bytes(pdf_bytes([[]], text=False), "scan.pdf")
    assert caught.value.status == "unreadable"


def test_empty_and_damaged_pdf():
    with pytest.raises(PdfError, match="holds no text"):
        read_pdf(pdf_bytes([[]]))
    with pytest.raises(PdfError, match=r"damaged.*download it again"):
        read_pdf(b"%PDF-1.4\nnothing")


def test_a_pdf_of_too_many_pages_is_refused_and_not_cut():
    pages = [[line(60, f"第{number}条")] for number in range(401)]
    with pytest.raises(PdfError, match="more than 400 pages"):
        read_pdf(pdf_bytes(pages))


def test_encrypted_pdf(tmp_path):
    import io

    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(pdf_bytes([[line(60, "某镇报告")]])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(PdfError, match=r"password.*without one"):
        read_pdf(out.getvalue())


# --- Markdown and hard line ends


def test_markdown():
    source = (
        "---\ntitle: x\n---\n# 报告\n\n> 引\n\n**一、成效**\n![图](a.png)见[附件](b.pdf)\n```\n"
    )
    assert read_markdown(source).split() == ["title:", "x", "报告", "引", "一、成效", "见附件"]


def test_pieces():
    assert join_pieces("open ", "data") == "open data"
    assert join_pieces("12", "0起") == "120起"
    assert join_pieces("法治", "政府") == "法治政府"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([PARAGRAPH] * 6),
        "\n".join(["一、加强领导", "二、规范执法", "三、化解矛盾", "四、普法宣传"] * 3),
        "短行\n短行",
        "",
    ],
)
def test_texts_that_are_not_wrapped_stay(text):
    assert unwrap(text) == text


def test_wrapped_text_without_indent():
    lines = [
        "深入贯彻落实法治政府建设各项部署要求不断提升依",
        "法行政水平和群众满意度推动各项工作落地见效取得",
        "新的成效全年召开专题会议四次研究解决突出问题若",
        "干个并组织开展普法活动二十场覆盖群众三千余人次",
        "群众反映良好。",
    ]
    assert unwrap("\n".join(lines)) == "".join(lines)
