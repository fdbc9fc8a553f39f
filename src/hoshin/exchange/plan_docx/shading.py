"""Whether something dark lies behind a paragraph: white words on it are printed, on bare paper they are not."""

import re

from lxml import etree

from hoshin.exchange.xml_names import Properties, attribute, child_of, local_name, properties_of

_BARE = {"", "AUTO", "NONE", "WHITE"}
_PAPER_COLOURS = {"BG1", "LT1", "BACKGROUND1", "LIGHT1"}
_NO_PATTERN = {"", "clear", "nil"}
_PALE = 225
"""From this brightness on (of 255) white words on a fill cannot be read."""


def is_shade(element: etree._Element | None) -> bool:
    """Whether a `<w:shd>` or `<w:highlight>` puts a colour behind the text on which white can be read."""
    if element is None:
        return False
    pattern, fill, theme = (attribute(element, name) or "" for name in ("val", "fill", "themeFill"))
    if local_name(element) == "highlight":
        return _is_dark(pattern)
    return _is_dark(fill) or (not fill and _is_dark(theme)) or pattern not in _NO_PATTERN


class Grounds:
    """What lies behind the paragraphs of each cell and text box, found out once for each."""

    def __init__(self) -> None:
        self._dark: dict[etree._Element, bool] = {}

    def is_dark(self, paragraph: etree._Element, properties: Properties) -> bool:
        """Whether the paragraph itself, its cell or its text box is filled."""
        if is_shade(properties.get("shd")):
            return True
        return self._behind(paragraph.getparent())

    def _behind(self, element: etree._Element | None) -> bool:
        climbed: list[etree._Element] = []
        dark: bool | None = None
        while element is not None and dark is None:
            dark = self._dark.get(element)
            if dark is None:
                climbed.append(element)
                dark = _own_ground(element)
            element = element.getparent()
        for below in climbed:
            self._dark[below] = bool(dark)
        return bool(dark)


def _own_ground(element: etree._Element) -> bool | None:
    """Whether an element is dark behind what it holds; None when what lies further out decides."""
    match local_name(element):
        case "tc":
            return is_shade(properties_of(child_of(element, "tcPr")).get("shd")) or None
        case "wsp":
            colour = element.find("{*}spPr/{*}solidFill/*")
            return colour is not None and _is_dark(attribute(colour, "val") or "")
        case "shape" | "rect" | "roundrect":
            return _is_dark((attribute(element, "fillcolor") or "").partition(" ")[0])
        case _:
            return None


def _is_dark(colour: str) -> bool:
    """Whether white words can be read on a colour: a hexadecimal one, or one of Word's names."""
    name = colour.upper().removeprefix("#")
    if re.fullmatch(r"[0-9A-F]{6}", name):
        return sum(int(name[i : i + 2], 16) for i in (0, 2, 4)) / 3 < _PALE
    return name not in _BARE | _PAPER_COLOURS
