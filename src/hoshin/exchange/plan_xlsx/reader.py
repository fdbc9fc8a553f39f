"""A workbook as printed: one region a visible sheet, one grid a region, floating texts beside it."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from lxml import etree

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.assembly.title import read_title
from hoshin.exchange.collector import without_collector
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.package import Package
from hoshin.exchange.guard.refusal import refused
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_xlsx.addresses import range_name
from hoshin.exchange.plan_xlsx.drawings import Anchored, Corner, Drawing, read_drawing
from hoshin.exchange.plan_xlsx.number_formats import general, show_number, show_text
from hoshin.exchange.plan_xlsx.rich_text import Run, SplitText, split_runs, unescape
from hoshin.exchange.plan_xlsx.sheet import RawCell, RawSheet, read_sheet
from hoshin.exchange.plan_xlsx.styles import PLAIN, Style
from hoshin.exchange.plan_xlsx.workbook import SheetEntry, Workbook, open_workbook
from hoshin.exchange.printed import Box, Cell, Item, Line, Printed, Region, Table

_HEADER_PLACES = re.compile(r"&[LCR]")
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z&])')
POINTS_PER_WIDTH = 5.25
"""Of one character of a column's width in the default font."""


@without_collector()
def read_xlsx(data: bytes, name: str) -> Printed:
    """Everything that the visible sheets show; what is hidden, struck or aside stands among the problems."""
    package = Package(data, name)
    workbook = open_workbook(package)
    if len(workbook.sheets) > limits.MAX_SHEETS:
        raise refused("too_many_cells", name, place="シートの数 (sheets)", limit=f"{limits.MAX_SHEETS:,}")
    regions, problems, cells = [], _links(package, name), 0
    for entry in workbook.sheets:
        reader = _SheetReader(package, workbook, entry)
        region = reader.read()
        cells += reader.cell_count
        if cells > limits.MAX_CELLS:
            raise refused("too_many_cells", name, place=f"「{entry.title}」まで", limit=f"{limits.MAX_CELLS:,}")
        problems += reader.notes.problems
        regions += [region] if region else []
    return Printed(name, tuple(regions), tuple(problems))


def _links(package: Package, name: str) -> list[Problem]:
    """A note naming the other files that formulas point to."""
    targets = [
        relation.target
        for part in sorted(p for p in package.parts if p.startswith("xl/externalLinks/") and p.endswith(".xml"))
        for relation in package.relations(part).values()
        if relation.is_external
    ]
    if not targets:
        return []
    found = "、".join(target.replace("\\", "/").rsplit("/", 1)[-1] for target in targets[:5])
    return [Problem("external_link_not_followed", Source(name), found=found, severity="note")]


class _SheetReader:
    """Reads one sheet and gathers its problems."""

    def __init__(self, package: Package, workbook: Workbook, entry: SheetEntry) -> None:
        self.package = package
        self.workbook = workbook
        self.entry = entry
        self.notes = Notes()
        self.cell_count = 0
        self.characters = 0

    def read(self) -> Region | None:
        """The sheet's region; None for a hidden sheet, which leaves a note with the beginning of what it holds."""
        raw = read_sheet(self.package.read(self.entry.part), self.entry.part, self.package.name)
        self.cell_count = len(raw.cells)
        cells = self._cells(raw)
        if self.entry.is_hidden:
            self._leave_out_sheet(cells)
            return None
        self._comments()
        boxes = self._boxes(raw)
        table = [Table(tuple(cells), self._source(""))] if cells else []
        return Region("sheet", self.entry.title, (*self._titles(raw), *table, *boxes), *self._size(raw, cells))

    def _titles(self, raw: RawSheet) -> list[Item]:
        """A printed page header that is the document's title: organisation and year often stand only there."""
        parts = [_HEADER_CODES.sub("", part).strip() for part in _HEADER_PLACES.split(raw.header)]
        return [Line(part, self._source(part, "header")) for part in parts if part and read_title(part)]

    def _cells(self, raw: RawSheet) -> list[Cell]:
        merges = {merge[:2]: merge[2:] for merge in raw.merges}
        covered = _Covered(raw.merges)
        kept: list[Cell] = []
        hidden: list[str] = []
        for cell in raw.cells:
            start = cell.row, cell.column
            if covered.holds(*start) and start not in merges:
                continue
            end = merges.get(start, start)
            span = end[0] - start[0] + 1, end[1] - start[1] + 1
            address = range_name(*start, *span)
            text = self._text(cell, address)
            if not text.strip():
                continue
            self.characters += len(text)
            if self.characters > limits.MAX_TEXT_CHARACTERS:
                raise refused("too_many_cells", self.package.name, place=self.entry.title, limit="10 MB")
            if raw.rows.is_hidden(start[0], end[0]) or raw.columns.is_hidden(start[1], end[1]):
                hidden.append(text)
                continue
            rectangle = _rectangle(raw, (*start, *end))
            source = self._source(text, address, rectangle)
            kept.append(Cell(text, *start, source, *span))
        if hidden:
            self._note("hidden_cells_left_out", " / ".join(hidden))
        return kept

    def _text(self, cell: RawCell, address: str) -> str:
        """What the cell shows. Struck and invisible parts become notes, missing results and errors questions."""
        style = self._style(cell)
        if cell.kind == "e":
            self._note("cell_holds_error", cell.value or "", address)
            return cell.value or ""
        if cell.kind in ("s", "inlineStr", "str"):
            split = self._split(cell, style)
            shown = show_text(split.live, style.number_format)
            if split.live and not shown:
                split = SplitText("", split.struck, split.live)
        else:
            split = split_runs((Run(self._show_value(cell, style, address)),), style)
            shown = split.live
        if split.struck.strip():
            self._note("struck_text_left_out", split.struck, address)
        if split.hidden.strip():
            self._note("hidden_text_left_out", split.hidden, address)
        return shown

    def _split(self, cell: RawCell, style: Style) -> SplitText:
        if cell.kind == "inlineStr" or cell.runs is not None:
            return split_runs(cell.runs or (), style)
        if cell.kind == "str":
            return split_runs((Run(unescape(cell.value or "")),), style)
        return split_runs(self.workbook.shared_string(cell.value or ""), style)

    def _show_value(self, cell: RawCell, style: Style, address: str) -> str:
        """A number, a truth value or a date as it prints; a formula whose result was never stored asks."""
        if cell.value is None or not cell.value.strip():
            if cell.formula is not None:
                self._note("formula_without_value", f"={cell.formula}", address)
            return ""
        if cell.kind == "b":
            return "TRUE" if cell.value.strip() in ("1", "true") else "FALSE"
        if cell.kind == "d":
            return cell.value.strip()
        number = _number(cell.value)
        if number is None:
            return cell.value
        shown = show_number(number, style.number_format, self.workbook.epoch_1904)
        if not shown.is_certain:
            self._note("number_format_not_known", shown.text, address, format=style.number_format)
        if not shown.text.strip():
            self._note("hidden_text_left_out", general(number), address)
        return shown.text

    def _style(self, cell: RawCell) -> Style:
        styles = self.workbook.styles
        return styles[cell.style] if cell.style < len(styles) else PLAIN

    def _boxes(self, raw: RawSheet) -> list[Item]:
        boxes: list[Item] = []
        for drawing in self._drawings(raw):
            for shape in drawing.shapes:
                end = shape.end or shape.start
                rows, columns = end.row - shape.start.row + 1, end.column - shape.start.column + 1
                address = range_name(shape.start.row, shape.start.column, max(rows, 1), max(columns, 1))
                if shape.struck:
                    self._note("struck_text_left_out", shape.struck, address)
                if shape.is_hidden and shape.text:
                    self._note("hidden_shape_left_out", shape.text, address)
                elif shape.text:
                    boxes.append(Box(shape.text, self._source(shape.text, address, _shape_rectangle(raw, shape))))
            if drawing.pictures:
                self._note("picture_not_read", f"{self.entry.title}: {drawing.pictures}")
        return boxes

    def _drawings(self, raw: RawSheet) -> Iterable[Drawing]:
        relations = self.package.relations(self.entry.part)
        for relation_id in raw.drawing_ids:
            relation = relations.get(relation_id)
            if relation and relation.kind == "drawing" and relation.target in self.package.parts:
                yield read_drawing(self.package.xml(relation.target))

    def _comments(self) -> None:
        """Cell comments are remarks of the people who wrote the sheet; they are named, never read as the plan."""
        for part in self.package.related(self.entry.part, "comments"):
            root = self.package.xml(part)
            texts = [_all_text(comment) for comment in root.iterfind(".//{*}comment")]
            if texts:
                self._note("comments_left_out", " / ".join(texts))

    def _leave_out_sheet(self, cells: list[Cell]) -> None:
        """Everything noted so far stands on a sheet that nobody sees: one note replaces it."""
        self.notes = Notes()
        if cells:
            begin = " / ".join(cell.text for cell in cells[:5])
            self._note("hidden_sheet_left_out", f"{self.entry.title}: {begin}")

    def _size(self, raw: RawSheet, cells: list[Cell]) -> tuple[float, float]:
        right = max((c.column + c.column_span for c in cells), default=0)
        bottom = max((c.row + c.row_span for c in cells), default=0)
        return raw.columns.offset(right) * POINTS_PER_WIDTH, raw.rows.offset(bottom)

    def _note(self, code: str, found: str, address: str | None = None, **values: str) -> None:
        self.notes.note(code, found, self._source("", address), **values)

    def _source(
        self, text: str, address: str | None = None, box: tuple[float, float, float, float] | None = None
    ) -> Source:
        return Source(self.package.name, text, None, None, self.entry.title, address, box=box)


def _all_text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iterfind(".//{*}t"))


class _Covered:
    """Which cells lie inside merged ranges, asked row by row; a merge over a million rows costs one entry."""

    def __init__(self, merges: list[tuple[int, int, int, int]]) -> None:
        self._by_row: dict[int, list[tuple[int, int]]] = {}
        self._tall: list[tuple[int, int, int, int]] = []
        for merge in merges:
            if merge[2] - merge[0] > 1000:
                self._tall.append(merge)
                continue
            for row in range(merge[0], merge[2] + 1):
                self._by_row.setdefault(row, []).append((merge[1], merge[3]))

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in any merged range."""
        if any(first <= column <= last for first, last in self._by_row.get(row, ())):
            return True
        return any(m[0] <= row <= m[2] and m[1] <= column <= m[3] for m in self._tall)


def _rectangle(raw: RawSheet, cells: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    first_row, first_column, last_row, last_column = cells
    return (
        round(raw.columns.offset(first_column) * POINTS_PER_WIDTH, 1),
        round(raw.rows.offset(first_row), 1),
        round(raw.columns.offset(last_column + 1) * POINTS_PER_WIDTH, 1),
        round(raw.rows.offset(last_row + 1), 1),
    )


def _shape_rectangle(raw: RawSheet, shape: Anchored) -> tuple[float, float, float, float]:
    left, top = _corner(raw, shape.start)
    if shape.end is None:
        return left, top, round(left + shape.size[0], 1), round(top + shape.size[1], 1)
    right, bottom = _corner(raw, shape.end)
    return left, top, max(left, right), max(top, bottom)


def _corner(raw: RawSheet, corner: Corner) -> tuple[float, float]:
    x = raw.columns.offset(corner.column) * POINTS_PER_WIDTH + corner.across
    return round(x, 1), round(raw.rows.offset(corner.row) + corner.down, 1)


def _number(text: str) -> Decimal | None:
    """A stored number with the 15 digits that Excel shows of it."""
    try:
        number = float(text)
        shown = Decimal(format(number, ".15g"))
    except (ValueError, InvalidOperation, OverflowError):
        return None
    return shown if shown.is_finite() else None
