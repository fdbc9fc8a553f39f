"""A case and a verdict as JSON values: the contract of `hoshin judge`, and nothing that it does not say.

Numbers must be parsed as `Decimal`, so that 59.95 stays what was written. Every fault of a line is told at once.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from hoshin.core.judging.code_sets import PRESETS
from hoshin.core.judging.demand import Bases, Direction
from hoshin.core.judging.figures import Absent, Figure
from hoshin.core.judging.verdict import Case, JudgingPeriod, Verdict
from hoshin.core.plan.codec import NotAPlanDocumentError, from_json
from hoshin.core.plan.document import Target
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem

_KEYS = (
    "target", "direction", "measurement", "previous", "baseline", "retreat", "done_as_planned", "code_set", "period",
    "item_years", "id",
)  # fmt: skip


class NotACaseError(ValueError):
    """The line holds no case. `problems` says everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(p.values.get("path", p.code) for p in problems))
        self.problems = problems


class _Faults:
    """What is wrong with one line, gathered while it is read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.problems: list[Problem] = []

    def add(self, path: str, found: object, expected: str) -> None:
        values = {"line": str(self.line), "path": path, "expected": expected}
        shown = "—" if found is None else str(found)[:80]
        self.problems.append(Problem("judge_line_wrong", found=shown, severity="error", values=values))


def case_from_json(values: object, line: int = 1) -> Case:
    """The case on one line; `NotACaseError` with every fault.

    >>> case = case_from_json({"target": {"comparator": ">=", "value": 60}, "measurement": {"value": Decimal("59.6")},
    ...                        "code_set": "outcome-fy2012"})
    >>> case.measurement.value, case.period
    (Decimal('59.6'), 'year_end')
    """
    faults = _Faults(line)
    if not isinstance(values, Mapping):
        faults.add("(line)", values, "a JSON object")
        raise NotACaseError(tuple(faults.problems))
    target = _target(values, "target", faults)
    measurement = _figure(values, "measurement", faults)
    if values.get("measurement") is None:
        faults.add("measurement", None, 'a figure, or {"missing": "reason"}')
    code_set = PRESETS.get(str(values.get("code_set")))
    if code_set is None:
        faults.add("code_set", values.get("code_set"), f"one of {', '.join(PRESETS)}")
    direction = _choice(values, "direction", get_args(Direction), faults)
    period: JudgingPeriod = _choice(values, "period", get_args(JudgingPeriod), faults) or "year_end"
    bases = Bases(_figure(values, "previous", faults), _figure(values, "baseline", faults))
    retreat = _target(values, "retreat", faults) if values.get("retreat") is not None else None
    done, years = _done_as_planned(values, faults), _item_years(values, faults)
    if target is None and not faults.problems:
        faults.add("target", None, "a target as in the plan document")
    if faults.problems or target is None or measurement is None or code_set is None:
        raise NotACaseError(tuple(faults.problems))
    return Case(target, measurement, code_set, bases, direction, retreat, done, period, years)


def unknown_keys(values: object, line: int = 1) -> tuple[Problem, ...]:
    """Keys that no case has, so that a misspelt one is not passed over. A figure may carry more than is read.

    >>> [problem.values["path"] for problem in unknown_keys({"retreats": None, "period": "year_end"})]
    ['retreats']
    """
    if not isinstance(values, Mapping):
        return ()
    known = ", ".join(_KEYS)
    return tuple(
        Problem("judge_key_unknown", severity="note", values={"line": str(line), "path": str(key), "known": known})
        for key in values
        if key not in _KEYS
    )


def _target(values: Mapping[str, Any], key: str, faults: _Faults) -> Target | None:
    given = values.get(key)
    if not isinstance(given, Mapping) or "comparator" not in given:
        faults.add(key, given, "an object with a comparator, as in the plan document")
        return None
    try:
        target = from_json(Target, dict(given))
    except NotAPlanDocumentError as error:
        for problem in error.problems:
            path = f"{key}.{problem.values.get('path', '')}".rstrip(".")
            faults.add(path, problem.found, problem.values.get("expected", "as in the plan document"))
        return None
    assert isinstance(target, Target)
    return target


def _figure(values: Mapping[str, Any], key: str, faults: _Faults) -> Figure | Absent | None:
    given = values.get(key)
    if given is None:
        return None
    if not isinstance(given, Mapping):
        faults.add(key, given, "an object with a value, or with the reason why it is missing")
        return None
    if given.get("missing") is not None:
        return Absent(str(given["missing"]))
    value = _number(given, "value", key, faults)
    lower, upper = _number(given, "lower", key, faults), _number(given, "upper", key, faults)
    if value is None:
        faults.add(f"{key}.value", given.get("value"), "a number; what was not measured is told by “missing”")
        return None
    if (lower is None) != (upper is None) or (lower is not None and upper is not None and not lower <= value <= upper):
        faults.add(f"{key}.lower/upper", f"{lower} / {upper}", "both ends, with the value between them, or neither")
    unit, n = given.get("unit"), given.get("n")
    if unit is not None and not isinstance(unit, str):
        faults.add(f"{key}.unit", unit, "text")
    if n is not None and (isinstance(n, bool) or not isinstance(n, int) or n < 0):
        faults.add(f"{key}.n", n, "a whole number from 0")
    return Figure(value, unit, n, lower, upper, claims_inference=given.get("claims_inference") is not False)


def _number(given: Mapping[str, Any], name: str, key: str, faults: _Faults) -> Decimal | None:
    found = given.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal) or not Decimal(str(found)).is_finite():
        faults.add(f"{key}.{name}", found, "a number")
        return None
    return Decimal(str(found))


def _choice(values: Mapping[str, Any], key: str, known: tuple[Any, ...], faults: _Faults) -> Any:
    found = values.get(key)
    if found is not None and found not in known:
        faults.add(key, found, f"one of {', '.join(known)}, or null")
        return None
    return found


def _done_as_planned(values: Mapping[str, Any], faults: _Faults) -> bool | None:
    found = values.get("done_as_planned")
    if found is None or isinstance(found, bool):
        return found
    faults.add("done_as_planned", found, "true, false or null")
    return None


def _item_years(values: Mapping[str, Any], faults: _Faults) -> int | None:
    found = values.get("item_years")
    if found is None or (isinstance(found, int) and not isinstance(found, bool) and 1 <= found <= 10):
        return found
    faults.add("item_years", found, "a whole number from 1 to 10, or null")
    return None


def verdict_to_json(verdict: Verdict, notes: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """The verdict as the contract says it, with whatever else was noticed on its line."""
    return {
        "code": verdict.code,
        "supports": verdict.supports,
        "retreat": verdict.retreat,
        "requires": list(verdict.requires),
        "reason": {"ja": verdict.reason.ja, "en": verdict.reason.en},
        "problems": [problem_to_json(problem) for problem in (*verdict.problems, *notes)],
    }


def refusal_to_json(problems: tuple[Problem, ...]) -> dict[str, Any]:
    """What stands in the place of a verdict when the line holds no case."""
    return {
        "code": None,
        "supports": "not_comparable",
        "retreat": None,
        "requires": [],
        "reason": {"ja": "この行は読めないので、判定しない。", "en": "This line cannot be read, so nothing is judged."},
        "problems": [problem_to_json(problem) for problem in problems],
    }


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """A problem with its sentences."""
    said = {language: sentence(problem, language) for language in ("ja", "en")}
    return {"code": problem.code, "found": problem.found, "severity": problem.severity, "sentence": said}
