import math
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_analysis.analyse.ngrams import BREAK, repeated


def arrays(texts: list[str]) -> tuple[np.ndarray, np.ndarray, str]:
    whole = "".join(text + "。" for text in texts)
    symbols = np.array([BREAK if c == "。" else ord(c) - ord("a") for c in whole], dtype=np.int64)
    report = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    return symbols, report, whole


def by_hand(texts: list[str], most: int, min_count: int) -> dict[str, tuple[float, ...]]:
    """The same measures by their definitions, one sequence after the other."""
    count, holders = Counter(), defaultdict(set)
    before, behind = defaultdict(Counter), defaultdict(Counter)
    fresh = 0
    for number, text in enumerate(texts):
        padded = f"。{text}。"
        for length in range(1, most + 1):
            for at in range(1, len(padded) - length):
                gram = padded[at : at + length]
                if "。" in gram:
                    continue
                count[gram] += 1
                holders[gram].add(number)
                for table, beside in ((before, padded[at - 1]), (behind, padded[at + length])):
                    fresh += 1
                    table[gram][f"break {fresh}" if beside == "。" else beside] += 1
    total = sum(n for gram, n in count.items() if len(gram) == 1)

    def entropy(table):
        size = sum(table.values())
        return -sum(n / size * math.log2(n / size) for n in table.values())

    return {
        gram: (
            n,
            len(holders[gram]),
            min(
                math.log2(n * total / (count[gram[:k]] * count[gram[k:]]))
                for k in range(1, len(gram))
            ),
            entropy(before[gram]),
            entropy(behind[gram]),
        )
        for gram, n in count.items()
        if len(gram) > 1 and n >= min_count
    }


@given(
    st.lists(st.text("aab。c", max_size=25), min_size=1, max_size=4),
    st.integers(2, 5),
    st.integers(2, 3),
)
@settings(max_examples=150, deadline=None)
def test_as_by_the_definitions(texts, most, min_count):
    symbols, report, whole = arrays(texts)
    found = {}
    for grams in repeated(symbols, report, most=most, min_count=min_count):
        assert (grams.whole == 1).all()
        for number, place in enumerate(grams.place):
            found[whole[place : place + grams.length]] = (
                grams.uses[number], grams.reports[number], grams.pmi[number],
                grams.left[number], grams.right[number],
            )  # fmt: skip
    expected = by_hand(texts, most, min_count)
    assert set(found) == set(expected)
    for gram, values in expected.items():
        assert found[gram] == pytest.approx(values, abs=1e-9), gram


def test_edges():
    symbols, report, _ = arrays(["abcab"])
    edges = np.array([True, False, True, True, True, True, True])
    (grams,) = repeated(symbols, report, most=2, min_count=2, edges=edges)
    # ab stands at 0 to 2 and 3 to 5; all of these are edges.
    assert grams.whole.tolist() == [1.0]
    edges[3] = False
    (grams,) = repeated(symbols, report, most=2, min_count=2, edges=edges)
    assert grams.whole.tolist() == [0.5]


def test_nothing_repeated():
    symbols, report, _ = arrays(["abc"])
    assert list(repeated(symbols, report, most=4, min_count=2)) == []
    nothing = np.zeros(0, dtype=np.int64)
    assert list(repeated(nothing, nothing, most=4, min_count=2)) == []
    assert list(repeated(np.array([BREAK]), np.array([0]), most=4, min_count=2)) == []
