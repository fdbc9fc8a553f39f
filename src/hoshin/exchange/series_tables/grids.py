"""From pasted text or an uploaded file to a grid of cells. What the cells mean is asked of `core.series.tables`."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoshin.exchange.answers_csv.reading import open_answers
from hoshin.exchange.answers_csv.table import Row
from hoshin.exchange.guard.refusal import not_readable, refused

MAX_ROWS = 20_000
MAX_CELLS = 300_000
"""Monthly figures of 400 towns over twenty years are 100,000 cells."""
MAX_PASTED_CHARACTERS = 2_000_000

Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class GridFile:
    """A file's cells, row by row as Excel counts them, or what must be chosen before it can be read.

    `readings`: encodings with how each would read; `sheets`: the sheets of a workbook with several.
    """

    grid: Grid = ()
    encoding: str | None = None
    sheet: str | None = None
    readings: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()


def grid_of_file(data: bytes, name: str, *, encoding: str | None = None, sheet: str | None = None) -> GridFile:
    """The cells of a CSV or xlsx file. Raises `UnreadableFileError` for what is no table or too large."""
    opened = open_answers(data, name, encoding=encoding, sheet=sheet)
    return GridFile(_grid(opened.rows, name), opened.encoding, opened.sheet, opened.readings, opened.sheets)


def grid_of_text(text: str) -> Grid:
    r"""The cells of a paste from Excel (tabs) or of CSV text.

    >>> grid_of_text("年\t件数\n2025\t1,486\n")
    (('年', '件数'), ('2025', '1,486'))
    >>> grid_of_text("2025 1,486")
    (('2025', '1,486'),)
    """
    if len(text) > MAX_PASTED_CHARACTERS:
        size, limit = f"{len(text):,}", f"{MAX_PASTED_CHARACTERS:,}"
        raise refused("file_too_large", "貼り付け (paste)", size=size, limit=limit)
    if "\t" not in text and not _is_comma_separated(text):
        rows = [(n, line.split()) for n, line in enumerate(text.splitlines(), 1)]
        return _grid(rows, "貼り付け (paste)")
    sign = "\t" if "\t" in text else ","
    return _grid(_cells(text, sign), "貼り付け (paste)")


def _cells(text: str, sign: str) -> Iterator[Row]:
    """Rows of a paste. A title above the table has no cells, so the sign between them is not told by the first row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield number, [cell.strip() for cell in row]
    except csv.Error as error:
        raise not_readable("csv_broken", "貼り付け (paste)", line=str(number + 1)) from error


def _is_comma_separated(text: str) -> bool:
    """Whether commas part cells: not when the only ones stand between the thousands of numbers beside blanks."""
    lines = [line for line in text.splitlines() if line.strip()]
    return any("," in line for line in lines) and not all(len(line.split()) > 1 for line in lines)


def _grid(rows: Iterable[Row], name: str) -> Grid:
    """Rows at their own number, with empty ones between, so that a problem names the row that Excel shows."""
    grid: list[tuple[str, ...]] = []
    cells = 0
    for number, row in rows:
        if number > MAX_ROWS or cells + len(row) > MAX_CELLS:
            raise refused("too_many_cells", name, place=name, limit=f"{MAX_CELLS:,}")
        cells += len(row)
        grid.extend(() for _ in range(number - 1 - len(grid)))
        grid.append(tuple(row))
    return tuple(grid)
