"""The section writes how the work went, 課題 and 改善策; the planner or the head decides the code.

Where the code departs from the proposal, a reason is demanded. A stale version is refused with what is stored now.
"""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from hoshin.core.judging.code_set_json import code_set_to_json
from hoshin.core.judging.deciding import Entry, faults_of_decision, missing_texts
from hoshin.core.judging.permissions import check_can_decide_verdict, check_can_enter_judgement
from hoshin.core.judging.verdict import JudgingPeriod
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.judging.errors import JudgingError
from hoshin.server.judging.models import Decision, PastDecision
from hoshin.server.judging.queries.verdicts import IndicatorVerdict, PlanVerdicts, WrittenDecision, verdicts_of
from hoshin.server.plans.actions.changing import locked


class JudgementChangedError(RuntimeError):
    """Somebody wrote on this indicator meanwhile: `theirs` is what is stored now, its version what to send next."""

    def __init__(self, theirs: WrittenDecision) -> None:
        super().__init__(theirs.version)
        self.theirs = theirs


@transaction.atomic
def write_judgement(
    *,
    plan: int,
    indicator: str,
    fiscal_year: int,
    period: JudgingPeriod,
    entry: Entry,
    expected: Decimal | None,
    version: int,
    by: Actor,
    at: datetime,
) -> int:
    """Write whether the work was done as planned, 課題, 改善策 and, at mid-year, the expected figure; the new version.

    `version` is 0 where nothing is written yet. Texts that a decided code demands cannot be emptied.
    """
    found = _locked(plan, indicator, fiscal_year, by)
    check_can_enter_judgement(by, found.indicators[indicator].standing)
    before = _unchanged(found, indicator, fiscal_year, period, version)
    if before.code:
        _refuse_if(missing_texts(before.rule, entry))
    row = _row(plan, indicator, fiscal_year, period)
    _write(row, entry, expected)
    _store(row, by, at)
    detail = {**_which(indicator, fiscal_year, period), "done_as_planned": entry.done_as_planned}
    detail["changed"] = [
        name for name in ("challenges", "improvements") if getattr(before.entry, name) != getattr(entry, name)
    ]
    detail["expected"] = str(expected) if expected is not None else None
    record(actor=by.name, action="judgement_written", subject=f"plan:{plan}", detail=detail, at=at)
    return row.version


@transaction.atomic
def decide_verdict(
    *,
    plan: int,
    indicator: str,
    fiscal_year: int,
    period: JudgingPeriod,
    code: str,
    reason: str,
    version: int,
    by: Actor,
    at: datetime,
    entry: Entry | None = None,
    expected: Decimal | None = None,
) -> int:
    """Decide the code; returns the new version. `entry` and `expected` write the section's part along with it.

    Another code than the proposed one, and a code where none is proposed, demand a reason, which is published. What
    was decided before is kept.
    """
    found = _locked(plan, indicator, fiscal_year, by)
    check_can_decide_verdict(by, found.standing)
    before = _unchanged(found, indicator, fiscal_year, period, version)
    if entry is not None:
        check_can_enter_judgement(by, found.indicators[indicator].standing)
        before = replace(before, entry=entry, expected=expected)
    now = found.with_entry(indicator, fiscal_year, period, before)
    proposed = now.assessment.verdict.code
    _refuse_if(
        faults_of_decision(now.assessment.code_set, proposed=proposed, decided=code, reason=reason, entry=before.entry)
    )
    row = _row(plan, indicator, fiscal_year, period)
    _keep_former(row, code, reason, at)
    if entry is not None:
        _write(row, entry, expected)
    former = row.code
    _decide(row, now, code=code, reason=reason, by=by, at=at)
    _store(row, by, at)
    detail = {**_which(indicator, fiscal_year, period), "code": code, "proposed": proposed, "former": former or None}
    detail |= {"supports": row.supports, "otherwise": code != proposed}
    record(actor=by.name, action="verdict_decided", subject=f"plan:{plan}", detail=detail, at=at)
    return row.version


def _locked(plan: int, indicator: str, fiscal_year: int, by: Actor) -> PlanVerdicts:
    """The plan judged, while nobody else writes on it."""
    locked(plan)
    found = verdicts_of(plan, by)
    if indicator not in found.indicators:
        raise JudgingError(Problem("indicator_unknown", found=indicator[:80], severity="error"))
    if fiscal_year not in found.years_of(indicator):
        raise JudgingError(Problem("year_not_judged", severity="error", values={"found": str(fiscal_year)}))
    return found


def _unchanged(
    found: PlanVerdicts, indicator: str, fiscal_year: int, period: JudgingPeriod, version: int
) -> WrittenDecision:
    stored = found.at(indicator, fiscal_year, period).written
    if stored.version != version:
        raise JudgementChangedError(stored)
    return stored


def _refuse_if(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise JudgingError(*problems)


def _row(plan: int, indicator: str, fiscal_year: int, period: str) -> Decision:
    key = {"plan_id": plan, "item_id": indicator, "fiscal_year": fiscal_year, "period": period}
    return Decision.objects.filter(**key).first() or Decision(version=0, **key)


def _write(row: Decision, entry: Entry, expected: Decimal | None) -> None:
    row.done_as_planned = entry.done_as_planned
    row.challenges, row.improvements = entry.challenges.strip(), entry.improvements.strip()
    row.expected = "" if expected is None else f"{expected:f}"


def _keep_former(row: Decision, code: str, reason: str, at: datetime) -> None:
    if not row.code or (row.code, row.reason) == (code, reason.strip()):
        return
    PastDecision.objects.create(
        decision=row,
        code=row.code,
        proposed=row.proposed,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        ended_at=at,
    )


def _decide(row: Decision, now: IndicatorVerdict, *, code: str, reason: str, by: Actor, at: datetime) -> None:
    verdict, code_set = now.assessment.verdict, now.assessment.code_set
    assert code_set is not None, "a code was checked against its set"
    row.code, row.proposed, row.reason = code, verdict.code or "", reason.strip()
    row.supports, row.retreat = verdict.supports, verdict.retreat or ""
    row.sentence_ja, row.sentence_en = verdict.reason.ja, verdict.reason.en
    row.code_set = code_set_to_json(code_set)
    row.decided_by, row.decided_at = by.name, at


def _store(row: Decision, by: Actor, at: datetime) -> None:
    row.version += 1
    row.changed_by, row.changed_at = by.name, at
    row.save()


def _which(indicator: str, fiscal_year: int, period: str) -> dict[str, Any]:
    return {"indicator": indicator, "fiscal_year": fiscal_year, "period": period}
