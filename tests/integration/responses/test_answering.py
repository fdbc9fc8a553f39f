"""Answering with a one-time code: kept page by page, sent once, acknowledged for good."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client

from hoshin.server.audit.queries import events_about, verify_chain
from hoshin.server.responses.models import AnswerSheet, CodeFailure
from hoshin.server.responses.queries.answering import FAILURES_ALLOWED
from hoshin.server.surveys import actions as survey_actions
from tests import responding
from tests.integration.responses.conftest import Respondent, counted

pytestmark = pytest.mark.django_db


def test_the_whole_way_ends_with_a_receipt(made, respondent):
    assert "北町区がおたずねします。" in respondent.get().content.decode()
    assert respondent.post().headers["Location"].endswith("/1/")
    assert "1/6" in respondent.get("1/").content.decode()
    assert respondent.answer(1, "2").headers["Location"].endswith("/2/")
    assert respondent.answer(2, "2").headers["Location"].endswith("/5/")
    assert "3/4" in respondent.get("5/").content.decode()
    respondent.answer(5, "街灯を増やしてほしい")
    assert respondent.answer(6, "2").headers["Location"].endswith("/review/")
    assert respondent.send().headers["Location"].endswith("/receipt/")
    [sheet] = counted(made.id)
    page = respondent.get("receipt/").content.decode()
    assert sheet.receipt in page
    assert "街灯" not in page
    assert sheet.answers == {"q1": "2", "q2": "2", "q5": "街灯を増やしてほしい", "sex": "2"}
    assert [e.action for e in events_about(f"survey:{made.id}")].count("answer_received") == 1
    assert verify_chain().is_whole


def test_nothing_is_written_before_somebody_begins(made, respondent):
    respondent.get()
    respondent.get("1/")
    assert AnswerSheet.objects.count() == 0


def test_going_back_keeps_the_answer_and_another_device_goes_on(made, respondent):
    respondent.post()
    respondent.answer(1, "2")
    assert respondent.answer(2, "1", go="back").headers["Location"].endswith("/1/")
    assert re.search(r'value="2"[^>]* checked', respondent.get("1/").content.decode())
    elsewhere = Respondent(made.tokens[0].lower())
    assert elsewhere.post().headers["Location"].endswith("/3/")
    assert AnswerSheet.objects.count() == 1


def test_a_changed_way_leaves_out_what_is_no_longer_asked(made, respondent):
    respondent.post()
    respondent.answer(1, "1")
    respondent.answer(2, "1")
    respondent.answer(3, "1", "3")
    respondent.answer(4, "２")
    respondent.answer(5, go="skip")
    respondent.answer(6, "1")
    respondent.answer(2, "2")
    respondent.send()
    [sheet] = counted(made.id)
    assert sheet.answers == {"q1": "1", "q2": "2", "q5": None, "sex": "1"}


@pytest.mark.parametrize(
    ("number", "answers"), [(1, []), (1, ["7"]), (1, ["1", "2"]), (4, ["たくさん"]), (4, ["400"]), (5, ["あ" * 2001])]
)
def test_what_cannot_be_taken_is_said_at_the_field_and_kept_on_the_page(made, respondent, number, answers):
    respondent.post()
    respondent.answer(1, "2")
    respondent.answer(2, "1")
    response = respondent.answer(number, *answers)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page and 'id="answer-error"' in page
    if number in (4, 5):
        assert answers[0] in page


def test_a_required_answer_that_is_missing_stops_the_sending_and_is_named(made, respondent):
    respondent.post()
    response = respondent.send()
    assert response.status_code == 422
    assert 'href="#row-1"' in response.content.decode()
    assert counted(made.id) == []


def test_the_same_key_gets_the_same_receipt(made, respondent):
    respondent.answer_all()
    key = respondent.key()
    respondent.send(key)
    first = respondent.get("receipt/").content
    for again in range(3):
        assert respondent.send(key).status_code == 302, again
    assert respondent.get("receipt/").content == first
    assert len(counted(made.id)) == 1
    assert AnswerSheet.objects.count() == 1


def test_a_used_code_shows_no_answer_and_changes_nothing(made, respondent):
    respondent.answer_all()
    respondent.send()
    for path in ("", "1/", "5/", "review/"):
        response = respondent.get(path)
        assert response.headers["Location"].endswith("/receipt/")
    assert respondent.post("1/", answer="1", go="next").headers["Location"].endswith("/receipt/")
    respondent.send("another-key")
    [sheet] = counted(made.id)
    assert sheet.answers["q1"] == "2"


def test_each_code_opens_its_own_sheet_and_survey(made, ward, sato):
    other = responding.survey(organisation=ward, by=sato.actor)
    Respondent(made.tokens[0]).answer_all()
    Respondent(made.tokens[0]).send()
    assert counted(other.id) == []
    assert Respondent(made.tokens[1]).get("receipt/").headers["Location"].endswith(f"{made.tokens[1]}/")
    assert Respondent(other.tokens[0]).get().status_code == 200


def test_a_closed_survey_takes_nothing_but_still_tells_the_receipt(made, respondent, sato):
    respondent.answer_all()
    late = Respondent(made.tokens[1])
    late.answer_all()
    key = late.key()
    respondent.send()
    survey_actions.close_survey(survey=made.id, by=sato.actor, on=responding.TODAY, at=responding.NOW)
    assert respondent.get("receipt/").status_code == 200
    assert late.get().status_code == 403
    assert late.answer(1, "1").status_code == 403
    assert late.send(key).status_code == 403
    assert len(counted(made.id)) == 1


def test_a_survey_that_is_not_open_yet_says_so(ward, sato):
    waiting = responding.survey(organisation=ward, by=sato.actor, opened=False)
    response = Respondent(waiting.tokens[0]).get()
    assert response.status_code == 403
    assert AnswerSheet.objects.count() == 0


def test_pages_leave_no_trace(made, respondent, caplog):
    respondent.post()
    for path in ("", "1/", "review/"):
        response = respondent.get(path)
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    Respondent("ZZZZZZZZZZZZ").get()
    assert made.tokens[0] not in caplog.text
    assert "ZZZZZZZZZZZZ" not in caplog.text


def test_the_database_knows_no_code_and_no_address(made, respondent):
    respondent.answer_all()
    respondent.send()
    Respondent("ZZZZZZZZZZZZ").get()
    models = [*apps.get_app_config("responses").get_models(), *apps.get_app_config("audit").get_models()]
    told = "".join(serializers.serialize("json", model.objects.all()) for model in models)
    assert "answer_received" in told
    assert made.tokens[0] not in told
    assert "127.0.0.1" not in told


def test_a_code_typed_by_hand_opens_the_sheet(made):
    typed = "-".join(made.tokens[0][at : at + 4] for at in (0, 4, 8)).lower()
    response = Client(enforce_csrf_checks=True).post("/responses/answer/", {"code": typed})
    assert response.headers["Location"] == f"/responses/a/{made.tokens[0]}/"
    assert Client().get(f"/responses/{made.tokens[0]}/").headers["Location"] == f"/responses/a/{made.tokens[0]}/"
    wrong = Client().post("/responses/answer/", {"code": "A2B3C4D5E6F7"})
    assert wrong.status_code == 422
    assert "A2B3C4D5E6F7" in wrong.content.decode()


@pytest.mark.parametrize("path", ["---", "a/---", "a/x", "ZZZZZZZZZZZZ", "a/" + "Z" * 300, "%00", "a/%E3%81%82"])
def test_no_address_is_broken(made, path):
    assert Client().get(f"/responses/{path}/").status_code in (302, 404)


def test_guessing_is_stopped_and_typing_slips_are_not_counted(made):
    for _ in range(FAILURES_ALLOWED):
        Client().post("/responses/answer/", {"code": "A2B3"})
    assert CodeFailure.objects.count() == 0
    for at in range(FAILURES_ALLOWED):
        path = "A2B3C4D5E6F7" if at % 2 else "ZZZZZZZZZZZZ"
        assert Client().get(f"/responses/a/{path}/").status_code == 404
    locked = Client().get(f"/responses/a/{made.tokens[0]}/")
    assert locked.status_code == 429
    assert int(locked.headers["Retry-After"]) > 0
    elsewhere = Client(REMOTE_ADDR="192.0.2.9").get(f"/responses/a/{made.tokens[0]}/")
    assert elsewhere.status_code == 200


def test_whoever_comes_answers_an_open_survey_and_the_browser_goes_on(made_open):
    browser = Client(enforce_csrf_checks=True)
    first = f"/responses/open/{made_open.id}/"
    assert browser.get(first).status_code == 200
    begun = browser.post(first).headers["Location"]
    token = re.search(r"/a/([^/]+)/", begun)[1]
    assert token in browser.get(first).content.decode()
    person = Respondent(token)
    person.answer_all()
    person.send()
    [sheet] = counted(made_open.id)
    assert sheet.member_id is None
    assert token not in browser.get(first).content.decode()
    assert browser.post(first).headers["Location"] != begun


def test_a_sheet_that_nobody_finished_is_thrown_away_after_a_month(made_open):
    first = f"/responses/open/{made_open.id}/"
    for _ in range(3):
        Client().post(first)
    sent, old, young = AnswerSheet.objects.order_by("pk")
    long_ago = responding.TODAY - timedelta(days=31)
    AnswerSheet.objects.filter(pk=old.pk).update(started_on=long_ago)
    AnswerSheet.objects.filter(pk=sent.pk).update(
        started_on=long_ago, state="counted", receipt="AAAAA-AAAAA", sent_at=responding.NOW, day=responding.TODAY
    )
    Client().post(first)
    assert {sent.pk, young.pk} < set(AnswerSheet.objects.values_list("pk", flat=True))
    assert not AnswerSheet.objects.filter(pk=old.pk).exists()


def test_a_survey_with_codes_cannot_be_answered_without_one(made):
    assert Client().get(f"/responses/open/{made.id}/").status_code == 404
    assert Client().post(f"/responses/open/{made.id}/").status_code == 404
    assert Client().get("/responses/open/999999/").status_code == 404


def test_the_frame_speaks_english_and_leads_nowhere_else(made, respondent):
    browser = Client(enforce_csrf_checks=True)
    path = f"/responses/a/{made.tokens[0]}/"
    response = browser.post("/responses/language/", {"language": "en", "back": path})
    assert response.headers["Location"] == path
    assert "Begin" in browser.get(path).content.decode()
    away = browser.post("/responses/language/", {"language": "en", "back": "https://example.com/"})
    assert away.headers["Location"] == "/responses/answer/"
