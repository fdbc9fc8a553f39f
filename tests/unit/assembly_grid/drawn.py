"""Grids and slides drawn in a test, and what came of them in one line a section."""

from hoshin.core.sources import Source
from hoshin.exchange.assembly.boxes import sections_of_part
from hoshin.exchange.printed import Box, Cell, Line, Printed, Region, Table


def table(*rows):
    """A table written like HTML: a cell is its text or (text, rows, columns)."""
    cells, taken = [], set()
    for row, written in enumerate(rows):
        column = 0
        for item in written:
            text, height, width = (item, 1, 1) if isinstance(item, str) else item
            while (row, column) in taken:
                column += 1
            taken |= {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            source = Source("plan.xlsx", text, sheet="様式2", cell=f"{chr(65 + column)}{row + 1}")
            cells.append(Cell(text, row, column, source, height, width))
            column += width
    return Table(tuple(cells), Source("plan.xlsx", sheet="様式2"))


def box(text, x, y, width, height):
    return Box(text, Source("plan.pptx", text, slide=1, box=(x, y, x + width, y + height)))


def line(text, emphasis=0):
    return Line(text, Source("plan.docx", text), emphasis)


def sections(*items):
    """The sections of one region that holds these items."""
    return sections_of_part(Printed("plan", (Region("sheet", "様式2", items),)))


def said(*items):
    """Each section as `key owner detail: texts`, absent parts left out."""
    return [
        " ".join(filter(None, (s.key.value, s.owner, s.detail))) + ": " + " / ".join(f.text for f in s.fragments)
        for s in sections(*items)
    ]
