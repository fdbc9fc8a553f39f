"""Who may see, work on, attach and state: every role, at home and away."""

import pytest

from hoshin.core.measurement import permissions
from hoshin.core.measurement.permissions import SourceStanding
from hoshin.core.permissions import VISITOR, Actor, HeldPost, ItemStanding, PlanStanding, RefusedError

WARD, OTHER = 1, 2
OWNED = SourceStanding(WARD, owner=11)
DRAFT, PUBLIC = PlanStanding(WARD, False), PlanStanding(WARD, True)


def holding(role, organisation=WARD, post=99):
    return Actor("x", (HeldPost(post, organisation, role),))


PEOPLE = {
    "owner": holding("section_staff", post=11),
    "colleague": holding("section_staff", post=12),
    "planner": holding("planner"),
    "mayor": holding("ward_mayor"),
    "administrator": holding("administrator", OTHER),
    "stranger": holding("planner", OTHER),
    "same post elsewhere": holding("section_staff", OTHER, post=11),
    "visitor": VISITOR,
}
INSIDE = {"owner", "colleague", "planner", "mayor", "administrator"}
RULES = {
    "see_source": ((OWNED,), INSIDE),
    "see_evidence": ((WARD,), INSIDE),
    "work_on_source": ((OWNED,), {"owner", "planner", "administrator"}),
    "attach": ((OWNED, DRAFT), {"owner", "planner", "administrator"}),
    "state_not_measured": ((ItemStanding(PUBLIC, 11),), {"owner", "planner", "administrator"}),
    "read_measurements": ((DRAFT,), INSIDE),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("who", PEOPLE)
def test_each_rule_lets_in_exactly_these(rule, who):
    given, allowed = RULES[rule]
    assert getattr(permissions, f"can_{rule}")(PEOPLE[who], *given) == (who in allowed)


@pytest.mark.parametrize("rule", RULES)
def test_each_refusal_has_a_sentence(rule):
    with pytest.raises(RefusedError) as refused:
        getattr(permissions, f"check_can_{rule}")(VISITOR, *RULES[rule][0])
    assert refused.value.problem.code.startswith("may_not_")


def test_figures_of_a_published_plan_are_for_everyone():
    assert all(permissions.can_read_measurements(person, PUBLIC) for person in PEOPLE.values())


def test_a_source_without_an_owner_belongs_to_the_planner():
    assert not permissions.can_work_on_source(PEOPLE["owner"], SourceStanding(WARD))
    assert permissions.can_work_on_source(PEOPLE["planner"], SourceStanding(WARD))


def test_who_works_on_a_source_cannot_attach_it_to_a_plan_of_another_organisation():
    assert not permissions.can_attach(PEOPLE["owner"], OWNED, PlanStanding(OTHER, True))
