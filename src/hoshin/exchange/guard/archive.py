"""A ZIP archive's table of contents, checked before anything is unpacked, and what kind of document it announces."""

import io
import struct
import zipfile
from dataclasses import dataclass

from hoshin.exchange.guard import limits
from hoshin.exchange.guard.kinds import Kind
from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused

_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED_FLAG = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FOLDERS: tuple[tuple[str, Kind], ...] = (("xl/", Kind.XLSX), ("word/", Kind.DOCX), ("ppt/", Kind.PPTX))
_OTHER_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "Excel xlsb"),
    ("Index/Document.iwa", "Apple iWork"),
    ("Index.zip", "Apple iWork"),
    ("META-INF/container.xml", "EPUB"),
    ("content.xml", "OpenDocument"),
    ("META-INF/MANIFEST.MF", "Java"),
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP whose table of contents was found harmless."""

    kind: Kind
    names: frozenset[str]
    has_macros: bool


def check_archive(data: bytes, name: str, max_part_bytes: int = limits.MAX_PART_BYTES) -> Archive:
    """The archive's kind, or `UnreadableFileError` when it is broken, encrypted, dangerous or no document."""
    _check_directory_size(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = opened.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, EOFError, NotImplementedError, IndexError) as error:
        raise not_readable("file_broken", name, reason="ZIP") from error
    _check_entries(data, entries, name, max_part_bytes)
    names = frozenset(entry.filename for entry in entries)
    has_macros = any(n.lower().endswith("vbaproject.bin") for n in names)
    return Archive(_kind(names, name), names, has_macros)


def _check_directory_size(data: bytes, name: str) -> None:
    """Reads the end record by hand, because `zipfile` builds every entry before anyone can count them."""
    at = data.rfind(_END_RECORD, max(0, len(data) - _END_RECORD_BYTES - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_RECORD_BYTES:
        raise not_readable("file_broken", name, reason="ZIP")
    entries, directory_bytes = struct.unpack_from("<HI", data, at + 10)
    if directory_bytes > limits.MAX_DIRECTORY_BYTES or entries > limits.MAX_ARCHIVE_ENTRIES:
        raise refused("archive_too_many_entries", name, size=f"{entries:,}", limit=f"{limits.MAX_ARCHIVE_ENTRIES:,}")


def _check_entries(data: bytes, entries: list[zipfile.ZipInfo], name: str, max_part_bytes: int) -> None:
    if len(entries) > limits.MAX_ARCHIVE_ENTRIES:
        raise refused(
            "archive_too_many_entries", name, size=f"{len(entries):,}", limit=f"{limits.MAX_ARCHIVE_ENTRIES:,}"
        )
    seen: set[str] = set()
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise refused("file_encrypted", name)
        _check_entry(entry, name, max_part_bytes)
        if entry.filename.lower() in seen:
            raise refused("archive_suspicious", name, reason=f"“{entry.filename[:80]}” ×2")
        seen.add(entry.filename.lower())
    total = sum(entry.file_size for entry in entries)
    if total > limits.MAX_UNPACKED_BYTES:
        raise _too_large(name, "*", total, limits.MAX_UNPACKED_BYTES)
    if sum(entry.compress_size for entry in entries) > len(data):
        raise refused("archive_suspicious", name, reason="overlapping parts")


def _check_entry(entry: zipfile.ZipInfo, name: str, max_part_bytes: int) -> None:
    path = entry.filename
    if path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/") or "\0" in path or ":" in path[:3]:
        raise refused("archive_suspicious", name, reason=f"path “{path[:80]}”")
    if entry.compress_type not in _METHODS:
        raise refused("archive_suspicious", name, reason=f"compression {entry.compress_type}")
    is_xml = path.lower().endswith((".xml", ".rels", ".vml"))
    if is_xml and entry.file_size > max_part_bytes:
        raise _too_large(name, path, entry.file_size, max_part_bytes)
    packed = max(entry.compress_size, 1)
    if is_xml and entry.file_size > limits.RATIO_APPLIES_FROM and entry.file_size / packed > limits.MAX_RATIO:
        raise _too_large(name, path, entry.file_size, limits.MAX_RATIO * packed)


def _too_large(name: str, part: str, size: int, limit: int) -> UnreadableFileError:
    return refused("archive_unpacks_too_large", name, part=part[:80], size=megabytes(size), limit=megabytes(limit))


def megabytes(size: int) -> str:
    """A size as people read it.

    >>> megabytes(3 * 1024 * 1024)
    '3.0 MB'
    """
    return f"{size / limits.MEBIBYTE:,.1f} MB"


def _kind(names: frozenset[str], name: str) -> Kind:
    for part, said in _OTHER_ARCHIVES:
        if part in names:
            raise not_readable("file_other_kind", name, kind=said)
    found = [kind for folder, kind in _FOLDERS if any(n.startswith(folder) for n in names)]
    if len(found) > 1:
        raise refused("archive_suspicious", name, reason=" + ".join(found))
    if found and "[Content_Types].xml" in names:
        return found[0]
    raise not_readable("file_other_kind", name, kind="ZIP")
