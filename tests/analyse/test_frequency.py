import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.frequency import word_frequency
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.analyse.small_corpus import corpus_of, counted, two_reports


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_the_corpus_is_as_counted_by_hand():
    corpus = two_reports()
    assert list(corpus.reports["chars"]) == [20, 9]
    assert corpus.words["count"].sum() == 12


def test_all_reports_together():
    out = word_frequency(two_reports())
    assert rows(out, "group", "word", "count", "reports") == [
        ("all", "法治", 3, 2),
        ("all", "企业", 2, 1),
        ("all", "调解", 2, 1),
        ("all", "政府", 1, 1),
    ]
    assert out["per_10k"].tolist() == pytest.approx([c / 29 * 1e4 for c in (3, 2, 2, 1)])
    # a has 9 of 12 words, b 3. 法治: 2/3 and 1/3; 企业: 0 and 1; 调解, 政府: 1 and 0.
    assert out["dispersion"].tolist() == pytest.approx([1 / 12, 0.75, 0.25, 0.25])
    assert out["group_reports"].tolist() == [2] * 4
    assert out["small"].all()
    assert out.dtypes.astype(str).to_dict() == {
        "group": "str", "word": "str", "count": "Int64", "per_10k": "Float64",
        "reports": "Int64", "dispersion": "Float64", "group_reports": "Int64", "small": "bool",
    }  # fmt: skip


def test_by_a_column_of_reports():
    out = word_frequency(two_reports(), by="year")
    assert rows(out, "group", "word", "count") == [
        ("2022", "法治", 2), ("2022", "调解", 2), ("2022", "政府", 1),
        ("2023", "企业", 2), ("2023", "法治", 1),
    ]  # fmt: skip
    assert out["per_10k"].tolist() == pytest.approx([1000, 1000, 500, 2 / 9 * 1e4, 1 / 9 * 1e4])
    assert out["dispersion"].isna().all()


def test_by_role_counts_the_parts_and_their_characters():
    out = word_frequency(two_reports(), by="role", stopwords=(), numbers="keep")
    assert rows(out, "group", "word", "count", "reports", "group_reports") == [
        ("plan", "企业", 1, 1, 1),
        ("problems", "3", 1, 1, 1),
        ("problems", "件", 1, 1, 1),
        ("problems", "调解", 1, 1, 1),
        ("problems", "进一步", 1, 1, 1),
        ("progress", "法治", 3, 2, 2),
        ("progress", "企业", 1, 1, 2),
        ("progress", "政府", 1, 1, 2),
        ("progress", "的", 1, 1, 2),
        ("progress", "调解", 1, 1, 2),
    ]
    assert out.loc[5, "per_10k"] == pytest.approx(3 / (12 + 5) * 1e4)


def test_by_section_and_by_several_columns():
    sections = word_frequency(two_reports(), by="section")
    assert sections["group"].unique().tolist() == ["a 0", "a 1 问题", "b 0", "b 1 安排"]
    both = word_frequency(two_reports(), by=["year", "role"])
    assert both["group"].unique().tolist() == [
        "2022 / problems", "2022 / progress", "2023 / plan", "2023 / progress",
    ]  # fmt: skip


def test_a_missing_value_makes_a_group_of_its_own_at_the_end():
    out = word_frequency(two_reports(), by="province")
    assert out["group"].isna().tolist() == [False] * 3 + [True] * 2
    assert rows(out.tail(2), "word", "count") == [("企业", 2), ("法治", 1)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ["法治", "企业", "调解", "政府"]),
        ({"stopwords": ["function"]}, ["法治", "企业", "调解", "政府", "进一步"]),
        ({"stopwords": ["boilerplate"]}, ["法治", "企业", "调解", "件", "政府", "的"]),
        ({"numbers": "keep"}, ["法治", "企业", "调解", "3", "政府"]),
        ({"stopwords": (), "min_chars": 2}, ["法治", "企业", "调解", "政府", "进一步"]),
        ({"top": 1}, ["法治"]),
        ({"top": 0}, []),
    ],
)
def test_what_is_left_out(options, words):
    assert word_frequency(two_reports(), **options)["word"].tolist() == words


def test_places_of_the_reports_are_left_out_on_request():
    corpus = corpus_of(
        {"county": "海曙区", "issuer": "江厦街道", "region_candidates": ["浙江省/宁波市"],
         "parts": [("progress", None, "江厦,海曙区,宁波,法治")]}
    )  # fmt: skip
    assert set(word_frequency(corpus)["word"]) >= {"江厦", "海曙区", "宁波"}
    assert word_frequency(corpus, places="drop")["word"].tolist() == ["法治"]


def test_other_kinds_and_duplicates_are_left_out():
    corpus = two_reports(kind="other")
    assert word_frequency(corpus)["word"].tolist() == ["企业", "法治"]
    assert len(word_frequency(corpus, everything=True)) == 4
    assert word_frequency(two_reports(duplicate_of="b"))["word"].tolist() == ["企业", "法治"]


def test_rates_and_sizes_do_not_depend_on_what_is_left_out():
    few = word_frequency(two_reports()).set_index("word")
    all_words = word_frequency(two_reports(), stopwords=(), numbers="keep").set_index("word")
    pd.testing.assert_frame_equal(few, all_words.loc[few.index])


def test_an_empty_corpus_gives_an_empty_frame():
    for by in (None, "year", "role", "section"):
        out = word_frequency(Corpus(), by=by)
        assert len(out) == 0
        assert out.dtypes.equals(word_frequency(two_reports()).dtypes)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "town"}, "by is 'town'; use a column of reports"),
        ({"by": "region_candidates"}, "which holds lists"),
        ({"stopwords": ["english"]}, "no layer of stop words 'english'"),
        ({"numbers": "merge"}, "numbers is 'merge'; use 'keep' or 'drop'"),
        ({"places": False}, "places is False"),
        ({"top": -1}, "top is -1"),
    ],
)
def test_wrong_options_are_named(options, message):
    corpus = corpus_of(
        {"region_candidates": ["浙江省"], "parts": [("progress", None, "法治")]},
    )
    with pytest.raises(FazhiError, match=message):
        word_frequency(corpus, **options)


def test_a_frame_is_no_corpus():
    with pytest.raises(FazhiError, match=r"word_frequency\(\) takes a Corpus"):
        word_frequency(pd.DataFrame())


def test_nothing_is_changed_in_place():
    corpus = two_reports()
    before = {name: frame.copy() for name, frame in corpus.frames().items()}
    word_frequency(corpus, by=["role", "year"], places="drop")
    for name, frame in corpus.frames().items():
        pd.testing.assert_frame_equal(frame, before[name])


PARTS = st.lists(
    st.tuples(
        st.sampled_from(["progress", "problems", "plan"]),
        st.none(),
        st.text(st.sampled_from("法治政府调解企业的,。3"), max_size=25),
    ),
    min_size=1,
    max_size=3,
)
CORPORA = st.lists(
    st.fixed_dictionaries({"year": st.sampled_from([2022, 2023, None]), "parts": PARTS}),
    min_size=1,
    max_size=4,
).map(lambda reports: corpus_of(*reports))
EVERY = {"stopwords": (), "numbers": "keep"}


@given(CORPORA)
@settings(max_examples=20, deadline=None)
def test_groups_add_up_to_the_whole(corpus):
    whole = word_frequency(corpus, **EVERY).set_index("word")["count"].to_dict()
    for by in ("year", "role", "section", "report_id", ["year", "role"]):
        out = word_frequency(corpus, by=by, **EVERY)
        assert out.groupby("word")["count"].sum().to_dict() == whole
        assert (out["reports"] <= out["group_reports"]).all()
        assert (out["reports"] <= out["count"]).all()
        told = out["dispersion"].dropna()
        assert ((told >= 0) & (told <= 1)).all()


@given(CORPORA, st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_the_order_of_the_rows_given_does_not_matter(corpus, random):
    def shuffled(frame):
        order = list(range(len(frame)))
        random.shuffle(order)
        return frame.iloc[order].reset_index(drop=True)

    mixed = Corpus(**{name: shuffled(frame) for name, frame in corpus.frames().items()})
    for by in (None, "year", "role"):
        pd.testing.assert_frame_equal(word_frequency(mixed, by=by), word_frequency(corpus, by=by))


def test_dispersion_of_gries_example():
    # Gries (2008): a word 1, 2, 3, 4 and 5 times in five parts of 9, 10, 10, 10 and 11 words;
    # DP is 0.18.
    sizes = [9, 10, 10, 10, 11]
    corpus = counted(**{f"p{n}": {"a": n, "x": size - n} for n, size in enumerate(sizes, 1)})
    out = word_frequency(corpus).set_index("word")
    assert out.loc["a", "dispersion"] == pytest.approx(0.18, abs=1e-12)
    assert out.loc["a", "count"] == 15
