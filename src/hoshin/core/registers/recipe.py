"""The recipe of a register's figure: what is computed from the frozen rows.

{"method": "register_figure/1",
 "figure": "count" | "sum" | "distinct" | "share" | "covered",
 "field": "f4",                 sum: a number; distinct: any; covered: an area (the default) or choice
 "where": {condition},          only entries that meet it (conditions.py)
 "part": {condition},           share: those that count toward it, of all that meet "where"
 "expected": ["北", "南"],      covered: the list; left out, the register's areas or the field's choices
 "date": "f1" | "f6.s4",        by which day an entry belongs to the period; left out, the register's own
 "since": 2024 | "2024-04-01",  cumulative: from this fiscal year (or day) to the end of the period
 "as": "share",                 covered: as a share of the expected instead of a number
 "unit": "件", "population": "events", "population_words": "…", "base_words": "…", "instrument": "…"}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoshin.core.measurement.failure import NotMeasurableError, NotRecordedError
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.problems.record import Problem
from hoshin.core.registers.conditions import ConditionError, Test, counted_field, meets
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition
from hoshin.core.registers.entering import stage_key
from hoshin.core.registers.figures import FIGURE_KINDS, FigureKind

METHOD = "register_figure/1"
_KNOWN = {
    "method", "table", "figure", "field", "where", "part", "expected", "date", "since", "as", "unit",
    "population", "population_words", "base_words", "instrument", "wording",
}  # fmt: skip
_FITTING: dict[FigureKind, tuple[str, ...]] = {
    "sum": ("number",),
    "distinct": ("choice", "area", "text", "date", "yes_no", "number"),
    "covered": ("area", "choice", "text"),
}


class RecipeError(NotMeasurableError):
    """A recipe that cannot be followed. `problems` says everything that is wrong with it."""


class FieldNotKeptError(RecipeError, NotRecordedError):
    """The register did not keep the field then, or did not let it be counted."""


_NOT_KEPT = ("recipe_field_unknown", "recipe_field_not_counted")


@dataclass(frozen=True, slots=True)
class ReadRecipe:
    """A recipe as it is followed."""

    figure: FigureKind
    column: str | None
    where: Test
    part: Test
    expected: tuple[str, ...]
    date_column: str
    first: date
    as_share: bool


def read_recipe(recipe: Mapping[str, Any], definition: RegisterDefinition, period: MeasuredPeriod) -> ReadRecipe:
    """The recipe with its fields found and its conditions asked; raises `RecipeError` with all that is wrong."""
    problems: list[Problem] = [_problem("recipe_key_unknown", key) for key in sorted(recipe.keys() - _KNOWN)]
    if recipe.get("method", METHOD) != METHOD or recipe.get("figure") not in FIGURE_KINDS:
        problems.append(_problem("recipe_figure_unknown", str(recipe.get("figure"))))
        raise RecipeError(*problems)
    kind: FigureKind = recipe["figure"]
    one = _counted(recipe, kind, definition, problems)
    where = _condition(recipe.get("where"), definition, period, problems)
    part = _condition(recipe.get("part"), definition, period, problems)
    if (kind == "share") != bool(recipe.get("part")):
        problems.append(_problem("recipe_part_missing", str(kind)))
    expected = _expected(recipe, one, definition) if kind == "covered" else ()
    if kind == "covered" and one is not None and not expected:
        problems.append(_problem("recipe_expected_missing", one.label))
    day = _date_column(recipe.get("date", definition.time_field), definition, problems)
    first = _since(recipe.get("since"), period, problems)
    if problems:
        is_field = all(p.code in _NOT_KEPT for p in problems)
        raise FieldNotKeptError(*problems) if is_field else RecipeError(*problems)
    return ReadRecipe(kind, one.code if one else None, where, part, expected, day, first, recipe.get("as") == "share")


def _counted(
    recipe: Mapping[str, Any], kind: FigureKind, definition: RegisterDefinition, problems: list[Problem]
) -> FieldDefinition | None:
    if kind not in _FITTING:
        return None
    area = definition.area_field
    code = recipe.get("field") or (area.code if kind == "covered" and area else None)
    try:
        one = counted_field(code, definition)
    except ConditionError as wrong:
        problems.append(wrong.problem)
        return None
    if one.kind not in _FITTING[kind]:
        problems.append(_problem("recipe_field_unfit", one.label, figure=kind))
    return one


def _condition(condition: Any, definition: RegisterDefinition, period: MeasuredPeriod, problems: list[Problem]) -> Test:
    try:
        return meets(condition, definition, period.last)
    except ConditionError as wrong:
        problems.append(wrong.problem)
        return lambda row: False


def _expected(
    recipe: Mapping[str, Any], one: FieldDefinition | None, definition: RegisterDefinition
) -> tuple[str, ...]:
    given = recipe.get("expected")
    if isinstance(given, list | tuple):
        return tuple(dict.fromkeys(str(value) for value in given))
    if one is None:
        return ()
    return definition.areas if one.kind == "area" else one.choices


def _date_column(name: Any, definition: RegisterDefinition, problems: list[Problem]) -> str:
    days = {f.code for f in definition.counted if f.kind == "date"}
    days |= {stage_key(f.code, s.code) for f in definition.counted for s in f.stages}
    if name not in days:
        problems.append(_problem("recipe_date_unknown", str(name)))
    return str(name)


def _since(since: Any, period: MeasuredPeriod, problems: list[Problem]) -> date:
    if since is None:
        return period.first
    try:
        first = date(since, 4, 1) if isinstance(since, int) else date.fromisoformat(str(since))
    except ValueError:
        problems.append(_problem("recipe_since_unknown", str(since)))
        return period.first
    if first > period.first:
        problems.append(_problem("recipe_since_unknown", str(since)))
    return first


def check_recipe(
    recipe: Mapping[str, Any], definition: RegisterDefinition, period: MeasuredPeriod
) -> tuple[Problem, ...]:
    """Everything that is wrong with a recipe; nothing when it can be followed."""
    try:
        read_recipe(recipe, definition, period)
    except RecipeError as wrong:
        return wrong.problems
    return ()


def _problem(code: str, found: str, **values: str) -> Problem:
    return Problem(code, found=found, severity="error", values=values)
