"""One pattern out of many words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.codebooks import load
from fazhi_analysis.tidy.indicator_words import Vocabulary
from fazhi_analysis.tidy.tries import word_pattern


@given(
    st.lists(st.text("ab(.*调解", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text("ab(.*调解", max_size=30),
)
def test_the_longest_word_wins(words, text):
    plain = re.compile(
        "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
    )
    assert re.findall(word_pattern(words), text) == plain.findall(text)


@pytest.mark.parametrize(("words", "message"), [([], "empty"), ([""], "empty word")])
def test_no_words_are_refused(words, message):
    with pytest.raises(ValueError, match=message):
        word_pattern(words)


def test_the_pattern_finds_the_same_words_as_the_automaton():
    words = Vocabulary(load())
    pattern = re.compile(word_pattern(words.words))
    text = (
        "全年受理行政复议案件48件,人民调解员调解矛盾纠纷120起,其中“法律明白人”参与31起;发放宣传资料3000份。"
        * 3
    )
    found = [(words.words[word], start, end) for word, start, end in words.tokens(text)]
    assert found == [(m.group(), m.start(), m.end()) for m in pattern.finditer(text)]
