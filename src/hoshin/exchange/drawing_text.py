"""The text of a drawing shape (DrawingML): paragraphs and runs, live and struck apart, for Excel and PowerPoint."""

from dataclasses import dataclass

from lxml import etree

from hoshin.exchange.xml_names import local_name

_NO_STRIKE = {None, "noStrike"}


@dataclass(frozen=True, slots=True)
class ShapeText:
    """What a shape shows and what it has struck through."""

    live: str
    struck: str


def live_shape_text(shape: etree._Element) -> ShapeText:
    """The text body of a shape or a table's cell, one line a paragraph."""
    body = next((child for child in shape if local_name(child) == "txBody"), None)
    return ShapeText("", "") if body is None else body_text(body)


def body_text(body: etree._Element) -> ShapeText:
    """The paragraphs of one text body."""
    lines: list[str] = []
    struck: list[str] = []
    for paragraph in body.iterfind("{*}p"):
        live = ""
        dropped = ""
        for element in paragraph:
            match local_name(element):
                case "r" | "fld":
                    text = element.findtext("{*}t") or ""
                    if _is_struck(element):
                        dropped += text
                    else:
                        live += text
                case "br":
                    live += "\n"
        struck += [dropped] if dropped else []
        if live.strip() or not dropped:
            lines.append(live.replace("\v", "\n"))
    return ShapeText("\n".join(lines).strip("\n"), "\n".join(struck))


def _is_struck(run: etree._Element) -> bool:
    properties = run.find("{*}rPr")
    return properties is not None and properties.get("strike") not in _NO_STRIKE
