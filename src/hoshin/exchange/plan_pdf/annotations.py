"""What people put on top of a finished PDF: comments and strokes (not the plan), and filled form fields (the plan)."""

import ctypes

from hoshin.core.sources import Source
from hoshin.exchange.notes import Notes
from hoshin.exchange.plan_pdf import pdfium
from hoshin.exchange.plan_pdf.sheet import Sheet, SheetBox

MAX_ANNOTATIONS = 2_000
_HIDDEN_FLAGS = 2 | 32
_COMMENTS = {pdfium.NOTE, pdfium.FREE_TEXT}
_LONGEST = 4_000


def take_annotations(page: int, sheet: Sheet, name: str, notes: Notes) -> None:
    """Form fields become boxes of the sheet; comments are named as left out."""
    comments: list[str] = []
    for index in range(min(pdfium.count_annotations(page), MAX_ANNOTATIONS)):
        annotation = pdfium.get_annotation(page, index)
        if not annotation:
            continue
        kind = pdfium.annotation_type(annotation)
        if kind == pdfium.WIDGET and not pdfium.annotation_flags(annotation) & _HIDDEN_FLAGS:
            _add_field(annotation, sheet)
        elif kind in _COMMENTS:
            comments.append(_value(annotation, b"Contents"))
        pdfium.close_annotation(annotation)
    found = "／".join(comment for comment in comments if comment)
    if found:
        notes.note("comments_left_out", found, Source(name, page=sheet.number))


def _add_field(annotation: int, sheet: Sheet) -> None:
    text = _value(annotation, b"V")
    if not text or not pdfium.annotation_rectangle(annotation, pdfium.FLOAT_1):
        return
    left, top, right, bottom = pdfium.FLOATS[:]
    area = sheet.paper.place(left, min(top, bottom), right, max(top, bottom))
    sheet.boxes.append(SheetBox(text.replace("\r\n", "\n").replace("\r", "\n"), area, 1 << 30))


def _value(annotation: int, key: bytes) -> str:
    buffer = ctypes.create_string_buffer(2 * _LONGEST)
    length = pdfium.annotation_text(annotation, key, buffer, 2 * _LONGEST)
    return buffer.raw[: max(min(length, 2 * _LONGEST) - 2, 0)].decode("utf-16-le", "replace").strip()
