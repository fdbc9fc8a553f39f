"""Floating boxes as a lattice: drawn by hand, so edges that nearly meet are taken to meet.

The same questions as for a grid (what stands beside, above, below), answered by how much two boxes share of each
other's height or width. Drawing order does not matter.
"""

from collections.abc import Iterator, Sequence

from hoshin.core.sources import Source
from hoshin.exchange.assembly.lattice import Lattice, Square
from hoshin.exchange.printed import Cell, Table

Rectangle = tuple[float, float, float, float]
SNAP_POINTS = 7.0
"""Edges closer than this are one edge; boxes of a slide stand at least this far apart when they are not in line."""
STACKED_POINTS = 50.0
"""Two boxes with less between them, one under the other, belong to one label."""
_SHARED = 0.5


class BoxLattice(Lattice):
    """Boxes of one slide or page. Cells carry their rectangle in `source.box`."""

    floats = True

    def left_of(self, square: Square) -> Iterator[Square]:
        """Boxes to the left that share half of the lower one's height, nearest first."""
        found = [s for s in self.squares if s.right <= square.left and _share(s, square, 1)]
        return iter(sorted(found, key=lambda s: (-s.right, s.top)))

    def next_to(self, square: Square) -> Square | None:
        """The nearest box to the right at the same height."""
        found = [s for s in self.squares if s.left >= square.right and _share(s, square, 1)]
        return min(found, key=lambda s: (s.left, s.top), default=None)

    def begins_beside(self, label: Square, square: Square) -> bool:
        """Boxes are rarely of one height: what stands beside by its height begins beside."""
        return True

    def prefers_below(self, label: Square, beside: Square, below: Square) -> bool:
        """The nearer of two boxes belongs to the label."""
        here, right, under = label.cell.source.box, beside.cell.source.box, below.cell.source.box
        if not (here and right and under):
            return False
        return under[1] - here[3] < right[0] - here[2]

    def follows(self, square: Square, above: Square) -> bool:
        """Boxes stacked over each other with little between go together."""
        upper, lower = above.cell.source.box, square.cell.source.box
        if not (upper and lower):
            return False
        return above.left == square.left and lower[1] - upper[3] < STACKED_POINTS

    def below(self, square: Square) -> Square | None:
        """The nearest box underneath that shares half of the narrower one's width."""
        found = [s for s in self.squares if s.top >= square.bottom and _share(s, square, 0)]
        return min(found, key=lambda s: (s.top, s.left), default=None)

    def above(self, square: Square) -> Square | None:
        """The nearest box over it that shares half of the narrower one's width."""
        found = [s for s in self.squares if s.bottom <= square.top and _share(s, square, 0)]
        return max(found, key=lambda s: (s.bottom, -s.left), default=None)


def lattice_of_boxes(boxes: Sequence[tuple[str, Source]]) -> BoxLattice:
    """A lattice of texts that have a rectangle."""
    placed = [(text, source, source.box) for text, source in boxes if source.box]
    columns = _snapped([edge for _, _, b in placed for edge in (b[0], b[2])])
    rows = _snapped([edge for _, _, b in placed for edge in (b[1], b[3])])
    cells = []
    for text, source, box in placed:
        left, top = columns[box[0]], rows[box[1]]
        right, bottom = max(columns[box[2]], left + 1), max(rows[box[3]], top + 1)
        cells.append(Cell(text, top, left, source, bottom - top, right - left))
    return BoxLattice(Table(tuple(cells), Source(boxes[0][1].file if boxes else "")))


def _snapped(edges: list[float]) -> dict[float, int]:
    """For each edge its number; edges that follow each other closely share one."""
    numbers: dict[float, int] = {}
    number, start = 0, float("-inf")
    for edge in sorted(set(edges)):
        if edge - start > SNAP_POINTS:
            number, start = number + 1, edge
        numbers[edge] = number
    return numbers


def _share(one: Square, other: Square, axis: int) -> bool:
    a, b = one.cell.source.box, other.cell.source.box
    if not a or not b or one is other:
        return False
    shared = min(a[axis + 2], b[axis + 2]) - max(a[axis], b[axis])
    smaller = min(a[axis + 2] - a[axis], b[axis + 2] - b[axis])
    return smaller > 0 and shared >= _SHARED * smaller
