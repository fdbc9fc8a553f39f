"""The head's decision to make a plan public. From then on every change is a revision with a date and a reason."""

from datetime import date

from django.db import transaction

from hoshin.core.permissions import Actor, check_can_publish_plan
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.plans.actions.changing import locked
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.standing import standing_of


@transaction.atomic
def publish_plan(*, plan: int, by: Actor, on: date) -> None:
    """Make a draft public; raises `NotStorableError` when it is public already."""
    stored = locked(plan)
    check_can_publish_plan(by, standing_of(stored.row))
    row = stored.row
    if row.status == "published":
        raise NotStorableError(Problem("already_published", severity="error"))
    row.status, row.published_on, row.published_by = "published", on, by.name
    row.save(update_fields=["status", "published_on", "published_by", "updated_at"])
    record(actor=by.name, action="plan_published", subject=f"plan:{plan}", detail={"on": on.isoformat()})
