"""What closing a period would freeze and say today, before anyone closes it."""

from dataclasses import dataclass

from hoshin.core.measurement.failure import NotMeasurableError
from hoshin.core.measurement.record import MeasuredPeriod, Measurement
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.registers.codec import definition_from
from hoshin.core.registers.definition import FieldDefinition
from hoshin.core.registers.measuring import figure
from hoshin.core.registers.snapshot_rows import snapshot_rows
from hoshin.server.evidence.queries import source_page
from hoshin.server.registers.queries.entries import core_entries
from hoshin.server.registers.queries.standing import readable_register


@dataclass(frozen=True, slots=True)
class FigureToCome:
    """An attached indicator and the figure that closing would give it, or why there would be none."""

    item: str
    measure: str
    measurement: Measurement | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What a closing would freeze: how many rows, which fields leave and which stay, which figures follow."""

    period: MeasuredPeriod
    rows: int
    rows_in_period: int
    leaving: tuple[FieldDefinition, ...]
    staying: tuple[FieldDefinition, ...]
    figures: tuple[FigureToCome, ...]
    was_closed: bool


def closing_page(register: int, viewer: Actor, period: MeasuredPeriod) -> ClosingPage:
    """What closing this period would do. A constant number of queries."""
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    rows = snapshot_rows(core_entries(row), definition, period.last)
    source = source_page(row.source_id, viewer, on=period.last)
    figures = []
    for attached in source.indicators:
        if attached.until is not None:
            continue
        try:
            measured = figure(rows, attached.recipe, row.definition, period)
            figures.append(FigureToCome(attached.item, attached.measure, measured))
        except NotMeasurableError as refused:
            figures.append(FigureToCome(attached.item, attached.measure, None, refused.problems))
    counted = {f.code for f in definition.counted}
    closed = {(s.period.first, s.period.last) for s in source.snapshots if s.is_current}
    return ClosingPage(
        period=period,
        rows=len(rows),
        rows_in_period=sum(r[definition.time_field] >= period.first for r in rows),
        leaving=tuple(f for f in definition.fields if f.code in counted),
        staying=tuple(f for f in definition.shown if f.code not in counted),
        figures=tuple(figures),
        was_closed=(period.first, period.last) in closed,
    )
