"""Targets in words, and what is weak about an indicator: the core's answers, for pages."""

from dataclasses import dataclass

from hoshin.core.plan.document import Indicator, Target
from hoshin.core.plan.edit import EditError
from hoshin.core.problems.record import Problem
from hoshin.core.targets import warnings, wording
from hoshin.server.plans.entering import read_target


@dataclass(frozen=True, slots=True)
class TargetPreview:
    """What a phrase means while it is being typed. `wording` is None when there is no certain reading."""

    phrase: str
    target: Target | None
    wording: str | None
    problems: tuple[Problem, ...]


def wording_of(target: Target | None, language: str) -> str | None:
    """A target as a clause, or None when there is no target to word."""
    return wording(target, "en" if language == "en" else "ja") if target is not None else None


def preview_target(measure: str, phrase: str, language: str = "ja", fiscal_year: int | None = None) -> TargetPreview:
    """The meaning of a typed phrase for this measure. No query."""
    try:
        entry = read_target(measure.strip(), phrase.strip(), fiscal_year)
    except EditError as refused:
        return TargetPreview(phrase, None, None, (refused.problem,))
    return TargetPreview(phrase, entry.target, wording_of(entry.target, language), entry.problems)


def warnings_of(indicator: Indicator, level: str) -> tuple[Problem, ...]:
    """What a careful reader would question about an indicator of an outcome or of an initiative."""
    return warnings(indicator, "outcome" if level == "outcome" else "process")
