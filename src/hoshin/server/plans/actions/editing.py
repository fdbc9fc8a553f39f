"""The planner's edits of the tree: add, change, order, remove, bring back, give to a section."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

from django.db import transaction

from hoshin.core.permissions import Actor, check_can_edit_plan
from hoshin.core.plan.codec import from_json
from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.edit import (
    EditError,
    Step,
    blank,
    item_of,
    reorder,
    restore_items,
    set_fields,
)
from hoshin.core.plan.edit import (
    add_item as with_item,
)
from hoshin.core.plan.edit import (
    remove_item as without_item,
)
from hoshin.core.plan.flat import RECORDS, THE_PLAN, FlatItem, Level, name_of
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.queries import posts_of
from hoshin.server.audit.actions import record
from hoshin.server.plans.actions.changing import change, change_item, locked
from hoshin.server.plans.documents import StoredPlan, indicator_item, node_item
from hoshin.server.plans.entering import as_typed, entered
from hoshin.server.plans.models import Revision
from hoshin.server.plans.queries.standing import standing_of


@dataclass(frozen=True, slots=True)
class ConflictingField:
    """One field on which two edits differ: as it was at first, as the other left it, as this one wants it."""

    field: str
    base: Any
    theirs: Any
    mine: Any


class EditConflict(Exception):
    """The item was changed since the form was opened, so nothing was stored.

    Carries everything that is needed to show both versions: `fields` are those on which they differ, `version` the
    one to send with the next attempt, `changed_by` who was first.
    """

    def __init__(
        self, item: FlatItem, fields: tuple[ConflictingField, ...], version: int, changed_by: str | None
    ) -> None:
        super().__init__(f"{item.id} is at version {version}")
        self.item = item
        self.fields = fields
        self.version = version
        self.changed_by = changed_by
        self.problem = Problem("edit_conflict", found=name_of(item.record), item=item.id, severity="error")

    @property
    def mine(self) -> dict[str, Any]:
        """What this person wanted, by field."""
        return {f.field: f.mine for f in self.fields}

    @property
    def theirs(self) -> dict[str, Any]:
        """What is stored now, by field."""
        return {f.field: f.theirs for f in self.fields}

    @property
    def base(self) -> dict[str, Any]:
        """What both saw when they began, by field."""
        return {f.field: f.base for f in self.fields}


def add_item(
    *,
    plan: int,
    level: Level,
    name: str,
    by: Actor,
    on: date,
    parent: str = THE_PLAN,
    code: str | None = None,
    reason: str = "",
) -> str:
    """Add an item as the last one under `parent` and return its id, which never changes.

    An outcome's parent is its issue or the plan, an initiative's an outcome, an indicator's an outcome or initiative.
    """
    item = f"{level}-{secrets.token_hex(6)}"
    change(
        plan=plan,
        by=by,
        on=on,
        reason=reason,
        action="item_added",
        check=lambda stored: check_can_edit_plan(by, standing_of(stored.row)),
        edit=lambda stored: with_item(stored.document, blank(level, item, name, code), level=level, parent=parent),
        detail={"item": item},
    )
    return item


def edit_item(
    *,
    plan: int,
    item: str,
    values: Mapping[str, Any],
    version: int,
    by: Actor,
    on: date,
    reason: str = "",
) -> int:
    """Give an item's fields new values (core values: text or None, `Budget`, tuples) and return its new version.

    `version` is the one that the form was opened with; raises `EditConflict` when somebody changed the item since,
    unless the item already says what is wanted. `THE_PLAN` edits the plan's own texts.
    """

    def edit(stored: StoredPlan) -> PlanDocument:
        check_version(stored, item, values, version)
        return set_fields(stored.document, item, values)

    detail = {"fields": sorted(values)}
    stored = change_item(
        plan=plan, item=item, by=by, on=on, reason=reason, action="item_edited", edit=edit, detail=detail
    )
    return stored.version_of(item)


def edit_texts(
    *,
    plan: int,
    item: str,
    texts: Mapping[str, str],
    version: int,
    by: Actor,
    on: date,
    reason: str = "",
) -> int:
    """The same with fields as typed, as `editable_item` gives them; raises `EditError` for what cannot be read."""
    values: dict[str, Any] = {}

    def edit(stored: StoredPlan) -> PlanDocument:
        found = item_of(stored.document, item)
        for field, text in texts.items():
            if text.replace("\r\n", "\n") != as_typed(found, field):
                values.update(entered(found, field, text))
        check_version(stored, item, values, version)
        return set_fields(stored.document, item, values)

    detail = {"fields": sorted(texts)}
    stored = change_item(
        plan=plan, item=item, by=by, on=on, reason=reason, action="item_edited", edit=edit, detail=detail
    )
    return stored.version_of(item)


def check_version(stored: StoredPlan, item: str, values: Mapping[str, Any], version: int) -> None:
    """Refuse to write over what somebody else wrote meanwhile."""
    found = item_of(stored.document, item)
    current = stored.version_of(item)
    differing = [f for f, v in values.items() if hasattr(found.record, f) and getattr(found.record, f) != v]
    if current == version or not differing:
        return
    since = list(Revision.objects.filter(plan=stored.row, item_id=item, item_version__gt=version).order_by("id"))
    fields = tuple(ConflictingField(f, _base(found, f, since), getattr(found.record, f), values[f]) for f in differing)
    raise EditConflict(found, fields, current, since[-1].by if since else None)


def _base(item: FlatItem, field: str, since: list[Revision]) -> Any:
    first = next((r for r in since if r.field == field), None)
    if first is None:
        return getattr(item.record, field)
    return from_json(get_type_hints(RECORDS[item.level])[field], first.old)


def reorder_item(*, plan: int, item: str, to: Step | int, by: Actor, on: date, reason: str = "") -> None:
    """Move an item one step up or down, or to a position from 0, among its siblings."""
    change(
        plan=plan,
        by=by,
        on=on,
        reason=reason,
        action="item_moved",
        check=lambda stored: check_can_edit_plan(by, standing_of(stored.row)),
        edit=lambda stored: reorder(stored.document, item, to),
        detail={"item": item},
    )


def remove_item(*, plan: int, item: str, by: Actor, on: date, reason: str = "") -> None:
    """Remove an item with all that stands below it. The rows stay, so `restore_item` brings everything back."""
    change(
        plan=plan,
        by=by,
        on=on,
        reason=reason,
        action="item_removed",
        check=lambda stored: check_can_edit_plan(by, standing_of(stored.row)),
        edit=lambda stored: without_item(stored.document, item),
        detail={"item": item},
    )


def restore_item(*, plan: int, item: str, by: Actor, on: date, reason: str = "") -> None:
    """Bring a removed item back to its place, with what was removed together with it.

    Raises `EditError` when it is not removed, or when what it stood under is still removed.
    """
    change(
        plan=plan,
        by=by,
        on=on,
        reason=reason,
        action="item_restored",
        check=lambda stored: check_can_edit_plan(by, standing_of(stored.row)),
        edit=lambda stored: restore_items(stored.document, removed_together(stored, item)),
        detail={"item": item},
        restoring=True,
    )


def removed_together(stored: StoredPlan, item: str) -> tuple[FlatItem, ...]:
    """The removed item and what went with it, as they were."""
    row = stored.nodes.get(item) or stored.indicators.get(item)
    if row is None or row.removed_at is None:
        raise EditError(Problem("no_such_item", found=item, severity="error"))
    by_key = {n.pk: n for n in stored.nodes.values()}
    gone = {
        **{n.item_id: node_item(n, by_key) for n in stored.nodes.values() if n.removed_at == row.removed_at},
        **{i.item_id: indicator_item(i, by_key) for i in stored.indicators.values() if i.removed_at == row.removed_at},
    }
    chosen = {item}
    for _ in RECORDS:
        chosen |= {key for key, other in gone.items() if other.parent in chosen and other.parent != THE_PLAN}
    return tuple(gone[key] for key in gone if key in chosen)


@transaction.atomic
def assign_owner(*, plan: int, item: str, post: int | None, by: Actor, on: date) -> None:
    """Give an issue, outcome or initiative to a post of the organisation, or to none. Not a change of the plan."""
    stored = locked(plan)
    check_can_edit_plan(by, standing_of(stored.row))
    row = stored.nodes.get(item)
    if row is None or (post is not None and post not in {p.id for p in posts_of(stored.row.organisation_id)}):
        raise EditError(Problem("no_such_item", found=item, severity="error"))
    if row.owner_id != post:
        row.owner_id = post
        row.save(update_fields=["owner"])
        detail = {"item": item, "post": post, "on": on.isoformat()}
        record(actor=by.name, action="owner_assigned", subject=f"plan:{plan}", detail=detail)
