"""What a person typed into a field, as the core's value. What cannot be understood is a problem, never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from hoshin.core.plan.document import Activity, Budget, Indicator, Target
from hoshin.core.plan.edit import EditError
from hoshin.core.plan.flat import FlatItem
from hoshin.core.problems.record import Problem
from hoshin.core.targets import read_phrase
from hoshin.exchange.assembly.budgets import budget_of

TEXT_FIELDS: dict[str, tuple[str, ...]] = {
    "plan": ("title", "edition", "goal", "mission", "approach"),
    "issue": ("code", "title", "future_vision", "current_state", "cause_analysis", "challenge"),
    "outcome": ("code", "title", "current_state", "challenge", "goal_state", "strategy"),
    "initiative": ("code", "title", "past_results"),
    "indicator": ("label", "measure", "note"),
}
"""The fields of each level that hold one text."""
TARGET_FIELDS = ("target", "target_printed", "printed")
INDENT = "　"


def enterable_fields(level: str) -> tuple[str, ...]:
    """The fields of a level that can be typed."""
    more = {"initiative": ("activities", "budget"), "indicator": ("target",)}
    return TEXT_FIELDS[level] + more.get(level, ())


def as_typed(item: FlatItem, field: str) -> str:
    """A field's value as the text that `entered` reads back."""
    value = getattr(item.record, field)
    if isinstance(item.record, Indicator) and field == "target":
        return item.record.target_printed or ""
    if isinstance(value, Budget):
        return value.printed
    if field == "activities":
        return "\n".join(_activity_line(a) for a in value)
    return value or ""


def entered(item: FlatItem, field: str, text: str, fiscal_year: int | None = None) -> dict[str, Any]:
    """The core values that a typed text gives a field; raises `EditError` when it cannot be understood.

    `fiscal_year` is the plan's; it settles years without an era in a target.
    """
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n \t")
    if field in TEXT_FIELDS[item.level]:
        if field == "measure" and not cleaned:
            raise EditError(Problem("answer_required", item=item.id, field=field, severity="error"))
        return {field: cleaned if field == "measure" else cleaned or None}
    if field == "budget" and item.level == "initiative":
        return {"budget": _budget(item, cleaned)}
    if field == "activities" and item.level == "initiative":
        return {"activities": _activities(item, text)}
    if field in TARGET_FIELDS and isinstance(item.record, Indicator):
        return read_target(item.record.measure, cleaned, fiscal_year).as_printed(item.record.measure)
    raise EditError(Problem("no_such_field", found=field, item=item.id, severity="error"))


def _budget(item: FlatItem, text: str) -> Budget | None:
    if not text:
        return None
    old = getattr(item.record, "budget", None)
    read = budget_of(text)
    if read is None:
        values = {"field": "予算額", "expected": "1,234千円、－、4-2-1を含む"}
        raise EditError(Problem("value_not_understood", found=text, item=item.id, field="budget", values=values))
    return old if isinstance(old, Budget) and old.printed == read.printed else read


def _activity_line(activity: Activity) -> str:
    label = f"{activity.label} " if activity.label else ""
    return INDENT * activity.depth + label + activity.text.replace("\n", " ")


def _activities(item: FlatItem, text: str) -> tuple[Activity, ...]:
    """One activity a line, indented below the one before; a line that was there keeps its label and its source."""
    known: dict[str, Activity] = {_activity_line(a): a for a in getattr(item.record, "activities", ())}
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return tuple(
        known.get(line) or Activity(line.strip(), depth=1 if line[0] in " \t　" else 0)
        for line in lines
        if line.strip()
    )


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A typed target phrase and what it was understood to mean. `target` is None when there is no certain reading."""

    phrase: str
    target: Target | None
    problems: tuple[Problem, ...]
    measure: str | None = None

    def as_printed(self, measure: str) -> dict[str, Any]:
        """The fields of an indicator whose printed target is now this phrase."""
        return {
            "target": self.target,
            "target_printed": self.phrase or None,
            "printed": " ".join(part for part in (measure, self.phrase) if part),
        }


def read_target(measure: str, phrase: str, fiscal_year: int | None = None) -> TargetEntry:
    """What a target phrase says of this measure in a plan of this year.

    A reading that leaves a question is no certain reading, so it gives no target. A phrase of several targets
    belongs to several indicators.
    """
    if not phrase:
        return TargetEntry("", None, ())
    reading = read_phrase(f"{measure}：{phrase}" if measure else phrase, fiscal_year=fiscal_year)
    if len(reading.targets) > 1:
        values = {"count": str(len(reading.targets))}
        raise EditError(Problem("several_targets", found=phrase, field="target", severity="error", values=values))
    is_certain = bool(reading.targets) and not any(p.severity in ("question", "error") for p in reading.problems)
    target = reading.targets[0].target if is_certain else None
    problems = tuple(reading.problems)
    if not reading.targets and not problems:
        problems = (Problem("typed_target_unread", found=phrase, field="target"),)
    return TargetEntry(phrase, target, problems, reading.measure)


def about(problems: Iterable[Problem], item: str) -> tuple[Problem, ...]:
    """The problems of a phrase, as problems of an item's target."""
    return tuple(replace(p, item=item, field=p.field or "target") for p in problems)
