"""Taking figures in: first as a dry run that waits for a person's yes, then for good, and back again if need be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from hoshin.core.permissions import Actor
from hoshin.core.plan.codec import to_json
from hoshin.core.problems.record import Problem
from hoshin.core.series.changes import change_problems, changes_of
from hoshin.core.series.observation import Observation, latest, observation_from_row, observation_to_row
from hoshin.core.series.permissions import check_can_change_series
from hoshin.core.series.tables import ReadFigure
from hoshin.core.series.typed import TypedValue
from hoshin.server.audit.actions import record
from hoshin.server.series.actions.defining import SeriesError
from hoshin.server.series.models import ImportBatch, Series
from hoshin.server.series.models import Observation as ObservationRow
from hoshin.server.series.queries.standing import (
    definition_of,
    observations_of,
    readable_batch,
    readable_series,
    standing_of,
)

WAITS = timedelta(days=1)
"""How long a dry run waits for its answer."""


class BatchSettledError(ValueError):
    """The import was stored, taken back or thrown away by somebody already."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.problem = Problem("series_batch_settled", found=_STATE_WORDS.get(state, state), severity="error")


_STATE_WORDS = {
    "waiting": "確認待ち (waiting)",
    "stored": "取り込み済み (taken in)",
    "taken_back": "取り消し済み (taken back)",
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """Figures as they were read, and where they are from. `report` is what else a page tells of the file."""

    way: str
    figures: Sequence[ReadFigure]
    problems: Sequence[Problem] = ()
    file: str = ""
    sha256: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)


def propose_import(*, series: int, incoming: Incoming, by: Actor, on: date, at: datetime) -> int:
    """Keep what was read as a dry run; the import's number. Nothing counts before `store_import`.

    Raises `SeriesError` with everything that stands against it; notes are kept for the page that asks for the yes.
    """
    row = readable_series(series, by)
    check_can_change_series(by, standing_of(row))
    changes = changes_of(latest(observations_of(series)), incoming.figures)
    problems = (*incoming.problems, *change_problems(changes, definition_of(row), on=on))
    if any(p.severity != "note" for p in problems) or not incoming.figures:
        raise SeriesError(problems or (Problem("series_table_empty", severity="error"),))
    kept = [_row(c.figure) for c in changes if c.kind != "same"]
    report = {**incoming.report, "problems": [to_json(p) for p in problems], "read": len(incoming.figures)}
    with transaction.atomic():
        ImportBatch.objects.filter(series=row, state="waiting", made_at__lt=at - WAITS).delete()
        batch = ImportBatch.objects.create(
            series=row,
            way=incoming.way,
            file=incoming.file[-255:],
            sha256=incoming.sha256,
            content=kept,
            report=report,
            made_at=at,
            made_by=by.name,
        )
        detail = {"batch": batch.pk, "way": batch.way, "figures": len(kept)}
        record(actor=by.name, action="series.import_proposed", subject=f"series/{series}", detail=detail, at=at)
    return batch.pk


def store_import(*, series: int, batch: int, by: Actor, on: date, at: datetime) -> int:
    """Let a dry run's figures count from now on; how many there are. Raises `BatchSettledError` when it is settled.

    What came in meanwhile is looked at again, so that a yes given yesterday does not undo a final figure of today.
    """
    found = readable_batch(series, batch, by)
    check_can_change_series(by, standing_of(found.series))
    with transaction.atomic():
        Series.objects.select_for_update().get(pk=series)
        found = _unsettled(batch)
        figures = [_read_again(values) for values in found.content]
        known = observations_of(series)
        changes = changes_of(latest(known), figures)
        against = [p for p in change_problems(changes, definition_of(found.series), on=on) if p.severity != "note"]
        if against:
            raise SeriesError(tuple(against))
        stored = [c.figure for c in changes if c.kind != "same"]
        _add(found, stored)
        found.state, found.stored_at, found.stored_by, found.content = "stored", at, by.name, []
        found.save(update_fields=["state", "stored_at", "stored_by", "content"])
        detail = {"batch": batch, "figures": len(stored), "file": found.file, "sha256": found.sha256}
        record(actor=by.name, action="series.import_stored", subject=f"series/{series}", detail=detail, at=at)
    return len(stored)


def discard_import(*, series: int, batch: int, by: Actor, at: datetime) -> None:
    """Throw a dry run away."""
    check_can_change_series(by, standing_of(readable_batch(series, batch, by).series))
    with transaction.atomic():
        found = _unsettled(batch)
        found.delete()
        record(
            actor=by.name, action="series.import_discarded", subject=f"series/{series}", detail={"batch": batch}, at=at
        )


def take_back_import(*, series: int, batch: int, reason: str, by: Actor, at: datetime) -> None:
    """Let the figures of an import count no longer; they and the reason are kept. Closed years keep their snapshot."""
    check_can_change_series(by, standing_of(readable_batch(series, batch, by).series))
    if not reason.strip():
        missing = Problem("series_definition_incomplete", field="reason", severity="error", values={"field": "reason"})
        raise SeriesError((missing,))
    with transaction.atomic():
        found = ImportBatch.objects.select_for_update().get(pk=batch)
        if found.state != "stored":
            raise BatchSettledError(found.state)
        found.state, found.taken_back_at, found.taken_back_by = "taken_back", at, by.name
        found.reason = reason.strip()
        found.save(update_fields=["state", "taken_back_at", "taken_back_by", "reason"])
        detail = {"batch": batch, "reason": found.reason}
        record(actor=by.name, action="series.import_taken_back", subject=f"series/{series}", detail=detail, at=at)


def record_observations(
    *, series: int, observations: Sequence[Observation], by: Actor, on: date, at: datetime, file: str = ""
) -> int:
    """Many observations at once, for scripts; the import's number. The same checks as for people."""
    row = readable_series(series, by)
    check_can_change_series(by, standing_of(row))
    future = sorted({o.published_on for o in observations if o.published_on > on})
    if future:
        raise SeriesError(
            tuple(Problem("series_published_in_future", found=str(day), severity="error") for day in future)
        )
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            series=row, way="recorded", file=file, state="stored", report={"read": len(observations)},
            made_at=at, made_by=by.name, stored_at=at, stored_by=by.name,
        )  # fmt: skip
        revision = _last_revision(series)
        ObservationRow.objects.bulk_create(
            ObservationRow(series=row, batch=batch, **{**observation_to_row(o), "revision": revision + o.revision})
            for o in observations
        )
        detail = {"batch": batch.pk, "figures": len(observations)}
        record(actor=by.name, action="series.import_stored", subject=f"series/{series}", detail=detail, at=at)
    return batch.pk


def confirm_final(*, series: int, periods: Sequence[str], published_on: date, by: Actor, on: date, at: datetime) -> int:
    """Provisional figures of these periods become final with the same values; how many. The old ones are kept."""
    row = readable_series(series, by)
    check_can_change_series(by, standing_of(row))
    wanted = set(periods)
    provisional = [
        Observation(o.period, o.area, o.value, o.absence, "final", max(published_on, o.published_on))
        for (period, _), o in latest(observations_of(series)).items()
        if period in wanted and o.state == "provisional"
    ]
    if provisional:
        record_observations(series=series, observations=provisional, by=by, on=on, at=at)
    return len(provisional)


def _unsettled(batch: int) -> ImportBatch:
    found = ImportBatch.objects.select_for_update().filter(pk=batch).first()
    if found is None or found.state != "waiting":
        raise BatchSettledError(found.state if found else "taken_back")
    return found


def _last_revision(series: int) -> int:
    last = ObservationRow.objects.filter(series=series).order_by("-revision").values_list("revision", flat=True).first()
    return last or 0


def _add(batch: ImportBatch, figures: Sequence[ReadFigure]) -> None:
    """A revision above every one there is, so that of two publications of one day the one entered later holds."""
    revision = _last_revision(batch.series_id) + 1
    ObservationRow.objects.bulk_create(
        ObservationRow(series_id=batch.series_id, batch=batch, **{**_row(f), "revision": revision}) for f in figures
    )


def _row(figure: ReadFigure) -> dict[str, Any]:
    seen = Observation(
        figure.period, figure.area, figure.typed.value, figure.typed.absence, figure.state, figure.published_on
    )
    return observation_to_row(seen)


def _read_again(values: Mapping[str, Any]) -> ReadFigure:
    """A kept row as the figure it was read as; its place in the file no longer matters."""
    seen = observation_from_row(values)
    return figure_from(seen)


def figure_from(seen: Observation) -> ReadFigure:
    """An observation as if it had just been read."""
    return ReadFigure(seen.period, seen.area, TypedValue(seen.value, seen.absence), seen.state, seen.published_on, 0, 0)
