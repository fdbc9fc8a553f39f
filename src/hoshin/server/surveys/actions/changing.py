"""What every change of a survey has in common: lock the row, ask the rule, look at the version, write, record."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import SurveyStanding
from hoshin.server.audit.actions import record
from hoshin.server.surveys.models import Survey
from hoshin.server.surveys.queries.headers import missing_steps
from hoshin.server.surveys.queries.standing import NoSuchSurveyError, standing_of_row


class SurveyRefusedError(Exception):
    """What was asked for cannot be done as it is; `problems` are for the person."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


class StaleSurveyError(SurveyRefusedError):
    """Somebody else changed the survey meanwhile; nothing was written. `version` is the one to send next."""

    def __init__(self, version: int) -> None:
        super().__init__(Problem("survey_changed_meanwhile", severity="error"))
        self.version = version


def locked(
    survey: int, by: Actor, check: Callable[[Actor, SurveyStanding], None], version: int | None = None
) -> Survey:
    """The row, for somebody whom the rule lets pass, locked until the transaction ends.

    Changes of one survey happen one after another. The rule is asked before the version: a stranger learns nothing.
    """
    assert transaction.get_connection().in_atomic_block
    row = Survey.objects.select_for_update().filter(pk=survey).first()
    if row is None:
        raise NoSuchSurveyError(survey)
    check(by, standing_of_row(row))
    if version is not None and row.version != version:
        raise StaleSurveyError(row.version)
    return row


def check_not_opened(row: Survey) -> None:
    """What people are asked and how they are chosen stays as it was once the first may have answered."""
    if row.status in ("open", "closed"):
        raise SurveyRefusedError(Problem("survey_already_open", severity="error"))


def written(row: Survey, by: Actor, action: str, detail: Mapping[str, Any] | None = None) -> int:
    """Write the row under its next version with its event; the version.

    A survey in preparation is `ready` as soon as nothing is missing, and `draft` again when something is.
    """
    row.version += 1
    if row.pk and row.status in ("draft", "ready"):
        row.status = "draft" if missing_steps(row) or row.first is None or row.last is None else "ready"
    row.save()
    record(actor=by.name, action=action, subject=f"survey:{row.pk}", detail=detail)
    return row.version
