"""Budget sums in which a shared amount counts once."""

from collections.abc import Iterable

from hoshin.core.plan.document import Budget, Initiative, PlanDocument


def sum_of_amounts(budgets: Iterable[Budget | None]) -> int:
    """The yen of the cells that carry an amount of their own.

    A cell that says 「4-2-1を含む」 adds nothing, because its money stands in the other cell; a cell that says
    there is no budget adds nothing either. Neither is a zero: ask `kind` before showing one.

    >>> sum_of_amounts([Budget("amount", "8,919千円", 8_919_000), Budget("included_in", "4-2-1を含む")])
    8919000
    """
    return sum(b.amount_yen for b in budgets if b and b.kind == "amount" and b.amount_yen is not None)


def initiatives_of(plan: PlanDocument) -> tuple[Initiative, ...]:
    """All initiatives of a plan in document order."""
    return tuple(i for outcome in plan.outcomes for i in outcome.initiatives)


def budget_total_yen(plan: PlanDocument) -> int:
    """The plan's money this year; a 再掲 initiative (printed again elsewhere) counts once."""
    return sum_of_amounts(i.budget for i in initiatives_of(plan) if "再掲" not in i.marks)
