"""Many at the same moment: one member counts once, whatever comes in by which way."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.responses import waiting
from hoshin.server.responses.actions.importing import advance_import, begin_import
from hoshin.server.responses.models import AnswerSheet, ImportBatch, Keying
from hoshin.server.responses.queries.importing import profile_mapping
from hoshin.server.responses.queries.keying import NotKeyableError
from tests import people, responding
from tests.integration.responses.conftest import Respondent, counted
from tests.integration.responses.test_keying import key

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def at_once(*works):
    """Run all in threads of their own with connections of their own."""

    def run(work):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_twenty_posts_of_one_sheet_are_one_sheet_with_one_receipt(made, respondent):
    respondent.answer_all()
    key_of_sheet = respondent.key()
    answers = at_once(*[lambda: respondent.send(key_of_sheet)] * 20)
    assert {a.status_code for a in answers} == {302}
    assert AnswerSheet.objects.count() == len(counted(made.id)) == 1
    assert [e.action for e in events_about(f"survey:{made.id}")].count("answer_received") == 1
    assert verify_chain().is_whole


def test_beginning_at_once_makes_one_sheet(made, respondent):
    assert {a.status_code for a in at_once(*[respondent.post] * AT_ONCE)} == {302}
    assert AnswerSheet.objects.count() == 1


def test_web_and_paper_at_the_same_moment_count_once_and_lose_nothing(made, sato, ward):
    other = people.person("watanabe", "渡辺", role="planner", ward=ward, post="企画担当")
    for at in range(4):
        person = Respondent(made.tokens[at])
        person.answer_all()
        sheet_key = person.key()
        key(made, sato, at)
        at_once(lambda p=person, k=sheet_key: p.send(k), lambda a=at: key(made, other, a))
    states = list(AnswerSheet.objects.values_list("member_id", "state"))
    assert len(states) == 8
    assert sorted(state for _, state in states) == ["conflict"] * 4 + ["counted"] * 4
    assert len({member for member, state in states if state == "counted"}) == 4


def test_an_entry_sent_twice_is_one_entry(made, sato):
    def enter():
        try:
            return key(made, sato)
        except NotKeyableError as refused:
            return refused.problems[0].code

    assert sorted(at_once(*[enter] * 4)) == ["keyed_by_you_already"] * 3 + ["once"]
    assert Keying.objects.count() == 1


def test_the_database_itself_refuses_a_second_counted_sheet(made, respondent):
    respondent.answer_all()
    respondent.send()
    [sheet] = counted(made.id)
    second = AnswerSheet(
        survey_id=made.id,
        version=1,
        member_id=sheet.member_id,
        channel="paper",
        state="counted",
        key="x",
        receipt="AAAAA-AAAAA",
        started_on=responding.TODAY,
        sent_at=responding.NOW,
        day=responding.TODAY,
    )
    for change in (
        {},
        {"member_id": None, "receipt": None},
        {"member_id": None, "sent_at": None},
        {"state": "nonsense"},
    ):
        for name, value in change.items():
            setattr(second, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()
        for name in change:
            setattr(second, name, {"member_id": sheet.member_id, "receipt": "AAAAA-AAAAA", "sent_at": responding.NOW,
                                   "state": "counted"}[name])  # fmt: skip


def test_two_windows_of_one_import_take_each_row_once(made_open, sato, settings, tmp_path):
    settings.DATA_DIRECTORY = tmp_path
    mapping = profile_mapping(made_open.id, None, ("q1",), sato.actor)
    file = waiting.WaitingFile(made_open.id, "a.csv", "a" * 64, ("q1",), "UTF-8", mapping)
    waiting.put_aside(file, ((n, ["1"]) for n in range(2, 402)), by=sato.actor.name)
    batch = begin_import(file=file, version=1, by=sato.actor, at=responding.NOW)

    def advance():
        return advance_import(survey=made_open.id, batch=batch, by=sato.actor, at=responding.NOW, rows=100)

    at_once(*[advance] * 6)
    assert ImportBatch.objects.get().state == "stored"
    assert len(counted(made_open.id)) == 400
