"""The figures of an indicator, year by year, with what is needed to read them: cuts, freshness, stated absence."""

import dataclasses
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from hoshin.core.measurement.baseline import BaselineValue, baseline_value, leans_on_year
from hoshin.core.measurement.codec import measurement_from_json
from hoshin.core.measurement.comparability import Break, break_between
from hoshin.core.measurement.freshness import Freshness, freshness_of
from hoshin.core.measurement.permissions import can_see_source, can_state_not_measured
from hoshin.core.measurement.record import EvidenceKind, MeasuredPeriod, Measurement
from hoshin.core.permissions import Actor
from hoshin.server.evidence.models import Attachment, MeasurementRow, NotMeasured, Snapshot
from hoshin.server.evidence.queries.indicators import PlanIndicator, indicators_of_plan
from hoshin.server.evidence.queries.standing import standing_of_source
from hoshin.server.plans.queries.headers import PlanHeader
from hoshin.server.plans.queries.standing import readable_row


@dataclass(frozen=True, slots=True)
class StatedAbsence:
    """Somebody's statement that a year was not measured."""

    id: int
    fiscal_year: int
    reason: str
    note: str
    next_on: date | None
    stated_on: date


@dataclass(frozen=True, slots=True)
class NotRecordedYear:
    """A year whose records were closed and hold nothing of this indicator: it was not asked, or not kept, then."""

    fiscal_year: int
    kind: EvidenceKind


@dataclass(frozen=True, slots=True)
class MeasuredYear:
    """One period's figure as it stands today. `broken` is the cut before it, `corrections` how often it was corrected.

    `source` and `source_title` say where it comes from; `override_reason` why another population was used.
    """

    id: int
    measurement: Measurement
    snapshot: str
    source: int
    source_title: str
    override_reason: str
    broken: Break | None
    corrections: int


@dataclass(frozen=True, slots=True)
class IndicatorEvidence:
    """All that is known of an indicator's figures. `years` in order of time, the figure of each fiscal year marked as
    the last of it in `by_year`. `baseline` is the number that its target becomes.
    """

    header: PlanHeader
    indicator: PlanIndicator
    years: tuple[MeasuredYear, ...]
    absences: tuple[StatedAbsence, ...]
    not_recorded: tuple[NotRecordedYear, ...]
    freshness: Freshness
    baseline: BaselineValue | None
    awaits_baseline_of: int | None
    has_source: bool
    may_state: bool
    may_see_sources: bool

    @property
    def by_year(self) -> dict[int, MeasuredYear]:
        """The figure of each fiscal year: the one that reaches furthest, then the one that begins first."""
        return {y.measurement.period.fiscal_year: y for y in sorted(self.years, key=_reach)}

    @property
    def has_bases(self) -> bool:
        """Whether any figure was counted of something: of people who answered, of families who were found."""
        found = [y.measurement for y in self.years]
        return any(m.n_answered is not None or m.denominator is not None for m in found)

    @property
    def latest(self) -> MeasuredYear | None:
        """The figure of the latest measured year."""
        years = self.by_year
        return years[max(years)] if years else None


@dataclass(frozen=True, slots=True)
class LatestFigure:
    """An indicator's latest figure for lists: at most one a year, and whether the next one is overdue.

    `in_plan_year`: the plan's own year has a figure; `plan_year_absence`: why it has none.
    """

    item: str
    measurement: Measurement | None
    absence: StatedAbsence | None
    freshness: Freshness
    has_source: bool
    in_plan_year: bool = False
    plan_year_absence: StatedAbsence | None = None


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """The current measurements of one indicator, oldest first, and what was stated not to be measured."""

    measurements: tuple[Measurement, ...] = ()
    absences: tuple[StatedAbsence, ...] = ()


def evidence_of_plan(plan: int, viewer: Actor) -> dict[str, ItemEvidence]:
    """The evidence of every indicator of a plan that has any, by its id. Three queries, however many there are.

    Raises `NoSuchPlanError` or `RefusedError`.
    """
    readable_row(plan, viewer)
    rows: dict[str, list[MeasuredYear]] = {}
    for item, year in _all_rows(MeasurementRow.objects.filter(plan_id=plan, superseded_at__isnull=True)):
        rows.setdefault(item, []).append(year)
    absences: dict[str, list[StatedAbsence]] = {}
    for row in NotMeasured.objects.filter(plan_id=plan, withdrawn_on__isnull=True):
        absences.setdefault(row.item_id, []).append(_absence(row))
    return {
        item: ItemEvidence(
            tuple(y.measurement for y in sorted(rows.get(item, []), key=_reach)), tuple(absences.get(item, []))
        )
        for item in rows.keys() | absences.keys()
    }


def measurements_of(plan: int, indicator: str, viewer: Actor, *, on: date | None = None) -> IndicatorEvidence | None:
    """The figures of one indicator, oldest first; None when the plan has no such indicator.

    Raises `RefusedError` when the viewer may not read the plan. `on` is the day on which freshness is judged; without
    it, the day of the latest figure.
    """
    found = indicators_of_plan(plan, viewer)
    chosen = found.find(indicator)
    if chosen is None:
        return None
    rows = _rows(plan, indicator)
    years = _with_breaks(rows)
    attachments = list(
        Attachment.objects.filter(plan_id=plan, item_id=indicator, until__isnull=True).select_related("source")
    )
    absences = _absences(NotMeasured.objects.filter(plan_id=plan, item_id=indicator, withdrawn_on__isnull=True))
    year = found.header.fiscal_year
    measurements = [y.measurement for y in years]
    baseline = baseline_value(chosen.target, measurements, year) if chosen.target else None
    day = on or max((m.period.last for m in measurements), default=date(year, 4, 1))
    return IndicatorEvidence(
        header=found.header,
        indicator=chosen,
        years=years,
        absences=absences,
        not_recorded=_not_recorded(attachments, years, absences),
        freshness=_freshness(measurements, absences, [a.source.details for a in attachments], year, day),
        baseline=baseline,
        awaits_baseline_of=None if baseline else leans_on_year(chosen.target, year),
        has_source=bool(attachments),
        may_state=can_state_not_measured(viewer, chosen.standing),
        may_see_sources=any(can_see_source(viewer, standing_of_source(a.source)) for a in attachments),
    )


def latest_figures(plan: int, viewer: Actor, *, on: date) -> dict[str, LatestFigure]:
    """The latest figure of every indicator that has a source or a stated absence. A constant number of queries."""
    fiscal_year = readable_row(plan, viewer).fiscal_year
    rows: dict[str, list[MeasuredYear]] = {}
    for item, year in _all_rows(MeasurementRow.objects.filter(plan_id=plan, superseded_at__isnull=True)):
        rows.setdefault(item, []).append(year)
    absences: dict[str, list[StatedAbsence]] = {}
    for row in NotMeasured.objects.filter(plan_id=plan, withdrawn_on__isnull=True):
        absences.setdefault(row.item_id, []).append(_absence(row))
    details: dict[str, list[Mapping[str, Any]]] = {}
    for attachment in Attachment.objects.filter(plan_id=plan, until__isnull=True).select_related("source"):
        details.setdefault(attachment.item_id, []).append(attachment.source.details)
    figures = {}
    for item in rows.keys() | absences.keys() | details.keys():
        years = sorted(rows.get(item, []), key=_reach)
        stated = tuple(absences.get(item, []))
        measurements = [y.measurement for y in years]
        newest = max(years, key=lambda y: (y.measurement.period.fiscal_year, *_reach(y)), default=None)
        last_stated = max(stated, key=lambda a: a.fiscal_year, default=None)
        if last_stated and newest and last_stated.fiscal_year <= newest.measurement.period.fiscal_year:
            last_stated = None
        figures[item] = LatestFigure(
            item=item,
            measurement=newest.measurement if newest else None,
            absence=last_stated,
            freshness=_freshness(measurements, stated, details.get(item, []), fiscal_year, on),
            has_source=item in details,
            in_plan_year=any(m.period.fiscal_year == fiscal_year for m in measurements),
            plan_year_absence=next((a for a in stated if a.fiscal_year == fiscal_year), None),
        )
    return figures


def _reach(year: MeasuredYear) -> tuple[date, int, int]:
    period = year.measurement.period
    return period.last, -period.first.toordinal(), year.id


def _rows(plan: int, indicator: str) -> list[MeasuredYear]:
    current = MeasurementRow.objects.filter(plan_id=plan, item_id=indicator, superseded_at__isnull=True)
    return [year for _, year in _all_rows(current)]


def _all_rows(current: Any) -> Iterable[tuple[str, MeasuredYear]]:
    """Each row's item and figure, in one query. A period that was closed again was corrected that often."""
    closed = (
        Snapshot.objects.filter(source=OuterRef("snapshot__source"), first=OuterRef("first"), last=OuterRef("last"))
        .order_by()
        .values("source")
        .annotate(n=Count("pk"))
    )
    rows = current.select_related("attachment", "snapshot").annotate(closings=Subquery(closed.values("n")))
    for row in rows.order_by("item_id", "last", "id"):
        yield (
            row.item_id,
            MeasuredYear(
                id=row.pk,
                measurement=measurement_from_json(row.content),
                snapshot=row.snapshot.hash,
                source=row.attachment.source_id,
                source_title=row.snapshot.manifest["source"]["title"],
                override_reason=row.attachment.override_reason,
                broken=None,
                corrections=row.closings - 1,
            ),
        )


def _with_breaks(years: list[MeasuredYear]) -> tuple[MeasuredYear, ...]:
    """Each year's figure with the cut before it; a part of a year is compared with nothing."""
    main = {y.measurement.period.fiscal_year: y for y in sorted(years, key=_reach)}
    ordered = [main[year] for year in sorted(main)]
    cuts: dict[int, Break | None] = {}
    for earlier, later in itertools.pairwise(ordered):
        cuts[later.id] = break_between(earlier.measurement, later.measurement)
    return tuple(dataclasses.replace(y, broken=cuts.get(y.id)) for y in sorted(years, key=_reach))


def _not_recorded(
    attachments: Iterable[Attachment], years: Iterable[MeasuredYear], absences: Iterable[StatedAbsence]
) -> tuple[NotRecordedYear, ...]:
    """The closed years without a figure for which nobody gave a reason. One query."""
    told = {y.measurement.period.fiscal_year for y in years} | {a.fiscal_year for a in absences}
    closed = Snapshot.objects.filter(source__in=[a.source_id for a in attachments], replaced_by__isnull=True)
    found = set(closed.values_list("fiscal_year", "source__kind"))
    return tuple(NotRecordedYear(year, kind) for year, kind in sorted(found) if year not in told)


def _absence(row: NotMeasured) -> StatedAbsence:
    return StatedAbsence(row.pk, row.fiscal_year, row.reason, row.note, row.next_on, row.stated_on)


def _absences(rows: Iterable[NotMeasured]) -> tuple[StatedAbsence, ...]:
    return tuple(_absence(row) for row in rows)


def _freshness(
    measurements: Iterable[Measurement],
    absences: Iterable[StatedAbsence],
    details: Iterable[Mapping[str, Any]],
    fiscal_year: int,
    on: date,
) -> Freshness:
    newest = max(measurements, key=lambda m: m.period.last, default=None)
    last: MeasuredPeriod | None = newest.period if newest else None
    named = [a.next_on for a in absences if a.next_on and (last is None or a.next_on > last.last)]
    named += [day for day in map(_next_due, details) if day and (last is None or day > last.last)]
    kind = newest.kind if newest else None
    return freshness_of(last, fiscal_year=fiscal_year, on=on, kind=kind, expected=min(named, default=None))


def _next_due(details: Mapping[str, Any]) -> date | None:
    """The day that a source itself names as its next (`next_due`, ISO), if it can be read."""
    try:
        return date.fromisoformat(str(details.get("next_due", "")))
    except ValueError:
        return None
