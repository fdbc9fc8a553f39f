"""The door: a PDF's bytes in, what it printed out, with every doubt among the problems."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from hoshin.core.sources import Source
from hoshin.exchange.collector import without_collector
from hoshin.exchange.guard.refusal import not_readable, refused
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_pdf import pdfium
from hoshin.exchange.plan_pdf.annotations import take_annotations
from hoshin.exchange.plan_pdf.concealed import concealed_texts, take_away
from hoshin.exchange.plan_pdf.continuation import put_together
from hoshin.exchange.plan_pdf.left_out import TAKEN_AWAY
from hoshin.exchange.plan_pdf.paper import Paper, paper_of
from hoshin.exchange.plan_pdf.prose import Paragraph, paragraphs_by_page
from hoshin.exchange.plan_pdf.running import leave_out_repeats
from hoshin.exchange.plan_pdf.runs import UNREADABLE, PageText, lines_of, text_of
from hoshin.exchange.plan_pdf.scan import Scan, scan_page
from hoshin.exchange.plan_pdf.sheet import Sheet, SheetBox, SheetTable, fill_sheet
from hoshin.exchange.printed import Box, Cell, Item, Line, Printed, Region, Table

MAX_PAGES = 1_000
_DIGITS = re.compile(r"\d+")
_LEFT_OUT = {"struck": "struck_text_left_out", "ruby": "pdf_ruby_left_out"}


@without_collector()
def read_pdf(data: bytes, name: str) -> Printed:
    """Each page as a region with its tables and boxes in the file's own order.

    A table that goes on over a page break stands whole in the region of its first page. Raises `UnreadableFileError`
    for a file that is encrypted or broken; a file without any text gives regions without items and a problem.
    """
    notes = Notes()
    try:
        with pdfium.opened(data) as document:
            count = pdfium.page_count(document)
            if count <= 0:
                raise not_readable("file_broken", name, reason="PDF")
            sheets = _read_pages(document, min(count, MAX_PAGES), name, notes)
    except pdfium.PasswordNeededError:
        raise refused("file_encrypted", name) from None
    except pdfium.BrokenPdfError:
        raise not_readable("file_broken", name, reason="PDF") from None
    if count > MAX_PAGES:
        notes.note("pdf_too_many_pages", name, Source(name), limit=f"{MAX_PAGES:,}", count=f"{count:,}")
    if sheets and not any(sheet.tables or sheet.boxes for sheet in sheets) and any(s.has_picture for s in sheets):
        raise not_readable("pdf_is_a_scan", name)
    put_together(sheets, name, notes)
    leave_out_repeats(sheets, name, notes)
    prose = paragraphs_by_page(sheets)
    return Printed(
        name, tuple(_region(sheet, name, prose.get(sheet.number)) for sheet in sheets), tuple(notes.problems)
    )


def _read_pages(document: int, count: int, name: str, notes: Notes) -> list[Sheet]:
    sheets: list[Sheet] = []
    for number in range(1, count + 1):
        page = pdfium.load_page(document, number - 1)
        if not page:
            notes.note("pdf_page_not_read", "", Source(name, page=number))
            continue
        try:
            sheets.append(_read_page(page, number, name, notes))
        finally:
            pdfium.close_page(page)
    return sheets


def _read_page(page: int, number: int, name: str, notes: Notes) -> Sheet:
    paper = paper_of(page)
    sheet = Sheet(number, paper)
    scan = scan_page(page, paper)
    if not _read_text(page, scan, sheet, Source(name, page=number), notes):
        _read_text(page, scan, sheet, Source(name, page=number), notes)
    take_annotations(page, sheet, name, notes)
    return sheet


def _read_text(page: int, scan: Scan, sheet: Sheet, place: Source, notes: Notes) -> bool:
    """Fills the sheet, or takes away what cannot be seen: then the page must be read once more."""
    with _text_of(page, sheet.paper) as text:
        lines = lines_of(text)
        hidden = concealed_texts(scan, text, lines)
        if hidden:
            take_away(page, text, hidden, sheet.left_out)
            scan.forget()
            return False
        fill_sheet(sheet, text, lines, scan.marks)
        _note_page(sheet, text.text, place, notes)
    return True


@contextmanager
def _text_of(page: int, paper: Paper) -> Iterator[PageText]:
    handle = pdfium.load_text(page)
    try:
        yield text_of(handle, paper)
    finally:
        pdfium.close_text(handle)


def _note_page(sheet: Sheet, text: str, place: Source, notes: Notes) -> None:
    """What a person must know of this page."""
    for reason, texts in sheet.left_out.texts.items():
        notes.note(_LEFT_OUT.get(reason, "hidden_text_left_out"), "／".join(texts), place)
    for overflowing in sheet.overflowing:
        notes.note("pdf_text_over_border", overflowing, place)
    if UNREADABLE in text:
        notes.note("pdf_unreadable_characters", _around(text), place)
    if sheet.is_cut:
        notes.note("pdf_page_too_full", "", place)
    has_text = bool(sheet.tables or sheet.boxes)
    if sheet.has_picture and not has_text:
        notes.note("pdf_page_is_a_picture", "", place)
    elif sheet.is_scan and has_text:
        notes.note("pdf_text_from_scan", "", place)
    lost = _digits_in(text) - _digits_out(sheet)
    if lost:
        notes.note("pdf_digits_lost", "", place, count=str(abs(lost)))


def _around(text: str) -> str:
    at = text.index(UNREADABLE)
    return text[max(0, at - 20) : at + 20].replace("\r\n", " ")


def _digits_out(sheet: Sheet) -> int:
    """Digits that the page's items hold or that were left out by name."""
    texts = [cell.text for table in sheet.tables for cell in table.cells]
    texts += [box.text for box in sheet.boxes]
    for reason, left_out in sheet.left_out.texts.items():
        texts += left_out if reason not in TAKEN_AWAY else ()
    return _digits_in(" ".join(texts))


def _digits_in(text: str) -> int:
    return len("".join(_DIGITS.findall(text)))


def _region(sheet: Sheet, name: str, paragraphs: list[Paragraph] | None) -> Region:
    items: tuple[Item, ...]
    if paragraphs is not None:
        items = tuple(_line(paragraph, sheet, name) for paragraph in paragraphs)
    else:
        parts: list[SheetTable | SheetBox] = [*sheet.tables, *sheet.boxes]
        parts.sort(key=lambda part: part.order)
        items = tuple(_table(p, sheet, name) if isinstance(p, SheetTable) else _box(p, sheet, name) for p in parts)
    return Region("page", str(sheet.number), items, sheet.paper.width, sheet.paper.height)


def _line(paragraph: Paragraph, sheet: Sheet, name: str) -> Item:
    source = Source(name, paragraph.text, page=sheet.number, box=paragraph.area)
    return Line(paragraph.text, source, paragraph.level)


def _box(box: SheetBox, sheet: Sheet, name: str) -> Item:
    return Box(box.text, Source(name, box.text, page=sheet.number, box=box.area))


def _table(table: SheetTable, sheet: Sheet, name: str) -> Item:
    """The table's cells with text; a blank square is a place without a cell."""
    cells = tuple(
        Cell(
            cell.text,
            cell.row,
            cell.column,
            Source(name, cell.text, cell.page or sheet.number, box=cell.area),
            cell.row_end - cell.row,
            cell.column_end - cell.column,
        )
        for cell in table.cells
        if cell.text
    )
    area = (table.xs[0], table.ys[0], table.xs[-1], table.ys[-1])
    return Table(cells, Source(name, page=sheet.number, box=area))
