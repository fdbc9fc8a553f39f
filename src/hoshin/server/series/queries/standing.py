"""From a number to a series, only for those who may see it; and from rows to the core's objects."""

from collections.abc import Iterable

from hoshin.core.permissions import Actor
from hoshin.core.series.definition import SeriesDefinition, definition_from_json
from hoshin.core.series.observation import Observation, observation_from_row
from hoshin.core.series.permissions import SeriesStanding, can_read_series
from hoshin.server.series.models import ImportBatch, Series
from hoshin.server.series.models import Observation as ObservationRow


class NoSuchSeriesError(LookupError):
    """There is no such series or import, or the viewer may not know that there is."""


def standing_of(row: Series) -> SeriesStanding:
    """What the rules need to know of a stored series."""
    return SeriesStanding(row.organisation_id, row.owner_id)


def readable_series(series: int, viewer: Actor) -> Series:
    """The row; raises `NoSuchSeriesError` for what does not exist and for strangers alike. One query."""
    row = Series.objects.filter(pk=series).first()
    if row is None or not can_read_series(viewer, standing_of(row)):
        raise NoSuchSeriesError(str(series))
    return row


def readable_batch(series: int, batch: int, viewer: Actor) -> ImportBatch:
    """An import of that series; raises `NoSuchSeriesError`. Two queries."""
    row = readable_series(series, viewer)
    found = ImportBatch.objects.filter(pk=batch, series=row).first()
    if found is None:
        raise NoSuchSeriesError(f"{series}/{batch}")
    return found


def definition_of(row: Series) -> SeriesDefinition:
    """What the series counts."""
    return definition_from_json(row.definition)


def observations_of(series: int) -> tuple[Observation, ...]:
    """Every observation that counts, superseded ones included. One query."""
    fields = ("period", "area", "value", "absence", "state", "published_on", "revision")
    rows: Iterable[dict[str, object]] = ObservationRow.objects.filter(series=series, batch__state="stored").values(
        *fields
    )
    return tuple(observation_from_row(row) for row in rows)
