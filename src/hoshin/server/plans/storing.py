"""Writes what differs between a stored plan and a new document into rows, and each change into the history.

Called by actions alone, inside their transaction. A row is written only when its content differs; then its version
rises by one. A neighbour that merely moves up a place keeps its version, so that nobody's open form is disturbed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hoshin.core.plan.codec import to_json
from hoshin.core.plan.difference import Change, difference
from hoshin.core.plan.document import Outcome, PlanDocument
from hoshin.core.plan.flat import THE_PLAN, FlatItem, flatten, without_children
from hoshin.core.problems.record import Problem
from hoshin.server.plans.documents import StoredPlan, indicator_columns, node_columns, plan_columns, problem_of
from hoshin.server.plans.models import Indicator, Plan, PlanNode, Revision, StoredProblem


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changes, on which day, at what moment and why."""

    by: str
    on: date
    at: datetime
    reason: str = ""


def store_document(
    stored: StoredPlan, after: PlanDocument, signed: Signature, *, restoring: bool = False, is_new: bool = False
) -> tuple[Change, ...]:
    """Make the stored plan equal to `after`, problems apart, and return what changed; write nothing for nothing.

    The first import of a plan is no change of it: it has no history yet, and every version is 1.
    """
    before = flatten(stored.document)
    items = flatten(after)
    changes = tuple(c for c in difference(stored.document, after) if c.field != "problems")
    if changes:
        _write_plan(stored, before, items, signed, is_new=is_new)
        for level in ("issue", "outcome", "initiative"):
            _write_nodes(stored, level, before, items, signed)
        _write_indicators(stored, before, items, signed)
        if not is_new:
            _write_history(stored, changes, signed, restoring=restoring)
    return changes


def _touched(item: FlatItem, before: Mapping[str, FlatItem]) -> bool:
    old = before.get(item.id)
    return old is None or (old.record, old.parent) != (item.record, item.parent)


def _write_plan(
    stored: StoredPlan,
    before: Mapping[str, FlatItem],
    items: Mapping[str, FlatItem],
    signed: Signature,
    *,
    is_new: bool,
) -> None:
    record = items[THE_PLAN].record
    assert isinstance(record, PlanDocument)
    columns = plan_columns(record)
    fields = ["updated_at"]
    if columns != plan_columns(_plan_of(before)):
        _assign(stored.row, columns)
        stored.row.version += 0 if is_new else 1
        fields += [*columns, "version"]
    stored.row.updated_at = signed.at
    stored.row.save(update_fields=fields)


def _plan_of(items: Mapping[str, FlatItem]) -> PlanDocument:
    record = items[THE_PLAN].record
    assert isinstance(record, PlanDocument)
    return record


def _write_nodes(
    stored: StoredPlan,
    level: str,
    before: Mapping[str, FlatItem],
    items: Mapping[str, FlatItem],
    signed: Signature,
) -> None:
    fresh = []
    for item in (i for i in items.values() if i.level == level):
        parent = _parent_row(item, stored, items)
        row = stored.nodes.get(item.id)
        if row is None:
            columns = node_columns(item, has_issue=parent is not None)
            fresh.append(
                PlanNode(plan=stored.row, level=level, item_id=item.id, position=item.index, parent=parent, **columns)
            )
        elif row.removed_at is not None or _touched(item, before) or row.parent_id != _key(parent):
            _assign(row, node_columns(item, has_issue=parent is not None))
            row.parent, row.position = parent, item.index
            _revise(row)
        elif row.position != item.index:
            row.position = item.index
            row.save(update_fields=["position"])
    stored.nodes |= {row.item_id: row for row in PlanNode.objects.bulk_create(fresh)}
    _remove([r for k, r in stored.nodes.items() if r.level == level and k not in items], signed)


def _parent_row(item: FlatItem, stored: StoredPlan, items: Mapping[str, FlatItem]) -> PlanNode | None:
    key = item.record.issue if isinstance(item.record, Outcome) else item.parent
    if not key or key not in items or (item.level == "outcome" and items[key].level != "issue"):
        return None
    return stored.nodes[key]


def _key(row: PlanNode | None) -> int | None:
    return row.pk if row else None


def _write_indicators(
    stored: StoredPlan, before: Mapping[str, FlatItem], items: Mapping[str, FlatItem], signed: Signature
) -> None:
    fresh = []
    for item in (i for i in items.values() if i.level == "indicator"):
        row, node = stored.indicators.get(item.id), stored.nodes[item.parent]
        if row is None:
            columns = indicator_columns(item)
            fresh.append(Indicator(plan=stored.row, node=node, item_id=item.id, position=item.index, **columns))
        elif row.removed_at is not None or _touched(item, before):
            _assign(row, indicator_columns(item))
            row.node, row.position = node, item.index
            _revise(row)
        elif row.position != item.index:
            row.position = item.index
            row.save(update_fields=["position"])
    stored.indicators |= {row.item_id: row for row in Indicator.objects.bulk_create(fresh)}
    _remove([row for key, row in stored.indicators.items() if key not in items], signed)


def _assign(row: Any, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)


def _revise(row: PlanNode | Indicator) -> None:
    row.removed_at, row.removed_by = None, None
    row.version += 1
    row.save()


def _remove(rows: Iterable[PlanNode | Indicator], signed: Signature) -> None:
    for row in rows:
        if row.removed_at is None:
            row.removed_at, row.removed_by = signed.at, signed.by
            row.version += 1
            row.save(update_fields=["removed_at", "removed_by", "version"])


def _write_history(stored: StoredPlan, changes: Iterable[Change], signed: Signature, *, restoring: bool) -> None:
    Revision.objects.bulk_create(
        Revision(
            plan=stored.row,
            item_id=change.item,
            level=change.level,
            name=change.name,
            field=change.field or "",
            kind="restored" if restoring and change.kind == "added" else change.kind,
            old=_told(change.old),
            new=_told(change.new),
            reason=signed.reason,
            on=signed.on,
            by=signed.by,
            at=signed.at,
            is_public=stored.row.status == "published",
            item_version=stored.version_of(change.item),
        )
        for change in changes
        if change.kind != "reread"
    )


def _told(value: Any) -> Any:
    if isinstance(value, FlatItem):
        record = without_children(value.record, value.level)
        return {"parent": value.parent, "index": value.index, "record": to_json(record)}
    return to_json(value)


def create_plan(*, organisation: int, document: PlanDocument, signed: Signature) -> Plan:
    """An empty row for a plan that is not stored yet; `store_document` then fills it."""
    assert document.fiscal_year is not None
    return Plan.objects.create(
        organisation_id=organisation,
        fiscal_year=document.fiscal_year,
        document_id=document.id,
        content={},
        created_at=signed.at,
    )


def store_problems(stored: StoredPlan, found: tuple[Problem, ...], signed: Signature) -> int:
    """Keep the reader's problems: new ones are opened, what the document no longer shows is closed as corrected.

    A problem that was settled or set aside stays so when the same document is read again. Returns how many changed.
    """
    rows = list(stored.problems)
    fresh, kept, changed = [], set(), 0
    for position, problem in enumerate(found):
        row = next((r for r in rows if r.pk not in kept and _identity(problem_of(r)) == _identity(problem)), None)
        if row is None:
            fresh.append(_problem_row(stored.row, position, problem))
            continue
        kept.add(row.pk)
        written = to_json(problem)
        if row.state == "open" and (row.content, row.position) != (written, position):
            row.content, row.position, row.severity = written, position, problem.severity
            row.save(update_fields=["content", "position", "severity"])
            changed += 1
    for row in rows:
        if row.pk not in kept and row.state == "open":
            row.state, row.settled_how = "settled", "corrected"
            row.settled_at, row.settled_by, row.version = signed.at, signed.by, row.version + 1
            row.save()
            changed += 1
    StoredProblem.objects.bulk_create(fresh)
    return changed + len(fresh)


def replace_problems(stored: StoredPlan, item: str, field: str, found: tuple[Problem, ...], signed: Signature) -> None:
    """Close the open problems of one field of an item, since it was entered anew, and open those of the new entry."""
    last = max((row.position for row in stored.problems), default=-1)
    for row in stored.problems:
        if row.state == "open" and row.item_id == item and row.field == field:
            row.state, row.settled_how = "settled", "own_value"
            row.settled_at, row.settled_by, row.version = signed.at, signed.by, row.version + 1
            row.save()
    rows = [_problem_row(stored.row, last + 1 + place, problem) for place, problem in enumerate(found)]
    StoredProblem.objects.bulk_create(rows)


def _identity(problem: Problem) -> tuple[Any, ...]:
    return problem.code, problem.item, problem.field, problem.found, tuple(sorted(problem.values.items()))


def _problem_row(plan: Plan, position: int, problem: Problem) -> StoredProblem:
    return StoredProblem(
        plan=plan,
        position=position,
        code=problem.code,
        item_id=problem.item,
        field=problem.field,
        severity=problem.severity,
        content=to_json(problem),
    )
