"""From an xlsx file to its sheets' rows of text: values only, no formulas, macros or styles.

A number is written as people write it (3, not 3.0), a day as 2026-11-24.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from hoshin.exchange.answers_csv.table import Row
from hoshin.exchange.guard.refusal import not_readable


def sheet_names(data: bytes, name: str) -> tuple[str, ...]:
    """The names of the sheets in their order."""
    return tuple(str(sheet) for sheet in _opened(data, name).sheet_names)


def rows_of_sheet(data: bytes, name: str, sheet: str) -> Iterator[Row]:
    """Every row of one sheet that holds something; rows count from 1, cells from column A."""
    found = _opened(data, name).get_sheet_by_name(sheet)
    if found.start is None:
        return
    for number, values in enumerate(found.to_python(skip_empty_area=False), start=1):
        cells = [cell_text(value) for value in values]
        if any(cells):
            yield number, cells


def _opened(data: bytes, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise not_readable("file_broken", name, reason="xlsx") from error


def cell_text(value: Any) -> str:
    """A cell's value as people write it.

    >>> cell_text(3.0), cell_text(2.5), cell_text(True), cell_text(date(2026, 11, 24)), cell_text(" a ")
    ('3', '2.5', '1', '2026-11-24', 'a')
    """
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
