"""Closing a cohort: only random row numbers, kinds of place and the days of stages are frozen."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from hoshin.core.cases.measuring import TABLE
from hoshin.core.cases.permissions import check_can_close_cohort
from hoshin.core.cases.stages import table_from
from hoshin.core.measurement.record import Known, MeasuredPeriod
from hoshin.core.permissions import Actor
from hoshin.exchange.snapshots import Column, Table
from hoshin.server.cases.actions.defining import locked_cases
from hoshin.server.cases.models import CaseRegister
from hoshin.server.cases.queries.pages import cohort_rows
from hoshin.server.cases.queries.standing import standing_of
from hoshin.server.evidence.actions import ClosedPeriod, close_period
from hoshin.server.evidence.queries import source_page


@transaction.atomic
def close_cohort(*, register: int, period: MeasuredPeriod, by: Actor, at: datetime, reason: str = "") -> ClosedPeriod:
    """Freeze the cases that began by the period's last day and measure. Raises `EvidenceError` with every problem.

    Each row gets a random number of its own, another one in each snapshot: two snapshots cannot be joined by it.
    """
    row = locked_cases(register)
    check_can_close_cohort(by, standing_of(row))
    table = table_from(row.stages)
    columns = (
        Column("row", "text"),
        Column("place_kind", "text"),
        *(Column(f"on_{code}", "date") for code in table.codes()),
    )
    rows = [{"row": secrets.token_hex(8), **cells} for cells in cohort_rows(row, period.last)]
    return close_period(
        source=row.source_id,
        period=period,
        tables={TABLE: Table(columns, rows)},
        definition={
            "stages": row.stages,
            "smallest": row.smallest,
            "smallest_part": row.smallest_part,
            "earlier": _shown_before(row, period, by, at),
        },
        by=by,
        at=at,
        reason=reason,
    )


def _shown_before(row: CaseRegister, period: MeasuredPeriod, by: Actor, at: datetime) -> list[dict[str, Any]]:
    """The counts that were shown for periods that overlap this one, corrected ones too: they were read by people."""
    shown = []
    for snapshot in source_page(row.source_id, by, on=at.date()).snapshots:
        if snapshot.period.last < period.first or period.last < snapshot.period.first:
            continue
        for _, measurement in snapshot.measurements:
            if isinstance(measurement.reading, Known):
                counts = {"base": measurement.denominator, "reached": measurement.numerator}
                shown.append({**counts, "recipe": dict(measurement.recipe)})
    return [one for number, one in enumerate(shown) if one not in shown[:number]]
