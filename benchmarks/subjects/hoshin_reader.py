"""Hoshin's readers: from bytes to what was printed, with tables, places and notes."""

from pathlib import Path

from hoshin.exchange.plan_docx.reader import read_docx
from hoshin.exchange.plan_pdf.reader import read_pdf
from hoshin.exchange.plan_pptx.reader import read_pptx
from hoshin.exchange.plan_text.reader import read_text_plan
from hoshin.exchange.plan_xlsx.reader import read_xlsx
from hoshin.exchange.printed import Printed, Table

READERS = {".txt": read_text_plan, ".xlsx": read_xlsx, ".docx": read_docx, ".pptx": read_pptx, ".pdf": read_pdf}


def read(data: bytes, path: Path) -> Printed:
    return READERS[path.suffix](data, path.name)


def characters(printed: Printed) -> int:
    found = 0
    for region in printed.regions:
        for item in region.items:
            found += sum(len(cell.text) for cell in item.cells) if isinstance(item, Table) else len(item.text)
    return found
