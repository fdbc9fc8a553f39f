"""Results pages: what is shown, what is withheld everywhere at once, and to whom."""

import csv
import io
import json
import re
from dataclasses import replace

import openpyxl
import pytest

from hoshin.core.survey.questionnaire import Question
from hoshin.server.plans.actions import publish_plan
from hoshin.server.responses.actions.closing import close_survey_period
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.responses.queries.result_pages import changes_page, results_page
from tests import responding, resulting
from tests.answered import QUESTIONNAIRE, answers

pytestmark = pytest.mark.django_db
STAFF = ("", "q/q1/", "changes/", "cross/", "cross/?columns=q1&rows=性別", "cross/?columns=q1&rows=q2", "file/csv/")


def page(client, survey, path=""):
    return client.get(f"/responses/survey/{survey}/results/{path}")


def closed(survey, person, reason=""):
    close_survey_period(survey=survey, by=person.actor, on=resulting.TODAY, at=resulting.NOW, reason=reason)


@pytest.mark.parametrize("path", STAFF)
def test_every_page_opens_for_its_office_and_is_not_there_for_others(made, sato, suzuki, tanaka, client, path):
    for person, status in ((sato, 200), (suzuki, 200), (tanaka, 404)):
        client.force_login(person.user)
        assert page(client, made, path).status_code == status
    client.logout()
    assert page(client, made, path).status_code == 302


def test_the_page_says_how_sure_it_is(made, stored_plan, sato, client):
    client.force_login(sato.user)
    text = page(client, made).content.decode()
    for words in ("95%信頼区間", "標本誤差", "デザイン効果", "41.5%以上", "達成", "まだ締めていません", "35.3"):
        assert words in text


def test_withheld_cells_are_withheld_in_table_chart_and_files(made, sato, client):
    client.force_login(sato.user)
    result = results_page(made, sato.actor).results.question("q1")
    ages = next(g for g in result.grouped if g.attribute.column == "年齢")
    hidden = [(row, at) for row in ages.rows for at, cell in enumerate(row.cells) if cell.state == "withheld"]
    assert hidden and all(row.cells[at].value is None for row, at in hidden)
    text = page(client, made, "q/q1/").content.decode()
    assert "秘匿" in text
    rows = list(csv.reader(io.StringIO(page(client, made, "file/csv/").content.decode("utf-8-sig"))))
    kept = [r for r in rows if r[0] == "q1" and r[2] == "年齢" and r[13] == "秘匿"]
    assert len(kept) == len(hidden) and all(r[6:9] == ["", "", ""] for r in kept)
    told = json.loads(page(client, made, "file/json/").content)
    same = [
        f for f in told["figures"] if f["question"] == "q1" and f["attribute"] == "年齢" and f["note"] == "withheld"
    ]
    assert len(same) == len(hidden) and all(f["value"] is f["lower"] is f["design_effect"] is None for f in same)


def test_files_open_in_a_spreadsheet_and_start_no_formula(ward, sato, client):
    evil = replace(QUESTIONNAIRE.questions[1], words='=HYPERLINK("http://x","y")')
    asked = replace(QUESTIONNAIRE, questions=(QUESTIONNAIRE.questions[0], evil, *QUESTIONNAIRE.questions[2:]))
    survey = resulting.survey(organisation=ward, by=sato.actor, questionnaire=asked)
    client.force_login(sato.user)
    content = page(client, survey, "file/csv/").content
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content and b"\n=HYPER" not in content
    assert "'=HYPERLINK" in content.decode()
    book = openpyxl.load_workbook(io.BytesIO(page(client, survey, "file/xlsx/").content))
    cells = [c for row in book.active.iter_rows() for c in row if isinstance(c.value, str)]
    assert any(c.value.startswith("=HYPERLINK") for c in cells) and all(c.data_type != "f" for c in cells)
    assert page(client, survey, "file/pdf/").status_code == 404


def test_the_public_page_needs_a_closed_survey_and_a_published_plan(made, stored_plan, sato, takahashi, client):
    address = f"/responses/results/{made}/"
    assert client.get(address).status_code == 404
    closed(made, sato)
    assert client.get(address).status_code == 404
    publish_plan(plan=stored_plan, by=takahashi.actor, on=resulting.TODAY)
    for path in ("", "q/q1/", "file/csv/", "file/xlsx/", "file/json/"):
        assert client.get(address + path).status_code == 200
    text = client.get(address).content.decode()
    assert "締め" not in re.sub(r"(?s)<nav.*?</nav>", "", text) and "responses/survey" not in text
    assert client.get("/responses/results/999/").status_code == 404
    assert client.get(address + "q/q5/").status_code == 404


def test_everybody_and_the_office_are_shown_the_same(made, stored_plan, sato, takahashi, client):
    closed(made, sato)
    publish_plan(plan=stored_plan, by=takahashi.actor, on=resulting.TODAY)
    visitor = client.get(f"/responses/results/{made}/file/json/").json()
    client.force_login(sato.user)
    assert page(client, made, "file/json/").json() == visitor


def test_an_open_survey_has_no_interval_and_says_why(ward, sato, client):
    made = responding.survey(organisation=ward, by=sato.actor, sampling="open")
    AnswerSheet.objects.bulk_create(
        AnswerSheet(
            survey_id=made.id, version=1, channel="web", state="counted", answers={"q1": str(1 + n % 4), "sex": "1"},
            key=f"k{n}", receipt=f"r{n}", started_on=resulting.TODAY, sent_at=resulting.NOW, day=resulting.TODAY,
        )
        for n in range(60)
    )  # fmt: skip
    client.force_login(sato.user)
    text = page(client, made.id).content.decode()
    assert "区間は示しません" in text and "信頼区間" not in text
    cell = results_page(made.id, sato.actor).results.question("q1").everyone.cells[0]
    assert cell.value == pytest.approx(0.25) and cell.lower is None and cell.deff is None


def test_without_answers_there_is_a_sentence(ward, sato, client):
    survey = resulting.survey(organisation=ward, by=sato.actor, number=0)
    client.force_login(sato.user)
    for path in ("", "changes/", "cross/"):
        found = page(client, survey, path)
        assert found.status_code == 200
    assert "まだ回答がない" in page(client, survey).content.decode()
    assert page(client, survey, "file/csv/").status_code == 404 == page(client, survey, "q/q1/").status_code


def test_item_non_response_leaves_out_those_who_were_led_past(made, sato):
    results = results_page(made, sato.actor).results
    q3 = results.question("q3")
    knows = sum(given["q2"] == "1" for _, _, given in answers())
    assert q3.everyone.n + q3.n_silent == knows


def test_last_year_stands_beside_and_changed_questions_are_not_compared(ward, sato, client):
    before = resulting.survey(organisation=ward, by=sato.actor, year=2025, seed=3)
    first, second, *rest = QUESTIONNAIRE.questions
    changed = replace(QUESTIONNAIRE, questions=(first, replace(second, words="防犯活動をご存じですか。"), *rest))
    now = resulting.survey(organisation=ward, by=sato.actor, previous=before, questionnaire=changed)
    found = {(c.figure.question, c.figure.kind, c.figure.code): c for c in changes_page(now, sato.actor).changes}
    same = found[("q1", "counted", "1")]
    assert same.change and same.change.lower < same.change.difference < same.change.upper and not same.obstacles
    assert same.change.difference == pytest.approx(same.now.value - same.before.value)
    assert found[("q2", "option", "1")].obstacles == ("words",) and found[("q2", "option", "1")].change is None
    client.force_login(sato.user)
    text = page(client, now, "changes/").content.decode()
    assert "比べられません" in text and "設問の文が変わりました" in text


def test_a_correction_shows_nothing_that_a_difference_would_tell(made, stored_plan, sato):
    closed(made, sato)
    before = results_page(made, sato.actor).results
    resulting.answer(made, answers(4, 5), batch="late")
    closed(made, sato, "入力もれ")
    after = results_page(made, sato.actor).results
    for earlier, later in zip(before.questions, after.questions, strict=True):
        for one, other in zip(earlier.grouped, later.grouped, strict=True):
            for then, now in zip(one.rows, other.rows, strict=True):
                for a, b in zip(then.cells, now.cells, strict=True):
                    assert a.state == "shown" or b.state != "shown"
                if then.n is not None and now.n is not None:
                    assert now.n == then.n or now.n - then.n >= 10


def test_cross_tables_lie_one_way_and_join_neighbours(made, sato, client):
    client.force_login(sato.user)
    one = page(client, made, "cross/?columns=q1&rows=q2").content.decode()
    other = page(client, made, "cross/?columns=q2&rows=q1").content.decode()
    tables = [re.search(r"(?s)<table class=\"table results.*?</table>", text).group() for text in (one, other)]
    assert tables[0] == tables[1]
    text = page(client, made, "cross/?columns=q1&rows=年齢").content.decode()
    assert "join=1" in text
    joined = page(client, made, "cross/?columns=q1&rows=年齢&join=1").content.decode()
    assert "18〜29歳・30〜39歳" in joined
    assert page(client, made, "cross/?columns=nothing&rows=性別").status_code == 200


def test_long_words_stay_whole(ward, sato, client):
    long = replace(QUESTIONNAIRE.questions[2], words="長い設問文" * 60)
    asked = replace(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions[:2], long, *QUESTIONNAIRE.questions[3:]))
    survey = resulting.survey(organisation=ward, by=sato.actor, questionnaire=asked)
    client.force_login(sato.user)
    assert "長い設問文" * 60 in page(client, survey).content.decode()


def test_a_question_of_numbers_alone(ward, sato, client):
    asked = replace(QUESTIONNAIRE, questions=(Question("q4", "number", "回数", unit="回"),), counted=())
    survey = resulting.survey(organisation=ward, by=sato.actor, questionnaire=asked)
    cell = results_page(survey, sato.actor).results.question("q4").everyone.cells[0]
    assert cell.is_shown and cell.lower < cell.value < cell.upper
