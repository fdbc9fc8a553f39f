"""Which entries a figure speaks of: conditions on fields, as JSON in a recipe.

    {"field": "f2", "in": ["訪問", "電話"]}       a choice, an area or a counted text is one of these
    {"field": "f3", "is": true}                   はい (false: いいえ; blank is neither)
    {"field": "f4", "at_least": 3}                a number; also "at_most", "more_than", "less_than"
    {"field": "f5", "filled": true}               anything stands there (false: nothing does)
    {"field": "f6", "stage": "s2", "reached_by": "period_end"}   or a day, "2027-03-31"
    {"all": [...]}  {"any": [...]}  {"not": {...}}

A blank never meets a comparison, nor its opposite by "less_than": only "not" turns an answer round.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hoshin.core.problems.record import Problem
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition
from hoshin.core.registers.entering import stage_key

Row = Mapping[str, Any]
Test = Callable[[Row], bool]
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "more_than": lambda a, b: a > b,
    "less_than": lambda a, b: a < b,
}
PERIOD_END = "period_end"


class ConditionError(ValueError):
    """A condition that cannot be asked. `problem` says which part and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.found}")
        self.problem = problem


def number_of(value: Any) -> Decimal | None:
    """A stored number, exactly; None for a blank.

    >>> number_of("1.50"), number_of(3), number_of(None), number_of("")
    (Decimal('1.50'), Decimal('3'), None, None)
    """
    if value is None or value == "":
        return None
    return Decimal(str(value))


def day_of(value: Any) -> date | None:
    """A stored day, whether a snapshot holds it as a date or as its ISO text; None for a blank.

    >>> day_of("2026-04-01") == day_of(date(2026, 4, 1)), day_of(None)
    (True, None)
    """
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def label_of(value: Any) -> str:
    """A value as it is compared: a number without idle zeros, so that 1.5 and 1.50 are one.

    >>> label_of(Decimal("1.50")), label_of("北"), label_of(None)
    ('1.5', '北', '')
    """
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def meets(condition: Mapping[str, Any] | None, definition: RegisterDefinition, last: date) -> Test:
    """The question that a condition asks of a row; no condition is met by every row. Raises `ConditionError`.

    >>> register = RegisterDefinition((FieldDefinition("f1", "日", "date", True),
    ...     FieldDefinition("f4", "参加者数", "number", is_counted=True)), "f1")
    >>> many = meets({"field": "f4", "at_least": 10}, register, date(2027, 3, 31))
    >>> many({"f4": "12"}), many({"f4": None}), many({})
    (True, False, False)
    """
    if not condition:
        return lambda row: True
    for name in ("all", "any"):
        if name in condition:
            return _joined(name, condition, definition, last)
    if "not" in condition:
        inner = meets(_mapping(condition["not"]), definition, last)
        return lambda row: not inner(row)
    return _of_field(condition, definition, last)


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not value:
        raise ConditionError(_problem("recipe_condition_unknown", str(value)))
    return value


def _joined(name: str, condition: Mapping[str, Any], definition: RegisterDefinition, last: date) -> Test:
    parts = condition[name]
    if not isinstance(parts, list | tuple) or not parts:
        raise ConditionError(_problem("recipe_condition_unknown", str(condition)))
    tests = [meets(_mapping(part), definition, last) for part in parts]
    combine = all if name == "all" else any
    return lambda row: combine(test(row) for test in tests)


def _of_field(condition: Mapping[str, Any], definition: RegisterDefinition, last: date) -> Test:
    one = counted_field(condition.get("field"), definition)
    asked = condition.keys() - {"field"}
    if asked == {"in"} and isinstance(condition["in"], list | tuple):
        wanted = {label_of(number_of(v) if one.kind == "number" else v) for v in condition["in"]} - {""}
        return lambda row: label_of(row.get(one.code)) in wanted
    if asked == {"is"} and one.kind == "yes_no":
        return lambda row: row.get(one.code) is not None and bool(row[one.code]) == bool(condition["is"])
    if asked == {"filled"}:
        codes = [stage_key(one.code, s.code) for s in one.stages] or [one.code]
        return lambda row: any(row.get(code) not in (None, "") for code in codes) == bool(condition["filled"])
    if len(asked) == 1 and one.kind == "number" and (name := next(iter(asked))) in _COMPARISONS:
        return _compared(one, name, condition[name])
    if asked in ({"stage"}, {"stage", "reached_by"}) and one.kind == "stages":
        return _reached(one, condition, last)
    raise ConditionError(_problem("recipe_condition_unknown", str(dict(condition))))


def _compared(one: FieldDefinition, name: str, value: Any) -> Test:
    compare = _COMPARISONS[name]
    try:
        bound = Decimal(str(value))
    except InvalidOperation as wrong:
        raise ConditionError(_problem("recipe_condition_unknown", f"{name}: {value}")) from wrong

    def test(row: Row) -> bool:
        number = number_of(row.get(one.code))
        return number is not None and compare(number, bound)

    return test


def _reached(one: FieldDefinition, condition: Mapping[str, Any], last: date) -> Test:
    stage = condition["stage"]
    if stage not in {s.code for s in one.stages}:
        raise ConditionError(_problem("recipe_stage_unknown", str(stage), label=one.label))
    by = condition.get("reached_by", PERIOD_END)
    try:
        until = last if by == PERIOD_END else date.fromisoformat(str(by))
    except ValueError as wrong:
        raise ConditionError(_problem("recipe_condition_unknown", f"reached_by: {by}")) from wrong
    column = stage_key(one.code, stage)

    def test(row: Row) -> bool:
        day = day_of(row.get(column))
        return day is not None and day <= until

    return test


def counted_field(code: Any, definition: RegisterDefinition) -> FieldDefinition:
    """The field of this code, when it may be counted: only such values are in a snapshot. Raises `ConditionError`."""
    one = definition.field_of(str(code))
    if one is None:
        raise ConditionError(_problem("recipe_field_unknown", str(code)))
    if one not in definition.counted:
        raise ConditionError(_problem("recipe_field_not_counted", one.label))
    return one


def _problem(code: str, found: str, **values: str) -> Problem:
    return Problem(code, found=found, severity="error", values=values)
