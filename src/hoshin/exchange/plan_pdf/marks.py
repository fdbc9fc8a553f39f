"""What a page draws beside its characters, as records: straight pieces, rectangles, pictures."""

from dataclasses import dataclass, field
from typing import NamedTuple

from hoshin.exchange.plan_pdf.paper import Rectangle

SPECK = 1.6
"""Points: letters smaller than this are not printed to be read."""
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


@dataclass(slots=True)
class Edge:
    """One straight piece: `at` is its y (or x), `start` to `end` its extent.

    `frame` numbers the rectangle whose side it is; `is_fill` says that only a filled area ends there, no line.
    """

    at: float
    start: float
    end: float
    frame: int = -1
    is_fill: bool = False


class Frame(NamedTuple):
    """A rectangle that was drawn: stroked, or filled with a colour, or both."""

    area: Rectangle
    is_stroked: bool
    colour: Colour | None
    layer: int


class Shown(NamedTuple):
    """Something opaque in front of what was drawn before; `colour` is None for a picture or a shading."""

    layer: int
    area: Rectangle
    colour: Colour | None


@dataclass(slots=True)
class Marks:
    """Everything that one page draws. `horizontal` and `vertical` hold free lines, `frames` rectangles."""

    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    pictures: list[Rectangle] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    segments: int = 0
    has_more: bool = False
