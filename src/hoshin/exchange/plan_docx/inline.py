"""The text of one paragraph: what stands, what is struck or deleted, what is hidden, and the boxes that hang on it.

Tracked insertions stand, tracked deletions do not. Of a ruby the base stands, of an alternative (new and old drawing)
only the first. Field codes are not text, their results are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from hoshin.exchange.plan_docx.shading import Grounds
from hoshin.exchange.plan_docx.styles import Styles
from hoshin.exchange.xml_names import NOTHING, Properties, attribute, child_of, local_name, properties_of

_DROPPED = {"rt", "instrText", "delInstrText", "pPr", "rPr", "sectPr", "rubyPr", "annotationRef"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOLS = {"F0A7": "■", "F06C": "●", "F06E": "■", "F0B7": "・", "F09F": "・", "F0D8": "➢", "F0FC": "✓"}


@dataclass(slots=True)
class Inline:
    """One paragraph's texts, apart, the floating boxes anchored in it, and its properties."""

    live: str = ""
    struck: str = ""
    deleted: str = ""
    hidden: str = ""
    footnotes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    pictures: int = 0
    properties: Properties = field(default_factory=lambda: NOTHING)


def read_inline(paragraph: etree._Element, styles: Styles, grounds: Grounds) -> Inline:
    """Everything inside a paragraph."""
    inline = Inline()
    inline.properties = properties_of(child_of(paragraph, "pPr"))
    walker = _Walker(inline, styles, attribute(inline.properties.get("pStyle"), "val"))
    walker.on_shade = grounds.is_dark(paragraph, inline.properties)
    walker.walk(paragraph)
    return inline


class _Walker:
    """Walks a paragraph's runs and keeps track of fields and deletions."""

    def __init__(self, inline: Inline, styles: Styles, paragraph_style: str | None) -> None:
        self.inline = inline
        self.styles = styles
        self.paragraph_style = paragraph_style
        self.on_shade = False
        self.field_depth = 0
        self.in_code = [False]

    def walk(self, parent: etree._Element, *, is_deleted: bool = False) -> None:
        for child in parent:
            name = local_name(child)
            if name in _DROPPED:
                continue
            if name in ("del", "moveFrom"):
                self.walk(child, is_deleted=True)
            elif name == "r":
                self._run(child, is_deleted)
            elif name == "AlternateContent":
                choice = child.find("{*}Choice")
                self.walk(child if choice is None else choice, is_deleted=is_deleted)
            else:
                self.walk(child, is_deleted=is_deleted)

    def _run(self, run: etree._Element, is_deleted: bool) -> None:
        properties = child_of(run, "rPr")
        looks = self.styles.look(properties, self.paragraph_style, on_shade=self.on_shade)
        for child in run:
            self._piece(child, is_deleted, looks)

    def _piece(self, child: etree._Element, is_deleted: bool, looks: "tuple[bool, bool]") -> None:
        name = local_name(child)
        match name:
            case "fldChar":
                self._field(attribute(child, "fldCharType"))
            case "t" | "delText":
                self._say(child.text or "", is_deleted or name == "delText", looks)
            case "br" | "cr" | "tab" | "noBreakHyphen":
                self._say(_BREAKS[name], is_deleted, looks)
            case "sym":
                self._say(_SYMBOLS.get((attribute(child, "char") or "").upper(), "・"), is_deleted, looks)
            case "ruby":
                base = child.find("{*}rubyBase")
                if base is not None:
                    self.walk(base, is_deleted=is_deleted)
            case "footnoteReference" | "endnoteReference":
                if not is_deleted:
                    kind = name.removesuffix("Reference")
                    self.inline.footnotes.append(f"{kind} {attribute(child, 'id')}")
            case "drawing" | "pict" | "object" | "AlternateContent":
                if not is_deleted:
                    self._drawing(child)

    def _say(self, text: str, is_deleted: bool, looks: "tuple[bool, bool]") -> None:
        if self.in_code[-1]:
            return
        is_struck, is_hidden = looks
        if is_deleted:
            self.inline.deleted += text
        elif is_hidden:
            self.inline.hidden += text
        elif is_struck:
            self.inline.struck += text
        else:
            self.inline.live += text

    def _field(self, kind: str | None) -> None:
        """Between `begin` and `separate` stands a field's code, which prints nothing."""
        if kind == "begin":
            self.in_code.append(True)
        elif kind == "separate" and len(self.in_code) > 1:
            self.in_code[-1] = False
        elif kind == "end" and len(self.in_code) > 1:
            self.in_code.pop()

    def _drawing(self, element: etree._Element) -> None:
        for found in drawings(element):
            match local_name(found):
                case "txbxContent":
                    self.inline.boxes.append(found)
                case _:
                    self.inline.pictures += 1


def drawings(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes and pictures below an element; of alternatives only the first."""
    if local_name(element) == "AlternateContent":
        choice = element.find("{*}Choice")
        chosen = element.find("{*}Fallback") if choice is None else choice
        if chosen is not None:
            yield from drawings(chosen)
        return
    for child in element:
        match local_name(child):
            case "txbxContent" | "pic" | "imagedata":
                yield child
            case _:
                yield from drawings(child)
