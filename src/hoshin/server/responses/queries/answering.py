"""From a one-time code to the survey it opens and the sheet that is being answered with it."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from hoshin.core.survey.questionnaire import Answers, Questionnaire
from hoshin.core.survey.sampling import CODE_SIGNS, TOKEN_LENGTH, evened_code, token_hash
from hoshin.server.responses.models import AnswerSheet, CodeFailure
from hoshin.server.surveys.queries import (
    SampledMember,
    SurveyDoor,
    door_of,
    member_of_token,
    questionnaire_numbered,
)

FAILURES_ALLOWED = 50
LOCK_OUT = timedelta(minutes=15)
"""A one-time code has 59 bits. At 50 guesses a quarter of an hour, one address would need 10¹² years for one of 1,500
codes, while hundreds of people behind one address may mistype theirs."""


class NoSuchTokenError(LookupError):
    """Nothing is opened by this code."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as its own respondent may see it."""

    id: int
    version: int
    key: str
    state: str
    answers: Answers
    receipt: str | None
    sent_at: datetime | None

    @property
    def is_sent(self) -> bool:
        """Whether it was acknowledged."""
        return self.receipt is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a code opens. `sheet` is None until somebody has begun; `questionnaire` is the one they began with."""

    door: SurveyDoor
    questionnaire: Questionnaire | None
    version: int | None
    member: SampledMember | None
    sheet: SheetView | None


def is_well_formed(token: str) -> bool:
    """Whether a typed text could be a one-time code at all.

    >>> is_well_formed("ａ2b3-c4d5-e6f7"), is_well_formed("A2B3")
    (True, False)
    """
    evened = evened_code(token)
    return len(evened) == TOKEN_LENGTH and all(sign in CODE_SIGNS for sign in evened)


def entry_of(token: str, on: date) -> Entry:
    """What this code opens on a day; raises `NoSuchTokenError`. An open survey's sheet has a code of its own."""
    if not is_well_formed(token):
        raise NoSuchTokenError
    row = AnswerSheet.objects.filter(token_hash=token_hash(token)).first()
    member = None if row else member_of_token(token)
    if member is not None:
        row = AnswerSheet.objects.filter(member_id=member.id, channel="web").first()
    if row is None and member is None:
        raise NoSuchTokenError
    survey = row.survey_id if row else member.survey  # type: ignore[union-attr]
    return _entry(door_of(survey, on), member, row)


def _entry(door: SurveyDoor, member: SampledMember | None, row: AnswerSheet | None) -> Entry:
    questionnaire, version = door.questionnaire, door.number
    if row is not None and row.version != version:
        frozen = questionnaire_numbered(row.survey_id, row.version)
        questionnaire, version = (frozen.questionnaire, frozen.number) if frozen else (questionnaire, version)
    return Entry(door, questionnaire, version, member, sheet_view(row) if row else None)


def sheet_view(row: AnswerSheet) -> SheetView:
    """A row as its respondent sees it."""
    return SheetView(row.pk, row.version, row.key, row.state, answers_of(row.answers), row.receipt, row.sent_at)


def answers_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Stored JSON as answers: several chosen options are a tuple again."""
    return {code: tuple(value) if isinstance(value, list) else value for code, value in stored.items()}


def address_hash(address: str) -> str:
    """An address as it is kept with failures: it can be known again, not read."""
    return hmac.new(settings.SECRET_KEY.encode(), f"code failure\n{address}".encode(), hashlib.sha256).hexdigest()


def locked_until(*, address: str, at: datetime) -> datetime | None:
    """When codes may be tried again from this address, or None when they may now."""
    recent = list(
        CodeFailure.objects.filter(address_hash=address_hash(address), at__gt=at - LOCK_OUT)
        .order_by("-at")
        .values_list("at", flat=True)[:FAILURES_ALLOWED]
    )
    return recent[0] + LOCK_OUT if len(recent) >= FAILURES_ALLOWED else None
