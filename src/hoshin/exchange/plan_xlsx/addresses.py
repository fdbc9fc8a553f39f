"""Excel's cell addresses as rows and columns from 0, and back."""

import re
from functools import cache

LAST_ROW = 1_048_575
LAST_COLUMN = 16_383
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@cache
def column_name(column: int) -> str:
    """The letters of a column.

    >>> column_name(0), column_name(25), column_name(26), column_name(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The column of these letters, from 0.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_in_row(address: str, row: int) -> int | None:
    """The column of an address in this row, or None when it is written in another way than most files write it.

    >>> column_in_row("B12", 11), column_in_row("B12", 3), column_in_row("$B$12", 11), column_in_row("", 0)
    (1, None, None, None)
    """
    number = str(row + 1)
    letters = address.removesuffix(number)
    if letters is address or not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        return None
    return column_number(letters)


def parse_address(address: str) -> tuple[int, int] | None:
    """Row and column of an address, or None for something that is no cell of a sheet.

    >>> parse_address("B12"), parse_address("XFD1048576"), parse_address("A0"), parse_address("ZZZ1")
    ((11, 1), (1048575, 16383), None, None)
    """
    matched = _ADDRESS.fullmatch(address)
    if not matched:
        return None
    row, column = int(matched[2]) - 1, column_number(matched[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def parse_range(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row and last column of a range; one address is a range of one cell.

    >>> parse_range("B2:D5"), parse_range("C3"), parse_range("D5:B2")
    ((1, 1, 4, 3), (2, 2, 2, 2), (1, 1, 4, 3))
    """
    first, _, last = reference.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    if start is None or end is None:
        return None
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


def range_name(row: int, column: int, row_span: int = 1, column_span: int = 1) -> str:
    """The address of a cell or of a merged range.

    >>> range_name(11, 1), range_name(11, 1, 3, 5)
    ('B12', 'B12:F14')
    """
    first = f"{column_name(column)}{row + 1}"
    if row_span == column_span == 1:
        return first
    return f"{first}:{column_name(column + column_span - 1)}{row + row_span}"
