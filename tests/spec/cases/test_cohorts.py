"""The spec table of cohorts: cases, a recipe, and the exact counts; what is small is withheld."""

import json
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hoshin.core.cases.cohort import Cohort, Limits, case_dates, count_cohort, shown_parts, withheld_by
from hoshin.core.cases.measuring import CohortRecipeError, cohort, read_recipe
from hoshin.core.cases.stages import DEFAULT_STAGES, mermaid
from hoshin.core.measurement.record import Known, MeasuredPeriod, Missing, Withheld

TABLE = tomllib.loads(Path(__file__).with_name("cohorts.toml").read_text("utf-8"))
YEAR = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)


def row(number, line):
    found, connected, closed, away, kind = (cell.strip() or None for cell in line.split("|"))
    days = {"on_found": found, "on_connected": connected, "on_closed": closed, "on_transferred_out": away}
    return {"row": str(number), "place_kind": kind, **days}


ROWS = [row(number, line) for number, line in enumerate(TABLE["cases"])]


@pytest.mark.parametrize("given", TABLE["rows"], ids=[r[0] for r in TABLE["rows"]])
def test_a_cohort(given):
    _, recipe, *counts = given
    counted = count_cohort([case_dates(r) for r in ROWS], read_recipe(json.loads(recipe)), YEAR.first, YEAR.last)
    assert counted == Cohort(*counts)


@pytest.mark.parametrize(("recipe", "codes"), TABLE["refused"], ids=[r[0] for r in TABLE["refused"]])
def test_a_recipe_that_cannot_be_followed(recipe, codes):
    with pytest.raises(CohortRecipeError) as refused:
        cohort(ROWS, json.loads(recipe), {}, YEAR)
    assert [p.code for p in refused.value.problems] == codes


def test_an_unknown_stage_is_named_when_the_stages_are_known():
    with pytest.raises(CohortRecipeError) as refused:
        read_recipe({"entry": "seen", "goal": ["helped"]}, DEFAULT_STAGES.codes())
    assert [p.found for p in refused.value.problems] == ["seen", "helped"]


def many(connected, waiting, kind="学校"):
    return [
        {
            "row": f"{kind}{n}",
            "place_kind": kind,
            "on_found": "2026-05-01",
            "on_connected": "2026-06-01" if n < connected else None,
        }
        for n in range(connected + waiting)
    ]


@pytest.mark.parametrize(
    ("connected", "waiting", "limits", "reading"),
    [
        (0, 0, {}, Missing("no_denominator")),
        (5, 4, {}, Withheld("small_count")),
        (5, 5, {}, Known(Fraction(1, 2))),
        (10, 0, {}, Known(Fraction(1))),
        (0, 10, {}, Known(Fraction(0))),
        (36, 4, {}, Withheld("small_count")),
        (221, 42, {}, Known(Fraction(221, 263))),
        (32, 9, {}, Known(Fraction(32, 41))),
        (32, 9, {"smallest_part": 10}, Withheld("small_count")),
        (20, 20, {"smallest": 50}, Withheld("small_count")),
    ],
)  # fmt: skip
def test_small_counts_are_withheld(connected, waiting, limits, reading):
    assert cohort(many(connected, waiting), {}, limits, YEAR).reading == reading


def test_a_part_of_the_places_does_not_give_away_the_few_of_the_others():
    rows = many(20, 10) + many(10, 3, "保育")
    assert isinstance(cohort(rows, {}, {}, YEAR).reading, Known)
    assert cohort(rows, {"place_kinds": ["学校"]}, {}, YEAR).reading == Withheld("small_count")


def test_what_was_shown_before_is_compared_only_for_the_same_question():
    earlier = [{"base": 30, "reached": 20, "recipe": {"goal": ["connected"], "unit": "%"}}]
    rows = many(21, 11)
    assert cohort(rows, {"goal": ["connected"]}, {"earlier": earlier}, YEAR).reading == Withheld("small_count")
    assert isinstance(cohort(rows, {"cutoff": {"days": 90}}, {"earlier": earlier}, YEAR).reading, Known)


def test_every_small_cell_stays_hidden_whatever_the_counts():
    """Over every small cohort: nothing that is shown is small, nor follows from what is shown by subtraction."""
    limits = Limits(6, 3)
    for reached in range(9):
        for open_ in range(6):
            for ended in range(6):
                for away in range(6):
                    base = reached + open_ + ended
                    counted = Cohort(base + away, base, reached, open_, ended, away)
                    if withheld_by(counted, limits) is None:
                        shown = shown_parts(counted, limits)
                        cells = [*shown.values(), base, *(shown.get(k, 0) for k in ("open", "ended"))]
                        assert not [c for c in cells if 0 < c < limits.part]
                        assert ("open" in shown) == ("ended" in shown)


def test_the_diagram_draws_every_stage_and_move():
    drawn = mermaid(DEFAULT_STAGES, "en")
    assert all(stage.name_en in drawn for stage in DEFAULT_STAGES.stages)
    assert all(f"{a} --> {b}" in drawn for a, tos in DEFAULT_STAGES.moves.items() for b in tos)
