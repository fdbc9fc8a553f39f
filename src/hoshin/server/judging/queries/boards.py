"""The board of a plan for one year and period: every indicator, what is missing, and the roll-up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from hoshin.core.judging.choice import LEVELS, code_set_for
from hoshin.core.judging.code_sets import CodeRule
from hoshin.core.judging.permissions import check_can_see_proposals
from hoshin.core.judging.roll_up import RollUp, effectiveness, roll_up
from hoshin.core.judging.verdict import JudgingPeriod
from hoshin.core.permissions import Actor
from hoshin.server.judging.queries.verdicts import IndicatorVerdict, PlanVerdicts, verdicts_of

Show = Literal["all", "missing", "fired", "open"]
SHOWN: dict[Show, Callable[[IndicatorVerdict], bool]] = {
    "all": lambda verdict: True,
    "missing": lambda verdict: bool(verdict.missing),
    "open": lambda verdict: not verdict.is_decided,
    "fired": lambda verdict: verdict.assessment.verdict.retreat == "fired",
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One indicator on the board."""

    verdict: IndicatorVerdict
    may_enter: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """The roll-up of one outcome, issue or the plan: over outcome indicators and over process indicators."""

    item: str
    level: Literal["plan", "issue", "outcome", "initiative"]
    name: str
    outcomes: RollUp
    processes: RollUp
    effect: CodeRule | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The board: rows in document order, sums from the plan down."""

    verdicts: PlanVerdicts
    fiscal_year: int
    period: JudgingPeriod
    rows: tuple[BoardRow, ...]
    sums: tuple[Sum, ...]
    without_code_set: bool

    @property
    def missing(self) -> int:
        """How many rows still miss something."""
        return sum(bool(row.verdict.missing) for row in self.rows)

    def shown(self, show: Show) -> tuple[BoardRow, ...]:
        """The rows that a filter keeps."""
        return tuple(row for row in self.rows if SHOWN[show](row.verdict))


def board_of(plan: int, viewer: Actor, fiscal_year: int, period: JudgingPeriod) -> Board:
    """For whoever works in the plan's organisation; raises `NoSuchPlanError` or `RefusedError`. Ten queries."""
    found = verdicts_of(plan, viewer)
    check_can_see_proposals(viewer, found.standing)
    verdicts = [found.at(item, fiscal_year, period) for item in found.indicators]
    return Board(
        verdicts=found,
        fiscal_year=fiscal_year,
        period=period,
        rows=tuple(BoardRow(v, found.may_enter(v.of.indicator.id)) for v in verdicts),
        sums=tuple(_sums(found, verdicts, fiscal_year, period)),
        without_code_set=any(v.assessment.code_set is None for v in verdicts),
    )


def _sums(
    found: PlanVerdicts, verdicts: list[IndicatorVerdict], fiscal_year: int, period: JudgingPeriod
) -> Iterable[Sum]:
    sets = {level: code_set_for(level, period, fiscal_year, found.own) for level in LEVELS}
    document = found.stored.document

    def of(item: str, level: str, name: str, chosen: Iterable[IndicatorVerdict]) -> Sum:
        mine = list(chosen)
        outcomes = roll_up((v.leaf for v in mine if v.of.level == "outcome"), sets["outcome"])
        processes = roll_up((v.leaf for v in mine if v.of.level == "process"), sets["process"])
        effect = effectiveness(outcomes, sets["outcome"], sets["effectiveness"]) if sets["outcome"] else None
        return Sum(item, level, name, outcomes, processes, effect if level == "outcome" else None)  # type: ignore[arg-type]

    yield of("", "plan", "", verdicts)
    for issue in document.issues:
        yield of(issue.id, "issue", _name(issue), (v for v in verdicts if v.of.issue == issue.id))
        for outcome in (o for o in document.outcomes if o.issue == issue.id):
            yield of(outcome.id, "outcome", _name(outcome), (v for v in verdicts if v.of.outcome == outcome.id))
    known = {issue.id for issue in document.issues}
    for outcome in (o for o in document.outcomes if o.issue not in known):
        yield of(outcome.id, "outcome", _name(outcome), (v for v in verdicts if v.of.outcome == outcome.id))


def _name(record: object) -> str:
    return f"{getattr(record, 'code', None) or ''} {getattr(record, 'title', None) or ''}".strip() or "—"
