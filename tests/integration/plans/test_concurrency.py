"""Several people at once: no acknowledged edit is lost, each conflict is shown, and the record stays whole."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.plans.actions import EditConflict, add_item, edit_item, import_document, importing
from hoshin.server.plans.models import Plan, PlanNode, Revision
from hoshin.server.plans.queries.exporting import export_document
from hoshin.server.plans.queries.importing import NotStorableError, propose_import
from tests.people import OPERATOR, TODAY
from tests.plans import kitamachi

EDITORS = 4
EDITS = int(os.environ.get("HOSHIN_TEST_EDITS", "8"))


def as_editor(work):
    """Run in a thread of its own with a connection of its own."""

    def run(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(run, range(EDITORS)))


@pytest.mark.django_db(transaction=True)
def test_every_acknowledged_edit_is_kept_and_every_conflict_shown(stored_plan):
    def edit(number):
        accepted, version, seen = [], 1, "街頭犯罪の減少"
        while len(accepted) < EDITS:
            title = f"{number}人目の{len(accepted)}回目"
            try:
                version = edit_item(
                    plan=stored_plan, item="o1", values={"title": title}, version=version, by=OPERATOR, on=TODAY
                )
                accepted.append((seen, title))
                seen = title
            except EditConflict as conflict:
                assert conflict.mine == {"title": title}
                assert conflict.theirs != conflict.mine
                version, seen = conflict.version, conflict.theirs["title"]
        return accepted

    accepted = {pair for pairs in as_editor(edit) for pair in pairs}
    assert len(accepted) == EDITORS * EDITS
    # What each edit replaced is what its editor had seen: nothing was written over unseen.
    assert set(Revision.objects.filter(item_id="o1", field="title").values_list("old", "new")) == accepted
    assert PlanNode.objects.get(item_id="o1").version == 1 + EDITORS * EDITS
    assert export_document(stored_plan, OPERATOR).outcomes[0].title in {title for _, title in accepted}
    assert len(events_about(f"plan:{stored_plan}")) == 1 + EDITORS * EDITS
    assert verify_chain().is_whole


@pytest.mark.django_db(transaction=True)
def test_items_added_at_once_all_stay_with_places_of_their_own(stored_plan):
    def add(number):
        return [
            add_item(plan=stored_plan, level="issue", name=f"{number}-{n}", by=OPERATOR, on=TODAY) for n in range(4)
        ]

    added = {key for keys in as_editor(add) for key in keys}
    issues = export_document(stored_plan, OPERATOR).issues
    assert {i.id for i in issues} - {"i1", "i2"} == added
    positions = PlanNode.objects.filter(level="issue").values_list("position", flat=True)
    assert sorted(positions) == list(range(2 + EDITORS * 4))
    assert verify_chain().is_whole


@pytest.mark.django_db(transaction=True)
def test_of_two_first_imports_at_once_one_starts_the_plan_and_the_others_find_it():
    together = Barrier(EDITORS)

    def start(number):
        together.wait()
        return import_document(document=kitamachi(), by=OPERATOR, on=TODAY)

    reports = as_editor(start)
    assert sorted(report.is_new for report in reports) == [False] * (EDITORS - 1) + [True]
    assert {report.plan for report in reports} == {Plan.objects.get().pk}
    assert all(report.is_unchanged for report in reports if not report.is_new)
    assert export_document(reports[0].plan, OPERATOR) == kitamachi()
    assert verify_chain().is_whole


@pytest.mark.django_db(transaction=True)
def test_two_different_first_imports_at_once_leave_one_document_or_the_other_and_its_history():
    titles = [f"{number}番目の目標" for number in range(EDITORS)]
    together = Barrier(EDITORS)

    def start(number):
        together.wait()
        return import_document(document=replace(kitamachi(), goal=titles[number]), by=OPERATOR, on=TODAY)

    reports = as_editor(start)
    assert sum(report.is_new for report in reports) == 1
    kept = export_document(reports[0].plan, OPERATOR).goal
    seen = {kept, *Revision.objects.filter(field="goal").values_list("old", flat=True)}
    assert seen == set(titles)
    assert verify_chain().is_whole


@pytest.mark.django_db
def test_an_import_that_lost_the_race_is_stored_as_a_difference(ward, monkeypatch):
    """The moment between looking and storing, in one thread: another import is stored just then."""
    looked = importing.propose_import

    def look_then_lose(**words):
        proposal = looked(**words)
        if proposal.is_new:
            monkeypatch.setattr(importing, "propose_import", looked)
            import_document(document=kitamachi(), by=OPERATOR, on=TODAY)
        return proposal

    monkeypatch.setattr(importing, "propose_import", look_then_lose)
    report = import_document(document=replace(kitamachi(), goal="新しい目標"), by=OPERATOR, on=TODAY)
    assert (report.is_new, [(c.field, c.new) for c in report.changes]) == (False, [("goal", "新しい目標")])


@pytest.mark.django_db
def test_an_import_that_lost_the_race_and_was_agreed_to_as_a_new_plan_is_refused_with_a_sentence(ward, monkeypatch):
    shown = propose_import(document=replace(kitamachi(), goal="新しい目標")).changes
    looked = importing.propose_import

    def look_then_lose(**words):
        proposal = looked(**words)
        if proposal.is_new:
            monkeypatch.setattr(importing, "propose_import", looked)
            import_document(document=kitamachi(), by=OPERATOR, on=TODAY)
        return proposal

    monkeypatch.setattr(importing, "propose_import", look_then_lose)
    with pytest.raises(NotStorableError) as refused:
        import_document(document=replace(kitamachi(), goal="新しい目標"), by=OPERATOR, on=TODAY, expected=shown)
    assert [p.code for p in refused.value.problems] == ["plan_changed_meanwhile"]
