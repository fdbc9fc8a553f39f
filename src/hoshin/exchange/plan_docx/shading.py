"""Whether something dark lies behind a paragraph: white words on it are printed, on bare paper they are not."""

import re

from lxml import etree

_BARE = {"", "AUTO", "NONE", "WHITE"}
_PAPER_COLOURS = {"BG1", "LT1", "BACKGROUND1", "LIGHT1"}
_NO_PATTERN = {"", "clear", "nil"}
_PALE = 225
"""From this brightness on (of 255) white words on a fill cannot be read."""


def is_shade(element: etree._Element | None) -> bool:
    """Whether a `<w:shd>` or `<w:highlight>` puts a colour behind the text on which white can be read."""
    if element is None:
        return False
    pattern, fill, theme = (_attribute(element, name) for name in ("val", "fill", "themeFill"))
    if etree.QName(element).localname == "highlight":
        return _is_dark(pattern)
    return _is_dark(fill) or (not fill and _is_dark(theme)) or pattern not in _NO_PATTERN


def stands_on_shade(paragraph: etree._Element) -> bool:
    """Whether the paragraph itself, its cell or its text box is filled."""
    if is_shade(paragraph.find("{*}pPr/{*}shd")):
        return True
    for outer in paragraph.iterancestors():
        match etree.QName(outer).localname:
            case "tc" if is_shade(outer.find("{*}tcPr/{*}shd")):
                return True
            case "wsp":
                colour = outer.find("{*}spPr/{*}solidFill/*")
                return colour is not None and _is_dark(_attribute(colour, "val"))
            case "shape" | "rect" | "roundrect":
                return _is_dark(_attribute(outer, "fillcolor").partition(" ")[0])
    return False


def _is_dark(colour: str) -> bool:
    """Whether white words can be read on a colour: a hexadecimal one, or one of Word's names."""
    name = colour.upper().removeprefix("#")
    if re.fullmatch(r"[0-9A-F]{6}", name):
        return sum(int(name[i : i + 2], 16) for i in (0, 2, 4)) / 3 < _PALE
    return name not in _BARE | _PAPER_COLOURS


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name; empty when it is absent."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return ""
