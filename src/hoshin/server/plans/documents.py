"""Rows to core objects and core objects to the columns of rows. Nothing is decided here.

A record's JSON is split: what stands in a column leaves `content`, so that each fact is stored once.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hoshin.core.plan import document as core
from hoshin.core.plan.codec import from_json, to_json
from hoshin.core.plan.flat import CHILDREN, RECORDS, THE_PLAN, FlatItem, Level, rebuild
from hoshin.core.plan.search import fold
from hoshin.core.problems.record import Problem
from hoshin.server.plans.models import Indicator, Plan, PlanNode, StoredProblem

NODE_COLUMNS = ("code", "title")
INDICATOR_COLUMNS = ("label", "measure", "printed", "target")
SEPARATOR = "\n"
"""Stands between the texts of a search key, so that no word is found across two of them."""


@dataclass(slots=True)
class StoredPlan:
    """A plan with all its rows: the live ones as a document, and every row by its item id, removed ones too."""

    row: Plan
    document: core.PlanDocument
    nodes: dict[str, PlanNode] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    problems: list[StoredProblem] = field(default_factory=list)
    items: dict[str, FlatItem] = field(default_factory=dict)

    def version_of(self, item: str) -> int:
        """The version of an item's row, the plan's own for `THE_PLAN`."""
        return self.row_of(item).version

    def row_of(self, item: str) -> Any:
        """The row that holds an item."""
        return self.row if item == THE_PLAN else self.nodes.get(item) or self.indicators[item]


def load(row: Plan) -> StoredPlan:
    """The whole plan in three queries, however large. A problem that was settled is no longer part of the document."""
    nodes = {n.item_id: n for n in PlanNode.objects.filter(plan=row)}
    indicators = {i.item_id: i for i in Indicator.objects.filter(plan=row)}
    problems = list(StoredProblem.objects.filter(plan=row))
    items = live_items(row, nodes.values(), indicators.values(), problems)
    return StoredPlan(row, rebuild(items), nodes, indicators, problems, items)


def live_items(
    row: Plan, nodes: Iterable[PlanNode], indicators: Iterable[Indicator], problems: Iterable[StoredProblem]
) -> dict[str, FlatItem]:
    """Every item that is not removed, as the core lays a plan flat."""
    by_key = {n.pk: n for n in nodes}
    items = {THE_PLAN: FlatItem(THE_PLAN, "plan", THE_PLAN, 0, plan_record(row, problems))}
    for node in sorted(by_key.values(), key=lambda n: (n.level != "issue", n.level != "outcome", n.position)):
        if node.removed_at is None:
            items[node.item_id] = node_item(node, by_key)
    for row_ in sorted(indicators, key=lambda i: i.position):
        if row_.removed_at is None:
            items[row_.item_id] = indicator_item(row_, by_key)
    return {key: item for key, item in items.items() if item.parent in items}


def plan_record(row: Plan, problems: Iterable[StoredProblem]) -> core.PlanDocument:
    """The plan's own record with its open problems, without its items."""
    written = {**row.content, "id": row.document_id, "fiscal_year": row.fiscal_year, "edition": row.edition}
    record = from_json(core.PlanDocument, written)
    assert isinstance(record, core.PlanDocument)
    return dataclasses.replace(record, problems=tuple(problem_of(p) for p in problems if p.state == "open"))


def problem_of(row: StoredProblem) -> Problem:
    """The reader's problem."""
    read = from_json(Problem, row.content)
    assert isinstance(read, Problem)
    return read


def node_item(node: PlanNode, by_key: Mapping[int, PlanNode]) -> FlatItem:
    """A node's item; an outcome stands in the plan's one list and names its issue."""
    written: dict[str, Any] = {**node.content, "id": node.item_id, "code": node.code, "title": node.title}
    parent = by_key[node.parent_id].item_id if node.parent_id else THE_PLAN
    if node.level == "outcome":
        if node.parent_id:
            written["issue"] = parent
        parent = THE_PLAN
    level: Any = node.level
    return FlatItem(node.item_id, level, parent, node.position, from_json(RECORDS[level], written))


def indicator_item(row: Indicator, by_key: Mapping[int, PlanNode]) -> FlatItem:
    """An indicator's item under its outcome or initiative."""
    written = {**row.content, "id": row.item_id, **{name: getattr(row, name) for name in INDICATOR_COLUMNS}}
    record = from_json(core.Indicator, written)
    return FlatItem(row.item_id, "indicator", by_key[row.node_id].item_id, row.position, record)


def plan_columns(record: core.PlanDocument) -> dict[str, Any]:
    """The columns of a plan's row that hold its own record."""
    written = _own("plan", record)
    for name in ("id", "problems", "fiscal_year"):
        written.pop(name, None)
    edition = written.pop("edition", None)
    return {"document_id": record.id, "edition": edition, "content": written, "search_key": search_key(record)}


def node_columns(item: FlatItem, *, has_issue: bool) -> dict[str, Any]:
    """The columns of a node's row that hold its own record. A present issue is the row's parent, not content."""
    written = _own(item.level, item.record)
    columns = {name: written.pop(name, None) for name in NODE_COLUMNS}
    if has_issue:
        written.pop("issue", None)
    return {**columns, "content": written, "search_key": search_key(item.record)}


def indicator_columns(item: FlatItem) -> dict[str, Any]:
    """The columns of an indicator's row that hold its own record."""
    written = _own("indicator", item.record)
    columns = {name: written.pop(name, None) for name in INDICATOR_COLUMNS}
    return {**columns, "content": written, "search_key": search_key(item.record)}


def _own(level: Level, record: Any) -> dict[str, Any]:
    written: dict[str, Any] = to_json(record)
    for name in ("id", *(name for name, _ in CHILDREN[level])):
        written.pop(name, None)
    return written


def search_key(record: Any) -> str:
    """Every text of a record that a reader sees, folded, one a line."""
    return SEPARATOR.join(dict.fromkeys(key for key in map(fold, texts_of(record)) if key))


UNSEARCHED = {"id", "source", "sources", "format", "problems", "item", "field", "issue", "group", "stage", "kind"}
"""Fields that hold no words for people."""


def texts_of(record: Any) -> Iterable[str]:
    """The texts of a record and of what it holds."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, Mapping):
        for value in record.values():
            yield from texts_of(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from texts_of(value)
    elif dataclasses.is_dataclass(record) and not isinstance(record, core.Target):
        for f in dataclasses.fields(record):
            if f.name not in UNSEARCHED:
                yield from texts_of(getattr(record, f.name))
