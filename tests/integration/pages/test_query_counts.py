"""Pages ask the database a constant number of times, however large the plan."""

import dataclasses

import pytest

from hoshin.core.plan.document import Indicator, Initiative, Outcome
from hoshin.server.plans.actions import import_document, publish_plan
from tests import people
from tests.integration.pages.conftest import DESK, HOME
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db
LIMITS = {
    HOME: 11,
    HOME + "budget/": 6,
    HOME + "problems/": 11,
    HOME + "revisions/": 9,
    HOME + "items/i1/": 17,
    HOME + "items/o1/": 20,
    HOME + "items/n1/": 20,
    HOME + "indicators/k1/": 20,
    "/": 2,
    "/search/?q=支援": 8,
}
DESK_LIMITS = {"/desk/": 5, DESK: 21, DESK + "items/n1/": 16}


def large_plan():
    plan = kitamachi()
    more = tuple(
        Outcome(
            f"x{n}",
            code=f"3-{n}",
            title=f"支援の輪 {n}",
            initiatives=tuple(
                Initiative(
                    f"x{n}-{m}",
                    code=f"3-{n}-{m}",
                    title="支援",
                    indicators=(Indicator(f"x{n}-{m}-k", measure="支援の件数", printed="支援の件数 1件以上"),),
                )
                for m in range(4)
            ),
        )
        for n in range(10)
    )
    return dataclasses.replace(plan, outcomes=plan.outcomes + more)


@pytest.fixture(params=["small", "large"])
def plan(request, ward, sato, takahashi):
    document = kitamachi() if request.param == "small" else large_plan()
    report = import_document(document=document, by=sato.actor, on=people.TODAY)
    publish_plan(plan=report.plan, by=takahashi.actor, on=people.TODAY)
    return report.plan


@pytest.mark.parametrize("address", LIMITS)
def test_reading_asks_no_more_for_a_larger_plan(plan, visitor, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(LIMITS[address]):
        assert visitor.get(address).status == 200


@pytest.mark.parametrize("address", DESK_LIMITS)
def test_the_desk_asks_no_more_for_a_larger_plan(plan, planner, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(DESK_LIMITS[address]):
        assert planner.get(address).status == 200
