"""Letting a source measure an indicator, by a recipe. Its population must be the indicator's, or a reason is given."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hoshin.core.measurement.failure import NotMeasurableError, NotRecordedError
from hoshin.core.measurement.permissions import check_can_attach, check_can_work_on_source
from hoshin.core.measurement.population import fit_of, population_name
from hoshin.core.measurement.record import Population
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.engines.measuring import METHODS
from hoshin.exchange.snapshots import SnapshotAlteredError, StoreError, open_snapshot
from hoshin.server.audit.actions import record
from hoshin.server.evidence.actions.sources import locked_source
from hoshin.server.evidence.measuring import measured, new_row
from hoshin.server.evidence.models import Attachment, MeasurementRow, Snapshot, Source
from hoshin.server.evidence.queries.indicators import PlanIndicator, indicators_of_plan
from hoshin.server.evidence.queries.standing import EvidenceError, NoSuchSourceError, standing_of_source
from hoshin.server.evidence.store import evidence_store


@transaction.atomic
def attach_indicator(
    *,
    source: int,
    plan: int,
    indicator: str,
    recipe: Mapping[str, Any],
    by: Actor,
    on: date,
    base_words: str = "",
    wording: str = "",
    override_reason: str = "",
    remeasure_reason: str = "",
    closes_next: bool = False,
) -> int:
    """Attach and return the attachment's number. Periods that are closed already are measured at once, but for those
    in which it was not asked. A recipe that fits none of them is refused, unless a period `closes_next`.

    Attaching again with another recipe or wording ends the former attachment: its figures stay as they were measured,
    and the line between the two is cut where the wording or the method differs. When the former recipe was wrong, a
    `remeasure_reason` measures the closed periods anew; the figures before stay on record as superseded.
    """
    row = locked_source(source)
    found = indicators_of_plan(plan, by)
    check_can_attach(by, standing_of_source(row), found.standing)
    chosen = found.find(indicator)
    if chosen is None:
        raise EvidenceError(Problem("indicator_unknown", found=indicator[:80], field="indicator", severity="error"))
    problems = _faults(row, chosen, recipe, override_reason)
    if problems:
        raise EvidenceError(*problems)
    differs = fit_of(_population(row), chosen.population) == "different"
    given = {
        "recipe": dict(recipe),
        "base_words": base_words.strip()[:300],
        "wording": wording.strip(),
        "override_reason": override_reason.strip() if differs else "",
    }
    former = Attachment.objects.filter(source=row, plan_id=plan, item_id=indicator, until__isnull=True).first()
    if former is not None and all(getattr(former, name) == value for name, value in given.items()):
        return int(former.pk)
    if former is not None:
        _end(former, on)
    made = Attachment.objects.create(source=row, plan_id=plan, item_id=indicator, since=on, made_by=by.name, **given)
    measurements = _measured_at_once(made, chosen, anew=bool(remeasure_reason.strip()), may_fit_none=closes_next)
    detail = {
        "plan": plan,
        "indicator": indicator,
        "method": recipe.get("method"),
        "population_differs": differs,
        "reason": given["override_reason"],
        "remeasured": remeasure_reason.strip(),
        "measurements": {m.content_hash: m.fiscal_year for m in measurements},
        "on": on.isoformat(),
    }
    record(actor=by.name, action="indicator_attached", subject=f"source:{source}", detail=detail)
    return int(made.pk)


@transaction.atomic
def detach_indicator(*, attachment: int, by: Actor, on: date) -> None:
    """From this day on the source measures the indicator no more; what was measured stays."""
    row = Attachment.objects.select_for_update(of=("self",)).select_related("source").filter(pk=attachment).first()
    if row is None:
        raise NoSuchSourceError(attachment)
    check_can_work_on_source(by, standing_of_source(row.source))
    if row.until is not None:
        return
    _end(row, on)
    detail = {"plan": row.plan_id, "indicator": row.item_id, "on": on.isoformat()}
    record(actor=by.name, action="indicator_detached", subject=f"source:{row.source_id}", detail=detail)


def _measured_at_once(
    made: Attachment, chosen: PlanIndicator, *, anew: bool, may_fit_none: bool
) -> list[MeasurementRow]:
    try:
        return measure_closed_periods(made, timezone.now(), anew=anew, may_fit_none=may_fit_none)
    except NotMeasurableError as refused:
        problem = Problem("recipe_does_not_fit", found=chosen.measure, field="recipe", severity="error")
        raise EvidenceError(problem, *refused.problems) from refused


def _end(attachment: Attachment, on: date) -> None:
    attachment.until = max(on, attachment.since)
    attachment.save(update_fields=["until"])


def measure_closed_periods(
    attachment: Attachment, at: datetime, *, anew: bool, may_fit_none: bool = False
) -> list[MeasurementRow]:
    """Measure every closed period that this source has not measured for the indicator yet, or all of them `anew`.

    A period whose records lack what is asked is left out. Raises `NotMeasurableError` when a period's records do not
    fit for another reason, or when not a single one holds what is asked.
    """
    current = MeasurementRow.objects.filter(
        attachment__source_id=attachment.source_id,
        plan_id=attachment.plan_id,
        item_id=attachment.item_id,
        superseded_at__isnull=True,
    )
    if anew:
        current.update(superseded_at=at)
    done = set(current.values_list("snapshot_id", flat=True))
    closed = Snapshot.objects.filter(source_id=attachment.source_id, replaced_by__isnull=True).order_by("last")
    rows: list[MeasurementRow] = []
    lacking: NotRecordedError | None = None
    for snapshot in closed:
        if snapshot.pk in done:
            continue
        try:
            rows.append(_row(attachment, snapshot, at))
        except NotRecordedError as refused:
            lacking = refused
    if lacking is not None and not (rows or done or may_fit_none):
        raise lacking
    return MeasurementRow.objects.bulk_create(rows)


def _row(attachment: Attachment, snapshot: Snapshot, at: datetime) -> MeasurementRow:
    try:
        with open_snapshot(evidence_store(), snapshot.hash) as opened:
            return new_row(attachment, snapshot, measured(attachment, opened), at)
    except SnapshotAlteredError as refused:
        raise EvidenceError(*refused.problems) from refused
    except StoreError as wrong:
        raise EvidenceError(Problem("store_unreachable", found=str(wrong), severity="error")) from wrong


def _population(row: Source) -> Population:
    population: Population = row.population
    return population


def _faults(row: Source, indicator: PlanIndicator, recipe: Mapping[str, Any], override_reason: str) -> list[Problem]:
    problems = []
    if row.retired_on is not None:
        problems.append(Problem("source_retired", found=row.retired_on.isoformat(), severity="error"))
    if recipe.get("method") not in METHODS:
        found, expected = str(recipe.get("method"))[:60], {"expected": "、".join(METHODS)}
        problems.append(
            Problem("recipe_unknown_method", found=found, field="recipe", severity="error", values=expected)
        )
    wanted = indicator.population
    if wanted is not None and fit_of(_population(row), wanted) == "different" and not override_reason.strip():
        problems.append(
            Problem(
                "population_mismatch",
                found=population_name(_population(row)),
                field="override_reason",
                severity="error",
                values={"expected": population_name(wanted)},
            )
        )
    return problems
