"""Attached photos and PDFs: what may be attached, told by the first bytes and never by the name, and where it lies.

The bytes lie in the data folder under their hash, outside the static files and apart from the originals of plans: they
are erased when their entries grow old.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from hoshin.core.problems.record import Problem
from hoshin.server.plans.originals import Original

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5
_STARTS = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-"}
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"hevc")


def kind_of(data: bytes) -> str | None:
    """Which kind of file these bytes are, or None for one that is not taken.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<svg onload=...>")
    ('pdf', None)
    """
    for kind, start in _STARTS.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS else None


def check_files(files: Sequence[Original], already: int = 0) -> list[Problem]:
    """Everything that keeps these files from being attached, all at once."""
    problems = []
    if len(files) + already > MOST_FILES:
        problems.append(Problem("attachments_too_many", severity="error", values={"limit": str(MOST_FILES)}))
    for file in files:
        if len(file.data) > MOST_BYTES:
            limit = {"limit": str(MOST_BYTES // 1024 // 1024)}
            problems.append(Problem("attachment_too_large", found=file.shown_name, severity="error", values=limit))
        elif kind_of(file.data) is None:
            problems.append(Problem("attachment_kind_refused", found=file.shown_name, severity="error"))
    return problems


def path_of(sha256: str) -> Path:
    """Where the bytes of this hash lie."""
    assert len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"), sha256
    return Path(settings.DATA_DIRECTORY) / "attachments" / sha256[:2] / sha256


def keep(file: Original) -> None:
    """Write the bytes once, whole and synced, before the row that names them is committed."""
    path = path_of(file.sha256)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(file.data)
        opened.flush()
        os.fsync(opened.fileno())
    aside.replace(path)


def forget(sha256: str) -> None:
    """Remove the bytes, once no row names them."""
    path_of(sha256).unlink(missing_ok=True)
