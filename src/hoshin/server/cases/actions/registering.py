"""New cases, one or many, and changing what is known of a family."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from hoshin.core.cases.permissions import check_can_see_cases
from hoshin.core.cases.stages import StageTable, Step, check_history, table_from
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.cases.actions.defining import locked_cases
from hoshin.server.cases.models import Case, CaseRegister, StageChange
from hoshin.server.cases.queries.standing import CaseRefusedError, NoSuchCaseError, StaleCaseError, standing_of
from hoshin.server.cases.sealing import Keys, keys_for_sealing

LONGEST_TEXT = 4000
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class GivenStep:
    """A stage that was reached on a day, and with which kind of agency."""

    stage: str
    on: date
    agency_kind: str = ""


@dataclass(frozen=True, slots=True)
class GivenCase:
    """A case as it is brought: its steps in their order, the kind of place, and what identifies the family."""

    steps: tuple[GivenStep, ...]
    place_kind: str = ""
    identifying: Mapping[str, str] = field(default_factory=dict, repr=False)


@sensitive_variables("case")
def register_case(*, register: int, case: GivenCase, by: Actor, on: date) -> str:
    """Store a new case and return its code. Raises `CaseRefusedError` with every problem."""
    return register_cases_many(register=register, cases=[case], by=by, on=on)[0]


@sensitive_variables("cases")
@transaction.atomic
def register_cases_many(
    *, register: int, cases: Sequence[GivenCase], by: Actor, on: date, at: datetime | None = None
) -> tuple[str, ...]:
    """Store many cases, all or none, as one event; returns their codes in the same order. For scripts and imports."""
    row = locked_cases(register)
    check_can_see_cases(by, standing_of(row))
    table = table_from(row.stages)
    problems = [problem for case in cases for problem in _faults(row, table, case, on)]
    if problems:
        raise CaseRefusedError(*problems)
    keys = keys_for_sealing(is_first=not Case.objects.exclude(sealed="").exists())
    moment = at or timezone.now()
    codes = _new_codes(len(cases))
    made = Case.objects.bulk_create(
        [
            _new_case(row, table, case, code=code, keys=keys, by=by, at=moment)
            for case, code in zip(cases, codes, strict=True)
        ],
        batch_size=500,
    )
    StageChange.objects.bulk_create(
        [
            StageChange(
                case=one,
                stage=step.stage,
                reached_on=step.on,
                agency_kind=step.agency_kind,
                made_by=by.name,
                made_at=moment,
            )
            for one, case in zip(made, cases, strict=True)
            for step in case.steps
        ],
        batch_size=1000,
    )
    detail = {"cases": len(codes), "code": codes[0] if len(codes) == 1 else "", "on": on.isoformat()}
    record(actor=by.name, action="cases_registered", subject=f"cases:{register}", detail=detail, at=moment)
    return codes


@sensitive_variables("identifying", "cleaned")
@transaction.atomic
def edit_case(
    *,
    register: int,
    code: str,
    identifying: Mapping[str, str],
    place_kind: str,
    version: int,
    by: Actor,
    on: date,
) -> int:
    """Change what is known of a family; returns the new version. Only the latest is kept: no history of names."""
    row, case = locked_case(register, code, by)
    if case.version != version:
        raise StaleCaseError(case.version)
    problems = _text_faults(row, identifying)
    if place_kind and place_kind not in (*row.place_kinds, case.place_kind):
        problems.append(_problem("case_place_kind_unknown", place_kind))
    if case.erased_at is not None:
        problems.append(_problem("case_erased"))
    if problems:
        raise CaseRefusedError(*problems)
    sealed = keys_for_sealing(is_first=False).seal(case.code, cleaned_fields(identifying))
    case.sealed, case.key_id, case.place_kind = sealed.text, sealed.key_id, place_kind
    case.version += 1
    case.save(update_fields=["sealed", "key_id", "place_kind", "version"])
    detail = {"version": case.version, "on": on.isoformat()}
    record(actor=by.name, action="case_edited", subject=f"case:{case.code}", detail=detail)
    return case.version


def locked_case(register: int, code: str, by: Actor) -> tuple[CaseRegister, Case]:
    """A register and one of its cases, locked, for the section alone."""
    row = locked_cases(register)
    check_can_see_cases(by, standing_of(row))
    case = Case.objects.select_for_update().filter(register=row, code=code).first()
    if case is None:
        raise NoSuchCaseError(code)
    return row, case


def retention_of(row: CaseRegister, table: StageTable, steps: Sequence[Step | GivenStep]) -> date | None:
    """The day after which the names go: some years after the case ended; none while it is open."""
    last = steps[-1]
    stage = table.stage(last.stage)
    if stage is None or not stage.is_final:
        return None
    year = last.on.year + row.retention_years
    is_leap_day = (last.on.month, last.on.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else last.on.replace(year=year)


def cleaned_fields(identifying: Mapping[str, str]) -> dict[str, str]:
    """The fields that say something, without spaces around."""
    return {code: text.strip() for code, text in identifying.items() if text.strip()}


def _new_case(
    row: CaseRegister, table: StageTable, case: GivenCase, *, code: str, keys: Keys, by: Actor, at: datetime
) -> Case:
    sealed = keys.seal(code, cleaned_fields(case.identifying))
    return Case(
        register=row,
        code=code,
        stage=case.steps[-1].stage,
        began_on=case.steps[0].on,
        changed_on=case.steps[-1].on,
        place_kind=case.place_kind,
        sealed=sealed.text,
        key_id=sealed.key_id,
        retention_until=retention_of(row, table, case.steps),
        made_by=by.name,
        made_at=at,
    )


def _new_codes(number: int) -> tuple[str, ...]:
    """Codes that no case has. They tell nothing: not the order, not the year."""
    codes: set[str] = set()
    while len(codes) < number:
        fresh = {"".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH)) for _ in range(number - len(codes))}
        codes |= fresh - set(Case.objects.filter(code__in=fresh).values_list("code", flat=True))
    return tuple(codes)


def _faults(row: CaseRegister, table: StageTable, case: GivenCase, on: date) -> list[Problem]:
    problems = list(check_history(table, [Step(s.stage, s.on) for s in case.steps], on))
    if case.place_kind and case.place_kind not in row.place_kinds:
        problems.append(_problem("case_place_kind_unknown", case.place_kind))
    for step in case.steps:
        problems += agency_faults(row, step.stage, step.agency_kind)
    return problems + _text_faults(row, case.identifying)


def agency_faults(row: CaseRegister, stage: str, agency_kind: str) -> list[Problem]:
    """A case is connected to some kind of agency, one of the list."""
    if agency_kind and agency_kind not in row.agency_kinds:
        return [_problem("case_agency_kind_unknown", agency_kind)]
    if stage == "connected" and row.agency_kinds and not agency_kind:
        return [_problem("case_agency_missing")]
    return []


def _text_faults(row: CaseRegister, identifying: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the fields, by their labels and never by what was typed."""
    labels = {one["code"]: one["label"] for one in row.identifying}
    problems = [_problem("case_field_unknown", code) for code in sorted(identifying.keys() - labels.keys())]
    limit = {"limit": str(LONGEST_TEXT)}
    problems += [
        Problem("case_text_too_long", found=labels[code], field=code, severity="error", values=limit)
        for code, text in identifying.items()
        if code in labels and len(text) > LONGEST_TEXT
    ]
    return problems


def _problem(code: str, found: str | None = None) -> Problem:
    return Problem(code, found=found, severity="error")
