"""Heads and feet: page numbers and words that every page repeats in its margins."""

import re
from collections.abc import Sequence

from hoshin.core.sources import Source
from hoshin.exchange.assembly.title import read_title
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_pdf.sheet import Sheet, SheetBox

_NEAR = 4.0
_MARGIN = 0.1
"""Of the page's height."""
_PAGE_NUMBER = re.compile(
    r"[\s\-‐－–—・•(（]*(?:p|P|page|Page)?\.?\s*[0-9０-９]{1,4}(?:\s*[/／]\s*[0-9０-９]{1,4})?[\s\-‐－–—)）ページ頁]*"
)
_DIGITS = re.compile(r"\d+")


def is_margin_text(box: SheetBox, sheet: Sheet, other: Sheet) -> bool:
    """A page number, or words that stand at the same place of the neighbouring page (its figures aside)."""
    if _is_page_number(box, sheet):
        return True
    pattern = _DIGITS.sub("0", box.text)
    return any(_DIGITS.sub("0", b.text) == pattern and _is_at_same_place(b, box) for b in other.boxes)


def leave_out_repeats(sheets: Sequence[Sheet], name: str, notes: Notes) -> None:
    """Leaves out page numbers, and heads and feet from their second page on, with one note.

    A foot that counts the pages goes on the first page, too, unless it is the document's title.
    """
    if len(sheets) < 2:
        return
    found: list[str] = []
    before: list[SheetBox] = []
    for at, sheet in enumerate(sheets):
        in_margin = [box for box in sheet.boxes if _is_in_margin(box, sheet)]
        gone = [box for box in in_margin if _is_page_number(box, sheet) or _is_repeated(box, before, sheet)]
        if at == 0:
            gone += [box for box in in_margin if box not in gone and _counts_pages(box, sheet, sheets[1])]
        if gone:
            sheet.boxes = [box for box in sheet.boxes if box not in gone]
            found += [box.text for box in gone if box.text not in found]
        before = in_margin
    if found:
        notes.note("page_header_left_out", "／".join(found), Source(name))


def _is_repeated(box: SheetBox, before: Sequence[SheetBox], sheet: Sheet) -> bool:
    """Whether the page before has the same words there; in a foot the page's own number may differ."""
    words = box.text
    is_foot = box.area[1] > sheet.paper.height / 2 and str(sheet.number) in _DIGITS.findall(words)
    for other in before:
        if _is_at_same_place(other, box):
            if other.text == words:
                return True
            if is_foot and _DIGITS.sub("0", other.text) == _DIGITS.sub("0", words):
                return True
    return False


def _counts_pages(box: SheetBox, sheet: Sheet, following: Sheet) -> bool:
    """Whether the first page's foot holds its number, and the next page's the same words with the next number."""
    if not _is_in_margin(box, sheet) or read_title(box.text):
        return False
    return any(
        _is_at_same_place(other, box)
        and str(sheet.number) in _DIGITS.findall(box.text)
        and other.text != box.text
        and _is_repeated(other, [box], following)
        for other in following.boxes
    )


def _is_in_margin(box: SheetBox, sheet: Sheet) -> bool:
    return box.area[1] > (1 - _MARGIN) * sheet.paper.height or box.area[3] < _MARGIN * sheet.paper.height


def _is_page_number(box: SheetBox, sheet: Sheet) -> bool:
    return _is_in_margin(box, sheet) and _PAGE_NUMBER.fullmatch(box.text) is not None


def _is_at_same_place(a: SheetBox, b: SheetBox) -> bool:
    return abs(a.area[1] - b.area[1]) < _NEAR
