"""標本誤差 as Japanese survey reports print it, so that staff recognise it beside the interval.

These formulas know neither weights nor design; two-stage reports set the design effect to 2 and the factor to 2.
"""

import math


def classical_margin(share: float, n: float, population: float | None = None) -> float:
    """±1.96·√((N−n)/(N−1)·p(1−p)/n); without a known population the first factor is 1.

    >>> round(100 * classical_margin(0.5, 1000), 1), round(100 * classical_margin(0.5, 400, 2000), 1)
    (3.1, 4.4)
    """
    return 1.96 * math.sqrt(_drawn_from(population, n) * share * (1.0 - share) / n)


def two_stage_margin(share: float, n: float, population: float | None = None) -> float:
    """±2·√(2·(N−n)/(N−1)·p(1−p)/n), the form of stratified two-stage national surveys.

    >>> round(100 * two_stage_margin(0.5, 1910), 1)
    3.2
    """
    return 2.0 * math.sqrt(2.0 * _drawn_from(population, n) * share * (1.0 - share) / n)


def _drawn_from(population: float | None, n: float) -> float:
    if population is None or math.isinf(population) or population <= 1:
        return 1.0
    return max(population - n, 0.0) / (population - 1.0)
