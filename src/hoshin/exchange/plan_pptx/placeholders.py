"""A placeholder without a place of its own stands where its layout, or the layout's master, puts it."""

from collections.abc import Iterator

from lxml import etree

from hoshin.exchange.guard.package import Package
from hoshin.exchange.plan_pptx.geometry import Rectangle, rectangle_of
from hoshin.exchange.xml_names import local_name

_SAME_BODY = {None: "body", "obj": "body", "ctrTitle": "title", "subTitle": "body"}
NOT_PRINTED_TYPES = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Date, footer and number of a slide: they stand on the page and are not the plan."""


class Layouts:
    """The places that layouts and masters give, read once for each."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._places: dict[str, dict[tuple[str, str], Rectangle]] = {}

    def place(self, slide_part: str, placeholder: etree._Element) -> Rectangle | None:
        """Where the slide's layout or master puts this placeholder."""
        layout = next(iter(self._package.related(slide_part, "slideLayout")), None)
        if layout is None:
            return None
        master = next(iter(self._package.related(layout, "slideMaster")), None)
        for part in (layout, master):
            if part is None:
                continue
            places = self._of_part(part)
            kind, index = _kind(placeholder), placeholder.get("idx", "0")
            found = places.get(("idx", index)) if part == layout else None
            found = found or places.get(("type", kind))
            if found:
                return found
        return None

    def _of_part(self, part: str) -> dict[tuple[str, str], Rectangle]:
        if part not in self._places:
            self._places[part] = dict(_places(self._package.xml(part)))
        return self._places[part]


def placeholder_of(shape: etree._Element) -> etree._Element | None:
    """The shape's placeholder mark."""
    for child in shape:
        if local_name(child).startswith("nv"):
            return child.find("{*}nvPr/{*}ph")
    return None


def _places(root: etree._Element) -> Iterator[tuple[tuple[str, str], Rectangle]]:
    for shape in root.iterfind("{*}cSld/{*}spTree/{*}sp"):
        placeholder = placeholder_of(shape)
        rectangle = rectangle_of(shape.find("{*}spPr/{*}xfrm"))
        if placeholder is not None and rectangle:
            yield ("type", _kind(placeholder)), rectangle
            yield ("idx", placeholder.get("idx", "0")), rectangle


def _kind(placeholder: etree._Element) -> str:
    kind = placeholder.get("type")
    return _SAME_BODY.get(kind, kind or "body")
