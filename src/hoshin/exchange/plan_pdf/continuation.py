"""Tables that go on over a page break, put together; rows that the break cut, made whole.

A table goes on when it ends its page, the next page begins with a table of the same width, and either the heading
rows are printed again or the columns at the break are the same. A row was cut when its label is not printed again and
the rest does not look like a row of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

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
_KEPT_TOGETHER = 2
"""Last lines of a paragraph, which word processors move to the next page together though one more had room."""
_MOST_CELLS = 50_000


@dataclass(slots=True)
class _Growing:
    """A table that may go on: its rows so far, and the cells at its lower end from left to right."""

    table: SheetTable
    rows: int
    bottom: list[SheetCell]


class _Joints(NamedTuple):
    """What was joined over one break, and the labels that may have been pushed over it."""

    said: list[str]
    doubts: list[str]


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
        place = Source(name, page=sheet.number)
        if joints.said:
            notes.note("pdf_row_over_pages", "／".join(joints.said), place)
        if joints.doubts:
            notes.note("pdf_label_at_page_break", "／".join(joints.doubts), place)
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


def _append(growing: _Growing, following: SheetTable, repeated: int, page: int) -> _Joints:
    """Adds the following table's rows without its repeated heading, and joins what the break cut; says each joint."""
    table = growing.table
    begun = _row(following, repeated)
    pairs = [(above, below) for above in growing.bottom for below in begun if _is_above(above, below)]
    _share_columns(table, following)
    is_pushed = bool(pairs) and _label_was_pushed_down(table, pairs)
    doubts = [pairs[0][1].text] if is_pushed and not _is_tall(pairs[0]) else []
    is_whole = bool(pairs) and _are_whole_elsewhere(pairs[0], [*table.cells, *_inner(following)])
    goes_on = bool(pairs) and not doubts and (is_pushed or _label_goes_on(pairs, is_whole))
    is_cut = goes_on and _is_cut(pairs)
    is_one_row = is_cut and len(pairs) == len(begun)
    offset = growing.rows - repeated - is_one_row
    for cell in following.cells:
        cell.row += offset
        cell.row_end += offset
        cell.page = cell.page or page
    gone, said = _join_cut_row(pairs, is_cut) if goes_on else (set(), [])
    rest = [c for c in following.cells if id(c) not in gone and c.row >= offset + repeated]
    table.cells += rest
    growing.rows = len(following.ys) - 1 + offset
    growing.bottom = _bottom([*growing.bottom, *rest], growing.rows)
    return _Joints(said, doubts)


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
    """Joins the label that goes on and the cells of its row. Of a new row only what spans the break is joined."""
    gone: set[int] = set()
    found = []
    for number, (above, below) in enumerate(pairs):
        if not (is_cut or number == 0 or _spans_break(pairs, number, gone)):
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


def _spans_break(pairs: list[tuple[SheetCell, SheetCell]], number: int, gone: set[int]) -> bool:
    """Whether a merged cell beside a new row stands on both sides of the break.

    It stands beside a label that goes on, or it is taller than what else begins after the break.
    """
    above, below = pairs[number]
    is_beside_label = id(pairs[number - 1][1]) in gone
    is_taller = below.row_end > min(other.row_end for _, other in pairs)
    if not (is_beside_label or is_taller):
        return False
    return not below.text or _is_cut_label(above, below) or _was_pushed_down(above, below)


def _label_was_pushed_down(table: SheetTable, pairs: list[tuple[SheetCell, SheetCell]]) -> bool:
    """Whether the leftmost cell's text had no room before the break, so that its first rows stand without a label.

    In a table with other blank labels a blank one means nothing, and nor does the corner of the heading.
    """
    above, below = pairs[0]
    if above.text or not below.text or above.row == 0 or not any(a.text for a, _ in pairs[1:]):
        return False
    others = (c for c in table.cells if c is not above and c.row and c.column == above.column)
    return all(cell.text for cell in others)


def _is_tall(pair: tuple[SheetCell, SheetCell]) -> bool:
    """Whether a cell on either side of the break spans several rows."""
    return any(cell.row_end - cell.row > 1 for cell in pair)


def _are_whole_elsewhere(pair: tuple[SheetCell, SheetCell], cells: Sequence[SheetCell]) -> bool:
    """Whether one of two labels at a break is a whole label in another row: then it is no half of one."""
    above, below = pair
    others = {c.text for c in cells if c is not above and c is not below and c.column == above.column}
    return above.text in others or below.text in others


def _inner(table: SheetTable) -> list[SheetCell]:
    """The cells that no break can have cut."""
    end = len(table.ys) - 1
    return [cell for cell in table.cells if cell.row and cell.row_end < end]


def _label_goes_on(pairs: list[tuple[SheetCell, SheetCell]], is_whole: bool) -> bool:
    """Whether the leftmost cell goes on: blank after the break but not before, cut itself, or the row's only cell.

    `is_whole`: the labels before and after the break are known as whole ones.
    """
    above, below = pairs[0]
    if len(pairs) == 1:
        return bool(above.text and below.text) and not _is_row_of_its_own(above, below)
    is_alone = not any(cell.text for _, cell in pairs[1:])
    return bool(above.text) and (not below.text or (not is_whole and _is_cut_label(above, below, is_alone)))


def _is_row_of_its_own(above: SheetCell, below: SheetCell) -> bool:
    """Whether the row's only cell begins something after the break: a heading after a sentence, a text after a heading.

    A list goes on with its next label.
    """
    if above.text.endswith(tuple(_SENTENCE_ENDS)):
        return _is_new(above, below) or not below.text.endswith(tuple(_SENTENCE_ENDS))
    is_list = starts_with_label(below.text) and starts_with_label(above.lines[-1].text)
    return not is_list and not _breaks_off(above)


def _breaks_off(cell: SheetCell) -> bool:
    """Whether the text stops at the right border of its cell, so that the next letter had no room on the line."""
    last = cell.lines[-1]
    return not cell.text.endswith(tuple(_SENTENCE_ENDS)) and cell.area[2] - last.x1 < 2 * (last.y1 - last.y0)


def _is_cut_label(above: SheetCell, below: SheetCell, is_alone: bool = False) -> bool:
    """Whether a label set letter below letter in a narrow column runs over the break: it fills its part to the end.

    Less will do where nothing but the label stands in the row after the break (`is_alone`).
    """
    if not (above.text and below.text) or starts_with_label(below.text) or _CODE.match(below.text):
        return False
    size = min(above.lines[-1].y1 - above.lines[-1].y0, below.lines[0].y1 - below.lines[0].y0)
    is_narrow = all(len(line.text) <= _NARROW for line in [*above.lines, *below.lines])
    room = (4.0 if is_alone else 1.5) * size
    if len(below.lines) == _KEPT_TOGETHER:
        room += max(below.lines[1].y0 - below.lines[0].y0, 0.0)
    fills_above = above.area[3] - above.lines[-1].y1 < room
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
        above, below = rest[0]
        is_last = pairs[0][1].row_end <= below.row_end and not pairs[0][1].text
        return _breaks_off(above) or (is_last and not _is_new(above, below))
    # A blank that reaches further down than the text beside it is a merged cell, and says nothing of this row.
    end = min(below.row_end for _, below in written)
    has_blank = any(above.text and not below.text and below.row_end <= end for above, below in rest)
    return has_blank and any(not _is_new(above, below) for above, below in written)


def _is_new(above: SheetCell, below: SheetCell) -> bool:
    """Whether the lower text begins something: a bullet, a number or a code, after a text that was ended."""
    begins = starts_with_label(below.text) or _CODE.match(below.text) is not None
    return begins and above.text.endswith(tuple(_SENTENCE_ENDS))


def _over_break(above: SheetCell, below: SheetCell) -> str:
    """Both parts as one text; the line at the break is treated like any other line of the cell."""
    if not above.lines or not below.lines:
        return above.text + below.text
    if _is_cut_label(above, below, is_alone=True):
        return above.text + below.text
    shift = above.lines[-1].y1 - below.lines[0].y0
    moved = [replace(line, y0=line.y0 + shift, y1=line.y1 + shift) for line in below.lines]
    return joined([*above.lines, *moved], above.area)
