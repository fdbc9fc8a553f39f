"""What a planner does to a plan, as functions from one plan to the next. Nothing here knows who or when."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, PlanDocument
from hoshin.core.plan.flat import (
    CHILDREN,
    LEVELS,
    THE_PLAN,
    FlatItem,
    Level,
    Record,
    fields_of,
    flatten,
    name_of,
    rebuild,
)
from hoshin.core.problems.record import Problem

Step = Literal["up", "down"]


class EditError(ValueError):
    """The edit does not fit the plan. `problem` is the sentence for the user."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.found}")
        self.problem = problem


def item_of(plan: PlanDocument, item: str) -> FlatItem:
    """The item of this id; `EditError` when the plan has none."""
    found = flatten(plan).get(item)
    if found is None:
        raise EditError(Problem("no_such_item", found=item, severity="error"))
    return found


def blank(level: Level, item: str, name: str, code: str | None = None) -> Record:
    """A new record of a level with nothing but its name and its code."""
    if level == "issue":
        return Issue(item, code=code, title=name)
    if level == "outcome":
        return Outcome(item, code=code, title=name)
    if level == "initiative":
        return Initiative(item, code=code, title=name)
    assert level == "indicator", level
    return Indicator(item, measure=name, printed=name, label=code)


def add_item(plan: PlanDocument, record: Record, *, level: Level, parent: str = THE_PLAN) -> PlanDocument:
    """The plan with a new last item under `parent`; an outcome may stand under an issue, which it then names.

    >>> plan = add_item(PlanDocument("p"), blank("outcome", "o", "安心"), level="outcome")
    >>> plan.outcomes[0].title
    '安心'
    """
    items = flatten(plan)
    if parent not in items:
        raise EditError(Problem("no_such_item", found=parent, severity="error"))
    if record.id in items:
        raise EditError(Problem("item_id_repeated", found=record.id, item=record.id, severity="error"))
    if level == "outcome" and items[parent].level == "issue":
        assert isinstance(record, Outcome)
        record, parent = dataclasses.replace(record, issue=parent), THE_PLAN
    if level not in {child for _, child in CHILDREN[items[parent].level]}:
        raise EditError(Problem("wrong_parent", found=name_of(items[parent].record), severity="error"))
    count = sum(1 for i in items.values() if i.parent == parent and i.level == level)
    return rebuild({**items, record.id: FlatItem(record.id, level, parent, count, record)})


def set_fields(plan: PlanDocument, item: str, values: Mapping[str, Any]) -> PlanDocument:
    """The plan with new values in an item's own fields; children and ids are not fields."""
    found = item_of(plan, item)
    if unknown := values.keys() - set(fields_of(found.level)) | (values.keys() & {"id"}):
        raise EditError(Problem("no_such_field", found=", ".join(sorted(unknown)), item=item, severity="error"))
    if not values:
        return plan
    written: dict[str, Any] = dict(values)
    items = flatten(plan)
    items[item] = dataclasses.replace(found, record=dataclasses.replace(found.record, **written))
    return rebuild(items)


def siblings_of(plan: PlanDocument, item: str) -> tuple[str, ...]:
    """The ids among which an item is ordered, itself included: the same level, parent and, for outcomes, issue."""
    items = flatten(plan)
    found = item_of(plan, item)
    return tuple(
        i.id
        for i in sorted(items.values(), key=lambda i: i.index)
        if i.level == found.level and i.parent == found.parent and _issue(i) == _issue(found) and i.id != THE_PLAN
    )


def _issue(item: FlatItem) -> str | None:
    return item.record.issue if isinstance(item.record, Outcome) else None


def reorder(plan: PlanDocument, item: str, to: Step | int) -> PlanDocument:
    """The plan with the item one step up or down, or at a position from 0, among its siblings.

    Moving the first one up or the last one down changes nothing. Other items keep their order; outcomes of other
    issues that stand between in the document keep their places.
    """
    order = list(siblings_of(plan, item))
    here = order.index(item)
    wanted = {"up": here - 1, "down": here + 1}[to] if isinstance(to, str) else to
    wanted = max(0, min(wanted, len(order) - 1))
    items = flatten(plan)
    places = [items[key].index for key in order]
    order.insert(wanted, order.pop(here))
    for key, place in zip(order, places, strict=True):
        items[key] = dataclasses.replace(items[key], index=place)
    return rebuild(items)


def subtree(plan: PlanDocument, item: str) -> tuple[FlatItem, ...]:
    """The item and everything below it, outermost first; an issue's outcomes stay, they only name it."""
    items = flatten(plan)
    chosen = {item_of(plan, item).id}
    for level in LEVELS:
        chosen |= {i.id for i in items.values() if i.level == level and i.parent in chosen and i.id != THE_PLAN}
    return tuple(i for i in items.values() if i.id in chosen)


def remove_item(plan: PlanDocument, item: str) -> PlanDocument:
    """The plan without the item and what stands below it. A removed issue's outcomes stay, without it."""
    if item == THE_PLAN:
        raise EditError(Problem("no_such_item", found=plan.id, severity="error"))
    gone = {i.id for i in subtree(plan, item)}
    return rebuild({key: i for key, i in flatten(plan).items() if key not in gone})


def restore_items(plan: PlanDocument, removed: Iterable[FlatItem]) -> PlanDocument:
    """The plan with removed items back at their old places, or at the nearest place that there is now.

    >>> plan = PlanDocument("p", issues=(Issue("a"), Issue("b"), Issue("c")))
    >>> gone = subtree(plan, "b")
    >>> restore_items(remove_item(plan, "b"), gone) == plan
    True
    """
    items = flatten(plan)
    for item in sorted(removed, key=lambda i: (LEVELS.index(i.level), i.parent, i.index)):
        if item.parent not in items:
            raise EditError(Problem("parent_removed", found=name_of(item.record), item=item.id, severity="error"))
        for other in [i for i in items.values() if i.parent == item.parent and i.level == item.level]:
            if other.id != THE_PLAN and other.index >= item.index:
                items[other.id] = dataclasses.replace(other, index=other.index + 1)
        items[item.id] = item
    return rebuild(items)
