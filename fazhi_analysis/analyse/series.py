"""Statistics of one short yearly series: exact Mann-Kendall, Theil-Sen, one break at most.

Sources: Mann (1945) and Kendall (1975) for the test, Sen (1968) for slope and interval as laid out
by Hollander, Wolfe and Chicken (Nonparametric Statistical Methods, 3rd ed., section 9.3). The exact
distribution with ties is MacMahon's: the inversions of all orders of a multiset are counted by the
q-multinomial coefficient.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

__all__ = ["Break", "MannKendall", "find_break", "mann_kendall", "theil_sen"]

# Fewest points with which two levels can be told from a line.
_BREAK_POINTS = 5
_SIMULATIONS = 10_000
# How far the drawn lines climb from the first year to the last, in standard deviations.
_CLIMBS = (0.0, 1.5, 2.5, 3.0, 3.5, 4.5)
# Up to here the distribution is exact; a longer series is no yearly one, and is near to normal.
_EXACT_POINTS = 60


class MannKendall(NamedTuple):
    """Kendall's S, tau-b and the two-sided p value."""

    s: int
    tau: float
    p: float


class Break(NamedTuple):
    """Two levels: the first year of the second, the step between them, and the p value."""

    year: int
    step: float
    p: float


def _multiply(a: list[int], b: list[int]) -> list[int]:
    out = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        if x:
            for j, y in enumerate(b):
                out[i + j] += x * y
    return out


def _divide_by_run(a: list[int], run: int) -> list[int]:
    """Divide by 1 + q + … + q^(run-1); the division leaves no rest."""
    out: list[int] = []
    for i in range(len(a) - run + 1):
        out.append(a[i] - sum(out[max(0, i - run + 1) : i]))
    return out


@lru_cache(maxsize=4096)
def _inversions(ties: tuple[int, ...]) -> tuple[int, ...]:
    """Count the orders of values with groups of equal ones by their number of inversions."""
    counts = [1]
    for size in range(2, sum(ties) + 1):
        counts = _multiply(counts, [1] * size)
    for group in ties:
        for size in range(2, group + 1):
            counts = _divide_by_run(counts, size)
    return tuple(counts)


def _upper_tail(ties: tuple[int, ...], s: int) -> float:
    """Return P(S >= s) when all orders are equally likely."""
    counts = _inversions(ties)
    pairs = len(counts) - 1  # pairs of unequal values; S = pairs - 2 * inversions
    most = (pairs - s) // 2
    return sum(counts[: most + 1]) / sum(counts) if most >= 0 else 0.0


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """Test whether `values`, in the order of time, tend to rise or fall.

    The p value is exact, ties counted in: the share of all orders of these values in which S lies
    at least as far from zero. Beyond 60 values it is the normal approximation with the usual
    correction for ties and continuity.

    >>> mann_kendall([1, 2, 3, 4, 5])
    MannKendall(s=10, tau=1.0, p=0.016666666666666666)
    """
    x = np.asarray(values, dtype=float)
    n = len(x)
    s = int(np.sign(x[None, :] - x[:, None])[np.triu_indices(n, 1)].sum())
    ties = tuple(sorted(Counter(x.tolist()).values(), reverse=True))
    pairs = n * (n - 1) // 2
    untied = pairs - sum(t * (t - 1) // 2 for t in ties)
    if not untied:
        return MannKendall(0, 0.0, 1.0)
    tau = s / math.sqrt(pairs * untied)
    if n <= _EXACT_POINTS:
        # The distribution is symmetric: reversing an order turns S into -S.
        p = 1.0 if s == 0 else 2 * _upper_tail(ties, abs(s))
    else:
        variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
        z = (abs(s) - 1) / math.sqrt(variance) if s else 0.0
        p = math.erfc(z / math.sqrt(2))
    return MannKendall(s, tau, min(p, 1.0))


def theil_sen(
    years: Sequence[float], values: Sequence[float], alpha: float = 0.05
) -> tuple[float, float, float]:
    """Return the median of all pairwise slopes and the exact interval of level 1 - alpha.

    The interval is NA (nan) where so few points cannot give one: three and four points at 95 %.

    >>> theil_sen([1, 2, 3, 4, 5, 6], [10, 12, 13, 17, 18, 20])[0]
    2.0
    """
    t, x = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    i, j = np.triu_indices(len(x), 1)
    slopes = np.sort((x[j] - x[i]) / (t[j] - t[i]))
    slope = float(slopes[(len(slopes) - 1) // 2] + slopes[len(slopes) // 2]) / 2
    rank = _interval_rank(len(x), alpha)
    if rank < 1:
        return slope, math.nan, math.nan
    return slope, float(slopes[rank - 1]), float(slopes[-rank])


@lru_cache(maxsize=256)
def _interval_rank(n: int, alpha: float) -> int:
    """Return which slope from either end bounds the interval; 0 where none does."""
    pairs = n * (n - 1) // 2
    if n > _EXACT_POINTS:
        from scipy.stats import norm

        reach = norm.ppf(1 - alpha / 2) * math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
        return int((pairs - reach) // 2)
    for s in range(pairs % 2, pairs + 1, 2):
        if _upper_tail((1,) * n, s) <= alpha / 2:
            return (pairs - (s - 2)) // 2
    return 0


def find_break(
    years: Sequence[float], values: Sequence[float], *, resolution: float = 0.0, seed: int = 0
) -> Break | None:
    """Test two constant levels against one straight line.

    The statistic is the ratio of the squared errors of the best line and of the best two levels
    (each at least two points long). Its p value is its place among series drawn around straight
    lines for these years. How often noise makes a line look like two levels depends on how steep
    it is against the noise (most, where it climbs about three standard deviations in all); so
    lines of several slopes are drawn, and the largest p counts.

    Parameters
    ----------
    years, values : sequence of float
        The points, years rising.
    resolution : float
        Step to which the values are rounded (1 for counts): rounding alone makes no exact fit.
    seed : int
        Seed of the drawn series.

    Returns
    -------
    Break or None
        None for fewer than five points or where the values do not differ.
    """
    t, x = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    n = len(x)
    if n < _BREAK_POINTS or np.ptp(x) == 0:
        return None
    line, levels = _errors(t, x[None, :])
    best = int(np.argmin(levels[0]))
    floor = n * resolution**2 / 12 + 1e-12 * float(np.square(x).sum())
    ratio = (line[0] + floor) / (levels[0, best] + floor)
    null = _null_ratios(tuple((t - t[0]).tolist()), seed)
    p = (1 + int((null >= ratio).sum(axis=1).max())) / (1 + _SIMULATIONS)
    at = best + 2
    return Break(int(t[at]), float(x[at:].mean() - x[:at].mean()), p)


def _errors(t: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the squared errors of the line, and of the two levels for each place of the break."""
    n = len(t)
    centred = t - t.mean()
    flat = x - x.mean(axis=1, keepdims=True)
    total = np.square(flat).sum(axis=1)
    line = np.maximum(total - np.square(flat @ centred) / np.square(centred).sum(), 0)
    before = np.cumsum(flat, axis=1)[:, 1 : n - 2]
    sizes = np.arange(2, n - 1)
    # Two levels explain the square of the first part's sum, weighted by both sizes.
    explained = np.square(before) * (1 / sizes + 1 / (n - sizes))
    return line, np.maximum(total[:, None] - explained, 0)


@lru_cache(maxsize=512)
def _null_ratios(years: tuple[float, ...], seed: int) -> np.ndarray:
    """Return the ratios of drawn series, one row a slope."""
    t = np.asarray(years)
    noise = np.random.default_rng(seed).standard_normal((_SIMULATIONS, len(t)))
    rows = []
    for climb in _CLIMBS:
        line, levels = _errors(t, noise + climb * t / t[-1])
        rows.append(line / levels.min(axis=1))
    return np.array(rows)
