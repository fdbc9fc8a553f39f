"""Paper: two people, two entries, and only what both say counts."""

import pytest
from django.test import Client

from hoshin.server.audit.queries import events_about
from hoshin.server.responses.actions.keying import key_sheet, settle_paper
from hoshin.server.responses.models import AnswerSheet, Keying, PaperReturn
from hoshin.server.responses.queries.keying import NotKeyableError, keying_progress
from hoshin.server.surveys import actions as survey_actions
from tests import people, responding
from tests.integration.responses.conftest import Respondent, counted

pytestmark = pytest.mark.django_db
TYPED = {"q1": "2", "q2": "1", "q3": "1 3", "q4": "１２", "q5": "公園が暗い", "sex": "2"}


@pytest.fixture
def watanabe(ward):
    return people.person("watanabe", "渡辺 三郎", role="planner", ward=ward, post="企画担当")


def key(made, person, at=0, **changes):
    typed = {**TYPED, **changes}
    return key_sheet(survey=made.id, number=made.codes[at], typed=typed, by=person.actor, at=responding.NOW)


def test_two_entries_that_agree_count(made, sato, watanabe):
    assert key(made, sato) == "once"
    assert counted(made.id) == []
    assert key(made, watanabe, q5="公園が　暗い") == "agreed"
    [sheet] = counted(made.id)
    assert sheet.channel == "paper"
    assert sheet.answers == {"q1": "2", "q2": "1", "q3": ["1", "3"], "q4": 12.0, "q5": "公園が暗い", "sex": "2"}
    assert [e.action for e in events_about(f"survey:{made.id}")].count("answer_received") == 1


def test_answers_off_the_way_are_left_out_and_blanks_stay_missing(made, sato, watanabe):
    changes = {"q1": "-", "q2": "2", "q5": ""}
    key(made, sato, **changes)
    key(made, watanabe, **changes)
    [sheet] = counted(made.id)
    assert sheet.answers == {"q1": None, "q2": "2", "q5": None, "sex": "2"}


def test_entries_that_differ_wait_for_a_decision(made, sato, watanabe):
    key(made, sato, q1="1", q4="?")
    assert key(made, watanabe, q1="3", q4="11") == "differing"
    assert counted(made.id) == []
    paper = PaperReturn.objects.get()
    assert paper.differing == ["q1", "q4"]
    with pytest.raises(NotKeyableError) as refused:
        settle_paper(
            survey=made.id, number=made.codes[0], choices={"q1": "first"}, typed={}, by=sato.actor, at=responding.NOW
        )
    assert [p.item for p in refused.value.problems] == ["q4"]
    settle_paper(
        survey=made.id,
        number=made.codes[0],
        choices={"q1": "second", "q4": "other"},
        typed={"q4": "17"},
        by=sato.actor,
        at=responding.NOW,
    )
    [sheet] = counted(made.id)
    assert (sheet.answers["q1"], sheet.answers["q4"]) == ("3", 17.0)
    differed = {d.question.code: (d.differing, d.compared) for d in keying_progress(made.id, sato.actor).disagreements}
    assert differed["q1"] == (1, 1) and differed["q2"] == (0, 1)


def test_nobody_makes_both_entries_and_nobody_a_third(made, sato, watanabe, takahashi):
    key(made, sato)
    with pytest.raises(NotKeyableError) as refused:
        key(made, sato)
    assert refused.value.problems[0].code == "keyed_by_you_already"
    key(made, watanabe)
    third = people.person(
        "ito", "伊藤", role="planner", ward=PaperReturn.objects.get().survey.organisation_id, post="x"
    )
    with pytest.raises(NotKeyableError) as refused:
        key(made, third)
    assert refused.value.problems[0].code == "keyed_twice_already"
    assert Keying.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"q1": "7"}, "keyed_not_an_option"),
        ({"q1": "1 2"}, "keyed_only_one"),
        ({"q3": "1 8"}, "keyed_not_an_option"),
        ({"q4": "たくさん"}, "answer_not_a_number"),
        ({"q4": "400"}, "answer_too_large"),
    ],
)
def test_what_cannot_be_on_the_paper_is_named_at_once(made, sato, changes, code):
    with pytest.raises(NotKeyableError) as refused:
        key(made, sato, **changes)
    assert [p.code for p in refused.value.problems] == [code]
    assert Keying.objects.count() == 0


def test_an_unknown_code_is_refused_and_an_open_survey_takes_running_numbers(made, made_open, sato, watanabe):
    with pytest.raises(NotKeyableError) as refused:
        key_sheet(survey=made.id, number="ZZZZZZZZ", typed=TYPED, by=sato.actor, at=responding.NOW)
    assert refused.value.problems[0].code == "keyed_code_unknown"
    for person in (sato, watanabe):
        key_sheet(survey=made_open.id, number="No.１２", typed=TYPED, by=person.actor, at=responding.NOW)
    [sheet] = counted(made_open.id)
    assert sheet.member_id is None


@pytest.mark.parametrize("number", ["", "  ", "12/3", "..", "あ" * 41, "-"])
def test_a_number_that_cannot_be_one_is_refused(made_open, sato, number):
    page = signed_in(sato).post(f"/responses/survey/{made_open.id}/keying/", {"number": number})
    assert page.status_code == 422


def test_paper_that_came_in_time_is_keyed_after_the_closing(made, sato, watanabe):
    survey_actions.close_survey(survey=made.id, by=sato.actor, on=responding.TODAY, at=responding.NOW)
    key(made, sato)
    assert key(made, watanabe) == "agreed"


def test_paper_after_the_web_is_kept_as_a_conflict_and_counts_once(made, sato, watanabe):
    person = Respondent(made.tokens[0])
    person.answer_all()
    person.send()
    key(made, sato)
    key(made, watanabe)
    assert [sheet.channel for sheet in counted(made.id)] == ["web"]
    [conflict] = AnswerSheet.objects.filter(state="conflict")
    assert conflict.channel == "paper" and conflict.receipt


def test_the_web_after_paper_is_acknowledged_and_counts_once(made, sato, watanabe):
    key(made, sato)
    key(made, watanabe)
    person = Respondent(made.tokens[0])
    person.answer_all()
    person.send()
    assert [sheet.channel for sheet in counted(made.id)] == ["paper"]
    [conflict] = AnswerSheet.objects.filter(state="conflict")
    assert conflict.receipt in person.get("receipt/").content.decode()


def signed_in(person):
    client = Client(headers={"accept-language": "ja"})
    client.force_login(person.user)
    return client


def test_the_pages_of_both_entries_and_the_comparison(made, sato, watanabe):
    code = made.codes[0]
    desk, page = f"/responses/survey/{made.id}/keying/", f"/responses/survey/{made.id}/keying/{code}/"
    first, second = signed_in(sato), signed_in(watanabe)
    spoken = f"{code[:4]}-{code[4:]}".lower()
    assert first.post(desk, {"number": spoken}).headers["Location"] == page
    assert first.get(page).status_code == 200
    wrong = first.post(page, {"a-q1": "7", "a-q4": "１２"})
    assert wrong.status_code == 422 and 'value="１２"' in wrong.content.decode()
    assert first.post(page, {f"a-{q}": text for q, text in TYPED.items()}).headers["Location"] == desk
    assert f"keying/{code}/" not in first.get(desk).content.decode()
    assert first.get(page).headers["Location"] == desk
    shown = second.get(page).content.decode()
    assert "公園が暗い" not in shown and 'value="１２"' not in shown
    assert f"keying/{code}/" in second.get(desk).content.decode()
    second.post(page, {f"a-{q}": text for q, text in {**TYPED, "q1": "3"}.items()})
    compare = f"{page}compare/"
    shown = second.get(compare).content.decode()
    assert "2 どちらかといえばそう思う" in shown and "3 どちらかといえばそう思わない" in shown
    assert "公園が暗い" not in shown
    assert second.post(compare, {}).status_code == 422
    assert second.post(compare, {"c-q1": "first"}).headers["Location"] == desk
    assert second.get(compare).status_code == 404
    assert counted(made.id)[0].answers["q1"] == "2"
