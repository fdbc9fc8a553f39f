"""Beginning a survey, and changing what it is called, whom it asks and when."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from hoshin.core.measurement.years import name_without_year
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import check_can_edit_survey, check_can_start_survey
from hoshin.server.evidence.actions import define_source
from hoshin.server.evidence.queries.standing import EvidenceError
from hoshin.server.surveys.actions.changing import SurveyRefusedError, check_not_opened, locked, written
from hoshin.server.surveys.models import Survey
from hoshin.server.surveys.queries.standing import readable

NOWHERE = 0
"""No organisation has this number."""
AFTER_OPENING = {"last", "retain_until", "notes"}
"""What may still change once people answer: the period may be made longer."""
EDITABLE = AFTER_OPENING | {
    "title", "fiscal_year", "population", "population_words", "sampling", "owner", "first", "previous", "answer_site",
    "seed",
}  # fmt: skip


def check_may_start(by: Actor) -> None:
    """Refuse somebody who may begin a survey nowhere."""
    check_can_start_survey(by, NOWHERE)


@transaction.atomic
def create_survey(
    *,
    organisation: int,
    owner: int | None,
    fiscal_year: int,
    title: str,
    population: str = "residents",
    population_words: str = "",
    sampling: str = "stratified",
    previous: int | None = None,
    by: Actor,
    on: date,
    **more: Any,
) -> int:
    """Begin a survey; its number. `more`: other editable values such as `first` and `last`."""
    check_can_start_survey(by, organisation, owner)
    if previous is not None:
        readable(previous, by)
    row = Survey(
        organisation_id=organisation,
        owner_id=owner,
        fiscal_year=fiscal_year,
        title=title.strip(),
        population=population,
        population_words=population_words.strip(),
        sampling=sampling,
        previous_id=previous,
        seed=more.pop("seed", "") or secrets.token_hex(8),
    )
    _set(row, more)
    _check(row)
    row.source = _source(row, by, on)
    row.version = 0
    written(row, by, "survey.created", {"title": row.title, "fiscal_year": fiscal_year, "on": on.isoformat()})
    return row.pk


def _source(row: Survey, by: Actor, on: date) -> int:
    """The survey's source of evidence: last year's when it asks the same population, so that one line can be drawn.

    It is called without the year that may stand in the survey's title, since the next waves are its, too.
    """
    earlier = row.previous
    if earlier is not None and earlier.source is not None and _asks_the_same(earlier, row):
        return int(earlier.source)
    try:
        return define_source(
            kind="survey",
            organisation=row.organisation_id,
            title=name_without_year(row.title),
            population=row.population,
            population_words=row.population_words,
            instrument=name_without_year(row.title),
            owner=row.owner_id,
            by=by,
            on=on,
        )
    except EvidenceError as refused:
        raise SurveyRefusedError(*refused.problems) from refused


def _asks_the_same(earlier: Survey, row: Survey) -> bool:
    return (earlier.organisation_id, earlier.population) == (row.organisation_id, row.population)


def _set(row: Survey, values: Mapping[str, Any]) -> list[str]:
    """Set what differs; the names of what was changed."""
    assert values.keys() <= EDITABLE, values.keys() - EDITABLE
    changed = []
    for name, value in values.items():
        field = f"{name}_id" if name in ("owner", "previous") else name
        if getattr(row, field) != value:
            setattr(row, field, value)
            changed.append(name)
    return changed


def _check(row: Survey) -> None:
    problems = []
    if not row.title.strip():
        problems.append(Problem("questionnaire_untitled", field="title", severity="error"))
    if not 1868 <= row.fiscal_year <= 2200:
        found = str(row.fiscal_year)
        problems.append(Problem("survey_year_impossible", field="fiscal_year", found=found, severity="error"))
    if row.first and row.last and row.last < row.first:
        values = {"first": row.first.isoformat(), "last": row.last.isoformat()}
        problems.append(Problem("survey_period_reversed", field="last", values=values, severity="error"))
    if problems:
        raise SurveyRefusedError(*problems)


@transaction.atomic
def edit_survey(*, survey: int, values: Mapping[str, Any], version: int, by: Actor, on: date) -> int:
    """Change what a survey is; its new version. Nothing is written when nothing differs.

    Once it is open only its end, its retention and its notes can change. A survey given to another post must still
    be the editor's to give.
    """
    row = locked(survey, by, check_can_edit_survey, version)
    before = row.sampling
    if values.get("previous") is not None:
        readable(values["previous"], by)
    changed = _set(row, values)
    if not changed:
        return row.version
    if set(changed) - AFTER_OPENING:
        check_not_opened(row)
    if row.sampling != before:
        row.design, row.drawn = {}, {}
        row.members.all().delete()
    _check(row)
    if {"population", "previous"} & set(changed):
        row.source = _source(row, by, on)
    return written(row, by, "survey.edited", {"fields": sorted(changed), "on": on.isoformat()})
