"""A closed cohort's rows become one measurement, or a figure that is withheld: a pure function of the rows.

The method `cohort_share/1`. Its recipe:

    {"method": "cohort_share/1",
     "entry": "found",                      the stage that brings a case into the cohort
     "goal": ["connected", "followed_up"],  what counts as reached
     "cutoff": "period_end" | "2027-05-31" | {"days": 90},   by when; days count from each case's own day of entry
     "place_kinds": ["保育施設"],           left out: all
     "transferred_out": "apart" | "in_base",
     "unit": "%", "population_words": "…", "base_words": "…", "instrument": "…"}

`definition` may hold `smallest` and `smallest_part` (10 and 5 when it says nothing) and `earlier`: what was shown
already for periods that overlap, each {"base", "reached", "recipe"}; only those of the same question are compared.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hoshin.core.cases.cohort import (
    Asked,
    Cohort,
    Limits,
    case_dates,
    count_cohort,
    shown_parts,
    withheld_by,
)
from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement, Missing, Reading, Withheld
from hoshin.core.problems.record import Problem

METHOD = "cohort_share/1"
TABLE = "cases"
"""The name of the table in a snapshot."""
_KNOWN = {
    "method", "table", "entry", "goal", "cutoff", "place_kinds", "transferred_out",
    "unit", "population", "population_words", "base_words", "instrument", "wording",
}  # fmt: skip
_WORDS = {"table", "method", "unit", "population", "population_words", "base_words", "instrument", "wording"}


class CohortRecipeError(NotMeasurableError):
    """A recipe that cannot be followed. `problems` says everything that is wrong with it."""


def read_recipe(recipe: Mapping[str, Any], stages: Sequence[str] = ()) -> Asked:
    """The recipe as it is followed; raises `CohortRecipeError`. `stages` are the known codes, when they are known.

    >>> read_recipe({"cutoff": {"days": 90}}).days
    90
    """
    problems = [_problem("cohort_key_unknown", key) for key in sorted(recipe.keys() - _KNOWN)]
    if recipe.get("method", METHOD) != METHOD:
        problems.append(_problem("cohort_key_unknown", str(recipe["method"])))
    usual = Asked()
    entry, goal = recipe.get("entry", usual.entry), recipe.get("goal", list(usual.goal))
    goal = (goal,) if isinstance(goal, str) else tuple(str(stage) for stage in goal)
    problems += [_problem("case_stage_unknown", code) for code in (entry, *goal) if stages and code not in stages]
    if not goal or entry in goal:
        problems.append(_problem("cohort_goal_unfit", str(entry)))
    if recipe.get("transferred_out", "apart") not in ("apart", "in_base"):
        problems.append(_problem("cohort_key_unknown", str(recipe["transferred_out"])))
    cutoff, days = _cutoff(recipe.get("cutoff", "period_end"), problems)
    if problems:
        raise CohortRecipeError(*problems)
    kinds = tuple(str(kind) for kind in recipe.get("place_kinds", ()))
    return Asked(str(entry), goal, cutoff, days, kinds, recipe.get("transferred_out") == "in_base")


def _cutoff(given: Any, problems: list[Problem]) -> tuple[date | None, int | None]:
    if given == "period_end":
        return None, None
    if isinstance(given, Mapping) and isinstance(given.get("days"), int) and 0 <= given["days"] <= 3660:
        return None, given["days"]
    try:
        return date.fromisoformat(str(given)), None
    except ValueError:
        problems.append(_problem("cohort_cutoff_unknown", str(given)))
        return None, None


def cohort(
    rows: Sequence[Mapping[str, Any]], recipe: Mapping[str, Any], definition: Mapping[str, Any], period: MeasuredPeriod
) -> Measurement:
    """The share of those found in the period who were connected by the cut-off, or why it is not shown.

    A figure that is withheld carries no count at all, and not which count was small.

    >>> year = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026)
    >>> rows = [{"row": f"r{n}", "place_kind": "学校", "on_found": "2026-05-01",
    ...          "on_connected": "2026-06-01" if n < 30 else None} for n in range(40)]
    >>> cohort(rows, {"method": "cohort_share/1"}, {}, year).reading
    Known(value=Fraction(3, 4))
    >>> cohort(rows[:33], {"method": "cohort_share/1"}, {}, year).reading
    Withheld(rule='small_count')
    """
    asked = read_recipe(recipe)
    limits = limits_of(definition)
    counted = count_cohort([case_dates(row) for row in rows], asked, period.first, period.last)
    rest = _rest(rows, asked, period)
    reading = _reading(counted, limits, [*earlier_of(recipe, definition), *rest])
    is_shown = isinstance(reading, Known)
    return Measurement(
        kind="cases",
        period=period,
        reading=reading,
        unit=str(recipe.get("unit") or "%"),
        population=recipe.get("population", "households"),
        population_words=str(recipe.get("population_words", "")),
        method=METHOD,
        recipe=dict(recipe),
        base_words=str(recipe.get("base_words", "")),
        instrument=str(recipe.get("instrument", "")),
        wording=str(recipe.get("wording") or wording_of(recipe)),
        numerator=counted.reached if is_shown else None,
        denominator=counted.base if is_shown else None,
        flags=("suppressed",) if isinstance(reading, Withheld) else (),
        as_of=asked.cutoff or period.last,
        parts=shown_parts(counted, limits) if is_shown else {},
    )


def limits_of(definition: Mapping[str, Any]) -> Limits:
    """The smallest base and part that the register asks for."""
    usual = Limits()
    return Limits(int(definition.get("smallest", usual.base)), int(definition.get("smallest_part", usual.part)))


def _reading(counted: Cohort, limits: Limits, earlier: Sequence[tuple[int, int]]) -> Reading:
    if counted.found == 0:
        return Missing("no_denominator")
    if withheld_by(counted, limits, earlier) is not None:
        return Withheld("small_count")
    return Known(Fraction(counted.reached, counted.base))


def _rest(rows: Sequence[Mapping[str, Any]], asked: Asked, period: MeasuredPeriod) -> tuple[tuple[int, int], ...]:
    """The whole cohort, when only some kinds of place are asked: the share of all, shown elsewhere, less this one
    must not tell of a few families of the other kinds.
    """
    if not asked.place_kinds:
        return ()
    everyone = replace(asked, place_kinds=())
    whole = count_cohort([case_dates(row) for row in rows], everyone, period.first, period.last)
    return ((whole.base, whole.reached),)


def earlier_of(recipe: Mapping[str, Any], definition: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """What was already shown for overlapping periods by the same question, as (base, reached)."""
    asked = question_of(recipe)
    return tuple(
        (int(shown["base"]), int(shown["reached"]))
        for shown in definition.get("earlier", ())
        if question_of(shown.get("recipe", {})) == asked
    )


def question_of(recipe: Mapping[str, Any]) -> str:
    """What a recipe asks, without words that only describe it: two recipes of one question are compared.

    >>> question_of({"goal": ["connected"], "unit": "%"}) == question_of({"goal": ["connected"]})
    True
    """
    asked = {key: recipe[key] for key in recipe if key not in _WORDS}
    return json.dumps({"method": METHOD, **asked}, ensure_ascii=False, sort_keys=True)


def wording_of(recipe: Mapping[str, Any]) -> str:
    """A mark of the question: where it changes, the line between years is cut."""
    return f"cohort:{hashlib.sha256(question_of(recipe).encode()).hexdigest()[:12]}"


def _problem(code: str, found: str) -> Problem:
    return Problem(code, found=found, severity="error")
