"""The figure of one year, from yearly or monthly publications, for the whole or for some of its areas.

A sum that lacks a month is no year's figure: it says how many of the twelve months are there. A cell that is withheld
withholds every sum that it belongs to, since what is left would tell it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hoshin.core.measurement.record import Known, Missing, Reading, Withheld
from hoshin.core.series.definition import SeriesDefinition, YearKind
from hoshin.core.series.observation import Cell, Observation
from hoshin.core.series.periods import SeriesPeriod, months_of, year_period

WITHHELD_AT_SOURCE = Withheld("withheld_at_source")
YEAR_KIND = {"calendar_year": "calendar", "fiscal_year": "fiscal"}


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One year's figure and how complete it is.

    `so_far` is the sum of the months that are there, when some are not; `absent_areas` are parts without a figure.
    """

    kind: YearKind
    year: int
    reading: Reading
    provisional: bool = False
    published_on: date | None = None
    months: int | None = None
    months_expected: int | None = None
    so_far: Decimal | None = None
    absent_areas: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Whether months are lacking."""
        return self.months_expected is not None and self.months != self.months_expected


def figure_of_year(
    newest: Mapping[Cell, Observation],
    definition: SeriesDefinition,
    kind: YearKind,
    year: int,
    areas: Sequence[str] = (),
    *,
    until: date | None = None,
) -> YearFigure:
    """The figure of a year: of the whole, or of these areas added up. `newest` comes from `latest`.

    With `until`, only the months that have ended by that day are asked for: a running year, told to date.

    >>> thefts = SeriesDefinition("自転車盗", "県警", "件", "calendar_year")
    >>> seen = Observation(SeriesPeriod(2025), "", Decimal(38), None, "final", date(2026, 2, 1))
    >>> figure_of_year({seen.cell: seen}, thefts, "calendar", 2025).reading
    Known(value=Decimal('38'))
    >>> figure_of_year({seen.cell: seen}, thefts, "calendar", 2026).reading.reason
    'not_published_yet'
    """
    if definition.cycle != "month" and YEAR_KIND[definition.cycle] != kind:
        return YearFigure(kind, year, Missing("other_kind_of_year"))
    if definition.cycle == "month" and definition.aggregation == "none":
        return YearFigure(kind, year, Missing("months_not_added"))
    periods = _periods(definition, kind, year, until)
    wanted = _wanted_areas(newest, definition, periods, areas)
    if len(wanted) > 1 and not definition.areas_add:
        return YearFigure(kind, year, Missing("areas_not_added"))
    nothing = YearFigure(kind, year, Missing("not_published_yet"))
    return _together(kind, year, [(area, _of_area(newest, definition, nothing, periods, area)) for area in wanted])


def _wanted_areas(
    newest: Mapping[Cell, Observation],
    definition: SeriesDefinition,
    periods: Sequence[SeriesPeriod],
    areas: Sequence[str],
) -> tuple[str, ...]:
    """The areas asked for; else the whole where the year has it, else all parts that the series knows."""
    if areas:
        return tuple(dict.fromkeys(areas))
    keys = {p.key for p in periods}
    parts = tuple(sorted({area for _, area in newest if area}))
    whole = any(key in keys and not area for key, area in newest)
    return ("",) if whole or not parts or not definition.areas_add else parts


def _periods(definition: SeriesDefinition, kind: YearKind, year: int, until: date | None) -> tuple[SeriesPeriod, ...]:
    if definition.cycle != "month":
        return (year_period(kind, year),)
    return tuple(m for m in months_of(kind, year) if until is None or m.last <= until)


def _of_area(
    newest: Mapping[Cell, Observation],
    definition: SeriesDefinition,
    nothing: YearFigure,
    periods: Sequence[SeriesPeriod],
    area: str,
) -> YearFigure:
    """One area's figure; `nothing` is the year without one."""
    seen = [newest[p.key, area] for p in periods if (p.key, area) in newest]
    monthly, adds = definition.cycle == "month", definition.aggregation == "sum"
    if not seen:
        return replace(nothing, months=0 if monthly else None, months_expected=len(periods) if monthly else None)
    found = replace(
        nothing,
        provisional=any(s.state == "provisional" for s in seen),
        published_on=max(s.published_on for s in seen),
        months=len(seen) if monthly else None,
        months_expected=len(periods) if monthly else None,
    )
    if not monthly:
        return replace(found, reading=_sum(seen))
    complete = len(seen) == len(periods) if adds else seen[-1].period == periods[-1]
    so_far = _sum(seen if adds else seen[-1:])
    if complete or isinstance(so_far, Withheld):
        return replace(found, reading=so_far, months=len(periods) if complete else len(seen))
    known = so_far.value if isinstance(so_far, Known) else None
    return replace(found, reading=Missing("not_yet_closed"), so_far=known if isinstance(known, Decimal) else None)


def _sum(seen: Sequence[Observation]) -> Reading:
    """The figures added up. What cannot occur (該当なし) adds nothing, unless there is nothing else."""
    if any(s.absence == "withheld" for s in seen):
        return WITHHELD_AT_SOURCE
    if any(s.absence in ("unknown", "not_obtained") for s in seen):
        return Missing("not_known_at_source")
    values = [s.value for s in seen if s.value is not None]
    return Known(sum(values, Decimal(0))) if values else Missing("not_applicable")


def _together(kind: YearKind, year: int, parts: Sequence[tuple[str, YearFigure]]) -> YearFigure:
    """The areas' figures as one; of several, each must be there."""
    if len(parts) == 1:
        return parts[0][1]
    figures = [figure for _, figure in parts]
    known = [f.reading.value for f in figures if isinstance(f.reading, Known) and isinstance(f.reading.value, Decimal)]
    lacking = [f.reading for f in figures if not isinstance(f.reading, Known)]
    absent = [f.reading for f in figures if isinstance(f.reading, Missing) and f.reading.reason != "not_applicable"]
    reading: Reading
    if any(isinstance(r, Withheld) for r in lacking):
        reading = WITHHELD_AT_SOURCE
    elif absent or not known:
        reading = absent[0] if absent else Missing("not_applicable")
    else:
        reading = Known(sum(known, Decimal(0)))
    sums = [f.so_far for f in figures if f.so_far is not None] + known
    partial = any(f.is_partial for f in figures) and not any(isinstance(r, Withheld) for r in lacking)
    expected = next((f.months_expected for f in figures if f.months_expected), None)
    return YearFigure(
        kind, year, reading,
        provisional=any(f.provisional for f in figures),
        published_on=max((f.published_on for f in figures if f.published_on), default=None),
        months=min((f.months for f in figures if f.months is not None), default=None) if expected else None,
        months_expected=expected,
        so_far=sum(sums, Decimal(0)) if partial and sums else None,
        absent_areas=tuple(area for area, f in parts if isinstance(f.reading, Missing)),
    )  # fmt: skip
