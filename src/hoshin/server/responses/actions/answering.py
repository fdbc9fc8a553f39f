"""Answering: begin, keep one page, send. What was acknowledged is kept, and never counted twice.

Sending changes the sheet and adds its audit event in one transaction; the receipt is given out only after that
transaction is on the disk. Sending again with the same key gives the same receipt.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hoshin.core.problems.record import Problem
from hoshin.core.survey.questionnaire import Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import answers_problems, read_answer
from hoshin.core.survey.questionnaire_routing import answers_on_path
from hoshin.core.survey.sampling import CODE_SIGNS, token_from, token_hash
from hoshin.server.audit.actions import record
from hoshin.server.responses.models import AnswerSheet, CodeFailure
from hoshin.server.responses.queries.answering import (
    LOCK_OUT,
    Entry,
    SheetView,
    address_hash,
    answers_of,
    sheet_view,
)
from hoshin.server.surveys.queries import SurveyDoor, door_of

UNFINISHED_FOR = timedelta(days=30)
"""How long a sheet that nobody sent is kept in an open survey."""


class NotOpenError(Exception):
    """The survey takes no answers now. `door` says what it is."""

    def __init__(self, door: SurveyDoor) -> None:
        super().__init__(f"survey {door.survey} is {door.status}")
        self.door = door


class NotSendableError(ValueError):
    """The answers cannot be sent as they are. `problems` says everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class AlreadySentError(Exception):
    """The sheet was sent, and not with this key."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a respondent is given: the number and the time. `is_repeated`: it had been given before."""

    number: str
    at: datetime
    is_repeated: bool


def new_receipt() -> str:
    """A number that cannot be guessed from another, short enough to be read out."""
    signs = "".join(secrets.choice(CODE_SIGNS) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


@transaction.atomic
def note_wrong_code(*, address: str, at: datetime) -> None:
    """Count a code that opened nothing."""
    CodeFailure.objects.filter(at__lt=at - 2 * LOCK_OUT).delete()
    CodeFailure.objects.create(address_hash=address_hash(address), at=at)


@transaction.atomic
def begin(*, entry: Entry, on: date) -> SheetView:
    """The sheet of the member that a code belongs to; the one that was begun before, when there is one."""
    _check_open(entry.door)
    assert entry.member is not None and entry.version is not None
    sheet, _ = AnswerSheet.objects.get_or_create(
        member_id=entry.member.id,
        channel="web",
        defaults={
            "survey_id": entry.door.survey,
            "version": entry.version,
            "state": "draft",
            "key": secrets.token_urlsafe(24),
            "started_on": on,
        },
    )
    return sheet_view(sheet)


@transaction.atomic
def begin_open(*, door: SurveyDoor, on: date) -> str:
    """A new sheet for whoever came; returns the code that opens it, which is nowhere else.

    Sheets that nobody finished in a month are thrown away: their browsers have forgotten them too.
    """
    _check_open(door)
    assert door.takes_anyone and door.number is not None
    unfinished = AnswerSheet.objects.filter(survey=door.survey, state="draft", token_hash__isnull=False)
    unfinished.filter(started_on__lt=on - UNFINISHED_FOR).delete()
    token = token_from(secrets.token_bytes(16))
    AnswerSheet.objects.create(
        survey_id=door.survey,
        version=door.number,
        channel="web",
        state="draft",
        key=secrets.token_urlsafe(24),
        token_hash=token_hash(token),
        started_on=on,
    )
    return token


def _check_open(door: SurveyDoor) -> None:
    if not door.is_open or door.questionnaire is None:
        raise NotOpenError(door)


@transaction.atomic
def keep_page(*, entry: Entry, typed: Sequence[tuple[Question, Sequence[str]]]) -> tuple[Problem, ...]:
    """Keep the answers of one page as typed; what is wrong is not kept, and said. Nothing is kept once sent."""
    _check_open(entry.door)
    assert entry.sheet is not None
    row = AnswerSheet.objects.select_for_update().get(pk=entry.sheet.id)
    if row.state != "draft":
        raise AlreadySentError
    problems: list[Problem] = []
    for question, texts in typed:
        answer, faults = read_answer(question, list(texts))
        problems += faults
        if not faults:
            row.answers[question.code] = answer
    row.save(update_fields=["answers"])
    return tuple(problems)


@transaction.atomic
def send(*, entry: Entry, key: str, at: datetime) -> Receipt:
    """Acknowledge the sheet. The same key always gets the same receipt; raises `NotSendableError` with every fault.

    A second sheet of a member whose answers already count is kept as a conflict for a person to decide.
    """
    assert entry.sheet is not None and entry.questionnaire is not None
    row = AnswerSheet.objects.select_for_update().get(pk=entry.sheet.id)
    if row.state != "draft":
        if not secrets.compare_digest(row.key, key):
            raise AlreadySentError
        assert row.receipt is not None and row.sent_at is not None
        return Receipt(row.receipt, row.sent_at, is_repeated=True)
    _check_open(door_of(row.survey_id, timezone.localdate(at)))
    answers = answers_of(row.answers)
    problems = answers_problems(entry.questionnaire, answers)
    if problems:
        raise NotSendableError(problems)
    row.answers = _kept(entry.questionnaire, answers)
    acknowledge(row, at=at, by="")
    assert row.receipt is not None
    return Receipt(row.receipt, at, is_repeated=False)


def _kept(questionnaire: Questionnaire, answers: dict[str, Any]) -> dict[str, Any]:
    return dict(answers_on_path(questionnaire, answers))


def acknowledge(row: AnswerSheet, *, at: datetime, by: str) -> None:
    """Give a sheet its receipt and let it count, or keep it as a conflict when its member's answers count already.

    Must run inside the caller's transaction. The database decides: two channels at the same moment cannot both win.
    """
    assert transaction.get_connection().in_atomic_block
    row.receipt, row.sent_at, row.day = new_receipt(), at, timezone.localdate(at)
    try:
        with transaction.atomic():
            row.state = "counted"
            row.save()
    except IntegrityError:
        row.state = "conflict"
        row.save()
    record(
        actor=by,
        action="answer_received",
        subject=f"survey:{row.survey_id}",
        detail={"receipt": row.receipt, "channel": row.channel, "state": row.state},
        at=at,
    )
