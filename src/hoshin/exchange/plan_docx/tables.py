"""A Word table as a grid: cells that span columns, cells that go on below, and rows that begin late."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from hoshin.exchange.xml_names import attribute, child_of, local_name, properties_of

_WIDEST = 1000
_WRAPPERS = {"sdt", "sdtContent", "ins", "customXml", "smartTag"}


@dataclass(slots=True)
class TableCell:
    """A cell and the elements whose paragraphs stand in it."""

    row: int
    column: int
    column_span: int
    row_span: int = 1
    contents: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """All cells of one table."""

    cells: list[TableCell] = field(default_factory=list)


def grid_of(table: etree._Element) -> Grid:
    """The table's cells with their spans; a row deleted by a tracked change is none."""
    grid = Grid()
    open_below: dict[int, TableCell] = {}
    row_at = 0
    for row in _children(table, "tr"):
        row_properties = properties_of(child_of(row, "trPr"))
        if "del" in row_properties:
            continue
        column = _number(row_properties.get("gridBefore"), 0)
        for element in _children(row, "tc"):
            properties = properties_of(child_of(element, "tcPr"))
            span = _number(properties.get("gridSpan"), 1)
            merge = properties.get("vMerge")
            above = open_below.get(column)
            if merge is not None and attribute(merge, "val") != "restart" and above is not None:
                above.row_span = row_at - above.row + 1
                above.contents.append(element)
            else:
                cell = TableCell(row_at, column, max(span, 1), contents=[element])
                grid.cells.append(cell)
                open_below.pop(column, None)
                if merge is not None:
                    open_below[column] = cell
            column += max(span, 1)
        row_at += 1
    return grid


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        local = local_name(child)
        if local == name:
            yield child
        elif local in _WRAPPERS:
            yield from _children(child, name)


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = attribute(element, "val")
    return min(int(text), _WIDEST) if text and text.isascii() and text.isdigit() else otherwise
