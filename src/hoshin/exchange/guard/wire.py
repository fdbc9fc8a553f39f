"""What was printed as plain JSON and back, so that a reading process hands over data and never objects with code."""

from typing import Any

from hoshin.core.plan.codec import from_json, to_json
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.printed import Box, Cell, Item, Line, Printed, Region, Table


def printed_to_wire(printed: Printed) -> dict[str, Any]:
    """The document as short JSON lists: a sheet may have a hundred thousand cells."""
    return {
        "file": printed.file,
        "regions": [
            [r.kind, r.name, r.width, r.height, [_item_to_wire(item) for item in r.items]] for r in printed.regions
        ],
        "problems": [to_json(problem) for problem in printed.problems],
    }


def printed_from_wire(values: dict[str, Any]) -> Printed:
    """The document that `printed_to_wire` wrote."""
    return Printed(
        file=str(values["file"]),
        regions=tuple(
            Region(kind, name, tuple(_item_from_wire(item) for item in items), width, height)
            for kind, name, width, height, items in values["regions"]
        ),
        problems=tuple(from_json(Problem, problem) for problem in values["problems"]),
    )


def _item_to_wire(item: Item) -> list[Any]:
    match item:
        case Line(text, source, emphasis):
            return ["line", text, _source_to_wire(source), emphasis]
        case Box(text, source):
            return ["box", text, _source_to_wire(source)]
        case Table(cells, source):
            return ["table", [_cell_to_wire(cell) for cell in cells], _source_to_wire(source)]


def _item_from_wire(values: list[Any]) -> Item:
    match values:
        case ["line", text, source, emphasis]:
            return Line(text, _source_from_wire(source), emphasis)
        case ["box", text, source]:
            return Box(text, _source_from_wire(source))
        case ["table", cells, source]:
            return Table(tuple(_cell_from_wire(cell) for cell in cells), _source_from_wire(source))
        case _:
            raise ValueError(f"not an item: {str(values)[:80]}")


def _cell_to_wire(cell: Cell) -> list[Any]:
    place = [cell.row, cell.column, cell.row_span, cell.column_span]
    return [cell.text, *place, _source_to_wire(cell.source)]


def _cell_from_wire(values: list[Any]) -> Cell:
    text, row, column, row_span, column_span, source = values
    return Cell(text, row, column, _source_from_wire(source), row_span, column_span)


def _source_to_wire(source: Source) -> list[Any]:
    box = list(source.box) if source.box else None
    place = [source.page, source.slide, source.sheet, source.cell, source.line, source.start, source.end]
    return [source.file, source.text, *place, box]


def _source_from_wire(values: list[Any]) -> Source:
    file, text, page, slide, sheet, cell, line, start, end, box = values
    return Source(file, text, page, slide, sheet, cell, line, start, end, tuple(box) if box else None)
