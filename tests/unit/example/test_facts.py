"""The comparison of two plans itself: it must see every kind of mistake that a reader can make."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from examples.shiomi.truth import shiomi_plan

from hoshin.core.plan.document import PlanDocument
from tests.unit.example.facts import DIGEST, FULL, SCRAMBLED, differences


def _with_outcome(number: int, change: Callable[[Any], Any]) -> PlanDocument:
    plan = shiomi_plan()
    outcomes = list(plan.outcomes)
    outcomes[number] = change(outcomes[number])
    return replace(plan, outcomes=tuple(outcomes))


def _with_initiative(**changes: object) -> PlanDocument:
    return _with_outcome(0, lambda o: replace(o, initiatives=(replace(o.initiatives[0], **changes),)))


def _with_target(**changes: object) -> PlanDocument:
    def change(outcome: Any) -> Any:
        indicator = outcome.indicators[0]
        return replace(outcome, indicators=(replace(indicator, target=replace(indicator.target, **changes)),))

    return _with_outcome(0, change)


FIRST = shiomi_plan().outcomes[0].initiatives[0]
MISTAKES: dict[str, tuple[PlanDocument, str]] = {
    "a title cut short": (_with_outcome(3, lambda o: replace(o, title="犯罪を")), "outcome 4-2: title"),
    "a lost strategy": (_with_outcome(1, lambda o: replace(o, strategy=None)), "outcome 2-1: strategy"),
    "an outcome too few": (replace(shiomi_plan(), outcomes=shiomi_plan().outcomes[1:]), "outcomes"),
    "another value": (_with_target(value=Decimal(9)), "outcome 1-1: indicator 1: target"),
    "another year": (_with_target(due_fiscal_year=2029), "outcome 1-1: indicator 1: target"),
    "another direction": (_with_target(comparator="<="), "outcome 1-1: indicator 1: target"),
    "a lost activity": (_with_initiative(activities=FIRST.activities[1:]), "initiative 1-1-1: activities"),
    "a lost budget": (_with_initiative(budget=None), "initiative 1-1-1: budget"),
    "a lost stamp": (replace(shiomi_plan(), stamps=shiomi_plan().stamps[1:]), "stamp 8"),
    "an indicator too few": (_with_initiative(indicators=FIRST.indicators[:2]), "initiative 1-1-1: indicators"),
}
FULL_MISTAKES: dict[str, tuple[PlanDocument, str]] = {
    "lost results": (_with_initiative(past_results=None), "initiative 1-1-1: past_results"),
    "a lost exit criterion": (_with_initiative(exit_criteria=()), "initiative 1-1-1: exit_criteria"),
    "a lost line of money": (_with_initiative(budget_lines=FIRST.budget_lines[:1]), "initiative 1-1-1: budget_lines"),
    "a lost issue": (replace(shiomi_plan(), issues=shiomi_plan().issues[1:]), "issues"),
    "a lost row of history": (replace(shiomi_plan(), revision_history=()), "history rows"),
}


@pytest.mark.parametrize("extent", [FULL, DIGEST, SCRAMBLED])
def test_a_plan_does_not_differ_from_itself(extent: str) -> None:
    assert differences(shiomi_plan(), shiomi_plan(), extent) == []


@pytest.mark.parametrize("extent", [FULL, DIGEST, SCRAMBLED])
@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_seen_in_every_extent(name: str, extent: str) -> None:
    wrong, path = MISTAKES[name]
    assert any(line.startswith(f"{path}: ") for line in differences(shiomi_plan(), wrong, extent))


@pytest.mark.parametrize("name", FULL_MISTAKES)
def test_what_only_full_forms_print_is_compared_there_alone(name: str) -> None:
    wrong, path = FULL_MISTAKES[name]
    assert any(line.startswith(f"{path}: ") for line in differences(shiomi_plan(), wrong, FULL))
    assert differences(shiomi_plan(), wrong, DIGEST) == []


def test_spaces_and_line_breaks_are_no_difference() -> None:
    broken = _with_outcome(0, lambda o: replace(o, title="まち協が自ら考え\n自ら動く　地域の実現"))
    assert differences(shiomi_plan(), broken, FULL) == []
