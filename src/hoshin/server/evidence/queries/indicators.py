"""The indicators of a plan as evidence sees them: their words, and whom those speak of."""

from dataclasses import dataclass

from hoshin.core.measurement.population import population_of
from hoshin.core.measurement.record import Population
from hoshin.core.permissions import Actor, ItemStanding, PlanStanding
from hoshin.core.plan.document import Indicator, Initiative, Outcome, Target
from hoshin.core.plan.flat import flatten
from hoshin.server.plans.queries.headers import PlanHeader, header_from
from hoshin.server.plans.queries.standing import item_standing, readable_plan, standing_of


@dataclass(frozen=True, slots=True)
class PlanIndicator:
    """An indicator with the code of its item and its population, None when the words do not say it clearly."""

    item: str
    label: str
    measure: str
    target_printed: str
    target: Target | None
    unit: str | None
    population: Population | None
    owner_code: str
    owner_title: str
    is_process: bool
    standing: ItemStanding


@dataclass(frozen=True, slots=True)
class PlanIndicators:
    """A plan's head and its indicators in document order."""

    header: PlanHeader
    standing: PlanStanding
    indicators: tuple[PlanIndicator, ...]

    def find(self, item: str) -> PlanIndicator | None:
        """The indicator of this id."""
        return next((i for i in self.indicators if i.item == item), None)


def measure_of(plan: int, item: str, viewer: Actor) -> str:
    """What an indicator counts, for sentences; its id when the plan no longer has it."""
    chosen = indicators_of_plan(plan, viewer).find(item)
    return chosen.measure if chosen else item


def indicators_of_plan(plan: int, viewer: Actor) -> PlanIndicators:
    """Raises `NoSuchPlanError` or `RefusedError`. Four queries, however large."""
    stored = readable_plan(plan, viewer)
    items = flatten(stored.document)
    found = []
    for item in items.values():
        if not isinstance(item.record, Indicator):
            continue
        owner = items[item.parent].record
        assert isinstance(owner, Outcome | Initiative)
        record = item.record
        unit = record.target.unit if record.target else None
        found.append(
            PlanIndicator(
                item=item.id,
                label=record.label or "",
                measure=record.measure,
                target_printed=record.target_printed or record.printed,
                target=record.target,
                unit=unit,
                population=population_of(record.measure, record.printed, unit),
                owner_code=owner.code or "",
                owner_title=owner.title or "",
                is_process=isinstance(owner, Initiative),
                standing=item_standing(stored, item.id),
            )
        )
    levels = [item.level for item in items.values()]
    counts = [levels.count(level) for level in ("outcome", "initiative", "indicator")]
    header = header_from(stored.row, *counts, sum(p.state == "open" for p in stored.problems))
    return PlanIndicators(header, standing_of(stored.row), tuple(found))
