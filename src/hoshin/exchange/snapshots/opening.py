"""Opening a snapshot: every byte is checked against its name before anything is read from it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.problems.record import Problem
from hoshin.exchange.snapshots.manifest import FORMAT, KEYS, MANIFEST
from hoshin.exchange.snapshots.parquet import read_rows, sha256_of
from hoshin.exchange.snapshots.stores import SnapshotStore


class SnapshotAlteredError(ValueError):
    """The snapshot is not what its name says; `problems` names every altered, missing and added file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.code} {p.found or ''}" for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A table of an opened snapshot, on this machine while the snapshot is open."""

    path: Path

    def records(self) -> list[dict[str, Any]]:
        """Every row by column name."""
        return read_rows(self.path)

    def arrow(self) -> pa.Table:
        """The table in Arrow's columns."""
        return pq.read_table(self.path)

    def parquet(self) -> Path:
        """The Parquet file, for engines that scan it."""
        return self.path


@dataclass(frozen=True, slots=True)
class OpenedSnapshot:
    """A snapshot whose every byte was checked."""

    name: str
    manifest: Mapping[str, Any]
    tables: Mapping[str, OpenedTable]

    @property
    def period(self) -> MeasuredPeriod:
        """The period that it was closed for."""
        written = self.manifest["period"]
        first, last = (date.fromisoformat(written[key]) for key in ("first", "last"))
        return MeasuredPeriod(first, last, written["fiscal_year"])


@contextmanager
def open_snapshot(store: SnapshotStore, name: str) -> Iterator[OpenedSnapshot]:
    """Check the snapshot and hand it out; `SnapshotAlteredError` names everything that is wrong with it."""
    with store.fetch(name) as folder:
        yield opened_in(folder, name)


def opened_in(folder: Path, name: str) -> OpenedSnapshot:
    """The snapshot that lies in a folder of this machine, every byte checked."""
    manifest, problems = _checked_manifest(folder, name)
    problems += _faulty_files(folder, manifest, name)
    if problems:
        raise SnapshotAlteredError(*problems)
    tables = {key: OpenedTable(folder / table["file"]) for key, table in manifest["tables"].items()}
    return OpenedSnapshot(name, manifest, tables)


def _checked_manifest(folder: Path, name: str) -> tuple[dict[str, Any], list[Problem]]:
    path = folder / MANIFEST
    if not _is_plain(path):
        code = "snapshot_file_missing" if folder.is_dir() else "snapshot_missing"
        return {}, [_fault(code, MANIFEST if folder.is_dir() else name[:12], name)]
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != name:
        return {}, [_fault("snapshot_file_altered", MANIFEST, name)]
    manifest = json.loads(content)
    if manifest.get("format") != FORMAT or set(manifest) != KEYS:
        return {}, [_fault("snapshot_other_format", str(manifest.get("format")), name)]
    return manifest, []


def _faulty_files(folder: Path, manifest: Mapping[str, Any], name: str) -> list[Problem]:
    """The manifest is trusted here: its own hash is the snapshot's name. Without it nothing more can be said."""
    if not manifest:
        return []
    named = {table["file"]: table["sha256"] for table in manifest["tables"].values()}
    problems = []
    for file, expected in sorted(named.items()):
        if not _is_plain(folder / file):
            problems.append(_fault("snapshot_file_missing", file, name))
        elif sha256_of(folder / file) != expected:
            problems.append(_fault("snapshot_file_altered", file, name))
    extra = {p.name for p in folder.iterdir()} - named.keys() - {MANIFEST}
    return problems + [_fault("snapshot_file_extra", file, name) for file in sorted(extra)]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _fault(code: str, file: str, name: str) -> Problem:
    return Problem(code, found=file, severity="error", values={"snapshot": name[:12]})
