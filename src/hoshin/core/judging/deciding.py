"""What a decision must hold: a code of the set in use, the public reason where it departs from the proposal, and the
texts that the code demands. All faults are told at once.
"""

from dataclasses import dataclass

from hoshin.core.judging.code_set_json import demands_improvements
from hoshin.core.judging.code_sets import CodeRule, CodeSet
from hoshin.core.problems.record import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """What the section writes beside its figure: whether the work was done as planned, 課題 and 改善策."""

    done_as_planned: bool | None = None
    challenges: str = ""
    improvements: str = ""


def rule_named(code_set: CodeSet | None, code: str | None) -> CodeRule | None:
    """The rule of this code in the set."""
    return next((rule for rule in code_set.rules if rule.code == code), None) if code_set and code else None


def faults_of_decision(
    code_set: CodeSet | None, *, proposed: str | None, decided: str, reason: str, entry: Entry
) -> tuple[Problem, ...]:
    """Everything that keeps a decision from being stored.

    >>> from hoshin.core.judging.code_sets import PRESETS
    >>> found = faults_of_decision(PRESETS["outcome-fy2012"], proposed="A", decided="B", reason="", entry=Entry())
    >>> [problem.code for problem in found]
    ['decision_reason_missing', 'challenges_missing', 'improvements_missing']
    """
    rule = rule_named(code_set, decided)
    if code_set is None or rule is None:
        return (Problem("code_not_in_set", found=decided[:40], field="code", severity="error"),)
    problems = []
    if code_set.asks_how_it_went and entry.done_as_planned is None:
        problems.append(Problem("done_as_planned_missing", field="done_as_planned", severity="error"))
    if decided != proposed and not reason.strip():
        problems.append(Problem("decision_reason_missing", found=proposed or "—", field="reason", severity="error"))
    return (*problems, *missing_texts(rule, entry))


def missing_texts(rule: CodeRule | None, entry: Entry) -> tuple[Problem, ...]:
    """The demanded texts that are not written: both 課題 and 改善策, each by itself."""
    if not demands_improvements(rule):
        return ()
    assert rule is not None
    return tuple(
        Problem(code, found=rule.code, field=name, severity="error")
        for code, name, text in (
            ("challenges_missing", "challenges", entry.challenges),
            ("improvements_missing", "improvements", entry.improvements),
        )
        if not text.strip()
    )
