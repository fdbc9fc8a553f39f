"""Storing documents: first, again, corrected, on a draft and on a published plan."""

from dataclasses import replace

import pytest

from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.core.plan.codec import plan_to_json
from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.plans.actions import edit_item, import_document, publish_plan, remove_item, settle_problem
from hoshin.server.plans.models import Indicator, Plan, PlanNode, Revision, StoredProblem, Upload
from hoshin.server.plans.originals import Original
from hoshin.server.plans.queries.exporting import export_document, original_of
from hoshin.server.plans.queries.importing import NotStorableError, propose_import
from tests.people import OPERATOR, TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


def every_row() -> list[object]:
    models = (Plan, PlanNode, Indicator, StoredProblem, Revision, Upload)
    return [tuple(model.objects.order_by("pk").values_list()) for model in models]


def retitled(document, item, title):
    outcomes = tuple(replace(o, title=title) if o.id == item else o for o in document.outcomes)
    return replace(document, outcomes=outcomes)


def test_the_stored_plan_is_the_document(stored_plan, sato):
    assert export_document(stored_plan, sato.actor) == kitamachi()


def test_a_second_run_changes_nothing_at_all(stored_plan, sato):
    before, events = every_row(), len(events_about(f"plan:{stored_plan}"))
    report = import_document(document=kitamachi(), by=sato.actor, on=TODAY)
    assert report.is_unchanged
    assert every_row() == before
    assert len(events_about(f"plan:{stored_plan}")) == events


def test_a_correction_of_a_draft_is_a_change_with_history(stored_plan, sato):
    report = import_document(document=retitled(kitamachi(), "o1", "犯罪の減少"), by=sato.actor, on=TODAY)
    assert [(c.kind, c.field, c.old, c.new) for c in report.changes] == [
        ("renamed", "title", "街頭犯罪の減少", "犯罪の減少")
    ]
    kept = Revision.objects.get(field="title")
    assert (kept.old, kept.new, kept.is_public) == ("街頭犯罪の減少", "犯罪の減少", False)
    assert PlanNode.objects.get(item_id="o1").version == 2
    assert PlanNode.objects.get(item_id="o2").version == 1


def test_a_correction_of_a_published_plan_needs_a_reason_and_becomes_public(stored_plan, sato, takahashi):
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    corrected = retitled(kitamachi(), "o1", "犯罪の減少")
    with pytest.raises(NotStorableError) as refused:
        import_document(document=corrected, by=sato.actor, on=TODAY)
    assert [p.code for p in refused.value.problems] == ["reason_required"]
    assert export_document(stored_plan, VISITOR) == kitamachi()
    import_document(document=corrected, by=sato.actor, on=TODAY, reason="誤記の訂正")
    public = Revision.objects.get(is_public=True)
    assert (public.on, public.reason, public.by) == (TODAY, "誤記の訂正", "sato")


def test_only_where_it_was_read_is_no_revision(stored_plan, sato, takahashi):
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    import_document(document=replace(kitamachi(), sources={}), by=sato.actor, on=TODAY)
    assert Revision.objects.filter(is_public=True).count() == 0
    assert export_document(stored_plan, VISITOR).sources == {}


def test_an_edit_made_here_survives_the_next_reading_of_the_document(stored_plan, sato):
    edit_item(plan=stored_plan, item="o1", values={"strategy": "自分で直した"}, version=1, by=sato.actor, on=TODAY)
    corrected = retitled(kitamachi(), "o2", "ひとりにしない子育て")
    report = import_document(document=corrected, by=sato.actor, on=TODAY)
    stored = export_document(stored_plan, sato.actor)
    assert stored.outcomes[0].strategy == "自分で直した"
    assert stored.outcomes[1].title == "ひとりにしない子育て"
    assert report.conflicts == ()


def test_where_both_changed_the_edit_stays_and_the_conflict_is_told(stored_plan, sato):
    edit_item(plan=stored_plan, item="o1", values={"title": "こちらの名"}, version=1, by=sato.actor, on=TODAY)
    report = import_document(document=retitled(kitamachi(), "o1", "文書の名"), by=sato.actor, on=TODAY)
    assert [(c.change.new, c.here) for c in report.conflicts] == [("文書の名", "こちらの名")]
    assert export_document(stored_plan, sato.actor).outcomes[0].title == "こちらの名"
    question = StoredProblem.objects.get(code="import_conflict")
    settle_problem(problem=question.pk, decision="proposal", version=1, by=sato.actor, on=TODAY)
    assert export_document(stored_plan, sato.actor).outcomes[0].title == "文書の名"


def test_overwrite_lets_the_document_win(stored_plan, sato):
    edit_item(plan=stored_plan, item="o1", values={"title": "こちらの名"}, version=1, by=sato.actor, on=TODAY)
    import_document(document=retitled(kitamachi(), "o1", "文書の名"), by=sato.actor, on=TODAY, overwrite=True)
    assert export_document(stored_plan, sato.actor).outcomes[0].title == "文書の名"


def test_what_was_removed_here_stays_removed_when_the_same_document_comes_again(stored_plan, sato):
    remove_item(plan=stored_plan, item="n2", by=sato.actor, on=TODAY)
    report = import_document(document=kitamachi(), by=sato.actor, on=TODAY)
    assert report.is_unchanged
    assert "n2" not in {i.id for o in export_document(stored_plan, sato.actor).outcomes for i in o.initiatives}


def test_a_renumbered_document_keeps_every_id(stored_plan, sato):
    first, *rest = kitamachi().outcomes
    fresh = replace(first, id="o1", code="1-1", title="まったく新しい成果", indicators=(), initiatives=())
    shifted = replace(first, id="o9", code="1-2")
    incoming = replace(kitamachi(), outcomes=(fresh, shifted, *rest))
    import_document(document=incoming, by=sato.actor, on=TODAY)
    stored = export_document(stored_plan, sato.actor)
    assert [(o.id, o.code, o.title) for o in stored.outcomes[:2]] == [
        ("o1-2", "1-1", "まったく新しい成果"),
        ("o1", "1-2", "街頭犯罪の減少"),
    ]


def test_a_settled_question_stays_settled_and_a_vanished_one_is_closed(stored_plan, sato):
    import_document(document=replace(kitamachi(), problems=()), by=sato.actor, on=TODAY)
    row = StoredProblem.objects.get()
    assert (row.state, row.settled_how, row.settled_by) == ("settled", "corrected", "sato")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fiscal_year": None}, "fiscal_year_unknown"),
        ({"fiscal_year": 99999}, "fiscal_year_implausible"),
        ({"organisation": None}, "organisation_unknown"),
        ({"goal": "あ\x00い"}, "character_not_storable"),
        ({"outcomes": (kitamachi().outcomes[0], kitamachi().outcomes[0])}, "item_id_repeated"),
    ],
)
def test_a_document_that_cannot_be_stored_says_why(db, change, code):
    with pytest.raises(NotStorableError) as refused:
        propose_import(document=replace(kitamachi(), **change))
    assert code in [p.code for p in refused.value.problems]


def test_a_stranger_is_refused(stored_plan, tanaka, suzuki):
    for actor in (tanaka.actor, suzuki.actor, VISITOR):
        with pytest.raises(RefusedError):
            import_document(document=kitamachi(), by=actor, on=TODAY)


def test_only_an_operator_starts_an_unknown_organisation(db, tanaka):
    document = replace(kitamachi(), organisation="東町区")
    with pytest.raises(RefusedError):
        import_document(document=document, by=tanaka.actor, on=TODAY)
    assert import_document(document=document, by=OPERATOR, on=TODAY).is_new


def test_nothing_is_stored_when_the_plan_changed_after_the_difference_was_shown(stored_plan, sato):
    corrected = retitled(kitamachi(), "o2", "新しい名")
    shown = propose_import(document=corrected).changes
    edit_item(plan=stored_plan, item="o2", values={"title": "先に直した"}, version=1, by=sato.actor, on=TODAY)
    with pytest.raises(NotStorableError) as refused:
        import_document(document=corrected, by=sato.actor, on=TODAY, expected=shown)
    assert [p.code for p in refused.value.problems] == ["plan_changed_meanwhile"]


def test_each_import_is_one_event_of_a_whole_chain(stored_plan, sato):
    import_document(document=retitled(kitamachi(), "o1", "別の名"), by=sato.actor, on=TODAY)
    assert [e.action for e in events_about(f"plan:{stored_plan}")] == ["plan_imported", "plan_imported"]
    assert verify_chain().is_whole


def test_plan_json_is_lossless_through_the_database(stored_plan, sato):
    assert plan_to_json(export_document(stored_plan, sato.actor)) == plan_to_json(kitamachi())


def test_a_file_name_that_is_no_text_is_kept_as_far_as_it_is(ward, sato):
    original = Original("北\udc80町.json", b"{}")
    import_document(document=kitamachi(), by=sato.actor, on=TODAY, original=original)
    upload = Upload.objects.get()
    assert upload.name == "北?町.json"
    assert original_of(upload.plan_id, upload.pk, sato.actor) == ("北?町.json", b"{}")
    with pytest.raises(RefusedError):
        original_of(upload.plan_id, upload.pk, VISITOR)
