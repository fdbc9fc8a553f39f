"""pdfplumber: text and ruled tables of a PDF."""

import io
from pathlib import Path

import pdfplumber


def read(data: bytes, path: Path) -> list[tuple[str, list[list[list[str | None]]]]]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [(page.extract_text(), page.extract_tables()) for page in document.pages]


def characters(pages: list[tuple[str, list[list[list[str | None]]]]]) -> int:
    return sum(len(text) for text, _ in pages)
