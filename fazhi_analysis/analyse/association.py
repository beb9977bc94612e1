"""Measures of association of two by two counts, each with its source, on whole arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["corrected", "log_likelihood", "log_odds_z", "log_ratio", "pmi", "tail"]

Array = npt.NDArray[np.float64]


def _times_log(value: Array, by: Array) -> Array:
    """Return value * ln(value / by), 0 where the value is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(value > 0, value * np.log(value / by), 0.0)


def log_likelihood(a: Array, b: Array, c: Array, d: Array) -> Array:
    """Return Dunning's G2 of the tables with the rows a, b and c, d; 0 where a margin is 0.

    G2 = 2 * sum of O * ln(O / E) over the four cells, E from the margins. Dunning, T. (1993):
    Accurate methods for the statistics of surprise and coincidence. Computational Linguistics
    19(1), 61-74.

    Examples
    --------
    The first line of Dunning's table of bigrams (the swiss, 270.72):

    >>> import numpy as np
    >>> cells = [np.array([float(n)]) for n in (110, 2442, 111, 29114)]
    >>> round(float(log_likelihood(*cells)[0]), 2)
    270.72
    """
    total = a + b + c + d
    margins = ((a + b, a + c), (a + b, b + d), (c + d, a + c), (c + d, b + d))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = [row * column / total for row, column in margins]
    cells = (_times_log(cell, e) for cell, e in zip((a, b, c, d), expected, strict=True))
    return np.maximum(2 * sum(cells, np.zeros_like(total)), 0.0)


def log_ratio(count: Array, size: float, other: Array, other_size: float) -> Array:
    """Return Hardie's log ratio: the binary logarithm of the ratio of two relative frequencies.

    1 is twice as frequent, -1 half as frequent. A count of 0 is taken as 0.5, as in CQPweb, so that
    the ratio is finite. Hardie, A. (2014): Log Ratio - an informal introduction. ESRC Centre for
    Corpus Approaches to Social Science, Lancaster University.
    """
    up = np.where(count > 0, count, 0.5) / size
    down = np.where(other > 0, other, 0.5) / other_size
    return np.log2(up / down)


def log_odds_z(
    count: Array, size: float, other: Array, other_size: float, prior: Array, prior_size: float
) -> Array:
    """Return the z-score of the log-odds ratio with an informative Dirichlet prior.

    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008): Fightin' Words. Political Analysis
    16(4), 372-403, equations 16 (with prior), 19 and 22.
    """
    y, n = count + prior, size + prior_size
    v, m = other + prior, other_size + prior_size
    # A word that is all there is on both sides has the same odds on both.
    rest, other_rest = np.where(n > y, n - y, 1.0), np.where(m > v, m - v, 1.0)
    odds = np.where((n > y) & (m > v), np.log(y / rest) - np.log(v / other_rest), 0.0)
    return odds / np.sqrt(1 / y + 1 / v)


def pmi(together: Array, a: Array, b: Array, total: float) -> Array:
    """Return pointwise mutual information in bits: log2 of observed over expected.

    Church, K. W. and Hanks, P. (1990): Word association norms, mutual information, and
    lexicography. Computational Linguistics 16(1), 22-29.
    """
    return np.log2(together * total / (a * b))


def tail(g2: Array) -> Array:
    """Return the probability of a G2 as large or larger by chance: chi-square, one degree."""
    from scipy.stats import chi2

    return np.asarray(chi2.sf(g2, 1), dtype=float)


def corrected(p: Array) -> Array:
    """Return q: p corrected for the number of tests (Benjamini and Hochberg 1995)."""
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(p, method="bh"), dtype=float) if len(p) else p
