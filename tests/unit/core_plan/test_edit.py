"""Edits of the tree, one function at a time, and what does not fit."""

from dataclasses import replace

import pytest

from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, PlanDocument
from hoshin.core.plan.edit import (
    EditError,
    add_item,
    blank,
    remove_item,
    reorder,
    restore_items,
    set_fields,
    siblings_of,
    subtree,
)
from hoshin.core.plan.flat import ItemIdsError, flatten
from hoshin.core.plan.integrity import obstacles

TREE = PlanDocument(
    "p",
    fiscal_year=2026,
    issues=(Issue("i1"), Issue("i2")),
    outcomes=(
        Outcome("a", issue="i1", initiatives=(Initiative("a1"), Initiative("a2"), Initiative("a3"))),
        Outcome("b", issue="i2"),
        Outcome("c", issue="i1", indicators=(Indicator("k", "x", "x"),)),
    ),
)


def outcomes(plan: PlanDocument) -> str:
    return "".join(o.id for o in plan.outcomes)


@pytest.mark.parametrize(
    ("item", "to", "order"),
    [
        ("a", "up", "abc"),
        ("a", "down", "cba"),
        ("c", "up", "cba"),
        ("c", 0, "cba"),
        ("c", 99, "abc"),
        ("c", -5, "cba"),
        ("b", "down", "abc"),
    ],
)
def test_outcomes_are_ordered_within_their_issue(item, to, order):
    assert outcomes(reorder(TREE, item, to)) == order


@pytest.mark.parametrize(
    ("item", "to", "order"),
    [("a1", "down", "a2 a1 a3"), ("a3", 0, "a3 a1 a2"), ("a1", 2, "a2 a3 a1"), ("a2", "up", "a2 a1 a3")],
)
def test_initiatives_are_ordered_within_their_outcome(item, to, order):
    assert " ".join(i.id for i in reorder(TREE, item, to).outcomes[0].initiatives) == order


def test_siblings_share_level_parent_and_issue():
    assert siblings_of(TREE, "c") == ("a", "c")
    assert siblings_of(TREE, "i2") == ("i1", "i2")
    assert siblings_of(TREE, "k") == ("k",)


def test_removing_takes_what_stands_below_and_an_issue_leaves_its_outcomes():
    assert set(flatten(remove_item(TREE, "a"))) == {"", "i1", "i2", "b", "c", "k"}
    assert outcomes(remove_item(TREE, "i1")) == "abc"


def test_restoring_finds_the_old_place_between_new_neighbours():
    gone = subtree(TREE, "a2")
    grown = add_item(remove_item(TREE, "a2"), Initiative("new"), level="initiative", parent="a")
    assert [i.id for i in restore_items(grown, gone).outcomes[0].initiatives] == ["a1", "a2", "a3", "new"]


def test_restoring_without_the_parent_is_refused():
    gone = subtree(TREE, "k")
    with pytest.raises(EditError) as refused:
        restore_items(remove_item(TREE, "c"), gone)
    assert refused.value.problem.code == "parent_removed"


WRONG = {
    "no_such_item": lambda: remove_item(TREE, "nowhere"),
    "no_such_field": lambda: set_fields(TREE, "a", {"colour": "red"}),
    "item_id_repeated": lambda: add_item(TREE, Issue("a"), level="issue"),
    "wrong_parent": lambda: add_item(TREE, Initiative("x"), level="initiative", parent="i1"),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_does_not_fit_is_refused(code):
    with pytest.raises(EditError) as refused:
        WRONG[code]()
    assert refused.value.problem.code == code


@pytest.mark.parametrize("field", ["id", "initiatives", "indicators"])
def test_ids_and_children_are_not_fields(field):
    with pytest.raises(EditError):
        set_fields(TREE, "a", {field: "x"})


def test_the_plan_itself_is_neither_removed_nor_added_under_a_missing_parent():
    with pytest.raises(EditError):
        remove_item(TREE, "")
    with pytest.raises(EditError):
        add_item(TREE, blank("indicator", "x", "y"), level="indicator", parent="nowhere")


def test_fields_of_the_plan_are_set_by_the_empty_id():
    assert set_fields(TREE, "", {"goal": "安心"}).goal == "安心"
    assert set_fields(TREE, "a", {}) is TREE


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (TREE, []),
        (replace(TREE, fiscal_year=None), ["fiscal_year_unknown"]),
        (replace(TREE, fiscal_year=10**30), ["fiscal_year_implausible"]),
        (replace(TREE, id=""), ["item_without_id"]),
        (replace(TREE, id="x" * 201), ["item_id_too_long"]),
        (
            replace(TREE, issues=(Issue(""), Issue("a"), Issue("a"))),
            ["item_without_id", "item_id_repeated", "item_id_repeated"],
        ),
        (replace(TREE, title="\x07", fiscal_year=None), ["fiscal_year_unknown", "character_not_storable"]),
        (replace(TREE, goal="\ud800"), ["character_not_storable"]),
        (replace(TREE, goal="改行\nとタブ\t"), []),
    ],
)
def test_everything_that_stands_against_storing_is_said_at_once(plan, codes):
    assert [p.code for p in obstacles(plan)] == codes


def test_a_plan_with_repeated_ids_cannot_be_laid_flat():
    with pytest.raises(ItemIdsError):
        flatten(replace(TREE, issues=(Issue("a"),)))
