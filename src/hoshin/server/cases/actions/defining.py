"""Setting up a register of cases, and changing its names, lists and limits."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from hoshin.core.cases.cohort import SMALLEST, SMALLEST_PART
from hoshin.core.cases.permissions import CaseStanding, check_can_define_cases
from hoshin.core.cases.stages import DEFAULT_STAGES, StageTable, check_table, renamed, table_from, table_json
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.queries import posts_of
from hoshin.server.audit.actions import record
from hoshin.server.cases.models import CaseRegister
from hoshin.server.cases.queries.standing import CaseRefusedError, NoSuchCaseError, StaleCaseError, standing_of
from hoshin.server.evidence.actions import define_source

PLACE_KINDS = ("学校", "保育施設", "健診", "相談窓口", "その他")
AGENCY_KINDS = ("子育て支援の窓口", "福祉の窓口", "児童相談所", "医療機関", "教育相談", "民間団体", "その他")
IDENTIFYING = (
    ("child", "子どもの氏名"),
    ("birth", "生年月日"),
    ("guardian", "保護者の氏名"),
    ("address", "住所"),
    ("phone", "電話"),
    ("note", "経過のメモ"),
)
"""What a register begins with; a section takes away what it does not need."""


@transaction.atomic
def define_cases(
    *,
    organisation: int,
    title: str,
    owner: int,
    by: Actor,
    on: date,
    stages: StageTable = DEFAULT_STAGES,
    place_kinds: Sequence[str] = PLACE_KINDS,
    agency_kinds: Sequence[str] = AGENCY_KINDS,
    identifying: Sequence[tuple[str, str]] = IDENTIFYING,
    retention_years: int = 5,
    smallest: int = SMALLEST,
    smallest_part: int = SMALLEST_PART,
    population: str = "households",
    population_words: str = "",
) -> int:
    """A new register of cases with its evidence source; returns the register's number. Raises `CaseRefusedError`."""
    check_can_define_cases(by, CaseStanding(organisation, owner))
    problems = list(check_table(stages))
    if not title.strip():
        problems.append(Problem("case_title_missing", field="title", severity="error"))
    if owner not in {post.id for post in posts_of(organisation)}:
        problems.append(Problem("case_owner_unknown", field="owner", severity="error"))
    if problems:
        raise CaseRefusedError(*problems)
    source = define_source(
        kind="cases",
        organisation=organisation,
        title=title.strip()[:200],
        population=population,
        population_words=population_words,
        instrument=title.strip(),
        owner=owner,
        by=by,
        on=on,
    )
    row = CaseRegister.objects.create(
        source_id=source,
        organisation_id=organisation,
        owner_id=owner,
        title=title.strip()[:200],
        stages=table_json(stages),
        place_kinds=list(dict.fromkeys(place_kinds)),
        agency_kinds=list(dict.fromkeys(agency_kinds)),
        identifying=[{"code": code, "label": label} for code, label in identifying],
        retention_years=retention_years,
        smallest=smallest,
        smallest_part=smallest_part,
        created_on=on,
    )
    detail = {"title": row.title, "on": on.isoformat()}
    record(actor=by.name, action="cases_defined", subject=f"cases:{row.pk}", detail=detail)
    return int(row.pk)


@transaction.atomic
def change_cases(
    *,
    register: int,
    version: int,
    by: Actor,
    on: date,
    title: str,
    stage_names: Mapping[str, str],
    place_kinds: Sequence[str],
    agency_kinds: Sequence[str],
    retention_years: int,
) -> int:
    """Change names, lists and retention; returns the new version. Stages and identifying fields stay as they are.

    A longer or shorter retention holds for cases that end from now on: those that ended keep the date they were given.
    """
    row = locked_cases(register)
    check_can_define_cases(by, standing_of(row))
    if version != row.version:
        raise StaleCaseError(row.version)
    table = renamed(table_from(row.stages), stage_names)
    problems = list(check_table(table))
    if not title.strip():
        problems.append(Problem("case_title_missing", field="title", severity="error"))
    if problems:
        raise CaseRefusedError(*problems)
    row.title, row.stages = title.strip()[:200], table_json(table)
    row.place_kinds, row.agency_kinds = list(dict.fromkeys(place_kinds)), list(dict.fromkeys(agency_kinds))
    row.retention_years, row.version = retention_years, row.version + 1
    row.save()
    detail = {"version": row.version, "on": on.isoformat()}
    record(actor=by.name, action="cases_changed", subject=f"cases:{register}", detail=detail)
    return row.version


def locked_cases(register: int) -> CaseRegister:
    """The register's row, locked until the transaction ends."""
    row = CaseRegister.objects.select_for_update().filter(pk=register).first()
    if row is None:
        raise NoSuchCaseError(register)
    return row
