"""The pages of those who take answers in, and everybody who must be refused them."""

import pytest
from django.test import Client

from hoshin.server.responses.actions.settling import NoSuchConflictError, settle_conflict
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.responses.queries.monitor import returns_of
from hoshin.server.responses.queries.table import NoQuestionsError, answer_table
from hoshin.server.surveys import actions as survey_actions
from hoshin.server.surveys.queries import design_of
from tests import responding
from tests.integration.responses.conftest import Respondent, counted
from tests.integration.responses.test_keying import key, signed_in, watanabe

pytestmark = pytest.mark.django_db
__all__ = ["watanabe"]
PAGES = ("", "texts/", "keying/", "keying/{code}/", "keying/{code}/compare/", "conflicts/", "imports/", "imports/1/")


def paths(made):
    return [f"/responses/survey/{made.id}/{page.format(code=made.codes[0])}" for page in PAGES]


def test_a_visitor_is_asked_to_sign_in_and_a_stranger_finds_nothing(made, tanaka, sato, watanabe):
    key(made, sato, q1="1")
    key(made, watanabe, q1="2")
    for path in paths(made):
        assert Client().get(path).headers["Location"].startswith("/accounts/sign-in/"), path
        for method in ("get", "post"):
            assert getattr(signed_in(tanaka), method)(path).status_code == 404, path


def test_whoever_works_in_the_organisation_sees_counts_and_no_answers(made, takahashi, suzuki, sato, watanabe):
    key(made, sato, q1="1")
    key(made, watanabe, q1="2")
    for person in (takahashi, suzuki):
        client = signed_in(person)
        first, *others = paths(made)
        assert client.get(first).status_code == 200
        for path in others:
            assert client.get(path).status_code == 403, path
        assert "/keying/" not in client.get(first).content.decode()


def test_a_section_works_on_its_own_survey(ward, sato, suzuki):
    own = responding.survey(organisation=ward, by=sato.actor, owner=suzuki.actor.posts[0].post)
    assert signed_in(suzuki).get(f"/responses/survey/{own.id}/keying/").status_code == 200


def test_no_survey_no_page(sato):
    assert signed_in(sato).get("/responses/survey/999/").status_code == 404


def answered(made, at, *, sex="2", text="街灯を増やしてほしい", first="2"):
    person = Respondent(made.tokens[at])
    person.post()
    person.answer(1, first)
    person.answer(2, "2")
    person.answer(5, text)
    person.answer(6, sex)
    person.send()


def test_returns_by_channel_stratum_and_day(made, sato, watanabe):
    answered(made, 0)
    key(made, sato, 3)
    key(made, watanabe, 3)
    returns = returns_of(made.id)
    assert (returns.asked, returns.returned) == (4, 2)
    assert dict(returns.by_channel) == {"web": 1, "paper": 1, "import": 0}
    assert sum(s.returned for s in returns.strata) == 2
    assert sum(s.mailed for s in returns.strata) == 4
    assert {s.expected for s in returns.strata} == {"30"}
    assert [(d.day, d.by_channel, d.until_then) for d in returns.days] == [(responding.TODAY, (1, 1, 0), 2)]
    survey_actions.mark_mailed(survey=made.id, by=sato.actor, on=responding.TODAY)
    page = signed_in(sato).get(f"/responses/survey/{made.id}/").content.decode()
    assert "50.0" in page


def test_free_texts_are_shown_sorted_to_the_section_alone(made, sato):
    answered(made, 0, text="夜道が暗い")
    answered(made, 1, text="<b>あいさつ</b>")
    page = signed_in(sato).get(f"/responses/survey/{made.id}/texts/").content.decode()
    assert "<b>あいさつ" not in page and "&lt;b&gt;あいさつ" in page
    assert page.index("あいさつ") < page.index("夜道")


def test_the_table_holds_answers_and_cells_but_nobody(made, sato, watanabe):
    answered(made, 0)
    key(made, sato, 1)
    key(made, watanabe, 1)
    Respondent(made.tokens[2]).answer_all()
    table = answer_table(made.id)
    names = [column.name for column in table.columns]
    assert "q5" not in names and not any("code" in name or "member" in name for name in names)
    assert {"q1", "q3.1", "q3.4", "q4", "sex", "stratum", "性別", "channel", "day"} <= set(names)
    rows = table.records()
    assert len(rows) == 2
    paper = next(row for row in rows if row["channel"] == "paper")
    assert (paper["q3.1"], paper["q3.2"], paper["q4"]) == (1, 0, 12.0)
    web = next(row for row in rows if row["channel"] == "web")
    assert (web["q1"], web["q3.1"], web["q4"]) == ("2", None, None)
    assert all(row["stratum"] in ("男性", "女性") and row["stratum_drawn"] == 2 for row in rows)
    assert {row["stratum_population"] for row in rows} <= {480, 520}
    assert set(design_of(made.id).sampling.strata) <= set(names)
    assert "公園が暗い" not in str(rows)
    assert "公園が暗い" in str(answer_table(made.id, with_texts=True).records())


def test_there_is_no_table_before_anybody_is_asked(ward, sato):
    number = survey_actions.create_survey(
        organisation=ward, owner=None, fiscal_year=2026, title="準備中", by=sato.actor, on=responding.TODAY
    )
    with pytest.raises(NoQuestionsError):
        answer_table(number)


def test_a_person_decides_between_two_sheets_of_one_member(made, sato, watanabe):
    answered(made, 0)
    key(made, sato)
    key(made, watanabe)
    page = f"/responses/survey/{made.id}/conflicts/"
    client = signed_in(sato)
    shown = client.get(page).content.decode()
    assert made.codes[0] in shown and "街灯を増やしてほしい" in shown and "公園が暗い" in shown
    paper = AnswerSheet.objects.get(channel="paper")
    decided = client.post(f"{page}{paper.member_id}/", {"keep": paper.pk})
    assert decided.headers["Location"] == page
    assert [sheet.pk for sheet in counted(made.id)] == [paper.pk]
    assert AnswerSheet.objects.get(channel="web").state == "set_aside"
    assert client.post(f"{page}{paper.member_id}/", {"keep": paper.pk}).status_code == 404
    with pytest.raises(NoSuchConflictError):
        settle_conflict(survey=made.id, member=paper.member_id, keep=paper.pk, by=sato.actor, at=responding.NOW)
    Respondent(made.tokens[0]).send("x")
    assert len(counted(made.id)) == 1
