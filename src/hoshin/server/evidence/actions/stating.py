"""Saying that an indicator was not measured: a reason and a next date, never a zero, never another figure instead."""

from datetime import date

from django.db import transaction

from hoshin.core.measurement.permissions import check_can_state_not_measured
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.measurement.shown import MISSING_REASONS
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.evidence.models import MeasurementRow, NotMeasured
from hoshin.server.evidence.queries.indicators import indicators_of_plan
from hoshin.server.evidence.queries.standing import EvidenceError


@transaction.atomic
def state_not_measured(
    *,
    plan: int,
    indicator: str,
    period: MeasuredPeriod,
    note: str,
    by: Actor,
    on: date,
    reason: str = "not_measured",
    next_on: date | None = None,
) -> int:
    """Record that there is no figure for a year: `note` says why in a person's words. Replaces an earlier statement."""
    chosen = indicators_of_plan(plan, by).find(indicator)
    if chosen is None:
        raise EvidenceError(Problem("indicator_unknown", found=indicator[:80], field="indicator", severity="error"))
    check_can_state_not_measured(by, chosen.standing)
    known = MeasurementRow.objects.filter(
        plan_id=plan, item_id=indicator, fiscal_year=period.fiscal_year, reading="known", superseded_at__isnull=True
    ).first()
    problems = []
    if not note.strip() or reason not in MISSING_REASONS:
        problems.append(Problem("not_measured_reason_required", field="note", severity="error"))
    if period.last < period.first:
        problems.append(Problem("period_backwards", found=period.last.isoformat(), severity="error"))
    if known is not None:
        problems.append(Problem("not_measured_but_is", found=f"{known.value} {known.unit}".strip(), severity="error"))
    if problems:
        raise EvidenceError(*problems)
    earlier = NotMeasured.objects.select_for_update().filter(
        plan_id=plan, item_id=indicator, fiscal_year=period.fiscal_year, withdrawn_on__isnull=True
    )
    earlier.update(withdrawn_on=on)
    row = NotMeasured.objects.create(
        plan_id=plan,
        item_id=indicator,
        first=period.first,
        last=period.last,
        fiscal_year=period.fiscal_year,
        reason=reason,
        note=note.strip(),
        next_on=next_on,
        stated_on=on,
        stated_by=by.name,
    )
    detail = {
        "indicator": indicator,
        "fiscal_year": period.fiscal_year,
        "reason": reason,
        "next_on": next_on.isoformat() if next_on else None,
        "on": on.isoformat(),
    }
    record(actor=by.name, action="not_measured_stated", subject=f"plan:{plan}", detail=detail)
    return int(row.pk)


@transaction.atomic
def withdraw_not_measured(*, statement: int, by: Actor, on: date) -> None:
    """Take such a statement back."""
    row = NotMeasured.objects.select_for_update().filter(pk=statement, withdrawn_on__isnull=True).first()
    if row is None:
        return
    chosen = indicators_of_plan(row.plan_id, by).find(row.item_id)
    if chosen is None:
        raise EvidenceError(Problem("indicator_unknown", found=row.item_id[:80], severity="error"))
    check_can_state_not_measured(by, chosen.standing)
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    detail = {"indicator": row.item_id, "fiscal_year": row.fiscal_year, "on": on.isoformat()}
    record(actor=by.name, action="not_measured_withdrawn", subject=f"plan:{row.plan_id}", detail=detail)
