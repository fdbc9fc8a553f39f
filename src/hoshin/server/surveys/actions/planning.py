"""Keeping the population's counts and the design."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import check_can_edit_survey
from hoshin.core.survey.population_counts import PopulationCell, stratum_populations
from hoshin.core.survey.sampling import stratum_words
from hoshin.server.surveys.actions.changing import SurveyRefusedError, check_not_opened, locked, written
from hoshin.server.surveys.designs import SampleDesign, stored_design
from hoshin.server.surveys.models import PopulationCount, SampleMember, Survey
from hoshin.server.surveys.queries.frames import table_of


@transaction.atomic
def store_population(
    *,
    survey: int,
    columns: Sequence[str],
    cells: Sequence[PopulationCell],
    version: int | None = None,
    by: Actor,
    on: date,
) -> int:
    """Keep the counts in place of those that were there; the survey's new version.

    A design and a sample that rest on other columns or other strata no longer fit, so they go.
    """
    row = locked(survey, by, check_can_edit_survey, version)
    check_not_opened(row)
    if not cells:
        raise SurveyRefusedError(Problem("population_empty", severity="error"))
    before = {tuple(cell) for cell in PopulationCount.objects.filter(survey=row).values_list("cell", flat=True)}
    if list(columns) != row.columns or before != {cell.values for cell in cells}:
        _forget_design(row)
    row.columns = list(columns)
    PopulationCount.objects.filter(survey=row).delete()
    PopulationCount.objects.bulk_create(
        [
            PopulationCount(survey=row, position=position, cell=list(cell.values), count=cell.count)
            for position, cell in enumerate(cells)
        ]
    )
    detail = {"cells": len(cells), "total": sum(cell.count for cell in cells), "on": on.isoformat()}
    return written(row, by, "survey.population_stored", detail)


def _forget_design(row: Survey) -> None:
    row.design, row.drawn = {}, {}
    SampleMember.objects.filter(survey=row).delete()


@transaction.atomic
def set_design(*, survey: int, design: SampleDesign, version: int | None = None, by: Actor, on: date) -> int:
    """Keep how many are asked of each stratum and how answers are weighted; the survey's new version.

    A sample that was drawn by other numbers goes: it would not be what the design says.
    """
    row = locked(survey, by, check_can_edit_survey, version)
    check_not_opened(row)
    problems = design_problems(row, design)
    if problems:
        raise SurveyRefusedError(*problems)
    stored = stored_design(design)
    if row.design and (row.design["sizes"], row.design["strata"]) != (stored["sizes"], stored["strata"]):
        row.drawn = {}
        SampleMember.objects.filter(survey=row).delete()
    row.design = stored
    return written(row, by, "survey.design_set", {"wanted": design.total, "on": on.isoformat()})


def design_problems(row: Survey, design: SampleDesign) -> list[Problem]:
    """What does not fit the population."""
    problems = []
    for column in dict.fromkeys((*design.strata, *design.weight_by, *design.cells)):
        if column not in row.columns:
            values = {"columns": "、".join(row.columns)}
            problems.append(Problem("design_column_unknown", found=column, values=values, severity="error"))
    table = table_of(row)
    if problems or table is None:
        return problems
    populations = stratum_populations(table, design.strata)
    for stratum, size in design.sizes.items():
        if size > populations.get(stratum, 0):
            values = {"stratum": stratum_words(stratum), "population": f"{populations.get(stratum, 0):,}"}
            problems.append(Problem("design_more_than_population", found=f"{size:,}", values=values, severity="error"))
    return problems
