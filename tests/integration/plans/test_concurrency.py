"""Several people at once: no acknowledged edit is lost, each conflict is shown, and the record stays whole."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.plans.actions import EditConflict, add_item, edit_item
from hoshin.server.plans.models import PlanNode, Revision
from hoshin.server.plans.queries.exporting import export_document
from tests.people import OPERATOR, TODAY

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
