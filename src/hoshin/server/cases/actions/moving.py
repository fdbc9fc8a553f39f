"""Moving a case to its next stage, and taking a wrong move back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hoshin.core.cases.stages import Step, check_move, table_from
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.cases.actions.registering import agency_faults, locked_case, retention_of
from hoshin.server.cases.models import Case, StageChange
from hoshin.server.cases.queries.standing import CaseRefusedError, StaleCaseError


@transaction.atomic
def move_case(
    *,
    register: int,
    code: str,
    stage: str,
    reached_on: date,
    version: int,
    by: Actor,
    on: date,
    agency_kind: str = "",
) -> int:
    """Note that a case reached a stage on a day; returns the case's new version. Raises `CaseRefusedError`."""
    row, case = locked_case(register, code, by)
    if case.version != version:
        raise StaleCaseError(case.version)
    table = table_from(row.stages)
    steps, step = steps_of(case), Step(stage, reached_on)
    problems = [*check_move(table, steps, step, on), *agency_faults(row, stage, agency_kind)]
    if case.erased_at is not None:
        problems.append(Problem("case_erased", severity="error"))
    if problems:
        raise CaseRefusedError(*problems)
    StageChange.objects.create(
        case=case,
        stage=stage,
        reached_on=reached_on,
        agency_kind=agency_kind,
        made_by=by.name,
        made_at=timezone.now(),
    )
    case.retention_until = retention_of(row, table, [*steps, step])
    _save(case, stage, reached_on)
    detail = {"stage": stage, "reached_on": reached_on.isoformat(), "version": case.version}
    record(actor=by.name, action="case_moved", subject=f"case:{case.code}", detail=detail)
    return case.version


@transaction.atomic
def take_back_move(*, register: int, code: str, version: int, by: Actor, on: date) -> int:
    """Take the last move back, as long as it is not the first; returns the case's new version."""
    row, case = locked_case(register, code, by)
    if case.version != version:
        raise StaleCaseError(case.version)
    changes = list(StageChange.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id"))
    if len(changes) < 2 or case.erased_at is not None:
        raise CaseRefusedError(Problem("case_without_stage", severity="error"))
    last = changes.pop()
    last.withdrawn_at, last.withdrawn_by = timezone.now(), by.name
    last.save(update_fields=["withdrawn_at", "withdrawn_by"])
    steps = [Step(c.stage, c.reached_on) for c in changes]
    case.retention_until = retention_of(row, table_from(row.stages), steps)
    _save(case, steps[-1].stage, steps[-1].on)
    detail = {"stage": last.stage, "version": case.version, "on": on.isoformat()}
    record(actor=by.name, action="case_move_taken_back", subject=f"case:{case.code}", detail=detail)
    return case.version


def steps_of(case: Case) -> list[Step]:
    """The steps of a case in their order. One query."""
    changes = StageChange.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id")
    return [Step(stage, on) for stage, on in changes.values_list("stage", "reached_on")]


def _save(case: Case, stage: str, reached_on: date) -> None:
    case.stage, case.changed_on, case.version = stage, reached_on, case.version + 1
    case.save(update_fields=["stage", "changed_on", "version", "retention_until"])
