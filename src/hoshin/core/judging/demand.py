"""What a target demands of this year's figure: a comparator and limits, with the baseline filled in.

「前年度以上」 demands at least last year's figure, which may itself be an estimate: a limit keeps the interval of
whatever it came from. What cannot be resolved with certainty is a problem for a person.
"""

from dataclasses import dataclass
from typing import Literal

from hoshin.core.judging.figures import Absent, Figure, in_unit, moved, scaled, unit_and_scale
from hoshin.core.plan.document import Target
from hoshin.core.problems.record import Problem

Comparison = Literal[">=", "<=", ">", "<", "=", "between"]
Direction = Literal["more", "less"]
_PREVIOUS = ("previous_fiscal_year", "previous_calendar_year")
_RISING: dict[str, Comparison] = {"more": ">=", "less": "<="}


@dataclass(frozen=True, slots=True)
class Demand:
    """A figure must compare so with `limit`; with `between`, it must lie from `limit` to `limit_max`."""

    comparison: Comparison
    limit: Figure
    limit_max: Figure | None = None
    from_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No demand follows from the target alone. `problem` says what a person must supply."""

    problem: Problem
    is_qualitative: bool = False


@dataclass(frozen=True, slots=True)
class Bases:
    """The figures that a baseline may mean: the year before, and another year or place."""

    previous: Figure | Absent | None = None
    baseline: Figure | Absent | None = None


def demands_of(
    target: Target, unit: str | None, direction: Direction | None, bases: Bases
) -> tuple[Demand, ...] | Unresolved:
    """What the target may demand of a figure in `unit`: two demands where 「10%減」 of a share or 「維持」 is unclear.

    >>> from decimal import Decimal
    >>> last_year = Figure(Decimal(52), "件")
    >>> demands_of(Target("<=", baseline="previous_calendar_year"), "件", None, Bases(last_year))[0].limit.value
    Decimal('52')
    >>> demands_of(Target("qualitative"), None, None, Bases()).problem.code
    'judged_by_a_person'
    """
    if target.comparator == "qualitative":
        return Unresolved(Problem("judged_by_a_person"), is_qualitative=True)
    if target.comparator in ("increase", "decrease"):
        return _change(target, unit, bases)
    if target.comparator == "maintain":
        return _level(target, direction, bases)
    if target.comparator == "between":
        return _range(target)
    comparison = _with_direction(target, direction)
    if isinstance(comparison, Unresolved):
        return comparison
    if target.baseline is not None:
        return _against_baseline(target, comparison, unit, bases)
    if target.value is None:
        return Unresolved(Problem("target_without_value"))
    return (Demand(comparison, Figure(target.value, target.unit)),)


def _with_direction(target: Target, direction: Direction | None) -> Comparison | Unresolved:
    """An implied comparator yields to the stated direction; a printed one that contradicts it is asked about."""
    printed = target.comparator
    assert printed in (">=", "<=", ">", "<", "=")
    wanted = _RISING.get(direction or "")
    if wanted is None or printed == "=" or printed[0] == wanted[0]:
        return printed
    if target.comparator_implied:
        return wanted
    return Unresolved(Problem("direction_contradicts_target", found=printed, values={"direction": direction or ""}))


def _base(target: Target, bases: Bases) -> Figure | Unresolved:
    """The figure that the baseline names. A change without a named baseline is from the one that is given."""
    if target.baseline in _PREVIOUS:
        given = bases.previous if bases.previous is not None else bases.baseline
    elif target.baseline is not None:
        given = bases.baseline
    else:
        given = bases.baseline if bases.baseline is not None else bases.previous
    if isinstance(given, Figure):
        return given
    reason = given.reason if isinstance(given, Absent) else ""
    return Unresolved(Problem("baseline_figure_unknown", found=target.baseline or "", values={"reason": reason or "—"}))


def _against_baseline(
    target: Target, comparison: Comparison, unit: str | None, bases: Bases
) -> tuple[Demand, ...] | Unresolved:
    base = _base(target, bases)
    if isinstance(base, Unresolved):
        return base
    if target.value is None:
        return (Demand(comparison, base, from_baseline=True),)
    if unit_and_scale(target.unit)[0] == "%":
        return (Demand(comparison, scaled(base, target.value / 100), from_baseline=True),)
    return Unresolved(Problem("baseline_with_value", found=str(target.value)))


def _change(target: Target, unit: str | None, bases: Bases) -> tuple[Demand, ...] | Unresolved:
    base = _base(target, bases)
    if isinstance(base, Unresolved):
        return base
    sign = 1 if target.comparator == "increase" else -1
    if target.value is None:
        return (Demand(">" if sign > 0 else "<", base, from_baseline=True),)
    comparison: Comparison = ">=" if sign > 0 else "<="
    kind, scale = unit_and_scale(target.unit)
    amount = target.value * scale
    by_amount = Demand(comparison, moved(base, sign * amount), from_baseline=True)
    by_ratio = Demand(comparison, scaled(base, 1 + sign * amount / 100), from_baseline=True)
    if kind == "ポイント":
        return (by_amount,)
    if kind == "%":
        is_share = unit_and_scale(unit or base.unit)[0] == "%"
        return (by_ratio, by_amount) if is_share else (by_ratio,)
    converted = in_unit(Figure(target.value, target.unit), base.unit)
    if converted is None:
        return Unresolved(Problem("units_differ", found=target.unit, values={"other": base.unit or "—"}))
    return (Demand(comparison, moved(base, sign * converted.value), from_baseline=True),)


def _level(target: Target, direction: Direction | None, bases: Bases) -> tuple[Demand, ...] | Unresolved:
    """「維持」: the level, or last time's figure, must not be lost. Which way it is lost, the direction says."""
    from_baseline = target.value is None
    held = _base(target, bases) if target.value is None else Figure(target.value, target.unit)
    if isinstance(held, Unresolved):
        return held
    readings = _RISING.values() if direction is None else (_RISING[direction],)
    return tuple(Demand(comparison, held, from_baseline=from_baseline) for comparison in readings)


def _range(target: Target) -> tuple[Demand, ...] | Unresolved:
    if target.value is None or target.value_max is None:
        return Unresolved(Problem("target_without_value"))
    low, high = sorted((target.value, target.value_max))
    return (Demand("between", Figure(low, target.unit), Figure(high, target.unit)),)
