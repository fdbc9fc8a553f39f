"""Figures of a register: how many, how much, how many different, which share, how many of the expected areas.

Every figure is exact: counts are integers, sums `Decimal`, shares numerator and denominator. A blank number is not a
zero, it is counted apart (`blanks`). The sum over the months of a year is the year's sum.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from hoshin.core.periods import fiscal_year_of
from hoshin.core.registers.conditions import Row, Test, day_of, label_of, number_of

FigureKind = Literal["count", "sum", "distinct", "share", "covered"]
"""件数、合計、種類の数（重複を除く）、割合、ねらった地域のうち行えた数."""
FIGURE_KINDS: tuple[FigureKind, ...] = ("count", "sum", "distinct", "share", "covered")
Span = Literal["month", "calendar_year", "fiscal_year"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `denominator` is set for a share and for coverage; `blanks` are entries that lack the counted value.

    `missed` names what was expected and did not occur (areas without an entry).
    """

    numerator: Decimal | int
    denominator: int | None = None
    entries: int = 0
    blanks: int = 0
    missed: tuple[str, ...] = ()


def within(rows: Iterable[Row], column: str, first: date, last: date) -> list[Row]:
    """The rows whose day in this column lies in the period, both ends included; blank days never do."""
    return [row for row in rows if (day := day_of(row.get(column))) is not None and first <= day <= last]


def count(rows: Sequence[Row]) -> Figure:
    """How many entries.

    >>> count([{"entry": 1}, {"entry": 2}]).numerator
    2
    """
    return Figure(len(rows), entries=len(rows))


def total(rows: Sequence[Row], column: str) -> Figure:
    """The sum of a number. Of no entries it is 0: nothing happened, and that is known.

    >>> total([{"n": "1.10"}, {"n": "2.20"}, {"n": None}], "n")
    Figure(numerator=Decimal('3.30'), denominator=None, entries=3, blanks=1, missed=())
    """
    numbers = [number_of(row.get(column)) for row in rows]
    known = [number for number in numbers if number is not None]
    return Figure(sum(known, Decimal(0)), entries=len(rows), blanks=len(numbers) - len(known))


def distinct(rows: Sequence[Row], column: str) -> Figure:
    """How many different values; blanks are none.

    >>> distinct([{"a": "北"}, {"a": "南"}, {"a": "北"}, {"a": None}], "a").numerator
    2
    """
    labels = [label_of(row.get(column)) for row in rows]
    return Figure(len(set(labels) - {""}), entries=len(rows), blanks=labels.count(""))


def share(rows: Sequence[Row], part: Test) -> Figure:
    """How many of these entries meet the condition. Of no entries there is no share: the denominator is 0."""
    return Figure(sum(part(row) for row in rows), denominator=len(rows), entries=len(rows))


def covered(rows: Sequence[Row], column: str, expected: Sequence[str]) -> Figure:
    """How many of the expected values occur; what occurs and was not expected does not count.

    >>> covered([{"a": "北"}, {"a": "沖"}], "a", ("北", "南"))
    Figure(numerator=1, denominator=2, entries=2, blanks=0, missed=('南',))
    """
    labels = [label_of(row.get(column)) for row in rows]
    missed = tuple(value for value in expected if value not in set(labels))
    blanks = labels.count("")
    return Figure(len(expected) - len(missed), len(expected), entries=len(rows), blanks=blanks, missed=missed)


def period_label(day: date, span: Span) -> str:
    """The period that holds a day.

    >>> [period_label(date(2027, 3, 31), span) for span in ("month", "calendar_year", "fiscal_year")]
    ['2027-03', '2027', '2026']
    """
    if span == "month":
        return f"{day.year:04d}-{day.month:02d}"
    return str(day.year if span == "calendar_year" else fiscal_year_of(day))


def months_of(first: date, last: date) -> tuple[str, ...]:
    """Every month from the first to the last day's, so that a month without entries is shown as 0.

    >>> months_of(date(2026, 12, 5), date(2027, 2, 1))
    ('2026-12', '2027-01', '2027-02')
    """
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1))


def by_label(
    rows: Iterable[Row],
    label: Callable[[Row], str | None],
    figure: Callable[[Sequence[Row]], Figure],
    expected: Sequence[str] = (),
) -> dict[str, Figure]:
    """The figure of each part: the expected labels in their order, then others; rows without a label are under "".

    >>> rows = [{"a": "北"}, {"a": "沖"}, {"a": None}]
    >>> {k: f.numerator for k, f in by_label(rows, lambda r: r["a"], count, ("北", "南")).items()}
    {'北': 1, '南': 0, '沖': 1, '': 1}
    """
    parts: dict[str, list[Row]] = {name: [] for name in expected}
    unlabelled: list[Row] = []
    for row in rows:
        name = label(row)
        (parts.setdefault(name, []) if name else unlabelled).append(row)
    if unlabelled:
        parts[""] = unlabelled
    return {name: figure(part) for name, part in parts.items()}


def by_period(
    rows: Iterable[Row],
    column: str,
    span: Span,
    figure: Callable[[Sequence[Row]], Figure],
    expected: Sequence[str] = (),
) -> dict[str, Figure]:
    """The figure of each month, calendar year or fiscal year by the day in this column."""

    def label(row: Mapping[str, Any]) -> str | None:
        day = day_of(row.get(column))
        return None if day is None else period_label(day, span)

    return by_label(rows, label, figure, expected)
