"""Whether a figure is fresh: of which day it is, when the next one is due, and whether that is overdue."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from hoshin.core.measurement.record import EvidenceKind, MeasuredPeriod

_RHYTHMS = (1, 2, 3, 4, 6, 12)
"""Months after which records are closed regularly; another length since the year's beginning is one to date."""
GRACE_DAYS = 60
"""How long after a period's end its figure may take: closing, checking, deciding."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """`as_of`: the last day that was measured, None when nothing was. `due`: the day by which the next is expected."""

    as_of: date | None
    due: date
    overdue: bool


def freshness_of(
    last: MeasuredPeriod | None,
    *,
    fiscal_year: int,
    on: date,
    kind: EvidenceKind | None = None,
    expected: date | None = None,
    grace_days: int = GRACE_DAYS,
) -> Freshness:
    """How fresh a figure is on a day.

    The next period is as long as the last one; of a year to date it is the whole year; a year when nothing was measured
    yet (the plan's fiscal year). A survey is asked once a year, however many days it took. An `expected` day that
    somebody has named goes before the rule.

    >>> year = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)
    >>> freshness_of(year, fiscal_year=2026, on=date(2026, 11, 24))
    Freshness(as_of=datetime.date(2026, 3, 31), due=datetime.date(2027, 5, 30), overdue=False)
    >>> freshness_of(None, fiscal_year=2024, on=date(2026, 11, 24)).overdue
    True
    """
    due = expected or _next_end(last, fiscal_year, is_yearly=kind == "survey") + timedelta(days=grace_days)
    return Freshness(last.last if last else None, due, on > due)


def _next_end(last: MeasuredPeriod | None, fiscal_year: int, *, is_yearly: bool) -> date:
    if last is None:
        return date(fiscal_year + 1, 3, 31)
    if is_yearly or (last.last - last.first).days < 27:
        return _months_later(last.last, 12)
    months = (last.last.year - last.first.year) * 12 + last.last.month - last.first.month + 1
    begins_year = (last.first.month, last.first.day) in ((4, 1), (1, 1))
    if begins_year and not (months in _RHYTHMS and _ends_month(last.last)):
        return last.first.replace(year=last.first.year + 1) - timedelta(days=1)
    return _months_later(last.last, months)


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _months_later(day: date, months: int) -> date:
    """The same day some months later; a month's last day stays a month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, longest if _ends_month(day) else min(day.day, longest))
