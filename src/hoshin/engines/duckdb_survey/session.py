"""One DuckDB connection for one estimation: bounded memory and threads, its own temporary folder, stopped by Ctrl-C.

Nothing of the answers is written but what DuckDB spills into that folder, which is removed at the end.
"""
# ruff: noqa: S608 names are quoted and values made literals in columns.py

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from hoshin.engines.duckdb_survey.columns import Column, column_of, text

Progress = Callable[[float], None]
"""Called with the share of the answers that has been read, 0 to 1."""

_LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Resources:
    """What an estimation may use. `threads` None: all processors. `folder` None: the system's temporary folder."""

    threads: int | None = None
    memory: str = "1GB"
    folder: Path | None = None


DEFAULT_RESOURCES = Resources()


@dataclass
class Session:
    """A connection with the answers in it, under the name `source` as SQL knows them."""

    connection: duckdb.DuckDBPyConnection
    source: str
    progress: Progress | None = None

    def table(self, sql: str) -> pa.Table:
        """The whole result of one statement. Ctrl-C stops the statement, not only the waiting for it."""
        found: list[pa.Table] = []
        failed: list[duckdb.Error] = []
        runner = threading.Thread(target=self._run, args=(sql, found, failed), daemon=True)
        runner.start()
        try:
            self._wait(runner)
        finally:
            if runner.is_alive():
                self.connection.interrupt()
                runner.join()
        if failed:
            raise failed[0]
        return found[0]

    def _run(self, sql: str, found: list[pa.Table], failed: list[duckdb.Error]) -> None:
        try:
            found.append(self.connection.sql(sql).to_arrow_table())
        except duckdb.Error as error:
            failed.append(error)

    def _wait(self, runner: threading.Thread) -> None:
        while runner.is_alive():
            runner.join(_LOOK_EVERY_SECONDS)
            if self.progress is not None and runner.is_alive():
                done = float(self.connection.query_progress())
                if done >= 0:
                    self.progress(min(done / 100.0, 1.0))

    def columns(self) -> dict[str, Column]:
        """The columns of the answers by name, in their order."""
        described = self.table(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {self.source})")
        names, types = described.column(0).to_pylist(), described.column(1).to_pylist()
        return {name: column_of(name, kind) for name, kind in zip(names, types, strict=True)}


@contextmanager
def session(answers: Path | pa.Table, resources: Resources, progress: Progress | None = None) -> Iterator[Session]:
    """Opens the answers; closes the connection and removes the temporary folder in any case."""
    with tempfile.TemporaryDirectory(prefix="hoshin-", dir=resources.folder, ignore_cleanup_errors=True) as folder:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": resources.memory,
            "temp_directory": folder,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        if resources.threads is not None:
            config["threads"] = resources.threads
        connection = duckdb.connect(config=config)
        try:
            if progress is not None:
                connection.execute("SET enable_progress_bar = true")
                connection.execute("SET enable_progress_bar_print = false")
            yield Session(connection, _source(connection, answers), progress)
        finally:
            connection.close()


def _source(connection: duckdb.DuckDBPyConnection, answers: Path | pa.Table) -> str:
    if isinstance(answers, pa.Table):
        connection.register("answers", answers)
        return "answers"
    place = text(str(answers))
    if answers.suffix.lower() in (".csv", ".tsv", ".txt"):
        return f"read_csv({place}, all_varchar = true, header = true)"
    return f"read_parquet({place})"
