"""What the desk shows beside each item of a plan's tree: who may edit it, what waits, what is weak."""

from collections import Counter
from dataclasses import dataclass

from hoshin.core.permissions import Actor, can_edit_item, check_can_read_history
from hoshin.core.plan.document import Indicator
from hoshin.core.plan.edit import siblings_of
from hoshin.core.plan.flat import THE_PLAN, FlatItem, flatten
from hoshin.server.accounts.queries import posts_of
from hoshin.server.plans.queries.meaning import warnings_of
from hoshin.server.plans.queries.standing import item_standing, readable_plan, standing_of


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One issue, outcome or initiative at the desk. The counts take in its indicators, not the items below it.

    `open_problems` are those that need an answer; what is merely worth knowing is not counted.
    """

    may_edit: bool
    owner: str
    open_problems: int
    warnings: int
    is_first: bool
    is_last: bool


def desk_rows(plan: int, viewer: Actor) -> dict[str, DeskRow]:
    """Every issue, outcome and initiative by its id, for staff of the organisation. Five queries, however large."""
    stored = readable_plan(plan, viewer)
    check_can_read_history(viewer, standing_of(stored.row))
    items = flatten(stored.document)
    posts = {post.id: post.name for post in posts_of(stored.row.organisation_id)}
    doubts = Counter(_holder(p.item_id, items) for p in stored.problems if p.state == "open" and p.severity != "note")
    weak = Counter(i.parent for i in items.values() for _ in _warnings(i, items))
    rows = {}
    for item in items.values():
        if item.level in ("issue", "outcome", "initiative"):
            row = stored.nodes[item.id]
            order = siblings_of(stored.document, item.id)
            rows[item.id] = DeskRow(
                may_edit=can_edit_item(viewer, item_standing(stored, item.id)),
                owner=posts.get(row.owner_id or 0, ""),
                open_problems=doubts[item.id],
                warnings=weak[item.id],
                is_first=order[0] == item.id,
                is_last=order[-1] == item.id,
            )
    return rows


def _holder(item: str | None, items: dict[str, FlatItem]) -> str:
    found = items.get(item or THE_PLAN)
    return found.parent if found and found.level == "indicator" else (item or THE_PLAN)


def _warnings(item: FlatItem, items: dict[str, FlatItem]) -> tuple[object, ...]:
    if not isinstance(item.record, Indicator):
        return ()
    return warnings_of(item.record, items[item.parent].level)
