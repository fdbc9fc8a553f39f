"""Tables as Parquet with fixed options: the same records give the same bytes under the same version of pyarrow."""

import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_IN_GROUP = 131_072


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table to a new file."""
    pq.write_table(
        table,
        path,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        data_page_version="1.0",
        row_group_size=ROWS_IN_GROUP,
        store_schema=False,
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Every row by column name, as written."""
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
