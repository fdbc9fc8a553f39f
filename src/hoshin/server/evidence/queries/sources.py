"""Sources for lists and for their own page: what they are, whose, what they measure, which periods are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hoshin.core.measurement.codec import measurement_from_json
from hoshin.core.measurement.freshness import Freshness, freshness_of
from hoshin.core.measurement.permissions import can_see_source, can_work_on_source
from hoshin.core.measurement.record import EvidenceKind, MeasuredPeriod, Measurement
from hoshin.core.periods import fiscal_year_of
from hoshin.core.permissions import INSIDERS, Actor
from hoshin.core.plan.document import Indicator
from hoshin.core.plan.flat import flatten
from hoshin.server.accounts.queries import OrganisationName, display_names
from hoshin.server.evidence.models import Attachment, MeasurementRow, NotMeasured, Snapshot, Source
from hoshin.server.evidence.queries.standing import readable_source, standing_of_source
from hoshin.server.plans.queries.exporting import export_document
from hoshin.server.plans.queries.headers import PlanHeader, header_of


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source as lists show it. `freshness` says when its next figure is expected; None when it measures nothing."""

    id: int
    kind: str
    title: str
    organisation: OrganisationName
    owner: str
    owner_id: int | None
    population: str
    population_words: str
    instrument: str
    details: dict[str, Any]
    version: int
    retired_on: date | None
    last_closed: MeasuredPeriod | None
    freshness: Freshness | None
    attached: int
    may_work: bool


@dataclass(frozen=True, slots=True)
class AttachedIndicator:
    """An indicator that a source measures, by which recipe, and since when."""

    id: int
    plan: PlanHeader
    item: str
    measure: str
    recipe: dict[str, Any]
    base_words: str
    wording: str
    override_reason: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ClosedSnapshot:
    """A closed period with its figures. `is_current` unless a correction took its place."""

    hash: str
    period: MeasuredPeriod
    rows: int
    made_at: datetime
    made_by: str
    made_by_post: str
    reason: str
    replaces: str | None
    is_current: bool
    measurements: tuple[tuple[str, Measurement], ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source's page."""

    entry: SourceEntry
    indicators: tuple[AttachedIndicator, ...]
    snapshots: tuple[ClosedSnapshot, ...]


def sources_for(viewer: Actor, kind: str | None = None, *, on: date | None = None) -> tuple[SourceEntry, ...]:
    """Every source that the viewer may see, by organisation, kind and title. Three queries."""
    rows = Source.objects.select_related("organisation", "owner")
    if not any(p.role == "administrator" for p in viewer.posts):
        rows = rows.filter(organisation__in={p.organisation for p in viewer.posts if p.role in INSIDERS})
    if kind is not None:
        rows = rows.filter(kind=kind)
    visible = [row for row in rows if can_see_source(viewer, standing_of_source(row))]
    return _entries(visible, viewer, on)


def source_page(source: int, viewer: Actor, *, on: date | None = None) -> SourcePage:
    """A source with its indicators and closed periods; raises `NoSuchSourceError` or `RefusedError`."""
    row = readable_source(source, viewer)
    entry = _entries([row], viewer, on)[0]
    attachments = list(Attachment.objects.filter(source=row).order_by("until", "plan", "id"))
    measures = _measures({a.plan_id for a in attachments}, viewer)
    indicators = tuple(_attached(a, *measures[a.plan_id]) for a in attachments if a.plan_id in measures)
    return SourcePage(entry, indicators, _snapshots(row, {a.item: a.measure for a in indicators}))


def entry_of(row: Source, viewer: Actor, on: date | None = None) -> SourceEntry:
    """A source at hand as lists show it."""
    return _entries([row], viewer, on)[0]


def _entries(rows: Iterable[Source], viewer: Actor, on: date | None) -> tuple[SourceEntry, ...]:
    rows = list(rows)
    closed: dict[int, MeasuredPeriod] = {}
    for found in Snapshot.objects.filter(source__in=rows, replaced_by__isnull=True).order_by("last", "-first"):
        closed[found.source_id] = MeasuredPeriod(found.first, found.last, found.fiscal_year)
    attached: dict[int, list[tuple[int, str]]] = {}
    current = Attachment.objects.filter(source__in=rows, until__isnull=True)
    for number, plan, item in current.values_list("source_id", "plan_id", "item_id"):
        attached.setdefault(number, []).append((plan, item))
    stated = _stated({plan for items in attached.values() for plan, _ in items})
    return tuple(
        _entry(row, closed.get(row.pk), viewer, on, attached=attached.get(row.pk, []), stated=stated) for row in rows
    )


def _stated(plans: Iterable[int]) -> dict[tuple[int, str], list[date]]:
    """The days for which somebody announced a figure, by plan and indicator."""
    stated: dict[tuple[int, str], list[date]] = {}
    rows = NotMeasured.objects.filter(plan__in=plans, withdrawn_on__isnull=True, next_on__isnull=False)
    for plan, item, day in rows.values_list("plan_id", "item_id", "next_on"):
        stated.setdefault((plan, item), []).append(day)
    return stated


def _entry(
    row: Source,
    last: MeasuredPeriod | None,
    viewer: Actor,
    on: date | None,
    *,
    attached: list[tuple[int, str]],
    stated: dict[tuple[int, str], list[date]],
) -> SourceEntry:
    owner = row.organisation
    announced = [day for item in attached for day in stated.get(item, [])]
    return SourceEntry(
        id=row.pk,
        kind=row.kind,
        title=row.title,
        organisation=OrganisationName(owner.pk, owner.code, owner.name_ja, owner.name_en),
        owner=row.owner.name if row.owner else "",
        owner_id=row.owner_id,
        population=row.population,
        population_words=row.population_words,
        instrument=row.instrument,
        details=row.details,
        version=row.version,
        retired_on=row.retired_on,
        last_closed=last,
        freshness=_freshness(row, last, announced, on) if attached else None,
        attached=len(attached),
        may_work=can_work_on_source(viewer, standing_of_source(row)),
    )


def _freshness(row: Source, last: MeasuredPeriod | None, announced: list[date], on: date | None) -> Freshness:
    """By what was announced, of the source or of an indicator that it measures; else by the rule."""
    kind: EvidenceKind = row.kind
    named = [day for day in (*_next_due(row.details), *announced) if last is None or day > last.last]
    return freshness_of(
        last,
        fiscal_year=fiscal_year_of(row.created_on),
        on=on or (last.last if last else row.created_on),
        kind=kind,
        expected=min(named, default=None),
    )


def _next_due(details: dict[str, Any]) -> list[date]:
    try:
        return [date.fromisoformat(str(details.get("next_due", "")))]
    except ValueError:
        return []


def _measures(plans: set[int], viewer: Actor) -> dict[int, tuple[PlanHeader, dict[str, str]]]:
    found = {}
    for plan in plans:
        items = flatten(export_document(plan, viewer)).values()
        words = {i.id: i.record.measure for i in items if isinstance(i.record, Indicator)}
        found[plan] = (header_of(plan, viewer), words)
    return found


def _attached(row: Attachment, header: PlanHeader, measures: dict[str, str]) -> AttachedIndicator:
    return AttachedIndicator(
        id=row.pk,
        plan=header,
        item=row.item_id,
        measure=measures.get(row.item_id, row.item_id),
        recipe=row.recipe,
        base_words=row.base_words,
        wording=row.wording,
        override_reason=row.override_reason,
        since=row.since,
        until=row.until,
    )


def _snapshots(row: Source, measures: dict[str, str]) -> tuple[ClosedSnapshot, ...]:
    snapshots = list(Snapshot.objects.filter(source=row).select_related("replaces").order_by("-last", "first", "-id"))
    replaced = {s.replaces_id for s in snapshots if s.replaces_id}
    figures: dict[int, list[tuple[str, Measurement]]] = {}
    for found in MeasurementRow.objects.filter(snapshot__source=row).order_by("id"):
        named = (measures.get(found.item_id, found.item_id), measurement_from_json(found.content))
        figures.setdefault(found.snapshot_id, []).append(named)
    names = display_names({s.made_by for s in snapshots})
    return tuple(
        ClosedSnapshot(
            hash=s.hash,
            period=MeasuredPeriod(s.first, s.last, s.fiscal_year),
            rows=sum(t["rows"] for t in s.manifest["tables"].values()),
            made_at=s.made_at,
            made_by=names.get(s.made_by, s.made_by),
            made_by_post=s.manifest["made_by"],
            reason=s.reason,
            replaces=s.replaces.hash if s.replaces else None,
            is_current=s.pk not in replaced,
            measurements=tuple(figures.get(s.pk, ())),
        )
        for s in snapshots
    )
