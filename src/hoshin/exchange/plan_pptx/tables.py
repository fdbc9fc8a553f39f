"""A slide's table as a grid: merges, struck runs, and each cell's rectangle from the column and row sizes."""

from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from hoshin.core.sources import Source
from hoshin.exchange.drawing_text import live_shape_text
from hoshin.exchange.plan_pptx.geometry import Rectangle, number, to_points
from hoshin.exchange.printed import Cell, Table

_ON = {"1", "true"}


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table and the struck texts that were left out of it."""

    table: Table
    struck: tuple[str, ...]


def read_table(element: etree._Element, rectangle: Rectangle | None, place: Source) -> ReadTable:
    """The cells with text. `place` is the source of the whole table."""
    widths = [number(c.get("w")) for c in element.iterfind("{*}tblGrid/{*}gridCol")]
    rows = list(element.iterfind("{*}tr"))
    left, top = (rectangle[0], rectangle[1]) if rectangle else (0.0, 0.0)
    xs = list(accumulate(widths, initial=left))
    ys = list(accumulate((number(r.get("h")) for r in rows), initial=top))
    cells: list[Cell] = []
    struck: list[str] = []
    for row_at, row in enumerate(rows):
        for column, cell in enumerate(row.iterfind("{*}tc")):
            if cell.get("hMerge") in _ON or cell.get("vMerge") in _ON:
                continue
            text = live_shape_text(cell)
            struck += [text.struck] if text.struck.strip() else []
            if text.live.strip():
                row_span, column_span = _span(cell.get("rowSpan")), _span(cell.get("gridSpan"))
                box = _box(xs, ys, (row_at, column), (row_span, column_span)) if rectangle else None
                address = f"{place.cell} {row_at + 1}-{column + 1}".strip()
                source = Source(place.file, text.live, slide=place.slide, cell=address, box=box)
                cells.append(Cell(text.live, row_at, column, source, row_span, column_span))
    return ReadTable(Table(tuple(cells), place), tuple(struck))


def _span(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() and int(text) > 0 else 1


def _box(xs: list[float], ys: list[float], start: tuple[int, int], span: tuple[int, int]) -> Rectangle:
    (row, column), (row_span, column_span) = start, span
    right, bottom = min(column + column_span, len(xs) - 1), min(row + row_span, len(ys) - 1)
    return to_points((xs[min(column, len(xs) - 1)], ys[row], xs[right], ys[bottom]))
