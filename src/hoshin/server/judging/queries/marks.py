"""A verdict in short for lists: what was decided for everyone, what is proposed for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hoshin.core.judging.code_set_json import code_set_from_json
from hoshin.core.judging.code_sets import CodeRule
from hoshin.core.judging.deciding import rule_named
from hoshin.core.judging.permissions import can_see_proposals
from hoshin.core.permissions import Actor
from hoshin.server.judging.models import Decision
from hoshin.server.judging.queries.code_sets import PERIODS
from hoshin.server.judging.queries.verdicts import PlanVerdicts, verdicts_of
from hoshin.server.plans.queries.standing import readable_row, standing_of


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """The latest verdict on an indicator."""

    item: str
    fiscal_year: int
    rule: CodeRule | None
    supports: Any
    fired: bool
    is_decided: bool


def has_something_to_show(plan: int, indicator: str, viewer: Actor) -> bool:
    """Whether the viewer may see any verdict on an indicator: staff always, others what was decided. Two queries."""
    if can_see_proposals(viewer, standing_of(readable_row(plan, viewer))):
        return True
    return Decision.objects.filter(plan_id=plan, item_id=indicator, decided_at__isnull=False).exists()


def verdict_marks_of(plan: int, viewer: Actor) -> dict[str, VerdictMark]:
    """The mark of each indicator that has one. Two queries for a reader, for staff those of `verdicts_of` as well."""
    if can_see_proposals(viewer, standing_of(readable_row(plan, viewer))):
        found = verdicts_of(plan, viewer)
        marks = (_latest(found, item) for item in found.indicators)
        return {mark.item: mark for mark in marks if mark is not None}
    rows = Decision.objects.filter(plan_id=plan, decided_at__isnull=False)
    return {mark.item: mark for mark in _decided(rows)}


def _decided(rows: Iterable[Decision]) -> Iterable[VerdictMark]:
    """Later ones last: a later year goes before an earlier one, a year's end before its middle."""
    for row in sorted(rows, key=lambda r: (r.fiscal_year, r.period == "year_end")):
        rule = rule_named(code_set_from_json(row.code_set), row.code)
        fired = row.retreat == "fired"
        yield VerdictMark(row.item_id, row.fiscal_year, rule, row.supports, fired, is_decided=True)


def _latest(found: PlanVerdicts, item: str) -> VerdictMark | None:
    """The newest year with a decision or, where nothing was decided, with a figure."""
    for year in found.years_of(item):
        verdicts = [found.at(item, year, period) for period in PERIODS]
        decided = [v for v in verdicts if v.is_decided]
        chosen = decided[0] if decided else verdicts[0]
        now = chosen.assessment.verdict
        if decided or now.supports != "not_measured":
            fired = chosen.written.retreat == "fired" or now.retreat == "fired"
            return VerdictMark(item, year, chosen.rule, chosen.supports, fired, chosen.is_decided)
    return None
