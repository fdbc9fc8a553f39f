"""The floor: the same libraries asked for the bare text and nothing else."""

import io
import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree
from pptx import Presentation
from python_calamine import CalamineWorkbook


def _text(data: bytes) -> str:
    return data.decode("utf-8")


def _xlsx(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return "\n".join(str(value) for rows in sheets for row in rows for value in row if value != "")


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(etree.fromstring(package.read("word/document.xml")).itertext())


def _pptx(data: bytes) -> str:
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            elif shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def _pdf(data: bytes) -> str:
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(found)


READERS = {".txt": _text, ".xlsx": _xlsx, ".docx": _docx, ".pptx": _pptx, ".pdf": _pdf}


def read(data: bytes, path: Path) -> str:
    return READERS[path.suffix](data)


def characters(text: str) -> int:
    return len(text)
