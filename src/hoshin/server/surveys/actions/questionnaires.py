"""Writing the questionnaire's draft and freezing versions of it."""

from datetime import date, datetime

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.permissions import check_can_edit_survey
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.core.survey.questionnaire_checks import questionnaire_problems
from hoshin.core.survey.questionnaire_editing import as_next_year
from hoshin.core.survey.questionnaire_json import questionnaire_json
from hoshin.server.surveys.actions.changing import SurveyRefusedError, check_not_opened, locked, written
from hoshin.server.surveys.models import QuestionnaireVersion
from hoshin.server.surveys.queries.questionnaires import draft_of_row, previous_questionnaire


@transaction.atomic
def store_draft(*, survey: int, questionnaire: Questionnaire, version: int, by: Actor, on: date) -> int:
    """Keep the draft, whatever is still wrong with it; the survey's new version."""
    row = locked(survey, by, check_can_edit_survey, version)
    check_not_opened(row)
    if row.draft and draft_of_row(row) == questionnaire:
        return row.version
    row.draft = questionnaire_json(questionnaire)
    return written(row, by, "survey.draft_stored", {"questions": len(questionnaire.questions), "on": on.isoformat()})


@transaction.atomic
def copy_questionnaire(*, survey: int, version: int, by: Actor, on: date) -> int:
    """Make last year's questionnaire this year's draft; refused while the draft has questions of its own."""
    row = locked(survey, by, check_can_edit_survey, version)
    check_not_opened(row)
    earlier = previous_questionnaire(row)
    if earlier is None or draft_of_row(row).questions:
        raise SurveyRefusedError(Problem("questionnaire_not_copied", severity="error"))
    row.draft = questionnaire_json(as_next_year(earlier))
    detail = {"from": row.previous_id, "questions": len(earlier.questions), "on": on.isoformat()}
    return written(row, by, "survey.questionnaire_copied", detail)


@transaction.atomic
def freeze_questionnaire(*, survey: int, by: Actor, at: datetime) -> int:
    """Freeze the draft as the next version; its number. From then on it can only be replaced, never changed.

    Refused with every fault while there is one, and once people answer: two wordings in one period would be two
    surveys.
    """
    row = locked(survey, by, check_can_edit_survey)
    check_not_opened(row)
    draft = draft_of_row(row)
    faults = [problem for problem in questionnaire_problems(draft) if problem.severity == "error"]
    if faults:
        raise SurveyRefusedError(*faults)
    latest = QuestionnaireVersion.objects.filter(survey=row).order_by("-number").first()
    content = questionnaire_json(draft)
    if latest is not None and latest.content == content:
        raise SurveyRefusedError(Problem("questionnaire_unchanged", severity="note"))
    number = latest.number + 1 if latest else 1
    QuestionnaireVersion.objects.create(
        survey=row,
        number=number,
        content=content,
        frozen_at=at,
        frozen_by=by.name,
        based_on=_base(row.previous_id, latest),
    )
    written(row, by, "survey.questionnaire_frozen", {"number": number, "questions": len(draft.questions)})
    return number


def _base(previous: int | None, latest: QuestionnaireVersion | None) -> QuestionnaireVersion | None:
    """What a version follows: the one before it, else the last of last year's survey."""
    if latest is not None or previous is None:
        return latest
    return QuestionnaireVersion.objects.filter(survey=previous).order_by("-number").first()
