"""A survey's design between its row and the core: how many are asked of each stratum, and how answers are weighted."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Adjustment, EstimateRequest, PopulationTable, Sampling, SurveyDesign
from hoshin.core.survey.planning import (
    answers_needed,
    half_width_of,
    plan_of_stratum,
    smallest_callable_change,
)
from hoshin.core.survey.population_counts import margin
from hoshin.core.survey.questionnaire_answers import number_typed
from hoshin.core.survey.sampling import Allocation, Stratum, allocate, stratum_words

Weighting = Literal["none", "poststratify", "rake"]
STRATUM, STRATUM_POPULATION, STRATUM_DRAWN, DESIGN_WEIGHT = (
    "stratum",
    "stratum_population",
    "stratum_drawn",
    "design_weight",
)
"""The columns that `frame_row` puts beside every answer."""


@dataclass(frozen=True, slots=True)
class SampleDesign:
    """What was decided. Percentages are kept as typed (「50」); `sizes` are those to mail, by stratum.

    `strata`: columns of the population that divide the sample. `weight_by`: columns that answers are weighted to,
    jointly (`poststratify`) or each by itself (`rake`). `cells`: columns by which silence is made up for.
    """

    strata: tuple[str, ...] = ()
    allocation: Allocation = "proportional"
    half_width: str = "5"
    response: str = "30"
    responses: Mapping[Stratum, str] = field(default_factory=dict)
    per_stratum: bool = False
    sizes: Mapping[Stratum, int] = field(default_factory=dict)
    weighting: Weighting = "none"
    weight_by: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many are mailed."""
        return sum(self.sizes.values())


def stored_design(design: SampleDesign) -> dict[str, Any]:
    """The design as JSON values."""
    return {
        "strata": list(design.strata),
        "allocation": design.allocation,
        "half_width": design.half_width,
        "response": design.response,
        "responses": [[list(stratum), share] for stratum, share in sorted(design.responses.items())],
        "per_stratum": design.per_stratum,
        "sizes": [[list(stratum), size] for stratum, size in sorted(design.sizes.items())],
        "weighting": design.weighting,
        "weight_by": list(design.weight_by),
        "cells": list(design.cells),
    }


def read_design(stored: Mapping[str, Any]) -> SampleDesign:
    """The design that a row holds; an empty one before anything was decided."""
    if not stored:
        return SampleDesign()
    return SampleDesign(
        strata=tuple(stored["strata"]),
        allocation=cast("Allocation", stored["allocation"]),
        half_width=stored["half_width"],
        response=stored["response"],
        responses={tuple(stratum): share for stratum, share in stored["responses"]},
        per_stratum=stored["per_stratum"],
        sizes={tuple(stratum): size for stratum, size in stored["sizes"]},
        weighting=cast("Weighting", stored["weighting"]),
        weight_by=tuple(stored["weight_by"]),
        cells=tuple(stored["cells"]),
    )


def core_design(
    sampling: str,
    design: SampleDesign,
    population: PopulationTable | None,
    asked: Mapping[tuple[str, ...], int],
    estimates: tuple[EstimateRequest, ...] = (),
) -> SurveyDesign:
    """The design of the table of answers, in the core's words. `asked`: how many were asked by the design's cells.

    A stratum that nobody lives in, or that was not asked, cannot be weighted to, so it is left out.
    """
    return SurveyDesign(
        sampling=_sampling(sampling, design, population, bool(asked)),
        adjust=_adjustment(design, population, asked),
        estimates=estimates,
    )


def _sampling(kind: str, design: SampleDesign, population: PopulationTable | None, has_cells: bool) -> Sampling:
    if kind in ("open", "monitor"):
        return Sampling(kind="open")
    strata = (STRATUM,) if kind == "stratified" and design.strata else ()
    fpc = (STRATUM_POPULATION,) if population is not None else ()
    if kind == "census":
        return Sampling(kind="census", strata=strata, fpc=fpc)
    weights = DESIGN_WEIGHT if has_cells and population is not None else None
    return Sampling(weights=weights, strata=strata, fpc=fpc)


def _adjustment(
    design: SampleDesign, population: PopulationTable | None, asked: Mapping[tuple[str, ...], int]
) -> Adjustment:
    nonresponse = PopulationTable(design.cells, dict(asked)) if design.cells and asked else None
    if population is None or not design.weight_by or design.weighting == "none":
        return Adjustment(nonresponse=nonresponse)
    if design.weighting == "poststratify":
        return Adjustment(nonresponse=nonresponse, poststratify=_inhabited(margin(population, design.weight_by)))
    margins = tuple(_inhabited(margin(population, (column,))) for column in design.weight_by)
    return Adjustment(nonresponse=nonresponse, rake=margins)


def _inhabited(table: PopulationTable) -> PopulationTable:
    return PopulationTable(table.by, {cell: count for cell, count in table.counts.items() if count})


@dataclass(frozen=True, slots=True)
class PlannedStratum:
    """One stratum of the sample-size helper: how many live there, how many answers are wanted, how many to mail.

    `half_width`: what the answers that are to be expected would give at 50 %, in points; None when none are.
    """

    stratum: Stratum
    words: str
    population: int
    response: str
    answers: int
    mailed: int
    half_width: float | None

    @property
    def points(self) -> str:
        """The half-width in points, to one decimal, rounded up so that no more is promised than is kept."""
        return "" if self.half_width is None else _points(self.half_width)

    @property
    def callable_change(self) -> str:
        """The smallest change from a year to the next with as many answers that can be told from none, in points."""
        return _points(smallest_callable_change(self.answers)) if self.answers else ""


def _points(share: float) -> str:
    return f"{math.ceil(share * 1000 - 1e-9) / 10:.1f}"


class DesignNumberError(ValueError):
    """A percentage or a number that was typed cannot be used. `problems` names each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


def percentage(text: str, field: str) -> float:
    """A percentage as typed (「50」「50%」), as a share above 0 and up to 1; raises `DesignNumberError`."""
    number = number_typed(text.replace("％", "").replace("%", ""))
    if number is None or not 0 < number <= 100:
        raise DesignNumberError(Problem("design_share_impossible", found=text, field=field, severity="error"))
    return number / 100


def with_sizes(design: SampleDesign, populations: Mapping[Stratum, int]) -> SampleDesign:
    """The design with how many to mail worked out from the wanted half-width and the expected response.

    `per_stratum`: the half-width is wanted in each stratum; else overall, and shared out by the allocation. With the
    allocation 「given」 the numbers that were typed stay.
    """
    if design.allocation == "given":
        return replace(design, sizes={s: min(design.sizes.get(s, 0), n) for s, n in populations.items()})
    half_width = percentage(design.half_width, "half_width")
    shares = {s: percentage(design.responses.get(s, design.response), "response") for s in populations}
    if design.per_stratum:
        sizes = {s: _mailed(half_width, n, shares[s]) for s, n in populations.items()}
        return replace(design, sizes=sizes)
    everyone = sum(populations.values())
    answers = answers_needed(half_width, population=everyone) if everyone else 0
    wanted = allocate(answers, populations, design.allocation)
    return replace(
        design,
        sizes={s: plan_of_stratum(wanted[s], population=n, response=shares[s]).to_mail for s, n in populations.items()},
    )


def _mailed(half_width: float, population: int, response: float) -> int:
    if not population:
        return 0
    answers = answers_needed(half_width, population=population)
    return plan_of_stratum(answers, population=population, response=response).to_mail


def planned_strata(design: SampleDesign, populations: Mapping[Stratum, int]) -> tuple[PlannedStratum, ...]:
    """The table of the helper: every stratum with what its number to mail would give."""
    found = []
    for stratum, population in sorted(populations.items()):
        response = design.responses.get(stratum, design.response)
        mailed = design.sizes.get(stratum, 0)
        answers = _answers_expected(mailed, response)
        width = half_width_of(answers, population=population) if answers else None
        found.append(PlannedStratum(stratum, stratum_words(stratum), population, response, answers, mailed, width))
    return tuple(found)


def _answers_expected(mailed: int, response: str) -> int:
    """None come of a response that cannot be read; its sentence stands above the table."""
    try:
        return int(mailed * percentage(response, "response") + 1e-9)
    except DesignNumberError:
        return 0


def planned_whole(strata: Sequence[PlannedStratum]) -> PlannedStratum:
    """All strata together: the half-width of the whole is that of the weighted sum of the strata at 50 %."""
    population = sum(s.population for s in strata)
    answers, mailed = sum(s.answers for s in strata), sum(s.mailed for s in strata)
    known = [s for s in strata if s.population]
    width = None
    if population and all(s.half_width is not None for s in known):
        width = math.hypot(*(s.population / population * (s.half_width or 0) for s in known))
    return PlannedStratum((), stratum_words(()), population, "", answers, mailed, width)
