"""What a cell's style means for its text: the number format, whether it is struck, and whether it can be seen."""

from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from hoshin.exchange.plan_xlsx.format_codes import BUILT_IN

T = TypeVar("T")
_OFF = {"0", "false", "off"}
_WHITE_INDEXES = {"1", "9", "65"}
_WHITE_THEME = "0"
_TINIEST_POINTS = 2.0


@dataclass(frozen=True, slots=True)
class Font:
    """What matters of a font: a strike, its colour, and whether it is too small to be read."""

    is_struck: bool = False
    colour: str | None = None
    is_tiny: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """One cell format. `ground` is the fill's colour, None for no fill."""

    number_format: str = "General"
    font: Font = Font()
    ground: str | None = None

    def hides(self, font: Font) -> bool:
        """Whether text in this font cannot be seen on this ground: white on white, or tiny."""
        return font.is_tiny or (font.colour is not None and font.colour == (self.ground or "white"))


PLAIN = Style()


def read_styles(root: etree._Element) -> tuple[Style, ...]:
    """The cell formats of `styles.xml` in their order."""
    codes = dict(BUILT_IN)
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(element.get("numFmtId"))] = element.get("formatCode", "General")
    fonts = [read_font(element) for element in root.iterfind("{*}fonts/{*}font")]
    grounds = [_ground(element) for element in root.iterfind("{*}fills/{*}fill")]
    return tuple(
        Style(
            codes.get(_number(element.get("numFmtId")), "General"),
            _nth(fonts, element.get("fontId"), Font()),
            _nth(grounds, element.get("fillId"), None),
        )
        for element in root.iterfind("{*}cellXfs/{*}xf")
    )


def read_font(element: etree._Element | None) -> Font:
    """A `font` of the style sheet or an `rPr` of a rich text's run."""
    if element is None:
        return Font()
    strike, size = element.find("{*}strike"), element.find("{*}sz")
    is_struck = strike is not None and strike.get("val", "1").lower() not in _OFF
    is_tiny = size is not None and 0 < _decimal(size.get("val")) <= _TINIEST_POINTS
    return Font(is_struck, colour_name(element.find("{*}color")), is_tiny)


def colour_name(element: etree._Element | None) -> str | None:
    """A colour that can be compared: `white`, `#rrggbb`, `theme 4`; None for the automatic one."""
    if element is None or element.get("auto") in ("1", "true"):
        return None
    if rgb := element.get("rgb"):
        shown = f"#{rgb[-6:].lower()}"
        return "white" if shown == "#ffffff" else shown
    tint = _decimal(element.get("tint"))
    if (theme := element.get("theme")) is not None:
        return "white" if theme == _WHITE_THEME and tint == 0 else f"theme {theme} {tint:.2f}"
    if (indexed := element.get("indexed")) is not None:
        return "white" if indexed in _WHITE_INDEXES else f"indexed {indexed}"
    return None


def _ground(element: etree._Element) -> str | None:
    pattern = element.find("{*}patternFill")
    if pattern is None:
        return "gradient" if element.find("{*}gradientFill") is not None else None
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return None
    if kind != "solid":
        return f"pattern {kind}"
    return colour_name(pattern.find("{*}fgColor")) or "black"


def _nth(items: list[T], index: str | None, otherwise: T) -> T:
    at = _number(index)
    return items[at] if 0 <= at < len(items) else otherwise


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _decimal(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
