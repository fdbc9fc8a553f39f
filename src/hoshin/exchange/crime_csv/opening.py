"""Opening a crime file as a stream: its encoding and the sign between its cells are told apart by their bytes.

One prefecture publishes UTF-8 with commas and Shift_JIS with tabs in the same year, all called .csv. The whole file is
looked at before the first line is read, piece by piece, so that memory stays flat however long it is.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from hoshin.exchange.guard.archive import megabytes
from hoshin.exchange.guard.kinds import kind_of
from hoshin.exchange.guard.limits import MEBIBYTE
from hoshin.exchange.guard.refusal import not_readable, refused

MAX_FILE_BYTES = 1024 * MEBIBYTE
"""All thefts of the nation in a year are about 60 MB."""
_PIECE = 4 * MEBIBYTE
_OPENING_BYTES = 64 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@contextmanager
def opened(path: Path, name: str) -> Iterator[tuple[TextIO, str]]:
    """The file's characters from its beginning, and its encoding. Raises `UnreadableFileError` for what is no text."""
    _check(path, name)
    encoding = encoding_of(path, name)
    with path.open(encoding=encoding, newline="") as stream:
        yield stream, encoding


def _check(path: Path, name: str) -> None:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise refused("file_too_large", name, size=megabytes(size), limit=megabytes(MAX_FILE_BYTES))
    with path.open("rb") as stream:
        kind = kind_of(stream.read(_OPENING_BYTES), name)
    if kind is None or kind != "text":
        raise not_readable("file_other_kind", name, kind=str(kind or "ZIP"))


def encoding_of(path: Path, name: str) -> str:
    """The byte order mark's, else UTF-8 where every byte fits, else cp932 where every byte fits; else refused."""
    with path.open("rb") as stream:
        opening = stream.read(4)
    for mark, encoding in _MARKS:
        if opening.startswith(mark):
            if _fits(path, encoding):
                return encoding
            raise not_readable("text_encoding_unknown", name, encoding=encoding.upper())
    for encoding in ("utf-8", "cp932"):
        if _fits(path, encoding):
            return encoding
    raise not_readable("text_encoding_unknown", name, encoding="UTF-8, Shift_JIS")


def _fits(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
