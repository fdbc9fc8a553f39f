"""What every page of staff asks first: may this viewer know of the survey, and what may they do."""

from dataclasses import dataclass

from hoshin.core.permissions import Actor
from hoshin.core.survey.answer_permissions import can_read_answers, can_settle_answers, can_take_in_answers
from hoshin.server.evidence.queries import source_page
from hoshin.server.surveys.queries import SurveyHeader, standing_of, survey_header


@dataclass(frozen=True, slots=True)
class AnswerPowers:
    """What the viewer may do with the answers of one survey."""

    may_take_in: bool
    may_settle: bool
    may_read: bool


def header_and_powers(survey: int, viewer: Actor) -> tuple[SurveyHeader, AnswerPowers]:
    """The survey as its pages head it; raises `NoSuchSurveyError` for whoever may not know of it."""
    header = survey_header(survey, viewer)
    standing = standing_of(survey)
    powers = AnswerPowers(
        can_take_in_answers(viewer, standing),
        can_settle_answers(viewer, standing),
        can_read_answers(viewer, standing),
    )
    return header, powers


def is_frozen(survey: int, viewer: Actor) -> bool:
    """Whether a period of the survey was closed: figures rest on its answers, so only a correction may change them."""
    header = survey_header(survey, viewer)
    return header.source is not None and bool(source_page(header.source, viewer).snapshots)
