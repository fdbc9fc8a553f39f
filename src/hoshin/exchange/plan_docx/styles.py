"""Word's styles: which paragraph styles are headings, and which styles strike or hide their text."""

from dataclasses import dataclass, field, replace

from lxml import etree

from hoshin.exchange.plan_docx.shading import is_shade

_OFF = {"0", "false", "off", "none"}
_DEEPEST_STYLE = 20
_INVISIBLE_COLOUR = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a run says about its text; None where it is silent."""

    struck: bool | None = None
    hidden: bool | None = None
    white: bool | None = None
    shaded: bool | None = None

    def over(self, base: "Look") -> "Look":
        """What the look says, and where it is silent what the base says."""
        return Look(
            base.struck if self.struck is None else self.struck,
            base.hidden if self.hidden is None else self.hidden,
            base.white if self.white is None else self.white,
            base.shaded if self.shaded is None else self.shaded,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its base, heading level (0 for none), numbering and look."""

    base: str | None
    level: int
    look: Look
    numbering: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document by id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def chain(self, style_id: str | None) -> list[Style]:
        """A style and those it is based on, nearest first; a circle ends the chain."""
        found: list[Style] = []
        while style_id in self.by_id and len(found) < _DEEPEST_STYLE:
            style = self.by_id[style_id]
            found.append(style)
            style_id = style.base
        return found

    def heading_level(self, style_id: str | None) -> int:
        """1 for 「見出し 1」 and so on, 0 for body text."""
        return next((s.level for s in self.chain(style_id) if s.level), 0)

    def numbering(self, style_id: str | None) -> tuple[str | None, str | None]:
        """The list that a style numbers its paragraphs with."""
        return next((s.numbering for s in self.chain(style_id) if s.numbering[0]), (None, None))

    def look(
        self, run_properties: etree._Element | None, paragraph_style: str | None, *, on_shade: bool = False
    ) -> tuple[bool, bool]:
        """Whether a run's text is struck through, and whether it is hidden; white words are not where a shade lies."""
        look = read_look(run_properties)
        character = None if run_properties is None else run_properties.find("{*}rStyle")
        for style in self.chain(None if character is None else local_attribute(character, "val")):
            look = look.over(style.look)
        for style in self.chain(paragraph_style):
            look = look.over(style.look)
        is_invisible = bool(look.white) and not (look.shaded or on_shade)
        return bool(look.struck), bool(look.hidden) or is_invisible


def read_styles(root: etree._Element) -> Styles:
    """The styles of `styles.xml`."""
    styles: dict[str, Style] = {}
    for element in root.iterfind("{*}style"):
        base, name = element.find("{*}basedOn"), element.find("{*}name")
        outline = element.find("{*}pPr/{*}outlineLvl")
        styles[local_attribute(element, "styleId") or ""] = Style(
            None if base is None else local_attribute(base, "val"),
            _level("" if name is None else local_attribute(name, "val") or "", outline),
            _with_shade(read_look(element.find("{*}rPr")), element.find("{*}pPr/{*}shd")),
            numbering_of(element.find("{*}pPr")),
        )
    return Styles(styles)


def numbering_of(properties: etree._Element | None) -> tuple[str | None, str | None]:
    """The list id and list level that a paragraph's properties name."""
    if properties is None:
        return None, None
    number, level = properties.find("{*}numPr/{*}numId"), properties.find("{*}numPr/{*}ilvl")
    return (
        None if number is None else local_attribute(number, "val"),
        None if level is None else local_attribute(level, "val"),
    )


def read_look(properties: etree._Element | None) -> Look:
    """What run properties say of strikes, hiding and colour."""
    if properties is None:
        return Look()
    strikes = [_switch(properties.find(f"{{*}}{name}")) for name in ("strike", "dstrike")]
    said = [s for s in strikes if s is not None]
    colour, shade, mark = (properties.find(f"{{*}}{name}") for name in ("color", "shd", "highlight"))
    return Look(
        struck=any(said) if said else None,
        hidden=_switch(properties.find("{*}vanish")),
        white=None if colour is None else (local_attribute(colour, "val") or "").upper() == _INVISIBLE_COLOUR,
        shaded=True if is_shade(shade) or is_shade(mark) else None,
    )


def _with_shade(look: Look, shade: etree._Element | None) -> Look:
    """A style's look with what its paragraphs are filled with."""
    return replace(look, shaded=True) if is_shade(shade) else look


def _level(name: str, outline: etree._Element | None) -> int:
    lowered = name.lower().replace(" ", "").replace("見出し", "heading")
    if lowered.startswith("heading") and lowered[7:].isdigit():
        return int(lowered[7:])
    if lowered in ("title", "表題"):
        return 1
    level = None if outline is None else local_attribute(outline, "val")
    return int(level) + 1 if level and level.isdigit() and int(level) < 9 else 0


def _switch(element: etree._Element | None) -> bool | None:
    if element is None:
        return None
    return (local_attribute(element, "val") or "1").lower() not in _OFF


def local_attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, whichever of Word's namespaces it stands in."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return None
