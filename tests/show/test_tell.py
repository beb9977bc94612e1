"""Sentences and tables that notebooks take their numbers from, counted by hand."""

import fazhi_analysis as fz
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.show import labels, tables, tell


def test_the_corpus_is_counted(corpus):
    told = repr(tell.corpus(corpus))
    assert told.startswith("2 files were looked at, 2 of them read as texts. **2 reports**")
    assert "2022–2023" in told
    assert "4 numbers with a unit, 4 of which fit" in told
    assert "仅有 2 份报告**。" in repr(tell.few(corpus, "zh"))


def test_an_empty_corpus_is_told_without_fault():
    empty = Corpus()
    for lang in labels.LANGUAGES:
        assert "0" in repr(tell.corpus(empty, lang))
        assert tell.panel(fz.panel(empty), lang).markdown
        assert tell.checks(empty.checks, lang).markdown
        assert tell.keyness(tell.apart(empty, "report_id"), lang).markdown
    assert len(tell.missing_fields(empty)) == 13
    assert len(tell.places(empty)) == 0


def test_report_text_cannot_become_markup(hostile):
    frame = fz.word_frequency(hostile).assign(word="[x](javascript:y)<b>")
    assert "[x](" not in repr(tell.words(frame))
    assert "<b>" not in repr(tell.words(frame))


def test_the_panel_is_counted(corpus):
    told = repr(tell.panel(fz.panel(corpus)))
    assert told.startswith("2 bodies and 2 indicators make 4 cells; **4** of them (100%)")
    assert "1 are bounds or rounded" in told


def test_the_wide_table_keeps_its_references(corpus):
    table = tables.bodies_table(fz.panel(corpus))
    assert set(table.frame.index) == {"Disputes mediated", "Legal publicity events"}
    cells = dict(zip(table.frame.to_numpy().ravel(), table.refs.to_numpy().ravel(), strict=True))
    assert cells == {"617": "甲/安吉-2023#0", "58": "乙-2022#0", "29": "甲/安吉-2023#1",
                     "≥120": "乙-2022#1"}  # fmt: skip
    assert "data-ref" in table._repr_html_()
    assert "≥120" in repr(table)


def test_every_label_has_both_languages_and_the_same_blanks():
    import re

    for key, texts in labels.labels().items():
        blanks = [sorted(set(re.findall(r"\{(\w+)", texts[lang]))) for lang in labels.LANGUAGES]
        assert blanks[0] == blanks[1], key


def test_emphasis_in_labels_is_rendered():
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    for key, texts in labels.labels().items():
        for text in texts.values():
            assert "**" not in markdown2html_mistune(text), key
