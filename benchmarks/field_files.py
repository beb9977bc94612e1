"""The made pages as files: every case as text, and some in each format, encoding and script."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from benchmarks import field_writers as writers
from benchmarks.field_cases import CASES, Case

__all__ = ["MadeFile", "made_files"]

_BY_NAME = {case.name: case for case in CASES}


class MadeFile(NamedTuple):
    """A file with what it should give: its fields, its body and how it was decoded."""

    path: str
    data: bytes
    fields: dict[str, str]
    body: str
    told: dict[str, str]


def made_files() -> list[MadeFile]:
    """Return all files, sorted by path."""
    files = [_text(case) for case in CASES]
    files += [make() for make in _VARIANTS]
    return sorted(files, key=lambda file: file.path)


def _clean(body: str) -> str:
    return "\n".join(" ".join(line.split()) for line in body.split("\n") if line.strip())


def _text(case: Case) -> MadeFile:
    told = {"format": "txt", "encoding": "utf-8", "script": "simplified"}
    return MadeFile(
        f"txt/{case.name}.txt", case.text.encode(), case.fields, _clean(case.body), told
    )


_VARIANTS: list[Callable[[], MadeFile]] = []


def _variant(make: Callable[[], MadeFile]) -> Callable[[], MadeFile]:
    _VARIANTS.append(make)
    return make


def _of(name: str, path: str, data: bytes, **told: str) -> MadeFile:
    case = _BY_NAME[name]
    return MadeFile(path, data, case.fields, _clean(case.body), told)


@_variant
def _gb18030() -> MadeFile:
    data = _BY_NAME["labels-two-a-line"].text.encode("gb18030")
    return _of("labels-two-a-line", "encoding/gb18030.txt", data, encoding="gb18030")


@_variant
def _utf16() -> MadeFile:
    data = _BY_NAME["pipe-table"].text.encode("utf-16")
    return _of("pipe-table", "encoding/utf-16-mark.txt", data, encoding="utf-16")


@_variant
def _utf16_bare() -> MadeFile:
    data = _BY_NAME["bracket-labels"].text.encode("utf-16-le")
    return _of("bracket-labels", "encoding/utf-16-bare.txt", data, encoding="utf-16")


@_variant
def _mojibake() -> MadeFile:
    data = _BY_NAME["title-and-text"].text.encode().decode("latin-1").encode()
    return _of("title-and-text", "encoding/read-as-latin.txt", data, encoding="utf-8")


@_variant
def _odd_characters() -> MadeFile:
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    text = _BY_NAME["footer-links-and-neighbours"].text.translate(wide)
    text = (
        text.replace("\n", "\r\n　　").replace("法治", "法\u200b治").replace("执法", "执\ue5d2法")
    )
    data = b"\xef\xbb\xbf" + (text + "\x0c").replace("件，", "件\u00a0，").encode()
    name = "footer-links-and-neighbours"
    case = _BY_NAME[name]
    body = _clean(case.body).replace("件，", "件 ，")
    return MadeFile("encoding/odd-characters.txt", data, case.fields, body, {"encoding": "utf-8"})


def _traditional(text: str, form: str = "s2t") -> str:
    import opencc

    return opencc.OpenCC(form).convert(text)


@_variant
def _big5() -> MadeFile:
    text = _traditional(_BY_NAME["unlabelled-date-line"].text, "s2tw")
    data = text.encode("cp950", errors="ignore")
    return _of(
        "unlabelled-date-line", "script/big5.txt", data, encoding="big5", script="traditional"
    )


_READINGS = {
    "經": "jīng",
    "濟": "jì",
    "發": "fā",
    "報": "bào",
    "區": "qū",
    "開": "kāi",
    "設": "shè",
}


@_variant
def _pinyin() -> MadeFile:
    text = _traditional(_BY_NAME["pipe-table"].text)
    text = "".join(f"{c}({_READINGS[c]})" if c in _READINGS else c for c in text)
    data = text.encode()
    return _of("pipe-table", "script/pinyin.txt", data, script="traditional")


@_variant
def _hard_lines() -> MadeFile:
    case = _BY_NAME["footer-links-and-neighbours"]
    lines = case.text.split(case.body)
    wrapped = "\n".join(writers.wrap_lines(case.body, 34))
    data = (lines[0] + wrapped + lines[1]).encode()
    return _of(case.name, "txt/hard-line-ends.txt", data)


@_variant
def _markdown() -> MadeFile:
    case = _BY_NAME["title-and-text"]
    title = case.fields["title"]
    lines = [
        f"**{line}**" if line[0] in "一二三四" and "、" in line[:3] else line
        for line in case.body.split("\n")
    ]
    text = f"# {title}\n\n" + "\n\n".join(lines) + "\n\n[附件下载](files/a.xls)\n"
    return _of(case.name, "formats/page.md", text.encode(), format="md")


def _page(case: Case, head: str, *, title: str, foot: str = "", meta: str = "") -> str:
    paragraphs = "".join(f"<p>&nbsp;&nbsp;{escape(line)}</p>\n" for line in case.body.split("\n"))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{meta}<title>{escape(title)}</title>'
        "<style>p{color:red}</style><script>var a='2019-01-01';</script></head><body>"
        '<div class="top"><a href="/">首页</a> | <a href="/zw">政务公开</a> | <a href="/hd">互动交流</a>'
        "<span>今天是：2019年12月3日 星期二</span></div>"
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 正文</div>'
        f'{head}<div class="article" id="zoom">{paragraphs}</div>'
        '<div class="share" style="display:none">分享到微信朋友圈</div>'
        f'{foot}<div class="list"><ul><li><a href="/1">某镇召开2023年法治政府建设推进会议</a></li>'
        '<li><a href="/2">某县2023年度法治政府建设情况报告</a></li></ul></div>'
        "<div>主办：县人民政府办公室　ICP备05000000号　网站标识码：3300000001</div></body></html>"
    )


@_variant
def _html_table() -> MadeFile:
    case = _BY_NAME["pipe-table"]
    fields = case.fields
    head = (
        "<table><tr><td>名称</td><td colspan=5>{t}</td></tr><tr><td>索引号</td><td>{i}</td>"
        "<td>发布日期</td><td>{p}</td><td>发布机构</td><td>{o}</td></tr><tr><td>文号</td><td></td>"
        "<td>文件分类</td><td>其他</td></tr></table>"
    ).format(t=fields["title"], i=fields["index_number"], p=fields["published"], o=fields["issuer"])
    page = _page(case, head, title=fields["title"] + "_大冶市人民政府门户网站")
    return _of(case.name, "html/table.html", page.encode(), format="html")


@_variant
def _html_wrong_declaration() -> MadeFile:
    case = _BY_NAME["spaced-colon-line"]
    head = (
        f"<h1>{case.fields['title']}</h1><div class=info>发布时间：2023-01-29 09:00&nbsp;&nbsp;"
        "来源：文源街道&nbsp;&nbsp;浏览量：<span>12</span>&nbsp;&nbsp;字体：【<a>大</a> <a>中</a> <a>小</a>】</div>"
    )
    page = _page(case, head, title="天心区政府门户网站")
    return _of(
        case.name,
        "html/declares-utf-8.html",
        page.encode("gb18030"),
        format="html",
        encoding="gb18030",
    )


@_variant
def _html_layout_tables() -> MadeFile:
    case = _BY_NAME["zone"]
    lines = "<br>".join(escape("　　" + line) for line in case.body.split("\n"))
    page = (
        "<html><head><title>滁州经济技术开发区管委会2023年度法治政府建设工作情况报告</title></head><body>"
        "<table><tr><td><table><tr><td><a href=/>首页</a></td><td><a href=/a>政务公开</a></td></tr></table>"
        "</td></tr><tr><td align=center><font size=5>滁州经济技术开发区管委会<br>2023年度法治政府建设工作情况报告"
        f"</font></td></tr><tr><td>{lines}</td></tr><tr><td>【<a href=#>打印本页</a>】【<a>关闭窗口</a>】"
        "</td></tr></table></body></html>"
    )
    return _of(case.name, "html/layout-tables.htm", page.encode("utf-8-sig"), format="html")


@_variant
def _html_head_only() -> MadeFile:
    case = _BY_NAME["title-and-text"]
    meta = (
        '<meta name="ArticleTitle" content="安吉县孝丰镇2023年法治政府建设年度报告">'
        '<meta name="SiteName" content="安吉县人民政府"><meta name="PubDate" content="2024-01-31 10:00">'
    )
    page = _page(case, "", title="安吉县人民政府", meta=meta)
    made = _of(case.name, "html/told-in-the-head.html", page.encode(), format="html")
    return made._replace(fields={**case.fields, "published": "2024-01-31"})


@_variant
def _web_archive() -> MadeFile:
    case = _BY_NAME["unlabelled-date-line"]
    head = f"<h2>{case.fields['title']}</h2><p class=t>2022-03-22 11:35</p>"
    page = _page(case, head, title=case.fields["title"] + "-巴中市司法局")
    url = "http://sfj.example.gov.cn/public/1.html"
    made = _of(case.name, "formats/saved.mhtml", writers.mhtml_bytes(page, url), format="mhtml")
    return made._replace(told={**made.told, "source_url": url})


@_variant
def _word() -> MadeFile:
    case = _BY_NAME["title-on-two-lines-number-and-salutation"]
    data = writers.docx_bytes(case.text.split("\n"))
    return _of(case.name, "formats/letter.docx", data, format="docx")


@_variant
def _word_numbered() -> MadeFile:
    case = _BY_NAME["pipe-table"]
    rows = [
        ["名称", case.fields["title"], "", ""],
        ["索引号", case.fields["index_number"], "发布日期", case.fields["published"]],
        ["发布机构", case.fields["issuer"], "文号", ""],
    ]
    marks = ("一、", "二、", "三、", "四、")
    lines = [line[2:] if line.startswith(marks) else line for line in case.body.split("\n")]
    numbered = tuple(line[2:] for line in case.body.split("\n") if line.startswith(marks))
    data = writers.docx_bytes(lines, table=rows, numbered=numbered)
    return _of(case.name, "formats/numbered.docx", data, format="docx")


def _typeset(lines: list[str], size: float, left: float, width: int, top: float) -> list:
    placed, y = [], top
    for line in lines:
        indent = 2 * size if line.startswith("　　") else 0
        placed.append((left + indent, y, size, line.strip("　")))
        y += size * 1.6
    del width
    return placed


def _paged(lines: list, title: str) -> list:
    pages, page = [], [(120.0, 50.0, 18.0, title)]
    y = 100.0
    for x, _, size, text in lines:
        if y > 740:
            page.append((285.0, 800.0, 10.0, f"— {len(pages) + 1} —"))
            pages.append(page)
            page, y = [(200.0, 25.0, 9.0, "法治政府建设年度报告")], 60.0
        page.append((x, y, size, text))
        y += size * 1.6
    page.append((285.0, 800.0, 10.0, f"— {len(pages) + 1} —"))
    return [*pages, page]


@_variant
def _pdf() -> MadeFile:
    case = _BY_NAME["title-and-text"]
    lines = _typeset(writers.wrap_lines(case.body, 24), 16.0, 90.0, 24, 0.0)
    data = writers.pdf_bytes(_paged(lines, case.fields["title"]))
    return _of(case.name, "formats/printed.pdf", data, format="pdf")


@_variant
def _pdf_columns() -> MadeFile:
    case = _BY_NAME["title-and-text"]
    lines = writers.wrap_lines(case.body, 18)
    half = (len(lines) + 1) // 2
    columns = []
    for number, part in enumerate((lines[:half], lines[half:])):
        y = 110.0
        for line in part:
            x = 60.0 + 260 * number + (24 if line.startswith("　　") else 0)
            columns.append((x, y, 12.0, line.strip("　")))
            y += 20
    page = [(130.0, 50.0, 18.0, case.fields["title"]), *columns, (285.0, 810.0, 10.0, "1")]
    return _of(case.name, "formats/columns.pdf", writers.pdf_bytes([page]), format="pdf")
