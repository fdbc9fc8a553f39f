"""Calibrated weights on weighting cells, and what calibration leaves of a variance, for many figures at once.

A factor is the same for everybody in a cell, so the cells with their weight are all that is needed. The residuals are
those of a regression on the margins with the weights before calibration; they are exact, not iterated.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hoshin.core.survey.calibration import CLOSE_ENOUGH
from hoshin.core.survey.least_squares import GroupLeastSquares
from hoshin.engines.survey_atoms.grouping import summed_by
from hoshin.engines.survey_atoms.record import Floats, Ints

_SWEEPS = 200
_NEWTON_STEPS = 60
_HALVINGS = 30
_RANK = 1e-9


@dataclass(frozen=True)
class Margin:
    """One population table laid on the cells: the group of each cell and the population of each group."""

    groups: Ints
    population: Floats


@dataclass(frozen=True)
class Calibration:
    """The factor of each cell's weight, how many steps it took and by what share a count is missed at most."""

    factors: Floats
    projection: "Projection"
    steps: int = 1
    missed: float = 0.0

    @property
    def is_met(self) -> bool:
        """Whether every count is met as closely as is asked."""
        return self.missed <= CLOSE_ENOUGH


@dataclass(frozen=True)
class Projection:
    """What the margins explain: sums by cell → fitted values by cell. `basis` None: each cell has its own mean."""

    mass: Floats
    basis: Floats | None = None

    def fitted(self, sums: Floats) -> Floats:
        """Fitted values (cells × figures) from weighted sums (cells × figures)."""
        if self.basis is None:
            return np.divide(sums, self.mass[:, None], out=np.zeros_like(sums), where=self.mass[:, None] != 0)
        root = np.sqrt(self.mass)[:, None]
        scaled = np.divide(sums, root, out=np.zeros_like(sums), where=root != 0)
        explained = _combined(self.basis, _shadows(self.basis, scaled))
        return np.asarray(np.divide(explained, root, out=np.zeros_like(sums), where=root != 0))


def post_stratified(margin: Margin, mass: Floats) -> Calibration:
    """Each joint cell's weights scaled to its population."""
    found = _sums(margin, mass)
    factors = np.divide(margin.population, found, out=np.ones_like(found), where=found != 0)
    own = Projection(mass) if _is_one_to_one(margin, mass) else Projection(mass, _basis([margin], mass))
    return Calibration(factors[margin.groups], own)


def raked(margins: Sequence[Margin], mass: Floats) -> Calibration:
    """Cells multiplied until every margin is met to 1e-12: by turns, where that is slow by Newton's method."""
    projection = Projection(mass, _basis(margins, mass))
    fitted, steps, missed = _by_turns(margins, mass)
    if missed > CLOSE_ENOUGH:
        again, more, missed_again = _by_turns(margins, _newton(margins, mass))
        steps += more
        if missed_again < missed:
            fitted, missed = again, missed_again
    return Calibration(_grown(fitted, mass), projection, steps, missed)


def linearly_calibrated(margins: Sequence[Margin], mass: Floats) -> Calibration:
    """Cells shifted as little as possible (least squares) to meet the margins; factors may be negative."""
    after = mass.copy()
    for _round in range(3):
        lacking = np.concatenate([margin.population - _sums(margin, after) for margin in margins])
        after = after + mass * _shift(margins, mass, lacking)
    projection = Projection(mass, _basis(margins, mass))
    return Calibration(_grown(after, mass), projection, 1, _missed(margins, after))


def _grown(after: Floats, mass: Floats) -> Floats:
    return np.asarray(np.divide(after, mass, out=np.ones_like(mass), where=mass != 0))


def _is_one_to_one(margin: Margin, mass: Floats) -> bool:
    return len(margin.population) == len(mass) and len(np.unique(margin.groups)) == len(mass)


def _sums(margin: Margin, values: Floats) -> Floats:
    return summed_by(margin.groups, values, len(margin.population))


def _missed(margins: Sequence[Margin], values: Floats) -> float:
    shares = [np.abs(_sums(margin, values) / margin.population - 1) for margin in margins]
    return float(max(share.max(initial=0.0) for share in shares))


def _by_turns(margins: Sequence[Margin], mass: Floats) -> tuple[Floats, int, float]:
    """Iterative proportional fitting; the steps taken and the share still missed."""
    fitted, missed, steps = mass.copy(), np.inf, 0
    for steps in range(1, _SWEEPS + 1):  # noqa: B007 the last one is told
        for margin in margins:
            found = _sums(margin, fitted)
            factors = np.divide(margin.population, found, out=np.ones_like(found), where=found != 0)
            fitted = fitted * factors[margin.groups]
        missed = _missed(margins, fitted)
        if missed <= CLOSE_ENOUGH:
            break
    return fitted, steps, float(missed)


def _newton(margins: Sequence[Margin], mass: Floats) -> Floats:
    """Newton's steps on the logarithms of the factors, halved while they lead away."""
    after, missed = mass.copy(), _missed(margins, mass)
    for _step in range(_NEWTON_STEPS):
        lacking = np.concatenate([margin.population - _sums(margin, after) for margin in margins])
        step = _shift(margins, after, lacking)
        for half in range(_HALVINGS):
            tried: Floats = after * np.array([math.exp(min(0.5**half * more, 50.0)) for more in step])
            miss = _missed(margins, tried)
            if miss < missed:
                break
        else:
            return after
        after, missed = tried, miss
        if missed <= CLOSE_ENOUGH:
            return after
    return after


def _shift(margins: Sequence[Margin], mass: Floats, lacking: Floats) -> Floats:
    """By cell, x·β with (XᵀDX)β = what is lacking; the core's own solver, as cells are few."""
    fit = GroupLeastSquares([margin.groups.tolist() for margin in margins], mass.tolist())
    return np.array(fit.fitted(fit.solve(lacking.tolist())))


def _basis(margins: Sequence[Margin], mass: Floats) -> Floats:
    """An orthonormal basis of what the margins span on cells scaled by the root of their weight.

    Gram and Schmidt's way, twice over, and no BLAS: that sums in another order on another processor, and a figure must
    come out the same to the last bit when it is verified elsewhere.
    """
    root = np.sqrt(mass)
    basis = np.zeros((len(mass), sum(len(margin.population) for margin in margins)))
    found = 0
    for margin in margins:
        for group in range(len(margin.population)):
            column = np.where(margin.groups == group, root, 0.0)
            length = np.sqrt((column * column).sum())
            for _again in range(2):
                column = column - _combined(basis[:, :found], _shadows(basis[:, :found], column[:, None]))[:, 0]
            rest = np.sqrt((column * column).sum())
            if rest > _RANK * length:
                basis[:, found] = column / rest
                found += 1
    kept: Floats = basis[:, :found]
    return kept


def _shadows(basis: Floats, columns: Floats) -> Floats:
    """How long each column is along each direction of the basis (directions × columns)."""
    shadows: Floats = np.einsum("cd,cf->df", basis, columns)
    return shadows


def _combined(basis: Floats, lengths: Floats) -> Floats:
    combined: Floats = np.einsum("cd,df->cf", basis, lengths)
    return combined
