"""Every indicator of a plan with its evidence, ready to be judged in any year, beside what was decided.

All is read at once: the number of queries does not grow with the plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from hoshin.core.judging.assessing import Assessment, Evidence, assess
from hoshin.core.judging.choice import JudgedLevel, OwnCodeSet, code_set_for
from hoshin.core.judging.code_set_json import code_set_from_json
from hoshin.core.judging.code_sets import CodeRule, CodeSet
from hoshin.core.judging.deciding import Entry, missing_texts, rule_named
from hoshin.core.judging.permissions import (
    can_decide_verdict,
    can_enter_judgement,
    can_see_proposals,
    check_can_read_decisions,
)
from hoshin.core.judging.retreat import criteria_of
from hoshin.core.judging.roll_up import Leaf
from hoshin.core.judging.verdict import JudgingPeriod
from hoshin.core.permissions import Actor, ItemStanding, PlanStanding
from hoshin.core.plan.document import Indicator, Initiative, Outcome
from hoshin.core.problems.record import Problem
from hoshin.server.evidence.queries import ItemEvidence, evidence_of_plan
from hoshin.server.judging.models import CodeSet as CodeSetRow
from hoshin.server.judging.models import Decision
from hoshin.server.plans.queries.headers import PlanHeader, header_from
from hoshin.server.plans.queries.standing import item_standing, readable_plan, standing_of


@dataclass(frozen=True, slots=True)
class WrittenDecision:
    """What people wrote on an indicator in a year and period. `code` is empty while nothing is decided."""

    entry: Entry
    expected: Decimal | None
    version: int
    code: str = ""
    proposed: str = ""
    supports: str = ""
    retreat: str = ""
    reason: str = ""
    sentence_ja: str = ""
    sentence_en: str = ""
    code_set: CodeSet | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    past: tuple[tuple[str, str, datetime], ...] = ()

    @property
    def rule(self) -> CodeRule | None:
        """The code with its legend, as the set stood when it was decided."""
        return rule_named(self.code_set, self.code)


NOTHING_WRITTEN = WrittenDecision(Entry(), None, 0)


@dataclass(frozen=True, slots=True)
class JudgedIndicator:
    """An indicator with its place in the plan and its evidence. `issue` is the issue of its outcome, or empty."""

    indicator: Indicator
    level: JudgedLevel
    owner: str
    owner_code: str
    owner_title: str
    outcome: str
    issue: str
    standing: ItemStanding
    evidence: Evidence
    notes: Mapping[int, str]
    asked: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorVerdict:
    """One indicator in one year and period: what is proposed, what is written and decided, and what is missing."""

    of: JudgedIndicator
    fiscal_year: int
    period: JudgingPeriod
    assessment: Assessment
    written: WrittenDecision

    @property
    def is_decided(self) -> bool:
        """Whether somebody decided the code."""
        return bool(self.written.code)

    @property
    def rule(self) -> CodeRule | None:
        """The decided code with its legend, else the proposed one."""
        if self.is_decided:
            return self.written.rule
        return rule_named(self.assessment.code_set, self.assessment.verdict.code)

    @property
    def supports(self) -> Any:
        """What the evidence supports: as it was at the decision, else as it is now."""
        return self.written.supports or self.assessment.verdict.supports

    @property
    def is_stale(self) -> bool:
        """Whether the proposal or its support changed after the decision."""
        now = self.assessment.verdict
        return self.is_decided and (self.written.proposed, self.written.supports) != (now.code or "", now.supports)

    @property
    def leaf(self) -> Leaf:
        """As it counts in sums."""
        return Leaf(self.rule.code if self.rule else None, self.supports)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still to be entered."""
        found = []
        if self.assessment.verdict.supports == "not_measured":
            found.append("expected" if self.period == "mid_year" else "figure")
        code_set = self.assessment.code_set
        if code_set and code_set.asks_how_it_went and self.written.entry.done_as_planned is None:
            found.append("done_as_planned")
        found += [str(problem.field) for problem in missing_texts(self.rule, self.written.entry)]
        return (*found, *(() if self.is_decided or code_set is None else ("decision",)))


@dataclass(frozen=True, slots=True)
class PlanVerdicts:
    """A plan's indicators in document order, judged on demand. The powers are the rules' own answers."""

    header: PlanHeader
    standing: PlanStanding
    stored: Any
    indicators: Mapping[str, JudgedIndicator]
    own: tuple[OwnCodeSet, ...]
    decisions: Mapping[tuple[str, int, str], WrittenDecision]
    viewer: Actor
    sees_proposals: bool
    may_decide: bool
    judged: dict[tuple[str, int, str], IndicatorVerdict] = field(default_factory=dict)

    def years_of(self, item: str) -> tuple[int, ...]:
        """The years that may be judged: the plan's own and every year with a figure or a decision, newest first."""
        years = {m.period.fiscal_year for m in self.indicators[item].evidence.measurements}
        years |= {year for key, year, _ in self.decisions if key == item}
        return tuple(sorted(years | {self.header.fiscal_year}, reverse=True))

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that any indicator may be judged in, newest first."""
        return tuple(sorted({y for item in self.indicators for y in self.years_of(item)}, reverse=True))

    def at(self, item: str, fiscal_year: int, period: JudgingPeriod) -> IndicatorVerdict:
        """The verdict on an indicator, judged once."""
        key = (item, fiscal_year, period)
        if key not in self.judged:
            written = self.decisions.get(key, NOTHING_WRITTEN)
            self.judged[key] = self.with_entry(item, fiscal_year, period, written)
        return self.judged[key]

    def with_entry(
        self, item: str, fiscal_year: int, period: JudgingPeriod, written: WrittenDecision
    ) -> IndicatorVerdict:
        """The verdict as it would be if this were written."""
        of = self.indicators[item]
        assessment = assess(
            of.indicator,
            of.evidence,
            fiscal_year=fiscal_year,
            code_set=code_set_for(of.level, period, fiscal_year, self.own),
            period=period,
            done_as_planned=written.entry.done_as_planned,
            expected=written.expected,
        )
        return IndicatorVerdict(of, fiscal_year, period, assessment, written)

    def may_enter(self, item: str) -> bool:
        """Whether the viewer may write on this indicator."""
        return can_enter_judgement(self.viewer, self.indicators[item].standing)


def verdicts_of(plan: int, viewer: Actor) -> PlanVerdicts:
    """Raises `NoSuchPlanError` or `RefusedError`. Ten queries, however large the plan."""
    stored = readable_plan(plan, viewer)
    standing = standing_of(stored.row)
    check_can_read_decisions(viewer, standing)
    evidence = evidence_of_plan(plan, viewer)
    return PlanVerdicts(
        header=header_of_stored(stored),
        standing=standing,
        stored=stored,
        indicators={i.indicator.id: i for i in _indicators(stored, evidence)},
        own=own_code_sets(standing.organisation),
        decisions=_decisions(plan),
        viewer=viewer,
        sees_proposals=can_see_proposals(viewer, standing),
        may_decide=can_decide_verdict(viewer, standing),
    )


def header_of_stored(stored: Any) -> PlanHeader:
    """The head of a plan at hand."""
    levels = [item.level for item in stored.items.values()]
    counts = [levels.count(level) for level in ("outcome", "initiative", "indicator")]
    return header_from(stored.row, *counts, sum(p.state == "open" for p in stored.problems))


def own_code_sets(organisation: int) -> tuple[OwnCodeSet, ...]:
    """The sets that an organisation chose. One query."""
    rows = CodeSetRow.objects.filter(organisation=organisation)
    return tuple(OwnCodeSet(row.level, row.period, code_set_from_json(row.content)) for row in rows)  # type: ignore[arg-type]


def _indicators(stored: Any, evidence: Mapping[str, ItemEvidence]) -> Iterable[JudgedIndicator]:
    for outcome in stored.document.outcomes:
        yield from _of_owner(stored, outcome, outcome, evidence)
        for initiative in outcome.initiatives:
            yield from _of_owner(stored, outcome, initiative, evidence)


def _of_owner(
    stored: Any, outcome: Outcome, owner: Outcome | Initiative, evidence: Mapping[str, ItemEvidence]
) -> Iterable[JudgedIndicator]:
    is_process = isinstance(owner, Initiative)
    printed = owner.exit_criteria if isinstance(owner, Initiative) else ()
    issues = {issue.id for issue in stored.document.issues}
    for indicator in owner.indicators:
        criteria, asked = criteria_of(indicator, owner.indicators, printed)
        known = evidence.get(indicator.id, ItemEvidence())
        yield JudgedIndicator(
            indicator=indicator,
            level="process" if is_process else "outcome",
            owner=owner.id,
            owner_code=owner.code or "",
            owner_title=owner.title or "",
            outcome=outcome.id,
            issue=outcome.issue if outcome.issue in issues else "",
            standing=item_standing(stored, indicator.id),
            evidence=Evidence(
                known.measurements, {a.fiscal_year: a.reason for a in known.absences}, criteria, not is_process
            ),
            notes={a.fiscal_year: a.note for a in known.absences},
            asked=asked,
        )


def _decisions(plan: int) -> dict[tuple[str, int, str], WrittenDecision]:
    rows = Decision.objects.filter(plan_id=plan).prefetch_related("past")
    return {(row.item_id, row.fiscal_year, row.period): written_decision(row) for row in rows}


def written_decision(row: Decision) -> WrittenDecision:
    """A row as pages and rules see it."""
    return WrittenDecision(
        entry=Entry(row.done_as_planned, row.challenges, row.improvements),
        expected=Decimal(row.expected) if row.expected else None,
        version=row.version,
        code=row.code,
        proposed=row.proposed,
        supports=row.supports,
        retreat=row.retreat,
        reason=row.reason,
        sentence_ja=row.sentence_ja,
        sentence_en=row.sentence_en,
        code_set=code_set_from_json(row.code_set) if row.code_set else None,
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
        past=tuple((p.code, p.reason, p.decided_at) for p in row.past.all()),
    )
