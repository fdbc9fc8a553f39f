"""One walk over a page's objects: its marks, and the texts among them that may not be seen."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

from hoshin.exchange.plan_pdf import pdfium
from hoshin.exchange.plan_pdf.marks import SPECK, Colour, Marks, Shown
from hoshin.exchange.plan_pdf.paper import Paper, Place, bounds_of, through_matrix
from hoshin.exchange.plan_pdf.pdfium import ALPHA, BLUE, FLOAT_1, FORM, GREEN, IMAGE, PATH, RED, SHADING, TEXT
from hoshin.exchange.plan_pdf.shapes import NEARLY_CLEAR, take_path

MAX_OBJECTS = 60_000
"""Page objects that are looked at; a drawn map may hold more, a plan does not."""
MAX_FORM_DEPTH = 8
DARKEST = 0x28
"""Greys below this are black ink."""
_BLACK_INKS = {struct.pack("=IIII", shade, shade, shade, 255) for shade in range(DARKEST)}
_INVISIBLE_MODES = {3, 7}
_OUTLINE_ONLY = 1


class TextObject(NamedTuple):
    """A text object: `layer` counts what was drawn before it, `form` holds it (0: the page itself)."""

    layer: int
    handle: int
    place: Place
    form: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text object that cannot be seen, and why: `mode`, `colour`, `size` or `covered`."""

    text: TextObject
    reason: str


@dataclass(slots=True)
class Scan:
    """What one page draws. `texts` are bare tuples by handle (see `text_objects`), `tinted` those not black."""

    marks: Marks = field(default_factory=Marks)
    texts: dict[int, tuple[int, Place, int]] = field(default_factory=dict)
    tinted: list[tuple[TextObject, Colour]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    layer: int = 0
    form: int = 0

    def text_objects(self) -> Iterator[TextObject]:
        """The texts in the order in which they are drawn."""
        return (TextObject(layer, handle, place, form) for handle, (layer, place, form) in self.texts.items())

    def forget(self) -> None:
        """Drops the handles of the texts, once some of them were taken off the page; the marks stay."""
        self.texts, self.tinted, self.hidden = {}, [], []


def scan_page(page: int, paper: Paper) -> Scan:
    """The page's lines, frames and pictures in the reader's coordinates, and its texts."""
    scan = Scan()
    count = min(pdfium.count_objects(page), MAX_OBJECTS)
    _walk(scan, map(pdfium.get_object, repeat(page, count), range(count)), paper.place, 0)
    scan.marks.has_more = scan.marks.has_more or scan.layer >= MAX_OBJECTS
    return scan


def _walk(scan: Scan, handles: Iterable[int], place: Place, depth: int) -> None:
    type_of, mode_of, fill_of, size_of = pdfium.object_type, pdfium.render_mode, pdfium.object_fill, pdfium.font_size
    ink, numbers, form, layer, texts = pdfium.COLOUR_BYTES, pdfium.FLOATS, scan.form, scan.layer, scan.texts
    for handle in handles:
        layer += 1
        kind = type_of(handle)
        if kind == TEXT:
            size_of(handle, FLOAT_1)
            # Nearly every text is plain black ink of a readable size, so that case is settled here.
            is_plain = numbers[0] > SPECK and mode_of(handle) == 0 and fill_of(handle, RED, GREEN, BLUE, ALPHA)
            if (is_plain and ink.tobytes() in _BLACK_INKS) or _is_visible(scan, TextObject(layer, handle, place, form)):
                texts[handle] = (layer, place, form)
            continue
        if layer >= MAX_OBJECTS:
            break
        if kind == PATH:
            take_path(scan.marks, handle, layer, place)
        elif kind == FORM and depth < MAX_FORM_DEPTH:
            scan.layer, scan.form = layer, handle
            _walk(scan, _inner_objects(handle), through_matrix(handle, place), depth + 1)
            layer, scan.form = scan.layer, form
        elif kind in (IMAGE, SHADING):
            area = bounds_of(handle, place)
            scan.marks.shown.append(Shown(layer, area, None))
            if kind == IMAGE:
                scan.marks.pictures.append(area)
    scan.layer = layer


def _inner_objects(form: int) -> Iterator[int]:
    return (pdfium.get_form_object(form, index) for index in range(pdfium.count_form_objects(form)))


def _is_visible(scan: Scan, text: TextObject) -> bool:
    """Whether the text may be seen, its background aside; a text that cannot is added to the hidden ones."""
    pdfium.font_size(text.handle, FLOAT_1)
    size = float(pdfium.FLOATS[0])
    if size <= SPECK and _printed_size(text, size) < SPECK:
        scan.hidden.append(Hidden(text, "size"))
        return False
    mode = pdfium.render_mode(text.handle)
    if mode in _INVISIBLE_MODES:
        scan.hidden.append(Hidden(text, "mode"))
        return False
    if mode != _OUTLINE_ONLY and pdfium.object_fill(text.handle, RED, GREEN, BLUE, ALPHA):
        red, green, blue, alpha = pdfium.COLOUR[:]
        if alpha < NEARLY_CLEAR:
            scan.hidden.append(Hidden(text, "colour"))
            return False
        scan.tinted.append((text, (red, green, blue)))
    return True


def _printed_size(text: TextObject, size: float) -> float:
    """The height of the letters on the page: many programs set size 1 and scale it up."""
    x0, y0, x1, y1 = through_matrix(text.handle, text.place)(0, 0, 0, size)
    return max(y1 - y0, x1 - x0)
