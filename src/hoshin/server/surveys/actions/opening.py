"""Opening a survey for answers, and closing it. The figures are made by closing its period, in another app."""

from datetime import date, datetime

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import check_can_open_survey
from hoshin.server.surveys.actions.changing import SurveyRefusedError, check_not_opened, locked, written
from hoshin.server.surveys.queries.opening import opening_problems


@transaction.atomic
def open_survey(*, survey: int, by: Actor, on: date, at: datetime) -> None:
    """Let people answer, from the first day of its period on. What they are asked is fixed from here.

    Refused with everything that is missing.
    """
    row = locked(survey, by, check_can_open_survey)
    check_not_opened(row)
    problems = opening_problems(row, on)
    if problems:
        raise SurveyRefusedError(*problems)
    row.status, row.opened_at = "open", at
    written(row, by, "survey.opened", {"on": on.isoformat()})


@transaction.atomic
def close_survey(*, survey: int, by: Actor, on: date, at: datetime) -> None:
    """Take no more answers from people. Paper that came in time can still be keyed by staff."""
    row = locked(survey, by, check_can_open_survey)
    if row.status != "open":
        raise SurveyRefusedError(Problem("survey_not_open", severity="error"))
    row.status, row.closed_at = "closed", at
    written(row, by, "survey.closed", {"on": on.isoformat()})
