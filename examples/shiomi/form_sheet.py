"""A sheet of merged blocks on a fine grid, growing downwards, with known heights: the carpentry of `form2_xlsx`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from examples.shiomi.fitting import height_of
from hoshin.core.plan.document import PlanDocument

FONT = "BIZ UDゴシック"
SIZE = 10
COLUMNS = 24
COLUMN_PIXELS = 30
RED = "#C00000"
NAVY, PALE, PALER = "#1F3864", "#D9E2F3", "#F2F2F2"
_PAGE_POINTS = 785.0
"""What fits on a printed page between the margins, at the print scale."""


def sheet_styles(book: xlsxwriter.Workbook) -> dict[str, Any]:
    base: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "border": 1, "text_wrap": True, "valign": "top"}
    middle = {"valign": "vcenter", "align": "center"}
    kinds: dict[str, dict[str, Any]] = {
        "text": {},
        "title": {"border": 0, "bold": True, "font_size": 15, **middle},
        "unit": {"border": 0, "font_size": 9, "align": "right"},
        "issue": {"bold": True, "font_size": 12, "bg_color": NAVY, "font_color": "#FFFFFF", "valign": "vcenter"},
        "outcome": {"bold": True, "font_size": 11, "bg_color": PALE, "valign": "vcenter"},
        "initiative": {"bold": True, "bg_color": PALER, "valign": "vcenter"},
        "label": {"bg_color": PALER, "font_size": 9, "valign": "vcenter"},
        "small": {"bg_color": PALER, "font_size": 8, "valign": "vcenter"},
        "side": {"bg_color": PALER, "rotation": 270, **middle},
        "centre": {**middle},
        "money": {"num_format": '#,##0"千円"', **middle},
        "day": {"num_format": '[$-411]ggge"年"m"月"d"日"', **middle},
    }
    styles = {name: book.add_format(base | extra) for name, extra in kinds.items()}
    styles["plain"] = book.add_format({"font_name": FONT, "font_size": SIZE})
    styles["struck"] = book.add_format(
        {"font_name": FONT, "font_size": SIZE, "font_strikeout": True, "font_color": "#7F7F7F"}
    )
    styles["red"] = book.add_format({"font_name": FONT, "font_size": SIZE, "bold": True, "font_color": RED})
    styles["bold"] = book.add_format({"font_name": FONT, "font_size": SIZE, "bold": True})
    return styles


@dataclass(frozen=True)
class Cell:
    """What fills a merged block: its text, its style and how it is written where it is more than text."""

    text: str
    style: str = "text"
    write: Callable[["Sheet", int, int], None] | None = None
    extra_points: float = 0


class Sheet:
    """A sheet that grows downwards, block by block, and knows its height for the page breaks."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, plan: PlanDocument, styles: dict[str, Any]) -> None:
        self.sheet = book.add_worksheet(name)
        self.plan, self.styles = plan, styles
        self.heights: list[float] = []
        self.blocks: list[int] = []
        self.sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS)
        self.sheet.hide_gridlines(2)

    @property
    def row(self) -> int:
        """The next free row."""
        return len(self.heights)

    def begin_block(self) -> None:
        """What follows stays together on a page if it can."""
        self.blocks.append(self.row)

    def line(self, *parts: tuple[int, int, Cell], least: float = 0) -> int:
        """One row of blocks, each from its first to its last column; the row's number."""
        row = self.row
        needed = [cell_height(cell, first, last) for first, last, cell in parts]
        self.heights.append(max([least, *needed]))
        self.sheet.set_row(row, self.heights[-1])
        for first, last, cell in parts:
            self.fill(row, first, row, last, cell)
        return row

    def fill(self, top: int, left: int, bottom: int, right: int, cell: Cell) -> None:
        """Write a cell into a merged block."""
        style = self.styles[cell.style]
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "" if cell.write else cell.text, style)
        elif not cell.write:
            self.sheet.write_string(top, left, cell.text, style)
        if cell.write:
            cell.write(self, top, left)

    def grow(self, first: int, last: int, height: float) -> None:
        """Make rows taller, in equal parts, until together they have this height."""
        missing = height - sum(self.heights[first : last + 1])
        if missing > 0:
            for row in range(first, last + 1):
                self.heights[row] += missing / (last - first + 1)
                self.sheet.set_row(row, self.heights[row])

    def finish(self) -> None:
        """Paper, print area, page breaks between blocks, and page numbers."""
        self.sheet.set_paper(9)
        self.sheet.set_portrait()
        self.sheet.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
        self.sheet.center_horizontally()
        self.sheet.set_print_scale(95)
        self.sheet.print_area(0, 0, self.row - 1, COLUMNS - 1)
        self.sheet.set_footer(f'&C&"{FONT}"&9&A　&P／&N')
        self.sheet.set_h_pagebreaks(self._breaks())

    def _breaks(self) -> list[int]:
        breaks, used = [], 0.0
        for start, end in zip(self.blocks, [*self.blocks[1:], self.row], strict=False):
            height = sum(self.heights[start:end])
            if used and used + height > _PAGE_POINTS:
                breaks.append(start)
                used = 0.0
            used += height
        return breaks


def cell_height(cell: Cell, first: int, last: int) -> float:
    if cell.style == "side":
        return 0
    size = {"title": 15, "issue": 12, "outcome": 11, "label": 9, "small": 8}.get(cell.style, SIZE)
    return height_of(cell.text, _points(first, last), size) + cell.extra_points


def _points(first: int, last: int) -> float:
    return (last - first + 1) * COLUMN_PIXELS * 0.75
