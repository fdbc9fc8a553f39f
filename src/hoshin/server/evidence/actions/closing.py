"""Closing a period: its records are frozen for good, and every attached indicator is measured from what was frozen."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hoshin.core.measurement.failure import NotMeasurableError, NotRecordedError
from hoshin.core.measurement.permissions import check_can_work_on_source
from hoshin.core.measurement.record import EvidenceKind, MeasuredPeriod, Measurement
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.exchange.snapshots import (
    NotATableError,
    OpenedSnapshot,
    SnapshotAlteredError,
    SnapshotOrigin,
    StoreError,
    Table,
    open_snapshot,
    staged_snapshot,
)
from hoshin.server.accounts.queries import posts_of
from hoshin.server.audit.actions import record
from hoshin.server.evidence.actions.sources import locked_source
from hoshin.server.evidence.measuring import measured, new_row
from hoshin.server.evidence.models import Attachment, MeasurementRow, NotMeasured, Snapshot, Source
from hoshin.server.evidence.queries.indicators import measure_of
from hoshin.server.evidence.queries.standing import EvidenceError, standing_of_source
from hoshin.server.evidence.store import evidence_store


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """What closing made: the snapshot's name and each indicator's measurement, by (plan, indicator id).

    `not_recorded`: attached indicators of which these records hold nothing, since they were not asked this time.
    """

    snapshot: str
    measurements: Mapping[tuple[int, str], Measurement]
    not_recorded: tuple[tuple[int, str], ...] = ()


Measured = tuple[Attachment, Measurement]


@transaction.atomic
def close_period(
    *,
    source: int,
    period: MeasuredPeriod,
    tables: Mapping[str, Table],
    by: Actor,
    at: datetime,
    definition: Mapping[str, Any] | None = None,
    reason: str = "",
) -> ClosedPeriod:
    """Freeze the period's records and measure. A second close of the same period is a correction: a reason is needed,
    the new snapshot names the one it replaces, and the old one stays. Raises `EvidenceError` with every problem, and
    then nothing is kept.
    """
    row = locked_source(source)
    check_can_work_on_source(by, standing_of_source(row))
    current = list(Snapshot.objects.filter(source=row, replaced_by__isnull=True))
    former = _closed_before(period, current)
    problems = _faults(row, period, current, at=at, reason=reason)
    if problems:
        raise EvidenceError(*problems)
    origin = SnapshotOrigin(
        kind=_kind(row),
        source=described(row),
        period=period,
        made_at=at,
        made_by=post_of(by, row),
        definition=dict(definition or {}),
        replaces=former.hash if former else None,
        reason=reason.strip() if former else "",
    )
    attachments = _measuring(row, former)
    kept, measured_by = _frozen(tables, origin, attachments, former, by)
    snapshot = Snapshot.objects.create(
        source=row,
        hash=kept.name,
        first=period.first,
        last=period.last,
        fiscal_year=period.fiscal_year,
        manifest=dict(kept.manifest),
        replaces=former,
        made_at=at,
        made_by=by.name,
        reason=origin.reason,
    )
    rows = _stored(snapshot, former, measured_by, at)
    _tell(snapshot, rows, by, at)
    named = {(a.plan_id, a.item_id): m for a, m in measured_by}
    without = {(a.plan_id, a.item_id) for a in attachments} - named.keys()
    return ClosedPeriod(kept.name, named, tuple(sorted(without)))


def _tell(snapshot: Snapshot, rows: list[MeasurementRow], by: Actor, at: datetime) -> None:
    """The closing in the audit record, with each figure's hash."""
    detail = {
        "snapshot": snapshot.hash,
        "replaces": snapshot.replaces.hash if snapshot.replaces else None,
        "period": [snapshot.first.isoformat(), snapshot.last.isoformat()],
        "fiscal_year": snapshot.fiscal_year,
        "reason": snapshot.reason,
        "measurements": {r.content_hash: f"{r.plan_id}:{r.item_id}" for r in rows},
    }
    record(actor=by.name, action="period_closed", subject=f"source:{snapshot.source_id}", detail=detail, at=at)


def _measuring(row: Source, former: Snapshot | None) -> list[Attachment]:
    """Which attachments measure: the open ones, and in a correction first those by which the period was measured then.

    The question asked that year was that year's, whatever has been attached since.
    """
    attachments = list(Attachment.objects.filter(source=row, until__isnull=True))
    if former is None:
        return attachments
    then = Attachment.objects.filter(measurements__snapshot=former, measurements__superseded_at__isnull=True).distinct()
    chosen = {(a.plan_id, a.item_id): a for a in then}
    return [*chosen.values(), *(a for a in attachments if (a.plan_id, a.item_id) not in chosen)]


def _frozen(
    tables: Mapping[str, Table],
    origin: SnapshotOrigin,
    attachments: list[Attachment],
    former: Snapshot | None,
    by: Actor,
) -> tuple[OpenedSnapshot, list[Measured]]:
    """Measure from the staged files before they are kept, so that a recipe that does not fit leaves nothing behind."""
    store = evidence_store()
    try:
        with staged_snapshot(store, tables, origin) as staged:
            measurements = _measured(attachments, staged.opened, former, by)
            name = staged.keep()
        with open_snapshot(store, name) as opened:
            return opened, measurements
    except (NotATableError, SnapshotAlteredError) as refused:
        raise EvidenceError(*refused.problems) from refused
    except StoreError as wrong:
        raise EvidenceError(Problem("store_unreachable", found=str(wrong), severity="error")) from wrong


def _measured(
    attachments: list[Attachment], opened: OpenedSnapshot, former: Snapshot | None, by: Actor
) -> list[Measured]:
    """Every figure; a period in which a question was not asked has none, if another period has."""
    problems: list[Problem] = []
    measurements = []
    for attachment in attachments:
        try:
            measurements.append((attachment, measured(attachment, opened)))
        except NotMeasurableError as refused:
            if isinstance(refused, NotRecordedError) and _is_measured_elsewhere(attachment, former):
                continue
            words = measure_of(attachment.plan_id, attachment.item_id, by)
            problems.append(Problem("recipe_does_not_fit", found=words, item=attachment.item_id, severity="error"))
            problems += [dataclasses.replace(p, item=attachment.item_id) for p in refused.problems]
    if problems:
        raise EvidenceError(*problems)
    return measurements


def _is_measured_elsewhere(attachment: Attachment, former: Snapshot | None) -> bool:
    """Whether the source has a figure of this indicator from a period other than the one that is corrected."""
    rows = MeasurementRow.objects.filter(
        attachment__source_id=attachment.source_id,
        plan_id=attachment.plan_id,
        item_id=attachment.item_id,
        superseded_at__isnull=True,
    )
    return rows.exclude(snapshot=former).exists()


def _stored(
    snapshot: Snapshot, former: Snapshot | None, measured_by: list[Measured], at: datetime
) -> list[MeasurementRow]:
    """The new rows; those of the corrected snapshot are marked, and statements that nothing was measured are lifted."""
    if former is not None:
        MeasurementRow.objects.filter(snapshot=former, superseded_at__isnull=True).update(superseded_at=at)
    rows = MeasurementRow.objects.bulk_create([new_row(a, snapshot, m, at) for a, m in measured_by])
    for row in rows:
        if row.reading == "known":
            NotMeasured.objects.filter(
                plan_id=row.plan_id, item_id=row.item_id, fiscal_year=row.fiscal_year, withdrawn_on__isnull=True
            ).update(withdrawn_on=timezone.localdate(at))
    return rows


def described(row: Source) -> dict[str, Any]:
    """What a manifest says of the source; it stays as it was on the day of closing."""
    return {
        "id": row.pk,
        "title": row.title,
        "population": row.population,
        "population_words": row.population_words,
        "instrument": row.instrument,
    }


def post_of(by: Actor, row: Source) -> str:
    """The post in whose name somebody closes: the owning one if held, else another of the organisation."""
    names = {p.id: p.name for p in posts_of(row.organisation_id)}
    held = [p.post for p in by.posts if p.organisation == row.organisation_id and p.post in names]
    if row.owner_id in held:
        return names[row.owner_id]
    return names[held[0]] if held else "administrator"


def _kind(row: Source) -> EvidenceKind:
    kind: EvidenceKind = row.kind
    return kind


def _faults(
    row: Source, period: MeasuredPeriod, current: list[Snapshot], *, at: datetime, reason: str
) -> list[Problem]:
    problems = []
    if row.retired_on is not None:
        problems.append(Problem("source_retired", found=row.retired_on.isoformat(), severity="error"))
    if period.last < period.first:
        problems.append(Problem("period_backwards", found=period.last.isoformat(), severity="error"))
    if period.last > timezone.localdate(at):
        problems.append(Problem("period_not_over", found=period.last.isoformat(), severity="error"))
    for other in current:
        if _cross(period, other):
            found = f"{other.first.isoformat()} – {other.last.isoformat()}"
            problems.append(Problem("period_overlaps", found=found, severity="error"))
    if _closed_before(period, current) is not None and not reason.strip():
        problems.append(Problem("correction_reason_required", field="reason", severity="error"))
    return problems


def _closed_before(period: MeasuredPeriod, current: list[Snapshot]) -> Snapshot | None:
    """The snapshot that closing this period would correct."""
    return next((s for s in current if (s.first, s.last) == (period.first, period.last)), None)


def _cross(period: MeasuredPeriod, other: Snapshot) -> bool:
    """Whether two periods overlap and neither holds the other: a quarter inside its year is no contradiction."""
    apart = period.last < other.first or other.last < period.first
    inside = other.first <= period.first and period.last <= other.last
    around = period.first <= other.first and other.last <= period.last
    return not (apart or inside or around)
