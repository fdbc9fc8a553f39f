"""What a file is, told from its bytes; the suffix is only a hint where bytes cannot tell."""

import re
from enum import StrEnum
from pathlib import PurePath

from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused


class Kind(StrEnum):
    """The formats that a plan is read from."""

    TEXT = "text"
    XLSX = "xlsx"
    DOCX = "docx"
    PPTX = "pptx"
    PDF = "pdf"


SUFFIXES: dict[Kind, frozenset[str]] = {
    Kind.TEXT: frozenset({".txt", ".md", ".markdown", ".text", ".csv", ".tsv", ""}),
    Kind.XLSX: frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    Kind.DOCX: frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    Kind.PPTX: frozenset({".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"}),
    Kind.PDF: frozenset({".pdf"}),
}

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"RIFF", "RIFF"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"MZ", "Windows program"),
    (b"\x7fELF", "Linux program"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"%!PS", "PostScript"),
)
_NAMED_BY_SUFFIX = {".xdw": "DocuWorks", ".xbd": "DocuWorks", ".jtd": "一太郎", ".jtdc": "一太郎", ".key": "Keynote"}
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("WordDocument", "Word 97-2003 (.doc)", "docx"),
    ("PowerPoint Document", "PowerPoint 97-2003 (.ppt)", "pptx"),
    ("Workbook", "Excel 97-2003 (.xls)", "xlsx"),
    ("Book", "Excel 5.0/95 (.xls)", "xlsx"),
)
_PDF_SEARCH_BYTES = 1024
_OPENING_BYTES = 512


def kind_of(data: bytes, name: str) -> Kind | None:
    """The format of these bytes; None for a ZIP archive, whose contents must say.

    Raises `UnreadableFileError` for what is recognised and is not a plan's format. Bytes that nothing claims are
    text, if they have no NUL outside of UTF-16; the text reader decides about their encoding.
    """
    if not data:
        raise not_readable("file_empty", name)
    if data.startswith(ZIP_MAGICS):
        return None
    if data.startswith(OLE_MAGIC):
        raise _ole(data, name)
    if b"%PDF-" in data[:_PDF_SEARCH_BYTES]:
        return Kind.PDF
    stranger = _stranger(data, name)
    if stranger:
        raise not_readable("file_other_kind", name, kind=stranger)
    return Kind.TEXT


def suffix_agrees(kind: Kind, name: str) -> bool:
    """Whether the end of the name says the same as the content."""
    return PurePath(name).suffix.lower() in SUFFIXES[kind]


def _stranger(data: bytes, name: str) -> str | None:
    for magic, said in _MAGICS:
        if data.startswith(magic) and not (len(magic) < 3 and _mostly_text(data)):
            return said
    suffix = PurePath(name).suffix.lower()
    if suffix in _NAMED_BY_SUFFIX and not _mostly_text(data):
        return _NAMED_BY_SUFFIX[suffix]
    opening = data[:_OPENING_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"<!doctype html|<html\b", opening):
        return "HTML"
    if opening.startswith(b"<?xml"):
        return "XML"
    if not _mostly_text(data):
        return "binary"
    return None


def _mostly_text(data: bytes) -> bool:
    """No NUL in the opening, UTF-16 apart: text never has one, binary formats nearly always."""
    opening = data[: 8 * _OPENING_BYTES]
    return opening.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in opening


def _ole(data: bytes, name: str) -> UnreadableFileError:
    """Word for an OLE container: a password's wrapper, an old Office file, or something else."""
    if _holds_stream(data, "EncryptedPackage"):
        return refused("file_encrypted", name)
    for stream, kind, proposed in _OLE_STREAMS:
        if _holds_stream(data, stream):
            return not_readable("file_old_office", name, kind=kind, proposed=proposed)
    kind = _NAMED_BY_SUFFIX.get(PurePath(name).suffix.lower(), "OLE (Microsoft compound file)")
    return not_readable("file_other_kind", name, kind=kind)


def _holds_stream(data: bytes, stream: str) -> bool:
    """Whether a directory entry has this name: UTF-16, ended by a NUL character."""
    return (stream + "\0").encode("utf-16-le") in data
