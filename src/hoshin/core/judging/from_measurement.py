"""From stored measurements to the figures that a verdict weighs, in the unit in which targets are printed.

A share is stored as 0 to 1 and weighed in percent; an interval goes with it. What is missing or withheld stays absent,
with its reason. A figure of half a year is not judged at the year's end, and one that was measured in another way is
compared with nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction

from hoshin.core.judging.demand import Bases
from hoshin.core.judging.figures import Absent, Figure
from hoshin.core.measurement.baseline import base_measurement
from hoshin.core.measurement.comparability import break_between, sampling_of
from hoshin.core.measurement.record import Known, Measurement, Missing
from hoshin.core.measurement.shown import exactly
from hoshin.core.measurement.years import is_whole
from hoshin.core.plan.document import Target
from hoshin.core.problems.record import Problem

SHARES = ("%", "％")
MEASURED_DIFFERENTLY = "measured_differently"
"""The reason of a baseline that exists and must not be compared with."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a target's baseline may mean: figures for the verdict, the measurement behind them, and what to know."""

    bases: Bases
    measurement: Measurement | None = None
    problems: tuple[Problem, ...] = ()


def figure_of(measurement: Measurement) -> Figure | Absent:
    """The figure of a measurement, or why there is none. An interval without any width is none: everybody answered.

    >>> from datetime import date
    >>> from hoshin.core.measurement.record import MeasuredPeriod, Uncertainty
    >>> year = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
    >>> of = Measurement("survey", year, Known(0.596), "%", "residents", "survey_estimate/1", {}, n_base=400,
    ...                  uncertainty=Uncertainty(lower=0.547, upper=0.643))
    >>> figure = figure_of(of)
    >>> figure.value, figure.unit, figure.n, figure.lower, figure.upper
    (Decimal('59.6'), '%', 400, Decimal('54.7'), Decimal('64.3'))
    >>> figure_of(replace(of, reading=Missing("no_denominator")))
    Absent(reason='no_denominator')
    """
    reading = measurement.reading
    if isinstance(reading, Missing):
        return Absent(reading.reason)
    if not isinstance(reading, Known):
        return Absent("withheld")
    sure = measurement.uncertainty
    ends = (sure.lower, sure.upper) if sure and sure.lower is not None and sure.upper is not None else (None, None)
    has_interval = None not in ends
    if ends[0] == ends[1]:
        ends = (None, None)
    lower, upper = (None if end is None else _in_unit(end, measurement.unit) for end in ends)
    return Figure(
        value=_in_unit(reading.value, measurement.unit),
        unit="%" if measurement.unit in SHARES else measurement.unit,
        n=measurement.n_base,
        lower=lower,
        upper=upper,
        claims_inference=_claims_inference(measurement, has_interval=has_interval),
    )


def _in_unit(value: Decimal | Fraction | float | int, unit: str | None) -> Decimal:
    exact = exactly(value) * (100 if unit in SHARES else 1)
    with localcontext() as context:
        context.prec = 50
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def _claims_inference(measurement: Measurement, *, has_interval: bool) -> bool:
    """A sample without an interval says nothing of those who did not answer; a register or a census counts itself.

    A figure of other people than the indicator's (participants for 「区民の割合」) says nothing of them either.
    """
    if {"no_inference", "population_differs"} & set(measurement.flags):
        return False
    return measurement.kind != "survey" or has_interval or sampling_of(measurement) == "census"


def judged_figure(of_the_year: Iterable[Measurement]) -> tuple[Measurement | None, Figure | Absent]:
    """The figure by which a fiscal year is judged, among its measurements: the whole year's that reaches furthest.

    A count of a part of the year is `not_yet_closed`: it may still grow.
    """
    found = sorted(of_the_year, key=_reach)
    whole = [m for m in found if is_whole(m)]
    if whole:
        return whole[-1], figure_of(whole[-1])
    return (found[-1], Absent("not_yet_closed")) if found else (None, Absent("not_measured"))


def _reach(measurement: Measurement) -> tuple[int, int]:
    period = measurement.period
    return period.last.toordinal(), -period.first.toordinal()


def compared_with(
    target: Target, judged: Measurement | None, measurements: Sequence[Measurement], fiscal_year: int
) -> Compared:
    """The figure that the target leans on, as of the judged fiscal year; a change without a baseline means last year.

    A figure that was measured in another way (question, people, sampling, …) is not used, and a problem says so.
    """
    leaning = replace(target, baseline="previous_fiscal_year") if _changes_from_unnamed(target) else target
    base = base_measurement(leaning, measurements, fiscal_year)
    if base is None:
        return Compared(Bases())
    is_previous = leaning.baseline is not None and leaning.baseline.startswith("previous_")
    if judged is not None and _is_cut(base, judged):
        absent = Absent(MEASURED_DIFFERENTLY)
        bases = Bases(previous=absent) if is_previous else Bases(baseline=absent)
        return Compared(bases, base, (Problem("previous_measured_differently"),))
    figure = figure_of(base)
    return Compared(Bases(previous=figure) if is_previous else Bases(baseline=figure), base)


def _is_cut(base: Measurement, judged: Measurement) -> bool:
    """Whether the way of measuring changed. That a running year is shorter so far is no change of it."""
    cut = break_between(base, judged)
    return cut is not None and (is_whole(judged) or cut.reasons != ("length",))


def _changes_from_unnamed(target: Target) -> bool:
    names_no_level = target.comparator in ("increase", "decrease") or (
        target.comparator == "maintain" and target.value is None
    )
    return target.baseline is None and names_no_level
