"""The intervals of `hoshin.core.survey.intervals`, many at once.

Inputs are arrays of equal length: share, its standard error, respondents, degrees of freedom. Where a standard error or
degrees of freedom do not exist (NaN, or df < 1), neither does the interval.
"""

import numpy as np
from scipy import special

from hoshin.core.survey.design import IntervalMethod
from hoshin.core.survey.intervals import ROUNDING
from hoshin.engines.survey_atoms.record import Floats


def t_quantile(tail: float, df: Floats) -> Floats:
    """Student's t quantile; NaN where there are no degrees of freedom."""
    usable = np.where(df > 0, df, np.nan)
    return np.asarray(special.stdtrit(usable, tail))


def effective_n(share: Floats, se: Floats, n: Floats) -> Floats:
    """p(1−p) ÷ SE²; `n` at 0 % and 100 % and where the standard error is nothing."""
    variance = share * (1 - share)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((variance <= 0) | (se * se <= ROUNDING * variance), n, variance / (se * se))


def df_factor(n: Floats, df: Floats, level: float) -> Floats:
    """(t of n − 1 ÷ t of df)²: few clusters carry less than their answers."""
    tail = 0.5 * (1 - level)
    return (t_quantile(tail, n - 1) / t_quantile(tail, df)) ** 2


def adjusted_n(share: Floats, se: Floats, n: Floats, df: Floats, level: float) -> Floats:
    """Korn and Graubard's number of respondents in the NCHS form, at most `n`."""
    return np.minimum(n, effective_n(share, se, n) * df_factor(n, df, level))


def exact(share: Floats, n: Floats, level: float) -> tuple[Floats, Floats]:
    """Clopper and Pearson's interval of a share of `n`, which need not be whole."""
    tail = 0.5 * (1 - level)
    yes, no = n * share, n * (1 - share)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(yes <= 0, 0.0, special.betaincinv(np.where(yes > 0, yes, 1.0), no + 1, tail))
        upper = np.where(no <= 0, 1.0, special.betainccinv(yes + 1, np.where(no > 0, no, 1.0), tail))
    unknown = np.isnan(n) | np.isnan(share)
    return np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper)


def logit(share: Floats, se: Floats, n: Floats, df: Floats, level: float) -> tuple[Floats, Floats]:
    """A t interval on the logit scale; at 0 % and 100 % Korn and Graubard's."""
    variance = share * (1 - share)
    inner = variance > 0
    safe = np.where(inner, share, 0.5)
    middle = np.log(safe / (1 - safe))
    reach = -t_quantile(0.5 * (1 - level), df) * se / np.where(inner, variance, 0.25)
    at_ends = exact(share, adjusted_n(share, se, n, df, level), level)
    lower = np.where(inner, special.expit(middle - reach), at_ends[0])
    return lower, np.where(inner, special.expit(middle + reach), at_ends[1])


def wilson(share: Floats, n: Floats, level: float) -> tuple[Floats, Floats]:
    """Wilson's score interval of a share of `n`."""
    z = -float(special.ndtri(0.5 * (1 - level)))
    whole = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / whole
    reach = z / whole * np.sqrt(np.maximum(share * (1 - share), 0.0) / n + z * z / (4 * n * n))
    lower = np.where(share <= 0, 0.0, np.maximum(middle - reach, 0.0))
    return lower, np.where(share >= 1, 1.0, np.minimum(middle + reach, 1.0))


def of_shares(
    method: IntervalMethod, *, share: Floats, se: Floats, n: Floats, df: Floats, level: float
) -> tuple[Floats, Floats]:
    """The interval that a design file asks for by name."""
    match method:
        case "logit":
            return logit(share, se, n, df, level)
        case "wilson":
            return wilson(share, adjusted_n(share, se, n, df, level), level)
        case "beta":
            return exact(share, effective_n(share, se, n) * df_factor(n, df, level), level)
        case _:
            return exact(share, adjusted_n(share, se, n, df, level), level)


def student(estimate: Floats, se: Floats, df: Floats, level: float) -> tuple[Floats, Floats]:
    """Estimate ± t · SE."""
    reach = -t_quantile(0.5 * (1 - level), df) * se
    return estimate - reach, estimate + reach
