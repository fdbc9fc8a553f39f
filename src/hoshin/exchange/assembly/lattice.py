"""Where the cells of a table stand to each other, whatever the width of its rows and columns.

An Excel sheet drawn on squared paper has hundreds of tiny columns; only the edges at which some text begins or ends
matter. Rows and columns here are those strips, numbered from 0.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Self

from hoshin.exchange.printed import Cell, Table


@dataclass(frozen=True, slots=True, eq=False)
class Square:
    """A cell with text and the strips it covers (half-open)."""

    cell: Cell
    top: int
    left: int
    bottom: int
    right: int

    @property
    def text(self) -> str:
        """The printed text."""
        return self.cell.text

    def shares_columns(self, other: "Square") -> bool:
        """Whether some column runs through both."""
        return self.left < other.right and other.left < self.right

    def shares_rows(self, other: "Square") -> bool:
        """Whether some row runs through both."""
        return self.top < other.bottom and other.top < self.bottom

    def is_within_columns_of(self, other: "Square") -> bool:
        """Whether all of its columns are among the other's."""
        return other.left <= self.left and self.right <= other.right


class Lattice:
    """The cells of one table that hold text, in reading order, and who stands beside whom."""

    floats = False
    """Whether the cells were placed by hand, so that rows and columns are only nearly in line."""

    def __init__(self, table: Table) -> None:
        self.source = table.source
        filled = [cell for cell in table.cells if cell.text.strip()]
        rows = _strips((c.row, c.row + c.row_span) for c in filled)
        columns = _strips((c.column, c.column + c.column_span) for c in filled)
        squares = [
            Square(
                cell,
                rows[cell.row],
                columns[cell.column],
                rows[cell.row + cell.row_span],
                columns[cell.column + cell.column_span],
            )
            for cell in filled
        ]
        self.squares = tuple(sorted(squares, key=lambda s: (s.top, s.left)))
        self.width = max(columns.values(), default=0)
        self.height = max(rows.values(), default=0)
        self._rows: list[list[Square]] = [[] for _ in range(self.height)]
        for square in self.squares:
            for row in range(square.top, square.bottom):
                self._rows[row].append(square)
        for members in self._rows:
            members.sort(key=lambda s: s.left)

    def prefers_below(self, label: Square, beside: Square, below: Square) -> bool:
        """Whether a label with a value on both sides rather heads the lower one; a grid's words decide that."""
        return False

    def follows(self, square: Square, above: Square) -> bool:
        """Whether the cell is the next line under another: in the row behind it, beginning in the same column."""
        upper, lower = above.cell, square.cell
        return upper.column == lower.column and upper.row + upper.row_span == lower.row

    def without(self, squares: Set[Square]) -> "Self":
        """The same grid as if these cells were blank."""
        cells = tuple(s.cell for s in self.squares if s not in squares)
        return type(self)(Table(cells, self.source)) if squares else self

    def row(self, at: int) -> list[Square]:
        """All cells that a row runs through, from left to right, those begun in an earlier row included."""
        return self._rows[at] if 0 <= at < self.height else []

    def rows(self) -> Iterator[list[Square]]:
        """For each row, the cells that begin in it, from left to right."""
        for at, members in enumerate(self._rows):
            yield [s for s in members if s.top == at]

    def left_of(self, square: Square) -> Iterator[Square]:
        """The cells to the left in the row where it begins, nearest first."""
        return reversed([s for s in self.row(square.top) if s.right <= square.left])

    def right_of(self, square: Square) -> list[Square]:
        """The cells to the right in the rows of its band, first by column, then by row."""
        found: dict[int, Square] = {}
        for at in range(square.top, square.bottom):
            for s in self.row(at):
                if s.left >= square.right:
                    found[id(s)] = s
        return sorted(found.values(), key=lambda s: (s.left, s.top))

    def next_to(self, square: Square) -> Square | None:
        """The nearest cell to the right in the row where it begins."""
        return next((s for s in self.row(square.top) if s.left >= square.right), None)

    def begins_beside(self, label: Square, square: Square) -> bool:
        """Whether the cell begins in the label's own row: one that runs down from above belongs to another label."""
        return label.top == square.top

    def below(self, square: Square) -> Square | None:
        """The first cell in the next row under its columns; None when that stretch is blank."""
        return next((s for s in self.row(square.bottom) if s.shares_columns(square)), None)

    def above(self, square: Square) -> Square | None:
        """The last cell in the row before, over its columns; None when that stretch is blank."""
        over = [s for s in self.row(square.top - 1) if s.shares_columns(square)]
        return over[-1] if over else None


def _strips(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each edge, the strip that begins there; stretches where nothing is printed are no strips."""
    spans = sorted(set(spans))
    edges = sorted({edge for span in spans for edge in span})
    numbered: dict[int, int] = {}
    strip = 0
    reach = -1
    at = 0
    for edge in edges:
        numbered[edge] = strip
        while at < len(spans) and spans[at][0] <= edge:
            reach = max(reach, spans[at][1])
            at += 1
        strip += edge < reach
    return numbered
