"""The budget of a plan by issue and outcome. An amount inside another one is shown, marked, and counted once."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoshin.core.plan.budget import budget_total_yen, sum_of_amounts
from hoshin.core.plan.document import Budget, Initiative, Issue, Outcome, PlanDocument


@dataclass(frozen=True, slots=True)
class InitiativeMoney:
    """One initiative's budget cell. `counted_yen` is what it adds to the sums: None when it adds nothing.

    `included_in` is the initiative whose amount holds this one's; `is_repeated` marks a 再掲 that is counted elsewhere.
    """

    initiative: Initiative
    budget: Budget | None
    counted_yen: int | None
    included_in: Initiative | None
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class OutcomeMoney:
    """One outcome with its initiatives. `sum_yen` is None when no cell carries an amount: unknown is not zero."""

    outcome: Outcome
    initiatives: tuple[InitiativeMoney, ...]
    sum_yen: int | None


@dataclass(frozen=True, slots=True)
class IssueMoney:
    """One issue (None: outcomes that name none) with its outcomes."""

    issue: Issue | None
    outcomes: tuple[OutcomeMoney, ...]
    sum_yen: int | None


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """The whole plan's money. `unread` counts cells that were not understood, so that no sum is taken for whole."""

    issues: tuple[IssueMoney, ...]
    sum_yen: int
    unread: int
    absent: int


def budget_by_issue_and_outcome(document: PlanDocument) -> BudgetTable:
    """The budget table of a plan at hand; its parts add up to its sum, which is the core's. No query."""
    by_code = {i.code: i for o in document.outcomes for i in o.initiatives if i.code}
    outcomes = [(o, _outcome(o, by_code)) for o in document.outcomes]
    known = {i.id for i in document.issues}
    issues = [_issue(issue, [m for o, m in outcomes if o.issue == issue.id]) for issue in document.issues]
    orphans = [m for o, m in outcomes if o.issue not in known]
    if orphans:
        issues.append(_issue(None, orphans))
    cells = [i.budget for o in document.outcomes for i in o.initiatives]
    return BudgetTable(
        tuple(issues),
        budget_total_yen(document),
        sum(1 for cell in cells if cell and cell.kind == "unread"),
        sum(1 for cell in cells if cell is None),
    )


def _issue(issue: Issue | None, outcomes: list[OutcomeMoney]) -> IssueMoney:
    return IssueMoney(issue, tuple(outcomes), _sum(o.sum_yen for o in outcomes))


def _outcome(outcome: Outcome, by_code: dict[str, Initiative]) -> OutcomeMoney:
    rows = tuple(_initiative(i, by_code) for i in outcome.initiatives)
    return OutcomeMoney(outcome, rows, _sum(r.counted_yen for r in rows))


def _initiative(initiative: Initiative, by_code: dict[str, Initiative]) -> InitiativeMoney:
    budget, is_repeated = initiative.budget, "再掲" in initiative.marks
    counts = budget is not None and budget.kind == "amount" and budget.amount_yen is not None and not is_repeated
    host = by_code.get(budget.included_in) if budget and budget.included_in else None
    return InitiativeMoney(initiative, budget, sum_of_amounts([budget]) if counts else None, host, is_repeated)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
