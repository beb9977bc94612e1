"""The written pages: whole, self-contained, escaped, with a way back to every sentence."""

import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from conftest import PLAIN, write_notebook
from lxml import html as lxml_html

from fazhi_analysis.errors import FazhiError, ReportRunError
from fazhi_analysis.show import html, html_report, html_tables, report
from fazhi_analysis.show.evidence import Sources

TABLES = """from IPython.display import HTML, Markdown, display

mentions = corpus.indicators[["report_id", "quantity", "indicator", "value", "quote"]]
mentions"""
PLOT = """import matplotlib.pyplot as plt

fz.plots.checks(corpus.checks)
plt.show()"""


def _run(processed, folder, *sources, **options):
    notebooks = folder / "notebooks"
    write_notebook(notebooks, *sources)
    report.run(processed, folder / "out", notebooks=notebooks, **options)
    return folder / "out"


@pytest.fixture(scope="module")
def out(processed, tmp_path_factory):
    return _run(processed, tmp_path_factory.mktemp("plain"), TABLES, PLOT)


@pytest.fixture(scope="module")
def hostile_out(hostile_processed, tmp_path_factory):
    shown = 'HTML("<script>alert(7)</script><b>x</b>"), Markdown("[a](javascript:alert(8))")'
    return _run(
        hostile_processed,
        tmp_path_factory.mktemp("hostile"),
        TABLES,
        f"from IPython.display import HTML, Markdown, display\n\ndisplay({shown})",
        "corpus.reports[['report_id', 'title', 'issuer', 'source_url']]",
        "print(corpus.texts['text'].iloc[0])",
    )


def pages(folder):
    return sorted(folder.rglob("*.html"))


def resources(page):
    """Every address that a browser would load by itself."""
    text = page.read_text(encoding="utf-8")
    tree = lxml_html.fromstring(text.encode())
    found = [node.get("src") for node in tree.iter() if node.get("src")]
    found += [node.get("href") for node in tree.iter("link")]
    return (
        found + re.findall(r"url\(\s*[\"']?([^\"')]*)", text) + re.findall(r"@import\s+(\S+)", text)
    )


def test_the_folder_holds_what_it_promises(out):
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"index.html", "search.html", "01-first.html", "assets/pages.css", "data/mentions.csv",
            "data/panel.csv", "data/fazhi.xlsx", "reports/乙-2022.html"} <= names  # fmt: skip
    assert not [name for name in names if "writing" in name]


@pytest.mark.parametrize("folder", ["out", "hostile_out"])
def test_nothing_is_loaded_from_elsewhere(folder, request):
    for page in pages(request.getfixturevalue(folder)):
        for address in resources(page):
            assert address.startswith("data:") or address == "../assets/pages.css", page
        assert "http:" not in re.sub(r"http://www\.w3\.org/\S+", "", page.read_text("utf-8"))
        assert "https:" not in page.read_text("utf-8")


def test_every_link_leads_to_a_page_and_an_anchor(out):
    for page in pages(out):
        tree = lxml_html.fromstring(page.read_bytes())
        for link in tree.iter("a"):
            address, _, anchor = link.get("href", "").partition("#")
            target = (page.parent / unquote(address)).resolve() if address else page
            assert target.is_file(), (page.name, link.get("href"))
            if anchor and target.suffix == ".html":
                ids = re.findall(r'id="([^"]+)"', target.read_text("utf-8"))
                assert anchor in ids, (page.name, link.get("href"))


def test_pages_are_sound_for_screen_readers(out):
    for page in pages(out):
        tree = lxml_html.fromstring(page.read_bytes())
        assert tree.get("lang") == "en"
        assert tree.findtext(".//title")
        levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), page.name
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), page.name
        for picture in tree.iter("img"):
            assert len(picture.get("alt")) > 20
        assert tree.xpath('//a[@class="skip"]/@href') == ["#main"]


def test_a_value_leads_to_its_marked_number(out, corpus):
    tree = lxml_html.fromstring((out / "01-first.html").read_bytes())
    links = tree.xpath('//a[@class="evidence"]')
    assert [link.text for link in links] == ["58", "120", "617", "29"]
    page, anchor = unquote(links[2].get("href")).split("#")
    target = lxml_html.fromstring((out / page).read_bytes()).get_element_by_id(anchor)
    assert target.text_content() == "617件"
    assert target.find("mark") is not None
    note = tree.xpath('//details[@class="notes"]//li')[2].text_content()
    assert "安吉县2023年法治政府建设年度报告" in note
    assert "一、主要进展" in note
    assert "全县共调解矛盾纠纷617件" in note


def test_a_report_page_holds_the_whole_text_once(corpus):
    sources = Sources(corpus)
    for report_id, text in PLAIN.items():
        body = html_report.report_body(corpus.where(report_id=report_id), report_id, sources, "en")
        tree = lxml_html.fromstring(body)
        shown = tree.xpath('//div[@class="report-text"]')[0].text_content()
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text.split("\n", 1)[1])
        for number in range(2):
            assert len(tree.xpath(f'//*[@id="q{number}"]')) == 1


def test_hostile_text_stays_text(hostile_out):
    for page in pages(hostile_out):
        tree = lxml_html.fromstring(page.read_bytes())
        own = {
            html.asset("pages.js").strip(),
            (html.asset("pages.js") + html.asset("search.js")).strip(),
        }
        for script in tree.iter("script"):
            if script.get("type") != "application/json":
                assert script.text.strip() in own, page
        assert not tree.xpath("//iframe|//svg|//object|//embed")
        for node in tree.iter():
            for name, value in node.attrib.items():
                assert not name.startswith("on"), page
                assert "javascript:" not in value or name in ("title", "alt"), (page, name)
        assert "\u202e" not in page.read_text("utf-8")
    reports = list((hostile_out / "reports").glob("*.html"))
    text = lxml_html.fromstring(reports[0].read_bytes()).text_content()
    assert "<script>alert('标题')</script>" in text
    assert "javascript:alert(4)" in text
    assert "[U+202E]倒" in text


def test_chinese_pages_speak_chinese(processed, tmp_path):
    out = _run(processed, tmp_path, TABLES, lang="zh")
    tree = lxml_html.fromstring((out / "01-first.html").read_bytes())
    assert tree.get("lang") == "zh-CN"
    assert tree.findtext(".//h1") == "这些报告的数字"
    assert "调解矛盾纠纷数" in tree.text_content()


def test_code_is_shown_only_when_asked(processed, tmp_path, out):
    assert "fz.plots.checks" not in (out / "01-first.html").read_text("utf-8")
    shown = _run(processed, tmp_path, TABLES, code="show")
    code = lxml_html.fromstring((shown / "01-first.html").read_bytes()).xpath("//pre/code")
    assert 'PROCESSED = "nowhere"' in code[0].text_content()


def test_a_second_run_rewrites_nothing(processed, tmp_path, monkeypatch, capsys):
    out = _run(processed, tmp_path, TABLES)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    monkeypatch.setattr(report.notebooks, "execute", None)
    _run(processed, tmp_path, TABLES)
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    changed = {path.name for path in before if before[path] != after[path]}
    assert changed <= {".fazhi-report.json"}
    assert "01-first: unchanged" in capsys.readouterr().err


def test_what_was_damaged_is_written_again(processed, tmp_path):
    out = _run(processed, tmp_path, "1 + 1")
    page = out / "reports" / "乙-2022.html"
    whole = page.read_bytes()
    page.write_bytes(b"half")
    (out / "index.html").unlink()
    _run(processed, tmp_path, "1 + 1")
    assert page.read_bytes() == whole
    assert (out / "index.html").is_file()


def test_a_failing_cell_is_named_and_no_page_is_half_written(processed, tmp_path):
    out = _run(processed, tmp_path, "1 + 1")
    page = (out / "01-first.html").read_bytes()
    with pytest.raises(
        ReportRunError, match=r"01-first.ipynb: cell 4 .*“1 / 0”: ZeroDivisionError"
    ):
        _run(processed, tmp_path, "1 / 0")
    assert (out / "01-first.html").read_bytes() == page
    assert not list(out.rglob(".writing*"))


def test_gone_reports_lose_their_pages(processed, hostile_processed, tmp_path):
    out = _run(processed, tmp_path, "1")
    mine = out / "reports" / "notes.html"
    mine.write_text("kept")
    _run(hostile_processed, tmp_path, "1")
    assert len(list((out / "reports").glob("*.html"))) == 2
    assert mine.is_file()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lang": "fr"}, "en and zh"),
        ({"code": "yes"}, "'show' and 'hide'"),
        ({"only": "09"}, "no notebook begins so"),
    ],
)
def test_bad_arguments(processed, tmp_path, options, message):
    with pytest.raises(FazhiError, match=message):
        _run(processed, tmp_path, "1", **options)


def test_a_notebook_without_parameters_is_refused(processed, tmp_path):
    import nbformat

    path = write_notebook(tmp_path / "notebooks", "1")
    notebook = nbformat.read(path, 4)
    del notebook.cells[1].metadata["tags"]
    nbformat.write(notebook, path)
    with pytest.raises(FazhiError, match="tagged 'parameters'"):
        report.run(processed, tmp_path / "out", notebooks=tmp_path / "notebooks")


def test_tables_are_dressed():
    import pandas as pd

    from fazhi_analysis.show import clean

    frame = pd.DataFrame({"word": ["<b>", None], "per_10k": [1234.5, 2.0], "year": [2023, 2024]})
    element = clean.clean(clean.fragments(frame.to_html()))
    out = html_tables.dress(element, None, "en", "Words")
    tree = lxml_html.fromstring(out)
    assert [h.text_content() for h in tree.iter("th")] == ["word", "per 10,000 characters", "year"]
    cells = [c.text_content() for c in tree.iter("td")]
    assert cells == ["<b>", "1,234.5", "2023", "–", "2", "2024"]
    assert tree.get("tabindex") == "0"
