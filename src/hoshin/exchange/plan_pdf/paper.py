"""A page as it lies before the reader: points from the top left, upright whatever its rotation."""

from collections.abc import Callable
from dataclasses import dataclass

from hoshin.exchange.plan_pdf import pdfium

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's top left."""
Place = Callable[[float, float, float, float], Rectangle]
"""From pdfium's left, bottom, right, top to a `Rectangle`."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The visible part of one page: its size and the way from the file's coordinates to the reader's.

    `is_turned`: the page is shown on its side, so what is wide in the file is tall for the reader.
    """

    width: float
    height: float
    place: Place
    is_turned: bool = False


def paper_of(page: int) -> Paper:
    """The page's paper. A page without a usable box is taken as A4."""
    left, bottom, right, top = 0.0, 0.0, 595.0, 842.0
    if pdfium.page_box(page, pdfium.FLOAT_1):
        # FS_RECTF holds left, top, right, bottom
        left, top, right, bottom = pdfium.floats()
    match pdfium.page_rotation(page):
        case 1:
            return Paper(
                top - bottom, right - left, lambda a, b, c, d: (b - bottom, a - left, d - bottom, c - left), True
            )
        case 2:
            return Paper(right - left, top - bottom, lambda a, b, c, d: (right - c, b - bottom, right - a, d - bottom))
        case 3:
            return Paper(top - bottom, right - left, lambda a, b, c, d: (top - d, right - c, top - b, right - a), True)
        case _:
            return Paper(right - left, top - bottom, lambda a, b, c, d: (a - left, top - d, c - left, top - b))


def bounds_of(handle: int, place: Place) -> Rectangle:
    """The rectangle around a page object."""
    pdfium.object_bounds(handle, pdfium.FLOAT_1, pdfium.FLOAT_2, pdfium.FLOAT_3, pdfium.FLOAT_4)
    return place(*pdfium.floats())


def is_turned(handle: int) -> bool:
    """Whether an object's own matrix does more than scale and move it."""
    pdfium.object_matrix(handle, pdfium.MATRIX_AT)
    return bool(pdfium.MATRIX[1] or pdfium.MATRIX[2])


def through_matrix(handle: int, place: Place) -> Place:
    """The way from an object's own coordinates to the reader's."""
    pdfium.object_matrix(handle, pdfium.MATRIX_AT)
    a, b, c, d, e, f = pdfium.MATRIX[:]
    if (a, b, c, d, e, f) == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        return place

    def through(left: float, bottom: float, right: float, top: float) -> Rectangle:
        xs = (a * left + c * bottom + e, a * right + c * top + e, a * left + c * top + e, a * right + c * bottom + e)
        ys = (b * left + d * bottom + f, b * right + d * top + f, b * left + d * top + f, b * right + d * bottom + f)
        return place(min(xs), min(ys), max(xs), max(ys))

    return through
