"""From ruled lines to cells: which lines belong to one table, and which of its squares are one cell.

Lines that touch are one lattice. A lattice's squares are joined wherever no line parts them, and its own outer bounds
close what the printer left open, so a table without its outer border keeps its cells. A lattice of one cell is a frame.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from hoshin.exchange.plan_pdf.marks import Edge, Frame
from hoshin.exchange.plan_pdf.paper import Rectangle
from hoshin.exchange.plan_pdf.rules import TOLERANCE, Rules, with_fills

MAX_SQUARES = 60_000
NOWHERE = -1
_TALLEST_OPEN_ROW = 60.0


@dataclass(slots=True)
class GridCell:
    """One cell's place in its lattice: rows `top` to `bottom`, columns `left` to `right` (half-open)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Lattice:
    """One table or frame. `owners[row][column]` is the number of the cell that covers that square.

    `is_floating`: it lies across other lines. `is_fill`: only coloured areas bound it, no line.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owners: list[list[int]] = field(default_factory=list)
    is_floating: bool = False
    is_fill: bool = False

    @property
    def area(self) -> Rectangle:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def size(self) -> float:
        """Its area, by which the innermost of several is found."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def is_frame(self) -> bool:
        """Whether this is a rectangle around text, not a table."""
        return len(self.cells) == 1

    def cell_at(self, x: float, y: float) -> int:
        """The number of the cell at a point, `NOWHERE` outside."""
        row, column = bisect_right(self.ys, y), bisect_right(self.xs, x)
        if 0 < row < len(self.ys) and 0 < column < len(self.xs):
            return self.owners[row - 1][column - 1]
        return NOWHERE

    def cell_area(self, number: int) -> Rectangle:
        cell = self.cells[number]
        return (self.xs[cell.left], self.ys[cell.top], self.xs[cell.right], self.ys[cell.bottom])


def lattices_of(rules: Rules) -> list[Lattice]:
    """The page's tables and frames, the smallest first, so that the first that holds a point is the innermost.

    A coloured area inside a cell that lines bound is that cell's background or a highlight; only the others bound
    cells themselves, as on slides whose tables have no lines.
    """
    lattices = _lattices(rules)
    fills = [f for f in rules.fills if not _lies_in_a_cell(f.area, lattices)]
    if fills:
        lattices = _lattices(with_fills(rules, fills))
    return [t for t in lattices if not (t.is_fill and _lies_in_a_cell(t.area, lattices, t))]


def _lattices(rules: Rules) -> list[Lattice]:
    groups = _with_open_rows(_touching(rules.horizontal, rules.vertical))
    found = [lattice for rows, columns in groups if (lattice := _lattice(rows, columns)) is not None]
    found += (_frame_of(frame, is_floating=True) for frame in rules.floating)
    found += (_frame_of(frame, is_floating=False) for frame in rules.alone)
    found.sort(key=Lattice.size)
    return found


def _frame_of(frame: Frame, is_floating: bool) -> Lattice:
    x0, y0, x1, y1 = frame.area
    is_fill = not (is_floating or frame.is_stroked)
    return Lattice([x0, x1], [y0, y1], [GridCell(0, 0, 1, 1)], [[0]], is_floating=is_floating, is_fill=is_fill)


def _lies_in_a_cell(area: Rectangle, lattices: list[Lattice], own: Lattice | None = None) -> bool:
    """Whether a coloured area lies inside one cell of a table."""
    x0, y0, x1, y1 = area
    for outer in lattices:
        if outer is own or outer.is_frame:
            continue
        number = outer.cell_at((x0 + x1) / 2, (y0 + y1) / 2)
        if number != NOWHERE:
            a0, b0, a1, b1 = outer.cell_area(number)
            if a0 <= x0 + TOLERANCE and b0 <= y0 + TOLERANCE and a1 >= x1 - TOLERANCE and b1 >= y1 - TOLERANCE:
                return True
    return False


def _touching(horizontal: list[Edge], vertical: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of lines that touch each other, directly or through others."""
    parents = list(range(len(horizontal) + len(vertical)))

    def root(member: int) -> int:
        while parents[member] != member:
            parents[member] = parents[parents[member]]
            member = parents[member]
        return member

    # Joined pieces come sorted by their place.
    columns = range(len(vertical))
    places = [edge.at for edge in vertical]
    offset = len(horizontal)
    for row, edge in enumerate(horizontal):
        low = bisect_right(places, edge.start - TOLERANCE)
        high = bisect_right(places, edge.end + TOLERANCE)
        for k in columns[low:high]:
            other = vertical[k]
            if other.start - TOLERANCE <= edge.at <= other.end + TOLERANCE:
                a, b = root(row), root(offset + k)
                if a != b:
                    parents[a] = b
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for row, edge in enumerate(horizontal):
        groups.setdefault(root(row), ([], []))[0].append(edge)
    for k, edge in enumerate(vertical):
        groups.setdefault(root(offset + k), ([], []))[1].append(edge)
    return [g for g in groups.values() if g[0] and g[1]]


def _with_open_rows(groups: list[tuple[list[Edge], list[Edge]]]) -> list[tuple[list[Edge], list[Edge]]]:
    """The groups, two made one where only a row of a single merged cell parts them in a table without side borders."""
    closed = [group for group in groups if not _is_open(group)]
    joined: list[tuple[list[Edge], list[Edge]]] = []
    for group in sorted((g for g in groups if _is_open(g)), key=lambda g: min(e.at for e in g[0])):
        for other in joined:
            if _is_next(other, group):
                other[0].extend(group[0])
                other[1].extend(group[1])
                break
        else:
            joined.append(group)
    return closed + joined


def _sides(group: tuple[list[Edge], list[Edge]]) -> tuple[float, float]:
    return min(e.start for e in group[0]), max(e.end for e in group[0])


def _is_open(group: tuple[list[Edge], list[Edge]]) -> bool:
    """Whether no vertical line closes the group's left or right side."""
    left, right = _sides(group)
    return all(left + TOLERANCE < e.at < right - TOLERANCE for e in group[1])


def _is_next(upper: tuple[list[Edge], list[Edge]], lower: tuple[list[Edge], list[Edge]]) -> bool:
    a, b = _sides(upper), _sides(lower)
    gap = min(e.at for e in lower[0]) - max(e.at for e in upper[0])
    return abs(a[0] - b[0]) < TOLERANCE and abs(a[1] - b[1]) < TOLERANCE and 0 < gap < _TALLEST_OPEN_ROW


def _lattice(horizontal: list[Edge], vertical: list[Edge]) -> Lattice | None:
    """The group's cells; None when its lines enclose nothing."""
    # The ends that stick out beyond the outermost line close what the printer left open.
    xs = places_of([*(e.at for e in vertical), min(e.start for e in horizontal), max(e.end for e in horizontal)])
    ys = places_of([*(e.at for e in horizontal), min(e.start for e in vertical), max(e.end for e in vertical)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MAX_SQUARES:
        return None
    if rows == columns == 1 and len(horizontal) + len(vertical) < 3:
        return None
    walls = _walls(vertical, xs, ys)
    floors = _walls(horizontal, ys, xs)
    cells = _cells(walls, floors, rows, columns)
    owners = [[NOWHERE] * columns for _ in range(rows)]
    for number, cell in enumerate(cells):
        width = cell.right - cell.left
        for row in range(cell.top, cell.bottom):
            owners[row][cell.left : cell.right] = [number] * width
    return Lattice(xs, ys, cells, owners, is_fill=all(e.is_fill for e in horizontal + vertical))


def places_of(values: list[float]) -> list[float]:
    """The distinct places among them, from low to high; what lies closer than a doubled line is one."""
    found: list[float] = []
    for at in sorted(values):
        if not found or at - found[-1] > TOLERANCE:
            found.append(at)
    return found


def _walls(edges: list[Edge], across: list[float], along: list[float]) -> list[int]:
    """For each place across, the bits of the bands along that a line closes."""
    bits = [0] * len(across)
    for edge in edges:
        place = bisect_right(across, edge.at + TOLERANCE / 2) - 1
        if place < 0:
            place = 0
        elif place + 1 < len(across) and across[place + 1] - edge.at < edge.at - across[place]:
            place += 1
        first = bisect_right(along, edge.start + TOLERANCE) - 1
        last = bisect_right(along, edge.end + TOLERANCE) - 1
        first = max(first, 0)
        if along[first] < edge.start - TOLERANCE:
            first += 1
        if last > first:
            bits[place] |= (1 << last) - (1 << first)
    return bits


def _cells(walls: list[int], floors: list[int], rows: int, columns: int) -> list[GridCell]:
    """Squares joined to rectangles: a row's stretch goes on below where no floor parts it from the same stretch."""
    cells: list[GridCell] = []
    open_cells: dict[tuple[int, int], GridCell] = {}
    for row in range(rows):
        bit = 1 << row
        bounds = [0, *(c for c in range(1, columns) if walls[c] & bit), columns]
        floor = floors[row]
        still_open: dict[tuple[int, int], GridCell] = {}
        for left, right in pairwise(bounds):
            stretch = (1 << right) - (1 << left)
            above = open_cells.get((left, right))
            if above is not None and (floor & stretch).bit_count() * 2 <= right - left:
                above.bottom = row + 1
            else:
                above = GridCell(row, left, row + 1, right)
                cells.append(above)
            still_open[(left, right)] = above
        open_cells = still_open
    return cells
