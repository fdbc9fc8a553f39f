"""One page read: its tables and boxes with their places, before pages are put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hoshin.exchange.plan_pdf.blocks import Block, blocks_of
from hoshin.exchange.plan_pdf.cell_text import joined, lines_from
from hoshin.exchange.plan_pdf.grid import Lattice, lattices_of
from hoshin.exchange.plan_pdf.layout import COLUMN_GAP, COLUMN_GAP_IN_FRAME, Layout, lay_out
from hoshin.exchange.plan_pdf.left_out import LeftOut
from hoshin.exchange.plan_pdf.marks import Marks
from hoshin.exchange.plan_pdf.paper import Paper, Rectangle
from hoshin.exchange.plan_pdf.rules import tidy
from hoshin.exchange.plan_pdf.runs import PageText, Run, settle
from hoshin.exchange.plan_pdf.unseen import visible

_MOST_OF_THE_PAGE = 0.5
_TOUCHING_FRAMES = 4
_PARTS_OF_A_SLIDE = 4


@dataclass(slots=True)
class SheetCell:
    """A cell of a page's table. `row` and `column` count from 0, the ends are half-open."""

    lines: list[Run]
    row: int
    column: int
    row_end: int
    column_end: int
    area: Rectangle
    text: str = ""
    page: int | None = None


@dataclass(slots=True)
class SheetTable:
    """A table of one page with all its cells, blank ones too. `order` is its place in the file's order."""

    cells: list[SheetCell]
    xs: list[float]
    ys: list[float]
    order: int


@dataclass(slots=True)
class SheetBox:
    """A block of text, or a frame with its text. `size` is that of its first letter."""

    text: str
    area: Rectangle
    order: int
    lines: list[Run] = field(default_factory=list)
    size: float = 0.0
    is_framed: bool = False


@dataclass(slots=True)
class Sheet:
    """One page as read."""

    number: int
    paper: Paper
    tables: list[SheetTable] = field(default_factory=list)
    boxes: list[SheetBox] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    overflowing: list[str] = field(default_factory=list)
    has_picture: bool = False
    is_scan: bool = False
    is_cut: bool = False


def fill_sheet(sheet: Sheet, page: PageText, lines: Sequence[Run], marks: Marks) -> None:
    """Puts the page's tables and boxes into the sheet. What is left out is named in `left_out`."""
    paper = sheet.paper
    sheet.is_cut = page.is_cut or marks.has_more
    sheet.has_picture = any(_share(p, paper) > 0.3 for p in marks.pictures)
    sheet.is_scan = any(_share(p, paper) > 0.85 for p in marks.pictures) and not (marks.horizontal or marks.frames)
    runs = visible(page, lines, paper, marks, sheet.left_out)
    rules = tidy(marks, (0.0, 0.0, paper.width, paper.height))
    lattices = lattices_of(rules)
    lattices = [t for t in lattices if not (t.is_frame and t.is_fill and _is_highlight(t, runs))]
    layout = lay_out(page, runs, lattices)
    sheet.overflowing = [run.text for run in layout.overflowing]
    _fill(sheet, page, layout, lattices)


def _share(area: Rectangle, paper: Paper) -> float:
    return (area[2] - area[0]) * (area[3] - area[1]) / max(paper.width * paper.height, 1.0)


def _is_highlight(lattice: Lattice, runs: Sequence[Run]) -> bool:
    """Whether a coloured area lies behind a part of a line only."""
    x0, y0, x1, y1 = lattice.area
    for run in runs:
        height = run.y1 - run.y0
        if (
            y0 <= (run.y0 + run.y1) / 2 <= y1
            and y1 - y0 < 2.2 * height
            and run.x0 < x1
            and run.x1 > x0
            and (run.x0 < x0 - 0.8 * height or run.x1 > x1 + 0.8 * height)
            and " " not in run.text
        ):
            return True
    return False


def _fill(sheet: Sheet, page: PageText, layout: Layout, lattices: Sequence[Lattice]) -> None:
    """Tables, frames and free blocks, each with the place of its first character in the file's order."""
    for number, lattice in enumerate(lattices):
        if lattice.is_frame:
            _add_frame(sheet, page, layout.in_cell(number, 0), lattice)
        else:
            _add_table(sheet, page, layout, number, lattice)
    for block in blocks_of(settle(page, layout.free), COLUMN_GAP):
        sheet.boxes.append(_box(page, block))
    if _is_slide(sheet):
        _loosen(sheet)


def _is_slide(sheet: Sheet) -> bool:
    """Whether a page is laid out by hand: wide, and its tables are no more than a few frames that touch."""
    if not sheet.tables or sheet.paper.width < 1.2 * sheet.paper.height:
        return False
    largest = max(sum(bool(cell.text) for cell in table.cells) for table in sheet.tables)
    return largest <= _TOUCHING_FRAMES and len(sheet.tables) + len(sheet.boxes) >= _PARTS_OF_A_SLIDE


def _loosen(sheet: Sheet) -> None:
    """The cells of a slide's small tables as boxes, so that they are read together with the boxes around them."""
    for table in sheet.tables:
        sheet.boxes += (SheetBox(c.text, c.area, c.lines[0].start) for c in table.cells if c.text)
    sheet.tables = []


def _add_table(sheet: Sheet, page: PageText, layout: Layout, number: int, lattice: Lattice) -> None:
    """A table with all its cells; a lattice without any text is a drawing."""
    cells = []
    xs, ys = lattice.xs, lattice.ys
    end = order = len(page.text)
    for index, cell in enumerate(lattice.cells):
        area = (xs[cell.left], ys[cell.top], xs[cell.right], ys[cell.bottom])
        runs = layout.in_cell(number, index)
        text = ""
        if runs:
            order = min(order, runs[0].start)
            runs = lines_from(settle(page, runs))
            text = joined(runs, area)
        cells.append(SheetCell(runs, cell.top, cell.left, cell.bottom, cell.right, area, text))
    if order < end:
        sheet.tables.append(SheetTable(cells, xs, ys, order))


def _add_frame(sheet: Sheet, page: PageText, runs: list[Run], lattice: Lattice) -> None:
    """A frame's text as one box, as large as the frame; a frame around several blocks gives a box for each."""
    if not runs:
        return
    blocks = blocks_of(settle(page, runs), COLUMN_GAP_IN_FRAME)
    if len(blocks) == 1:
        block = blocks[0]
        text = joined(block.lines, lattice.area)
        sheet.boxes.append(SheetBox(text, lattice.area, block.order, block.lines, is_framed=True))
        return
    is_page = _share(lattice.area, sheet.paper) > _MOST_OF_THE_PAGE
    for block in blocks:
        box = _box(page, block)
        box.is_framed = not is_page
        sheet.boxes.append(box)


def _box(page: PageText, block: Block) -> SheetBox:
    _, top, _, bottom = page.box(block.order)
    return SheetBox(joined(block.lines), block.area, block.order, block.lines, bottom - top)
