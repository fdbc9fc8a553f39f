"""The one door for files of answers: told apart by their bytes, checked, and read in a process of its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from hoshin.exchange.answers_csv import limits
from hoshin.exchange.answers_csv.table import Row
from hoshin.exchange.guard.archive import check_archive, megabytes
from hoshin.exchange.guard.fence import run_fenced_lines
from hoshin.exchange.guard.kinds import Kind, kind_of
from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused

_WORKER = "hoshin.exchange.workers.answers"
_KINDS = {Kind.TEXT, Kind.XLSX}


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file that was opened: how it was read, or what a person must say before it can be.

    `readings`: encodings to choose from, each with how it would read. `sheets`: sheets to choose from.
    """

    name: str
    encoding: str | None = None
    sheet: str | None = None
    readings: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    rows: Iterator[Row] = field(default_factory=lambda: iter(()))


def open_answers(data: bytes, name: str, *, encoding: str | None = None, sheet: str | None = None) -> AnswerFile:
    """The file's rows, to be taken one by one; the first is the heading.

    Raises `UnreadableFileError` for a file that is empty, too large, broken, encrypted, dangerous or no table.
    """
    try:
        return _opened(data, name, encoding, sheet)
    except UnreadableFileError as error:
        raise _reworded(error, name) from error


def _opened(data: bytes, name: str, encoding: str | None, sheet: str | None) -> AnswerFile:
    _check(data, name)
    wish = json.dumps({"encoding": encoding, "sheet": sheet})
    lines = run_fenced_lines(_WORKER, wish, data, name, wall_seconds=limits.WALL_SECONDS)
    head = next(lines)
    readings = tuple((str(which), str(text)) for which, text in head.get("readings", ()))
    sheets = tuple(str(each) for each in head.get("sheets", ()))
    if head.get("sheets") == []:
        raise not_readable("no_text_found", name)
    rows = ((int(number), [str(cell) for cell in cells]) for number, cells in lines)
    return AnswerFile(name, head.get("encoding"), head.get("sheet"), readings, sheets, rows)


def _check(data: bytes, name: str) -> None:
    if len(data) > limits.MAX_FILE_BYTES:
        size, limit = megabytes(len(data)), megabytes(limits.MAX_FILE_BYTES)
        raise refused("file_too_large", name, size=size, limit=limit)
    kind = kind_of(data, name) or check_archive(data, name, limits.MAX_PART_BYTES).kind
    if kind not in _KINDS:
        raise not_readable("file_other_kind", name, kind=str(kind))


def _reworded(error: UnreadableFileError, name: str) -> UnreadableFileError:
    """The sentences of the gate speak of plans; here it is a table of answers."""
    values = dict(error.problem.values)
    if error.problem.code == "file_other_kind":
        return not_readable("answers_other_kind", name, kind=values.get("kind", "?"))
    if error.problem.code in ("reading_too_costly", "too_many_cells"):
        return refused("answers_too_large", name, rows=f"{limits.MAX_ROWS:,}", cells=f"{limits.MAX_CELLS:,}")
    return error
