"""The attacker: with every figure that is shown and every sum at once, how closely can a hidden cell be told?

Two linear programmes a cell, the least and the most that it can be. `protected` hides more until no small cell is told,
and nothing may be shown that this attacker has not looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from hoshin.core.survey.disclosure import (
    Cell,
    Rule,
    Suppression,
    Tables,
    UnsafeTablesError,
    strengthened,
    suppress,
)

Range = tuple[float, float]
_NEAR = 1e-6
_UNBOUNDED = 3


@dataclass(frozen=True, slots=True)
class _Component:
    """Hidden cells that hang together: their equations, which say nothing of other hidden cells."""

    cells: tuple[Cell, ...]
    equations: csr_matrix
    known: np.ndarray


def protected(tables: Tables, rule: Rule, hidden_before: Iterable[Cell] = ()) -> Suppression:
    """A pattern that the attacker cannot undo. Raises `UnsafeTablesError` when there is none.

    >>> from hoshin.core.survey.disclosure import two_way
    >>> found = protected(two_way([("東", [30, 4]), ("西", [40, 20])], ["はい", "いいえ"]), Rule())
    >>> sorted(found.hidden - found.small)
    [('東', 'はい'), ('西', 'いいえ'), ('西', 'はい')]
    """
    found = suppress(tables, rule, hidden_before)
    while exposed := exposed_cells(found):
        found = strengthened(found, exposed)
    return found


def exposed_cells(found: Suppression) -> tuple[Cell, ...]:
    """The small cells that are told more closely than the rule allows; nothing may be shown while there are any."""
    exposed: list[Cell] = []
    for component in _components(found):
        exposed += _exposed_in(component, found)
    return tuple(sorted(exposed))


def told(found: Suppression, cells: Iterable[Cell] | None = None) -> dict[Cell, Range]:
    """What the attacker finds of hidden cells (all of them, or these): the least and the most each can be."""
    wanted = set(found.hidden if cells is None else cells)
    return {
        cell: (float(_solution(component, [at], 1.0)[at]), float(_solution(component, [at], -1.0)[at]))
        for component in _components(found)
        for at, cell in enumerate(component.cells)
        if cell in wanted
    }


def _exposed_in(component: _Component, found: Suppression) -> list[Cell]:
    """Every solution shows how far all cells can move: first many are moved at once, then those that are left alone."""
    counts = np.array([found.tables.counts[cell] for cell in component.cells], dtype=float)
    moved = _Moved(component, counts, counts.copy())
    small = [at for at, cell in enumerate(component.cells) if cell in found.small]
    for is_open, direction in ((moved.is_low, 1.0), (lambda at: moved.is_high(at, found.rule), -1.0)):
        told = [at for at in small if not is_open(at)]
        while told:
            moved.towards(told, direction)
            still = [at for at in told if not is_open(at)]
            if len(still) == len(told):
                break
            told = still
        for at in told:
            if not is_open(at):
                moved.towards([at], direction)
    return [component.cells[at] for at in small if not (moved.is_low(at) and moved.is_high(at, found.rule))]


@dataclass(slots=True)
class _Moved:
    """How far the cells of a component were seen to move in solutions of its equations."""

    component: _Component
    least: np.ndarray
    most: np.ndarray

    def is_low(self, at: int) -> bool:
        """Whether hardly anybody may be in the cell."""
        return bool(self.least[at] <= 1 + _NEAR)

    def is_high(self, at: int, rule: Rule) -> bool:
        """Whether a group that may be shown may be in it."""
        return rule.leaves_open((0, float(self.most[at]) + _NEAR))

    def towards(self, places: list[int], direction: float) -> None:
        """Move some cells together: down with 1, up with −1."""
        solution = _solution(self.component, places, direction)
        self.least, self.most = np.minimum(self.least, solution), np.maximum(self.most, solution)


def _solution(component: _Component, places: list[int], direction: float) -> np.ndarray:
    objective = np.zeros(len(component.cells))
    objective[places] = direction
    solved = linprog(objective, A_eq=component.equations, b_eq=component.known, bounds=(0, None), method="highs")
    if solved.status == _UNBOUNDED:
        return np.where(objective < 0, np.inf, 0.0)
    assert solved.status == 0, f"the true counts solve it, so there is a solution: {solved.message}"
    return np.asarray(solved.x)


def _components(found: Suppression) -> Iterable[_Component]:
    waiting = set(found.hidden)
    while waiting:
        cells = _connected(found, min(waiting))
        waiting -= set(cells)
        yield _component_of(found, cells)


def _connected(found: Suppression, first: Cell) -> tuple[Cell, ...]:
    seen, open_ends = {first}, [first]
    while open_ends:
        for each in found.tables.sums_of[open_ends.pop()]:
            near = {cell for cell in each.cells if cell in found.hidden} - seen
            seen |= near
            open_ends += near
    return tuple(sorted(seen))


def _component_of(found: Suppression, cells: tuple[Cell, ...]) -> _Component:
    place = {cell: at for at, cell in enumerate(cells)}
    sums = {each for cell in cells for each in found.tables.sums_of[cell]}
    rows, columns, signs, known = [], [], [], []
    for row, each in enumerate(sorted(sums, key=lambda s: (s.whole, s.parts))):
        total = 0
        for cell, sign in ((each.whole, -1), *((part, 1) for part in each.parts)):
            if cell in place:
                rows.append(row)
                columns.append(place[cell])
                signs.append(sign)
            else:
                total -= sign * found.tables.counts[cell]
        known.append(total)
    shape = (len(sums), len(cells))
    return _Component(cells, csr_matrix((signs, (rows, columns)), shape=shape, dtype=float), np.array(known, float))


__all__ = ["UnsafeTablesError", "exposed_cells", "protected", "told"]
