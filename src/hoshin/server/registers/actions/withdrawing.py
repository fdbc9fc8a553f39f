"""Taking an entry out of the counts and bringing it back; saying that two that look alike are not the same."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.registers.permissions import check_can_enter
from hoshin.server.audit.actions import record
from hoshin.server.registers.actions.defining import locked_register
from hoshin.server.registers.actions.entering import keep_version, locked_entry
from hoshin.server.registers.models import Distinction, Entry
from hoshin.server.registers.queries.standing import (
    NoSuchRegisterError,
    NotEnteredError,
    StaleEntryError,
    standing_of,
)


def withdraw(*, register: int, entry: int, version: int, reason: str, by: Actor, on: date) -> int:
    """Take an entry out of every count from now on; it stays on record with the reason. Returns its version."""
    if not reason.strip():
        raise NotEnteredError(Problem("entry_reason_required", field="reason", severity="error"))
    return _change_state(register, entry, version, state="withdrawn", reason=reason, by=by, on=on)


def restore(*, register: int, entry: int, version: int, by: Actor, on: date, reason: str = "") -> int:
    """Let a withdrawn entry count again. Returns its version."""
    return _change_state(register, entry, version, state="active", reason=reason, by=by, on=on)


@transaction.atomic
def _change_state(register: int, entry: int, version: int, *, state: str, reason: str, by: Actor, on: date) -> int:
    row, found = locked_entry(register, entry)
    check_can_enter(by, standing_of(row))
    if found.state == state:
        return found.version
    if found.version != version:
        raise StaleEntryError(found.version)
    at = timezone.now()
    kind = "withdrawn" if state == "withdrawn" else "restored"
    keep_version(found, kind, reason, by, at)
    found.state, found.state_reason = state, reason.strip() if state == "withdrawn" else ""
    found.version, found.changed_by, found.changed_at = found.version + 1, by.name, at
    found.save()
    detail = {"entry": entry, "version": found.version, "on": on.isoformat()}
    record(actor=by.name, action=f"entry_{kind}", subject=f"register:{register}", detail=detail, at=at)
    return found.version


@transaction.atomic
def say_different(*, register: int, entries: Sequence[int], by: Actor, on: date) -> None:
    """These entries look alike and are not the same; they are not asked about again."""
    row = locked_register(register)
    check_can_enter(by, standing_of(row))
    numbers = sorted(set(entries))
    if Entry.objects.filter(register=row, pk__in=numbers).count() != len(numbers) or len(numbers) < 2:
        raise NoSuchRegisterError(numbers)
    named = ",".join(str(number) for number in numbers)[:500]
    Distinction.objects.get_or_create(
        register=row, entries=named, defaults={"said_by": by.name, "said_at": timezone.now()}
    )
    detail = {"entries": numbers, "on": on.isoformat()}
    record(actor=by.name, action="entries_told_apart", subject=f"register:{register}", detail=detail)
