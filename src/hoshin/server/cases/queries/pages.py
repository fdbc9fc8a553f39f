"""Lists without names: registers, cases by stage, and the cohort as it stands today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from hoshin.core.cases.cohort import Asked, Cohort, Limits, case_dates, count_cohort, first_days, withheld_by
from hoshin.core.cases.permissions import CaseStanding, can_define_cases, can_see_cases, can_see_cohort
from hoshin.core.cases.stages import CaseStage, StageTable, table_from
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.permissions import Actor
from hoshin.server.accounts.queries import OrganisationName, PostName, organisations, posts_of
from hoshin.server.cases.models import Case, CaseRegister, StageChange
from hoshin.server.cases.queries.standing import NoSuchCaseError, register_for_figure, register_of_section, standing_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class CaseRegisterCard:
    """A register of cases in the list. `open_cases` is told to the section alone."""

    id: int
    title: str
    organisation: OrganisationName
    owner: str
    open_cases: int | None


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What every page of a register of cases shows, and what the viewer may do."""

    id: int
    title: str
    organisation: OrganisationName
    owner: str
    owner_id: int
    source: int
    version: int
    table: StageTable
    place_kinds: tuple[str, ...]
    agency_kinds: tuple[str, ...]
    identifying: tuple[tuple[str, str], ...]
    retention_years: int
    limits: Limits
    may_see: bool
    may_define: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: its code, never a name."""

    code: str
    stage: CaseStage
    began_on: date
    changed_on: date
    place_kind: str
    retention_until: date | None
    is_erased: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases, how many in each stage, and how many in all."""

    rows: tuple[CaseRow, ...]
    stages: tuple[tuple[CaseStage, int], ...]
    page: Page[Any]
    count: int


@dataclass(frozen=True, slots=True)
class CohortPage:
    """The cohort of a period as the section sees it. `rule` says why its share would not be shown outside."""

    period: MeasuredPeriod
    counted: Cohort
    rule: str | None


def registers_for(viewer: Actor) -> tuple[CaseRegisterCard, ...]:
    """The registers of cases that the viewer may know of. Two queries."""
    names = {o.id: o for o in organisations()}
    rows = CaseRegister.objects.select_related("owner").annotate(
        waiting=Count("cases", filter=Q(cases__retention_until__isnull=True))
    )
    return tuple(
        CaseRegisterCard(
            row.pk,
            row.title,
            names[row.organisation_id],
            row.owner.name,
            row.waiting if can_see_cases(viewer, standing_of(row)) else None,
        )
        for row in rows
        if can_see_cohort(viewer, standing_of(row))
    )


def places_to_define(viewer: Actor) -> tuple[tuple[OrganisationName, tuple[PostName, ...]], ...]:
    """The organisations and posts for which the viewer may start a register of cases."""
    found = []
    for organisation in organisations():
        posts = tuple(
            p for p in posts_of(organisation.id) if can_define_cases(viewer, CaseStanding(organisation.id, p.id))
        )
        if posts:
            found.append((organisation, posts))
    return tuple(found)


def register_number_of(source: int) -> int:
    """The register of cases of an evidence source; its page asks who may see it. One query."""
    number = CaseRegister.objects.filter(source=source).values_list("pk", flat=True).first()
    if number is None:
        raise NoSuchCaseError(source)
    return int(number)


def case_head(register: int, viewer: Actor) -> CaseHead:
    """What every page of a register of cases shows. One query."""
    return head_of(register_for_figure(register, viewer), viewer)


def head_of(row: CaseRegister, viewer: Actor) -> CaseHead:
    """The same of a row."""
    o, standing = row.organisation, standing_of(row)
    return CaseHead(
        id=row.pk,
        title=row.title,
        organisation=OrganisationName(o.pk, o.code, o.name_ja, o.name_en),
        owner=row.owner.name,
        owner_id=row.owner_id,
        source=row.source_id,
        version=row.version,
        table=table_from(row.stages),
        place_kinds=tuple(row.place_kinds),
        agency_kinds=tuple(row.agency_kinds),
        identifying=tuple((one["code"], one["label"]) for one in row.identifying),
        retention_years=row.retention_years,
        limits=Limits(row.smallest, row.smallest_part),
        may_see=can_see_cases(viewer, standing),
        may_define=can_define_cases(viewer, standing),
    )


def case_list(register: int, viewer: Actor, *, stage: str = "", page: int = 1) -> CaseList:
    """The cases of a stage, or all of them, newest first, by code. Four queries."""
    row = register_of_section(register, viewer)
    table = table_from(row.stages)
    numbers = dict(row.cases.order_by().values_list("stage").annotate(Count("id")))
    chosen = Case.objects.filter(register=row, **({"stage": stage} if stage else {}))
    found = Paginator(chosen, PAGE_SIZE).get_page(page)
    rows = tuple(case_row(case, table) for case in found.object_list)
    stages = tuple((s, numbers.get(s.code, 0)) for s in table.stages)
    return CaseList(rows, stages, found, found.paginator.count)


def case_row(case: Case, table: StageTable) -> CaseRow:
    """A case as a list shows it."""
    stage = table.stage(case.stage) or CaseStage(case.stage, case.stage, case.stage)
    erased = case.erased_at is not None
    return CaseRow(
        case.code, stage, case.began_on, case.changed_on, case.place_kind, case.retention_until, is_erased=erased
    )


def cohort_rows(row: CaseRegister, last: date) -> list[dict[str, Any]]:
    """Each case that began by `last`, as it may leave: kind of place and the first day of each stage. Two queries.

    The case's own number and code are not in it.
    """
    table = table_from(row.stages)
    steps: dict[int, list[tuple[str, date]]] = {}
    changes = StageChange.objects.filter(case__register=row, withdrawn_at__isnull=True).order_by("id")
    for case, stage, on in changes.values_list("case_id", "stage", "reached_on").iterator(chunk_size=2000):
        steps.setdefault(case, []).append((stage, on))
    rows = []
    for case, kind in Case.objects.filter(register=row, began_on__lte=last).values_list("pk", "place_kind"):
        days = first_days(steps.get(case, ()))
        rows.append({"place_kind": kind or None, **{f"on_{code}": days.get(code) for code in table.codes()}})
    return rows


def cohort_page(register: int, viewer: Actor, period: MeasuredPeriod, asked: Asked) -> CohortPage:
    """The cohort as it stands today, for the section alone."""
    row = register_of_section(register, viewer)
    rows: list[Mapping[str, Any]] = [{"row": str(n), **r} for n, r in enumerate(cohort_rows(row, period.last))]
    counted = count_cohort([case_dates(r) for r in rows], asked, period.first, period.last)
    return CohortPage(period, counted, withheld_by(counted, Limits(row.smallest, row.smallest_part)))
