"""What changed between two editions of a plan, as single changes that people can read and a program can apply.

Two editions are compared by item id; `matching.adopt_ids` first gives a document that was read anew the ids of what is
stored. A change of place alone (a file's name, a cell's address, the reader's doubts) is `reread`, never a
change of the plan. `apply_changes(a, difference(a, b))` is `b`.
"""

import dataclasses
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.flat import LEVELS, THE_PLAN, FlatItem, Level, fields_of, flatten, name_of, rebuild
from hoshin.core.sources import Source

ChangeKind = Literal["added", "removed", "renamed", "changed", "moved", "reread"]
NAMES = ("title", "measure")
"""Fields whose change is a renaming."""
READERS_OWN = ("source", "sources", "problems")
"""Fields that say where something was read and how surely, not what it says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: under which parent, and at which index among the items of its level there."""

    parent: str
    index: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one item (`""`: the plan itself).

    `added` holds the new `FlatItem` in `new`, `removed` the old one in `old`, `moved` two `Place`s; the others name the
    `field` with its old and new value. `name` is what people call the item, in its old edition where it had one.
    """

    kind: ChangeKind
    level: Level
    item: str
    name: str
    field: str | None = None
    old: Any = None
    new: Any = None


def difference(stored: PlanDocument, incoming: PlanDocument) -> tuple[Change, ...]:
    """Every change that leads from `stored` to `incoming`, in the order of the documents; empty when they are equal.

    >>> before = PlanDocument("p", goal="安心")
    >>> [(c.kind, c.field, c.new) for c in difference(before, dataclasses.replace(before, goal="安全"))]
    [('changed', 'goal', '安全')]
    """
    if stored == incoming:
        return ()
    old, new = flatten(stored), flatten(incoming)
    same = {key for key in old.keys() & new.keys() if old[key].level == new[key].level}
    moved = _moved(old, new, same)
    changes = [Change("removed", i.level, i.id, name_of(i.record), old=i) for i in old.values() if i.id not in same]
    for key, item in new.items():
        if key not in same:
            changes.append(Change("added", item.level, key, name_of(item.record), new=item))
            continue
        if key in moved:
            places = Place(old[key].parent, old[key].index), Place(item.parent, item.index)
            changes.append(Change("moved", item.level, key, name_of(old[key].record), None, *places))
        changes += field_changes(old[key], item)
    return tuple(changes)


def field_changes(old: FlatItem, new: FlatItem) -> list[Change]:
    """What differs in the item's own fields, its place and children apart."""
    changes = []
    for field in fields_of(old.level):
        before, after = getattr(old.record, field), getattr(new.record, field)
        if before != after:
            kind = kind_of_field_change(field, before, after)
            changes.append(Change(kind, old.level, old.id, name_of(old.record), field, before, after))
    return changes


def kind_of_field_change(field: str, old: Any, new: Any) -> ChangeKind:
    """Whether a differing field is a new name, another place in the tree, new content, or only read elsewhere."""
    if field in READERS_OWN or without_sources(old) == without_sources(new):
        return "reread"
    if field in NAMES:
        return "renamed"
    return "moved" if field == "issue" else "changed"


def without_sources(value: Any) -> Any:
    """The value without the places it was printed at.

    >>> without_sources({"goal": Source("plan.txt", line=3)})
    {'goal': None}
    """
    if isinstance(value, Source):
        return None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        bare: dict[str, Any] = {
            f.name: {} if f.name == "sources" else without_sources(getattr(value, f.name))
            for f in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **bare)
    if isinstance(value, tuple):
        return tuple(without_sources(v) for v in value)
    if isinstance(value, Mapping):
        return {k: without_sources(v) for k, v in value.items()}
    return value


def _moved(old: Mapping[str, FlatItem], new: Mapping[str, FlatItem], same: set[str]) -> set[str]:
    """The fewest items that must be taken out and put elsewhere; a shift because a neighbour came or went is none."""
    kept: dict[tuple[str, Level], list[str]] = defaultdict(list)
    moved = set()
    for key, item in new.items():
        if key in same and key != THE_PLAN:
            if old[key].parent == item.parent:
                kept[item.parent, item.level].append(key)
            else:
                moved.add(key)
    for keys in kept.values():
        staying = longest_rising([old[key].index for key in keys])
        moved |= {key for place, key in enumerate(keys) if place not in staying}
    return moved


def longest_rising(numbers: list[int]) -> set[int]:
    """The positions of a longest run of numbers that rise from left to right, not necessarily neighbours.

    >>> sorted(longest_rising([3, 0, 1, 4, 2]))
    [1, 2, 4]
    """
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(tails[length - 1] if length else -1)
        ends[length:] = [number, *ends[length + 1 :]]
        tails[length:] = [position, *tails[length + 1 :]]
    chosen, position = set(), tails[-1] if tails else -1
    while position >= 0:
        chosen.add(position)
        position = before[position]
    return chosen


def apply_changes(plan: PlanDocument, changes: Iterable[Change]) -> PlanDocument:
    """The plan after these changes. They must fit it: changes of items that it lacks are left out.

    A place that no longer exists in the list (because the plan has fewer items there) means its end.
    """
    items = flatten(plan)
    lists: dict[tuple[str, Level], list[str]] = defaultdict(list)
    for item in items.values():
        if item.id != THE_PLAN:
            lists[item.parent, item.level].append(item.id)
    arriving: list[FlatItem] = []
    for change in sorted(changes, key=lambda c: c.kind != "removed"):
        _apply(change, items, lists, arriving)
    for item in sorted(arriving, key=lambda i: (LEVELS.index(i.level), i.parent, i.index)):
        items[item.id] = item
        lists[item.parent, item.level].insert(item.index, item.id)
    return rebuild(_reindexed(items, lists))


def _apply(
    change: Change,
    items: dict[str, FlatItem],
    lists: dict[tuple[str, Level], list[str]],
    arriving: list[FlatItem],
) -> None:
    if change.kind == "added":
        arriving.append(change.new)
        return
    item = items.get(change.item)
    if item is None or item.level != change.level:
        return
    if change.kind == "removed":
        lists[item.parent, item.level].remove(item.id)
        del items[item.id]
    elif change.field is None:
        lists[item.parent, item.level].remove(item.id)
        arriving.append(dataclasses.replace(item, parent=change.new.parent, index=change.new.index))
    else:
        written: dict[str, Any] = {change.field: change.new}
        items[item.id] = dataclasses.replace(item, record=dataclasses.replace(item.record, **written))
        arriving[:] = [dataclasses.replace(a, record=items[item.id].record) if a.id == item.id else a for a in arriving]


def _reindexed(items: Mapping[str, FlatItem], lists: Mapping[tuple[str, Level], list[str]]) -> dict[str, FlatItem]:
    placed = {THE_PLAN: items[THE_PLAN]}
    for (parent, _), keys in lists.items():
        if parent in items:
            placed |= {key: dataclasses.replace(items[key], parent=parent, index=i) for i, key in enumerate(keys)}
    return {key: item for key, item in placed.items() if _is_rooted(item, placed)}


def _is_rooted(item: FlatItem, placed: Mapping[str, FlatItem]) -> bool:
    while item.id != THE_PLAN:
        if item.parent not in placed:
            return False
        item = placed[item.parent]
    return True
