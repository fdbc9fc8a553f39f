"""Closing a survey's period: its answers are frozen, and the indicators that they count toward get their figures."""

from datetime import date, datetime

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.survey.answer_permissions import check_can_settle_answers
from hoshin.server.audit.actions import record
from hoshin.server.evidence.actions import attach_indicator, close_period
from hoshin.server.evidence.actions.closing import ClosedPeriod
from hoshin.server.evidence.queries import EvidenceError
from hoshin.server.responses.queries.closing import attachings, closing_page
from hoshin.server.responses.queries.result_records import TABLE, definition_of
from hoshin.server.responses.queries.table import answer_table
from hoshin.server.surveys.queries import standing_of
from hoshin.server.surveys.queries.questionnaires import earlier_questionnaire


class SurveyNotClosedError(ValueError):
    """The period cannot be closed; `problems` says everything that stands in the way."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


@transaction.atomic
def close_survey_period(*, survey: int, by: Actor, on: date, at: datetime, reason: str = "") -> ClosedPeriod:
    """Freeze the answers that count, attach the indicators of this year's plan, and measure them.

    A second closing is a correction: with a reason, and only when the answers have changed. Raises
    `SurveyNotClosedError` with every problem, and then nothing is kept.
    """
    page = closing_page(survey, by, on)
    check_can_settle_answers(by, standing_of(survey))
    problems = [p for p in page.problems if p.severity == "error"]
    if page.is_correction and not reason.strip():
        problems.append(Problem("correction_reason_required", field="reason", severity="error"))
    if page.period is None or page.header.source is None:
        problems.append(Problem("survey_period_missing", severity="error"))
    if problems or page.period is None or page.header.source is None:
        raise SurveyNotClosedError(*problems)
    table = answer_table(survey)
    try:
        _attach(survey, page.header.source, by, on)
        closed = close_period(
            source=page.header.source,
            period=page.period,
            tables={TABLE: table},
            definition=definition_of(survey, page.header, table),
            by=by,
            at=at,
            reason=reason,
        )
    except EvidenceError as refused:
        raise SurveyNotClosedError(*refused.problems) from refused
    detail = {"snapshot": closed.snapshot, "answers": len(table.rows), "reason": reason.strip()}
    record(actor=by.name, action="survey_period_closed", subject=f"survey:{survey}", detail=detail, at=at)
    return closed


def _attach(survey: int, source: int, by: Actor, on: date) -> None:
    """Attach what is not attached yet. Periods of earlier years are measured by the wording that was asked then, so
    that a changed question cuts the line.
    """
    for each in attachings(survey, by, earlier_questionnaire(survey)):
        wordings = [each.earlier, each.wording] if each.earlier else [each.wording]
        for wording in wordings:
            attach_indicator(
                source=source,
                plan=each.plan,
                indicator=each.indicator,
                recipe=each.recipe,
                wording=wording,
                base_words=each.base_words,
                by=by,
                on=on,
                closes_next=True,
            )
