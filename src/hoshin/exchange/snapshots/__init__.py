"""Frozen records: tables as Parquet under a manifest, named by the hash of their content, never overwritten."""

from hoshin.exchange.snapshots.opening import OpenedSnapshot, OpenedTable, SnapshotAlteredError, open_snapshot
from hoshin.exchange.snapshots.stores import (
    FolderStore,
    ObjectStoreAccess,
    SnapshotStore,
    StoreError,
    is_snapshot_name,
    store_at,
)
from hoshin.exchange.snapshots.table import Column, NotATableError, Table
from hoshin.exchange.snapshots.writing import SnapshotOrigin, StagedSnapshot, staged_snapshot, write_snapshot

__all__ = [
    "Column",
    "FolderStore",
    "NotATableError",
    "ObjectStoreAccess",
    "OpenedSnapshot",
    "OpenedTable",
    "SnapshotAlteredError",
    "SnapshotOrigin",
    "SnapshotStore",
    "StagedSnapshot",
    "StoreError",
    "Table",
    "is_snapshot_name",
    "open_snapshot",
    "staged_snapshot",
    "store_at",
    "write_snapshot",
]
