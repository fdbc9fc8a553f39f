"""One walk over a page's objects: its marks, and the texts among them that may not be seen."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, repeat, starmap
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
_INK = struct.Struct("=IIII")
_BLACK_INKS = {_INK.pack(shade, shade, shade, 255) for shade in range(DARKEST)}
_Look = tuple[float, int, bytes | None]
"""A text's size, its render mode and its ink, None when it has none."""
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
    number = min(pdfium.count_objects(page), MAX_OBJECTS)
    _walk(scan, list(map(pdfium.get_object, repeat(page, number), range(number))), paper.place, 0)
    scan.marks.has_more = scan.marks.has_more or scan.layer >= MAX_OBJECTS
    return scan


def _walk(scan: Scan, handles: list[int], place: Place, depth: int) -> None:
    """Takes the objects in their order; a form's own ones stand between those before and behind it."""
    kinds = list(map(pdfium.object_type, handles))
    start = 0
    for at in (*(at for at, kind in enumerate(kinds) if kind == FORM), len(kinds)):
        if not _take(scan, handles[start:at], kinds[start:at], place):
            return
        if at < len(kinds):
            scan.layer += 1
            if depth < MAX_FORM_DEPTH and scan.layer < MAX_OBJECTS:
                outer, scan.form = scan.form, handles[at]
                _walk(scan, _inner_objects(handles[at]), through_matrix(handles[at], place), depth + 1)
                scan.form = outer
        start = at + 1


def _take(scan: Scan, handles: list[int], kinds: list[int], place: Place) -> bool:
    """Takes texts, paths and pictures that lie side by side; whether there may be more of them."""
    first = scan.layer + 1
    scan.layer += len(handles)
    _take_texts(
        scan, [(layer, h) for layer, h, kind in zip(count(first), handles, kinds, strict=False) if kind == TEXT], place
    )
    for layer, handle, kind in zip(count(first), handles, kinds, strict=False):
        if kind == TEXT:
            continue
        if layer >= MAX_OBJECTS:
            scan.layer = layer
            return False
        if kind == PATH:
            take_path(scan.marks, handle, layer, place)
        elif kind in (IMAGE, SHADING):
            area = bounds_of(handle, place)
            scan.marks.shown.append(Shown(layer, area, None))
            if kind == IMAGE:
                scan.marks.pictures.append(area)
    return True


def _take_texts(scan: Scan, texts: list[tuple[int, int]], place: Place) -> None:
    form = scan.form
    looks = _not_plain([handle for _, handle in texts])
    unseen = {
        handle
        for layer, handle in (texts if looks else ())
        if handle in looks and not _is_visible(scan, TextObject(layer, handle, place, form), looks[handle])
    }
    scan.texts.update({handle: (layer, place, form) for layer, handle in texts if handle not in unseen})


def _not_plain(handles: list[int]) -> dict[int, _Look]:
    """The texts that are not plain black ink of a readable size, as nearly every text is.

    `zip` asks pdfium and reads its answer in turn, text by text, without a line of Python in between.
    """
    looks = zip(
        handles,
        map(pdfium.font_size, handles, repeat(FLOAT_1)),
        map(pdfium.FLOATS.__getitem__, repeat(0)),
        map(pdfium.render_mode, handles),
        map(pdfium.object_fill, handles, repeat(RED), repeat(GREEN), repeat(BLUE), repeat(ALPHA)),
        starmap(pdfium.COLOUR_BYTES.tobytes, repeat(())),
        strict=False,
    )
    return {
        handle: (size, mode, ink if is_filled else None)
        for handle, _, size, mode, is_filled, ink in looks
        if mode or not is_filled or not size > SPECK or ink not in _BLACK_INKS
    }


def _inner_objects(form: int) -> list[int]:
    return [pdfium.get_form_object(form, index) for index in range(pdfium.count_form_objects(form))]


def _is_visible(scan: Scan, text: TextObject, look: _Look) -> bool:
    """Whether the text may be seen, its background aside; a text that cannot is added to the hidden ones."""
    size, mode, ink = look
    if size <= SPECK and _printed_size(text, size) < SPECK:
        scan.hidden.append(Hidden(text, "size"))
        return False
    if mode in _INVISIBLE_MODES:
        scan.hidden.append(Hidden(text, "mode"))
        return False
    if mode != _OUTLINE_ONLY and ink is not None:
        red, green, blue, alpha = _INK.unpack(ink)
        if alpha < NEARLY_CLEAR:
            scan.hidden.append(Hidden(text, "colour"))
            return False
        scan.tinted.append((text, (red, green, blue)))
    return True


def _printed_size(text: TextObject, size: float) -> float:
    """The height of the letters on the page: many programs set size 1 and scale it up."""
    x0, y0, x1, y1 = through_matrix(text.handle, text.place)(0, 0, 0, size)
    return max(y1 - y0, x1 - x0)
