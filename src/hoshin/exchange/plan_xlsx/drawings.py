"""Text boxes and shapes that float over a sheet: stamps and balloons, each with the cells it lies on."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from hoshin.exchange.drawing_text import live_shape_text
from hoshin.exchange.plan_xlsx.addresses import LAST_COLUMN, LAST_ROW
from hoshin.exchange.xml_names import local_name

_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
EMU_PER_POINT = 12_700
_FARTHEST_POINTS = 1e6


@dataclass(frozen=True, slots=True)
class Corner:
    """A cell and how far inside of it a corner lies, in points."""

    row: int
    column: int
    down: float = 0.0
    across: float = 0.0


@dataclass(frozen=True, slots=True)
class Anchored:
    """A shape's live and dropped text, its upper left corner, and the lower right one or a size in points."""

    text: str
    struck: str
    is_hidden: bool
    start: Corner
    end: Corner | None
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What floats over a sheet."""

    shapes: tuple[Anchored, ...]
    pictures: int


def read_drawing(root: etree._Element) -> Drawing:
    """The text shapes of a drawing part in drawing order, and how many pictures lie beside them."""
    shapes: list[Anchored] = []
    pictures = 0
    for anchor in root:
        if local_name(anchor) not in _ANCHORS:
            continue
        for element in _leaves(anchor):
            match local_name(element):
                case "sp":
                    shapes += _anchored(element, anchor)
                case "pic":
                    pictures += 1
    return Drawing(tuple(shapes), pictures)


def _anchored(element: etree._Element, anchor: etree._Element) -> Iterator[Anchored]:
    """A shape of a group is taken to lie where its group lies."""
    text = live_shape_text(element)
    if text.live.strip() or text.struck.strip():
        start = _corner(anchor.find("{*}from")) or _absolute(anchor.find("{*}pos"))
        size = anchor.find("{*}ext")
        extent = (0.0, 0.0) if size is None else (_points(size.get("cx")), _points(size.get("cy")))
        yield Anchored(text.live, text.struck, _is_hidden(element), start, _corner(anchor.find("{*}to")), extent)


def _leaves(parent: etree._Element) -> Iterator[etree._Element]:
    """Shapes and pictures, groups opened, alternatives taken once."""
    for child in parent:
        match local_name(child):
            case "grpSp" | "Choice":
                yield from _leaves(child)
            case "AlternateContent":
                choice = child.find("{*}Choice")
                yield from _leaves(choice if choice is not None else child)
            case "sp" | "pic":
                yield child


def _is_hidden(element: etree._Element) -> bool:
    properties = element.find("{*}nvSpPr/{*}cNvPr")
    return properties is not None and properties.get("hidden") in ("1", "true")


def _corner(element: etree._Element | None) -> Corner | None:
    if element is None:
        return None
    return Corner(
        _bounded(element.findtext("{*}row"), LAST_ROW),
        _bounded(element.findtext("{*}col"), LAST_COLUMN),
        _points(element.findtext("{*}rowOff")),
        _points(element.findtext("{*}colOff")),
    )


def _absolute(position: etree._Element | None) -> Corner:
    if position is None:
        return Corner(0, 0)
    return Corner(0, 0, _points(position.get("y")), _points(position.get("x")))


def _bounded(text: str | None, last: int) -> int:
    digits = (text or "").strip()
    return min(int(digits[:9]), last) if digits.isascii() and digits.isdigit() else 0


def _points(emu: str | None) -> float:
    digits = (emu or "").strip()
    points = int(digits[:15]) / EMU_PER_POINT if digits.isascii() and digits.isdigit() else 0.0
    return min(points, _FARTHEST_POINTS)
