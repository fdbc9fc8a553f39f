"""Closing a period of a register: the counted fields of what counts are frozen, and the indicators are measured."""

from datetime import datetime

from django.db import transaction

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.permissions import Actor
from hoshin.core.registers.codec import definition_from
from hoshin.core.registers.permissions import check_can_close_register
from hoshin.core.registers.snapshot_rows import TABLE, columns_of, snapshot_rows
from hoshin.exchange.snapshots import Column, Table
from hoshin.server.evidence.actions import ClosedPeriod, close_period
from hoshin.server.registers.actions.defining import locked_register
from hoshin.server.registers.queries.entries import core_entries
from hoshin.server.registers.queries.standing import standing_of


@transaction.atomic
def close_register_period(
    *, register: int, period: MeasuredPeriod, by: Actor, at: datetime, reason: str = ""
) -> ClosedPeriod:
    """Freeze what happened until the period's last day and measure. Raises `EvidenceError` with every problem.

    Free text, attachments and who entered what are not in the snapshot. Earlier years are: some figures add them up.
    """
    row = locked_register(register)
    check_can_close_register(by, standing_of(row))
    definition = definition_from(row.definition)
    rows = snapshot_rows(core_entries(row), definition, period.last)
    columns = tuple(Column(name, kind) for name, kind in columns_of(definition))
    return close_period(
        source=row.source_id,
        period=period,
        tables={TABLE: Table(columns, rows)},
        definition=row.definition,
        by=by,
        at=at,
        reason=reason,
    )
