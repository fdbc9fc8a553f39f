"""Budget cells: shared money counts once, and "none" is not zero."""

import pytest

from hoshin.core.plan.budget import budget_total_yen, sum_of_amounts
from hoshin.core.plan.document import Budget, Initiative, Outcome, PlanDocument

AMOUNT = Budget("amount", "8,919千円", 8_919_000)
ZERO = Budget("amount", "0千円", 0)
NONE = Budget("none", "－")
SHARED = Budget("included_in", "4-2-1を含む", included_in="4-2-1")
UNREAD = Budget("unread", "約３百万円")


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        ([], 0),
        ([AMOUNT], 8_919_000),
        ([AMOUNT, SHARED], 8_919_000),
        ([AMOUNT, ZERO, NONE, None, UNREAD], 8_919_000),
        ([AMOUNT, AMOUNT], 17_838_000),
    ],
)
def test_sum_of_amounts(cells, total):
    assert sum_of_amounts(cells) == total


def test_an_initiative_printed_again_counts_once():
    first = Initiative("initiative:1-1-1", budget=AMOUNT)
    again = Initiative("initiative:2-1-1", budget=AMOUNT, marks=("再掲",))
    plan = PlanDocument("p", outcomes=(Outcome("o", initiatives=(first, again)),))
    assert budget_total_yen(plan) == 8_919_000
