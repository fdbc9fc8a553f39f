"""From a number to a survey's row, for those who may know of it."""

from typing import cast

from hoshin.core.permissions import Actor
from hoshin.core.survey.permissions import SurveyStanding, SurveyStatus, can_read_survey
from hoshin.server.surveys.models import Survey


class NoSuchSurveyError(LookupError):
    """There is no such survey, or none that the viewer may know of."""


def row_of(survey: int) -> Survey:
    """The row of a survey with its organisation and owner."""
    row = Survey.objects.select_related("organisation", "owner").filter(pk=survey).first()
    if row is None:
        raise NoSuchSurveyError(survey)
    return row


def standing_of_row(row: Survey) -> SurveyStanding:
    """What the rules need to know of it."""
    return SurveyStanding(row.organisation_id, row.owner_id, cast("SurveyStatus", row.status))


def standing_of(survey: int) -> SurveyStanding:
    """What the rules need to know of a survey; raises `NoSuchSurveyError`."""
    return standing_of_row(row_of(survey))


def readable(survey: int, viewer: Actor) -> Survey:
    """The row, for somebody who may read it; for others there is no such survey."""
    row = row_of(survey)
    if not can_read_survey(viewer, standing_of_row(row)):
        raise NoSuchSurveyError(survey)
    return row
