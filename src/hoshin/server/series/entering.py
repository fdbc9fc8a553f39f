"""From what a person pasted, typed or uploaded to figures with their problems; nothing is stored here."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from hoshin.core.problems.record import Problem
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.tables import TableReading, TableStanding, read_table
from hoshin.core.series.typed import DashMeans, State
from hoshin.exchange.answers_csv.limits import MAX_FILE_BYTES
from hoshin.exchange.crime_csv.counting import Wanted, count_crimes
from hoshin.exchange.crime_csv.figures import absent_code, crime_figures
from hoshin.exchange.series_tables.grids import Grid, grid_of_file, grid_of_text
from hoshin.server.series.actions.importing import Incoming

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Choices:
    """What must be chosen before a file can be read: an encoding or a sheet. Empty when it was read."""

    readings: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.readings or self.sheets)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one form gave."""

    text: str = ""
    file: UploadedFile | None = None
    published_on: date = date.min
    state: State = "final"
    dash: DashMeans | None = None
    encoding: str | None = None
    sheet: str | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class CrimeEntry:
    """What the form for crime files gave. `code` has five digits."""

    file: UploadedFile
    code: str
    year: int
    published_on: date
    state: State
    methods: frozenset[str] = field(default_factory=frozenset)
    by_town: bool = False


def table_from(entry: Entry, definition: SeriesDefinition) -> tuple[Incoming, Choices]:
    """The figures of a paste or a file. Raises `UnreadableFileError` for a file that is no table."""
    if entry.file is None:
        return _incoming("pasted", grid_of_text(entry.text), entry, definition), Choices()
    name = PurePath(entry.file.name or "table").name
    data = entry.file.read(MAX_FILE_BYTES + 1)
    opened = grid_of_file(data, name, encoding=entry.encoding, sheet=entry.sheet)
    choices = Choices(opened.readings, opened.sheets if not opened.grid else ())
    found = _incoming("file", opened.grid, entry, definition)
    report = {"encoding": opened.encoding, "sheet": opened.sheet}
    return replace(found, file=name, sha256=hashlib.sha256(data).hexdigest(), report=report), choices


def one_figure(period: str, area: str, value: str, entry: Entry, definition: SeriesDefinition) -> Incoming:
    """A single figure typed into its own fields."""
    grid = (("期間", "地域", "値"), (period, area, value))
    return _incoming("entered", grid, entry, definition)


def _incoming(way: str, grid: Grid, entry: Entry, definition: SeriesDefinition) -> Incoming:
    standing = TableStanding(entry.published_on, entry.state, entry.dash)
    read = read_table(grid, definition, standing)
    problems = _accepted(read) if entry.accepted else read.problems
    return Incoming(way, read.figures, problems)


def _accepted(read: TableReading) -> tuple[Problem, ...]:
    """A person has seen that a printed total differs: it stands as a note. A 「-」 still needs its meaning."""
    return tuple(replace(p, severity="note") if p.code == "series_total_differs" else p for p in read.problems)


def crimes_from(entry: CrimeEntry, definition: SeriesDefinition) -> Incoming:
    """The figures of a crime file. Raises `UnreadableFileError` for what is none."""
    name = PurePath(entry.file.name or "crimes.csv").name
    wanted = Wanted(frozenset({entry.code}), entry.methods, entry.year)
    with _on_disk(entry.file) as (path, sha256):
        counts = count_crimes(path, name, wanted)
    read = crime_figures(
        counts,
        definition,
        year=entry.year,
        published_on=entry.published_on,
        state=entry.state,
        by_town=entry.by_town,
    )
    absent = absent_code(counts, entry.code)
    problems = read.problems if absent is None else (absent, *read.problems)
    report: dict[str, Any] = {
        "encoding": counts.encoding,
        "lines": counts.lines,
        "placed": counts.placed,
        "elsewhere": counts.elsewhere,
        "other_methods": counts.other_methods,
        "unplaced": sum(counts.unplaced.values()),
        "methods": dict(counts.by_method.most_common(20)),
        "municipality": counts.names.get(entry.code, ""),
    }
    return Incoming("crime", read.figures, problems, name, sha256, report)


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[tuple[Path, str]]:
    """The upload as a file that can be read twice, and its hash; memory stays flat."""
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(prefix="hoshin-crimes-") as kept:
        for piece in file.chunks(_PIECE):
            digest.update(piece)
            kept.write(piece)
        kept.flush()
        yield Path(kept.name), digest.hexdigest()


def year_in_name(name: str) -> int | None:
    """The year that a file's name tells: 「osaka_2024zitensyatou.csv」.

    >>> year_in_name("osaka_2024zitensyatou.csv"), year_in_name("hittakuri.csv")
    (2024, None)
    """
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
    return int(found[1]) if found else None
