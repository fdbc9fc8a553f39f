"""Word's styles: which paragraph styles are headings, and which styles strike or hide their text."""

from dataclasses import dataclass, field, replace

from lxml import etree

from hoshin.exchange.plan_docx.shading import is_shade
from hoshin.exchange.xml_names import Properties, attribute, properties_of

_OFF = {"0", "false", "off", "none"}
_DEEPEST_STYLE = 20
_LOOKS = frozenset(("strike", "dstrike", "color", "shd", "highlight", "vanish"))
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
        if base is SILENT:
            return self
        if self is SILENT:
            return base
        return Look(
            base.struck if self.struck is None else self.struck,
            base.hidden if self.hidden is None else self.hidden,
            base.white if self.white is None else self.white,
            base.shaded if self.shaded is None else self.shaded,
        )


SILENT = Look()
"""The look of a run without any of the four, as nearly every run is."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its base, heading level (0 for none), numbering and look."""

    base: str | None
    level: int
    look: Look
    numbering: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document by id; each is read when it is first asked for, since most are never used."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    _read: dict[str, Style] = field(default_factory=dict, compare=False, repr=False)
    _looks: dict[str, Look] = field(default_factory=dict, compare=False, repr=False)

    def chain(self, style_id: str | None) -> list[Style]:
        """A style and those it is based on, nearest first; a circle ends the chain."""
        found: list[Style] = []
        while style_id in self.elements and len(found) < _DEEPEST_STYLE:
            style = self._read.get(style_id)
            if style is None:
                style = self._read[style_id] = _style(self.elements[style_id])
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
        properties = properties_of(run_properties)
        look = read_look(properties)
        for style_id in (attribute(properties.get("rStyle"), "val"), paragraph_style):
            if style_id is not None:
                look = look.over(self._look_of(style_id))
        is_invisible = bool(look.white) and not (look.shaded or on_shade)
        return bool(look.struck), bool(look.hidden) or is_invisible

    def _look_of(self, style_id: str) -> Look:
        """What a style says with all that it is based on."""
        known = self._looks.get(style_id)
        if known is None:
            known = SILENT
            for style in self.chain(style_id):
                known = known.over(style.look)
            self._looks[style_id] = known
        return known


def read_styles(root: etree._Element) -> Styles:
    """The styles of `styles.xml`."""
    return Styles({attribute(e, "styleId") or "": e for e in root.iterfind("{*}style")})


def _style(element: etree._Element) -> Style:
    parts = properties_of(element)
    of_paragraph = properties_of(parts.get("pPr"))
    return Style(
        attribute(parts.get("basedOn"), "val"),
        _level(attribute(parts.get("name"), "val") or "", of_paragraph.get("outlineLvl")),
        _with_shade(read_look(properties_of(parts.get("rPr"))), of_paragraph.get("shd")),
        numbering_of(of_paragraph),
    )


def numbering_of(properties: Properties) -> tuple[str | None, str | None]:
    """The list id and list level that a paragraph's properties name."""
    listed = properties_of(properties.get("numPr"))
    return attribute(listed.get("numId"), "val"), attribute(listed.get("ilvl"), "val")


def read_look(properties: Properties) -> Look:
    """What run properties say of strikes, hiding and colour."""
    if properties.keys().isdisjoint(_LOOKS):
        return SILENT
    strikes = [_switch(properties.get(name)) for name in ("strike", "dstrike")]
    said = [s for s in strikes if s is not None]
    colour, shade, mark = (properties.get(name) for name in ("color", "shd", "highlight"))
    return Look(
        struck=any(said) if said else None,
        hidden=_switch(properties.get("vanish")),
        white=None if colour is None else (attribute(colour, "val") or "").upper() == _INVISIBLE_COLOUR,
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
    level = None if outline is None else attribute(outline, "val")
    return int(level) + 1 if level and level.isdigit() and int(level) < 9 else 0


def _switch(element: etree._Element | None) -> bool | None:
    if element is None:
        return None
    return (attribute(element, "val") or "1").lower() not in _OFF
