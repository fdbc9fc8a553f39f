"""Tables for people's spreadsheets: CSV that Excel opens rightly (BOM, CRLF), and a workbook whose texts are texts.

A text that a spreadsheet would take for a formula gets an apostrophe in CSV; in the workbook it is written as text.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTH = 18
_SHEET_NAME = 31


def csv_bytes(rows: Sequence[Sequence[Any]]) -> bytes:
    r"""The rows as UTF-8 with BOM and CRLF; None is an empty cell.

    >>> csv_bytes([["設問", "値"], ["=1+1", 60.3], ["-", None]]).decode("utf-8-sig")
    "設問,値\r\n'=1+1,60.3\r\n'-,\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode()


def _plain(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(_ACTIVE):
        return "'" + cell
    return "" if cell is None else cell


def xlsx_bytes(sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> bytes:
    """A workbook: (name, rows) a sheet, the first row a heading."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, options) as book:
        bold, text = book.add_format({"bold": True, "bg_color": "#E8F1FE"}), book.add_format({"num_format": "@"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name[:_SHEET_NAME])
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, column, cell, text if at else bold)
                    elif cell is not None:
                        sheet.write_number(at, column, cell)
            sheet.set_column(0, max((len(row) for row in rows), default=1) - 1, _WIDTH)
            sheet.freeze_panes(1, 0)
    return out.getvalue()
