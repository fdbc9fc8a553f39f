"""Which plans there are, for lists and page heads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from hoshin.core.permissions import Actor, can_edit_plan, can_publish_plan, can_read_history, can_read_plan
from hoshin.server.accounts.queries import OrganisationName
from hoshin.server.plans.models import Indicator, Plan, PlanNode, StoredProblem
from hoshin.server.plans.queries.standing import readable_row, standing_of


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """A plan as lists and page heads show it. `open_problems` counts what nobody has settled yet."""

    id: int
    organisation: OrganisationName
    fiscal_year: int
    title: str | None
    edition: str | None
    goal: str | None
    is_published: bool
    published_on: date | None
    changed_at: datetime
    version: int
    outcomes: int
    initiatives: int
    indicators: int
    open_problems: int


@dataclass(frozen=True, slots=True)
class Powers:
    """What the viewer may do with this plan: the rules' own answers, for templates."""

    may_edit: bool
    may_publish: bool
    may_read_history: bool


def published_plans() -> tuple[PlanHeader, ...]:
    """Every published plan, newest year first. One query."""
    return _headers(_counted(Plan.objects.filter(status="published")))


def plans_for(viewer: Actor) -> tuple[PlanHeader, ...]:
    """Every plan that the viewer may read, drafts of the own organisation included. One query."""
    mine = {p.organisation for p in viewer.posts}
    everywhere = any(p.role == "administrator" for p in viewer.posts)
    rows = Plan.objects.all() if everywhere else Plan.objects.filter(Q(status="published") | Q(organisation__in=mine))
    return _headers(row for row in _counted(rows) if can_read_plan(viewer, standing_of(row)))


def header_of(plan: int, viewer: Actor) -> PlanHeader:
    """One plan's head; raises `NoSuchPlanError` or `RefusedError`. Two queries."""
    readable_row(plan, viewer)
    return _headers(_counted(Plan.objects.filter(pk=plan)))[0]


def powers_over(row: Plan, viewer: Actor) -> Powers:
    """What the rules let the viewer do with a plan."""
    standing = standing_of(row)
    return Powers(
        can_edit_plan(viewer, standing),
        row.status == "draft" and can_publish_plan(viewer, standing),
        can_read_history(viewer, standing),
    )


def _counted(rows: Any) -> Any:
    return (
        rows.select_related("organisation")
        .annotate(
            outcome_count=_count(PlanNode, level="outcome", removed_at__isnull=True),
            initiative_count=_count(PlanNode, level="initiative", removed_at__isnull=True),
            indicator_count=_count(Indicator, removed_at__isnull=True),
            open_problem_count=_count(StoredProblem, state="open"),
        )
        .order_by("-fiscal_year", "organisation__code", "organisation__name_ja")
    )


def _count(model: Any, **which: Any) -> Coalesce:
    """How many rows of a model belong to the plan; a subquery each, since joins would multiply one another."""
    rows = model.objects.filter(plan=OuterRef("pk"), **which).order_by().values("plan").annotate(n=Count("pk"))
    return Coalesce(Subquery(rows.values("n")), 0)


def _headers(rows: Iterable[Any]) -> tuple[PlanHeader, ...]:
    return tuple(
        header_from(row, row.outcome_count, row.initiative_count, row.indicator_count, row.open_problem_count)
        for row in rows
    )


def header_from(row: Plan, outcomes: int, initiatives: int, indicators: int, open_problems: int) -> PlanHeader:
    """The head of a row at hand."""
    owner = row.organisation
    return PlanHeader(
        id=row.pk,
        organisation=OrganisationName(owner.pk, owner.code, owner.name_ja, owner.name_en),
        fiscal_year=row.fiscal_year,
        title=row.content.get("title"),
        edition=row.edition,
        goal=row.content.get("goal"),
        is_published=row.status == "published",
        published_on=row.published_on,
        changed_at=row.updated_at,
        version=row.version,
        outcomes=outcomes,
        initiatives=initiatives,
        indicators=indicators,
        open_problems=open_problems,
    )
