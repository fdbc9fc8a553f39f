"""Weights that meet known population counts, and what is left of a variance afterwards.

Post-stratification divides each joint cell's population among its answers; raking (or a linear shift) meets several
margins at once. Either way a part of the sampling error is gone: the variance is that of the calibration residuals,
exactly as R's `postStratify` and `calibrate` take them (R's `rake()` iterates its residuals ten times and stops short).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from hoshin.core.survey.least_squares import GroupLeastSquares

CLOSE_ENOUGH = 1e-12
"""How near every margin must come to its count, as a share of it."""
_SWEEPS = 200
_NEWTON_STEPS = 60
_HALVINGS = 30


class Residuals(Protocol):
    """Contributions of the rows to a total → what calibration leaves of them."""

    def left_of(self, contributions: Sequence[float]) -> list[float]:
        """The residual contributions, row by row."""
        ...


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The weights that meet the counts, their residuals, and how it went: `steps` taken, `missed` by which share."""

    weights: list[float]
    residuals: Residuals
    steps: int = 1
    missed: float = 0.0

    @property
    def is_met(self) -> bool:
        """Whether every count is met as closely as is asked."""
        return self.missed <= CLOSE_ENOUGH


@dataclass(frozen=True, slots=True)
class CellResiduals:
    """Residuals around the mean of the joint cell, weighted as before post-stratification."""

    cells: Sequence[int]
    before: Sequence[float]
    after: Sequence[float]

    def left_of(self, contributions: Sequence[float]) -> list[float]:
        """Contributions less the cell's mean influence."""
        scaled: dict[int, list[float]] = {}
        sizes: dict[int, list[float]] = {}
        for cell, value, old, new in zip(self.cells, contributions, self.before, self.after, strict=True):
            scaled.setdefault(cell, []).append(value * old / new if new else 0.0)
            sizes.setdefault(cell, []).append(old)
        means = {cell: math.fsum(values) / math.fsum(sizes[cell]) for cell, values in scaled.items()}
        return [
            value - means[cell] * new for value, cell, new in zip(contributions, self.cells, self.after, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class MarginResiduals:
    """Residuals of a regression on all margins, weighted as before calibration."""

    fit: GroupLeastSquares
    before: Sequence[float]
    after: Sequence[float]

    def left_of(self, contributions: Sequence[float]) -> list[float]:
        """Contributions less what the margins explain of them."""
        weighted = [
            value * old / new if new else 0.0
            for value, old, new in zip(contributions, self.before, self.after, strict=True)
        ]
        explained = self.fit.fitted(self.fit.solve(self.fit.group_sums(weighted)))
        return [value - part * new for value, part, new in zip(contributions, explained, self.after, strict=True)]


def post_stratified(cells: Sequence[int], population: Sequence[float], weights: Sequence[float]) -> Calibrated:
    """Each cell's weights scaled to its population. Every cell of `population` has weight in it."""
    found = _sums(cells, weights, len(population))
    after = [weight * population[cell] / found[cell] for cell, weight in zip(cells, weights, strict=True)]
    return Calibrated(after, CellResiduals(cells, weights, after))


def raked(
    margins: Sequence[Sequence[int]], populations: Sequence[Sequence[float]], weights: Sequence[float]
) -> Calibrated:
    """Weights multiplied group by group until all margins are met to 1e-12.

    Proportional fitting by turns; where that is slow, Newton's method on its logarithm, then fitting again. Both lead
    to the same weights, since these are unique. `missed` says how far it came when the counts cannot be met.
    """
    after, steps, missed = _fitted_by_turns(margins, populations, list(weights), _SWEEPS)
    fit = GroupLeastSquares(margins, weights)
    if missed > CLOSE_ENOUGH:
        by_newton = _newton(fit, margins, populations, weights)
        after_newton, more, missed_newton = _fitted_by_turns(margins, populations, by_newton, _SWEEPS)
        steps += more
        if missed_newton < missed:
            after, missed = after_newton, missed_newton
    return Calibrated(after, MarginResiduals(fit, weights, after), steps, missed)


def linearly_calibrated(
    margins: Sequence[Sequence[int]], populations: Sequence[Sequence[float]], weights: Sequence[float]
) -> Calibrated:
    """Weights shifted as little as possible (least squares) to meet all margins. They may turn negative."""
    fit = GroupLeastSquares(margins, weights)
    after = list(weights)
    for _round in range(3):
        lacking = [
            math.fsum([wanted, -found]) for wanted, found in zip(_flat(populations), fit.group_sums(after), strict=True)
        ]
        shift = fit.fitted(fit.solve(lacking))
        after = [now + old * more for now, old, more in zip(after, weights, shift, strict=True)]
    return Calibrated(after, MarginResiduals(fit, weights, after), 1, _missed(margins, populations, after))


def _fitted_by_turns(
    margins: Sequence[Sequence[int]], populations: Sequence[Sequence[float]], weights: list[float], sweeps: int
) -> tuple[list[float], int, float]:
    """Iterative proportional fitting on the cells of all margins together; steps taken and the share still missed."""
    cells = list(zip(*margins, strict=True))
    place_of = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
    places = [place_of[cell] for cell in cells]
    mass = _sums(places, weights, len(place_of))
    groups = [[cell[number] for cell in place_of] for number in range(len(margins))]
    fitted, missed, steps = list(mass), math.inf, 0
    while steps < sweeps and missed > CLOSE_ENOUGH:
        steps += 1
        for of_margin, wanted in zip(groups, populations, strict=True):
            found = _sums(of_margin, fitted, len(wanted))
            factors = [want / have if have else 1.0 for want, have in zip(wanted, found, strict=True)]
            fitted = [value * factors[group] for value, group in zip(fitted, of_margin, strict=True)]
        missed = max(
            _missed([of_margin], [wanted], fitted) for of_margin, wanted in zip(groups, populations, strict=True)
        )
    grown = [after / before if before else 0.0 for after, before in zip(fitted, mass, strict=True)]
    return [weight * grown[place] for weight, place in zip(weights, places, strict=True)], steps, missed


def _newton(
    fit: GroupLeastSquares,
    margins: Sequence[Sequence[int]],
    populations: Sequence[Sequence[float]],
    weights: Sequence[float],
) -> list[float]:
    """Newton's steps on the logarithms of the growth factors, halved while they lead away."""
    wanted = _flat(populations)
    after = list(weights)
    missed = _missed(margins, populations, after)
    for _step in range(_NEWTON_STEPS):
        lacking = [math.fsum([want, -have]) for want, have in zip(wanted, fit.group_sums(after), strict=True)]
        current = GroupLeastSquares(margins, after)
        step = current.fitted(current.solve(lacking))
        size = 1.0
        for _half in range(_HALVINGS):
            tried = [now * math.exp(min(size * more, 50.0)) for now, more in zip(after, step, strict=True)]
            miss = _missed(margins, populations, tried)
            if miss < missed:
                break
            size *= 0.5
        else:
            return after
        after, missed = tried, miss
        if missed <= CLOSE_ENOUGH:
            return after
    return after


def _missed(
    margins: Sequence[Sequence[int]], populations: Sequence[Sequence[float]], weights: Sequence[float]
) -> float:
    """The largest share by which a margin's sum differs from its count."""
    return max(
        abs(have / want - 1.0)
        for groups, wanted in zip(margins, populations, strict=True)
        for have, want in zip(_sums(groups, weights, len(wanted)), wanted, strict=True)
        if want
    )


def _sums(groups: Sequence[int], values: Sequence[float], size: int) -> list[float]:
    gathered: list[list[float]] = [[] for _ in range(size)]
    for group, value in zip(groups, values, strict=True):
        gathered[group].append(value)
    return [math.fsum(of_group) for of_group in gathered]


def _flat(populations: Sequence[Sequence[float]]) -> list[float]:
    return [count for counts in populations for count in counts]
