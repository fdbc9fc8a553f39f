"""Reading order of a slide's items by their place, since drawing order says nothing about it.

A recursive cut: where a horizontal gap parts all items, the upper part is read first; else where a vertical gap parts
them, the left part; else from top to bottom, then left to right.
"""

from collections.abc import Iterable

from hoshin.exchange.printed import Box, Item, Line, Table

_TOLERANCE_POINTS = 2.0
_DEEPEST_CUT = 60
Rectangle = tuple[float, float, float, float]


def in_reading_order(items: Iterable[Item]) -> list[Item]:
    """The items as a person reads them; those without a place come last in their own order."""
    everything = [(rectangle_of(item), item) for item in items]
    ordered = _cut([(box, item) for box, item in everything if box], 0)
    return [item for _, item in ordered] + [item for box, item in everything if not box]


def rectangle_of(item: Item) -> Rectangle | None:
    """The item's place on its page or slide."""
    match item:
        case Line() | Box() | Table():
            return item.source.box


def _cut(placed: list[tuple[Rectangle, Item]], depth: int) -> list[tuple[Rectangle, Item]]:
    if len(placed) < 2 or depth > _DEEPEST_CUT:
        return sorted(placed, key=lambda p: (p[0][1], p[0][0]))
    for axis in (1, 0):
        parts = _parts(placed, axis)
        if len(parts) > 1:
            return [p for part in parts for p in _cut(part, depth + 1)]
    return sorted(placed, key=lambda p: (p[0][1], p[0][0]))


def _parts(placed: list[tuple[Rectangle, Item]], axis: int) -> list[list[tuple[Rectangle, Item]]]:
    """Groups that do not overlap along the axis (0: side by side, 1: one under the other)."""
    ordered = sorted(placed, key=lambda p: p[0][axis])
    parts: list[list[tuple[Rectangle, Item]]] = []
    reach = float("-inf")
    for box, item in ordered:
        if box[axis] >= reach - _TOLERANCE_POINTS:
            parts.append([])
        parts[-1].append((box, item))
        reach = max(reach, box[axis + 2])
    return parts
