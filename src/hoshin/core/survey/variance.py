"""The linearised variance of a weighted sum, as R's `svyrecvar` computes it.

What goes in are the contributions of the rows to a total (weight times influence), zero outside the domain: strata
and clusters keep their full number of sampled units, however few of them the domain holds. Each stage adds the
spread of its unit sums around the stratum's mean, with its finite population correction; the variance inside the
units counts as far as the units were themselves drawn from a finite population (R's recursion over stages).
"""

import math
from collections.abc import Sequence

from hoshin.core.survey.design import LonelyPsuRule
from hoshin.core.survey.drawing import Stage

_NOTHING_LEFT = 1e-7
"""A stratum of which all was taken has no sampling variance; R's own bound."""


class LonelyStratumError(ValueError):
    """A stratum with a single sampled unit, under the rule that this stops the estimate."""

    def __init__(self, stratum: str, stage: int) -> None:
        super().__init__(f"{stratum} at stage {stage}")
        self.stratum = stratum
        self.stage = stage


def total_variance(
    contributions: Sequence[float], rows: Sequence[int], stages: Sequence[Stage], rule: LonelyPsuRule
) -> float | None:
    """The variance of the sum of `contributions` over `rows`.

    `rows` are the rows of the domain when nothing was calibrated and all rows otherwise, as R keeps them; it matters
    only for strata that have no row in the domain. None: under the rule `average` no stratum had two units.
    Raises `LonelyStratumError` under the rule `fail`.
    """
    variance = _multistage(contributions, rows, stages, 0, rule)
    return None if math.isnan(variance) else variance


def _multistage(
    contributions: Sequence[float], rows: Sequence[int], stages: Sequence[Stage], depth: int, rule: LonelyPsuRule
) -> float:
    stage = stages[depth]
    parts = [_one_stage(contributions, rows, stage, depth, rule)]
    if stage.population is not None and depth + 1 < len(stages):
        for members in _grouped(rows, stage.units).values():
            share = stage.sampled[members[0]] / stage.population[members[0]]
            parts.append(_multistage(contributions, members, stages, depth + 1, rule) * share)
    return math.fsum(parts) if not any(map(math.isnan, parts)) else math.nan


def _one_stage(
    contributions: Sequence[float], rows: Sequence[int], stage: Stage, depth: int, rule: LonelyPsuRule
) -> float:
    """The strata of one stage together; those that the rule `average` cannot tell count as the mean of the others."""
    if not rows:
        return 0.0
    strata = [
        _one_stratum(contributions, members, stage, depth, rule) for members in _grouped(rows, stage.strata).values()
    ]
    told = [variance for variance in strata if variance is not None]
    return math.fsum(told) * len(strata) / len(told) if told else math.nan


def _one_stratum(
    contributions: Sequence[float], members: Sequence[int], stage: Stage, depth: int, rule: LonelyPsuRule
) -> float | None:
    sampled = stage.sampled[members[0]]
    left = _share_left(stage.population[members[0]], sampled) if stage.population is not None else 1.0
    if left < _NOTHING_LEFT:
        return 0.0
    scale = left * sampled / (sampled - 1) if sampled > 1 else left
    units = _grouped(members, stage.units)
    sums = [math.fsum(contributions[row] for row in unit) for unit in units.values()]
    absent = max(sampled - len(sums), 0)
    if sampled == 1 and rule in ("fail", "average"):
        if rule == "fail":
            raise LonelyStratumError(stage.names[stage.strata[members[0]]], depth + 1)
        return None
    centre = 0.0 if sampled == 1 and rule == "adjust" else math.fsum(sums) / (len(sums) + absent)
    return scale * math.fsum([*((total - centre) ** 2 for total in sums), absent * centre**2])


def _share_left(population: float, sampled: int) -> float:
    """The share of the stratum's units that was not drawn: the finite population correction."""
    return 1.0 if math.isinf(population) else (population - sampled) / population


def _grouped(rows: Sequence[int], keys: Sequence[int]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for row in rows:
        groups.setdefault(keys[row], []).append(row)
    return groups


def degrees_of_freedom(rows: Sequence[int], stages: Sequence[Stage]) -> int:
    """First-stage units among `rows` less the strata that they come from (R's `degf` of the subset)."""
    first = stages[0]
    return len({first.units[row] for row in rows}) - len({first.strata[row] for row in rows})


def lonely_strata(stages: Sequence[Stage]) -> list[str]:
    """The strata of the first stage with a single unit of which more were left to draw, by name."""
    first = stages[0]
    lonely: dict[str, None] = {}
    for row, stratum in enumerate(first.strata):
        size = first.population[row] if first.population is not None else math.inf
        if first.sampled[row] == 1 and _share_left(size, 1) >= _NOTHING_LEFT:
            lonely[first.names[stratum]] = None
    return list(lonely)
