"""Office files written by hand, part by part, so that every trap can be set in them."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
Content = str | bytes


def archive(parts: Mapping[str, Content], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return out.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """A listing of (id, kind, target); a target with a colon is external."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def package(main: str, parts: Mapping[str, Content]) -> dict[str, Content]:
    """The parts of an Office file whose document is `main`."""
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", main)),
        **parts,
    }


def sheet_xml(rows: str, behind: str = "", before: str = "") -> str:
    return f'<worksheet xmlns="{SHEET}" xmlns:r="{RELATION}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def workbook(sheet: Content, extra: Mapping[str, Content] | None = None, sheets: str = "", links: str = "") -> bytes:
    """A workbook of one sheet."""
    listing = sheets or '<sheet name="様式2" sheetId="1" r:id="rId1"/>'
    return archive(
        package(
            "xl/workbook.xml",
            {
                "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}">'
                f"<sheets>{listing}</sheets></workbook>",
                "xl/_rels/workbook.xml.rels": links
                or relations(
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "styles", "styles.xml"),
                    ("rId3", "sharedStrings", "sharedStrings.xml"),
                ),
                "xl/worksheets/sheet1.xml": sheet,
                **(extra or {}),
            },
        )
    )


def document(body: str, extra: Mapping[str, Content] | None = None, links: str = "") -> bytes:
    """A Word file of this body."""
    spaces = (
        f'xmlns:w="{WORD}" xmlns:r="{RELATION}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:a="{DRAWING}" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    parts: dict[str, Content] = {"word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>"}
    if links:
        parts["word/_rels/document.xml.rels"] = links
    return archive(package("word/document.xml", {**parts, **(extra or {})}))


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    live = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{live}</w:r></w:p>"


def presentation(slides: list[str], extra: Mapping[str, Content] | None = None) -> bytes:
    """A presentation of these slides' XML."""
    numbers = range(1, len(slides) + 1)
    listing = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    return archive(
        package(
            "ppt/presentation.xml",
            {
                "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDE}" xmlns:r="{RELATION}"><p:sldIdLst>{listing}'
                '</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>',
                "ppt/_rels/presentation.xml.rels": relations(
                    *((f"rId{n}", "slide", f"slides/slide{n}.xml") for n in numbers)
                ),
                **{f"ppt/slides/slide{n}.xml": slide for n, slide in zip(numbers, slides, strict=True)},
                **(extra or {}),
            },
        )
    )


def slide_xml(shapes: str, attributes: str = "") -> str:
    return (
        f'<p:sld xmlns:p="{SLIDE}" xmlns:a="{DRAWING}" xmlns:r="{RELATION}" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {attributes}>'
        f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    )


def shape(
    text: str, x: float, y: float, width: float, height: float, name: str = "", run: str = "", ph: str = ""
) -> str:
    """A text shape; sizes in points. Without `width` it has no place of its own."""
    emu = [round(value * 12700) for value in (x, y, width, height)]
    place = f'<a:xfrm><a:off x="{emu[0]}" y="{emu[1]}"/><a:ext cx="{emu[2]}" cy="{emu[3]}"/></a:xfrm>' if width else ""
    paragraphs = "".join(f"<a:p><a:r><a:rPr {run}/><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{name}"/><p:cNvSpPr/><p:nvPr>{ph}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"
    )
