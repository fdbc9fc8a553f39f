"""The one exception with which a file is turned away, and the family that decides the exit code."""

from typing import Literal

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source

Family = Literal["not_readable", "refused", "no_plan"]
"""`not_readable`: missing, broken or of another kind. `refused`: encrypted, dangerous, too large.
`no_plan`: nothing of a plan is in it."""


class UnreadableFileError(Exception):
    """A file that gives no plan. `problem` is the sentence for the user, `family` the kind of ending."""

    def __init__(self, problem: Problem, family: Family) -> None:
        super().__init__(f"{problem.code}: {dict(problem.values)}")
        self.problem = problem
        self.family: Family = family


def not_readable(code: str, name: str, **values: str) -> UnreadableFileError:
    """The file is missing, broken or something else than a plan's format."""
    return UnreadableFileError(_problem(code, name, values), "not_readable")


def refused(code: str, name: str, **values: str) -> UnreadableFileError:
    """The file may be what it says but is encrypted, dangerous or too large to open."""
    return UnreadableFileError(_problem(code, name, values), "refused")


def _problem(code: str, name: str, values: dict[str, str]) -> Problem:
    return Problem(code, where=Source(name), found=name, severity="error", values={"file": name, **values})
