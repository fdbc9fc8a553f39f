"""The changes between two editions, as people are shown them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hoshin.core.change_wording import FIELD_NAMES, KIND_NAMES, LEVEL_NAMES, change_in_words, value_in_words
from hoshin.core.plan.difference import difference
from hoshin.core.plan.document import Activity, Budget, Issue, Outcome, PlanDocument, Review, Target
from hoshin.core.plan.edit import add_item, remove_item, reorder, set_fields
from hoshin.core.plan.flat import LEVELS, fields_of
from hoshin.core.sources import Source
from tests.plans import kitamachi

PLAN = kitamachi()


def kinds(after: PlanDocument) -> list[tuple[str, str, str | None]]:
    return [(c.kind, c.item, c.field) for c in difference(PLAN, after)]


CASES = {
    "a new name": (set_fields(PLAN, "o1", {"title": "新"}), [("renamed", "o1", "title")]),
    "a new measure": (set_fields(PLAN, "k1", {"measure": "新"}), [("renamed", "k1", "measure")]),
    "a new number": (set_fields(PLAN, "o1", {"code": "1-9"}), [("changed", "o1", "code")]),
    "another issue": (set_fields(PLAN, "o1", {"issue": "i2"}), [("moved", "o1", "issue")]),
    "a target": (
        set_fields(PLAN, "k1", {"target": Target(">=", Decimal(25), unit="台")}),
        [("changed", "k1", "target")],
    ),
    "one moved, its neighbours not": (reorder(PLAN, "o3", 0), [("moved", "o3", None)]),
    "a branch gone": (
        remove_item(PLAN, "n1"),
        [("removed", "n1", None), ("removed", "k1", None), ("removed", "k2", None)],
    ),
    "a branch more": (
        add_item(PLAN, Issue("i3", title="新"), level="issue"),
        [("added", "i3", None)],
    ),
    "only where it was read": (replace(PLAN, sources={"goal": Source("b.xlsx")}), [("reread", "", "sources")]),
    "only the reader's doubts": (replace(PLAN, problems=()), [("reread", "", "problems")]),
    "a place inside a value": (
        set_fields(PLAN, "n1", {"budget": replace(PLAN.outcomes[0].initiatives[0].budget, source=None)}),
        [("reread", "n1", "budget")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_change_is_named_for_what_it_is(case):
    after, expected = CASES[case]
    assert kinds(after) == expected


def test_a_new_first_item_does_not_move_the_others():
    after = replace(PLAN, outcomes=(Outcome("new"), *PLAN.outcomes))
    assert kinds(after) == [("added", "new", None)]


def test_every_field_level_and_kind_has_a_name():
    assert {f for level in LEVELS for f in fields_of(level)} <= FIELD_NAMES.keys()
    assert set(LEVELS) == set(LEVEL_NAMES)
    assert {"added", "removed", "renamed", "changed", "moved", "reread"} <= KIND_NAMES.keys()


@pytest.mark.parametrize(
    ("value", "field", "words"),
    [
        (None, "goal", "―"),
        ((), "marks", "―"),
        ("文", "goal", "文"),
        (True, "revised", "はい"),
        (("新規", "再掲"), "marks", "新規\n再掲"),
        (Budget("amount", "77,153千円", 77_153_000), "budget", "77,153千円"),
        ((Activity("補助", "(1)"), Activity("説明", depth=1)), "activities", "(1) 補助\n説明"),
        ((Review("year_end", 2025, {"challenges": "遅れ"}),), "reviews", "自己評価（2025年度）\n課題：遅れ"),
        (2026, "fiscal_year", "2026"),
    ],
)
def test_values_are_shown_as_printed(value, field, words):
    assert value_in_words(value, "x", field) == words


def test_a_target_is_shown_in_words():
    words = value_in_words(Target(">=", Decimal(90), unit="%", due_fiscal_year=2023), "indicator", "target")
    assert "90％以上" in words
    assert "comparator" not in words


@pytest.mark.parametrize("case", CASES)
def test_every_change_can_be_said_in_both_languages(case):
    for change in difference(PLAN, CASES[case][0]):
        for language in ("ja", "en"):
            assert change_in_words(change, language)
