"""Laws of the difference, of adopted ids, of merging, and of the way through JSON and the database."""

import json
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.core.plan.difference import apply_changes, difference, without_sources
from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.edit import remove_item, reorder, restore_items, subtree
from hoshin.core.plan.flat import flatten, rebuild
from hoshin.core.plan.matching import adopt_ids
from hoshin.core.plan.merging import merge
from hoshin.exchange.plan_json.text import read_plan_json, write_plan_json
from hoshin.server.plans.actions import import_document
from hoshin.server.plans.models import Plan
from hoshin.server.plans.queries.exporting import export_document
from tests.generative.plan_trees import plans
from tests.people import OPERATOR, TODAY

EXAMPLES = int(os.environ.get("HOSHIN_TEST_EXAMPLES", "15"))
"""A nightly run asks for more."""
few = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def edited(draw, plan: PlanDocument) -> PlanDocument:
    """The same plan after a few edits."""
    for _ in range(draw(st.integers(0, 4))):
        keys = [key for key in flatten(plan) if key]
        if not keys:
            break
        key = draw(st.sampled_from(keys))
        if draw(st.booleans()):
            plan = reorder(plan, key, draw(st.sampled_from(["up", "down", 0])))
        else:
            plan = remove_item(plan, key)
    return replace(plan, goal=draw(st.sampled_from([plan.goal, "新しい目標", None])))


@few
@given(plans())
def test_laying_flat_and_rebuilding_is_the_plan(plan):
    assert rebuild(flatten(plan)) == plan


@few
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan):
    assert difference(plan, plan) == ()
    assert difference(plan, rebuild(flatten(plan))) == ()


@few
@given(plans(), plans())
def test_applying_the_difference_gives_the_other_plan(one, other):
    assert apply_changes(one, difference(one, other)) == other


@few
@given(st.data())
def test_applying_the_difference_of_an_edit_gives_the_edited_plan(data):
    plan = data.draw(plans())
    after = data.draw(edited(plan))
    assert apply_changes(plan, difference(plan, after)) == after


@few
@given(plans())
def test_a_plan_without_its_places_is_only_read_elsewhere(plan):
    bare = without_sources(plan)
    assert {c.kind for c in difference(plan, bare)} <= {"reread"}


@few
@given(st.data())
def test_ids_survive_renumbering_and_new_ids(data):
    """Every item that kept a name of its own keeps its id, whatever its code and its id in the new document."""
    plan = data.draw(plans())
    items = flatten(plan)
    renamed = {key: f"x{place}" for place, key in enumerate(data.draw(st.permutations([k for k in items if k])))}

    def fresh(record):
        return replace(record, id=renamed[record.id], **({"code": None} if hasattr(record, "code") else {}))

    def titled(record, number):
        name = f"{number}番目の{'あいうえおかきくけこさしすせそ'[number % 15] * 5}"
        return replace(record, **({"measure": name} if hasattr(record, "measure") else {"title": name}))

    named = rebuild({k: replace(i, record=titled(i.record, n)) if k else i for n, (k, i) in enumerate(items.items())})
    incoming = {
        renamed.get(k, ""): replace(
            i, id=renamed.get(k, ""), parent=renamed.get(i.parent, ""), record=fresh(i.record) if k else i.record
        )
        for k, i in flatten(named).items()
    }
    adopted = adopt_ids(named, rebuild(incoming))
    assert set(flatten(adopted)) == set(items)


@few
@given(plans(), plans(), st.booleans())
def test_adopted_ids_are_unique_and_adopting_again_changes_nothing(stored, incoming, trust):
    once = adopt_ids(stored, incoming, trust_ids=trust)
    assert len(flatten(once)) == len(flatten(incoming))
    assert adopt_ids(stored, once, trust_ids=True) == once


@few
@given(plans())
def test_a_plan_adopts_its_own_ids(plan):
    assert adopt_ids(plan, plan, trust_ids=True) == plan
    assert adopt_ids(plan, plan) == plan


@few
@given(st.data())
def test_merging_takes_one_side_when_the_other_did_nothing(data):
    base = data.draw(plans())
    after = data.draw(edited(base))
    assert merge(base, base, after).document == after
    assert merge(base, after, base).document == after
    assert merge(base, after, after).document == after


@few
@given(st.data())
def test_merging_loses_no_edit_made_here(data):
    base = data.draw(plans())
    here, incoming = data.draw(edited(base)), data.draw(edited(base))
    merged = merge(base, here, incoming)
    if here.goal != base.goal:
        assert merged.document.goal == here.goal
    gone_here = flatten(base).keys() - flatten(here).keys()
    assert not gone_here & flatten(merged.document).keys()


@few
@given(st.data())
def test_what_is_removed_and_restored_is_as_before(data):
    plan = data.draw(plans())
    keys = [key for key in flatten(plan) if key]
    assume(keys)
    key = data.draw(st.sampled_from(keys))
    gone = subtree(plan, key)
    assert restore_items(remove_item(plan, key), gone) == plan


@few
@given(plans())
def test_json_is_lossless(plan):
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan
    assert read_plan_json(write_plan_json(plan).encode(), "p.json") == plan


@pytest.mark.django_db
@few
@given(plans(), plans())
def test_export_gives_what_was_imported_and_a_second_import_changes_nothing(first, second):
    Plan.objects.all().delete()
    number = import_document(document=first, by=OPERATOR, on=TODAY).plan
    assert export_document(number, OPERATOR) == first
    assert import_document(document=first, by=OPERATOR, on=TODAY).is_unchanged
    corrected = replace(second, fiscal_year=first.fiscal_year)
    import_document(document=corrected, by=OPERATOR, on=TODAY, trust_ids=True)
    stored = export_document(number, OPERATOR)
    assert replace(stored, problems=()) == replace(adopt_ids(first, corrected, trust_ids=True), problems=())
    assert import_document(document=corrected, by=OPERATOR, on=TODAY, trust_ids=True).is_unchanged
