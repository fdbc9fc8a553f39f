"""Tables that go on over a page break, put together; rows that the break cut, made whole.

A table goes on when it ends its page, the next page begins with a table of the same width, and either the heading
rows are printed again or the columns at the break are the same. A row was cut when its label is not printed again and
the rest does not look like a row of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hoshin.core.sources import Source
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_pdf.cell_text import joined, starts_with_label
from hoshin.exchange.plan_pdf.grid import places_of
from hoshin.exchange.plan_pdf.running import is_margin_text
from hoshin.exchange.plan_pdf.sheet import Sheet, SheetCell, SheetTable

_NEAR = 4.0
_SENTENCE_ENDS = "。．」』）)】］]!！?？"
_CODE = re.compile(r"\s*[0-9０-９]+([-－‐ー―][0-9０-９]+)+")
_EXCERPT = 40
_NARROW = 2
"""Letters on one line of a label that is set letter below letter."""
_MOST_CELLS = 50_000


@dataclass(slots=True)
class _Growing:
    """A table that may go on: its rows so far, and the cells at its lower end from left to right."""

    table: SheetTable
    rows: int
    bottom: list[SheetCell]


def put_together(sheets: Sequence[Sheet], name: str, notes: Notes) -> None:
    """Moves what goes on to the page where it began. Each row that was made whole is named in a note."""
    growing: _Growing | None = None
    for before, sheet in pairwise(sheets):
        if growing is None:
            growing = _last_table(before, sheet)
        first = _first_table(sheet, before)
        if growing is None or first is None or sheet.number != before.number + 1:
            growing = None
            continue
        repeated = _repeated_rows(growing.table, first)
        if not _continues(growing, first, repeated):
            growing = None
            continue
        goes_on = len(sheet.tables) == 1 and _ends_page(first, sheet, before)
        joints = _append(growing, first, repeated, sheet.number)
        if joints:
            notes.note("pdf_row_over_pages", "／".join(joints), Source(name, page=sheet.number))
        sheet.tables.remove(first)
        if not goes_on or len(growing.table.cells) > _MOST_CELLS:
            growing = None


def _last_table(sheet: Sheet, following: Sheet) -> _Growing | None:
    """The table that ends the page, if nothing but the page's foot stands below it."""
    if not sheet.tables:
        return None
    last = max(sheet.tables, key=lambda t: t.ys[-1])
    if not _ends_page(last, sheet, following):
        return None
    rows = len(last.ys) - 1
    return _Growing(last, rows, _bottom(last.cells, rows))


def _ends_page(table: SheetTable, sheet: Sheet, other: Sheet) -> bool:
    bottom = table.ys[-1]
    below = [b for b in sheet.boxes if (b.area[1] + b.area[3]) / 2 > bottom]
    return bottom > 0.6 * sheet.paper.height and all(is_margin_text(b, sheet, other) for b in below)


def _first_table(sheet: Sheet, before: Sheet) -> SheetTable | None:
    """The table that begins the page, if nothing but the running head stands above it."""
    if not sheet.tables:
        return None
    first = min(sheet.tables, key=lambda t: t.ys[0])
    above = [b for b in sheet.boxes if (b.area[1] + b.area[3]) / 2 < first.ys[0]]
    is_first = first.ys[0] < 0.4 * sheet.paper.height and all(is_margin_text(b, sheet, before) for b in above)
    return first if is_first else None


def _row(table: SheetTable, row: int) -> list[SheetCell]:
    return [cell for cell in table.cells if cell.row == row]


def _repeated_rows(table: SheetTable, following: SheetTable) -> int:
    """How many of the table's first rows are printed again at the top of the following one.

    A single title row alone is no heading: it may begin a new form of the same layout.
    """
    count = 0
    is_heading = False
    for row in range(min(len(table.ys), len(following.ys)) - 2):
        ours, theirs = _row(table, row), _row(following, row)
        if not _are_same(ours, theirs) or any(cell.row_end > row + 1 and cell.row_end > count + 4 for cell in theirs):
            break
        count = row + 1
        is_heading = is_heading or sum(bool(cell.text) for cell in theirs) >= 2
    while count and any(cell.row < count < cell.row_end for cell in following.cells):
        count -= 1
    return count if is_heading else 0


def _are_same(ours: list[SheetCell], theirs: list[SheetCell]) -> bool:
    return (
        len(ours) == len(theirs)
        and any(cell.text for cell in ours)
        and all(a.text == b.text and _is_above(a, b) for a, b in zip(ours, theirs, strict=True))
    )


def _is_above(a: SheetCell, b: SheetCell) -> bool:
    """Whether two cells stand in the same columns."""
    return abs(a.area[0] - b.area[0]) < _NEAR and abs(a.area[2] - b.area[2]) < _NEAR


def _continues(growing: _Growing, following: SheetTable, repeated: int) -> bool:
    xs = growing.table.xs
    if abs(xs[0] - following.xs[0]) > _NEAR or abs(xs[-1] - following.xs[-1]) > _NEAR:
        return False
    if repeated:
        return True
    first = _row(following, 0)
    return len(growing.bottom) == len(first) and all(map(_is_above, growing.bottom, first))


def _bottom(cells: Sequence[SheetCell], rows: int) -> list[SheetCell]:
    """The cells that reach the last row, from left to right."""
    return sorted((c for c in cells if c.row_end == rows), key=lambda c: c.column)


def _append(growing: _Growing, following: SheetTable, repeated: int, page: int) -> list[str]:
    """Adds the following table's rows without its repeated heading, and joins what the break cut; says each joint."""
    table = growing.table
    begun = _row(following, repeated)
    pairs = [(above, below) for above in growing.bottom for below in begun if _is_above(above, below)]
    _share_columns(table, following)
    goes_on = bool(pairs) and _label_goes_on(pairs)
    is_cut = goes_on and _is_cut(pairs)
    is_one_row = is_cut and len(pairs) == len(begun)
    offset = growing.rows - repeated - is_one_row
    for cell in following.cells:
        cell.row += offset
        cell.row_end += offset
        cell.page = cell.page or page
    gone, joints = _join_cut_row(pairs, is_cut) if goes_on else (set(), [])
    rest = [c for c in following.cells if id(c) not in gone and c.row >= offset + repeated]
    table.cells += rest
    growing.rows = len(following.ys) - 1 + offset
    growing.bottom = _bottom([*growing.bottom, *rest], growing.rows)
    return joints


def _share_columns(table: SheetTable, following: SheetTable) -> None:
    """Counts both tables' columns from the same places."""
    xs = places_of([*table.xs, *following.xs])
    if len(xs) != len(table.xs):
        _renumber(table.cells, table.xs, xs)
        table.xs = xs
    _renumber(following.cells, following.xs, table.xs)


def _renumber(cells: Sequence[SheetCell], old: list[float], new: list[float]) -> None:
    numbers = [min(range(len(new)), key=lambda k: abs(new[k] - x)) for x in old]
    for cell in cells:
        cell.column, cell.column_end = numbers[cell.column], numbers[cell.column_end]


def _join_cut_row(pairs: list[tuple[SheetCell, SheetCell]], is_cut: bool) -> tuple[set[int], list[str]]:
    """Joins the cells of a row that goes on. Of a new row under a merged label only what spans the break is joined."""
    gone: set[int] = set()
    found = []
    for number, (above, below) in enumerate(pairs):
        is_beside_label = number == 0 or id(pairs[number - 1][1]) in gone
        spans = is_beside_label and (not below.text or _is_cut_label(above, below) or _was_pushed_down(above, below))
        if not (is_cut or spans):
            continue
        if below.text and above.text:
            found.append(f"{above.text[-_EXCERPT // 2 :]}｜{below.text[: _EXCERPT // 2]}")
        if below.text:
            above.page = above.page if above.text else below.page
            above.text = _over_break(above, below)
            above.lines = [*above.lines, *below.lines]
        above.row_end = below.row_end
        gone.add(id(below))
    return gone, found


def _label_goes_on(pairs: list[tuple[SheetCell, SheetCell]]) -> bool:
    """Whether the leftmost cell goes on: blank after the break but not before, cut itself, or the row's only cell."""
    above, below = pairs[0]
    if len(pairs) == 1:
        return bool(above.text and below.text) and not _is_new(above, below)
    return bool(above.text) and (not below.text or _is_cut_label(above, below))


def _is_cut_label(above: SheetCell, below: SheetCell) -> bool:
    """Whether a label set letter below letter in a narrow column runs over the break: it fills its part to the end."""
    if not (above.text and below.text) or starts_with_label(below.text) or _CODE.match(below.text):
        return False
    size = min(above.lines[-1].y1 - above.lines[-1].y0, below.lines[0].y1 - below.lines[0].y0)
    is_narrow = all(len(line.text) <= _NARROW for line in [*above.lines, *below.lines])
    fills_above = above.area[3] - above.lines[-1].y1 < 1.5 * size
    return is_narrow and fills_above and below.lines[0].y0 - below.area[1] < 1.5 * size


def _was_pushed_down(above: SheetCell, below: SheetCell) -> bool:
    """Whether a merged cell's text had no room before the break."""
    return bool(below.text) and not above.text and below.row_end - below.row > 1


def _is_cut(pairs: list[tuple[SheetCell, SheetCell]]) -> bool:
    """Whether the cells after the break are the rest of the row before it, not a further row under its label."""
    rest = pairs[1:] if len(pairs) > 1 else pairs
    written = [(above, below) for above, below in rest if below.text]
    if not written or any(not above.text for above, _ in written):
        return not written
    if len(rest) == 1:
        return True
    has_blank = any(above.text and not below.text for above, below in rest)
    return has_blank and any(not _is_new(above, below) for above, below in written)


def _is_new(above: SheetCell, below: SheetCell) -> bool:
    """Whether the lower text begins something: a bullet, a number or a code, after a text that was ended."""
    begins = starts_with_label(below.text) or _CODE.match(below.text) is not None
    return begins and above.text.endswith(tuple(_SENTENCE_ENDS))


def _over_break(above: SheetCell, below: SheetCell) -> str:
    """Both parts as one text; the line at the break is treated like any other line of the cell."""
    if not above.lines or not below.lines:
        return above.text + below.text
    if _is_cut_label(above, below):
        return above.text + below.text
    shift = above.lines[-1].y1 - below.lines[0].y0
    moved = [replace(line, y0=line.y0 + shift, y1=line.y1 + shift) for line in below.lines]
    return joined([*above.lines, *moved], above.area)
