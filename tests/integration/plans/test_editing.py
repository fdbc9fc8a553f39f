"""A planner at the desk: add, change, order, remove, undo; two people at one item; and who is refused."""

from datetime import date

import pytest

from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.core.plan.document import Budget
from hoshin.core.plan.edit import EditError
from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.plans.actions import (
    EditConflict,
    add_item,
    assign_owner,
    edit_item,
    edit_texts,
    publish_plan,
    remove_item,
    reorder_item,
    restore_item,
)
from hoshin.server.plans.models import Plan, PlanNode, Revision
from hoshin.server.plans.queries.exporting import export_document
from hoshin.server.plans.queries.history import removed_items, revisions
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.standing import NoSuchPlanError
from tests.people import TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


def stored(plan, person):
    return export_document(plan, person.actor)


def test_an_added_item_stands_last_and_can_be_filled(stored_plan, sato):
    item = add_item(plan=stored_plan, level="outcome", parent="i1", name="見守り", code="1-2", by=sato.actor, on=TODAY)
    below = add_item(plan=stored_plan, level="initiative", parent=item, name="声かけ", by=sato.actor, on=TODAY)
    add_item(plan=stored_plan, level="indicator", parent=below, name="声かけの回数", by=sato.actor, on=TODAY)
    outcome = stored(stored_plan, sato).outcomes[-1]
    assert (outcome.id, outcome.issue, outcome.title, outcome.code) == (item, "i1", "見守り", "1-2")
    assert outcome.initiatives[0].indicators[0].measure == "声かけの回数"


def test_an_item_has_no_place_under_a_wrong_parent(stored_plan, sato):
    with pytest.raises(EditError) as refused:
        add_item(plan=stored_plan, level="initiative", parent="i1", name="x", by=sato.actor, on=TODAY)
    assert refused.value.problem.code == "wrong_parent"


def test_an_edit_raises_the_version_of_its_item_alone(stored_plan, sato):
    version = edit_item(plan=stored_plan, item="n1", values={"title": "防犯カメラ"}, version=1, by=sato.actor, on=TODAY)
    assert version == 2
    assert set(PlanNode.objects.exclude(item_id="n1").values_list("version", flat=True)) == {1}
    assert stored(stored_plan, sato).outcomes[0].initiatives[0].title == "防犯カメラ"


def test_the_second_editor_is_shown_both_versions_and_nothing_is_lost(stored_plan, sato, suzuki):
    edit_item(plan=stored_plan, item="o1", values={"title": "先の人"}, version=1, by=sato.actor, on=TODAY)
    with pytest.raises(EditConflict) as conflict:
        edit_item(plan=stored_plan, item="o1", values={"title": "後の人"}, version=1, by=sato.actor, on=TODAY)
    shown = conflict.value
    assert (shown.base, shown.theirs, shown.mine) == (
        {"title": "街頭犯罪の減少"},
        {"title": "先の人"},
        {"title": "後の人"},
    )
    assert (shown.version, shown.changed_by) == (2, "sato")
    assert stored(stored_plan, sato).outcomes[0].title == "先の人"
    edit_item(plan=stored_plan, item="o1", values={"title": "後の人"}, version=2, by=sato.actor, on=TODAY)
    assert stored(stored_plan, sato).outcomes[0].title == "後の人"


def test_the_base_of_a_conflict_is_what_was_there_at_the_version_that_was_opened(stored_plan, sato):
    for version, title in ((1, "二"), (2, "三")):
        edit_item(plan=stored_plan, item="o1", values={"title": title}, version=version, by=sato.actor, on=TODAY)
    with pytest.raises(EditConflict) as conflict:
        edit_item(plan=stored_plan, item="o1", values={"title": "私"}, version=2, by=sato.actor, on=TODAY)
    assert conflict.value.base == {"title": "二"}


def test_two_who_want_the_same_do_not_conflict(stored_plan, sato):
    edit_item(plan=stored_plan, item="o1", values={"title": "同じ"}, version=1, by=sato.actor, on=TODAY)
    assert edit_item(plan=stored_plan, item="o1", values={"title": "同じ"}, version=1, by=sato.actor, on=TODAY) == 2


def test_an_edit_that_changes_nothing_writes_nothing(stored_plan, sato):
    before = len(events_about(f"plan:{stored_plan}"))
    edit_item(plan=stored_plan, item="o1", values={"title": "街頭犯罪の減少"}, version=1, by=sato.actor, on=TODAY)
    assert len(events_about(f"plan:{stored_plan}")) == before
    assert Revision.objects.count() == 0


def test_typed_fields_are_read(stored_plan, sato):
    texts = {
        "budget": "１，２３４千円",
        "activities": "(1) 設置費の補助\r\n　町会への説明\r\n新しい行",
        "past_results": "",
    }
    edit_texts(plan=stored_plan, item="n1", texts=texts, version=1, by=sato.actor, on=TODAY)
    initiative = stored(stored_plan, sato).outcomes[0].initiatives[0]
    assert initiative.budget.amount_yen == 1_234_000
    assert initiative.past_results is None
    assert [(a.text, a.label, a.depth) for a in initiative.activities] == [
        ("設置費の補助", "(1)", 0),
        ("町会への説明", None, 1),
        ("新しい行", None, 0),
    ]
    assert initiative.activities[0].source is not None


def test_a_budget_that_is_not_understood_is_not_stored(stored_plan, sato):
    with pytest.raises(EditError) as refused:
        edit_texts(plan=stored_plan, item="n1", texts={"budget": "約３百万円"}, version=1, by=sato.actor, on=TODAY)
    assert refused.value.problem.found == "約３百万円"
    assert stored(stored_plan, sato).outcomes[0].initiatives[0].budget == kitamachi().outcomes[0].initiatives[0].budget


def test_order_changes_by_steps_and_to_a_place(stored_plan, sato):
    reorder_item(plan=stored_plan, item="n2", to="up", by=sato.actor, on=TODAY)
    assert [i.id for i in stored(stored_plan, sato).outcomes[0].initiatives] == ["n2", "n1"]
    reorder_item(plan=stored_plan, item="o3", to=0, by=sato.actor, on=TODAY)
    assert [o.id for o in stored(stored_plan, sato).outcomes] == ["o1", "o3", "o2"]
    assert set(PlanNode.objects.values_list("version", flat=True)) == {1}


def test_a_removed_branch_comes_back_whole(stored_plan, sato):
    remove_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    assert [o.id for o in stored(stored_plan, sato).outcomes] == ["o2", "o3"]
    assert [(r.item, r.level) for r in removed_items(stored_plan, sato.actor)] == [("o1", "outcome")]
    restore_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    assert stored(stored_plan, sato) == kitamachi()
    assert removed_items(stored_plan, sato.actor) == ()


def test_a_removed_issue_leaves_its_outcomes_and_takes_them_back(stored_plan, sato):
    remove_item(plan=stored_plan, item="i1", by=sato.actor, on=TODAY)
    assert len(stored(stored_plan, sato).outcomes) == 3
    assert PlanNode.objects.get(item_id="o1").parent is None
    restore_item(plan=stored_plan, item="i1", by=sato.actor, on=TODAY)
    assert stored(stored_plan, sato) == kitamachi()
    assert PlanNode.objects.get(item_id="o1").parent.item_id == "i1"


def test_what_was_removed_earlier_does_not_come_back_with_its_parent(stored_plan, sato):
    remove_item(plan=stored_plan, item="n2", by=sato.actor, on=TODAY)
    remove_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    with pytest.raises(EditError) as refused:
        restore_item(plan=stored_plan, item="n2", by=sato.actor, on=TODAY)
    assert refused.value.problem.code == "parent_removed"
    restore_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    assert [i.id for i in stored(stored_plan, sato).outcomes[0].initiatives] == ["n1"]


def test_a_section_edits_what_it_owns_until_the_plan_is_public(stored_plan, sato, suzuki, takahashi):
    post = suzuki.actor.posts[0].post
    with pytest.raises(RefusedError):
        edit_item(plan=stored_plan, item="n3", values={"title": "x"}, version=1, by=suzuki.actor, on=TODAY)
    assign_owner(plan=stored_plan, item="o2", post=post, by=sato.actor, on=TODAY)
    edit_item(plan=stored_plan, item="n3", values={"title": "家庭訪問"}, version=1, by=suzuki.actor, on=TODAY)
    edit_item(plan=stored_plan, item="k4", values={"note": "延べ"}, version=1, by=suzuki.actor, on=TODAY)
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    with pytest.raises(RefusedError):
        edit_item(plan=stored_plan, item="n3", values={"title": "y"}, version=2, by=suzuki.actor, on=TODAY, reason="r")


def test_a_post_of_another_ward_owns_nothing_here(stored_plan, sato, tanaka):
    with pytest.raises(EditError):
        assign_owner(plan=stored_plan, item="o2", post=tanaka.actor.posts[0].post, by=sato.actor, on=TODAY)


EDITS = {
    "add_item": lambda plan, by: add_item(plan=plan, level="issue", name="x", by=by, on=TODAY),
    "edit_item": lambda plan, by: edit_item(plan=plan, item="o1", values={"title": "x"}, version=1, by=by, on=TODAY),
    "edit_texts": lambda plan, by: edit_texts(plan=plan, item="", texts={"goal": "x"}, version=1, by=by, on=TODAY),
    "reorder_item": lambda plan, by: reorder_item(plan=plan, item="o2", to="down", by=by, on=TODAY),
    "remove_item": lambda plan, by: remove_item(plan=plan, item="o1", by=by, on=TODAY),
    "restore_item": lambda plan, by: restore_item(plan=plan, item="o1", by=by, on=TODAY),
    "assign_owner": lambda plan, by: assign_owner(plan=plan, item="o1", post=None, by=by, on=TODAY),
    "publish_plan": lambda plan, by: publish_plan(plan=plan, by=by, on=TODAY),
}


@pytest.mark.parametrize("action", EDITS)
def test_a_stranger_changes_nothing(stored_plan, tanaka, suzuki, action):
    for actor in (tanaka.actor, VISITOR, suzuki.actor):
        with pytest.raises(RefusedError):
            EDITS[action](stored_plan, actor)
    assert Revision.objects.count() == 0


@pytest.mark.parametrize("action", [a for a in EDITS if a not in ("restore_item", "assign_owner", "publish_plan")])
def test_on_a_published_plan_each_change_needs_a_reason(stored_plan, sato, takahashi, action):
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    with pytest.raises(NotStorableError) as refused:
        EDITS[action](stored_plan, sato.actor)
    assert [p.code for p in refused.value.problems] == ["reason_required"]
    assert export_document(stored_plan, VISITOR) == kitamachi()


def test_a_revision_is_public_with_its_reason_but_not_its_author(stored_plan, sato, takahashi):
    edit_item(plan=stored_plan, item="o1", values={"title": "草稿での名"}, version=1, by=sato.actor, on=TODAY)
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    later = date(2026, 12, 1)
    edit_item(
        plan=stored_plan,
        item="o1",
        values={"title": "改めた名"},
        version=2,
        by=sato.actor,
        on=later,
        reason="議会の指摘",
    )
    (seen,) = revisions(stored_plan, VISITOR)
    assert (seen.old, seen.new, seen.reason, seen.on, seen.by) == ("草稿での名", "改めた名", "議会の指摘", later, None)
    assert [r.by for r in revisions(stored_plan, sato.actor)] == ["佐藤 和子", "佐藤 和子"]


def test_publishing_is_done_once_by_the_head(stored_plan, sato, takahashi):
    with pytest.raises(RefusedError):
        publish_plan(plan=stored_plan, by=sato.actor, on=TODAY)
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    row = Plan.objects.get(pk=stored_plan)
    assert (row.status, row.published_on, row.published_by) == ("published", TODAY, "takahashi")
    with pytest.raises(NotStorableError):
        publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)


def test_each_change_is_one_event(stored_plan, sato):
    remove_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    restore_item(plan=stored_plan, item="o1", by=sato.actor, on=TODAY)
    actions = [e.action for e in events_about(f"plan:{stored_plan}")]
    assert actions == ["item_restored", "item_removed", "plan_imported"]
    assert verify_chain().is_whole


def test_no_plan_of_that_number(db, sato):
    with pytest.raises(NoSuchPlanError):
        remove_item(plan=999, item="o1", by=sato.actor, on=TODAY)


def test_a_budget_value_can_be_set_as_a_core_value(stored_plan, sato):
    edit_item(
        plan=stored_plan, item="n4", values={"budget": Budget("amount", "1円", 1)}, version=1, by=sato.actor, on=TODAY
    )
    assert stored(stored_plan, sato).outcomes[2].initiatives[0].budget.amount_yen == 1
