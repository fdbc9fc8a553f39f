"""Deciding which of one member's sheets counts."""

from datetime import datetime

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.survey.answer_permissions import check_can_settle_answers
from hoshin.server.audit.actions import record
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.surveys.queries import standing_of


class NoSuchConflictError(LookupError):
    """Nothing waits for a decision here: there is no such sheet, or somebody has decided meanwhile."""


@transaction.atomic
def settle_conflict(*, survey: int, member: int, keep: int, by: Actor, at: datetime) -> None:
    """Let this sheet count and set the member's others aside. They are kept, and never counted."""
    check_can_settle_answers(by, standing_of(survey))
    rivals = AnswerSheet.objects.select_for_update().filter(
        survey=survey, member=member, state__in=["counted", "conflict"]
    )
    sheets = {sheet.pk: sheet for sheet in rivals}
    if keep not in sheets or all(sheet.state == "counted" for sheet in sheets.values()):
        raise NoSuchConflictError(keep)
    aside = [pk for pk in sheets if pk != keep]
    AnswerSheet.objects.filter(pk__in=aside).update(state="set_aside", decided_by=by.name, decided_at=at)
    AnswerSheet.objects.filter(pk=keep).update(state="counted", decided_by=by.name, decided_at=at)
    record(
        actor=by.name,
        action="answer_conflict_settled",
        subject=f"survey:{survey}",
        detail={"kept": sheets[keep].channel, "set_aside": [sheets[pk].channel for pk in aside]},
        at=at,
    )
