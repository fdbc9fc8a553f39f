"""The mailing file: for each person who was drawn the codes, the address to answer at, and the line of the list.

It holds one-time codes beside names, so it is made once, handed over and never kept. Every cell is text: a name that
begins with 「=」 stays a name.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

HEADINGS = {
    "ja": ("整理番号", "回答用の番号", "回答用アドレス", "層"),
    "en": ("Code", "One-time code", "Address to answer at", "Stratum"),
}
_WIDTHS = (14, 20, 52, 24)
_OWN_WIDTH = 18


@dataclass(frozen=True, slots=True)
class MailingRow:
    """One person: the code on the paper, the one-time code, the address that holds it, and the line of the list."""

    code: str
    token: str
    address: str
    stratum: str
    line: Sequence[str]


def mailing_workbook(heading: Sequence[str], rows: Sequence[MailingRow], language: str = "ja") -> bytes:
    """The workbook's bytes: the codes first, then the columns of the list as they were."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet("発送" if language == "ja" else "Mailing")
        bold, text = book.add_format({"bold": True, "bg_color": "#E8F1FE"}), book.add_format({"num_format": "@"})
        for column, name in enumerate((*HEADINGS[language], *heading)):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate((row.code, row.token, row.address, row.stratum, *row.line)):
                sheet.write_string(number, column, value, text)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        if heading:
            sheet.set_column(len(_WIDTHS), len(_WIDTHS) + len(heading) - 1, _OWN_WIDTH)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(rows)), len(_WIDTHS) + len(heading) - 1)
    return out.getvalue()
