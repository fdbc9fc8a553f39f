"""Closing a year of a series: every publication known on that day is frozen, and the indicators are measured."""

from datetime import datetime

from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.series.closing import period_to_close
from hoshin.core.series.definition import definition_to_json
from hoshin.core.series.observation import observation_to_row
from hoshin.core.series.periods import year_in_words
from hoshin.core.series.permissions import check_can_change_series
from hoshin.exchange.snapshots import Column, Table
from hoshin.server.evidence.actions import ClosedPeriod, close_period
from hoshin.server.series.actions.defining import SeriesError
from hoshin.server.series.queries.standing import definition_of, observations_of, readable_series, standing_of

COLUMNS = (
    Column("period", "text"),
    Column("area", "text"),
    Column("value", "text"),
    Column("absence", "text"),
    Column("state", "text"),
    Column("published_on", "date"),
    Column("revision", "integer"),
)
"""Of the table `observations` in a snapshot; the figure is text, since it is exact."""


class NothingToCloseError(SeriesError):
    """The series has no figure of that year yet."""

    def __init__(self, words: str) -> None:
        super().__init__((Problem("series_nothing_to_close", found=words, severity="error"),))


def close_year(*, series: int, year: int, by: Actor, at: datetime, reason: str = "") -> ClosedPeriod:
    """Freeze the series as it is known and measure the year. Closing it again is a correction and needs a reason.

    Earlier years are frozen with it, since last year's figure is what many targets lean on. A running year of monthly
    figures is closed to the end of its last month that is there. Raises `EvidenceError` as `close_period` does.
    """
    row = readable_series(series, by)
    check_can_change_series(by, standing_of(row))
    definition = definition_of(row)
    observations = observations_of(series)
    period = period_to_close(definition, observations, year, timezone.localdate(at))
    if period is None:
        raise NothingToCloseError(year_in_words(definition.year, year))
    rows = [
        {**observation_to_row(o), "published_on": o.published_on} for o in observations if o.period.last <= period.last
    ]
    return close_period(
        source=row.source_id,
        period=period,
        tables={"observations": Table(COLUMNS, rows)},
        definition=definition_to_json(definition),
        by=by,
        at=at,
        reason=reason,
    )
