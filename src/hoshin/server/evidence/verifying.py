"""Every stored measurement computed again from its snapshot. Nothing is changed, and nothing stops at the first fault.

Four things are compared: the files with the snapshot's name, the stored manifest with the one in the store, the stored
measurement with the recomputed one (and with the columns beside it), and its hash with the audit record of its closing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hoshin.core.measurement.codec import NotAMeasurementError, measurement_from_json
from hoshin.core.measurement.difference import FieldDifference, differences
from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import Measurement
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.exchange.snapshots import OpenedSnapshot, SnapshotAlteredError, SnapshotStore, StoreError, open_snapshot
from hoshin.server.audit.queries import events_about
from hoshin.server.evidence.measuring import content_hash_of, measured_again, new_row
from hoshin.server.evidence.models import Attachment, MeasurementRow, Snapshot
from hoshin.server.evidence.queries.indicators import indicators_of_plan
from hoshin.server.evidence.store import evidence_store

COLUMNS = ("first", "last", "fiscal_year", "reading", "value", "unit")


@dataclass(frozen=True, slots=True)
class CheckedMeasurement:
    """A stored measurement after the check: sound when there is neither a difference nor a problem."""

    plan: int
    item: str
    name: str
    fiscal_year: int
    differences: tuple[FieldDifference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it was recomputed and is the same."""
        return not self.differences and not self.problems


@dataclass(frozen=True, slots=True)
class CheckedSnapshot:
    """A snapshot after the check, with every measurement that rests on it."""

    hash: str
    source: str
    fiscal_year: int
    problems: tuple[Problem, ...]
    measurements: tuple[CheckedMeasurement, ...]

    @property
    def is_sound(self) -> bool:
        """Whether its files are as they were closed and every measurement is the same."""
        return not self.problems and all(m.is_sound for m in self.measurements)


def snapshots_to_check(chosen: str | None = None) -> tuple[str, ...]:
    """The names of all snapshots, or those that begin as chosen; oldest first."""
    rows = Snapshot.objects.order_by("id")
    if chosen is not None:
        rows = rows.filter(hash__startswith=chosen)
    return tuple(rows.values_list("hash", flat=True))


def unnamed_snapshots() -> tuple[str, ...]:
    """Snapshots of the store that no closing names: left by one that was interrupted. None when it is unreachable."""
    try:
        kept = set(evidence_store().kept())
    except StoreError:
        return ()
    return tuple(sorted(kept - set(Snapshot.objects.values_list("hash", flat=True))))


def verify(names: tuple[str, ...], by: Actor, *, float_tolerance: float = 0.0) -> Iterator[CheckedSnapshot]:
    """Check one snapshot after another."""
    store, checking = evidence_store(), _Checking(by, float_tolerance)
    for name in names:
        yield checking.snapshot(store, Snapshot.objects.select_related("source").get(hash=name))


class _Checking:
    def __init__(self, by: Actor, float_tolerance: float) -> None:
        self.by, self.float_tolerance = by, float_tolerance
        self.names, self.recorded = cache(self._names), cache(_recorded)

    def snapshot(self, store: SnapshotStore, row: Snapshot) -> CheckedSnapshot:
        try:
            with open_snapshot(store, row.hash) as opened:
                problems = _stored_otherwise(row, opened)
                measurements = tuple(self.measurement(m, opened) for m in _measurements(row))
        except SnapshotAlteredError as altered:
            problems = altered.problems
            measurements = tuple(self.lost(m, row) for m in _measurements(row))
        except StoreError as wrong:
            problems = (Problem("store_unreachable", found=str(wrong), severity="error"),)
            measurements = tuple(self.lost(m, row) for m in _measurements(row))
        title = str(row.manifest.get("source", {}).get("title", row.source.title))
        return CheckedSnapshot(row.hash, title, row.fiscal_year, problems, measurements)

    def measurement(self, row: MeasurementRow, opened: OpenedSnapshot) -> CheckedMeasurement:
        try:
            stored = measurement_from_json(row.content)
        except NotAMeasurementError as wrong:
            return self._checked(row, problems=(_unreadable(row, str(wrong)),))
        try:
            again = measured_again(stored, opened)
        except NotMeasurableError as refused:
            found = Problem("recipe_does_not_fit", found=self.name(row), severity="error")
            return self._checked(row, problems=(found, *refused.problems))
        found_differences = (
            *differences(stored, again, float_tolerance=self.float_tolerance),
            *_column_differences(row, stored),
            *self._hash_differences(row),
        )
        return self._checked(row, found_differences)

    def lost(self, row: MeasurementRow, snapshot: Snapshot) -> CheckedMeasurement:
        """A measurement that cannot be recomputed, since its snapshot is not what it was."""
        values = {"snapshot": snapshot.hash[:12]}
        problem = Problem("measurement_without_snapshot", found=self.name(row), severity="error", values=values)
        return self._checked(row, problems=(problem,))

    def _checked(
        self,
        row: MeasurementRow,
        found: tuple[FieldDifference, ...] = (),
        problems: tuple[Problem, ...] = (),
    ) -> CheckedMeasurement:
        return CheckedMeasurement(row.plan_id, row.item_id, self.name(row), row.fiscal_year, found, problems)

    def name(self, row: MeasurementRow) -> str:
        """What the indicator counts; its id when the plan no longer has it."""
        return self.names(row.plan_id).get(row.item_id, row.item_id)

    def _names(self, plan: int) -> Mapping[str, str]:
        return {i.item: i.measure for i in indicators_of_plan(plan, self.by).indicators}

    def _hash_differences(self, row: MeasurementRow) -> tuple[FieldDifference, ...]:
        now = content_hash_of(row.content)
        if row.content_hash != now:
            return (FieldDifference("content_hash", row.content_hash, now),)
        if now not in self.recorded(row.attachment.source_id):
            return (FieldDifference("audit", "", now),)
        return ()


def _measurements(row: Snapshot) -> list[MeasurementRow]:
    return list(MeasurementRow.objects.filter(snapshot=row).select_related("attachment").order_by("id"))


def _stored_otherwise(row: Snapshot, opened: OpenedSnapshot) -> tuple[Problem, ...]:
    """The database's copy of the manifest, and the columns taken from it, against the store's."""
    period = opened.period
    same = row.manifest == dict(opened.manifest) and (row.first, row.last, row.fiscal_year) == (
        period.first,
        period.last,
        period.fiscal_year,
    )
    if same:
        return ()
    return (Problem("snapshot_row_altered", severity="error", values={"snapshot": row.hash[:12]}),)


def _unreadable(row: MeasurementRow, found: str) -> Problem:
    return Problem("measurement_unreadable", found=found, item=row.item_id, severity="error")


def _column_differences(row: MeasurementRow, stored: Measurement) -> tuple[FieldDifference, ...]:
    """Columns of the row that say something else than the measurement beside them."""
    expected = new_row(Attachment(plan_id=row.plan_id, item_id=row.item_id), row.snapshot, stored, row.computed_at)
    return tuple(
        FieldDifference(f"column {name}", str(getattr(row, name)), str(getattr(expected, name)))
        for name in COLUMNS
        if getattr(row, name) != getattr(expected, name)
    )


def _recorded(source: int) -> frozenset[str]:
    """The hashes of all measurements that the audit record says were made from a source."""
    events = events_about(f"source:{source}", limit=1_000_000)
    found: list[Any] = [e.detail.get("measurements", {}) for e in events]
    return frozenset(key for measurements in found for key in measurements)
