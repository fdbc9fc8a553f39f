"""Which initiative a pool's entries belong to: by place when codes and contents alternate, else by restarts and counts.

Slides that were turned into text print all codes first, then all indicators, then all activities with their budgets.
What was assigned by order and not by place is returned as such, so that it can be asked about.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from hoshin.exchange.assembly.content import label_of, order_of
from hoshin.exchange.assembly.flow_nodes import Chunk, Entry, Node
from hoshin.exchange.assembly.sections import Key
from hoshin.exchange.assembly.tokens import Kind

_SUBSIDIARY = frozenset({"subsidy", "part", "revenue"})
Groups = list[list[Entry]]


@dataclass(frozen=True, slots=True)
class Placed:
    """Entries of one kind that were given out by order instead of place; `fits` when their groups counted up."""

    kind: str
    entries: tuple[Entry, ...]
    nodes: tuple[Node, ...]
    fits: bool


def distribute(chunk: Chunk) -> list[Placed]:
    """Move the pool into the initiatives and say what was inferred on the way."""
    indicators = [e for e in chunk.pool if e.kind is Kind.INDICATOR]
    activities = [e for e in chunk.pool if e.kind is Kind.ACTIVITY]
    money = [e for e in chunk.pool if e.kind is Kind.BUDGET]
    if not chunk.initiatives:
        chunk.indicators += indicators
        chunk.activities += activities
        chunk.money += money
        return []
    placed = []
    for segment in _segments(chunk, indicators):
        sure = not segment.is_interleaved
        placed += _place("indicators", segment, _indicator_groups(segment.entries, len(segment.nodes), sure, chunk))
    for segment in _segments(chunk, activities):
        placed += _place("activities", segment, _activity_groups(chunk, segment, money))
    for segment in _segments(chunk, money):
        placed += _place("budget", segment, _money_groups(segment.entries, len(segment.nodes)))
    return placed


@dataclass(slots=True)
class _Segment:
    """Codes that stand together as far as one kind is concerned, and the entries of that kind behind them."""

    nodes: list[Node]
    entries: list[Entry]
    is_interleaved: bool


def _segments(chunk: Chunk, entries: list[Entry]) -> list[_Segment]:
    """The entries with the codes before them. Entries before any code go with the first codes."""
    segments: list[_Segment] = []
    marks = list(chunk.marks)
    for entry in entries:
        before = [mark for mark in marks if mark[0] < entry.order]
        if before or not segments:
            taken = before or (marks[:1] if entries[-1].order > marks[0][0] else list(marks))
            del marks[: len(taken)]
            segments.append(_Segment([], [], _is_interleaved(chunk, taken)))
            segments[-1].nodes += [node for _, node in taken if node not in segments[-1].nodes]
        segments[-1].entries.append(entry)
    return segments


def _is_interleaved(chunk: Chunk, marks: Sequence[tuple[int, Node]]) -> bool:
    """Whether entries of other kinds stand between these codes."""
    return any(marks[0][0] < e.order < marks[-1][0] for e in chunk.pool)


def _place(kind: str, segment: _Segment, groups: Groups | None) -> list[Placed]:
    count = len(segment.nodes)
    if count == 1:
        _add(segment.nodes[0], kind, segment.entries)
        return []
    placed = Placed(kind, tuple(segment.entries), tuple(segment.nodes), groups is not None and len(groups) == count)
    if groups is None or len(groups) != count:
        _add(segment.nodes[-1], kind, segment.entries)
        return [] if segment.is_interleaved else [placed]
    for node, group in zip(segment.nodes, groups, strict=True):
        _add(node, kind, group)
    return [placed]


def _add(node: Node, kind: str, entries: list[Entry]) -> None:
    {"indicators": node.indicators, "activities": node.activities, "budget": node.money}[kind].extend(entries)


# How a run of entries falls into as many groups as there are initiatives


def _indicator_groups(entries: list[Entry], count: int, may_count: bool, chunk: Chunk) -> Groups | None:
    for split in (_by_restart, lambda es: _by_other_kinds(es, chunk)):
        groups = split(entries)
        if len(groups) == count:
            return groups
    if may_count and len(entries) == count:
        return [[e] for e in entries]
    groups = _by_gap(entries)
    return groups if may_count and len(groups) == count else None


def _activity_groups(chunk: Chunk, segment: _Segment, money: list[Entry]) -> Groups | None:
    activities, count = segment.entries, len(segment.nodes)
    if count == 1:
        return None
    budgets = _budgets_around(segment, money)
    if len(budgets) == count:
        groups = _by_budgets(activities, budgets)
        if all(groups) or len(activities) < count:
            return groups
    for split in (_by_restart, lambda es: _by_other_kinds(es, chunk), _by_gap):
        groups = split(activities)
        if len(groups) == count and not segment.is_interleaved:
            return groups
    return None


def _budgets_around(segment: _Segment, money: list[Entry]) -> list[Entry]:
    """The budgets of the year that stand among these activities or directly behind the last."""
    first, last = segment.entries[0].order, segment.entries[-1].order
    behind = [e.order for e in money if e.order > last]
    end = min(behind, default=last)
    opening = [e.order for e in money if e.order < first]
    start = max(opening, default=first) if not behind else first
    return [e for e in money if start <= e.order <= end and e.key is not Key.BUDGET_LINE]


def _money_groups(money: list[Entry], count: int) -> Groups | None:
    """Each group has one budget of the year; lines of other years stand before it, parts of it behind."""
    groups: Groups = [[]]
    has_budget = False
    for entry in money:
        if has_budget and (entry.key is not Key.BUDGET_LINE or entry.detail not in _SUBSIDIARY):
            groups.append([])
            has_budget = False
        groups[-1].append(entry)
        has_budget = has_budget or entry.key is not Key.BUDGET_LINE
    return groups if len(groups) == count else None


def _by_budgets(activities: list[Entry], budgets: list[Entry]) -> Groups:
    """Activities cut at the budgets that close them, or that open them when a budget comes first."""
    opens = bool(activities) and budgets[0].order < activities[0].order and activities[-1].order > budgets[-1].order
    groups: Groups = [[] for _ in budgets]
    for activity in activities:
        before = sum(b.order < activity.order for b in budgets)
        at = before - 1 if opens else min(before, len(budgets) - 1)
        groups[max(at, 0)].append(activity)
    return groups


def _by_restart(entries: list[Entry]) -> Groups:
    """A new group where the numbering begins again: ①②③ | ①②."""
    groups: Groups = []
    last: tuple[int, int] | None = None
    for entry in entries:
        label, _ = label_of(entry.fragment.text)
        number = order_of(label) if label else None
        if not groups or (number and last and number <= last):
            groups.append([])
            last = None
        groups[-1].append(entry)
        last = number or last
    return groups


def _by_other_kinds(entries: list[Entry], chunk: Chunk) -> Groups:
    """A new group where something of another kind stands between."""
    others = [e.order for e in chunk.pool if e.kind is not entries[0].kind] if entries else []
    groups: Groups = []
    for entry in entries:
        before = groups[-1][-1].order if groups else None
        if before is None or bisect(others, before) != bisect(others, entry.order):
            groups.append([])
        groups[-1].append(entry)
    return groups


def _by_gap(entries: list[Entry]) -> Groups:
    """A new group at each blank line."""
    groups: Groups = []
    for entry in entries:
        if not groups or entry.gap_before:
            groups.append([])
        groups[-1].append(entry)
    return groups
