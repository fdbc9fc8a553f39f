"""From a series's frozen rows to an indicator's measurement (`series_value/1`).

The plan's fiscal year chooses the year of the series: with calendar years, the plan of fiscal year 2026 is measured by
calendar 2026 and compared with calendar 2025; with fiscal years, by April 2026 to March 2027. Where the closed period
is itself a year of that kind, it is that year. Both ends of the period stand on the measurement, so that nobody has to
remember this.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import Flag, Known, MeasuredPeriod, Measurement, Missing, Reading
from hoshin.core.problems.record import Problem
from hoshin.core.series.aggregation import YearFigure, figure_of_year
from hoshin.core.series.definition import SeriesDefinition, YearKind, definition_from_json
from hoshin.core.series.observation import latest, observation_from_row
from hoshin.core.series.periods import year_period
from hoshin.core.series.recipe import METHOD, SeriesRecipe, recipe_of, recipe_to_json


def value(
    rows: Sequence[Mapping[str, Any]], recipe: Mapping[str, Any], definition: Mapping[str, Any], period: MeasuredPeriod
) -> Measurement:
    """The measurement that these rows give for a plan's year. The same rows always give the same measurement.

    `parts` holds the year before (`previous`) where it is a whole number, and how many months are there (`months`) and
    their sum (`so_far`) where some are lacking.
    `NotMeasurableError` when rows, recipe or definition are not ones of a series.
    """
    try:
        series = definition_from_json(definition)
        wanted = recipe_of(recipe, series)
        newest = latest(observation_from_row(row) for row in rows)
    except (ValueError, KeyError, TypeError, ArithmeticError) as wrong:
        raise NotMeasurableError(Problem("series_not_measurable", found=str(wrong)[:200], severity="error")) from wrong
    year, until = year_of(period, wanted.year, series.lag)
    this = figure_of_year(newest, series, wanted.year, year, wanted.areas, until=until)
    before = figure_of_year(newest, series, wanted.year, year - 1, wanted.areas)
    reading = taken(wanted, series, this, before)
    used = [this] if wanted.takes == "value" else [this, before]
    shown = isinstance(reading, Known)
    provisional = shown and (any(f.provisional for f in used) or this.is_partial)
    flags: tuple[Flag, ...] = ("provisional",) if provisional else ()
    days = [f.published_on for f in used if f.published_on is not None]
    return Measurement(
        kind="series",
        period=period if until else measured_period(wanted.year, year, fiscal_year=period.fiscal_year),
        reading=reading,
        unit=_unit(wanted, series),
        population=series.population,
        population_words=series.counted,
        base_words="、".join(area or series.whole for area in wanted.areas) or series.whole,
        method=METHOD,
        recipe=recipe_to_json(wanted),
        instrument="、".join(part for part in (series.counted_by, series.source) if part),
        wording=f"{series.counted}（{series.counted_by}、{series.unit}）",
        flags=flags,
        notes=_notes(this),
        as_of=max(days, default=None),
        provisional=provisional,
        parts=_parts(this, before),
    )


def measured_period(kind: YearKind, year: int, *, fiscal_year: int) -> MeasuredPeriod:
    """The days that a series's year spans, counted for a plan's year.

    >>> measured_period("calendar", 2026, fiscal_year=2026).last
    datetime.date(2026, 12, 31)
    """
    spanned = year_period(kind, year)
    return MeasuredPeriod(spanned.first, spanned.last, fiscal_year)


def year_of(period: MeasuredPeriod, kind: YearKind, lag: int = 0) -> tuple[int, date | None]:
    """The year of the series that a period means, and the day to which it is told when the year still runs.

    >>> year_of(MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2026), "calendar", lag=1)
    (2025, None)
    >>> year_of(MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), 2026), "calendar")
    (2026, None)
    >>> year_of(MeasuredPeriod(date(2026, 1, 1), date(2026, 10, 31), 2026), "calendar")
    (2026, datetime.date(2026, 10, 31))
    """
    spanned = year_period(kind, period.first.year)
    if period.first == spanned.first and period.last <= spanned.last:
        return period.first.year, period.last if period.last < spanned.last else None
    return period.fiscal_year - lag, None


def taken(recipe: SeriesRecipe, series: SeriesDefinition, this: YearFigure, before: YearFigure) -> Reading:
    """What the recipe takes from a year and the year before it, in the unit of a measurement: a share is 0 to 1."""
    now = this.so_far if recipe.partial and this.is_partial and this.so_far is not None else _number(this)
    if now is None:
        return _why(this.reading)
    if recipe.takes == "value":
        return Known(Fraction(now) / 100 if series.unit in _PERCENT else now)
    if this.months is not None and this.months < _YEAR_MONTHS:
        return Missing("not_yet_closed")
    then = _number(before)
    if then is None:
        return Missing("baseline_unknown")
    if recipe.takes == "change":
        return Known(now - then)
    return Known(Fraction(now - then) / abs(Fraction(then))) if then else Missing("no_denominator")


_YEAR_MONTHS = 12
_PERCENT = ("%", "％")
_NOT_COMPUTABLE = ("other_kind_of_year", "months_not_added", "areas_not_added")


def _number(figure: YearFigure) -> Decimal | None:
    known = figure.reading.value if isinstance(figure.reading, Known) else None
    return known if isinstance(known, Decimal) else None


def _why(reading: Reading) -> Reading:
    if isinstance(reading, Missing) and reading.reason in _NOT_COMPUTABLE:
        return Missing("not_computable")
    return reading


def _unit(recipe: SeriesRecipe, series: SeriesDefinition) -> str:
    if recipe.takes == "change_percent":
        return "%"
    return "ポイント" if recipe.takes == "change" and series.unit in ("%", "％") else series.unit


def _parts(this: YearFigure, before: YearFigure) -> dict[str, int]:
    """Whole numbers beside the figure: the year before, the months that are there, and their sum so far."""
    parts: dict[str, int] = {}
    then = _number(before)
    if then is not None and then == then.to_integral_value():
        parts["previous"] = int(then)
    if this.months is not None and this.months < _YEAR_MONTHS:
        parts["months"] = this.months
        if this.so_far is not None and this.so_far == this.so_far.to_integral_value():
            parts["so_far"] = int(this.so_far)
    return parts


def _notes(this: YearFigure) -> tuple[str, ...]:
    """What is incomplete about the figure; the numbers stand in `parts`."""
    notes = ["months_missing"] if this.months is not None and this.months < _YEAR_MONTHS else []
    if this.absent_areas:
        notes.append("areas_missing")
    return tuple(notes)
