"""Each run to the cell that holds it: by geometry, in the file's order, whole unless a border truly parts it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hoshin.exchange.plan_pdf.grid import NOWHERE, Lattice
from hoshin.exchange.plan_pdf.paper import Rectangle
from hoshin.exchange.plan_pdf.runs import PageText, Run, split_at_spaces, split_by, words_of

_OVER = 2.0
"""Points that a text may stick out of its cell without being asked where each letter lies."""
COLUMN_GAP = 1.2
COLUMN_GAP_IN_FRAME = 4.0
"""In letters: what stands further apart on one line is two texts; a frame holds one, unless the gap is very wide."""
_STEP = 1 << 20


@dataclass(slots=True)
class Layout:
    """A page's runs by their place: those in a lattice's cell (`in_cell`), and all others (`free`)."""

    lattices: Sequence[Lattice]
    cells: dict[int, list[Run]] = field(default_factory=dict)
    free: list[Run] = field(default_factory=list)
    overflowing: list[Run] = field(default_factory=list)

    def in_cell(self, lattice: int, cell: int) -> list[Run]:
        """The runs of one cell in the file's order."""
        return self.cells.get(lattice * _STEP + cell, [])


def lay_out(page: PageText, runs: Sequence[Run], lattices: Sequence[Lattice]) -> Layout:
    """The runs in their cells. No run is lost: each ends in exactly one place."""
    layout = Layout(lattices)
    areas = [lattice.area for lattice in lattices]

    def owner(x: float, y: float) -> int:
        for number, (x0, y0, x1, y1) in enumerate(areas):
            if x0 <= x <= x1 and y0 <= y <= y1:
                cell = lattices[number].cell_at(x, y)
                if cell != NOWHERE:
                    return number * _STEP + cell
        return NOWHERE

    places = list(zip(areas, lattices, range(0, _STEP * len(areas), _STEP), strict=True))
    for run in runs:
        mine, is_whole = _home(run, places)
        if is_whole:
            _put(page, layout, mine, run)
            continue
        for word in words_of(page, run):
            mine, is_whole = _home(word, places)
            pieces = [(mine, word)] if is_whole else split_by(page, word, owner)
            for place, piece in pieces:
                _put(page, layout, place, piece)
                if not is_whole and place != NOWHERE and _sticks_out(piece, lattices[place // _STEP], place % _STEP):
                    layout.overflowing.append(piece)
    return layout


def _home(run: Run, places: list[tuple[Rectangle, Lattice, int]]) -> tuple[int, bool]:
    """Where the whole run belongs, or False when a border may part it."""
    left, right = run.x0, run.x1
    y = (run.y0 + run.y1) / 2
    for (x0, y0, x1, y1), lattice, number in places:
        if not y0 <= y <= y1 or right <= x0 or left >= x1:
            continue
        cell = lattice.cell_at((left + right) / 2, y)
        if cell == NOWHERE:
            return NOWHERE, False
        place = lattice.cells[cell]
        xs = lattice.xs
        is_whole = left >= xs[place.left] - _OVER and right <= xs[place.right] + _OVER
        if run.y1 - run.y0 > right - left:
            ys = lattice.ys
            is_whole = is_whole and run.y0 >= ys[place.top] - _OVER and run.y1 <= ys[place.bottom] + _OVER
        return number + cell, is_whole
    return NOWHERE, True


def _put(page: PageText, layout: Layout, place: int, run: Run) -> None:
    if place == NOWHERE:
        layout.free.extend(split_at_spaces(page, run, COLUMN_GAP))
        return
    members = layout.cells.setdefault(place, [])
    if layout.lattices[place // _STEP].is_frame:
        members.extend(split_at_spaces(page, run, COLUMN_GAP_IN_FRAME))
    else:
        members.append(run)


def _sticks_out(run: Run, lattice: Lattice, number: int) -> bool:
    cell = lattice.cell_area(number)
    return run.x0 < cell[0] - _OVER or run.x1 > cell[2] + _OVER
