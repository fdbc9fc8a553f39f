"""From a file to what it printed and to the plan it holds: the one door for all formats.

The file's content decides its format, its suffix only comes second. Everything that looks inside the file runs in a
process of its own with bounded memory and time, and what comes back is checked data, never code.
"""

import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hoshin.core.plan.codec import plan_from_json
from hoshin.core.plan.document import PlanDocument
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.guard import limits
from hoshin.exchange.guard.archive import check_archive, megabytes
from hoshin.exchange.guard.fence import run_fenced
from hoshin.exchange.guard.kinds import Kind, kind_of, suffix_agrees
from hoshin.exchange.guard.refusal import UnreadableFileError, not_readable, refused
from hoshin.exchange.guard.wire import printed_from_wire
from hoshin.exchange.printed import Printed

__all__ = ["UnreadableFileError", "read_plan", "read_printed"]

WORKERS = {kind: f"hoshin.exchange.workers.{kind}" for kind in Kind}


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that passed the gate: its bytes, its format and what is worth noting about it."""

    name: str
    data: bytes
    kind: Kind
    notes: tuple[Problem, ...]


def read_printed(path: Path) -> Printed:
    """Everything that the document prints, with the place of each text.

    Raises `UnreadableFileError` for a file that is missing, broken, encrypted, dangerous, too large or without text.
    """
    opened = _open(path)
    printed = printed_from_wire(_ask(opened, "printed")["printed"])
    if not any(region.items for region in printed.regions):
        raise not_readable("no_text_found", opened.name)
    return replace(printed, problems=opened.notes + printed.problems)


def read_plan(path: Path) -> PlanDocument:
    """The plan in the document, with every doubt among its problems.

    Raises `UnreadableFileError` as `read_printed` does, and with the family `no_plan` when nothing of a plan is there.
    """
    opened = _open(path)
    plan = plan_from_json(_ask(opened, "plan")["plan"])
    if not (plan.issues or plan.outcomes):
        problem = Problem("no_plan_found", Source(opened.name), severity="error", values={"file": opened.name})
        raise UnreadableFileError(problem, "no_plan")
    return replace(plan, problems=opened.notes + plan.problems)


def _ask(opened: _Opened, wish: str) -> dict[str, Any]:
    return run_fenced(WORKERS[opened.kind], wish, opened.data, opened.name)


def _open(path: Path) -> _Opened:
    name = path.name
    data = _load(path)
    kind = kind_of(data, name)
    notes = []
    if kind is None:
        archive = check_archive(data, name)
        kind = archive.kind
        if archive.has_macros:
            notes.append(Problem("macros_not_run", Source(name), severity="note"))
    if not suffix_agrees(kind, name):
        notes.append(Problem("suffix_differs", Source(name), severity="note", values={"file": name, "kind": kind}))
    return _Opened(name, data, kind, tuple(notes))


def _load(path: Path) -> bytes:
    """The file's bytes; refuses what is no ordinary file before it is opened, since a pipe would wait for ever."""
    name = path.name or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise not_readable("file_is_directory", name)
        if not stat.S_ISREG(found.st_mode):
            raise not_readable("file_not_regular", name)
        if found.st_size > limits.MAX_FILE_BYTES:
            raise refused("file_too_large", name, size=megabytes(found.st_size), limit=megabytes(limits.MAX_FILE_BYTES))
        with path.open("rb") as stream:
            return stream.read(limits.MAX_FILE_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise not_readable("file_missing", name) from error
    except PermissionError as error:
        raise not_readable("file_no_permission", name) from error
    except (OSError, ValueError) as error:
        raise not_readable("file_not_loadable", name, reason=type(error).__name__) from error
