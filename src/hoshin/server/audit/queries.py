"""Reading the record and proving that it is whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hoshin.server.audit.chain import BEGINNING, link
from hoshin.server.audit.models import ChainHead, Event


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One event as it was written."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Whether the chain is whole: how many events, the last hash (to be kept elsewhere), and the first bad number."""

    count: int
    head: str
    broken_at: int | None

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def events_about(subject: str, *, limit: int = 200) -> tuple[RecordedEvent, ...]:
    """The latest events about one subject, newest first. One query."""
    rows = Event.objects.filter(subject=subject).order_by("-number")[:limit]
    return tuple(RecordedEvent(r.number, r.at, r.actor, r.action, r.subject, r.detail) for r in rows)


def event_hash(number: int) -> str | None:
    """The hash of one event, or None when there is no such event. Zero is the beginning."""
    return BEGINNING if number == 0 else Event.objects.filter(number=number).values_list("hash", flat=True).first()


def verify_chain() -> ChainReport:
    """Recompute every hash. Shows a changed, inserted or missing row; an end that was cut off shows only against
    the head row or a head kept outside.
    """
    previous, number = BEGINNING, 0
    for row in Event.objects.order_by("number").iterator():
        expected = link(
            previous=previous,
            number=number + 1,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            detail=row.detail,
        )
        if row.number != number + 1 or row.previous != previous or row.hash != expected:
            return ChainReport(number, previous, number + 1)
        previous, number = row.hash, row.number
    head = ChainHead.objects.filter(pk=1).first()
    kept = (head.number, head.hash) if head else (0, BEGINNING)
    return ChainReport(number, previous, None if kept == (number, previous) else number + 1)
