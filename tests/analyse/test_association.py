"""The measures against published worked examples and against independent computation."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_analysis.analyse.association import (
    corrected,
    log_likelihood,
    log_odds_z,
    log_ratio,
    pmi,
    tail,
)


def one(*values):
    return [np.array([float(value)]) for value in values]


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        # Dunning (1993), table of bigrams by -2 log lambda: the swiss, can be, previous year,
        # mineral water.
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
    ],
)
def test_g2_of_dunnings_table(cells, published):
    assert log_likelihood(*one(*cells))[0] == pytest.approx(published, abs=0.006)


def test_g2_ranks_as_quantedas_keyness_does():
    # quanteda.textstats, test "basic textstat_keyness lr works on two rows", correction "none".
    d1, d2 = list("aaabbccccccdefghh"), list("aabccddddefh")
    words = "abcdefgh"
    a = np.array([float(d1.count(word)) for word in words])
    b = np.array([float(d2.count(word)) for word in words])
    g2 = log_likelihood(a, b, len(d1) - a, len(d2) - b)
    signed = np.where(a / len(d1) > b / len(d2), g2, -g2)
    order = sorted(range(8), key=lambda i: (-signed[i], words[i]))
    assert "".join(words[i] for i in order) == "cgbhaefd"


def test_log_ratio_of_hardies_introduction():
    # Hardie (2014): 0.0006 against 0.0002 is three times as much; equal is 0, twice as much 1,
    # four times 2, eight times 3 …, half as much -1.
    assert log_ratio(*one(6), 10_000, *one(2), 10_000)[0] == pytest.approx(math.log2(3), abs=1e-12)
    counts = np.array([5.0, 10, 20, 40, 80, 160, 2.5])
    ratios = log_ratio(counts, 1000, np.full(7, 5.0), 1000)
    assert ratios == pytest.approx([0, 1, 2, 3, 4, 5, -1], abs=1e-12)


def test_log_ratio_takes_none_as_a_half():
    assert log_ratio(*one(8), 100, *one(0), 100)[0] == pytest.approx(4)
    assert log_ratio(*one(0), 100, *one(8), 100)[0] == pytest.approx(-4)


@pytest.mark.parametrize(
    ("together", "a", "b", "published"),
    [
        # Church and Hanks (1990), associations with doctor in some 15 million words of newswire:
        # honorary doctor, doctors dentists, doctors nurses, doctors treating.
        (12, 111, 621, 11.3),
        (8, 1105, 44, 11.3),
        (30, 1105, 241, 10.7),
        (8, 1105, 154, 9.4),
    ],
)
def test_pmi_of_church_and_hanks(together, a, b, published):
    assert pmi(*one(together, a, b), 15e6)[0] == pytest.approx(published, abs=0.1)


def test_the_correction_of_benjamini_and_hochberg():
    # Benjamini and Hochberg (1995), their example of 15 tests: at 0.05 four are found.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
         0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    q = corrected(np.array(p))
    assert (q < 0.05).sum() == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4, abs=1e-12)
    assert len(corrected(np.array([]))) == 0


def test_the_tail_of_chi_square():
    # The quantiles of every table of chi-square with one degree of freedom.
    values = tail(np.array([0.0, 3.841458820694124, 6.634896601021214, 10.827566170662733]))
    assert values == pytest.approx([1, 0.05, 0.01, 0.001], abs=1e-12)


def exact_log(value: Fraction) -> float:
    return math.log(value.numerator) - math.log(value.denominator)


COUNT = st.integers(0, 300)


@given(COUNT, COUNT, st.integers(1, 5000), st.integers(1, 5000))
def test_g2_by_entropies(a, b, more_a, more_b):
    # G2 = 2 N times the mutual information of row and column: another way to compute it.
    cells = [a, b, more_a, more_b]
    total = sum(cells)

    def entropy(counts):
        return -math.fsum(n / total * math.log(n / total) for n in counts if n)

    margins = [[a + b, more_a + more_b], [a + more_a, b + more_b]]
    information = entropy(margins[0]) + entropy(margins[1]) - entropy(cells)
    ours = log_likelihood(*one(*cells))[0]
    assert ours == pytest.approx(2 * total * information, abs=1e-7)
    assert ours >= 0


@given(COUNT, COUNT, st.integers(400, 5000), st.integers(400, 5000), st.integers(1, 900))
def test_log_odds_from_exact_fractions(a, b, size, other, prior):
    # Monroe, Colaresi and Quinn (2008) print no table with the counts beside it: their equations,
    # in exact fractions up to the logarithm.
    if a + b == 0:
        return
    weight = Fraction(prior) * Fraction(a + b, size + other)
    y, v = a + weight, b + weight
    n, m = size + Fraction(prior), other + Fraction(prior)
    delta = exact_log(y / (n - y)) - exact_log(v / (m - v))
    expected = delta / math.sqrt(1 / y + 1 / v)
    ours = log_odds_z(*one(a), size, *one(b), other, *one(float(weight)), prior)[0]
    assert ours == pytest.approx(expected, abs=1e-9)


@given(COUNT, COUNT, st.integers(400, 5000), st.integers(400, 5000))
def test_all_measures_point_the_same_way_and_turn_with_the_sides(a, b, size, other):
    if a + b == 0:
        return
    args = (*one(a), size, *one(b), other)
    turned = (*one(b), other, *one(a), size)
    weight = one(500 * (a + b) / (size + other))
    z, back = log_odds_z(*args, *weight, 500)[0], log_odds_z(*turned, *weight, 500)[0]
    assert z == pytest.approx(-back, abs=1e-9)
    assert log_ratio(*args)[0] == pytest.approx(-log_ratio(*turned)[0], abs=1e-9)
    g2 = [log_likelihood(*one(x, y, n - x, m - y))[0]
          for x, y, n, m in ((a, b, size, other), (b, a, other, size))]  # fmt: skip
    assert g2[0] == pytest.approx(g2[1], abs=1e-7)
    if a and b and a * other != b * size:
        assert (log_ratio(*args)[0] > 0) == (a * other > b * size)
