"""Search over every text of the plans that the viewer may read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hoshin.core.change_wording import FIELD_NAMES
from hoshin.core.permissions import Actor, can_read_plan
from hoshin.core.plan.flat import THE_PLAN, name_of
from hoshin.core.plan.search import excerpt, fold, search_terms
from hoshin.server.accounts.queries import OrganisationName
from hoshin.server.plans.documents import indicator_item, node_item, plan_record, texts_of
from hoshin.server.plans.models import Indicator, Plan, PlanNode
from hoshin.server.plans.queries.sources import Segment, segments_of
from hoshin.server.plans.queries.standing import standing_of


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One item in which every word of the query stands, with the field and a piece of text that shows it."""

    plan: int
    organisation: OrganisationName
    fiscal_year: int
    is_published: bool
    item: str
    level: str
    name: str
    field: str
    excerpt: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one page and how many there are in all."""

    terms: tuple[str, ...]
    hits: tuple[SearchHit, ...]
    count: int


def search(query: str, viewer: Actor, *, plan: int | None = None, limit: int = 50, offset: int = 0) -> SearchResult:
    """Items whose texts hold every word of the query, in the plans' order; words of any length, also one character.

    Width, case, kana and line breaks make no difference. Seven queries at most, however many hits.
    """
    terms = search_terms(query)
    if not terms:
        return SearchResult((), (), 0)
    plans = {p.pk: p for p in _readable(viewer, plan)}
    condition = Q()
    for term in terms:
        condition &= Q(search_key__contains=term)
    found: list[tuple[tuple[int, ...], str, Any]] = []
    order = {key: place for place, key in enumerate(plans)}
    for key, row in plans.items():
        if all(term in row.search_key for term in terms):
            found.append(((order[key], 0, 0), "plan", row))
    where = Q(plan__in=plans, removed_at__isnull=True)
    for level, row in _item_rows(where & condition):
        rank = {"issue": 1, "outcome": 2, "initiative": 3, "indicator": 4}[level]
        found.append(((order[row.plan_id], rank, row.position, row.pk), level, row))
    found.sort(key=lambda entry: entry[0])
    page = found[offset : offset + limit]
    return SearchResult(terms, tuple(_hit(level, row, plans, terms) for _, level, row in page), len(found))


def _readable(viewer: Actor, plan: int | None) -> list[Plan]:
    rows = Plan.objects.select_related("organisation").order_by("-fiscal_year", "organisation__name_ja", "id")
    if plan is not None:
        rows = rows.filter(pk=plan)
    return [row for row in rows if can_read_plan(viewer, standing_of(row))]


def _item_rows(where: Q) -> list[tuple[str, Any]]:
    nodes = PlanNode.objects.filter(where).select_related("parent")
    indicators = Indicator.objects.filter(where).select_related("node")
    rows: list[tuple[str, Any]] = [(n.level, n) for n in nodes]
    return rows + [("indicator", i) for i in indicators if i.node.removed_at is None]


def _hit(level: str, row: Any, plans: dict[int, Plan], terms: tuple[str, ...]) -> SearchHit:
    plan = row if level == "plan" else plans[row.plan_id]
    record, item = _record(level, row)
    field, text = _showing(record, terms)
    piece, spans = excerpt(text, terms)
    owner = plan.organisation
    return SearchHit(
        plan=plan.pk,
        organisation=OrganisationName(owner.pk, owner.code, owner.name_ja, owner.name_en),
        fiscal_year=plan.fiscal_year,
        is_published=plan.status == "published",
        item=item,
        level=level,
        name=name_of(record),
        field=field,
        excerpt=segments_of(piece, spans),
    )


def _record(level: str, row: Any) -> tuple[Any, str]:
    if level == "plan":
        return plan_record(row, ()), THE_PLAN
    if level == "indicator":
        return indicator_item(row, {row.node_id: row.node}).record, row.item_id
    return node_item(row, {row.parent_id: row.parent}).record, row.item_id


def _showing(record: Any, terms: tuple[str, ...]) -> tuple[str, str]:
    """The field and the text that hold most of the words."""
    best = ("", "")
    most = 0
    for field in FIELD_NAMES:
        for text in texts_of(getattr(record, field, None)) if field not in ("id", "format") else ():
            count = sum(term in fold(text) for term in terms)
            if count > most:
                best, most = (field, text), count
    return best
