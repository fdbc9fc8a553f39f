"""Freezing tables: Parquet files and a manifest, kept under the hash of what they hold."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hoshin.core.measurement.record import EvidenceKind, MeasuredPeriod
from hoshin.core.problems.record import Problem
from hoshin.exchange.snapshots.manifest import FORMAT, MANIFEST, canonical, content_hash
from hoshin.exchange.snapshots.opening import OpenedSnapshot, opened_in
from hoshin.exchange.snapshots.parquet import sha256_of, write_parquet
from hoshin.exchange.snapshots.stores import SnapshotStore
from hoshin.exchange.snapshots.table import NotATableError, Table
from hoshin.version import VERSION

_TABLE_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


@dataclass(frozen=True, slots=True)
class SnapshotOrigin:
    """Where frozen records come from. `made_by` names a post, never a person; `replaces` what this corrects.

    `source` describes the source as it was when its period was closed (`id`, `title`, `population`,
    `population_words`, `instrument`), `definition` whatever its kind needs to compute from the records.
    """

    kind: EvidenceKind
    source: Mapping[str, Any]
    period: MeasuredPeriod
    made_at: datetime
    made_by: str
    definition: Mapping[str, Any] = field(default_factory=dict)
    replaces: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StagedSnapshot:
    """A snapshot that is ready and readable, but kept only once `keep` is called."""

    store: SnapshotStore
    folder: Path
    opened: OpenedSnapshot

    def keep(self) -> str:
        """Make it durable and return its name."""
        self.store.keep(self.opened.name, self.folder)
        return self.opened.name


@contextmanager
def staged_snapshot(
    store: SnapshotStore, tables: Mapping[str, Table], origin: SnapshotOrigin
) -> Iterator[StagedSnapshot]:
    """Freeze the tables aside, so that figures can be tried before anything is kept. Raises `NotATableError`."""
    problems = _faults(tables)
    if problems:
        raise NotATableError(*problems)
    with store.staging() as staged:
        manifest = _manifest(origin, {name: _written(table, name, staged) for name, table in sorted(tables.items())})
        (staged / MANIFEST).write_bytes(canonical(manifest))
        yield StagedSnapshot(store, staged, opened_in(staged, content_hash(manifest)))


def write_snapshot(store: SnapshotStore, tables: Mapping[str, Table], origin: SnapshotOrigin) -> str:
    """Freeze the tables and return the snapshot's name. Raises `NotATableError` before anything is kept."""
    with staged_snapshot(store, tables, origin) as staged:
        return staged.keep()


def _faults(tables: Mapping[str, Table]) -> list[Problem]:
    problems = [] if tables else [Problem("snapshot_no_tables", severity="error")]
    for name, table in tables.items():
        if not _TABLE_NAME.fullmatch(name):
            problems.append(Problem("snapshot_table_name", found=name[:60], severity="error"))
        try:
            table.check()
        except NotATableError as refused:
            problems += refused.problems
    return problems


def _written(table: Table, name: str, staged: Path) -> dict[str, Any]:
    path = staged / f"{name}.parquet"
    arrow = table.arrow()
    write_parquet(arrow, path)
    return {
        "file": path.name,
        "sha256": sha256_of(path),
        "bytes": path.stat().st_size,
        "rows": arrow.num_rows,
        "columns": [{"name": c.name, "kind": c.kind} for c in table.columns],
    }


def _manifest(origin: SnapshotOrigin, tables: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "kind": origin.kind,
        "source": dict(origin.source),
        "period": {
            "first": origin.period.first.isoformat(),
            "last": origin.period.last.isoformat(),
            "fiscal_year": origin.period.fiscal_year,
        },
        "definition": dict(origin.definition),
        "tables": dict(tables),
        "made_at": origin.made_at.isoformat(),
        "made_by": origin.made_by,
        "replaces": origin.replaces,
        "reason": origin.reason,
        "hoshin_version": VERSION,
    }
