"""A plan's tree laid flat: every item by its id, with its level, its parent and its place among its siblings.

Comparing, merging, editing and storing all work on this form. `rebuild(flatten(plan))` is the plan.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, PlanDocument
from hoshin.core.problems.record import Problem

Level = Literal["plan", "issue", "outcome", "initiative", "indicator"]
LEVELS: tuple[Level, ...] = ("plan", "issue", "outcome", "initiative", "indicator")
"""From the root outwards: an item's parent stands on an earlier level."""
THE_PLAN = ""
"""The key of the plan itself among its items."""
Record = PlanDocument | Issue | Outcome | Initiative | Indicator
CHILDREN: Mapping[Level, tuple[tuple[str, Level], ...]] = {
    "plan": (("issues", "issue"), ("outcomes", "outcome")),
    "issue": (),
    "outcome": (("indicators", "indicator"), ("initiatives", "initiative")),
    "initiative": (("indicators", "indicator"),),
    "indicator": (),
}
"""Which fields of a level hold items of which level."""
RECORDS: Mapping[Level, type[Record]] = {
    "plan": PlanDocument,
    "issue": Issue,
    "outcome": Outcome,
    "initiative": Initiative,
    "indicator": Indicator,
}


@dataclass(frozen=True, slots=True)
class FlatItem:
    """One item: its own record without its children, and where it stands (`parent` is an id, `index` from 0)."""

    id: str
    level: Level
    parent: str
    index: int
    record: Record


class ItemIdsError(ValueError):
    """Two items of a plan share an id, or an item has none. `problems` names each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(p.found or "" for p in problems))
        self.problems = problems


def flatten(plan: PlanDocument) -> dict[str, FlatItem]:
    """Every item by its id in document order, the plan itself under `THE_PLAN`; raises `ItemIdsError`.

    >>> items = flatten(PlanDocument("p", outcomes=(Outcome("a", initiatives=(Initiative("b"),)),)))
    >>> [(item.id, item.level, item.parent) for item in items.values()]
    [('', 'plan', ''), ('a', 'outcome', ''), ('b', 'initiative', 'a')]
    """
    items: dict[str, FlatItem] = {}
    problems: list[Problem] = []
    _lay(FlatItem(THE_PLAN, "plan", THE_PLAN, 0, plan), items, problems)
    if problems:
        raise ItemIdsError(tuple(problems))
    return items


def _lay(item: FlatItem, items: dict[str, FlatItem], problems: list[Problem]) -> None:
    if item.level != "plan" and not item.id:
        problems.append(Problem("item_without_id", found=name_of(item.record), severity="error"))
    elif item.id in items:
        problems.append(Problem("item_id_repeated", found=item.id, item=item.id, severity="error"))
    else:
        items[item.id] = dataclasses.replace(item, record=without_children(item.record, item.level))
        for field, level in CHILDREN[item.level]:
            for place, child in enumerate(getattr(item.record, field)):
                _lay(FlatItem(child.id, level, item.id, place, child), items, problems)


def without_children(record: Record, level: Level) -> Record:
    """The record alone."""
    empty: dict[str, Any] = {field: () for field, _ in CHILDREN[level]}
    return dataclasses.replace(record, **empty) if empty else record


def rebuild(items: Mapping[str, FlatItem]) -> PlanDocument:
    """The plan whose items these are. Indexes need only be in order; items whose parent is missing are an error."""
    children: dict[tuple[str, Level], list[FlatItem]] = defaultdict(list)
    for item in items.values():
        if item.level != "plan":
            assert item.parent in items, f"{item.id} stands under {item.parent}, which is missing"
            children[item.parent, item.level].append(item)
    plan = _raise(items[THE_PLAN], children)
    assert isinstance(plan, PlanDocument)
    return plan


def _raise(item: FlatItem, children: Mapping[tuple[str, Level], list[FlatItem]]) -> Any:
    lists: dict[str, Any] = {
        field: tuple(_raise(c, children) for c in sorted(children[item.id, level], key=lambda c: c.index))
        for field, level in CHILDREN[item.level]
        if (item.id, level) in children
    }
    return dataclasses.replace(item.record, **lists) if lists else item.record


def fields_of(level: Level) -> tuple[str, ...]:
    """The names of a level's own fields, without its id (except the plan's) and its children."""
    lists = {field for field, _ in CHILDREN[level]}
    skipped = lists if level == "plan" else lists | {"id"}
    return tuple(f.name for f in dataclasses.fields(RECORDS[level]) if f.name not in skipped)


def name_of(record: Record) -> str:
    """What people call the item: its code or label and its title or measure.

    >>> name_of(Initiative("x", code="1-1-1", title="相談の場"))
    '1-1-1 相談の場'
    """
    if isinstance(record, Indicator):
        parts: Iterable[str | None] = (record.label, record.measure)
    elif isinstance(record, PlanDocument):
        parts = (record.title or record.organisation,)
    else:
        parts = (record.code, record.title)
    return " ".join(part for part in parts if part)
