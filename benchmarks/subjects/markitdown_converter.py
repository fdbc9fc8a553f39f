"""markitdown, which turns office files into Markdown."""

import io
from pathlib import Path

from markitdown import MarkItDown, StreamInfo

CONVERTER = MarkItDown()


def read(data: bytes, path: Path) -> str:
    hints = StreamInfo(extension=path.suffix, charset="utf-8" if path.suffix == ".txt" else None)
    return CONVERTER.convert_stream(io.BytesIO(data), stream_info=hints).text_content


def characters(text: str) -> int:
    return len(text)
