"""A snapshot's page for staff, and for everyone how a published figure was computed: a recipe, counts and hashes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hoshin.core.measurement.codec import measurement_from_json
from hoshin.core.measurement.permissions import can_see_source
from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement
from hoshin.core.permissions import Actor
from hoshin.server.accounts.queries import display_names
from hoshin.server.evidence.models import MeasurementRow, Snapshot
from hoshin.server.evidence.queries.indicators import PlanIndicator, indicators_of_plan
from hoshin.server.evidence.queries.measurements import MeasuredYear
from hoshin.server.evidence.queries.sources import SourceEntry, entry_of
from hoshin.server.evidence.queries.standing import NoSuchSourceError, readable_source, standing_of_source
from hoshin.server.plans.queries.headers import PlanHeader


@dataclass(frozen=True, slots=True)
class FrozenTable:
    """One file of a snapshot. `rows` is None where even a count could tell of persons."""

    name: str
    file: str
    sha256: str
    rows: int | None
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """A snapshot as its source's organisation sees it."""

    hash: str
    source: SourceEntry
    period: MeasuredPeriod
    tables: tuple[FrozenTable, ...]
    manifest: Mapping[str, Any]
    made_at: datetime
    made_by: str
    made_by_post: str
    reason: str
    replaces: str | None
    replaced_by: str | None
    measurements: tuple[tuple[int, str, Measurement], ...]


@dataclass(frozen=True, slots=True)
class ComputedPage:
    """How one figure was computed, for whoever may read its plan. No records, and no counts of what is withheld."""

    header: PlanHeader
    indicator: PlanIndicator | None
    item: str
    year: MeasuredYear
    tables: tuple[FrozenTable, ...]
    replaced: bool
    computed_at: datetime
    engine_version: str
    may_see_sources: bool


def snapshot_page(name: str, viewer: Actor) -> SnapshotPage:
    """Raises `NoSuchSourceError` or `RefusedError`."""
    row = Snapshot.objects.filter(hash=name).select_related("replaces").first()
    if row is None:
        raise NoSuchSourceError(name)
    source = readable_source(row.source_id, viewer)
    after = Snapshot.objects.filter(replaces=row).values_list("hash", flat=True).first()
    figures = [
        (m.pk, m.item_id, measurement_from_json(m.content))
        for m in MeasurementRow.objects.filter(snapshot=row).order_by("id")
    ]
    measures = _measures({(m.plan_id) for m in MeasurementRow.objects.filter(snapshot=row)}, viewer)
    return SnapshotPage(
        hash=row.hash,
        source=entry_of(source, viewer),
        period=MeasuredPeriod(row.first, row.last, row.fiscal_year),
        tables=_tables(row.manifest, with_rows=True),
        manifest=row.manifest,
        made_at=row.made_at,
        made_by=display_names({row.made_by}).get(row.made_by, row.made_by),
        made_by_post=row.manifest["made_by"],
        reason=row.reason,
        replaces=row.replaces.hash if row.replaces else None,
        replaced_by=after,
        measurements=tuple((key, measures.get(item, item), m) for key, item, m in figures),
    )


def computed_page(measurement: int, viewer: Actor) -> ComputedPage:
    """Raises `NoSuchSourceError`, or `RefusedError` when the viewer may not read the plan."""
    row = MeasurementRow.objects.filter(pk=measurement).select_related("attachment__source", "snapshot").first()
    if row is None:
        raise NoSuchSourceError(measurement)
    found = indicators_of_plan(row.plan_id, viewer)
    read = measurement_from_json(row.content)
    source = row.attachment.source
    inside = can_see_source(viewer, standing_of_source(source))
    year = MeasuredYear(
        id=row.pk,
        measurement=read,
        snapshot=row.snapshot.hash,
        source=source.pk,
        source_title=row.snapshot.manifest["source"]["title"],
        override_reason=row.attachment.override_reason,
        broken=None,
        corrections=0,
    )
    countable = read.kind != "cases" and isinstance(read.reading, Known)
    return ComputedPage(
        header=found.header,
        indicator=found.find(row.item_id),
        item=row.item_id,
        year=year,
        tables=_tables(row.snapshot.manifest, with_rows=countable or inside),
        replaced=row.superseded_at is not None,
        computed_at=row.computed_at,
        engine_version=row.engine_version,
        may_see_sources=inside,
    )


def _measures(plans: set[int], viewer: Actor) -> dict[str, str]:
    return {i.item: i.measure for plan in plans for i in indicators_of_plan(plan, viewer).indicators}


def _tables(manifest: Mapping[str, Any], *, with_rows: bool) -> tuple[FrozenTable, ...]:
    return tuple(
        FrozenTable(
            name=name,
            file=table["file"],
            sha256=table["sha256"],
            rows=table["rows"] if with_rows else None,
            columns=tuple(c["name"] for c in table["columns"]) if with_rows else (),
        )
        for name, table in sorted(manifest["tables"].items())
    )
