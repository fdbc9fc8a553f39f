"""A corrected document meets edits: who wins, and what is told."""

from dataclasses import replace

import pytest

from hoshin.core.plan.document import Indicator, Initiative, Outcome, PlanDocument
from hoshin.core.plan.edit import add_item, remove_item, reorder, set_fields
from hoshin.core.plan.merging import merge
from hoshin.core.sources import Source

BASE = PlanDocument(
    "p",
    goal="目標",
    outcomes=(
        Outcome(
            "a", title="甲", initiatives=(Initiative("n", title="取組", indicators=(Indicator("k", "数", "数"),)),)
        ),
        Outcome("b", title="乙"),
    ),
)


def told(result):
    return [(c.change.item, c.change.kind, c.change.field) for c in result.conflicts]


def test_different_fields_of_one_item_meet():
    here = set_fields(BASE, "a", {"strategy": "ここで"})
    merged = merge(BASE, here, set_fields(BASE, "a", {"title": "文書で"}))
    assert (merged.document.outcomes[0].title, merged.document.outcomes[0].strategy) == ("文書で", "ここで")
    assert told(merged) == []


CONFLICTS = {
    "the same field": (
        set_fields(BASE, "", {"goal": "ここ"}),
        set_fields(BASE, "", {"goal": "文書"}),
        [("", "changed", "goal")],
    ),
    "edited here, removed there": (
        set_fields(BASE, "k", {"note": "ここ"}),
        remove_item(BASE, "a"),
        [("a", "removed", None), ("n", "removed", None), ("k", "removed", None)],
    ),
    "grown here, removed there": (
        add_item(BASE, Initiative("new"), level="initiative", parent="b"),
        remove_item(BASE, "b"),
        [("b", "removed", None)],
    ),
    "removed here, changed there": (
        remove_item(BASE, "b"),
        set_fields(BASE, "b", {"title": "文書"}),
        [("b", "renamed", "title")],
    ),
    "removed here, grown there": (
        remove_item(BASE, "b"),
        add_item(BASE, Initiative("new"), level="initiative", parent="b"),
        [("new", "added", None)],
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_where_both_changed_what_is_here_stays_and_the_conflict_is_told(case):
    here, incoming, expected = CONFLICTS[case]
    merged = merge(BASE, here, incoming)
    assert told(merged) == expected
    assert merged.document == here
    assert merged.changes == ()


def test_the_document_wins_when_asked_to():
    here, incoming, _ = CONFLICTS["the same field"]
    assert merge(BASE, here, incoming, overwrite=True).document.goal == "文書"
    here, incoming, _ = CONFLICTS["edited here, removed there"]
    assert [o.id for o in merge(BASE, here, incoming, overwrite=True).document.outcomes] == ["b"]
    here, incoming, _ = CONFLICTS["removed here, changed there"]
    assert merge(BASE, here, incoming, overwrite=True).document == here


def test_what_both_did_alike_is_no_conflict():
    same = set_fields(BASE, "", {"goal": "同じ"})
    assert told(merge(BASE, same, same)) == []
    assert merge(BASE, remove_item(BASE, "b"), remove_item(BASE, "b")).document == remove_item(BASE, "b")


def test_an_order_from_the_document_and_a_text_from_here_meet():
    here = set_fields(BASE, "a", {"title": "ここ"})
    merged = merge(BASE, here, reorder(BASE, "a", "down"))
    assert [(o.id, o.title) for o in merged.document.outcomes] == [("b", "乙"), ("a", "ここ")]


def test_places_are_taken_over_in_silence():
    incoming = replace(BASE, sources={"goal": Source("new.xlsx", sheet="様式1", cell="A1")})
    merged = merge(BASE, set_fields(BASE, "", {"goal": "ここ"}), incoming)
    assert (merged.document.goal, told(merged)) == ("ここ", [])
    assert merged.document.sources == incoming.sources
