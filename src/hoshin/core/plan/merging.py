"""A corrected document meets a plan that people have edited since: what the document changed is taken over, what was
edited here is kept, and where both changed the same thing a person decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hoshin.core.plan.difference import Change, Place, apply_changes, difference, field_changes, without_sources
from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.flat import THE_PLAN, FlatItem, flatten

Verdict = Literal["apply", "already", "conflict"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The document changed something that was changed here as well. `here` is the stored value (None: removed here)."""

    change: Change
    here: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged plan, every change it makes to the stored one, and the document's changes that met an edit."""

    document: PlanDocument
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(base: PlanDocument, stored: PlanDocument, incoming: PlanDocument, *, overwrite: bool = False) -> Merge:
    """What `incoming` changed since `base`, put onto `stored`. With `overwrite` the document wins every conflict.

    Without edits since (`stored == base`) the result is `incoming`; without changes in the document it is `stored`.
    An item edited here is never removed silently, nor is anything that stands above it.
    """
    if stored == base:
        return Merge(incoming, difference(stored, incoming), ())
    changes = difference(base, incoming)
    here, before = flatten(stored), flatten(base)
    verdicts = _judged(changes, here, before)
    conflicts = tuple(Conflict(c, _here(c, here)) for c, v in zip(changes, verdicts, strict=True) if v == "conflict")
    taken = [c for c, v in zip(changes, verdicts, strict=True) if v == "apply"]
    if overwrite:
        taken += [change for conflict in conflicts for change in _overwriting(conflict.change, here)]
    merged = apply_changes(stored, taken)
    return Merge(merged, difference(stored, merged), conflicts)


def _judged(changes: Iterable[Change], here: Mapping[str, FlatItem], before: Mapping[str, FlatItem]) -> list[Verdict]:
    changes = tuple(changes)
    arriving = {c.item for c in changes if c.kind == "added"}
    verdicts = [_verdict(c, here, before, arriving) for c in changes]
    held = set()
    for change, verdict in zip(changes, verdicts, strict=True):
        if change.kind == "removed" and verdict == "conflict":
            held |= _ancestors(change.item, here)
    return [
        "conflict" if c.kind == "removed" and c.item in held and v == "apply" else v
        for c, v in zip(changes, verdicts, strict=True)
    ]


def _verdict(
    change: Change, here: Mapping[str, FlatItem], before: Mapping[str, FlatItem], arriving: set[str]
) -> Verdict:
    item = here.get(change.item)
    if change.kind == "added":
        if item is not None:
            return "already" if _same(item.record, change.new.record) else "conflict"
        return "apply" if change.new.parent in here or change.new.parent in arriving else "conflict"
    if change.kind == "removed":
        return "already" if item is None else _removal(item, change, here, before)
    if item is None:
        return "already" if change.kind in ("reread", "moved") else "conflict"
    if change.field is None:
        return "apply" if change.new.parent in here or change.new.parent in arriving else "conflict"
    value = getattr(item.record, change.field)
    if value == change.new:
        return "already"
    return "apply" if change.kind == "reread" or _same(value, change.old) else "conflict"


def _removal(item: FlatItem, change: Change, here: Mapping[str, FlatItem], before: Mapping[str, FlatItem]) -> Verdict:
    grown = _children(item.id, here) - _children(item.id, before)
    return "apply" if _same(item.record, change.old.record) and not grown else "conflict"


def _children(key: str, items: Mapping[str, FlatItem]) -> set[str]:
    return {i.id for i in items.values() if i.parent == key}


def _ancestors(key: str, items: Mapping[str, FlatItem]) -> set[str]:
    above = set()
    while key in items and items[key].parent != THE_PLAN:
        key = items[key].parent
        above.add(key)
    return above


def _same(one: Any, other: Any) -> bool:
    return bool(without_sources(one) == without_sources(other))


def _here(change: Change, here: Mapping[str, FlatItem]) -> Any:
    item = here.get(change.item)
    if item is None or change.kind in ("added", "removed"):
        return item
    return getattr(item.record, change.field) if change.field else Place(item.parent, item.index)


def _overwriting(change: Change, here: Mapping[str, FlatItem]) -> list[Change]:
    """The change that makes the document win; an item that is here already takes the document's fields."""
    item = here.get(change.item)
    if change.kind == "added" and item is not None:
        return field_changes(item, change.new) if item.level == change.level else []
    return [change] if item is not None else []
