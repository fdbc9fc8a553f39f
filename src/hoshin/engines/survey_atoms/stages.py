"""The stages of the drawing as arrays: who was drawn out of what, and how many there were to draw from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hoshin.core.survey.design import Sampling
from hoshin.core.survey.drawing import strata_by_stage
from hoshin.engines.survey_atoms.grouping import codes_of, summed_by
from hoshin.engines.survey_atoms.record import Atoms, Floats, Ints

NOTHING_LEFT = 1e-7
"""A stratum of which all was taken has no sampling variance; R's own bound."""


@dataclass(frozen=True)
class Stage:
    """One stage. By atom: the group drawn from (`parent`) and the drawn unit (None: each person is a unit).

    By parent: units `sampled`, the share `left` undrawn, and the share `carried` of the variance (the product of what
    was drawn at the stages above). `above`: the unit of the stage above, by parent.
    """

    parent: Ints
    unit: Ints | None
    parent_of_unit: Ints
    sampled: Floats
    population: Floats | None
    left: Floats
    carried: Floats
    above: Ints

    @property
    def parents(self) -> int:
        """How many groups were drawn from."""
        return len(self.sampled)


def stages_of(atoms: Atoms, sampling: Sampling) -> tuple[Stage, ...]:
    """The stages, from the first to the last; sizes given as shares drawn are turned into populations.

    Without any population only the first stage counts: units drawn with replacement carry what is inside them.
    """
    persons_are_units = not sampling.clusters or len(sampling.fpc) == len(sampling.clusters) + 1
    number = len(sampling.clusters) + (1 if persons_are_units else 0)
    strata = strata_by_stage(sampling, number)
    are_shares = sizes_are_shares(atoms)
    stages: list[Stage] = []
    above = np.zeros(len(atoms), dtype=np.int64)
    for step in range(number):
        parent, parents = codes_of([above, *(atoms.keys[c] for c in strata[step])], len(atoms))
        unit = None
        if step < len(sampling.clusters):
            unit, _units = codes_of([parent, atoms.keys[sampling.clusters[step]]], len(atoms))
        drawn = _Drawn(parent, parents, unit, above)
        stages.append(_stage(atoms, drawn, stages, _sizes(atoms, step), are_shares=are_shares))
        above = unit if unit is not None else above
    return tuple(stages) if atoms.population else tuple(stages[:1])


def sizes_are_shares(atoms: Atoms) -> bool:
    """Whether the columns of population sizes hold the shares that were drawn."""
    return bool(atoms.population) and all(bool(np.all(sizes <= 1)) for sizes in atoms.population)


@dataclass(frozen=True)
class _Drawn:
    """By atom: the group drawn from, the unit, and the unit of the stage above."""

    parent: Ints
    parents: int
    unit: Ints | None
    above: Ints


def _sizes(atoms: Atoms, step: int) -> Floats | None:
    """Population sizes by atom; infinite at a stage that the columns do not reach."""
    if not atoms.population:
        return None
    return atoms.population[step] if step < len(atoms.population) else np.full(len(atoms), np.inf)


def _stage(atoms: Atoms, drawn: _Drawn, earlier: Sequence[Stage], sizes: Floats | None, *, are_shares: bool) -> Stage:
    parent_of_unit, sampled = _counted(atoms, drawn)
    above = np.zeros(drawn.parents, dtype=np.int64)
    above[drawn.parent] = drawn.above
    population = None
    left = np.ones(drawn.parents)
    if sizes is not None:
        population = np.full(drawn.parents, np.inf)
        population[drawn.parent] = sizes
        if are_shares:
            population = np.where(np.isfinite(population), sampled / population, np.inf)
        known = np.isfinite(population)
        left[known] = (population[known] - sampled[known]) / population[known]
    return Stage(
        parent=drawn.parent,
        unit=drawn.unit,
        parent_of_unit=parent_of_unit,
        sampled=sampled,
        population=population,
        left=left,
        carried=_carried(earlier, above),
        above=above,
    )


def _counted(atoms: Atoms, drawn: _Drawn) -> tuple[Ints, Floats]:
    """The group of each unit, and how many units were sampled in each group."""
    if drawn.unit is None:
        return np.arange(drawn.parents), summed_by(drawn.parent, atoms.persons, drawn.parents)
    parent_of_unit = np.zeros(int(drawn.unit.max(initial=-1)) + 1, dtype=np.int64)
    parent_of_unit[drawn.unit] = drawn.parent
    return parent_of_unit, summed_by(parent_of_unit, np.ones(len(parent_of_unit)), drawn.parents)


def _carried(earlier: Sequence[Stage], above: Ints) -> Floats:
    """The share of a later stage's variance that counts: the product of the shares drawn above; 0 where unknown."""
    if not earlier:
        return np.ones(len(above))
    last = earlier[-1]
    if last.population is None:
        return np.zeros(len(above))
    parent = last.parent_of_unit[above]
    drawn = last.sampled[parent] / last.population[parent]
    return np.asarray(drawn * last.carried[parent])


def design_weights(stages: Sequence[Stage]) -> Floats:
    """Population ÷ sample over the stages, by atom; 1 where nothing is known of the population."""
    weights = np.ones(len(stages[0].parent))
    for stage in stages:
        if stage.population is not None:
            weights = weights * stage.population[stage.parent] / stage.sampled[stage.parent]
    return weights


def is_lonely(stage: Stage) -> NDArray[np.bool_]:
    """By parent, whether a single unit was drawn although more were left to draw."""
    return np.asarray((stage.sampled == 1) & (stage.left >= NOTHING_LEFT))
