"""From the text of a CSV file to its rows: which sign parts the cells, where a quoted cell ends.

A quote that is never closed would swallow the rest of the file into one cell, so the strict reader refuses it and names
the line. Rows that hold nothing are left out; their numbers are kept, so that places are those Excel shows.
"""

import csv
import io
from collections.abc import Iterator

from hoshin.exchange.guard.refusal import not_readable

DELIMITERS = (",", "\t", ";")
_SAMPLE_ROWS = 40
_LONGEST_CELL = 100_000
csv.field_size_limit(_LONGEST_CELL)

Row = tuple[int, list[str]]
"""The row's number from 1, as Excel counts it, and its cells."""


def delimiter_of(text: str) -> str:
    r"""The sign that parts the first rows most evenly into more than one cell; a comma when none does.

    >>> delimiter_of("a;b;c\n1;2,5;3\n"), delimiter_of('q1\tq2\n"a,b"\t2\n'), delimiter_of("one column\nonly\n")
    (';', '\t', ',')
    """
    return max(DELIMITERS, key=lambda sign: (_evenness(text, sign), -DELIMITERS.index(sign)))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """The share of the first rows that have as many cells as the first one, and how many that is."""
    widths: list[int] = []
    try:
        for _, cells in _parsed(text, sign):
            widths.append(len(cells))
            if len(widths) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def rows_of(text: str, name: str) -> Iterator[Row]:
    r"""Every row that holds something, cells stripped of outer blanks.

    >>> list(rows_of('q1,q2\r\n"a\r\nb", 2\r\n,\r\n3,4\r\n', "a.csv"))
    [(1, ['q1', 'q2']), (2, ['a\nb', '2']), (4, ['3', '4'])]
    """
    sign = delimiter_of(text)
    number = 0
    try:
        for number, cells in _parsed(text, sign):
            kept = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells]
            if any(kept):
                yield number, kept
    except csv.Error as error:
        raise not_readable("csv_broken", name, line=str(number + 1)) from error


def _parsed(text: str, sign: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True, skipinitialspace=True)
    yield from enumerate(reader, start=1)
