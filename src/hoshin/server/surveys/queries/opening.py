"""What still stands in the way of opening a survey."""

from datetime import date

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.surveys.models import Survey
from hoshin.server.surveys.queries.headers import missing_steps
from hoshin.server.surveys.queries.standing import readable

NEEDS = {
    "population": "survey_needs_population",
    "design": "survey_needs_design",
    "sample": "survey_needs_sample",
    "questionnaire": "survey_needs_questionnaire",
}


def opening_problems(row: Survey, on: date) -> list[Problem]:
    """Everything that stands in the way of opening it on a day."""
    problems = [Problem(NEEDS[step.name], severity="error") for step in missing_steps(row)]
    if row.first is None or row.last is None:
        problems.append(Problem("survey_period_missing", severity="error"))
    elif row.last < on:
        problems.append(Problem("survey_period_over", values={"last": row.last.isoformat()}, severity="error"))
    return problems


def missing_for_opening(survey: int, viewer: Actor, on: date) -> tuple[Problem, ...]:
    """The same for a page; nothing once it is open."""
    row = readable(survey, viewer)
    return () if row.status in ("open", "closed") else tuple(opening_problems(row, on))
