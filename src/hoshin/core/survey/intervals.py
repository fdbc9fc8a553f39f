"""Intervals for shares, means, totals and ratios.

For a share the default is Korn and Graubard's in the form of the NCHS standards (Vital and Health Statistics, Series
2, No. 175): the exact binomial interval of an effective number of respondents. It exists at 0 % and 100 %, where the
logit has none and Wald's is a point. All take the estimate, its standard error and the degrees of freedom.
"""

import math
from dataclasses import dataclass

from hoshin.core.survey.distributions import beta_quantile, normal_quantile, t_quantile

ROUNDING = 1e-24
"""A variance below this part of the square of what it belongs to is rounding: the figure is fixed, by a census, by the
counts weighted to, or because all say the same. For the interval of a share that square is p(1−p)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `lower` to `upper`; `method` is the one that was used, which is not always the one asked for."""

    lower: float
    upper: float
    method: str


def korn_graubard_n(share: float, se: float, n: int) -> float:
    """The effective number of respondents that NCHS judges by: p(1−p) ÷ SE², and at most `n`.

    Where the standard error is 0, at 0 % and 100 % or when everyone was asked, it is `n`.

    >>> round(korn_graubard_n(0.26153846153846155, 0.07101091865828399, 40), 9)
    38.301270764
    >>> korn_graubard_n(0.0, 0.0, 40)
    40.0
    """
    return min(float(n), _effective(share, se, n))


def korn_graubard(share: float, se: float, n: int, df: float, level: float) -> Interval:
    """The NCHS form: the Clopper–Pearson interval of p(1−p) ÷ SE² · (t(n−1) ÷ t(df))² respondents, at most `n`.

    >>> interval = korn_graubard(0.0, 0.0, 40, 38, 0.95)
    >>> interval.lower, round(interval.upper, 12)
    (0.0, 0.088238983142)
    """
    return _exact(share, _df_adjusted(share, se, n, df, level), level, "kg")


def beta(share: float, se: float, n: int, df: float, level: float) -> Interval:
    """R's `svyciprop(method = "beta")`: as Korn and Graubard, but the effective number may exceed `n`.

    At 0 % and 100 %, where R has none, it is Korn and Graubard's.
    """
    return _exact(share, _effective(share, se, n) * _df_factor(n, df, level), level, "beta")


def logit(share: float, se: float, n: int, df: float, level: float) -> Interval:
    """R's `svyciprop(method = "logit")`: a t interval on the logit scale. At 0 % and 100 % Korn and Graubard's.

    >>> interval = logit(0.25, 0.05, 80, 78, 0.95)
    >>> round(interval.lower, 9), round(interval.upper, 9)
    (0.163898204, 0.36176315)
    """
    variance = share * (1.0 - share)
    if variance <= 0.0:
        return korn_graubard(share, se, n, df, level)
    middle = math.log(share / (1.0 - share))
    reach = -t_quantile(0.5 * (1.0 - level), df) * se / variance
    return Interval(_from_logit(middle - reach), _from_logit(middle + reach), "logit")


def wilson(share: float, se: float, n: int, df: float, level: float) -> Interval:
    """Wilson's score interval of as many respondents as Korn and Graubard's takes.

    >>> interval = wilson(0.0, 0.0, 23, 22, 0.95)
    >>> interval.lower, round(interval.upper, 12)
    (0.0, 0.14311661845)
    """
    lower, upper = wilson_of_counts(share, _df_adjusted(share, se, n, df, level), level)
    return Interval(lower, upper, "wilson")


def wilson_of_counts(share: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share of `n` that were drawn simply.

    >>> lower, upper = wilson_of_counts(395 / 800, 800)
    >>> round(lower, 12), round(upper, 12)
    (0.459217847366, 0.528341888587)
    """
    z = -normal_quantile(0.5 * (1.0 - level))
    whole = 1.0 + z * z / n
    middle = (share + z * z / (2.0 * n)) / whole
    reach = z / whole * math.sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n))
    lower = 0.0 if share <= 0.0 else max(middle - reach, 0.0)
    return lower, 1.0 if share >= 1.0 else min(middle + reach, 1.0)


def student(estimate: float, se: float, df: float, level: float) -> Interval:
    """Estimate ± t · SE, for means, totals and ratios.

    >>> interval = student(10.0, 2.0, 10, 0.95)
    >>> round(interval.lower, 6), round(interval.upper, 6)
    (5.543722, 14.456278)
    """
    reach = -t_quantile(0.5 * (1.0 - level), df) * se
    return Interval(estimate - reach, estimate + reach, "t")


FOR_SHARES = {"kg": korn_graubard, "beta": beta, "logit": logit, "wilson": wilson}
"""By the name that a design file gives."""


def _effective(share: float, se: float, n: int) -> float:
    variance = share * (1.0 - share)
    return variance / (se * se) if variance > 0.0 and se * se > ROUNDING * variance else float(n)


def _df_adjusted(share: float, se: float, n: int, df: float, level: float) -> float:
    return min(float(n), _effective(share, se, n) * _df_factor(n, df, level))


def _df_factor(n: int, df: float, level: float) -> float:
    """(t of n − 1 ÷ t of df)² at the tail of the interval: few clusters carry less than their answers."""
    tail = 0.5 * (1.0 - level)
    return (t_quantile(tail, n - 1) / t_quantile(tail, df)) ** 2


def _exact(share: float, n: float, level: float, method: str) -> Interval:
    tail = 0.5 * (1.0 - level)
    lower = beta_quantile(tail, n * share, n * (1.0 - share) + 1.0)
    upper = beta_quantile(1.0 - tail, n * share + 1.0, n * (1.0 - share))
    return Interval(lower, upper, method)


def _from_logit(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value)) if value > -700.0 else math.exp(value)
