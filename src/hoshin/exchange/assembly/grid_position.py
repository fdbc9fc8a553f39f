"""What claims a cell of a grid while it is swept: the label beside it, the head over it, its stage and its level."""

from dataclasses import dataclass
from typing import NamedTuple

from hoshin.exchange.assembly.grid_blocks import Block
from hoshin.exchange.assembly.grid_claims import Claim, claims_of
from hoshin.exchange.assembly.grid_roles import Kind, Role, roles_of
from hoshin.exchange.assembly.lattice import Lattice, Square
from hoshin.exchange.assembly.sections import Key


@dataclass(frozen=True, slots=True)
class Head:
    """A label over columns, the stage it was met in, and the frame at the left that ends with that stage."""

    square: Square
    role: Role
    stage: str | None
    frame: Square | None = None


class Claimed(NamedTuple):
    """What labels a cell: the label and its role, and the open head over it (the same or another one)."""

    label: Square
    role: Role
    head: Head | None
    is_beside: bool


class Position:
    """Each column remembers its head, its stage and its level; the rest is asked of the lattice."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.roles = roles_of(lattice)
        self.claims = claims_of(lattice, self.roles)
        self.heads: list[Head | None] = [None] * lattice.width
        self.stages: list[str | None] = [None] * lattice.width
        self.blocks = [Block()]
        self.levels: list[Block] = [self.blocks[0]] * lattice.width
        self.groups: list[Key | None] = [None] * lattice.width
        """The indicators' key that heads over several heads announce: 「成果指標」 over 「指標名」 and 「目標値」."""

    def claimed(self, square: Square) -> Claimed | None:
        """The label that names the cell: the one beside it, else the head over it."""
        beside, head = self.beside(square), self.head(square)
        if beside is not None and not (head and self._stands_inside(head, beside)):
            return Claimed(beside, self.roles[beside], head, is_beside=True)
        return Claimed(head.square, head.role, head, is_beside=False) if head else None

    def _stands_inside(self, head: Head, beside: Square) -> bool:
        """Whether the head names a field of its own within the rows of the label at the left, and so is nearer.

        「予算」 beside two rows, the first of which says 「前年度予算額 | 当年度予算額」 over the amounts.
        """
        is_carried = head.square not in self.roles
        if is_carried or head.role.key in (Key.DECORATION, Key.RESULT, Key.REVISION_HISTORY):
            return False
        return (
            beside.top <= head.square.top and head.square.bottom <= beside.bottom and beside.right <= head.square.left
        )

    def beside(self, square: Square) -> Square | None:
        """The label at the left that claims this row, with nothing but values between."""
        for left in self.lattice.left_of(square):
            role = self.roles[left]
            if role.is_heading:
                is_side = self.claims[left] in (Claim.BESIDE, Claim.NOTHING)
                return left if is_side and _labels_something(role) else None
            if role.kind in (Kind.LEVEL, Kind.LABELLED):
                return None
        return None

    def head(self, square: Square) -> Head | None:
        """The open head over this cell, the one that shares most of its columns.

        A head met inside a stage ends with the stage.
        """
        found = {id(h): h for h in self.heads[square.left : square.right] if h}
        frame = self.frame(square)
        heads = [h for h in found.values() if _labels_something(h.role) and h.frame in (None, frame)]
        if not heads:
            return None
        return max(heads, key=lambda h: min(h.square.right, square.right) - max(h.square.left, square.left))

    def stage(self, square: Square) -> str | None:
        """The stage at the left of this row, else the one over this column."""
        frame = self.frame(square)
        return self.roles[frame].detail if frame else self.stages[square.left]

    def frame(self, square: Square) -> Square | None:
        """The stage that stands at the left of this row."""
        for left in self.lattice.left_of(square):
            if self.roles[left].kind is Kind.STAGE and self.claims[left] is Claim.FRAME:
                return left
        return None

    def set_head(self, square: Square, head: Head | None) -> None:
        """From here on this head stands over the cell's columns."""
        self.heads[square.left : square.right] = [head] * (square.right - square.left)

    def set_stage(self, square: Square, stage: str | None) -> None:
        """From here on the cell's columns stand in this stage."""
        self.stages[square.left : square.right] = [stage] * (square.right - square.left)

    def set_group(self, square: Square, key: Key | None) -> None:
        """From here on the heads in the cell's columns are parts of this key's indicators."""
        self.groups[square.left : square.right] = [key] * (square.right - square.left)

    def begin(self, block: Block, square: Square, *, keeps_heads: bool) -> None:
        """A level begins.

        It holds the columns from its own to the next level in the row, and those at its left if nothing else stands
        there. What headed those columns before is over, unless the level itself stands in such a column.
        """
        self.blocks.append(block)
        row = [s for s in self.lattice.row(square.top) if s is not square]
        left = square.left if any(s.right <= square.left for s in row) else 0
        rivals = [s.left for s in row if s.left >= square.right and self.roles[s].kind is Kind.LEVEL]
        right = min(rivals, default=self.lattice.width)
        self.levels[left:right] = [block] * (right - left)
        if not keeps_heads:
            self.heads[left:right] = [None] * (right - left)
            self.stages[left:right] = [None] * (right - left)
            self.groups[left:right] = [None] * (right - left)


def _labels_something(role: Role) -> bool:
    """Decoration such as 「計画」 or 「評価」 labels nothing; the columns of indicators do."""
    return role.key is not Key.DECORATION or role.detail is not None
