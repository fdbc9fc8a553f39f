"""The example's documents ten times over, each made larger in its own format's way."""

import copy
import io
from pathlib import Path

import pypdfium2
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

TIMES = 10


def _text(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes() * TIMES)


def _xlsx(source: Path, target: Path) -> None:
    book = load_workbook(source, rich_text=True)
    for sheet in list(book.worksheets):
        for _ in range(TIMES - 1):
            book.copy_worksheet(sheet)
    book.save(target)


def _docx(source: Path, target: Path) -> None:
    document = Document(str(source))
    body = document.element.body
    parts = [part for part in body if not part.tag.endswith("}sectPr")]
    for _ in range(TIMES - 1):
        for part in parts:
            body.insert(len(body) - 1, copy.deepcopy(part))
    document.save(str(target))


def _pptx(source: Path, target: Path) -> None:
    show = Presentation(str(source))
    for slide in list(show.slides):
        for _ in range(TIMES - 1):
            added = show.slides.add_slide(slide.slide_layout)
            for shape in list(added.shapes):
                shape.element.getparent().remove(shape.element)
            for shape in slide.shapes:
                added.shapes._spTree.append(copy.deepcopy(shape.element))
    show.save(str(target))


def _pdf(source: Path, target: Path) -> None:
    whole = pypdfium2.PdfDocument.new()
    part = pypdfium2.PdfDocument(source.read_bytes())
    for _ in range(TIMES):
        whole.import_pages(part)
    stream = io.BytesIO()
    whole.save(stream)
    target.write_bytes(stream.getvalue())


WAYS = {".txt": _text, ".xlsx": _xlsx, ".docx": _docx, ".pptx": _pptx, ".pdf": _pdf}


def ten_times(source: Path, folder: Path) -> Path:
    """The larger document beside the others of the run."""
    target = folder / f"{source.stem}-x{TIMES}{source.suffix}"
    WAYS[source.suffix](source, target)
    return target
