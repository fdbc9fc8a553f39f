"""Which plan, which item, and what the rules need to know of them."""

from hoshin.core.permissions import Actor, ItemStanding, PlanStanding, check_can_read_plan
from hoshin.server.plans.documents import StoredPlan, load
from hoshin.server.plans.models import Plan


class NoSuchPlanError(LookupError):
    """No plan has this number."""


def standing_of(plan: Plan) -> PlanStanding:
    """What the rules need to know of a plan."""
    return PlanStanding(plan.organisation_id, plan.status == "published")


def item_standing(stored: StoredPlan, item: str) -> ItemStanding:
    """What the rules need to know of an item: an owner of its own, or that of the nearest item above."""
    plan = standing_of(stored.row)
    row = stored.nodes.get(item)
    if row is None and item in stored.indicators:
        keys = {n.pk: n for n in stored.nodes.values()}
        row = keys[stored.indicators[item].node_id]
    while row is not None and row.owner_id is None and row.parent_id is not None:
        row = next((n for n in stored.nodes.values() if n.pk == row.parent_id), None)
    return ItemStanding(plan, row.owner_id if row else None)


def readable_row(plan: int, viewer: Actor) -> Plan:
    """The plan's row, if the viewer may read it; raises `NoSuchPlanError` or `RefusedError`. One query."""
    row = Plan.objects.select_related("organisation").filter(pk=plan).first()
    if row is None:
        raise NoSuchPlanError(plan)
    check_can_read_plan(viewer, standing_of(row))
    return row


def readable_plan(plan: int, viewer: Actor) -> StoredPlan:
    """The whole plan, if the viewer may read it. Four queries, however large."""
    return load(readable_row(plan, viewer))
