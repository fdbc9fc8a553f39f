"""Questions that a reading leaves open, as problems with the words that raised them."""

from collections.abc import Mapping

from hoshin.core.problems.phrases import SENTENCES
from hoshin.core.problems.record import Problem


def doubt(code: str, found: str, proposal: str | None = None, values: Mapping[str, str] | None = None) -> Problem:
    """A problem of a phrase with the severity that its sentence has."""
    return Problem(
        code, found=found.strip(), proposal=proposal, severity=SENTENCES[code].severity, values=dict(values or {})
    )


def is_question(problem: Problem) -> bool:
    """Whether a person must decide before the reading counts."""
    return problem.severity != "note"
