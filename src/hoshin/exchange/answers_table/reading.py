"""The one door: a path to a table of answers whose columns and types are known, read row by row.

A column of a CSV file is one of numbers when every cell that is not empty is a number as people write it (`007` is a
code, not seven). Then 1, 1.0 and "1" are one category, and domains are written as numbers. An empty cell and `NA` (R's
mark) are no answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from hoshin.core.problems.record import Problem
from hoshin.exchange.answers_table.csv_file import CsvTable, csv_table
from hoshin.exchange.guard.refusal import not_readable

_PARQUET_MARK = b"PAR1"
_BATCH_ROWS = 50_000
_OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"SQLite format 3\x00")

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """A table of answers on the disk. `numeric` names the columns whose categories are numbers."""

    path: Path
    columns: tuple[str, ...]
    numeric: frozenset[str]
    problems: tuple[Problem, ...] = ()
    csv: CsvTable | None = None

    def rows(self) -> Iterator[Row]:
        """The answers in their order, one at a time."""
        if self.csv is not None:
            yield from self.csv.rows()
            return
        with _parquet(self.path) as file:
            for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=list(self.columns)):
                yield from batch.to_pylist()

    def as_parquet(self, folder: Path) -> Path:
        """The path of the same table as Parquet: the file itself, or a copy written batch by batch in `folder`."""
        if self.csv is None:
            return self.path
        target = folder / "answers.parquet"
        schema = self.csv.schema()
        with pq.ParquetWriter(target, schema) as writer:
            for rows in _batches(self.csv.rows()):
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        return target


def open_answers_table(path: Path) -> AnswersFile:
    """The table at `path`. Raises `UnreadableFileError` for a file that is missing, empty, broken or no such table."""
    name = path.name
    head = _head(path)
    if not head:
        raise not_readable("file_empty", name)
    if head.startswith(_PARQUET_MARK):
        return _parquet_table(path)
    if head.startswith(_OTHER_KINDS):
        raise not_readable("answers_kind_unknown", name)
    table = csv_table(path)
    return AnswersFile(path, table.columns, table.numeric, table.problems, table)


def _head(path: Path) -> bytes:
    """The first bytes; what the system says of a file that cannot be opened becomes its sentence."""
    name = path.name
    try:
        with path.open("rb") as file:
            return file.read(16)
    except FileNotFoundError as error:
        raise not_readable("file_missing", name) from error
    except IsADirectoryError as error:
        raise not_readable("file_is_directory", name) from error
    except PermissionError as error:
        raise not_readable("file_no_permission", name) from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "name"
        raise not_readable("file_not_loadable", name, reason=reason) from error


@contextmanager
def _parquet(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise not_readable("file_broken", path.name, reason="Parquet") from error


def _parquet_table(path: Path) -> AnswersFile:
    with _parquet(path) as file:
        fields = [field for field in file.schema_arrow if not pa.types.is_nested(field.type)]
    numeric = frozenset(field.name for field in fields if _is_number(field.type))
    names = [field.name for field in fields]
    for name in names:
        if names.count(name) > 1:
            raise not_readable("answers_column_repeated", path.name, column=name)
    return AnswersFile(path, tuple(names), numeric)


def _is_number(kind: pa.DataType) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        return _is_number(kind.value_type)
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind) or types.is_boolean(kind))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH_ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
