"""What people do with the pages, done by a real Chromium with the network off."""

import shutil

import pytest
from conftest import PLAIN, make_corpus, write_notebook

from fazhi_analysis import store
from fazhi_analysis.show import html_search, report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: the pages are not opened in a browser"
)

CELLS = (
    'corpus.indicators[["report_id", "quantity", "indicator", "value", "quote"]]',
    "from fazhi_analysis.show import tables\n\ntables.bodies_table(fz.panel(corpus), lang=LANG)",
    "import matplotlib.pyplot as plt\n\nfz.plots.checks(corpus.checks, lang=LANG)\nplt.show()",
)


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def written(corpus, folder, lang="en"):
    store.save(corpus, folder / "processed")
    write_notebook(folder / "notebooks", *CELLS)
    report.run(folder / "processed", folder / "out", notebooks=folder / "notebooks", lang=lang)
    return folder / "out"


@pytest.fixture(scope="module")
def out(corpus, tmp_path_factory):
    return written(corpus, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def zh_out(corpus, tmp_path_factory):
    return written(corpus, tmp_path_factory.mktemp("zh"), "zh")


@pytest.fixture(scope="module")
def hostile_out(hostile, tmp_path_factory):
    return written(hostile, tmp_path_factory.mktemp("hostile"))


class Tab:
    """A page in a browser without a network that remembers what it complained about."""

    def __init__(self, chromium, **options):
        self.context = chromium.new_context(offline=True, **options)
        self.page = self.context.new_page()
        self.problems, self.asked = [], []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.problems.append(dialog.message))

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def open(self, path):
        self.page.goto(path.as_uri())
        return self.page


@pytest.fixture
def tab(chromium):
    opened = Tab(chromium)
    yield opened
    opened.context.close()
    assert opened.problems == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []


def every_page(folder):
    return sorted(folder.rglob("*.html"))


@pytest.mark.parametrize("folder", ["out", "hostile_out"])
def test_every_page_opens_without_complaint(folder, request, tab):
    for path in every_page(request.getfixturevalue(folder)):
        page = tab.open(path)
        assert page.locator("h1").count() == 1
        assert page.locator("main").inner_text().strip()


def test_own_glyphs_are_used(out, tab):
    for path in every_page(out):
        page = tab.open(path)
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") == 1
        assert page.evaluate("[...document.fonts].every((font) => font.status === 'loaded')")


def test_from_a_value_to_its_sentence(out, tab):
    page = tab.open(out / "01-first.html")
    page.locator("a.evidence", has_text="617").first.click()
    page.wait_for_url("**/reports/*#q0")
    target = page.locator("#q0")
    assert target.inner_text() == "617件"
    assert target.is_visible()
    box = target.bounding_box()
    assert 0 < box["y"] < 720
    here = page.locator("#here").inner_text()
    assert here == "安吉县2023年法治政府建设年度报告 · 一、主要进展"


def test_the_wide_table_links_too(out, tab):
    page = tab.open(out / "01-first.html")
    page.locator("table.linked a", has_text="≥120").click()
    assert page.locator(":target").inner_text() == "120余场"


def test_find_a_term_by_keyboard(out, tab):
    page = tab.open(out / "index.html")
    page.locator('form[role="search"] input').focus()
    page.keyboard.type("调解")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector("#hits li")
    total = sum(text.split("\n", 1)[1].count("调解") for text in PLAIN.values())
    assert page.locator("#hits li").count() == total
    assert page.locator("#search-status").inner_text() == f"{total} places in 2 reports"
    assert set(page.locator("#hits mark").all_inner_texts()) == {"调解"}
    page.locator("#hits a").first.click()
    assert "调解" in page.locator(":target").inner_text()


def test_search_keeps_to_the_chosen_year(out, tab):
    page = tab.open(out / "search.html")
    page.locator("input[name=q]").fill("调解")
    page.locator("select[name=year]").select_option("2022")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#hits li")
    assert {"德清县" in text for text in page.locator(".where").all_inner_texts()} == {True}
    page.locator("input[name=q]").fill("没有这个词")
    page.locator("button[type=submit]").click()
    page.wait_for_function("document.querySelector('#search-status').textContent.startsWith('0 ')")


def test_search_reads_data_files_where_the_texts_are_many(corpus, tmp_path, tab, monkeypatch):
    monkeypatch.setattr(html_search, "INLINE", 10)
    monkeypatch.setattr(html_search, "_PART", 10)
    page = tab.open(written(corpus, tmp_path) / "search.html")
    page.locator("input[name=q]").fill("普法")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#hits li")
    assert page.locator("#hits li").count() == 2
    assert len(list((tmp_path / "out" / "data").glob("search-*.js"))) == 2


def test_the_list_of_reports_filters(out, tab):
    page = tab.open(out / "index.html")
    page.locator("#filters select[name=province]").select_option("江苏省")
    assert page.locator("table[data-filter] tbody tr:visible").count() == 1
    assert page.locator("#filter-status").inner_text() == "1 of 2 reports shown"
    page.locator("#filters select[name=province]").select_option("")
    page.locator("#filters input[name=q]").fill("安吉")
    assert page.locator("table[data-filter] tbody tr:visible").count() == 1


def test_print_has_the_notes(out, tab):
    from io import BytesIO

    from pypdf import PdfReader

    page = tab.open(out / "01-first.html")
    printed = PdfReader(BytesIO(page.pdf()))
    text = "".join(each.extract_text() for each in printed.pages).replace("\n", "")
    assert "全县共调解矛盾纠纷617件" in text
    assert "一、主要进展" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("folder", ["out", "zh_out", "hostile_out"])
def test_axe_finds_nothing_serious(scheme, folder, request, chromium):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tab = Tab(chromium, color_scheme=scheme)
    found = {}
    for path in every_page(request.getfixturevalue(folder)):
        results = axe.Axe().run(tab.open(path))
        serious = [
            (each["id"], each["nodes"][0]["html"][:120])
            for each in results.response["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        if serious:
            found[path.name] = serious
    tab.context.close()
    assert found == {}


def test_a_narrow_window_does_not_scroll_sideways(out, chromium):
    tab = Tab(chromium, viewport={"width": 380, "height": 700})
    for path in every_page(out):
        page = tab.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 380, path.name
    tab.context.close()


def test_many_reports_stay_light(tmp_path, tab):
    texts = {f"报告-{i:03}": PLAIN["乙-2022"] for i in range(120)}
    out = written(make_corpus(texts), tmp_path)
    assert (out / "index.html").stat().st_size < 600_000
    page = tab.open(out / "index.html")
    assert page.locator("table[data-filter] tbody tr").count() == 120
