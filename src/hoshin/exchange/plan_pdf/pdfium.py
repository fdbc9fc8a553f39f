"""The few functions of pdfium that the reader calls, bound so that a call costs a third of the ready-made binding.

A page holds thousands of characters and pdfium itself needs less than a microsecond for each; one call through
pypdfium2's typed binding needs as much again. So the functions are bound once more by address, handles are plain
integers, and out-parameters are written into arrays made once. Nothing here decides anything.

pdfium is not thread-safe: whoever opens a document holds `LOCK` until it is closed.
"""

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pypdfium2 import raw

LOCK = threading.Lock()

_INT, _UINT, _POINTER, _FLOAT, _SIZE = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p, ctypes.c_float, ctypes.c_size_t


Function = Callable[..., Any]


def _bind(name: str, result: Any, *arguments: Any) -> Function:
    """The function by address, keeping the interpreter's lock: a call is shorter than handing the lock over."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None, name
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


load_document = _bind("FPDF_LoadMemDocument64", _POINTER, ctypes.c_char_p, _SIZE, ctypes.c_char_p)
close_document = _bind("FPDF_CloseDocument", None, _POINTER)
last_error = _bind("FPDF_GetLastError", ctypes.c_ulong)
page_count = _bind("FPDF_GetPageCount", _INT, _POINTER)
load_page = _bind("FPDF_LoadPage", _POINTER, _POINTER, _INT)
close_page = _bind("FPDF_ClosePage", None, _POINTER)
page_box = _bind("FPDF_GetPageBoundingBox", _INT, _POINTER, _POINTER)
page_rotation = _bind("FPDFPage_GetRotation", _INT, _POINTER)

count_objects = _bind("FPDFPage_CountObjects", _INT, _POINTER)
get_object = _bind("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_form_objects = _bind("FPDFFormObj_CountObjects", _INT, _POINTER)
get_form_object = _bind("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
object_type = _bind("FPDFPageObj_GetType", _INT, _POINTER)
object_matrix = _bind("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
object_bounds = _bind("FPDFPageObj_GetBounds", _INT, *[_POINTER] * 5)
object_fill = _bind("FPDFPageObj_GetFillColor", _INT, *[_POINTER] * 5)
object_stroke = _bind("FPDFPageObj_GetStrokeColor", _INT, *[_POINTER] * 5)
is_transparent = _bind("FPDFPageObj_HasTransparency", _INT, _POINTER)
remove_object = _bind("FPDFPage_RemoveObject", _INT, _POINTER, _POINTER)
remove_form_object = _bind("FPDFFormObj_RemoveObject", _INT, _POINTER, _POINTER)
destroy_object = _bind("FPDFPageObj_Destroy", None, _POINTER)
draw_mode = _bind("FPDFPath_GetDrawMode", _INT, *[_POINTER] * 3)
count_segments = _bind("FPDFPath_CountSegments", _INT, _POINTER)
get_segment = _bind("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_point = _bind("FPDFPathSegment_GetPoint", _INT, *[_POINTER] * 3)
segment_type = _bind("FPDFPathSegment_GetType", _INT, _POINTER)
font_size = _bind("FPDFTextObj_GetFontSize", _INT, _POINTER, _POINTER)
render_mode = _bind("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)

load_text = _bind("FPDFText_LoadPage", _POINTER, _POINTER)
close_text = _bind("FPDFText_ClosePage", None, _POINTER)
count_characters = _bind("FPDFText_CountChars", _INT, _POINTER)
get_text = _bind("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
get_unicode = _bind("FPDFText_GetUnicode", _UINT, _POINTER, _INT)
count_rectangles = _bind("FPDFText_CountRects", _INT, _POINTER, _INT, _INT)
get_rectangle = _bind("FPDFText_GetRect", _INT, _POINTER, _INT, *[_POINTER] * 4)
loose_box = _bind("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
has_map_error = _bind("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
is_generated = _bind("FPDFText_IsGenerated", _INT, _POINTER, _INT)
text_object = _bind("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)

count_annotations = _bind("FPDFPage_GetAnnotCount", _INT, _POINTER)
get_annotation = _bind("FPDFPage_GetAnnot", _POINTER, _POINTER, _INT)
close_annotation = _bind("FPDFPage_CloseAnnot", None, _POINTER)
annotation_type = _bind("FPDFAnnot_GetSubtype", _INT, _POINTER)
annotation_rectangle = _bind("FPDFAnnot_GetRect", _INT, _POINTER, _POINTER)
annotation_text = _bind("FPDFAnnot_GetStringValue", ctypes.c_ulong, _POINTER, ctypes.c_char_p, _POINTER, ctypes.c_ulong)
annotation_flags = _bind("FPDFAnnot_GetFlags", _INT, _POINTER)

PASSWORD_NEEDED = 4
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
STRIKE_OUT, FREE_TEXT, NOTE, WIDGET = 12, 3, 1, 20

# Out-parameters, made once: four floats, four doubles, four unsigned ints, six floats, two ints.
FLOATS = (ctypes.c_float * 4)()
FLOAT_1, FLOAT_2, FLOAT_3, FLOAT_4 = (ctypes.addressof(FLOATS) + 4 * k for k in range(4))
DOUBLES = (ctypes.c_double * 4)()
DOUBLE_1, DOUBLE_2, DOUBLE_3, DOUBLE_4 = (ctypes.addressof(DOUBLES) + 8 * k for k in range(4))
COLOUR = (ctypes.c_uint * 4)()
RED, GREEN, BLUE, ALPHA = (ctypes.addressof(COLOUR) + 4 * k for k in range(4))
COLOUR_BYTES = memoryview(COLOUR)
# Their values as a list: a view gives them twice as fast as a slice of the array.
floats = memoryview(FLOATS).cast("B").cast("f").tolist
doubles = memoryview(DOUBLES).cast("B").cast("d").tolist
colour = COLOUR_BYTES.cast("B").cast("I").tolist
MATRIX = (ctypes.c_float * 6)()
MATRIX_AT = ctypes.addressof(MATRIX)
INTS = (ctypes.c_int * 2)()
INT_1, INT_2 = (ctypes.addressof(INTS) + 4 * k for k in range(2))


class PasswordNeededError(ValueError):
    """The PDF opens only with a password."""


class BrokenPdfError(ValueError):
    """pdfium finds no PDF in these bytes."""


@contextmanager
def opened(data: bytes) -> Iterator[int]:
    """The document's handle; every other reader of PDF waits until it is closed."""
    with LOCK:
        document = load_document(data, len(data), None)
        if not document:
            raise PasswordNeededError if last_error() == PASSWORD_NEEDED else BrokenPdfError
        try:
            yield document
        finally:
            close_document(document)
