"""From answers to an indicator's figure, and back from the figure to the frozen answers."""

import re
from dataclasses import replace

import pytest

from hoshin.cli.main import main
from hoshin.core.measurement.record import Known
from hoshin.server.audit.models import Event
from hoshin.server.evidence.models import MeasurementRow, Snapshot
from hoshin.server.evidence.queries import measurements_of, sources_for
from hoshin.server.responses.actions.closing import SurveyNotClosedError, close_survey_period
from hoshin.server.responses.queries.recipes import counted_recipe
from hoshin.server.responses.queries.result_pages import results_page
from hoshin.server.surveys.queries import counted_answers, survey_header
from tests import resulting
from tests.answered import QUESTIONNAIRE, answers

pytestmark = pytest.mark.django_db


def closed(survey, person, reason=""):
    return close_survey_period(survey=survey, by=person.actor, on=resulting.TODAY, at=resulting.NOW, reason=reason)


def hoshin(*arguments):
    try:
        return main(list(arguments))
    except SystemExit as ended:
        return ended.code


def test_closing_gives_the_indicator_its_figure(made, stored_plan, sato, client):
    found = closed(made, sato)
    measurement = found.measurements[(stored_plan, "k3")]
    assert isinstance(measurement.reading, Known) and 0.5 < measurement.reading.value < 0.7
    sure = measurement.uncertainty
    assert sure.lower < measurement.reading.value < sure.upper and sure.method == "kg"
    assert (measurement.n_asked, measurement.n_answered) == (1500, 530)
    assert sure.if_silent_no < sure.lower and sure.if_silent_yes > sure.upper
    shown = results_page(made, sato.actor).results.question("q1")
    cell = next(c for f, c in zip(shown.figures, shown.everyone.cells, strict=True) if f.kind == "counted")
    assert cell.value == pytest.approx(measurement.reading.value, abs=0.0005)
    assert (cell.lower, cell.upper) == pytest.approx((sure.lower, sure.upper), abs=0.0005)
    client.force_login(sato.user)
    page = client.get(f"/evidence/measurements/{row_of('k3').pk}/")
    assert page.status_code == 200 and re.search(r"95%信頼区間", page.content.decode())


def row_of(item):
    return MeasurementRow.objects.get(item_id=item, superseded_at__isnull=True)


def test_what_was_closed_verifies_until_a_byte_changes(made, stored_plan, sato, own_store, capsys):
    name = closed(made, sato).snapshot
    assert hoshin("verify") == 0
    file = own_store / name[:2] / name / "answers.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    capsys.readouterr()
    assert hoshin("verify") == 1
    assert "answers.parquet" in capsys.readouterr().err


def test_no_code_and_no_free_text_is_frozen(made, stored_plan, sato):
    closed(made, sato)
    manifest = Snapshot.objects.get().manifest
    columns = {column["name"] for column in manifest["tables"]["answers"]["columns"]}
    assert "q5" not in columns and not {"member", "code", "token"} & columns
    assert "街灯" not in str(Event.objects.filter(subject=f"survey:{made}").values_list("detail", flat=True))


def test_a_late_answer_counts_only_after_a_correction(made, stored_plan, sato):
    first = closed(made, sato)
    resulting.answer(made, answers(25, 99), batch="late")
    assert results_page(made, sato.actor).results.records.returned == 530
    with pytest.raises(SurveyNotClosedError) as refused:
        closed(made, sato)
    assert [p.code for p in refused.value.problems] == ["correction_reason_required"]
    second = closed(made, sato, reason="期限内に届いた用紙の入力もれ")
    assert second.snapshot != first.snapshot
    assert results_page(made, sato.actor).results.records.returned == 555
    assert Snapshot.objects.count() == 2 and hoshin("verify") == 0


def test_a_survey_that_still_takes_answers_is_not_closed(ward, sato, stored_plan):
    survey = resulting.survey(organisation=ward, by=sato.actor, number=40, closed=False)
    with pytest.raises(SurveyNotClosedError) as refused:
        closed(survey, sato)
    assert "results_survey_still_open" in [p.code for p in refused.value.problems]
    assert not Snapshot.objects.exists()


def test_nothing_to_freeze_is_said(ward, sato, stored_plan):
    survey = resulting.survey(organisation=ward, by=sato.actor, number=0)
    with pytest.raises(SurveyNotClosedError) as refused:
        closed(survey, sato)
    assert "results_no_answers" in [p.code for p in refused.value.problems]


def test_a_stranger_and_another_section_close_nothing(made, stored_plan, tanaka, suzuki, client):
    client.force_login(tanaka.user)
    assert client.get(f"/responses/survey/{made}/closing/").status_code == 404
    assert client.post(f"/responses/survey/{made}/closing/").status_code == 404
    client.force_login(suzuki.user)
    assert client.post(f"/responses/survey/{made}/closing/").status_code in (403, 422)
    assert not Snapshot.objects.exists()


def test_the_page_freezes_and_refuses_without_losing_the_reason(made, stored_plan, sato, client):
    client.force_login(sato.user)
    page = client.get(f"/responses/survey/{made}/closing/")
    assert page.status_code == 200 and "安心して暮らせるまちだと思う区民の割合" in page.content.decode()
    assert client.post(f"/responses/survey/{made}/closing/").status_code == 302
    again = client.post(f"/responses/survey/{made}/closing/", {"reason": " "})
    assert again.status_code == 422 and "訂正" in again.content.decode()
    assert Snapshot.objects.count() == 1


def test_two_years_share_a_line_and_a_changed_question_cuts_it(ward, sato, stored_plan):
    before = resulting.survey(organisation=ward, by=sato.actor, year=2025, seed=3)
    closed(before, sato)
    first = QUESTIONNAIRE.questions[0]
    reworded = replace(
        QUESTIONNAIRE, questions=(replace(first, words="あなたの地域は安全ですか。"), *QUESTIONNAIRE.questions[1:])
    )
    now = resulting.survey(organisation=ward, by=sato.actor, previous=before, questionnaire=reworded)
    closed(now, sato)
    years = measurements_of(stored_plan, "k3", sato.actor, on=resulting.TODAY).years
    assert [y.measurement.period.fiscal_year for y in years] == [2025, 2026]
    assert years[0].broken is None and years[1].broken is not None


def test_a_question_that_is_new_this_year_is_measured_this_year_alone(ward, sato, stored_plan):
    fewer = replace(QUESTIONNAIRE, questions=QUESTIONNAIRE.questions[1:], counted=())
    before = resulting.survey(organisation=ward, by=sato.actor, year=2025, seed=3, questionnaire=fewer)
    closed(before, sato)
    now = resulting.survey(organisation=ward, by=sato.actor, previous=before)
    closed(now, sato)
    found = measurements_of(stored_plan, "k3", sato.actor, on=resulting.TODAY)
    assert [y.measurement.period.fiscal_year for y in found.years] == [2026]
    assert [(y.fiscal_year, y.kind) for y in found.not_recorded] == [(2025, "survey")]


def test_the_source_of_a_yearly_survey_is_called_without_the_year(made, sato):
    (source,) = sources_for(sato.actor, "survey", on=resulting.TODAY)
    assert (source.title, source.instrument) == ("まちづくりアンケート", "まちづくりアンケート")


def test_a_share_of_residents_is_of_those_who_answered_the_question(made, stored_plan, sato):
    measurement = closed(made, sato).measurements[(stored_plan, "k3")]
    assert (measurement.recipe["speaks_of"], measurement.base_words) == ("residents", "この問いに答えた人")


@pytest.mark.parametrize("sampling", ["census", "monitor", "open"])
def test_whoever_was_not_drawn_by_chance_speaks_of_themselves(made, sato, sampling):
    header = replace(survey_header(made, sato.actor), sampling=sampling)
    (figure,) = counted_answers(made)
    assert counted_recipe(header, figure)["speaks_of"] == "respondents"
    mean = replace(figure, request=replace(figure.request, kind="mean"), question=replace(figure.question, unit="点"))
    assert counted_recipe(header, mean)["unit"] == "点" and "unit" not in counted_recipe(header, figure)
