"""The spec table of figures: entries, a recipe, and the reading; refused recipes with every problem."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from hoshin.core.measurement.failure import NotRecordedError
from hoshin.core.measurement.record import Known, MeasuredPeriod, Missing
from hoshin.core.registers.codec import definition_json
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage
from hoshin.core.registers.measuring import figure
from hoshin.core.registers.recipe import RecipeError
from hoshin.core.registers.snapshot_rows import Entry, columns_of, snapshot_rows
from hoshin.exchange.snapshots import Column, Table

TABLE = tomllib.loads(Path(__file__).with_name("figures.toml").read_text("utf-8"))
REGISTER = RegisterDefinition(
    (
        FieldDefinition("day", "実施日", "date", is_required=True, is_counted=True),
        FieldDefinition("area", "地域", "area", is_counted=True),
        FieldDefinition("kind", "方法", "choice", choices=("訪問", "電話", "来所"), is_counted=True),
        FieldDefinition("people", "人数", "number", unit="人", is_counted=True),
        FieldDefinition("new", "初回", "yes_no", is_counted=True),
        FieldDefinition(
            "grant", "補助", "stages", stages=(Stage("applied", "申請"), Stage("settled", "精算")), is_counted=True
        ),
        FieldDefinition("memo", "メモ", "text"),
    ),
    "day",
    areas=("北", "南", "東"),
)
YEAR = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)


def entry(number, line):
    is_withdrawn = line.startswith("-")
    day, area, kind, people, new, applied, settled = (cell.strip() for cell in line.removeprefix("-").split("|"))
    content = {"day": day, "area": area, "kind": kind, "people": people, "memo": "山田さん宅"}
    content = {code: text for code, text in content.items() if text}
    if new:
        content["new"] = new == "yes"
    grant = {code: text for code, text in (("applied", applied), ("settled", settled)) if text}
    return Entry(number, content | ({"grant": grant} if grant else {}), is_withdrawn)


ENTRIES = [entry(number, line) for number, line in enumerate(TABLE["entries"], 1)]


def reading_of(text):
    if text.startswith("missing:"):
        return Missing(text.removeprefix("missing:"))
    if "/" in text:
        return Known(Fraction(*map(int, text.split("/"))))
    number = Decimal(text)
    return Known(int(number) if number == int(number) else number)


@pytest.mark.parametrize(("name", "recipe", "reading", "unit"), TABLE["rows"], ids=[r[0] for r in TABLE["rows"]])
def test_a_figure(name, recipe, reading, unit):
    rows = snapshot_rows(ENTRIES, REGISTER, YEAR.last)
    measured = figure(rows, json.loads(recipe), definition_json(REGISTER), YEAR)
    assert (measured.reading, measured.unit) == (reading_of(reading), unit)


@pytest.mark.parametrize(("name", "recipe", "reading", "unit"), TABLE["rows"], ids=[r[0] for r in TABLE["rows"]])
def test_the_same_from_rows_as_a_snapshot_holds_them(name, recipe, reading, unit):
    """Decimals with one scale, another order, days as dates: nothing of it may change the figure."""
    columns = tuple(Column(column, kind) for column, kind in columns_of(REGISTER))
    rows = Table(columns, snapshot_rows(ENTRIES, REGISTER, YEAR.last)).records()
    assert figure(rows, json.loads(recipe), definition_json(REGISTER), YEAR).reading == reading_of(reading)


@pytest.mark.parametrize(("recipe", "codes"), TABLE["refused"], ids=[r[0] for r in TABLE["refused"]])
def test_a_recipe_that_cannot_be_followed(recipe, codes):
    with pytest.raises(RecipeError) as refused:
        figure([], json.loads(recipe), definition_json(REGISTER), YEAR)
    assert [p.code for p in refused.value.problems] == codes


def test_a_field_that_was_not_kept_then_is_told_from_a_wrong_recipe():
    with pytest.raises(NotRecordedError):
        figure([], {"figure": "sum", "field": "f99"}, definition_json(REGISTER), YEAR)
    with pytest.raises(RecipeError) as wrong:
        figure([], {"figure": "sum", "field": "f99", "since": "x"}, definition_json(REGISTER), YEAR)
    assert not isinstance(wrong.value, NotRecordedError)


def test_blanks_and_missed_areas_stand_beside_the_figure():
    rows = snapshot_rows(ENTRIES, REGISTER, YEAR.last)
    total = figure(rows, {"figure": "sum", "field": "people"}, definition_json(REGISTER), YEAR)
    assert total.parts == {"entries": 5, "blanks": 1} and "1件" in total.notes[0]
    covered = figure(rows, {"figure": "covered"}, definition_json(REGISTER), YEAR)
    assert (covered.numerator, covered.denominator) == (2, 3) and "東" in covered.notes[-1]
