"""A grid to sections by geometry: what stands beside, under and inside of what.

The grid is swept row by row; `Position` knows what claims a cell, this module decides what becomes of it. Nothing that
is printed is dropped: a value that no label claims becomes a section of its own with the key `unknown`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoshin.exchange.assembly.budgets import is_budget
from hoshin.exchange.assembly.cell_parts import Part, split_parts
from hoshin.exchange.assembly.codes import read_code
from hoshin.exchange.assembly.floating_stamps import field_word, put_stamps
from hoshin.exchange.assembly.fragments import cut
from hoshin.exchange.assembly.grid_blocks import (
    INDICATOR_KEYS,
    Block,
    Placed,
    block_of_level,
    home_of,
    sections_of_blocks,
)
from hoshin.exchange.assembly.grid_claims import Claim
from hoshin.exchange.assembly.grid_labelling import is_column, labelled
from hoshin.exchange.assembly.grid_position import Head, Position
from hoshin.exchange.assembly.grid_roles import LEVELS, Kind, Role, staged, unit_of_money, without_asides
from hoshin.exchange.assembly.headings import one_line
from hoshin.exchange.assembly.indicator_rows import compose_rows
from hoshin.exchange.assembly.lattice import Lattice, Square
from hoshin.exchange.assembly.levels import Levels
from hoshin.exchange.assembly.listed_levels import listed_levels
from hoshin.exchange.assembly.sections import Fragment, Key, Section
from hoshin.exchange.assembly.stamps import is_stamp

_ASIDE_OF_NAME = re.compile(r"[（(].*|(?<=.)(?:名|名称|の名称)$|^主な|[\s\u3000]")
_HOLDS_MONEY = frozenset({Key.ACTIVITIES, Key.PROCESS_INDICATORS})
"""Columns in which a bare amount of yen is the budget all the same."""
_BULLETS = "・･-●○◎▪•"


@dataclass(frozen=True, slots=True)
class Carried:
    """What the next table of the same document continues with: the heads of a table that a page break cut."""

    heads: tuple[Head | None, ...] = ()
    columns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The sections of one table and what it hands on."""

    sections: tuple[Section, ...]
    carried: Carried = field(default_factory=Carried)


def read_grid(
    lattice: Lattice, levels: Levels | None = None, stamps: Sequence[Fragment] = (), before: Carried | None = None
) -> Grid:
    """The sections of one table or of one slide's boxes.

    `levels` says which depth of code is which level in the whole document, `stamps` are those that float over the grid,
    `before` is what the table before handed on.
    """
    if not lattice.squares:
        return Grid(put_stamps((Block(),), stamps), before or Carried())
    sweep = _Sweep(without_asides(lattice), levels or Levels(), unit_of_money(lattice))
    sweep.resume(before or Carried())
    for row in sweep.lattice.rows():
        for square in row:
            sweep.take(square)
    compose_rows(sweep.here.blocks)
    left = put_stamps(sweep.here.blocks, stamps)
    return Grid((*sections_of_blocks(sweep.here.blocks), *left), sweep.hand_on())


class _Sweep:
    """Settles one cell after the other, from top to bottom."""

    def __init__(self, lattice: Lattice, levels: Levels, unit: str | None) -> None:
        self.lattice = lattice
        self.levels = levels
        self.unit = unit
        self.here = Position(lattice)
        self.placed: dict[Square, Placed] = {}
        self.opened: dict[Square, Block] = {}

    # Page breaks

    def resume(self, before: Carried) -> None:
        """Goes on under the heads of the table before, if this one has the same columns and begins without heads."""
        first_row = next(iter(self.lattice.rows()), [])
        starts_with_values = not any(self.here.roles[s].is_heading for s in first_row)
        if starts_with_values and before.heads and before.columns == self._columns():
            self.here.heads = list(before.heads)

    def hand_on(self) -> Carried:
        """The heads that are still open at the table's end."""
        return Carried(tuple(self.here.heads), self._columns())

    def _columns(self) -> tuple[tuple[int, int], ...]:
        widest = max(self.lattice.rows(), key=len, default=[])
        return tuple((s.left, s.right) for s in widest)

    # One cell

    def take(self, square: Square) -> None:
        """Settles one cell; cells come in reading order."""
        role = self.here.roles[square]
        match role.kind:
            case Kind.STAGE if self.here.claims[square] is Claim.FRAME:
                self.here.set_stage(square, role.detail)
            case Kind.LABEL | Kind.STAGE:
                self._take_label(square, role)
            case Kind.LEVEL:
                self._take_level(square, role)
            case Kind.LABELLED if self._stands_alone(square, role):
                self._take_labelled(square, role)
            case _:
                self._take_value(square)

    def _take_label(self, square: Square, role: Role) -> None:
        if role.detail == "total":
            return
        if not is_column(role):
            stands_over_heads = self.here.claims[square] is Claim.NOTHING and role.key in INDICATOR_KEYS
            self.here.set_group(square, role.key if stands_over_heads else None)
        is_head = self.here.claims[square] is Claim.BELOW
        head = Head(square, role, self.here.stage(square), self.here.frame(square)) if is_head else None
        self.here.set_head(square, head)

    def _take_labelled(self, square: Square, role: Role) -> None:
        """A heading and its text in one cell."""
        assert role.match is not None
        text = square.text
        key, detail = staged(role, self.here.stage(square))
        fragment = Fragment(text, square.cell.source)
        parts: tuple[Part, ...] = ()
        if key is not Key.TITLE:
            first, parts = split_parts(fragment, role.match.end)
            fragment = cut(first, len(text) - len(role.match.rest), len(first.text))
        heading = text[role.match.start : role.match.end].strip()
        self._put(Placed(square, key, detail, None, [fragment], heading=heading))
        self._put_parts(square, parts)

    def _put_parts(self, square: Square, parts: Sequence[Part], block: Block | None = None) -> None:
        """Further headings inside the same cell."""
        for part in parts:
            role = Role(Kind.LABELLED, part.match.key, part.match.detail, part.match)
            key, detail = staged(role, self.here.stage(square))
            if part.fragment.text:
                self._put(Placed(square, key, detail, None, [part.fragment], heading=part.heading), block)

    def _stands_alone(self, square: Square, role: Role) -> bool:
        """Whether a cell's own heading counts: not for a text in a column of values that only begins like one."""
        if role.key in (Key.BUDGET, Key.BUDGET_LINE, Key.TITLE) or self.here.claimed(square) is None:
            return True
        assert role.match is not None
        opened = square.text[role.match.start : role.match.end].strip()
        if square.text.lstrip()[:1] in _BULLETS:
            return False
        return opened[:1] in "【[［〔<＜" or opened[-1:] in ":：" or square.text[role.match.end :].startswith("\n")

    # Values

    def _take_value(self, square: Square) -> None:
        claimed = self.here.claimed(square)
        whole = Fragment(square.text, square.cell.source)
        fragment, parts = split_parts(whole, marked_only=claimed is not None)
        if not fragment.text:
            self._put_parts(square, parts)
            return
        if is_stamp(square.text):
            self._take_stamp(square, fragment)
        elif claimed is None:
            self._take_unclaimed(square, fragment)
        elif claimed.role.key in LEVELS:
            self._take_title(square, claimed.role, fragment)
        elif claimed.role.key in _HOLDS_MONEY and is_budget(square.text):
            self._put(Placed(square, Key.BUDGET, None, None, [fragment]))
        else:
            self._put(labelled(square, claimed, fragment, self.here, self.unit))
        self._put_parts(square, parts)

    def _take_unclaimed(self, square: Square, fragment: Fragment) -> None:
        """A value without a label: the title of the level beside or above it, the next line of a text, or unknown."""
        block = self._level_of(square)
        if block.needs_title and block.square is not None and _adjoins(block.square, square):
            block.title.append(fragment)
            return
        above = self.lattice.above(square)
        upper = self.placed.get(above) if above else None
        if upper and above and self._goes_on(above, upper, square):
            self._put(Placed(square, upper.key, upper.detail, upper.label, [fragment], upper.column, upper.heading))
            return
        self._put(Placed(square, Key.UNKNOWN, None, None, [fragment]))

    def _goes_on(self, above: Square, upper: Placed, square: Square) -> bool:
        """Whether a line goes on with the text above it: in the same stage, and with nothing of its own at the left.

        A text at the left that is not known as a label is one all the same, and what stands beside it is its value.
        """
        if not self.lattice.follows(square, above) or self.here.frame(above) is not self.here.frame(square):
            return False
        left = next((s for s in self.lattice.left_of(square) if s.top == square.top), None)
        marked = self.placed.get(left) if left else None
        return left is None or (marked is not None and marked.label is not None and marked.label is upper.label)

    def _take_title(self, square: Square, role: Role, fragment: Fragment) -> None:
        """A value under 「具体的取組」: the title of a level whose code stands before it, or a level without a code."""
        block = self._level_of(square)
        number = read_code(square.text.strip())
        if number and number.depth == 1 and number.end == len(square.text.strip()):
            self._open(Block(role.key, number.text, square, square.text.strip()), square)
            return
        if block.key is role.key and block.needs_title and block.square and block.square.top <= square.top:
            block.title.append(fragment)
            return
        self._open(Block(role.key, None, square, title=[fragment]), square)

    def _take_stamp(self, square: Square, fragment: Fragment) -> None:
        """A stamp in a cell of its own marks what stands before it in the row, else what stands above."""
        marked = next((self.placed[s] for s in self.lattice.left_of(square) if s in self.placed), None)
        above = self.lattice.above(square)
        marked = marked or (self.placed.get(above) if above else None)
        if marked and marked.key in INDICATOR_KEYS:
            marked.fragments.append(fragment)
        else:
            self._put(Placed(square, Key.STAMP, field_word(marked.key) if marked else "title", None, [fragment]))

    def _put(self, placed: Placed, block: Block | None = None) -> None:
        block = home_of(block or self._level_of(placed.square), placed.key, self.here.blocks)
        block.placed.append(placed)
        self.placed[placed.square] = placed

    # Levels

    def _level_of(self, square: Square) -> Block:
        """The level that holds the column; among floating boxes first the one at the same height to the left."""
        if self.lattice.floats:
            roles = self.here.roles
            beside = next((s for s in self.lattice.left_of(square) if roles[s].kind is Kind.LEVEL), None)
            if beside is not None and beside not in self.opened:
                self.take(beside)
            if beside in self.opened:
                return self.opened[beside]
        return self.here.levels[square.left]

    def _take_level(self, square: Square, role: Role) -> None:
        """A level's cell opens the level, unless it only names it: in a table of changes, or in a list in one cell."""
        claimed = self.here.claimed(square)
        listed = listed_levels(square) if claimed and claimed.role.key in LEVELS else []
        if claimed and claimed.role.key is Key.REVISION_HISTORY:
            self._take_value(square)
        elif listed:
            for title, code, money in listed:
                self._list(square, title, code, money)
        else:
            block = block_of_level(square, role, self.levels)
            parts: tuple[Part, ...] = ()
            if block.title and "\n" in block.title[0].text:
                title, parts = split_parts(block.title[0])
                block.title = [title] if title.text else []
            self._open(block, square)
            self._put_parts(square, parts, block)

    def _list(self, square: Square, title: Fragment, code: str, money: Fragment | None) -> None:
        """One of several initiatives in a cell; they hold no rows or columns."""
        block = Block(self.levels.key(code), code, square, code, self._name_of_level(square))
        block.title = [title] if title.text else []
        if money:
            block.placed.append(Placed(square, Key.BUDGET, None, None, [money]))
        self.here.blocks.append(block)

    def _open(self, block: Block, square: Square) -> None:
        if square in self.opened:
            return
        self.opened[square] = block
        block.label = block.label or self._name_of_level(square)
        head = self.here.head(square)
        is_under_head = head is not None and (head.role.key in LEVELS or head.role.detail == "code_column")
        self.here.begin(block, square, keeps_heads=is_under_head or self._is_next_row(square, block))

    def _is_next_row(self, square: Square, block: Block) -> bool:
        """Whether the level only begins the next row of a table: its values go on under the heads of the row above."""
        values = [s for s in self.lattice.row(square.top) if s.left >= square.right and s.top == square.top]
        if block.needs_title:
            values = values[1:]
        for value in values:
            head, above = self.here.head(value), self.lattice.above(value)
            if head is None or above is None or self.here.roles[value].is_heading:
                continue
            upper = self.placed.get(above)
            if above is head.square or (upper is not None and upper.label is head.square):
                return True
        return False

    def _name_of_level(self, square: Square) -> str | None:
        """What the head of a column of bare codes calls them: 「具体的取組」, 「事務事業名」."""
        claimed = self.here.claimed(square)
        if claimed is None or claimed.role.key not in LEVELS:
            before = (self.opened[s] for s in self.lattice.left_of(square) if s in self.opened)
            return next((b.label for b in before if b.code and b.square and b.square.top == square.top), None)
        return _ASIDE_OF_NAME.sub("", one_line(claimed.label.text)) or None


def _adjoins(level: Square, square: Square) -> bool:
    """Whether a text stands directly beside a level's code, or directly below within its columns."""
    is_beside = level.top <= square.top < level.bottom and square.left >= level.right
    return is_beside or (square.top == level.bottom and square.left == level.left)
