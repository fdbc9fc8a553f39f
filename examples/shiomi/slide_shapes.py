"""Rectangles, table cells and runs of text on a slide: the carpentry of `digest_pptx`."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from examples.shiomi import wording
from hoshin.core.plan.document import Indicator

FONT = "BIZ UDゴシック"
WIDTH, HEIGHT = 960, 540
"""The slide in points, 16:9."""
INK, RED, GREY = "222222", "C00000", "7F7F7F"


def rectangle(
    slide: Any,
    box: tuple[float, float, float, float],
    text: str,
    *,
    size: float = 11,
    bold: bool = False,
    fill: str | None = None,
    line: str | None = None,
    colour: str = INK,
    align: Any = PP_ALIGN.LEFT,
    middle: bool = False,
) -> Any:
    """A rectangle with text; box is left, top, width and height in points."""
    shape = slide.shapes.add_textbox(*(Pt(value) for value in box))
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = _colour(line)
        shape.line.width = Pt(1)
    else:
        shape.line.fill.background()
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Pt(4)
    frame.margin_top = frame.margin_bottom = Pt(2)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    write_lines(frame, text, size, bold=bold, colour=colour, align=align)
    return shape


def slide_number(slide: Any, number: int) -> None:
    """The number in the lower right corner, as a field that PowerPoint keeps."""
    box = rectangle(slide, (WIDTH - 66, HEIGHT - 22, 50, 16), "", size=9, align=PP_ALIGN.RIGHT)
    paragraph = box.text_frame.paragraphs[0]._p
    run = paragraph.find(qn("a:r"))
    run.find(qn("a:t")).text = str(number)
    field = run.makeelement(qn("a:fld"), {"id": f"{{{number:08X}-0000-4000-8000-000000000000}}", "type": "slidenum"})
    paragraph.replace(run, field)
    for part in list(run):
        field.append(part)


def write_lines(
    frame: Any, text: str, size: float, *, bold: bool = False, colour: str = INK, align: Any = PP_ALIGN.LEFT
) -> None:
    for number, words in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        _run(paragraph, words, size, bold=bold, colour=colour)


def write_indicator(frame: Any, indicator: Indicator, size: float, *, revised: bool) -> None:
    """The measure, then its target in bold, in red where it was changed."""
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _run(paragraph, wording.before_target(indicator), size)
    _run(paragraph, indicator.target_printed or "", size, bold=True, colour=RED if revised else INK)


def _run(paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = _colour(colour)
    for tag in ("a:ea", "a:cs"):
        properties = run._r.get_or_add_rPr()
        properties.append(properties.makeelement(qn(tag), {"typeface": FONT}))


def cell_look(cell: Any, *, fill: str) -> None:
    """A filled cell with thin grey rules on all sides and narrow margins."""
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(fill)
    cell.margin_left = cell.margin_right = Pt(4)
    cell.margin_top = cell.margin_bottom = Pt(3)
    properties = cell._tc.get_or_add_tcPr()
    for position, side in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
        rule = properties.makeelement(qn(side), {"w": str(int(Inches(0.01))), "cmpd": "sng"})
        colour = rule.makeelement(qn("a:solidFill"), {})
        colour.append(colour.makeelement(qn("a:srgbClr"), {"val": GREY}))
        rule.append(colour)
        properties.insert(position, rule)


def plain_style(frame: Any) -> None:
    """No banded theme style; the cells carry their own look."""
    properties = frame._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    properties.set("firstRow", "1")
    style = properties.find(qn("a:tableStyleId"))
    style.text = "{5940675A-B579-460E-94D1-54222C63F5DA}"


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(hexadecimal))
