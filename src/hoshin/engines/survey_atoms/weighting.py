"""From the weights of the drawing to final weights, atom by atom: non-response, calibration, trim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Adjustment, PopulationTable, SurveyDesign
from hoshin.engines.survey_atoms.calibration import (
    Calibration,
    Margin,
    Projection,
    linearly_calibrated,
    post_stratified,
    raked,
)
from hoshin.engines.survey_atoms.grouping import codes_of, summed_by
from hoshin.engines.survey_atoms.record import Atoms, Floats, Ints
from hoshin.engines.survey_atoms.stages import Stage, design_weights

_BARELY_OVER = 1e-12


@dataclass(frozen=True)
class Weighting:
    """Weights of the atoms in four steps. `drawn`: of the drawing (None: each person has an own, summed already).

    `before`: factor up to calibration; `growth`: of calibration; `cut`: of the trim (1 where nothing was trimmed).
    `cell` and `projection`: the weighting cell of each atom and what calibration explains; None without calibration.
    """

    drawn: Floats | None
    before: Floats
    growth: Floats
    cut: Floats
    cell: Ints | None = None
    projection: Projection | None = None
    facts: Mapping[str, float] = field(default_factory=dict)


def weighting_of(atoms: Atoms, stages: Sequence[Stage], design: SurveyDesign) -> tuple[Weighting, list[Problem]]:
    """The final weights of atoms that fit the population tables (`hoshin.engines.survey_atoms.doubts` looks first)."""
    drawn = atoms.weight if atoms.weight is not None or atoms.first is not None else design_weights(stages)
    mass = atoms.first if atoms.first is not None else _present(drawn) * atoms.persons
    before = np.ones(len(atoms))
    if design.adjust.nonresponse is not None:
        before = _for_nonresponse(atoms, stages, design.adjust.nonresponse, mass, design.sampling.weights is None)
    largest = atoms.largest if drawn is None else drawn
    assert largest is not None, "where each person has an own weight, the largest of each atom is kept"
    facts = {"design_largest": float(largest[atoms.persons > 0].max())}
    cell, calibration = _calibration(atoms, design.adjust, mass * before)
    problems: list[Problem] = []
    growth = np.ones(len(atoms))
    if calibration is not None and cell is not None:
        growth = calibration.factors[cell]
        problems += _told(calibration, design.adjust, growth, atoms, facts)
    cut = np.ones(len(atoms))
    if design.adjust.trim is not None and drawn is not None:
        cut, wrong = _trimmed(drawn * before * growth, atoms.persons, design.adjust.trim, facts)
        problems += wrong
    facts |= _extremes(atoms, drawn, before * growth * cut, mass)
    projection = calibration.projection if calibration is not None else None
    return Weighting(drawn, before, growth, cut, cell, projection, facts), problems


def margin_of(atoms: Atoms, table: PopulationTable) -> Margin:
    """The table's groups, by atom; groups without anybody are left out."""
    cells = list(zip(*(_words(atoms, column) for column in table.by), strict=True))
    known = {cell: place for place, cell in enumerate(dict.fromkeys(c for c in cells if table.counts.get(c)))}
    groups = np.array([known.get(cell, 0) for cell in cells], dtype=np.int64)
    return Margin(groups, np.array([float(table.counts[cell]) for cell in known]))


def _words(atoms: Atoms, column: str) -> list[str]:
    names = atoms.categories[column]
    return [names[code] if code >= 0 else "" for code in atoms.keys[column]]


def _present(values: Floats | None) -> Floats:
    assert values is not None, "atoms without weights of their own have one weight each"
    return values


def _for_nonresponse(
    atoms: Atoms, stages: Sequence[Stage], asked: PopulationTable, mass: Floats, from_population: bool
) -> Floats:
    """Asked ÷ answered of the cell; weights made from the population keep the population of each stratum."""
    margin = margin_of(atoms, asked)
    answered = summed_by(margin.groups, atoms.persons, len(margin.population))
    factors = (margin.population / answered)[margin.groups]
    first = stages[0]
    if not from_population or first.population is None:
        return np.asarray(factors)
    now = summed_by(first.parent, mass, first.parents)
    grown = summed_by(first.parent, mass * factors, first.parents)
    return np.asarray(factors * (now / grown)[first.parent])


def _calibration(atoms: Atoms, adjust: Adjustment, mass: Floats) -> tuple[Ints | None, Calibration | None]:
    tables = [adjust.poststratify] if adjust.poststratify is not None else list(adjust.rake)
    if not tables:
        return None, None
    by_atom = [margin_of(atoms, table) for table in tables]
    cell, cells = codes_of([margin.groups for margin in by_atom], len(atoms))
    first = np.zeros(cells, dtype=np.int64)
    first[cell] = np.arange(len(atoms))
    margins = [Margin(margin.groups[first], margin.population) for margin in by_atom]
    of_cell = summed_by(cell, mass, cells)
    if adjust.poststratify is not None:
        return cell, post_stratified(margins[0], of_cell)
    return cell, linearly_calibrated(margins, of_cell) if adjust.calibrate == "linear" else raked(margins, of_cell)


def _told(
    calibration: Calibration, adjust: Adjustment, growth: Floats, atoms: Atoms, facts: dict[str, float]
) -> list[Problem]:
    problems = []
    if adjust.poststratify is None:
        facts |= {"raking_steps": float(calibration.steps), "converged": float(calibration.is_met)}
        if not calibration.is_met:
            values = {"steps": str(calibration.steps), "missed": f"{calibration.missed:.2g}"}
            problems.append(Problem("raking_not_converged", severity="error", values=values))
    negative = int(atoms.persons[growth < 0].sum())
    if negative:
        problems.append(Problem("weights_negative", values={"count": str(negative)}))
    return problems


def _trimmed(
    weights: Floats, persons: Floats, multiple: float, facts: dict[str, float]
) -> tuple[Floats, list[Problem]]:
    """Weights above `multiple` of the mean are cut to it, what was cut goes to the others in equal parts, repeatedly.

    R's `trimWeights(strict = TRUE)`, but an answer without weight gains none.
    """
    now = weights.copy()
    used = weights != 0
    bound = multiple * float((weights * persons).sum()) / float(persons[used].sum())
    ever = np.zeros(len(weights), dtype=bool)
    while True:
        over = used & (now > bound * (1 + _BARELY_OVER))
        if not over.any() or over.sum() == used.sum():
            break
        ever |= over
        others = used & ~over
        excess = float(((now - bound) * persons)[over].sum()) / float(persons[others].sum())
        now = np.where(over, bound, np.where(others, now + excess, now))
    trimmed = int(persons[ever].sum())
    facts["trimmed"] = float(trimmed)
    cut = np.divide(now, weights, out=np.ones_like(now), where=weights != 0)
    if not trimmed:
        return cut, []
    values = {"count": str(trimmed), "bound": f"{bound:.6g}"}
    return cut, [Problem("weights_trimmed", severity="note", values=values)]


def _extremes(atoms: Atoms, drawn: Floats | None, factor: Floats, mass: Floats) -> dict[str, float]:
    ends = (
        [drawn * factor] if drawn is not None else [_present(atoms.smallest) * factor, _present(atoms.largest) * factor]
    )
    used = np.concatenate(ends)
    used = used[used != 0]
    return {"smallest": float(used.min()), "largest": float(used.max()), "sum": float((mass * factor).sum())}
