"""Numbers find their indicator: sentences of our own for all indicators, and numbers that have none."""

from __future__ import annotations

from collections import Counter

import pytest

from fazhi_analysis.codebooks import load
from fazhi_analysis.tidy.quantities import find_quantities
from tests.tidy.indicator_sentences import NOTHING, SENTENCES


def mentions(text: str, **kwargs: object) -> Counter[tuple[str, float]]:
    frame = find_quantities(text, period="2023", **kwargs)
    frame = frame[frame["indicator"].notna()]
    return Counter(zip(frame["indicator"], frame["value"], strict=True))


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[s[:14] for s, _ in SENTENCES])
def test_a_number_finds_its_indicator(text, expected):
    assert mentions(text) == Counter(expected)


@pytest.mark.parametrize("text", NOTHING, ids=[s[:14] for s in NOTHING])
def test_a_number_that_no_indicator_covers_has_none(text):
    assert mentions(text) == Counter()


def test_every_indicator_has_a_sentence():
    told = {code for _, expected in SENTENCES for code, _ in expected}
    assert set(load().indicators) - told == set()
