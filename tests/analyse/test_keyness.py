import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.frequency import word_frequency
from fazhi_analysis.analyse.keyness import keyness
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.analyse.small_corpus import counted, two_reports


def rows(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_two_reports_by_hand():
    out = keyness(two_reports(), "year", target=2022).set_index("word")
    # 2022: 法治 2, 调解 2, 政府 1 of 9 words; 2023: 企业 2, 法治 1 of 3 words.
    assert out["group"].unique().tolist() == ["2022"]
    assert out["count"].to_dict() == {"企业": 0, "法治": 2, "调解": 2, "政府": 1}
    assert out["reference_count"].to_dict() == {"企业": 2, "法治": 1, "调解": 0, "政府": 0}
    assert out["reports"].to_dict() == {"企业": 0, "法治": 1, "调解": 1, "政府": 1}
    assert out["reference_reports"].to_dict() == {"企业": 1, "法治": 1, "调解": 0, "政府": 0}
    assert out["group_reports"].unique().tolist() == [1]
    assert out["small"].all()
    # 法治: cells 2, 1, 7, 2 of 12; expected 9/4, 3/4, 27/4, 9/4.
    g2 = 2 * (
        2 * math.log(2 / (9 / 4)) + math.log(1 / (3 / 4)) + 7 * math.log(7 / (27 / 4))
        + 2 * math.log(2 / (9 / 4))
    )  # fmt: skip
    assert out.loc["法治", "log_likelihood"] == pytest.approx(g2, abs=1e-9)
    assert out.loc["法治", "p"] == pytest.approx(math.erfc(math.sqrt(g2 / 2)), abs=1e-9)
    assert out.loc["法治", "log_ratio"] == pytest.approx(math.log2((2 / 9) / (1 / 3)), abs=1e-9)
    assert out.loc["企业", "log_ratio"] == pytest.approx(math.log2((0.5 / 9) / (2 / 3)), abs=1e-9)
    share = 500 * 3 / 12
    y, v = 2 + share, 1 + share
    z = (math.log(y / (509 - y)) - math.log(v / (503 - v))) / math.sqrt(1 / y + 1 / v)
    assert out.loc["法治", "log_odds_z"] == pytest.approx(z, abs=1e-9)


def test_the_size_of_a_text_counts_all_its_words():
    # Were stop words left out of the sizes, 法治 would be as frequent in both.
    corpus = counted(a={"法治": 5, "的": 95}, b={"法治": 5, "的": 5})
    out = keyness(corpus, "report_id", target="a")
    assert rows(out, "word", "log_ratio") == [("法治", pytest.approx(math.log2(0.05 / 0.5)))]


def test_every_group_against_the_rest_and_one_against_another():
    corpus = counted(a={"法治": 4, "政府": 1}, b={"法治": 1, "政府": 4}, c={"企业": 5})
    out = keyness(corpus, "report_id")
    assert out["group"].unique().tolist() == ["a", "b", "c"]
    assert out.query("group == 'a' and word == '法治'")["reference_count"].tolist() == [1]
    pair = keyness(corpus, "report_id", target="a", reference="c")
    assert set(pair["word"]) == {"法治", "政府", "企业"}
    assert pair.set_index("word")["reference_count"].to_dict() == {"法治": 0, "政府": 0, "企业": 5}
    against = keyness(corpus, "report_id", reference="c")
    assert against["group"].unique().tolist() == ["a", "b"]


def test_parts_of_reports():
    out = keyness(two_reports(), "role", target="problems").set_index("word")
    assert rows(out.reset_index(), "word", "count", "reference_count", "reports") == [
        ("法治", 0, 3, 0),
        ("企业", 0, 2, 0),
        ("政府", 0, 1, 0),
        ("调解", 1, 1, 1),
    ]
    # 调解 stands in report a on both sides.
    assert out.loc["调解", "reference_reports"] == 1


def test_sorted_by_group_then_evidence_then_word():
    corpus = counted(a={"法治": 9, "乙": 3, "甲": 3}, b={"政府": 9, "企业": 9})
    out = keyness(corpus, "report_id", target="a")
    assert out["word"].tolist() == ["法治", "企业", "政府", "乙", "甲"]
    assert out["log_likelihood"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"min_count": 2}, {"法治", "企业", "调解"}),
        ({"min_reports": 2}, set()),
        ({"stopwords": ["function"]}, {"法治", "企业", "调解", "政府", "进一步"}),
        ({"numbers": "keep"}, {"法治", "企业", "调解", "政府", "3"}),
    ],
)
def test_what_is_left_out(options, words):
    assert set(keyness(two_reports(), "year", target="2022", **options)["word"]) == words


def test_the_rows_chosen_change_q_alone():
    corpus = two_reports()
    few = keyness(corpus, "year", target="2022").set_index("word")
    more = keyness(corpus, "year", target="2022", stopwords=(), numbers="keep").set_index("word")
    pd.testing.assert_frame_equal(few.drop(columns="q"), more.loc[few.index].drop(columns="q"))


def test_a_large_corpus_is_not_small():
    reports = {f"a{i:02}": {"法治": 3, "的": 9} for i in range(10)}
    reports |= {f"b{i:02}": {"政府": 3, "的": 9} for i in range(10)}
    corpus = counted(**reports)
    corpus = Corpus(
        reports=corpus.reports.assign(level=corpus.reports["report_id"].str[0]), words=corpus.words
    )
    assert not keyness(corpus, "level")["small"].any()
    smaller = corpus.where(report_id=list(corpus.reports["report_id"])[1:])
    assert keyness(smaller, "level")["small"].all()


def test_a_missing_value_is_no_target_but_belongs_to_the_rest():
    out = keyness(two_reports(), "province")
    assert out["group"].unique().tolist() == ["浙江省"]
    assert out.set_index("word").loc["企业", "reference_count"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": None}, "by is missing; keyness compares groups"),
        ({"by": "year", "target": 2024}, r"target is 2024; the groups are \['2022', '2023'\]"),
        ({"by": "year", "reference": "2024"}, "reference is '2024'; the groups are"),
        ({"by": "year", "target": "2022", "reference": "2022"}, "target and reference are both"),
        ({"by": "year", "prior": 0}, "prior is 0; give a number of words above 0"),
        ({"by": "kind"}, "group 'annual_report' or its reference holds no words"),
        ({"by": "town"}, "by is 'town'"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(FazhiError, match=message):
        keyness(two_reports(), **arguments)


def test_too_many_rows_are_refused_before_the_memory_is_gone(monkeypatch):
    import sys

    monkeypatch.setattr(sys.modules["fazhi_analysis.analyse.keyness"], "_MOST_ROWS", 5)
    with pytest.raises(FazhiError, match="2 groups with 4 words are too many rows; name a target"):
        keyness(two_reports(), "year")


def test_an_empty_corpus_gives_an_empty_frame():
    out = keyness(Corpus(), "year")
    assert len(out) == 0
    assert out.dtypes.equals(keyness(two_reports(), "year").dtypes)


WORDS = st.dictionaries(
    st.sampled_from(["法治", "政府", "企业", "的", "调解"]), st.integers(1, 40), min_size=1
)


@given(st.lists(WORDS, min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_counts_agree_with_word_frequency_and_mirror_each_other(reports):
    corpus = counted(**{f"r{i}": words for i, words in enumerate(reports)})
    out = keyness(corpus, "report_id", stopwords=())
    frequency = word_frequency(corpus, "report_id", stopwords=())
    whole = word_frequency(corpus, stopwords=()).set_index("word")["count"]
    found = out[out["count"] > 0].set_index(["group", "word"])["count"].sort_index()
    told = frequency.set_index(["group", "word"])["count"].sort_index()
    pd.testing.assert_series_equal(found, told)
    assert (out["count"] + out["reference_count"] == out["word"].map(whole)).all()
    assert out["p"].between(0, 1).all()
    assert (out["q"] >= out["p"] - 1e-12).all()
    if len(reports) == 2:
        first, second = (part.set_index("word") for _, part in out.groupby("group"))
        assert first["log_ratio"].to_dict() == pytest.approx((-second["log_ratio"]).to_dict())
        assert first["log_likelihood"].to_dict() == pytest.approx(
            second["log_likelihood"].to_dict(), abs=1e-7
        )
