"""The four required parts, and the themes that a report is silent on."""

import pytest

from fazhi_analysis import schema
from fazhi_analysis.analyse.coverage import PARTS, coverage, theme_coverage
from fazhi_analysis.analyse.measures import themes
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError, ResourceError
from tests.frames import as_corpus, corpus_of, report, told


def sectioned(*sections: tuple, chars: int = 100, **changes) -> Corpus:
    rows = [
        {"report_id": "a", "section": i, "role": role, "depth": 1, "start": start, "end": end}
        for i, (role, start, end) in enumerate(sections)
    ]
    return as_corpus({"reports": [report("a", chars=chars, **changes)], "sections": rows})


def test_chars_and_shares_counted_by_hand():
    out = coverage(sectioned(("intro", 0, 10), ("progress", 10, 40), ("progress", 40, 60),
                             ("problems", 60, 80), ("plan", 80, 100)))  # fmt: skip
    assert out.values.tolist() == [
        ["a", "progress", True, 50, 0.5], ["a", "problems", True, 20, 0.2],
        ["a", "duty", False, 0, 0.0], ["a", "plan", True, 20, 0.2],
    ]  # fmt: skip


def test_sections_that_reach_into_each_other_count_once():
    out = coverage(sectioned(("progress", 0, 90), ("progress", 10, 40), ("progress", 80, 100)))
    assert out.loc[0, ["chars", "share"]].tolist() == [100, 1.0]


def test_a_report_without_sections_covers_nothing_and_an_empty_one_has_no_share():
    out = coverage(sectioned())
    assert not out["present"].any()
    assert out["share"].tolist() == [0, 0, 0, 0]
    assert coverage(sectioned(chars=0))["share"].isna().all()


def test_other_texts_only_on_request():
    assert len(coverage(sectioned(kind="other"))) == 0
    assert len(coverage(sectioned(kind="other"), everything=True)) == 4


def test_planted_reports_have_the_parts_they_were_given(corpus):
    out = coverage(corpus)
    ids = corpus.analysed().reports["report_id"]
    assert out["report_id"].tolist() == [i for i in ids for _ in PARTS]
    assert out["role"].tolist() == list(PARTS) * len(ids)
    full = out[~out["report_id"].str.contains("Q1")]
    assert full["present"].all()
    quarter = out[out["report_id"].str.contains("Q1")].set_index("role")["present"]
    assert quarter.to_dict() == {"progress": True, "problems": False, "duty": False, "plan": False}
    sums = out.groupby("report_id")["share"].sum()
    assert ((sums > 0) & (sums <= 1)).all()
    texts = corpus.texts.set_index("report_id")["text"]
    row = full.set_index(["report_id", "role"]).loc[("安吉县/2019", "duty")]
    duty = texts["安吉县/2019"].split("三、")[1].split("四、")[0]
    assert row["chars"] == len("三、" + duty)


def test_themes_by_figures_and_by_words():
    corpus = corpus_of(
        (report("a"), told("a", ["加强人民调解,", ("调解120起", "disputes_mediated", 120)],
                           ["行政复议与行政应诉"])),
        (report("b", county="德清县"), told("b", [("办理5件", "legal_aid_cases", 5)])),
    )  # fmt: skip
    out = theme_coverage(corpus).set_index(["report_id", "theme"])
    assert out.loc[("a", "disputes")].tolist() == [1, 1, False]
    assert out.loc[("a", "litigation")].tolist() == [0, 2, False]
    assert out.loc[("a", "services")].tolist() == [0, 0, True]
    assert out.loc[("b", "services")].tolist() == [1, 0, False]
    assert out.loc["a"].index.tolist() == list(themes())


def test_only_the_body_is_searched():
    frames = told("a", ["人民调解"])
    frames["texts"][0].update(body_start=4)
    out = theme_coverage(corpus_of((report("a"), frames)))
    assert out["silent"].all()


def test_the_longest_term_counts():
    out = theme_coverage(corpus_of((report("a"), told("a", ["综合行政执法"]))))
    assert out.set_index("theme").loc["enforcement", "words"] == 1


def test_every_theme_has_words():
    out = theme_coverage(corpus_of((report("a"), told("a", ["x"]))))
    assert out["theme"].tolist() == list(themes())
    assert len(themes()) == 12


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"theme": "weather", "term": "雨"}, "'weather' is no theme of the codebook"),
        ({"theme": "disputes", "term": ""}, "'' is empty or stands twice"),
    ],
)
def test_a_broken_list_of_terms_is_named(monkeypatch, row, message):
    from fazhi_analysis.analyse import coverage as module

    module._terms.cache_clear()
    monkeypatch.setattr(module, "read_table", lambda *_: [row])
    with pytest.raises(ResourceError, match=message):
        theme_coverage(Corpus())
    module._terms.cache_clear()


def test_a_frame_is_no_corpus():
    with pytest.raises(FazhiError, match=r"coverage\(\) takes a Corpus"):
        coverage(schema.empty("sections"))
