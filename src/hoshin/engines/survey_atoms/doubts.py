"""What does not fit between answers and design, as atoms show it, in the words of the core.

Counts and names come out as the core's; where it must name rows of the file, the engine looks them up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Category, PopulationTable, SurveyDesign
from hoshin.core.survey.domains import order_of
from hoshin.engines.survey_atoms.grouping import summed_by
from hoshin.engines.survey_atoms.naming import stratum_name
from hoshin.engines.survey_atoms.record import Atoms, Floats
from hoshin.engines.survey_atoms.stages import Stage, sizes_are_shares
from hoshin.engines.survey_atoms.weighting import margin_of

_SAME_TOTAL = 1e-9
_NAMED = 3


def error(code: str, found: str | None = None, **values: str) -> Problem:
    """A problem that leaves nothing to compute with."""
    return Problem(code, found=found, severity="error", values=values)


def impossible_stages(design: SurveyDesign) -> list[Problem]:
    """More columns of strata or population than stages, or no way to weights."""
    sampling = design.sampling
    persons_are_units = not sampling.clusters or len(sampling.fpc) == len(sampling.clusters) + 1
    number = len(sampling.clusters) + (1 if persons_are_units else 0)
    stages = str(len(sampling.clusters))
    problems = []
    if len(sampling.fpc) > number:
        problems.append(error("too_many_population_columns", columns="、".join(sampling.fpc), stages=stages))
    if len(sampling.clusters) > 1 and len(sampling.strata) > number:
        problems.append(error("too_many_strata_columns", columns="、".join(sampling.strata), stages=stages))
    if sampling.fpc and sampling.weights is None and len(sampling.fpc) < number:
        problems.append(error("weights_need_every_stage", columns="、".join(sampling.clusters[len(sampling.fpc) :])))
    return problems


@dataclass(frozen=True, slots=True)
class DoubtfulCells:
    """A column in which some cells cannot be used: which code says so."""

    code: str
    column: str


def doubtful_cells(atoms: Atoms, design: SurveyDesign) -> Iterator[DoubtfulCells]:
    """Columns of the drawing with empty cells, weights or sizes that are none."""
    for column in dict.fromkeys((*design.sampling.strata, *design.sampling.clusters)):
        if bool((atoms.keys[column] < 0).any()):
            yield DoubtfulCells("design_cell_empty", column)
    for column, is_bad in zip(design.sampling.fpc, atoms.bad_sizes, strict=True):
        if is_bad:
            yield DoubtfulCells("population_size_not_usable", column)
    if atoms.has_bad_weights and design.sampling.weights is not None:
        yield DoubtfulCells("weight_not_usable", design.sampling.weights)


def size_problems(atoms: Atoms, stages: Sequence[Stage], design: SurveyDesign) -> list[Problem]:
    """Strata smaller than their sample, or with more than one size."""
    problems = []
    for depth, (stage, sizes) in enumerate(zip(stages, atoms.population, strict=False)):
        smallest, largest = np.full(stage.parents, np.inf), np.full(stage.parents, -np.inf)
        np.minimum.at(smallest, stage.parent, atoms.smallest_population[depth])
        np.maximum.at(largest, stage.parent, sizes)
        doubtful = np.flatnonzero((smallest != largest) | (smallest < stage.sampled))
        named = [(stratum_name(atoms, design, stages, depth, int(parent)), parent) for parent in doubtful]
        ordered = sorted(named, key=lambda pair: order_of(pair[0]))
        if not sizes_are_shares(atoms):
            problems += [
                _smaller(name, float(smallest[parent]), int(stage.sampled[parent]), depth)
                for name, parent in ordered
                if smallest[parent] < stage.sampled[parent]
            ]
        varying = [name or "全体" for name, parent in ordered if smallest[parent] != largest[parent]]
        if varying:
            strata = "、".join(varying[:_NAMED])
            problems.append(error("population_size_varies", strata=strata, count=str(len(varying))))
    return problems


def _smaller(name: str, population: float, sampled: int, depth: int) -> Problem:
    values = {"population": f"{population:g}", "sample": str(sampled), "stage": str(depth + 1)}
    return error("population_smaller_than_sample", name, stratum=name or "全体", **values)


def endless_sizes(atoms: Atoms, design: SurveyDesign) -> list[Problem]:
    """Populations without end, which can make no weights."""
    endless = [
        c for c, sizes in zip(design.sampling.fpc, atoms.population, strict=False) if bool(np.isinf(sizes).any())
    ]
    if not endless or design.sampling.weights is not None:
        return []
    return [error("weights_need_every_stage", columns="、".join(endless))]


def table_problems(atoms: Atoms, design: SurveyDesign, live: Floats) -> list[Problem]:
    """Answers in cells that a population table lacks, cells without answers, totals that differ. `live`: weights."""
    adjust = design.adjust
    calibrating = [adjust.poststratify] if adjust.poststratify is not None else list(adjust.rake)
    asked = [adjust.nonresponse] if adjust.nonresponse is not None else []
    problems = [problem for table in (*asked, *calibrating) for problem in _uncovered(atoms, table, live)]
    if adjust.nonresponse is not None:
        problems += _fewer_asked(atoms, adjust.nonresponse)
    totals = [float(sum(table.counts.values())) for table in calibrating]
    if len(totals) > 1 and max(totals) - min(totals) > _SAME_TOTAL * max(totals):
        named = zip(calibrating, totals, strict=True)
        words = "、".join(f"{'×'.join(table.by)} {total:,.10g}" for table, total in named)
        problems.append(error("population_totals_differ", totals=words))
    return problems


def _uncovered(atoms: Atoms, table: PopulationTable, live: Floats) -> Iterator[Problem]:
    columns = "×".join(table.by)
    codes = np.stack([atoms.keys[column] for column in table.by], axis=1)
    is_empty = (codes < 0).any(axis=1)
    if bool(is_empty.any()):
        yield error("adjust_cell_empty", columns=columns, count=str(int(atoms.persons[is_empty].sum())))
    answers: dict[tuple[Category, ...], float] = {}
    used: set[tuple[Category, ...]] = set()
    kept = np.flatnonzero(~is_empty)
    cells, place = np.unique(codes[kept], axis=0, return_inverse=True)
    counts = summed_by(place.reshape(-1), atoms.persons[kept], len(cells))
    weight = summed_by(place.reshape(-1), (live[kept] != 0).astype(np.float64), len(cells))
    for row, count, alive in zip(cells, counts, weight, strict=True):
        cell = tuple(atoms.categories[column][code] for column, code in zip(table.by, row, strict=True))
        answers[cell] = float(count)
        if alive:
            used.add(cell)
    for cell in sorted((c for c in used if not table.counts.get(c)), key=lambda c: [order_of(part) for part in c]):
        count = str(int(answers[cell]))
        yield error("category_not_in_population", "×".join(cell), columns=columns, count=count)
    for cell, population in table.counts.items():
        if population and cell not in used:
            yield error("category_not_in_sample", "×".join(cell), columns=columns, population=f"{population:g}")


def _fewer_asked(atoms: Atoms, asked: PopulationTable) -> list[Problem]:
    margin = margin_of(atoms, asked)
    answered = summed_by(margin.groups, atoms.persons, len(margin.population))
    columns = "×".join(asked.by)
    return [
        error("fewer_asked_than_answered", columns=columns, asked=f"{count:g}", answered=str(int(there)))
        for count, there in zip(margin.population, answered, strict=True)
        if count < there
    ]
