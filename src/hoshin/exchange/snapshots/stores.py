"""Where snapshots are kept: a folder on this machine, or a bucket of an S3-compatible object store.

Both promise the same. A snapshot appears whole or not at all (the manifest comes last, or the folder is renamed into
place), is never overwritten, and is handed out as a local folder to be checked and read.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyarrow import fs

from hoshin.exchange.snapshots.manifest import MANIFEST

_HASH = re.compile(r"[0-9a-f]{64}")
_SLICE = 1 << 20


class StoreError(RuntimeError):
    """The store cannot be reached or written; nothing was kept. The message is the store's own, without keys."""


class SnapshotStore(Protocol):
    """What writing and opening need of a store."""

    def staging(self) -> AbstractContextManager[Path]:
        """An empty local folder to prepare a snapshot in; it vanishes unless kept."""

    def keep(self, snapshot: str, staged: Path) -> None:
        """Make the staged files the snapshot of this name, durably. A name that is there already stays as it is."""

    def fetch(self, snapshot: str) -> AbstractContextManager[Path]:
        """A local folder that holds the snapshot's files as they are now; without the manifest when it is not kept."""

    def kept(self) -> Iterator[str]:
        """The names of all snapshots, sorted."""


def is_snapshot_name(name: str) -> bool:
    """Whether this can be a snapshot's name: 64 lower-case hexadecimal figures."""
    return _HASH.fullmatch(name) is not None


def _part(snapshot: str) -> str:
    if not is_snapshot_name(snapshot):
        raise ValueError("a snapshot's name is its hash")
    return f"{snapshot[:2]}/{snapshot}"


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder, open to this user alone."""

    root: Path

    @contextmanager
    def staging(self) -> Iterator[Path]:
        with _told():
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            staged = Path(tempfile.mkdtemp(prefix=".staged-", dir=self.root))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def keep(self, snapshot: str, staged: Path) -> None:
        final = self.root / _part(snapshot)
        if final.exists():
            return
        with _told():
            final.parent.mkdir(mode=0o700, exist_ok=True)
            for file in staged.iterdir():
                file.chmod(0o600)
                _sync(file)
            _sync(staged)
            try:
                staged.rename(final)
            except OSError:
                if not final.exists():
                    raise
            _sync(final.parent)
            _sync(self.root)

    @contextmanager
    def fetch(self, snapshot: str) -> Iterator[Path]:
        yield self.root / _part(snapshot)

    def kept(self) -> Iterator[str]:
        return iter(sorted(p.name for p in self.root.glob("??/*") if is_snapshot_name(p.name)))


def _sync(path: Path) -> None:
    """What was written survives a power cut only once the file, and the folder that names it, reached the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told() -> Iterator[None]:
    """A failure of the store becomes one sentence without paths: requests and keys never reach a page or a log."""
    try:
        yield
    except OSError as wrong:
        raise StoreError(wrong.strerror or str(wrong).partition("\n")[0][:300]) from wrong


@dataclass(frozen=True, slots=True)
class BucketStore:
    """A prefix of a bucket. Objects are written once; the manifest is written last and makes the snapshot exist."""

    files: fs.FileSystem
    prefix: str

    @contextmanager
    def staging(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="hoshin-snapshot-") as staged:
            yield Path(staged)

    def keep(self, snapshot: str, staged: Path) -> None:
        folder = f"{self.prefix}/{_part(snapshot)}"
        with _told():
            if self._exists(f"{folder}/{MANIFEST}"):
                return
            names = sorted((p.name for p in staged.iterdir()), key=lambda name: (name == MANIFEST, name))
            for name in names:
                with (staged / name).open("rb") as source, self.files.open_output_stream(f"{folder}/{name}") as target:
                    shutil.copyfileobj(source, target, _SLICE)

    @contextmanager
    def fetch(self, snapshot: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="hoshin-snapshot-") as local:
            with _told():
                for info in self._listed(f"{self.prefix}/{_part(snapshot)}"):
                    if info.type == fs.FileType.File:
                        with (
                            self.files.open_input_stream(info.path) as source,
                            (Path(local) / info.base_name).open("wb") as target,
                        ):
                            shutil.copyfileobj(source, target, _SLICE)
            yield Path(local)

    def kept(self) -> Iterator[str]:
        with _told():
            found = [
                Path(i.path).parent.name
                for i in self._listed(self.prefix, recursive=True)
                if i.type == fs.FileType.File and i.base_name == MANIFEST
            ]
        return iter(sorted(name for name in found if is_snapshot_name(name)))

    def _exists(self, path: str) -> bool:
        return bool(self.files.get_file_info(path).type == fs.FileType.File)

    def _listed(self, folder: str, *, recursive: bool = False) -> list[fs.FileInfo]:
        selected = fs.FileSelector(folder, recursive=recursive, allow_not_found=True)
        listed: list[fs.FileInfo] = self.files.get_file_info(selected)
        return listed


@dataclass(frozen=True, slots=True)
class ObjectStoreAccess:
    """How an S3-compatible store is reached. Empty keys: the machine's own identity is asked for them."""

    endpoint: str = ""
    region: str = ""
    access_key: str = ""
    secret_key: str = ""


def store_at(address: str, folder: Path, access: ObjectStoreAccess | None = None) -> SnapshotStore:
    """The store of an address: `s3://bucket/prefix`, or else `folder`, to which a relative path belongs.

    >>> store_at("evidence", Path("/srv/hoshin"))
    FolderStore(root=PosixPath('/srv/hoshin/evidence'))
    """
    if not address.startswith("s3://"):
        return FolderStore(folder / address)
    access = access or ObjectStoreAccess()
    scheme, _, host = access.endpoint.rpartition("://")
    files = fs.S3FileSystem(
        access_key=access.access_key or None,
        secret_key=access.secret_key or None,
        region=access.region or None,
        scheme=scheme or "https",
        endpoint_override=host or None,
        background_writes=False,
        request_timeout=30,
        connect_timeout=10,
    )
    return BucketStore(files, address.removeprefix("s3://").strip("/"))
