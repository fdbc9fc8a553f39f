"""Where a share will stand in a coming year, if it goes on as it did.

A straight line on the logit scale, weighted by the sampling variance of each year and a variance between years (of the
residuals, by DerSimonian and Laird's moments), with a t interval of years less two degrees of freedom.
Fewer than three years give no forecast: a line through two points fits always and says nothing of its error.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.core.survey.distributions import t_cdf, t_quantile

FEWEST_YEARS = 3


@dataclass(frozen=True, slots=True)
class YearlyShare:
    """The estimate of one year with its standard error."""

    year: int
    share: float
    se: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The share expected in `year` with its interval; the line's start and slope are on the logit scale.

    `between_years` is the variance that sampling does not explain; `logit` and `logit_sd` are the forecast on that
    scale.
    """

    year: int
    share: float
    lower: float
    upper: float
    df: int
    start: float
    slope: float
    between_years: float
    logit: float
    logit_sd: float


def forecast(years: Sequence[YearlyShare], year: int, level: float = 0.95) -> Forecast | None:
    """The forecast for `year`, or None: fewer than three usable years, or all in one year.

    A share of 0 or 1, or one without a standard error, has no logit and is left out.

    >>> rising = [YearlyShare(2021, 0.462, 0.0177), YearlyShare(2022, 0.47, 0.0179), YearlyShare(2023, 0.481, 0.0176)]
    >>> found = forecast(rising, 2025)
    >>> round(found.share, 3), found.df, found.between_years
    (0.5, 1, 0.0)
    >>> forecast(rising[:2], 2025) is None
    True
    """
    usable = [point for point in years if 0.0 < point.share < 1.0 and point.se > 0.0]
    if len(usable) < FEWEST_YEARS or len({point.year for point in usable}) < 2:
        return None
    first = usable[0].year
    times = [float(point.year - first) for point in usable]
    logits = [_logit(point.share) for point in usable]
    variances = [(point.se / (point.share * (1.0 - point.share))) ** 2 for point in usable]
    between = _between_years(times, logits, variances)
    line = _Line(times, logits, [1.0 / (variance + between) for variance in variances])
    df = len(usable) - 2
    middle = line.at(year - first)
    spread = math.sqrt(line.variance_at(year - first) + between)
    reach = -t_quantile(0.5 * (1.0 - level), df) * spread
    return Forecast(
        year,
        _share(middle),
        _share(middle - reach),
        _share(middle + reach),
        df,
        line.start,
        line.slope,
        between,
        middle,
        spread,
    )


def chance_of_reaching(found: Forecast, target: float) -> float:
    """The chance that the share reaches `target` in the forecast's year.

    >>> found = Forecast(2030, 0.525, 0.398, 0.649, 3, -0.15, 0.028, 0.0, 0.10036472, 0.161355465)
    >>> round(chance_of_reaching(found, 0.52), 4)
    0.5461
    """
    if target <= 0.0:
        return 1.0
    if target >= 1.0:
        return 0.0
    return t_cdf((found.logit - _logit(target)) / found.logit_sd, found.df)


class _Line:
    """A weighted straight line, centred for the sake of its digits."""

    def __init__(self, times: Sequence[float], values: Sequence[float], weights: Sequence[float]) -> None:
        self.weight = math.fsum(weights)
        self.centre = math.fsum(w * t for w, t in zip(weights, times, strict=True)) / self.weight
        middle = math.fsum(w * v for w, v in zip(weights, values, strict=True)) / self.weight
        self.spread = math.fsum(w * (t - self.centre) ** 2 for w, t in zip(weights, times, strict=True))
        together = math.fsum(
            w * (t - self.centre) * (v - middle) for w, t, v in zip(weights, times, values, strict=True)
        )
        self.slope = together / self.spread
        self.start = middle - self.slope * self.centre

    def at(self, time: float) -> float:
        return self.start + self.slope * time

    def variance_at(self, time: float) -> float:
        return 1.0 / self.weight + (time - self.centre) ** 2 / self.spread

    def leverage(self, time: float, weight: float) -> float:
        """How much of the weight of one point the fit takes up."""
        return weight * weight * self.variance_at(time)


def _between_years(times: Sequence[float], logits: Sequence[float], variances: Sequence[float]) -> float:
    """Residual heterogeneity by moments: what the weighted squares exceed their degrees of freedom by."""
    weights = [1.0 / variance for variance in variances]
    line = _Line(times, logits, weights)
    squares = math.fsum(w * (v - line.at(t)) ** 2 for w, t, v in zip(weights, times, logits, strict=True))
    taken = math.fsum(line.leverage(t, w) for w, t in zip(weights, times, strict=True))
    return max(0.0, (squares - (len(times) - 2)) / (line.weight - taken))


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))


def _share(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit)) if logit > -700.0 else 0.0
