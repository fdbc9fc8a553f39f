"""What a PDF's reading looks like, short enough to compare in a table of cases."""

from hoshin.exchange.plan_pdf.reader import read_pdf
from hoshin.exchange.printed import Box, Line, Printed, Table

Cells = list[tuple[int, int, str]]


def read(data: bytes) -> Printed:
    return read_pdf(data, "plan.pdf")


def tables(printed: Printed) -> list[Table]:
    return [item for region in printed.regions for item in region.items if isinstance(item, Table)]


def cells(printed: Printed) -> Cells:
    """Row, column and text of every cell of the only table."""
    (table,) = tables(printed)
    return [(cell.row, cell.column, cell.text) for cell in table.cells]


def spans(table: Table) -> dict[str, tuple[int, int]]:
    return {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}


def texts(printed: Printed) -> list[str]:
    """What stands outside of tables: boxes, and lines of pages with running text."""
    return [item.text for region in printed.regions for item in region.items if isinstance(item, Box | Line)]


def codes(printed: Printed) -> list[str]:
    return [problem.code for problem in printed.problems]


def found(printed: Printed, code: str) -> str:
    (problem,) = [p for p in printed.problems if p.code == code]
    return problem.found or ""
