from functools import partial

import pytest

from fazhi_analysis.analyse import phrases
from fazhi_analysis.analyse.phrases import fixed_phrases
from fazhi_analysis.corpus import Corpus
from fazhi_analysis.errors import FazhiError
from tests.analyse.small_corpus import corpus_of

# In so short a text nothing is rare enough for four bits.
new_terms = partial(phrases.new_terms, min_pmi=2)
FILLERS = ["企业", "学校", "社区", "法院", "群众", "道路", "医生", "市场"]


def planted(phrase: str) -> Corpus:
    """Eight reports that hold a phrase once each, between words that are never the same."""
    return corpus_of(
        *(
            {"parts": [("progress", None, f"{one}{phrase}{other}。{one}和{other}的事")]}
            for one, other in zip(FILLERS, FILLERS[1:] + FILLERS[:1], strict=True)
        )
    )


def test_a_planted_term_is_found_with_its_figures():
    out = new_terms(planted("甬有善治"), min_count=8)
    assert out["term"].tolist() == ["甬有善治"]
    row = out.iloc[0]
    assert (row["count"], row["reports"]) == (8, 8)
    assert row["cut"].replace("/", "") == "甬有善治"
    assert "/" in row["cut"]
    # Eight different neighbours on either side are three bits.
    assert row["left_entropy"] == pytest.approx(3)
    assert row["right_entropy"] == pytest.approx(3)


def test_parts_of_a_term_are_none():
    terms = set(new_terms(planted("甬有善治"), min_count=8, min_entropy=0.1)["term"])
    assert terms == {"甬有善治"}


def test_what_the_lexicon_holds_is_not_new():
    assert new_terms(planted("甬有善治"), lexicon=["甬有善治"], min_count=8).empty
    assert new_terms(planted("法律明白人"), min_count=8).empty
    assert not new_terms(planted("法律明白人"), lexicon=(), min_count=8).empty


def test_stop_words_and_numbers_at_the_ends_make_no_term():
    assert "的甬有善治" not in set(new_terms(planted("的甬有善治"), min_count=8)["term"])
    assert new_terms(planted("三百六十度"), min_count=8, min_pmi=0)["term"].tolist() == []


def test_a_planted_phrase_is_found_across_a_listing_comma():
    out = fixed_phrases(planted("科学立法、严格执法"), min_count=8)
    assert out["phrase"].tolist() == ["科学立法、严格执法"]
    assert out[["words", "count", "reports"]].iloc[0].tolist() == [3, 8, 8]


def test_a_phrase_ends_at_other_signs_and_at_reports():
    assert fixed_phrases(planted("科学立法;严格执法"), min_count=8).empty


def test_thresholds():
    corpus = planted("甬有善治")
    assert new_terms(corpus, min_count=9).empty
    assert new_terms(corpus, min_count=8, min_reports=9).empty
    assert new_terms(corpus, min_count=8, max_chars=3).empty
    assert new_terms(corpus, min_count=8, min_entropy=3.1).empty
    assert new_terms(corpus, min_count=8, min_pmi=20).empty


@pytest.mark.parametrize(
    ("function", "options", "message"),
    [
        (new_terms, {"min_count": 1}, "min_count is 1; give 2 or more"),
        (new_terms, {"max_chars": 1}, "max_chars is 1; give 2 or more"),
        (fixed_phrases, {"max_words": 0}, "max_words is 0; give 2 or more"),
    ],
)
def test_wrong_options_are_named(function, options, message):
    with pytest.raises(FazhiError, match=message):
        function(Corpus(), **options)


@pytest.mark.parametrize("function", [new_terms, fixed_phrases])
def test_an_empty_corpus_gives_an_empty_frame(function):
    out = function(Corpus())
    assert len(out) == 0
    assert out.dtypes.equals(function(planted("甬有善治"), min_count=8).dtypes)
