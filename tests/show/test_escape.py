import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.show import clean, escape


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("<script>", "&lt;script&gt;"),
        ("a\"b'", "a&quot;b&#x27;"),
        ("]]>", "]]&gt;"),
        ("\u202etxt", "[U+202E]txt"),
        ("a\x00b", "a[U+0000]b"),
        ("法治\n政府", "法治\n政府"),
    ],
)
def test_text(given_, expected):
    assert escape.text(given_) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1+2",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\uff1d1",
        "\uff0b1",
        "|cmd",
        "\u3000=1",
        "%0",
    ],
)
def test_formulas_become_text(formula):
    assert escape.cell(formula).startswith("'")


@pytest.mark.parametrize("harmless", ["横街镇", "617", "", "a=b", 5, -5, 1.5, None])
def test_other_cells_stay(harmless):
    assert escape.cell(harmless) == harmless


@given(st.text())
def test_json_in_a_script_comes_back_and_cannot_end_it(value):
    dumped = escape.script_json([value])
    assert "<" not in dumped
    assert ">" not in dumped
    assert "\u2028" not in dumped
    if value.isprintable():
        assert json.loads(dumped) == [value]


@given(st.text())
def test_escaped_text_has_no_markup(value):
    shown = escape.text(value)
    assert not set("<>\"'") & set(shown)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_markdown_shows_the_letters_and_nothing_else(value):
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    out = markdown2html_mistune("x" + escape.markdown(value) + "x")
    element = clean.fragments(out)
    assert [node.tag for node in element.iter() if node.tag not in ("div", "p")] == []


@pytest.mark.parametrize(
    "report_id",
    ["a", "A", "甲/乙", "a b", "../../etc/passwd", "", ".", "a#b?c%d", "x" * 300, "<b>"],
)
def test_file_names_are_plain(report_id):
    name = escape.file_name(report_id)
    assert name.endswith(".html")
    assert not set(name) & set('/\\#?%<>:"|* ')
    assert not name.startswith(".")
    assert len(name) < 90


def test_file_names_differ_where_ids_do():
    ids = ["a", "A", "a b", "a/b", "a-b", "甲", "甲/", "a.b"]
    assert len({escape.file_name(each).lower() for each in ids}) == len(ids)


@pytest.mark.parametrize(
    ("source", "gone"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "alert"),
        ('<a href="javascript:alert(1)">x</a>', "javascript"),
        ('<a href="java\nscript:alert(1)">x</a>', "script"),
        ('<a href="//evil.example/">x</a>', "evil"),
        ('<a href="data:text/html,x">y</a>', "data:"),
        ('<img src="http://example.org/a.png">', "example"),
        ('<img src="data:image/svg+xml;base64,AA">', "svg"),
        ('<p onclick="alert(1)">x</p>', "onclick"),
        ('<p style="background:url(http://e.org)">x</p>', "url"),
        ("<iframe src=x></iframe>", "iframe"),
        ("<svg><script>alert(1)</script></svg>", "alert"),
        ('<form action="http://e.org"><input name=a></form>', "form"),
        ("<!-- <script> -->x", "script"),
        ("<style>@import url(http://e.org)</style>x", "import"),
    ],
)
def test_clean_removes(source, gone):
    assert gone not in clean.inner(clean.clean(clean.fragments(source)))


def test_clean_keeps_text_behind_what_it_removes():
    out = clean.inner(clean.clean(clean.fragments("<p>a<script>1</script>b <blink>c</blink>d</p>")))
    assert out == "<p>ab cd</p>"
