"""What somebody who comes to answer may know: whether the survey takes answers today, and its questions."""

from dataclasses import dataclass
from datetime import date

from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.sampling import evened_code
from hoshin.server.surveys.queries.questionnaires import questionnaire_for
from hoshin.server.surveys.queries.standing import row_of

OPEN_KINDS = ("open", "monitor")


@dataclass(frozen=True, slots=True)
class SurveyDoor:
    """A survey as people who answer see it. `takes_anyone`: no code is needed."""

    survey: int
    title: str
    organisation_ja: str
    organisation_en: str
    status: str
    sampling: str
    first: date | None
    last: date | None
    is_open: bool
    takes_anyone: bool
    number: int | None
    questionnaire: Questionnaire | None


def door_of(survey: int, on: date) -> SurveyDoor:
    """The door of a survey on a day. It is open while the survey is and its period lasts.

    For public pages: no viewer is asked for. Raises `NoSuchSurveyError`.
    """
    row = row_of(survey)
    frozen = questionnaire_for(survey)
    within = row.first is not None and row.last is not None and row.first <= on <= row.last
    return SurveyDoor(
        survey=row.pk,
        title=frozen.questionnaire.title if frozen else row.title,
        organisation_ja=row.organisation.name_ja,
        organisation_en=row.organisation.name_en,
        status=row.status,
        sampling=row.sampling,
        first=row.first,
        last=row.last,
        is_open=row.status == "open" and within and frozen is not None,
        takes_anyone=row.sampling == "open",
        number=frozen.number if frozen else None,
        questionnaire=frozen.questionnaire if frozen else None,
    )


def answer_path(token: str) -> str:
    """The address where a one-time code is used, without the site."""
    return f"/responses/{evened_code(token)}/"


def open_path(survey: int) -> str:
    """The address where anyone may answer an open survey, without the site."""
    return f"/responses/open/{survey}/"
