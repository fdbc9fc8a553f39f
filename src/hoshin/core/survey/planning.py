"""How many to ask: enough answers for a wanted half-width, enough sheets for those answers, and what that can settle.

Normal approximations, as survey reports use them: planning decides on hundreds of sheets, not on the third digit.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from hoshin.core.survey.distributions import normal_quantile


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """Answers needed of a stratum of `population`, and sheets to mail; never more than there are people.

    `is_all`: even a sheet to everyone may not bring enough answers.
    """

    population: int
    answers: int
    to_mail: int
    is_all: bool


def answers_needed(
    half_width: float, *, population: int | None = None, share: float = 0.5, deff: float = 1.0, level: float = 0.95
) -> int:
    """Answers for an interval of ±`half_width` around `share`, rounded up; with a finite population correction.

    >>> answers_needed(0.05), answers_needed(0.05, population=2000), answers_needed(0.05, deff=1.5)
    (385, 323, 577)
    """
    z = -normal_quantile(0.5 * (1.0 - level))
    endless = z * z * deff * share * (1.0 - share) / (half_width * half_width)
    if population is None:
        return _up(endless)
    return min(_up(endless * population / (endless + population - 1.0)), population)


def plan_of_stratum(answers: int, *, population: int, response: float) -> StratumPlan:
    """How many sheets bring `answers` when the share `response` comes back, rounded up.

    >>> plan_of_stratum(323, population=2000, response=0.3)
    StratumPlan(population=2000, answers=323, to_mail=1077, is_all=False)
    >>> plan_of_stratum(80, population=100, response=0.4).is_all
    True
    """
    wanted = _up(answers / response)
    return StratumPlan(population, answers, min(wanted, population), wanted > population)


def plan_by_stratum(
    half_width: float,
    populations: Mapping[str, int],
    responses: Mapping[str, float],
    *,
    share: float = 0.5,
    deff: float = 1.0,
    level: float = 0.95,
) -> dict[str, StratumPlan]:
    """The plan when **each** stratum is to be known to ±`half_width`.

    >>> plan = plan_by_stratum(0.1, {"北": 900, "南": 30000}, {"北": 0.5, "南": 0.25})
    >>> plan["北"].to_mail, plan["南"].to_mail
    (174, 384)
    """
    return {
        stratum: plan_of_stratum(
            answers_needed(half_width, population=size, share=share, deff=deff, level=level),
            population=size,
            response=responses[stratum],
        )
        for stratum, size in populations.items()
    }


def half_width_of(
    n: int, *, population: int | None = None, share: float = 0.5, deff: float = 1.0, level: float = 0.95
) -> float:
    """The half-width that `n` answers give.

    >>> round(100 * half_width_of(800), 2), round(100 * half_width_of(800, population=2000), 2)
    (3.46, 2.68)
    """
    z = -normal_quantile(0.5 * (1.0 - level))
    left = 1.0 if population is None or population <= 1 else max(population - n, 0) / (population - 1.0)
    return z * math.sqrt(deff * left * share * (1.0 - share) / n)


def smallest_callable_change(
    n: int, *, share: float = 0.5, deff: float = 1.0, level: float = 0.95, earlier_n: int | None = None
) -> float:
    """The smallest difference between two years that their intervals can tell from none.

    >>> [round(100 * smallest_callable_change(n), 1) for n in (400, 800, 2000)]
    [6.9, 4.9, 3.1]
    """
    before = half_width_of(earlier_n or n, share=share, deff=deff, level=level)
    return math.hypot(before, half_width_of(n, share=share, deff=deff, level=level))


def _up(number: float) -> int:
    """Rounded up, but not for a rounding error above a whole number."""
    return math.ceil(number - 1e-9)
