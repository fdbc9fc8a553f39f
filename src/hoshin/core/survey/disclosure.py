"""Which figures of linked tables must stay hidden, so that no subtraction brings a small group back.

A cell is a group of people (a row's class and an answer); sums say which cells make up which: the rows of a column its
total, the options of a row its base, the areas of a city the city. Cells with few people are hidden, and then so many
others that what is shown leaves each small cell a wide range. This module chooses, by rules of its own that follow one
sum at a time; whether an attacker with all sums at once is kept out, `engines.disclosure_audit` decides, and
`strengthened` hides more until he is. Tables that cannot be made safe are refused: coarser classes are the way out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

Cell = tuple[str, ...]
Range = tuple[int, int]

SURVEY_SMALLEST = 10
FLOOR = 5
_ROUNDS = 60


@dataclass(frozen=True)
class Sum:
    """The people of `whole` are those of its `parts` together, and nobody stands in two parts."""

    whole: Cell
    parts: tuple[Cell, ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Everything that stands in it."""
        return (*self.parts, self.whole)


@dataclass(frozen=True)
class Tables:
    """Counts of people by cell and the sums between them. Raises `ValueError` when a sum does not hold.

    `kept`: cells that everybody knows anyhow, such as how many answered; they are never hidden.
    """

    counts: Mapping[Cell, int]
    sums: tuple[Sum, ...]
    kept: frozenset[Cell] = frozenset()

    def __post_init__(self) -> None:
        for each in self.sums:
            found = sum(self.counts[part] for part in each.parts)
            if found != self.counts[each.whole]:
                raise ValueError(f"{each.whole}: {self.counts[each.whole]} is not {found}")

    @cached_property
    def sums_of(self) -> Mapping[Cell, tuple[Sum, ...]]:
        """In which sums each cell stands."""
        found: dict[Cell, list[Sum]] = {cell: [] for cell in self.counts}
        for each in self.sums:
            for cell in each.cells:
                found[cell].append(each)
        return {cell: tuple(sums) for cell, sums in found.items()}


@dataclass(frozen=True, slots=True)
class Rule:
    """Cells with fewer than `smallest` people are small; never fewer than 5 (`ValueError`).

    `zeros_tell`: of a group that everybody knows (a census), "nobody" tells of each of them, so it is small as well.
    """

    smallest: int = SURVEY_SMALLEST
    zeros_tell: bool = False

    def __post_init__(self) -> None:
        if self.smallest < FLOOR:
            raise ValueError(f"a group of {self.smallest} is too small to be shown")

    def is_small(self, count: int) -> bool:
        """Whether a count tells too much.

        >>> [Rule(10).is_small(n) for n in (0, 1, 9, 10)], Rule(10, zeros_tell=True).is_small(0)
        ([False, True, True, False], True)
        """
        return count < self.smallest and (count > 0 or self.zeros_tell)

    def leaves_open(self, found: tuple[float, float]) -> bool:
        """Whether a range tells too little to harm: from hardly anybody up to a group that may be shown.

        >>> Rule(10).leaves_open((0, 14)), Rule(10).leaves_open((4, 14)), Rule(10).leaves_open((0, 9))
        (True, False, False)
        """
        return found[0] <= 1 and found[1] >= self.smallest


@dataclass(frozen=True)
class Suppression:
    """Which cells are hidden: the `small` ones and others for their sake. Everything else is shown."""

    tables: Tables
    rule: Rule
    small: frozenset[Cell]
    hidden: frozenset[Cell]

    def is_shown(self, cell: Cell) -> bool:
        """Whether the cell's figures may be shown: count, share, interval and bar alike."""
        return cell in self.tables.counts and cell not in self.hidden


class UnsafeTablesError(ValueError):
    """Whatever else is hidden, a small group would still show. Merge neighbouring classes and ask again."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = tuple(sorted(cells))
        super().__init__(f"cannot be protected: {self.cells[:3]}")


def suppress(tables: Tables, rule: Rule, hidden_before: Iterable[Cell] = ()) -> Suppression:
    """The small cells, and others until following one sum after the other brings none of them back.

    `hidden_before`: what an earlier publication of the same people hid stays hidden. Raises `UnsafeTablesError`.

    >>> tables = two_way([("男", [30, 4]), ("女", [40, 20]), ("無回答", [50, 60])], ["はい", "いいえ"])
    >>> found = suppress(tables, Rule())
    >>> sorted(found.small), len(found.hidden)
    ([('男', 'いいえ')], 4)
    """
    small = frozenset(cell for cell, count in tables.counts.items() if rule.is_small(count) and cell not in tables.kept)
    before = frozenset(cell for cell in hidden_before if cell in tables.counts) - tables.kept
    return _settled(Suppression(tables, rule, small, small | before))


def strengthened(found: Suppression, exposed: Iterable[Cell]) -> Suppression:
    """The same with more hidden for the sake of the cells that an attacker brought back.

    Raises `UnsafeTablesError` when nothing is left to hide.
    """
    for cell in sorted(exposed):
        chosen = _helper(found, cell)
        if chosen is None:
            raise UnsafeTablesError([cell])
        found = replace(found, hidden=found.hidden | {chosen})
    return _settled(found)


def ranges(found: Suppression) -> dict[Cell, Range]:
    """What somebody finds who follows one sum after the other, again and again: a range for each hidden cell.

    >>> tables = two_way([("東", [30, 4]), ("西", [40, 20])], ["はい", "いいえ"])
    >>> both = frozenset({("東", "いいえ"), ("西", "いいえ")})
    >>> ranges(Suppression(tables, Rule(), both, both))
    {('東', 'いいえ'): (4, 4), ('西', 'いいえ'): (20, 20)}
    """
    counts, hidden = found.tables.counts, found.hidden
    most = max(counts.values(), default=0)
    known = {cell: (0, most) if cell in hidden else (count, count) for cell, count in counts.items()}
    waiting = {each for cell in hidden for each in found.tables.sums_of[cell]}
    for _ in range(_ROUNDS):
        changed = {cell for each in waiting for cell in _narrowed(each, known, hidden)}
        waiting = {each for cell in changed for each in found.tables.sums_of[cell]}
        if not waiting:
            break
    return {cell: known[cell] for cell in counts if cell in hidden}


def _narrowed(each: Sum, known: dict[Cell, Range], hidden: frozenset[Cell]) -> Iterable[Cell]:
    """Narrow the hidden cells of one sum by the rest of it; which changed."""
    low = sum(known[part][0] for part in each.parts)
    high = sum(known[part][1] for part in each.parts)
    whole = known[each.whole]
    found: list[tuple[Cell, Range]] = [(each.whole, (low, high))] if each.whole in hidden else []
    for part in each.parts:
        if part in hidden:
            own = known[part]
            found.append((part, (whole[0] - (high - own[1]), whole[1] - (low - own[0]))))
    for cell, (least, most) in found:
        now = (max(known[cell][0], least), min(known[cell][1], most))
        if now != known[cell]:
            known[cell] = now
            yield cell


def _settled(found: Suppression) -> Suppression:
    """Hide helpers until no small cell is told by following sums."""
    while exposed := _exposed(found):
        cell = exposed[0]
        helper = _helper(found, cell)
        if helper is None:
            raise UnsafeTablesError(exposed)
        found = replace(found, hidden=found.hidden | {helper})
    return found


def _exposed(found: Suppression) -> list[Cell]:
    known = ranges(found)
    return sorted(cell for cell in found.small if not found.rule.leaves_open(known[cell]))


def _component(found: Suppression, cell: Cell) -> set[Cell]:
    """The hidden cells that hang together with one through sums."""
    seen, waiting = {cell}, [cell]
    while waiting:
        for each in found.tables.sums_of[waiting.pop()]:
            near = {other for other in each.cells if other in found.hidden} - seen
            seen |= near
            waiting += near
    return seen


def _helper(found: Suppression, cell: Cell) -> Cell | None:
    """The shown cell whose hiding costs least and helps most: first where a sum has a single hidden cell, which it
    tells; then one of the cell's own sums; then any that hangs together with it.
    """
    near = {each for other in _component(found, cell) for each in found.tables.sums_of[other]}
    telling = {each for each in near if sum(other in found.hidden for other in each.cells) == 1}
    for sums in (telling, found.tables.sums_of[cell], near):
        candidates = {
            (_cost(found, other), other)
            for each in sums
            for other in each.cells
            if other not in found.hidden and other not in found.tables.kept
        }
        if candidates:
            return min(candidates)[1]
    return None


def _cost(found: Suppression, cell: Cell) -> tuple[bool, bool, int, int]:
    """Totals last; an empty cell hides nobody; then how many cells would have to follow, and how many people it has."""
    sums = found.tables.sums_of[cell]
    alone = sum(not any(other in found.hidden for other in each.cells) for each in sums)
    is_total = any(each.whole == cell for each in sums)
    return is_total, found.tables.counts[cell] == 0, alone, found.tables.counts[cell]


TOTAL = "計"


def two_way(rows: Iterable[tuple[str, Iterable[int]]], columns: Iterable[str], *, keeps_totals: bool = True) -> Tables:
    """A table with the totals of its rows and columns, whose own names are 「計」; the grand total is known.

    >>> two_way([("東", [1, 2])], ["甲", "乙"]).counts[("東", TOTAL)]
    3
    """
    named, heads = [(name, list(cells)) for name, cells in rows], list(columns)
    counts: dict[Cell, int] = {(name, head): n for name, cells in named for head, n in zip(heads, cells, strict=True)}
    counts |= {(name, TOTAL): sum(cells) for name, cells in named}
    counts |= {(TOTAL, head): sum(counts[(name, head)] for name, _ in named) for head in heads}
    counts[(TOTAL, TOTAL)] = sum(counts[(TOTAL, head)] for head in heads)
    every_row = (*(name for name, _ in named), TOTAL)
    across = tuple(Sum((row, TOTAL), tuple((row, head) for head in heads)) for row in every_row)
    down = tuple(Sum((TOTAL, head), tuple((name, head) for name, _ in named)) for head in (*heads, TOTAL))
    return Tables(counts, (*across, *down), frozenset({(TOTAL, TOTAL)}) if keeps_totals else frozenset())
