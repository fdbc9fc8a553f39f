"""What changed, when, why and by whom; the public record of a published plan and the inner one of its staff."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hoshin.core.change_wording import value_in_words
from hoshin.core.permissions import Actor, can_read_history
from hoshin.server.accounts.queries import display_names
from hoshin.server.plans.models import Indicator, PlanNode, Revision, Upload
from hoshin.server.plans.queries.standing import readable_row, standing_of


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One change. `old` and `new` are words for people; `by` is None for viewers who may not see who made it."""

    item: str
    level: str
    name: str
    kind: str
    field: str
    old: str
    new: str
    reason: str
    on: date
    at: datetime
    by: str | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """A removed item that can be brought back by `restore_item`."""

    item: str
    level: str
    name: str
    removed_at: datetime
    removed_by: str


@dataclass(frozen=True, slots=True)
class UploadView:
    """A document that was imported, and whether its original is kept."""

    id: int
    name: str
    size: int | None
    on: date
    by: str
    has_original: bool


def revisions(
    plan: int, viewer: Actor, *, item: str | None = None, language: str = "ja", limit: int = 500
) -> tuple[RevisionView, ...]:
    """Changes of a plan or of one of its items, newest first: to staff all, to others those after publication.

    At most four queries.
    """
    row = readable_row(plan, viewer)
    is_staff = can_read_history(viewer, standing_of(row))
    rows = Revision.objects.filter(plan=row)
    if item is not None:
        rows = rows.filter(item_id=item)
    if not is_staff:
        rows = rows.filter(is_public=True)
    found = list(rows.order_by("-id")[:limit])
    names = display_names({r.by for r in found}) if is_staff else {}
    issues = _issue_names(row) if any(r.field == "issue" for r in found) else {}
    return tuple(
        RevisionView(
            item=r.item_id,
            level=r.level,
            name=r.name,
            kind=r.kind,
            field=r.field,
            old=_words(r, r.old, language, issues),
            new=_words(r, r.new, language, issues),
            reason=r.reason,
            on=r.on,
            at=r.at,
            by=names.get(r.by, r.by) if is_staff else None,
            is_public=r.is_public,
        )
        for r in found
    )


def _issue_names(plan: Any) -> dict[str, str]:
    """What people call the issues of a plan, those that were removed included, by id."""
    return {node.item_id: str(node) for node in PlanNode.objects.filter(plan=plan, level="issue")}


def _words(row: Revision, value: Any, language: str, issues: dict[str, str]) -> str:
    if row.kind in ("added", "removed", "restored"):
        return row.name if value else ""
    if row.field == "issue" and value in issues:
        return issues[value]
    return value_in_words(value, row.level, row.field, language)


def removed_items(plan: int, viewer: Actor) -> tuple[RemovedItem, ...]:
    """What was removed and can come back, newest first; only the topmost of what went together. Three queries."""
    row = readable_row(plan, viewer)
    if not can_read_history(viewer, standing_of(row)):
        return ()
    nodes = list(PlanNode.objects.filter(plan=row, removed_at__isnull=False))
    indicators = list(Indicator.objects.filter(plan=row, removed_at__isnull=False))
    gone = {n.pk: n.removed_at for n in nodes}
    top: list[Any] = [n for n in nodes if gone.get(n.parent_id) != n.removed_at]
    top += [i for i in indicators if gone.get(i.node_id) != i.removed_at]
    items = (RemovedItem(r.item_id, getattr(r, "level", "indicator"), str(r), r.removed_at, r.removed_by) for r in top)
    return tuple(sorted(items, key=lambda i: i.removed_at, reverse=True))


def uploads(plan: int, viewer: Actor) -> tuple[UploadView, ...]:
    """The documents imported into a plan, newest first, for its staff. Three queries."""
    row = readable_row(plan, viewer)
    if not can_read_history(viewer, standing_of(row)):
        return ()
    found = list(Upload.objects.filter(plan=row).defer("document"))
    names = display_names({u.by for u in found})
    return tuple(UploadView(u.pk, u.name, u.size, u.on, names.get(u.by, u.by), u.sha256 is not None) for u in found)
