"""A closed period's rows become one measurement: a pure function, so that anyone can compute it again.

The method `register_figure/1`. Its recipe is described in `recipe.py`, its rows in `snapshot_rows.py`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement, Missing, Reading
from hoshin.core.registers.codec import definition_from, definition_json
from hoshin.core.registers.definition import RegisterDefinition
from hoshin.core.registers.figures import Figure, count, covered, distinct, share, total, within
from hoshin.core.registers.recipe import METHOD, ReadRecipe, read_recipe

_UNITS = {"count": "件", "distinct": "種類", "share": "%", "covered": "地域"}


def figure(
    rows: Sequence[Mapping[str, Any]], recipe: Mapping[str, Any], definition: Mapping[str, Any], period: MeasuredPeriod
) -> Measurement:
    """The figure that the recipe asks for, from the rows of a snapshot. Raises `RecipeError` when it cannot be.

    A share is a `Fraction` with its two counts beside it; without any entry it is `Missing("no_denominator")`.

    >>> from datetime import date
    >>> stored = {"format": "hoshin-register/1", "time_field": "f1", "fields": [
    ...     {"code": "f1", "label": "訪問日", "kind": "date", "is_required": True, "is_counted": True}]}
    >>> year = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)
    >>> rows = [{"entry": 1, "f1": "2026-04-01"}, {"entry": 2, "f1": "2026-03-31"}]
    >>> figure(rows, {"method": "register_figure/1", "figure": "count"}, stored, year).reading
    Known(value=1)
    """
    register = definition_from(definition)
    asked = read_recipe(recipe, register, period)
    chosen = [row for row in within(rows, asked.date_column, asked.first, period.last) if asked.where(row)]
    computed = computed_figure(chosen, asked)
    is_share = asked.figure == "share" or asked.as_share
    return Measurement(
        kind="register",
        period=period,
        reading=_reading(computed, is_share=is_share),
        unit=_unit(recipe, asked, register, is_share=is_share),
        population=recipe.get("population", "areas" if asked.figure == "covered" else "events"),
        population_words=recipe.get("population_words", ""),
        method=METHOD,
        recipe=dict(recipe),
        base_words=recipe.get("base_words", ""),
        instrument=recipe.get("instrument", ""),
        wording=recipe.get("wording") or wording_of(recipe, register),
        numerator=int(computed.numerator) if computed.denominator is not None else None,
        denominator=computed.denominator,
        notes=_notes(computed),
        as_of=period.last,
        parts=_parts(computed),
    )


def computed_figure(rows: Sequence[Mapping[str, Any]], asked: ReadRecipe) -> Figure:
    """The figure of these rows, whatever period they are from."""
    column = asked.column or ""
    if asked.figure == "sum":
        return total(rows, column)
    if asked.figure == "distinct":
        return distinct(rows, column)
    if asked.figure == "share":
        return share(rows, asked.part)
    if asked.figure == "covered":
        return covered(rows, column, asked.expected)
    return count(rows)


def _reading(computed: Figure, *, is_share: bool) -> Reading:
    if is_share:
        if not computed.denominator:
            return Missing("no_denominator")
        return Known(Fraction(int(computed.numerator), computed.denominator))
    number = computed.numerator
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return Known(int(number))
    return Known(number)


def _unit(recipe: Mapping[str, Any], asked: ReadRecipe, register: RegisterDefinition, *, is_share: bool) -> str:
    if recipe.get("unit"):
        return str(recipe["unit"])
    one = register.field_of(asked.column or "")
    if asked.figure == "sum" and one is not None:
        return one.unit
    return "%" if is_share else _UNITS[asked.figure]


def _notes(computed: Figure) -> tuple[str, ...]:
    notes = []
    if computed.blanks:
        notes.append(f"値の入っていない記録が{computed.blanks}件あります。")
    if computed.missed:
        notes.append("記録のないもの：" + "、".join(computed.missed))
    return tuple(notes)


def _parts(computed: Figure) -> dict[str, int]:
    parts = {"entries": computed.entries}
    return parts | {"blanks": computed.blanks} if computed.blanks else parts


def wording_of(recipe: Mapping[str, Any], register: RegisterDefinition) -> str:
    """A mark of what the figure rests on: the recipe's question and the kinds, units and choices of its fields.

    It changes when the figure means something else, not when a label, a hint or another field does: then the line
    between two years is not cut for nothing.
    """
    asked = {k: recipe[k] for k in ("figure", "field", "where", "part", "expected", "date", "as") if k in recipe}
    words = json.dumps(asked, ensure_ascii=False, sort_keys=True, default=str)
    fields = [
        {k: f[k] for k in ("code", "kind", "unit", "choices", "stages") if k in f}
        for f in definition_json(register)["fields"]
        if f'"{f["code"]}' in words or f["code"] == register.time_field
    ]
    basis = json.dumps([asked, fields], ensure_ascii=False, sort_keys=True, default=str)
    return f"register:{hashlib.sha256(basis.encode()).hexdigest()[:12]}"
