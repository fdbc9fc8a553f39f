"""Questionnaires: the draft that is edited, the versions that are frozen, and what counts toward indicators."""

from dataclasses import dataclass
from datetime import datetime

from hoshin.core.survey.design import EstimateRequest
from hoshin.core.survey.questionnaire import CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_comparison import wording_of
from hoshin.core.survey.questionnaire_editing import question_of
from hoshin.core.survey.questionnaire_json import questionnaire_from
from hoshin.core.survey.questionnaire_tables import estimate_request
from hoshin.server.surveys.models import QuestionnaireVersion, Survey
from hoshin.server.surveys.queries.standing import row_of


@dataclass(frozen=True, slots=True)
class FrozenQuestionnaire:
    """A version that people are or were asked with."""

    id: int
    number: int
    questionnaire: Questionnaire
    frozen_at: datetime
    frozen_by: str


@dataclass(frozen=True, slots=True)
class CountedIndicator:
    """A figure that comes from the answers: its question, how it is estimated, and the version of its wording."""

    counted: CountedAnswer
    question: Question
    request: EstimateRequest
    wording: str


def draft_of_row(row: Survey) -> Questionnaire:
    """The draft; before anything was written, one with the survey's title and no question."""
    return questionnaire_from(row.draft) if row.draft else Questionnaire(title=row.title, questions=())


def draft_of(survey: int) -> Questionnaire:
    """The draft of a survey; raises `NoSuchSurveyError`."""
    return draft_of_row(row_of(survey))


def _frozen(version: QuestionnaireVersion) -> FrozenQuestionnaire:
    return FrozenQuestionnaire(
        version.pk, version.number, questionnaire_from(version.content), version.frozen_at, version.frozen_by
    )


def versions_of(survey: int) -> tuple[FrozenQuestionnaire, ...]:
    """Every frozen version, the first first. One query."""
    return tuple(_frozen(version) for version in QuestionnaireVersion.objects.filter(survey=survey))


def questionnaire_for(survey: int) -> FrozenQuestionnaire | None:
    """The version in force: the latest that was frozen."""
    version = QuestionnaireVersion.objects.filter(survey=survey).order_by("-number").first()
    return _frozen(version) if version else None


def questionnaire_numbered(survey: int, number: int) -> FrozenQuestionnaire | None:
    """One version by its number, as an answer names it."""
    version = QuestionnaireVersion.objects.filter(survey=survey, number=number).first()
    return _frozen(version) if version else None


def counted_in(questionnaire: Questionnaire) -> tuple[CountedIndicator, ...]:
    """Every figure of a questionnaire."""
    return tuple(
        CountedIndicator(
            counted,
            question_of(questionnaire, counted.question),
            estimate_request(questionnaire, counted),
            wording_of(questionnaire, counted),
        )
        for counted in questionnaire.counted
    )


def counted_answers(survey: int) -> tuple[CountedIndicator, ...]:
    """Every figure of the version in force; none before one was frozen."""
    frozen = questionnaire_for(survey)
    return counted_in(frozen.questionnaire) if frozen else ()


def previous_questionnaire(row: Survey) -> Questionnaire | None:
    """Last year's questionnaire, when there is a survey of last year: its latest version, else its draft."""
    if row.previous_id is None:
        return None
    frozen = questionnaire_for(row.previous_id)
    return frozen.questionnaire if frozen else draft_of(row.previous_id)


def earlier_questionnaire(survey: int) -> Questionnaire | None:
    """Last year's questionnaire by the number of this year's survey."""
    return previous_questionnaire(row_of(survey))
