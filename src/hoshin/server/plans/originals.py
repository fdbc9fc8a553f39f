"""The bytes of imported documents, kept in the data folder under their hash and given out only by a view that asks."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was given: its name without folders, and its bytes."""

    name: str
    data: bytes

    @property
    def shown_name(self) -> str:
        """Its name as any database takes it; what is not a character (a file system may hold any bytes) becomes `?`."""
        return self.name.encode("utf-8", "replace").decode()[:255]

    @property
    def sha256(self) -> str:
        """The name under which it is kept."""
        return hashlib.sha256(self.data).hexdigest()


def keep(original: Original) -> None:
    """Write the bytes once, whole and synced, before the row that names them is committed."""
    path = path_of(original.sha256)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(original.data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def path_of(sha256: str) -> Path:
    """Where the bytes of this hash lie."""
    assert len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"), sha256
    return Path(settings.ORIGINALS_DIRECTORY) / sha256[:2] / sha256
