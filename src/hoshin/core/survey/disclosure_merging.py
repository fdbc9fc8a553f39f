"""Coarser classes: which neighbours to join so that more of a table can be shown."""

from collections.abc import Sequence

from hoshin.core.survey.disclosure import Rule

Joined = tuple[tuple[int, ...], ...]
"""The classes that go together, by their places, in their order."""


def joined_classes(rows: Sequence[Sequence[int]], rule: Rule, fewest: int = 2) -> Joined | None:
    """Join the class with the most small cells to its smaller neighbour, until no cell is small.

    None when nothing has to be joined, or when even `fewest` classes would have small cells.

    >>> joined_classes([[3, 20], [8, 30], [40, 50], [60, 70]], Rule(10))
    ((0, 1), (2,), (3,))
    >>> joined_classes([[30, 20], [40, 30]], Rule(10)) is None
    True
    """
    groups: list[tuple[int, ...]] = [(at,) for at in range(len(rows))]
    counts = [list(row) for row in rows]
    while any(rule.is_small(n) for row in counts for n in row):
        if len(groups) <= max(fewest, 1):
            return None
        at = max(range(len(counts)), key=lambda i: (sum(rule.is_small(n) for n in counts[i]), -sum(counts[i]), -i))
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(counts)]
        other = min(beside, key=lambda i: sum(counts[i]))
        low, high = sorted((at, other))
        groups[low : high + 1] = [groups[low] + groups[high]]
        counts[low : high + 1] = [[a + b for a, b in zip(counts[low], counts[high], strict=True)]]
    return tuple(groups) if len(groups) < len(rows) else None
