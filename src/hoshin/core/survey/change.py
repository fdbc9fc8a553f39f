"""From one year to the next: the difference of two estimates, its interval and its test.

The interval is MOVER's (Zou and Donner 2008), made from the two published intervals, so that picture and verdict agree;
with Wilson's intervals it is Newcombe's. Both hold for samples that were drawn apart: people who were asked twice need
their covariance, which two published figures do not tell.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.core.survey.distributions import t_cdf


@dataclass(frozen=True, slots=True)
class Estimated:
    """One published figure with its interval; `se` and `df` for the test."""

    value: float
    lower: float
    upper: float
    se: float | None = None
    df: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The later figure less the earlier, its interval, and the t test that nothing changed (None without both SE)."""

    difference: float
    lower: float
    upper: float
    se: float | None = None
    df: float | None = None
    t: float | None = None
    p_value: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out "no change"."""
        return self.lower > 0.0 or self.upper < 0.0


class OverlappingSamplesError(ValueError):
    """The same people stand in both samples, so the difference needs their covariance.

    Ask for the answers of both years by person, or compare samples that were drawn apart.
    """


def change(earlier: Estimated, later: Estimated, *, same_people: bool = False) -> Change:
    """The change between two samples drawn apart; `same_people` refuses (`OverlappingSamplesError`).

    >>> found = change(Estimated(0.47, 0.435, 0.505), Estimated(0.52, 0.485, 0.555))
    >>> round(found.difference, 3), round(found.lower, 4), round(found.upper, 4), found.is_clear
    (0.05, 0.0005, 0.0995, True)
    """
    if same_people:
        raise OverlappingSamplesError
    lower, upper = mover(earlier, later)
    difference = later.value - earlier.value
    if not earlier.se or not later.se:
        return Change(difference, lower, upper)
    se = math.hypot(earlier.se, later.se)
    df = math.inf if earlier.df is None or later.df is None else earlier.df + later.df
    t = difference / se
    return Change(difference, lower, upper, se, df, t, 2.0 * t_cdf(-abs(t), df))


def mover(earlier: Estimated, later: Estimated) -> tuple[float, float]:
    """The interval of `later − earlier` from the two intervals.

    >>> lower, upper = mover(Estimated(0.0, 0.0, 0.1), Estimated(0.0, 0.0, 0.1))
    >>> round(lower, 3), round(upper, 3)
    (-0.1, 0.1)
    """
    difference = later.value - earlier.value
    down = math.hypot(later.value - later.lower, earlier.upper - earlier.value)
    up = math.hypot(later.upper - later.value, earlier.value - earlier.lower)
    return difference - down, difference + up


def clear_changes(p_values: Sequence[float], rate: float = 0.05) -> tuple[bool, ...]:
    """Which of many changes can be called, with at most `rate` of those called being chance (Benjamini–Hochberg).

    Of 100 indicators without real change, five would pass a test of each alone.

    >>> clear_changes([0.001, 0.03, 0.04, 0.8])
    (True, False, False, False)
    >>> clear_changes([0.01, 0.02, 0.03, 0.04])
    (True, True, True, True)
    """
    ordered = sorted(p_values)
    passing = [p for rank, p in enumerate(ordered, start=1) if p <= rate * rank / len(ordered)]
    bound = max(passing, default=-1.0)
    return tuple(p <= bound for p in p_values)
