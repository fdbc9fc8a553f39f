"""Which days a year's closing covers: the whole year once it has ended, else the months that are there."""

from collections.abc import Iterable
from datetime import date

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.series.definition import SeriesDefinition
from hoshin.core.series.measuring import measured_period
from hoshin.core.series.observation import Observation
from hoshin.core.series.periods import months_of, year_period


def period_to_close(
    definition: SeriesDefinition, observations: Iterable[Observation], year: int, on: date
) -> MeasuredPeriod | None:
    """The period, or None when there is nothing of that year to close on this day.

    >>> from decimal import Decimal
    >>> from hoshin.core.series.periods import SeriesPeriod
    >>> monthly = SeriesDefinition("窃盗", "県警", "件", "month", months_make="calendar")
    >>> june = Observation(SeriesPeriod(2026, 6, "month"), "", Decimal(3), None, "final", date(2026, 7, 20))
    >>> period_to_close(monthly, [june], 2026, date(2026, 11, 24)).last
    datetime.date(2026, 6, 30)
    >>> period_to_close(monthly, [june], 2026, date(2027, 2, 1)).last
    datetime.date(2026, 12, 31)
    """
    whole = measured_period(definition.year, year, fiscal_year=year + definition.lag)
    monthly = definition.cycle == "month"
    months = months_of(definition.year, year) if monthly else (year_period(definition.year, year),)
    wanted = {m.key for m in months}
    ends = [o.period.last for o in observations if o.period.key in wanted and o.period.last <= on]
    if not ends:
        return None
    return whole if whole.last <= on else MeasuredPeriod(whole.first, max(ends), whole.fiscal_year)
