"""Adding an event, inside the transaction of what it records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hoshin.server.audit.chain import BEGINNING, link
from hoshin.server.audit.models import ChainHead, Event


def record(
    *, actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None, at: datetime | None = None
) -> int:
    """Add one event to the chain and return its number.

    Must be called inside the transaction of the change it records: then either both are kept or neither. Two
    writers take their turn at the head row.
    """
    assert transaction.get_connection().in_atomic_block, "an event belongs to the transaction of what it records"
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": BEGINNING})
    event = Event(
        number=head.number + 1,
        at=at or timezone.now(),
        actor=actor,
        action=action,
        subject=subject,
        detail=dict(detail or {}),
        previous=head.hash,
    )
    event.hash = link(
        previous=event.previous,
        number=event.number,
        at=event.at,
        actor=actor,
        action=action,
        subject=subject,
        detail=event.detail,
    )
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    return event.number
