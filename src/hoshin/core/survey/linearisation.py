"""A figure of one domain and each answer's contribution to it: the first step of every variance.

A domain, and the answers without item non-response, are a subset of the design: outside it all contributions are
zero, and the design keeps its strata and clusters.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.core.survey.intervals import ROUNDING


@dataclass(frozen=True, slots=True)
class Linearised:
    """The estimate, each row's weighted contribution to its error, and the variance of a simple random sample.

    `rows` answered and have weight, `base` is the sum of their weights. `simple_variance` None: a deff does not exist
    there (one answer, all answers the same number, weights below 0 that leave no spread). `noise`: a variance that
    does not exceed it is rounding.
    """

    estimate: float
    contributions: list[float]
    rows: list[int]
    base: float
    simple_variance: float | None
    noise: float


def mean_of(values: Sequence[float | None], rows: Sequence[int], weights: Sequence[float]) -> Linearised | None:
    """The weighted mean over `rows` (a share when the values are 0 and 1). None without a base.

    >>> mean_of([1.0, 0.0, None, 1.0], [0, 1], [2.0, 1.0, 1.0, 1.0]).estimate
    0.6666666666666666
    """
    known = [(row, value) for row in rows if (value := values[row]) is not None]
    base = math.fsum(weights[row] for row, _ in known)
    if not base:
        return None
    estimate = math.fsum(weights[row] * value for row, value in known) / base
    influence = {row: (value - estimate) / base for row, value in known}
    return _linearised(estimate, influence, weights, base, influence)


def total_of(values: Sequence[float | None], rows: Sequence[int], weights: Sequence[float]) -> Linearised | None:
    """The weighted sum over `rows`. None without a base."""
    known = [(row, value) for row in rows if (value := values[row]) is not None]
    base = math.fsum(weights[row] for row, _ in known)
    if not base:
        return None
    estimate = math.fsum(weights[row] * value for row, value in known)
    mean = estimate / base
    return _linearised(estimate, dict(known), weights, base, {row: value - mean for row, value in known})


def ratio_of(
    tops: Sequence[float | None], bottoms: Sequence[float | None], rows: Sequence[int], weights: Sequence[float]
) -> Linearised | None:
    """Weighted sum of one variable ÷ that of another, over the rows that have both. None when the lower sum is 0."""
    known = [
        (row, top, bottom) for row in rows if (top := tops[row]) is not None and (bottom := bottoms[row]) is not None
    ]
    base = math.fsum(weights[row] for row, _, _ in known)
    below = math.fsum(weights[row] * bottom for row, _, bottom in known)
    if not below or not base:
        return None
    estimate = math.fsum(weights[row] * top for row, top, _ in known) / below
    influence = {row: (top - estimate * bottom) / below for row, top, bottom in known}
    return _linearised(estimate, influence, weights, base, influence)


def _linearised(
    estimate: float, influence: dict[int, float], weights: Sequence[float], base: float, centred: dict[int, float]
) -> Linearised:
    contributions = [0.0] * len(weights)
    for row, value in influence.items():
        contributions[row] = weights[row] * value
    n = len(influence)
    spread = _spread(centred, weights, base)
    noise = ROUNDING * (estimate * estimate + spread * base * base)
    simple = _simple_variance(spread, n, base)
    return Linearised(estimate, contributions, list(influence), base, simple if simple > noise else None, noise)


def _spread(centred: dict[int, float], weights: Sequence[float], base: float) -> float:
    """The weighted variance of the centred influence of one answer; 0 where there is one only."""
    n = len(centred)
    if n < 2:
        return 0.0
    squares = math.fsum(weights[row] * value * value for row, value in centred.items())
    return max(squares / base * n / (n - 1), 0.0)


def _simple_variance(spread: float, n: int, base: float) -> float:
    """Variance of the same figure from as many answers drawn simply without replacement (R's `deff = TRUE`).

    The population is the base itself, the sample its number of answers. Weights that do not exceed the answers tell
    of no population: there the draw is one with replacement.
    """
    return spread * base * (base - n) / n if base > n * (1.0 + 1e-9) else spread * base * base / n
