"""One worksheet's XML as a stream: rows of raw cells, merged ranges, and what is hidden."""

from bisect import bisect_right
from dataclasses import dataclass, field

from lxml import etree

from hoshin.exchange.guard import limits
from hoshin.exchange.guard.package import relation_id
from hoshin.exchange.guard.refusal import refused
from hoshin.exchange.guard.xml import iterate_xml
from hoshin.exchange.plan_xlsx.addresses import LAST_COLUMN, LAST_ROW, column_in_row, parse_address, parse_range
from hoshin.exchange.plan_xlsx.rich_text import Run, read_runs
from hoshin.exchange.xml_names import local_name

_ON = {"1", "true"}
_TAGS = ("{*}row", "{*}cols", "{*}mergeCell", "{*}sheetFormatPr", "{*}drawing", "{*}oddHeader")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as stored. `kind` is the file's type letter; `runs` are set for inline strings."""

    row: int
    column: int
    kind: str
    value: str | None
    style: int
    formula: str | None
    runs: tuple[Run, ...] | None = None


@dataclass(slots=True)
class Extent:
    """Column widths or row heights that differ from the default, and which are hidden, as first-last ranges."""

    default: float
    sized: list[tuple[int, int, float]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    _starts: list[tuple[int, float, float]] = field(default_factory=list)
    _offsets: dict[int, float] = field(default_factory=dict)

    def is_hidden(self, first: int, last: int) -> bool:
        """Whether the whole stretch from first to last is hidden."""
        if not self.hidden:
            return False
        at = first
        for start, end in sorted(self.hidden):
            if start <= at <= end:
                at = end + 1
        return at > last

    def offset(self, index: int) -> float:
        """How far the start of this row or column lies from the sheet's edge, in the unit of the sizes.

        Asked only after the whole sheet is read.
        """
        known = self._offsets.get(index)
        if known is None:
            known = self._offsets[index] = self._offset(index)
        return known

    def _offset(self, index: int) -> float:
        if not self._starts:
            self._add_up()
        at = bisect_right(self._starts, (index, float("inf"), 0.0)) - 1
        start, offset, size = self._starts[at]
        return offset + (index - start) * size

    def _add_up(self) -> None:
        """Stretches of one size: where each begins, how far that is from the edge, and the size."""
        stretches = [(first, last, size) for first, last, size in self.sized]
        hidden = {(first, last) for first, last in self.hidden}
        at, offset = 0, 0.0
        for first, last, size in sorted(stretches):
            if first < at:
                continue
            if first > at:
                self._starts.append((at, offset, self.default))
                offset += (first - at) * self.default
            shown = 0.0 if (first, last) in hidden else size
            self._starts.append((first, offset, shown))
            offset += (last - first + 1) * shown
            at = last + 1
        self._starts.append((at, offset, self.default))


@dataclass(slots=True)
class RawSheet:
    """Everything of a worksheet that decides what it prints."""

    cells: list[RawCell] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    columns: Extent = field(default_factory=lambda: Extent(8.43))
    rows: Extent = field(default_factory=lambda: Extent(15.0))
    drawing_ids: list[str] = field(default_factory=list)
    header: str = ""


def read_sheet(data: bytes, part: str, name: str) -> RawSheet:
    """Walk a worksheet. Blank cells cost nothing but their parsing; more cells than the limit refuse the file."""
    sheet = RawSheet()
    named_cells = 0
    next_row = 0
    for element in iterate_xml(data, part, name, _TAGS):
        match local_name(element):
            case "row":
                named_cells += len(element)
                next_row = _take_row(sheet, element, next_row)
                if named_cells > limits.MAX_STYLED_CELLS or len(sheet.cells) > limits.MAX_CELLS:
                    raise refused("too_many_cells", name, place=part, limit=f"{limits.MAX_CELLS:,}")
                _forget(element)
            case "cols":
                _take_columns(sheet, element)
            case "mergeCell":
                reference = parse_range(element.get("ref", ""))
                if reference and reference[:2] != reference[2:]:
                    sheet.merges.append(reference)
                _forget(element)
            case "sheetFormatPr":
                _take_defaults(sheet, element)
            case "oddHeader":
                sheet.header = element.text or ""
            case _:
                sheet.drawing_ids.append(relation_id(element))
    return sheet


def _forget(element: etree._Element) -> None:
    """Frees a finished element and those before it, so that a sheet never stands in memory as a tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _take_row(sheet: RawSheet, element: etree._Element, expected: int) -> int:
    """Takes the filled cells of one row; returns the number that a following row without one has."""
    row = _index(element.get("r"), LAST_ROW, expected)
    height = element.get("ht")
    if element.get("hidden") in _ON or (height is not None and _size(height, 15.0) == 0):
        sheet.rows.hidden.append((row, row))
    if height is not None:
        sheet.rows.sized.append((row, row, _size(height, sheet.rows.default)))
    filled = [cell for cell in element if len(cell)]
    columns = [column_in_row(cell.get("r", ""), row) for cell in filled]
    if None in columns:
        counted = _counted_columns(element)
        columns = [counted[cell] for cell in filled]
    for cell, column in zip(filled, columns, strict=True):
        if column is not None and column <= LAST_COLUMN:
            raw = _cell(cell, row, column)
            sheet.cells += [raw] if raw is not None else []
    return row + 1


def _counted_columns(row: etree._Element) -> dict[etree._Element, int]:
    """Every cell's column in a row where some cells name none: they follow the one before."""
    found: dict[etree._Element, int] = {}
    following = 0
    for cell in row:
        address = parse_address(cell.get("r", ""))
        found[cell] = address[1] if address else following
        following = found[cell] + 1
    return found


def _cell(element: etree._Element, row: int, column: int) -> RawCell | None:
    value: str | None = None
    formula: str | None = None
    runs: tuple[Run, ...] | None = None
    for child in element:
        match local_name(child):
            case "v":
                value = child.text
            case "f":
                formula = child.text or ""
            case "is":
                runs = read_runs(child)
    if value is not None or formula is not None or runs:
        style = element.get("s", "0")
        return RawCell(row, column, element.get("t", "n"), value, int(style) if style.isdigit() else 0, formula, runs)
    return None


def _take_columns(sheet: RawSheet, element: etree._Element) -> None:
    for column in element:
        first, last = _index(column.get("min"), LAST_COLUMN, 0), _index(column.get("max"), LAST_COLUMN, 0)
        width = _size(column.get("width"), sheet.columns.default)
        if column.get("hidden") in _ON or width == 0:
            sheet.columns.hidden.append((first, last))
        sheet.columns.sized.append((first, last, width))


def _take_defaults(sheet: RawSheet, element: etree._Element) -> None:
    sheet.columns.default = _size(element.get("defaultColWidth"), 8.43)
    sheet.rows.default = _size(element.get("defaultRowHeight"), 15.0)


def _index(text: str | None, last: int, otherwise: int) -> int:
    """A one-based number of the file as an index, kept inside the sheet."""
    if text and text.isascii() and text.isdigit():
        return max(0, min(int(text[:9]) - 1, last))
    return min(otherwise, last)


def _size(text: str | None, otherwise: float) -> float:
    try:
        size = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return size if 0 <= size < 10_000 else otherwise
