"""The record of changes as people tell it: what one person saved at once is one entry, whatever it touched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hoshin.core.plan.difference import Change
from hoshin.server.plans.queries.history import RevisionView

FOLLOWS = {"target_printed": ("target", "printed"), "measure": ("printed",)}
"""Fields that change by themselves when another does: the meaning and the whole phrase follow the printed words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person changed of one item at one moment."""

    item: str
    level: str
    name: str
    on: date
    by: str | None
    reason: str
    is_public: bool
    changes: tuple[RevisionView, ...]


def without_followers(changes: Iterable[Change]) -> list[Change]:
    """The changes of a comparison without those that only follow from another of the same item."""
    changes = list(changes)
    fields = {(change.item, change.field) for change in changes}
    implied = {(item, name) for item, field in fields for name in FOLLOWS.get(field or "", ())}
    return [change for change in changes if (change.item, change.field) not in implied]


def entries_of(revisions: Iterable[RevisionView]) -> tuple[Entry, ...]:
    """The changes gathered by moment and item, in their own order."""
    gathered: dict[tuple[object, str], list[RevisionView]] = {}
    for revision in revisions:
        gathered.setdefault((revision.at, revision.item), []).append(revision)
    return tuple(_entry(found) for found in gathered.values())


def _entry(found: list[RevisionView]) -> Entry:
    first = found[0]
    fields = {revision.field for revision in found}
    implied = {name for field in fields for name in FOLLOWS.get(field, ())}
    told = tuple(r for r in reversed(found) if r.field not in implied)
    return Entry(
        first.item, first.level, first.name, first.on, first.by, first.reason, first.is_public, told or tuple(found)
    )
