"""The shapes of one slide with text, groups opened, each with its rectangle on the slide."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from hoshin.exchange.drawing_text import ShapeText, live_shape_text
from hoshin.exchange.guard import limits
from hoshin.exchange.plan_pptx.geometry import Placement, Rectangle, rectangle_of
from hoshin.exchange.plan_pptx.placeholders import NOT_PRINTED_TYPES, Layouts, placeholder_of
from hoshin.exchange.xml_names import local_name

_DEEPEST_GROUP = 40
_PAGE_FIELDS = ("slidenum", "datetime")


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """A text shape, a table's frame, a diagram or a picture. `table` and `diagram` are set for frames."""

    name: str
    text: ShapeText
    rectangle: Rectangle | None
    is_hidden: bool = False
    table: etree._Element | None = None
    diagram: str | None = None
    is_picture: bool = False


def shapes_of(tree: etree._Element, slide_part: str, layouts: Layouts) -> Iterator[PlacedShape]:
    """All shapes of a slide's tree in drawing order."""
    yield from _walk(tree, slide_part, layouts, Placement(), is_hidden=False, depth=0)


def _walk(
    parent: etree._Element, part: str, layouts: Layouts, placement: Placement, *, is_hidden: bool, depth: int
) -> Iterator[PlacedShape]:
    for child in parent:
        hidden = is_hidden or _is_hidden(child)
        match local_name(child):
            case "grpSp" if depth < _DEEPEST_GROUP:
                inner = placement.inside(child)
                yield from _walk(child, part, layouts, inner, is_hidden=hidden, depth=depth + 1)
            case "AlternateContent":
                choice = child.find("{*}Choice")
                chosen = child.find("{*}Fallback") if choice is None else choice
                if chosen is not None:
                    yield from _walk(chosen, part, layouts, placement, is_hidden=hidden, depth=depth)
            case "sp":
                yield from _text_shape(child, part, layouts, placement, hidden)
            case "graphicFrame":
                yield from _frame(child, placement, hidden)
            case "pic":
                yield PlacedShape(_name(child), ShapeText("", ""), None, hidden, is_picture=True)


def _text_shape(
    shape: etree._Element, part: str, layouts: Layouts, placement: Placement, is_hidden: bool
) -> Iterator[PlacedShape]:
    text = live_shape_text(shape)
    if not (text.live.strip() or text.struck.strip()):
        return
    if _holds_only_page_fields(shape):
        return
    placeholder = placeholder_of(shape)
    if placeholder is not None and placeholder.get("type") in NOT_PRINTED_TYPES:
        return
    rectangle = rectangle_of(shape.find("{*}spPr/{*}xfrm"))
    if rectangle is None and placeholder is not None:
        rectangle = layouts.place(part, placeholder)
    yield PlacedShape(_name(shape), text, placement.place(rectangle) if rectangle else None, is_hidden)


def _holds_only_page_fields(shape: etree._Element) -> bool:
    """Whether all words of a shape are fields that PowerPoint fills itself: the slide's number, the day."""
    words = [t for t in shape.iterfind("{*}txBody/{*}p/*/{*}t") if (t.text or "").strip()]
    fields = [t.getparent() for t in words]
    return bool(words) and all(
        f is not None and local_name(f) == "fld" and f.get("type", "").startswith(_PAGE_FIELDS) for f in fields
    )


def _frame(frame: etree._Element, placement: Placement, is_hidden: bool) -> Iterator[PlacedShape]:
    rectangle = rectangle_of(frame.find("{*}xfrm"))
    placed = placement.place(rectangle) if rectangle else None
    table = frame.find("{*}graphic/{*}graphicData/{*}tbl")
    if table is not None:
        yield PlacedShape(_name(frame), ShapeText("", ""), placed, is_hidden, table=table)
    diagram = frame.find("{*}graphic/{*}graphicData/{*}relIds")
    if diagram is not None:
        relation = next((str(v) for k, v in diagram.attrib.items() if etree.QName(k).localname == "dm"), None)
        yield PlacedShape(_name(frame), ShapeText("", ""), placed, is_hidden, diagram=relation)


def _properties(shape: etree._Element) -> etree._Element | None:
    for child in shape:
        if local_name(child).startswith("nv"):
            return child.find("{*}cNvPr")
    return None


def _is_hidden(shape: etree._Element) -> bool:
    properties = _properties(shape)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _name(shape: etree._Element) -> str:
    properties = _properties(shape)
    return "" if properties is None else properties.get("name", "")[: limits.MAX_NAME_CHARACTERS]
