"""Which indicators of a plan have evidence, and which have none yet."""

from dataclasses import dataclass
from datetime import date

from hoshin.core.measurement.permissions import check_can_see_evidence
from hoshin.core.permissions import Actor
from hoshin.server.evidence.models import Attachment
from hoshin.server.evidence.queries.indicators import PlanIndicator, indicators_of_plan
from hoshin.server.evidence.queries.measurements import LatestFigure, latest_figures
from hoshin.server.plans.queries.headers import PlanHeader


@dataclass(frozen=True, slots=True)
class CoveredIndicator:
    """An indicator with the sources that measure it and its latest figure."""

    indicator: PlanIndicator
    sources: tuple[tuple[int, str, str], ...]
    figure: LatestFigure | None

    @property
    def is_measured(self) -> bool:
        """Whether there is a figure or at least a reason why there is none."""
        return self.figure is not None and self.figure.measurement is not None


@dataclass(frozen=True, slots=True)
class Coverage:
    """A plan's indicators in document order. `sources` of each: (id, kind, title)."""

    header: PlanHeader
    indicators: tuple[CoveredIndicator, ...]

    @property
    def without_source(self) -> tuple[CoveredIndicator, ...]:
        """Those that nothing measures yet."""
        return tuple(i for i in self.indicators if not i.sources)

    @property
    def measured(self) -> int:
        """How many have a figure, of whatever year."""
        return sum(i.is_measured for i in self.indicators)

    @property
    def measured_this_year(self) -> int:
        """How many have a figure of the plan's own year."""
        return sum(i.figure is not None and i.figure.in_plan_year for i in self.indicators)

    @property
    def explained(self) -> int:
        """How many have none of the plan's own year, and somebody said why."""
        figures = [i.figure for i in self.indicators if i.figure is not None]
        return sum(not f.in_plan_year and f.plan_year_absence is not None for f in figures)

    @property
    def open(self) -> int:
        """How many have neither a figure of the plan's own year nor a reason."""
        return len(self.indicators) - self.measured_this_year - self.explained


def coverage_of(plan: int, viewer: Actor, *, on: date) -> Coverage:
    """For whoever works in the plan's organisation; raises `RefusedError` for others."""
    found = indicators_of_plan(plan, viewer)
    check_can_see_evidence(viewer, found.standing.organisation)
    sources: dict[str, list[tuple[int, str, str]]] = {}
    for row in Attachment.objects.filter(plan_id=plan, until__isnull=True).select_related("source"):
        sources.setdefault(row.item_id, []).append((row.source_id, row.source.kind, row.source.title))
    figures = latest_figures(plan, viewer, on=on)
    return Coverage(
        found.header,
        tuple(CoveredIndicator(i, tuple(sources.get(i.item, ())), figures.get(i.item)) for i in found.indicators),
    )
