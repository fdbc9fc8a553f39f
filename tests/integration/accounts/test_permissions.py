"""Every rule × every role × every state of a plan, at home and elsewhere: a table that must be read to be changed."""

import pytest

from hoshin.core import permissions
from hoshin.core.permissions import VISITOR, Actor, HeldPost, ItemStanding, PlanStanding
from hoshin.core.problems import SENTENCES

HOME, AWAY, SECTION = 1, 2, 50
DRAFT, PUBLIC = PlanStanding(HOME, False), PlanStanding(HOME, True)
ACTORS = {
    "visitor": VISITOR,
    "section": Actor("s", (HeldPost(SECTION, HOME, "section_staff"),)),
    "planner": Actor("p", (HeldPost(51, HOME, "planner"),)),
    "mayor": Actor("m", (HeldPost(52, HOME, "ward_mayor"),)),
    "stranger": Actor("t", (HeldPost(60, AWAY, "planner"), HeldPost(61, AWAY, "ward_mayor"))),
    "admin": Actor("a", (HeldPost(70, AWAY, "administrator"),)),
}
CASES = {
    ("read_plan", DRAFT): {"section", "planner", "mayor", "admin"},
    ("read_plan", PUBLIC): set(ACTORS),
    ("start_plan", HOME): {"planner", "admin"},
    ("import_plan", DRAFT): {"planner", "admin"},
    ("import_plan", PUBLIC): {"planner", "admin"},
    ("edit_plan", DRAFT): {"planner", "admin"},
    ("edit_plan", PUBLIC): {"planner", "admin"},
    ("edit_item", ItemStanding(DRAFT)): {"planner", "admin"},
    ("edit_item", ItemStanding(DRAFT, SECTION)): {"section", "planner", "admin"},
    ("edit_item", ItemStanding(PUBLIC, SECTION)): {"planner", "admin"},
    ("settle_problem", ItemStanding(DRAFT)): {"planner", "admin"},
    ("settle_problem", ItemStanding(DRAFT, SECTION)): {"section", "planner", "admin"},
    ("settle_problem", ItemStanding(PUBLIC, SECTION)): {"planner", "admin"},
    ("publish_plan", DRAFT): {"mayor", "admin"},
    ("open_original", DRAFT): {"section", "planner", "mayor", "admin"},
    ("open_original", PUBLIC): {"section", "planner", "mayor", "admin"},
    ("read_history", PUBLIC): {"section", "planner", "mayor", "admin"},
}


@pytest.mark.parametrize(("rule", "standing"), CASES)
@pytest.mark.parametrize("who", ACTORS)
def test_each_rule_says_the_same_with_both_faces(rule, standing, who):
    can, check = getattr(permissions, f"can_{rule}"), getattr(permissions, f"check_can_{rule}")
    allowed = who in CASES[rule, standing]
    assert can(ACTORS[who], standing) is allowed
    if allowed:
        check(ACTORS[who], standing)
    else:
        with pytest.raises(permissions.RefusedError) as refused:
            check(ACTORS[who], standing)
        assert refused.value.problem.code in SENTENCES


def test_only_an_administrator_administers():
    assert [name for name, actor in ACTORS.items() if permissions.can_administer(actor)] == ["admin"]


def test_every_rule_is_in_the_table():
    rules = {name.removeprefix("can_") for name in vars(permissions) if name.startswith("can_")}
    assert rules - {rule for rule, _ in CASES} == {"administer"}
    assert {f"check_can_{rule}" for rule in rules} <= set(vars(permissions))
