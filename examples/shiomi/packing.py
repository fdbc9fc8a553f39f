"""Office files that are the same bytes each time: their ZIP entries carry one fixed date."""

import io
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP entry can name."""


def write_fixed(package: bytes, path: Path) -> None:
    """Write an Office package with every entry dated `EPOCH`, in its own order."""
    with zipfile.ZipFile(io.BytesIO(package)) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in given.infolist():
            fixed = zipfile.ZipInfo(entry.filename, EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            kept.writestr(fixed, given.read(entry))
