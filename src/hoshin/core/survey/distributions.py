"""Beta, Student's t and normal distributions, to about 1e-14 relative.

The intervals of the survey engine need quantiles near 0 and 1, where a quantile and its complement must both keep
their digits: inside, a point of the unit interval is always the pair (x, 1 − x). The density is Loader's saddle-point
form (C. Loader, "Fast and accurate computation of binomial probabilities", 2000), the integral Lentz's continued
fraction, the quantile a guarded Newton iteration on the logit scale.
"""

import math
from statistics import NormalDist

_STANDARD = NormalDist()
_HALF_LOG_TWO_PI = 0.5 * math.log(2.0 * math.pi)
_TINY = 1e-300
_STIRLING_FROM = 16.0
_STEPS = 200
_LARGEST_LOGIT = 700.0


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: the chance of at most `x` under Beta(a, b).

    >>> round(beta_cdf(0.5, 2.0, 3.0), 12)
    0.6875
    """
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    lower, _upper, _peak = _tails(x, 1.0 - x, a, b)
    return lower


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The point that Beta(a, b) stays below with `probability`.

    A shape of 0 puts all weight on its end: Beta(0, b) on 0, Beta(a, 0) on 1 (R's `qbeta` too).

    >>> round(beta_quantile(0.025, 12.0, 389.0), 12)
    0.015595553
    >>> beta_quantile(0.025, 0.0, 24.0), beta_quantile(0.975, 24.0, 0.0)
    (0.0, 1.0)
    """
    if a == 0.0 or probability <= 0.0:
        return 0.0
    if b == 0.0 or probability >= 1.0:
        return 1.0
    x, y = _beta_point(probability, 1.0 - probability, a, b)
    return x if x <= 0.5 else 1.0 - y


def t_cdf(t: float, df: float) -> float:
    """The chance of at most `t` under Student's t; `df` may be infinite.

    >>> round(t_cdf(2.0, 10.0), 12)
    0.963305982615
    """
    if math.isinf(df):
        return _STANDARD.cdf(t)
    if t == 0.0:
        return 0.5
    beyond, _within, _peak = _tails(*_split(df, t * t), 0.5 * df, 0.5)
    return 1.0 - 0.5 * beyond if t > 0 else 0.5 * beyond


def t_quantile(probability: float, df: float) -> float:
    """The point that Student's t stays below with `probability`; `df` may be infinite.

    >>> round(t_quantile(0.975, 38.0), 12), round(t_quantile(0.975, math.inf), 12)
    (2.024394163912, 1.95996398454)
    """
    if probability == 0.5:
        return 0.0
    if math.isinf(df):
        return _STANDARD.inv_cdf(probability)
    if probability > 0.5:
        return -t_quantile(1.0 - probability, df)
    x, y = _beta_point(2.0 * probability, 1.0 - 2.0 * probability, 0.5 * df, 0.5)
    return -math.sqrt(df * y / x)


def normal_cdf(z: float) -> float:
    """The chance of at most `z` under the standard normal distribution, exact in the lower tail too.

    >>> round(normal_cdf(-1.96), 12)
    0.024997895148
    """
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def normal_quantile(probability: float) -> float:
    """The point that the standard normal stays below with `probability`.

    >>> round(normal_quantile(0.975), 12)
    1.95996398454
    """
    return _STANDARD.inv_cdf(probability)


def _split(first: float, second: float) -> tuple[float, float]:
    whole = first + second
    return first / whole, second / whole


def _tails(x: float, y: float, a: float, b: float) -> tuple[float, float, float]:
    """Lower tail, upper tail and x^a·y^b ÷ B(a, b) at the point (x, y = 1 − x). The smaller tail is the exact one."""
    peak = _weight(x, y, a, b)
    if x < (a + 1.0) / (a + b + 2.0):
        lower = peak * _continued_fraction(x, a, b) / a
        return lower, 1.0 - lower, peak
    upper = peak * _continued_fraction(y, b, a) / b
    return 1.0 - upper, upper, peak


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Lentz's method for the continued fraction of the incomplete beta function."""
    c, d = 1.0, _away_from_zero(1.0 - (a + b) * x / (a + 1.0))
    d = 1.0 / d
    fraction = d
    for m in range(1, 200_000):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        for term in (even, odd):
            d = 1.0 / _away_from_zero(1.0 + term * d)
            c = _away_from_zero(1.0 + term / c)
            fraction *= d * c
        if abs(d * c - 1.0) < 3e-16:
            break
    return fraction


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _weight(x: float, y: float, a: float, b: float) -> float:
    """x^a·y^b ÷ B(a, b) by Loader's expansion, which loses no digits when a and b are large."""
    whole = a + b
    exponent = (
        _stirling_error(whole)
        - _stirling_error(a)
        - _stirling_error(b)
        - _deviance(a, whole * x)
        - _deviance(b, whole * y)
    )
    return math.exp(exponent) * math.sqrt(a * b / (2.0 * math.pi * whole))


def _stirling_error(n: float) -> float:
    """Log Γ(n + 1) less Stirling's formula for it."""
    if n < _STIRLING_FROM:
        return math.lgamma(n + 1.0) - (n + 0.5) * math.log(n) + n - _HALF_LOG_TWO_PI
    square = n * n
    series = 1 / 1188 - (691 / 360360 - 1 / 156 / square) / square
    series = 1 / 1680 - series / square
    series = 1 / 1260 - series / square
    series = 1 / 360 - series / square
    return (1 / 12 - series / square) / n


def _deviance(x: float, mean: float) -> float:
    """x·log(x ÷ mean) + mean − x, without cancellation when both are near."""
    difference = x - mean
    if abs(difference) >= 0.1 * (x + mean):
        return x * math.log(x / mean) + mean - x
    ratio = difference / (x + mean)
    total, term, power = difference * ratio, 2.0 * x * ratio, ratio * ratio
    for step in range(1, 1000):
        term *= power
        longer = total + term / (2 * step + 1)
        if longer == total:
            break
        total = longer
    return total


def _beta_point(lower: float, upper: float, a: float, b: float) -> tuple[float, float]:
    """The pair (x, 1 − x) with I_x(a, b) = lower: Newton on the logarithm of the smaller tail, kept in a bracket."""
    use_lower = lower <= upper
    wanted = math.log(lower if use_lower else upper)
    below, above = -_LARGEST_LOGIT, _LARGEST_LOGIT
    at = max(-30.0, min(30.0, math.log(a / b)))
    for _step in range(_STEPS):
        x, y = _unit(at)
        tails = _tails(x, y, a, b)
        tail = tails[0] if use_lower else tails[1]
        if tail > 0.0:
            miss = math.log(tail) - wanted
            slope = tails[2] / tail if use_lower else -tails[2] / tail
        else:
            miss, slope = -math.inf, 0.0
        if (miss > 0.0) == use_lower:
            above = at
        else:
            below = at
        moved = at - miss / slope if slope else math.nan
        if not below < moved < above:
            moved = 0.5 * (below + above)
        if abs(moved - at) <= 2e-16 * max(1.0, abs(at)):
            return _unit(moved)
        at = moved
    return _unit(at)


def _unit(logit: float) -> tuple[float, float]:
    return 1.0 / (1.0 + math.exp(-logit)), 1.0 / (1.0 + math.exp(logit))
