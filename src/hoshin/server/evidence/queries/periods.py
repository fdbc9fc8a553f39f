"""The closed periods of a source, for the app that keeps its records. No viewer is asked for: callers have asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.server.evidence.models import MeasurementRow, Snapshot


@dataclass(frozen=True, slots=True)
class ClosedRecord:
    """One snapshot with the definition frozen in it. `plans`: those that it gave figures to."""

    hash: str
    period: MeasuredPeriod
    definition: Mapping[str, Any]
    made_at: datetime
    reason: str
    replaces: str | None
    is_current: bool
    plans: tuple[int, ...]


def closed_records(source: int) -> tuple[ClosedRecord, ...]:
    """Every snapshot of a source, corrected ones too, the oldest first. Two queries."""
    rows = list(Snapshot.objects.filter(source=source).select_related("replaces").order_by("id"))
    replaced = {row.replaces_id for row in rows}
    plans: dict[int, set[int]] = {}
    for snapshot, plan in MeasurementRow.objects.filter(snapshot__in=rows).values_list("snapshot_id", "plan_id"):
        plans.setdefault(snapshot, set()).add(plan)
    return tuple(
        ClosedRecord(
            hash=row.hash,
            period=MeasuredPeriod(row.first, row.last, row.fiscal_year),
            definition=row.manifest["definition"],
            made_at=row.made_at,
            reason=row.reason,
            replaces=row.replaces.hash if row.replaces else None,
            is_current=row.pk not in replaced,
            plans=tuple(sorted(plans.get(row.pk, ()))),
        )
        for row in rows
    )
