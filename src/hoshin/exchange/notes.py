"""The list of what a reader left out or could not settle, shared by all formats."""

from dataclasses import replace

from hoshin.core.problems import SENTENCES
from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source

_SHOWN = 60


class Notes:
    """Gathers problems while a file is read. `found` is shortened: a note names a text, it does not repeat it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, code: str, found: str, where: Source, **values: str) -> None:
        """Something the reader should know, or must settle: the code's own severity decides."""
        severity = SENTENCES[code].severity
        self.problems.append(Problem(code, where, found=_short(found), severity=severity, values=values))

    def relocate(self, since: int, where: Source) -> None:
        """Gives the problems added since then a place, where they have only the file."""
        for at in range(since, len(self.problems)):
            place = self.problems[at].where
            if place is None or place.cell is None:
                self.problems[at] = replace(self.problems[at], where=where)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
