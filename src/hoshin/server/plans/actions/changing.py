"""What every change of a stored plan has in common: lock, look, ask the rule, edit, write, record."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hoshin.core.permissions import Actor, check_can_edit_item
from hoshin.core.plan.difference import Change
from hoshin.core.plan.document import PlanDocument
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.plans.documents import StoredPlan, load
from hoshin.server.plans.models import Plan
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.standing import NoSuchPlanError, item_standing
from hoshin.server.plans.storing import Signature, store_document


def locked(plan: int) -> StoredPlan:
    """The whole plan, its row locked until the transaction ends: changes of one plan happen one after another."""
    assert transaction.get_connection().in_atomic_block
    row = Plan.objects.select_for_update().filter(pk=plan).first()
    if row is None:
        raise NoSuchPlanError(plan)
    return load(row)


def signature(by: Actor, on: date, reason: str = "") -> Signature:
    """Who changes what, when and why."""
    return Signature(by.name, on, timezone.now(), reason.strip())


def check_reason(stored: StoredPlan, reason: str) -> None:
    """A change of a published plan is a revision, and a revision has a reason."""
    if stored.row.status == "published" and not reason.strip():
        raise NotStorableError(Problem("reason_required", field="reason", severity="error"))


def change_item(
    *,
    plan: int,
    item: str,
    by: Actor,
    on: date,
    reason: str,
    action: str,
    edit: Callable[[StoredPlan], PlanDocument],
    detail: Mapping[str, Any] | None = None,
    after: Callable[[StoredPlan], None] | None = None,
) -> StoredPlan:
    """`change` of one item, by whoever may edit that item; the plan as it then is."""
    stored, _ = change(
        plan=plan,
        by=by,
        on=on,
        reason=reason,
        action=action,
        check=lambda stored: check_can_edit_item(by, item_standing(stored, item)),
        edit=edit,
        detail={"item": item, **(detail or {})},
        after=after,
    )
    return stored


@transaction.atomic
def change(
    *,
    plan: int,
    by: Actor,
    on: date,
    reason: str,
    action: str,
    check: Callable[[StoredPlan], None],
    edit: Callable[[StoredPlan], PlanDocument],
    detail: Mapping[str, Any] | None = None,
    restoring: bool = False,
    after: Callable[[StoredPlan], None] | None = None,
) -> tuple[StoredPlan, tuple[Change, ...]]:
    """Run one edit of a plan. Nothing is written, and no event recorded, when the edit changes nothing.

    `after` runs in the same transaction once the rows are written.
    """
    stored = locked(plan)
    check(stored)
    edited = edit(stored)
    if edited == stored.document:
        return stored, ()
    check_reason(stored, reason)
    changes = store_document(stored, edited, signature(by, on, reason), restoring=restoring)
    if after is not None:
        after(stored)
    record(
        actor=by.name,
        action=action,
        subject=f"plan:{plan}",
        detail={"changes": len(changes), "reason": reason.strip(), "on": on.isoformat(), **(detail or {})},
    )
    return stored, changes
