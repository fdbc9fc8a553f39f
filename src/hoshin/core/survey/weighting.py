"""From design weights to final weights: non-response by cell, then one joint table or several margins, then a trim.

Every cell that cannot be weighted is named, all of them at once, before anything is computed: an answer in a category
that the population table does not know, people in the population with no answer to speak for them, tables that do not
add up to the same population.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hoshin.core.problems.record import Problem
from hoshin.core.survey.calibration import (
    Calibrated,
    Residuals,
    linearly_calibrated,
    post_stratified,
    raked,
)
from hoshin.core.survey.cells import AnswerTable
from hoshin.core.survey.design import Adjustment, Category, PopulationTable, SurveyDesign
from hoshin.core.survey.domains import order_of
from hoshin.core.survey.drawing import Drawing

_SAME_TOTAL = 1e-9
_TRIM_ROUNDS = 1000


@dataclass
class Weighting:
    """Final weights with the residuals that calibration leaves, and what there is to tell of them."""

    weights: list[float]
    residuals: tuple[Residuals, ...] = ()
    facts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _MatchedTable:
    """A population table laid on the answers: the group of each row, the population of each group."""

    groups: list[int]
    population: list[float]


def weighting_of(table: AnswerTable, drawing: Drawing, design: SurveyDesign) -> tuple[Weighting | None, list[Problem]]:
    """The final weights, or None when a cell cannot be weighted."""
    adjust = design.adjust
    matched, problems = _matched_tables(table, drawing, adjust)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    weighting = Weighting(list(drawing.weights), facts={"design_largest": max(drawing.weights)})
    if adjust.nonresponse is not None:
        weighting.weights = _for_nonresponse(matched.pop(0), drawing, from_population=design.sampling.weights is None)
    if matched:
        problems += _calibrate(weighting, matched, adjust)
    if adjust.trim is not None:
        problems += _trim(weighting, adjust.trim)
    weights = [weight for weight in weighting.weights if weight]
    weighting.facts |= {"smallest": min(weights), "largest": max(weights), "sum": math.fsum(weights)}
    return (None if any(problem.severity == "error" for problem in problems) else weighting), problems


def _matched_tables(
    table: AnswerTable, drawing: Drawing, adjust: Adjustment
) -> tuple[list[_MatchedTable], list[Problem]]:
    """All tables of the adjustment in order: non-response (if any), then the joint table or the margins."""
    calibrating = [adjust.poststratify] if adjust.poststratify is not None else list(adjust.rake)
    wanted = ([adjust.nonresponse] if adjust.nonresponse is not None else []) + calibrating
    matched: list[_MatchedTable] = []
    problems: list[Problem] = []
    for population in wanted:
        found, wrong = _matched(table, drawing.weights, population)
        matched.append(found)
        problems += wrong
    if adjust.nonresponse is not None and not problems:
        problems += _fewer_asked(matched[0], adjust.nonresponse)
    return matched, problems + _differing_totals(calibrating)


def _matched(
    table: AnswerTable, weights: Sequence[float], population: PopulationTable
) -> tuple[_MatchedTable, list[Problem]]:
    cells = table.cells(population.by)
    columns = "×".join(population.by)
    problems = []
    empty = sum(cell is None for cell in cells)
    if empty:
        problems.append(_error("adjust_cell_empty", columns=columns, count=str(empty)))
    used = {cell for cell, weight in zip(cells, weights, strict=True) if cell is not None and weight}
    unknown = sorted((cell for cell in used if not population.counts.get(cell)), key=_order)
    for cell in unknown:
        answers = sum(other == cell for other in cells)
        problems.append(_error("category_not_in_population", _words(cell), columns=columns, count=str(answers)))
    unanswered = [(cell, count) for cell, count in population.counts.items() if count and cell not in used]
    for cell, count in unanswered:
        problems.append(_error("category_not_in_sample", _words(cell), columns=columns, population=f"{count:g}"))
    known = [cell for cell, count in population.counts.items() if count and cell in used]
    place_of = {cell: place for place, cell in enumerate(known)}
    groups = [place_of.get(cell, 0) if cell is not None else 0 for cell in cells]
    return _MatchedTable(groups, [float(population.counts[cell]) for cell in known]), problems


def _fewer_asked(matched: _MatchedTable, asked: PopulationTable) -> list[Problem]:
    answered = [0] * len(matched.population)
    for group in matched.groups:
        answered[group] += 1
    return [
        _error(
            "fewer_asked_than_answered",
            columns="×".join(asked.by),
            asked=f"{count:g}",
            answered=str(answered[place]),
        )
        for place, count in enumerate(matched.population)
        if count < answered[place]
    ]


def _differing_totals(tables: Sequence[PopulationTable]) -> list[Problem]:
    totals = [math.fsum(population.counts.values()) for population in tables]
    if len(totals) < 2 or max(totals) - min(totals) <= _SAME_TOTAL * max(totals):
        return []
    named = "、".join(
        f"{'×'.join(population.by)} {total:,.10g}" for population, total in zip(tables, totals, strict=True)
    )
    return [_error("population_totals_differ", totals=named)]


def _for_nonresponse(matched: _MatchedTable, drawing: Drawing, *, from_population: bool) -> list[float]:
    """Weights times asked ÷ answered of the cell.

    Weights that were made from the population counts speak for it already: there the factors only shift weight
    between the cells of a stratum, whose population stays.
    """
    answered = [0] * len(matched.population)
    for group in matched.groups:
        answered[group] += 1
    grown = [
        weight * matched.population[group] / answered[group]
        for weight, group in zip(drawing.weights, matched.groups, strict=True)
    ]
    first = drawing.stages[0]
    if not from_population or first.population is None:
        return grown
    scale = {
        stratum: math.fsum(w for w, s in zip(drawing.weights, first.strata, strict=True) if s == stratum)
        / math.fsum(w for w, s in zip(grown, first.strata, strict=True) if s == stratum)
        for stratum in dict.fromkeys(first.strata)
    }
    return [weight * scale[stratum] for weight, stratum in zip(grown, first.strata, strict=True)]


def _calibrate(weighting: Weighting, matched: Sequence[_MatchedTable], adjust: Adjustment) -> list[Problem]:
    groups = [margin.groups for margin in matched]
    populations = [margin.population for margin in matched]
    calibrated: Calibrated
    if adjust.poststratify is not None:
        calibrated = post_stratified(groups[0], populations[0], weighting.weights)
    else:
        way: Callable[..., Calibrated] = linearly_calibrated if adjust.calibrate == "linear" else raked
        calibrated = way(groups, populations, weighting.weights)
        weighting.facts |= {"raking_steps": float(calibrated.steps), "converged": float(calibrated.is_met)}
    weighting.weights, weighting.residuals = calibrated.weights, (calibrated.residuals,)
    problems = []
    if not calibrated.is_met:
        missed = f"{calibrated.missed:.2g}"
        problems.append(_error("raking_not_converged", steps=str(calibrated.steps), missed=missed))
    negative = sum(weight < 0 for weight in calibrated.weights)
    if negative:
        problems.append(Problem("weights_negative", values={"count": str(negative)}))
    return problems


def _trim(weighting: Weighting, multiple: float) -> list[Problem]:
    """Weights above `multiple` of the mean are cut to it; what was cut goes to the others in equal parts.

    R's `trimWeights(strict = TRUE)`: repeated until none stands above the bound. But an answer of weight 0 was
    weighted out: it is not in the mean and gains nothing.
    """
    weights = list(weighting.weights)
    used = {place for place, weight in enumerate(weights) if weight}
    bound = multiple * math.fsum(weights) / len(used)
    trimmed: set[int] = set()
    for _round in range(_TRIM_ROUNDS):
        over = [place for place, weight in enumerate(weights) if weight > bound * (1 + 1e-12)]
        others = used.difference(over)
        if not over or not others:
            break
        trimmed.update(over)
        excess = math.fsum(weights[place] - bound for place in over) / len(others)
        for place in over:
            weights[place] = bound
        for place in others:
            weights[place] += excess
    weighting.weights = weights
    weighting.facts["trimmed"] = float(len(trimmed))
    if not trimmed:
        return []
    values = {"count": str(len(trimmed)), "bound": f"{bound:.6g}"}
    return [Problem("weights_trimmed", severity="note", values=values)]


def _order(cell: tuple[Category, ...]) -> list[tuple[int, float, str]]:
    return [order_of(category) for category in cell]


def _words(cell: tuple[Category, ...]) -> str:
    return "×".join(cell)


def _error(code: str, found: str | None = None, **values: str) -> Problem:
    return Problem(code, found=found, severity="error", values=values)
