"""The pages as people use them: forms without JavaScript, everything wrong at once, strangers at the door."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from hoshin.exchange.questionnaire_pdf import typesetting
from hoshin.server.surveys import queries
from hoshin.server.surveys.models import Survey
from hoshin.server.surveys.queries.frames import design_kept
from hoshin.server.surveys.urls import urlpatterns
from hoshin.server.surveys.views.frame import STATUS_NAMES
from tests.integration.surveys.conftest import LIST, begun, with_questions
from tests.spec.questionnaires.asked import ASKED


def client_of(person):
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def desk(sato):
    return client_of(sato)


def at(name, survey, *more):
    return reverse(f"surveys:{name}", args=[survey, *more])


def listed(rows=LIST, encoding="utf-8-sig"):
    text = "\r\n".join(",".join(row) for row in rows)
    return SimpleUploadedFile("list.csv", text.encode(encoding), content_type="text/csv")


def addresses(survey):
    """Every address of the app for this survey, GET and POST ones alike."""
    for pattern in urlpatterns:
        if pattern.name in ("list", "new", "of_source"):
            continue
        code = ("safe",) if "<str:code>" in str(pattern.pattern) else ()
        yield pattern.name, at(pattern.name, survey, *code)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_in_both_languages(ready, desk, language):
    desk.cookies["django_language"] = language
    post_only = {
        "open",
        "close",
        "sample_remove",
        "sample_mailed",
        "sample_reissue",
        "texts",
        "copy",
        "freeze",
        "move",
        "remove",
    }
    for name, address in addresses(ready):
        if name in post_only or name == "compare":
            continue
        answer = desk.get(address)
        assert answer.status_code == 200, name
        if not answer.streaming and answer["Content-Type"].startswith("text/html"):
            assert f'<html lang="{language}">' in answer.content.decode()
    assert desk.get(reverse("surveys:list")).status_code == 200
    assert desk.get(reverse("surveys:new")).status_code == 200


def test_a_planner_of_another_ward_finds_nothing(ready, tanaka):
    stranger = client_of(tanaka)
    for name, address in addresses(ready):
        for answer in (stranger.get(address), stranger.post(address, {"version": "1"})):
            assert answer.status_code in (404, 405, 403), name
            assert "区民意識調査" not in answer.content.decode(), name
    assert stranger.get(at("survey", ready)).status_code == 404


def test_a_visitor_is_sent_to_sign_in(ready):
    for _name, address in addresses(ready):
        answer = Client().get(address)
        assert answer.status_code in (302, 405)


def test_a_section_that_does_not_own_it_reads_and_cannot_draw(ready, suzuki):
    reader = client_of(suzuki)
    page = reader.get(at("questionnaire", ready)).content.decode()
    assert "設問を足す" not in page
    assert reader.get(at("sample", ready)).status_code == 403
    assert reader.post(at("question", ready, "safe"), {"version": "1", "words": "x", "kind": "text"}).status_code == 403
    assert reader.post(at("open", ready)).status_code == 403
    assert reader.post(at("population", ready), {"block": "a\tn\nx\t1"}).status_code == 403


def test_beginning_a_survey(ward, sato, desk):
    form = {
        "title": "防犯調査", "organisation": ward, "fiscal_year": 2026, "population": "residents", "sampling": "simple",
        "first": "2026-11-01", "last": "2026-12-01",
    }  # fmt: skip
    answer = desk.post(reverse("surveys:new"), form)
    survey = Survey.objects.get()
    assert answer["Location"] == at("survey", survey.pk)
    wrong = desk.post(reverse("surveys:new"), {**form, "title": "", "last": "2026-10-01", "fiscal_year": "x"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "「アンケートの名前」を入れてください" in page
    assert "2026-10-01" in page, "nothing typed is lost"


def test_somebody_without_a_ward_cannot_begin_one(db, client, django_user_model):
    user = django_user_model(username="nobody", display_name="n")
    user.save()
    client.force_login(user)
    assert client.get(reverse("surveys:new")).status_code == 403


def test_a_stale_edit_shows_what_stands_now(survey, desk):
    row = Survey.objects.get()
    form = {
        "title": "私の題名", "organisation": row.organisation_id, "fiscal_year": 2026, "population": "residents",
        "sampling": "simple", "version": row.version,
    }  # fmt: skip
    assert desk.post(at("edit", survey), {**form, "title": "先の人の題名"}).status_code == 302
    stale = desk.post(at("edit", survey), form)
    assert stale.status_code == 422
    page = stale.content.decode()
    assert "先の人の題名" in page
    assert 'value="私の題名"' in page
    sent_next = re.search(r'name="version" value="(\d+)"', page)[1]
    assert desk.post(at("edit", survey), {**form, "version": sent_next}).status_code == 302
    assert Survey.objects.get().title == "私の題名"


def test_population_by_paste_and_its_faults(survey, desk):
    wrong = desk.post(at("population", survey), {"block": "区域\t人口\n東\tx\n東\t1\n\t2"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "2 行目の人数「x」" in page
    assert "4 行目の「区域」が空" in page
    assert "東\tx" in page, "nothing typed is lost"
    assert queries.population_table(survey) is None
    right = desk.post(at("population", survey), {"block": "区域\t男\t女\n東\t1,000\t2\n西\t3\t4"})
    assert right.status_code == 302
    assert sum(queries.population_table(survey).counts.values()) == 1009


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932", "utf-16"])
def test_population_from_a_file(survey, desk, encoding):
    file = SimpleUploadedFile("p.csv", "区域,人口\r\n東,5\r\n西側,6\r\n".encode(encoding))
    assert desk.post(at("population", survey), {"file": file}).status_code == 302
    assert queries.population_table(survey).counts == {("東",): 5, ("西側",): 6}


def test_a_file_that_is_no_table_is_refused(survey, desk):
    for data in (b"%PDF-1.7", b"", b"\x00\x01\x02", b"PK\x03\x04broken"):
        answer = desk.post(at("population", survey), {"file": SimpleUploadedFile("p.csv", data)})
        assert answer.status_code == 422, data


def test_nothing_sent_is_told(survey, desk):
    assert "表を貼り付けるか" in desk.post(at("population", survey), {}).content.decode()


def test_calculating_the_size(designed, desk):
    form = {
        "strata": ["区域"], "half_width": "5", "response": "40", "allocation": "proportional", "weighting": "rake",
        "weight_by": ["性別"], "table_of": "区域", "do": "calculate",
    }  # fmt: skip
    page = desk.post(at("design", designed), form).content.decode()
    sizes = dict(re.findall(r'name="(size-\d)" value="(\d+)"', page))
    answers = 1630 * 384.15 / (384.15 + 1629)  # n of ±5 points among 1,630
    assert sum(map(int, sizes.values())) == pytest.approx(answers / 0.4, abs=4)
    kept = {**form, "do": "save", "size-0": "７", "size-1": "30", "response-0": "50", "response-1": "40"}
    assert desk.post(at("design", designed), kept).status_code == 302
    again = desk.get(at("design", designed)).content.decode()
    assert 'name="size-0" value="7"' in again
    assert 'name="response-0" value="50"' in again


def test_a_percentage_is_kept_without_the_sign_that_was_typed(designed, desk):
    form = {"strata": ["区域"], "half_width": "５％", "response": "30%", "table_of": "区域", "do": "save"}
    assert desk.post(at("design", designed), form).status_code == 302
    kept = design_kept(designed)
    assert (kept.half_width, kept.response) == ("５", "30")


def test_totals_that_were_left_out_are_told_without_alarm(survey, desk):
    page = desk.post(at("population", survey), {"block": "区域\t人口\n東\t1\n合計\t1"}).content.decode()
    assert "母集団の人数を登録しました" in page and "合計の行のようです" in page
    assert 'role="alert"' not in page


def test_numbers_of_the_design_that_cannot_be_read(designed, desk):
    form = {
        "strata": ["区域"],
        "half_width": "0",
        "response": "abc",
        "table_of": "区域",
        "do": "save",
        "size-0": "many",
    }
    answer = desk.post(at("design", designed), form)
    assert answer.status_code == 422
    page = answer.content.decode()
    for found in ("「0」", "「abc」", "「many」"):
        assert found in page
    assert 'value="many"' in page


def test_drawing_answers_with_the_mailing_file(designed, desk):
    answer = desk.post(at("sample", designed), {"file": listed(), "key": "番号", "seed": "朝"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:4] == ("整理番号", "回答用の番号", "回答用アドレス", "層")
    assert rows[0][4:] == tuple(LIST[0])
    assert len(rows) == 31
    by_number = {row[0]: row for row in LIST}
    for code, token, address, stratum, *line in rows[1:]:
        assert by_number[line[0]] == line
        member = queries.member_of_token(token)
        assert member.code == code.replace("-", "")
        assert member.stratum == stratum == line[3]
        assert address.endswith(f"/responses/{token.replace('-', '')}/")
    page = desk.get(at("sample", designed)).content.decode()
    assert "30 人に番号があります" in page
    assert rows[1][1] not in page


def test_a_button_pressed_twice_draws_once(designed, desk):
    """The second draw would void the codes in the file that the first one handed over."""
    page = desk.get(at("sample", designed)).content.decode()
    assert 'name="drawn" value=""' in page
    first = {"file": listed(), "key": "番号", "seed": "朝", "drawn": ""}
    book = openpyxl.load_workbook(io.BytesIO(desk.post(at("sample", designed), first).content))
    again = desk.post(at("sample", designed), {**first, "file": listed()})
    assert again.status_code == 422
    assert "この画面を開いた後に、標本が抽出されています" in again.content.decode()
    token = list(book.active.iter_rows(values_only=True))[1][1]
    assert queries.member_of_token(token) is not None, "the codes of the first file still work"
    seen = re.search(r'name="drawn" value="([^"]+)"', again.content.decode())[1]
    assert desk.post(at("sample", designed), {**first, "file": listed(), "drawn": seen}).status_code == 200
    assert queries.member_of_token(token) is None


def test_a_list_with_faults_names_them_all(designed, desk):
    rows = [["番号", "氏名", "性別", "区域"], ["1", "a", "男", "北"], ["", "b", "男", "東"]]
    answer = desk.post(at("sample", designed), {"file": listed(rows), "key": "番号", "seed": "朝"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "2 行目の区域「北」" in page
    assert "3 行目に番号がありません" in page
    missing = desk.post(at("sample", designed), {"file": listed(), "key": "宛名番号", "seed": "朝"})
    assert "「宛名番号」の列がありません" in missing.content.decode()


def test_names_that_look_like_formulas_stay_names(designed, desk):
    rows = [LIST[0], *([row[0], "=HYPERLINK(1)", *row[2:]] for row in LIST[1:])]
    answer = desk.post(at("sample", designed), {"file": listed(rows), "key": "番号", "seed": "朝"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert {cell.data_type for row in book.active.iter_rows(min_row=2) for cell in row} == {"s"}


def test_drawing_with_the_printed_questionnaires(designed, sato, desk):
    with_questions(designed, sato.actor)
    form = {"file": listed(), "key": "番号", "seed": "朝", "with_sheets": "on"}
    answer = desk.post(at("sample", designed), form)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["mailing.xlsx", "questionnaires-00001-00030.pdf"]
    book = openpyxl.load_workbook(io.BytesIO(archive.read("mailing.xlsx")))
    printed = pypdfium2.PdfDocument(archive.read("questionnaires-00001-00030.pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in printed)
    for code, token, *_more in list(book.active.iter_rows(values_only=True))[1:]:
        assert code in text
        assert token in text


def test_a_machine_without_the_typeface_says_so_before_anything_is_drawn(designed, sato, desk, monkeypatch):
    with_questions(designed, sato.actor)
    monkeypatch.setattr(typesetting, "FONTS", ("No Such Face",))
    form = {"file": listed(), "key": "番号", "seed": "朝", "with_sheets": "on"}
    answer = desk.post(at("sample", designed), form)
    assert answer.status_code == 422
    assert "fonts-morisawa-bizud-gothic" in answer.content.decode()
    assert queries.members_count(designed) == 0
    assert desk.get(at("pdf", designed)).status_code == 503


def test_the_specimen_is_a_tagged_pdf(ready, desk):
    answer = desk.get(at("pdf", ready))
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == ASKED.title
    text = "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())
    for question in ASKED.questions:
        assert question.words in text
    assert "→問4へ" in text
    assert desk.get(at("pdf", ready) + "?version=7").status_code == 404
    assert "見本" in text
    draft = pypdfium2.PdfDocument(desk.get(at("pdf", ready) + "?version=draft").content)
    assert "見本" not in "".join(page.get_textpage().get_text_bounded() for page in draft)


def test_a_new_code_is_shown_once(ready, desk):
    member = queries.members(ready)[0]
    page = desk.post(at("sample_reissue", ready), {"code": member.code}).content.decode()
    token = re.search(r"<strong class=\"number\">([0-9A-Z-]+)</strong>", page)[1]
    assert queries.member_of_token(token).id == member.id
    assert token not in desk.get(at("sample", ready)).content.decode()


def question_form(survey, **more):
    return {
        "version": Survey.objects.get(pk=survey).version,
        "kind": "single",
        "words": "安全ですか",
        "options": "はい\nいいえ",
        "code": "s1",
        **more,
    }


def test_building_a_questionnaire_without_dragging(survey, desk):
    answer = desk.post(at("add", survey), question_form(survey))
    assert answer["Location"] == at("question", survey, "s1")
    desk.post(at("add", survey), question_form(survey, code="", words="二つ目", kind="text"))
    assert [q.code for q in queries.draft_of(survey).questions] == ["s1", "q1"]
    version = Survey.objects.get().version
    desk.post(at("move", survey, "q1"), {"direction": "up", "version": version})
    assert [q.code for q in queries.draft_of(survey).questions] == ["q1", "s1"]
    desk.post(at("move", survey, "q1"), {"direction": "down", "version": version})
    assert [q.code for q in queries.draft_of(survey).questions] == ["q1", "s1"], "a stale click moves nothing"
    desk.post(at("remove", survey, "q1"), {"version": version + 1})
    assert [q.code for q in queries.draft_of(survey).questions] == ["s1"]


def test_what_an_option_means(survey, desk):
    desk.post(at("add", survey), question_form(survey))
    desk.post(at("add", survey), question_form(survey, code="s2", words="次"))
    form = question_form(
        survey, options="1 はい\n2 いいえ\n9 わからない", **{
            "goes_to-0": "", "goes_to-1": "end", "missing-1": "", "counts-0": "1", "is_counted": "1",
            "figure_name": "安全", "do": "again",
        },
    )  # fmt: skip
    assert desk.post(at("question", survey, "s1"), form)["Location"] == at("question", survey, "s1")
    draft = queries.draft_of(survey)
    asked = draft.questions[0]
    assert [(o.code, o.goes_to, o.is_missing) for o in asked.options] == [
        ("1", None, False),
        ("2", "end", False),
        ("9", None, True),
    ]
    (counted,) = draft.counted
    assert (counted.question, counted.counts, counted.indicator, counted.name) == ("s1", ("1",), None, "安全")
    desk.post(at("question", survey, "s1"), question_form(survey, options="1 はい\n2 いいえ"))
    assert queries.draft_of(survey).counted == ()


def test_counting_for_an_indicator_of_the_plan(stored_plan, survey, desk):
    desk.post(at("add", survey), question_form(survey))
    page = desk.get(at("question", survey, "s1")).content.decode()
    assert 'value="k3"' in page
    form = question_form(
        survey, **{"counts-0": "1", "goes_to-0": "", "goes_to-1": "", "is_counted": "1", "indicator": ["k3"]}
    )
    desk.post(at("question", survey, "s1"), form)
    assert [c.indicator for c in queries.draft_of(survey).counted] == ["k3"]
    assert 'value="k3" checked' in desk.get(at("question", survey, "s1")).content.decode()


def test_a_code_that_another_question_has(survey, desk):
    desk.post(at("add", survey), question_form(survey))
    answer = desk.post(at("add", survey), question_form(survey, words="別の問い"))
    assert answer.status_code == 422
    assert "別の問い" in answer.content.decode()
    desk.post(at("add", survey), question_form(survey, code="s2"))
    assert desk.post(at("question", survey, "s2"), question_form(survey)).status_code == 422


def test_a_stale_question_keeps_what_was_typed(survey, desk):
    desk.post(at("add", survey), question_form(survey))
    stale = question_form(survey, words="遅れた文")
    desk.post(at("question", survey, "s1"), question_form(survey, words="先の文"))
    answer = desk.post(at("question", survey, "s1"), stale)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "遅れた文" in page
    assert "先の文" in page, "what stands now"
    assert queries.draft_of(survey).questions[0].words == "先の文"


def test_faults_stand_beside_their_question_and_freezing_names_them(survey, desk):
    desk.post(at("add", survey), question_form(survey, options=""))
    assert "選択肢が 0 個しかありません" in desk.get(at("questionnaire", survey)).content.decode()
    page = desk.post(at("freeze", survey), follow=True).content.decode()
    assert "選択肢が 0 個しかありません" in page
    assert queries.questionnaire_for(survey) is None


def test_an_unknown_question_is_not_found(survey, desk):
    assert desk.get(at("question", survey, "gone")).status_code == 404
    assert desk.post(at("remove", survey, "gone"), {"version": 1}).status_code == 404


def test_last_year_beside_this_year(ward, sato, survey, desk):
    with_questions(survey, sato.actor)
    following = begun(ward, sato.actor, previous=survey, fiscal_year=2027)
    assert "昨年の調査票を写す" in desk.get(at("questionnaire", following)).content.decode()
    version = Survey.objects.get(pk=following).version
    desk.post(at("copy", following), {"version": version})
    page = desk.get(at("compare", following)).content.decode()
    assert "比べられる" in page
    assert "線を切る" not in page
    safe = queries.draft_of(following).questions[3]
    form = question_form(following, code="safe", kind="scale", words="お住まいの校区は安全だと思いますか。")
    form |= {
        "options": "\n".join(f"{o.code} {o.words}" for o in safe.options),
        "is_counted": "1",
        "counts-0": "1",
        "counts-1": "1",
    }
    form |= {f"goes_to-{n}": "" for n in range(5)} | {"missing-4": "1"}
    desk.post(at("question", following, "safe"), form)
    page = desk.get(at("compare", following)).content.decode()
    assert "<mark>校区</mark>" in page
    assert "線を切る" in page
    assert "設問の文言が違う" in page
    assert desk.get(at("compare", survey)).status_code == 404


def test_words_of_a_person_are_never_markup(survey, desk):
    evil = "<script>alert(1)</script>\"'><img src=x>"
    desk.post(at("add", survey), question_form(survey, words=evil, options=f"{evil}\nb", help=evil))
    desk.post(
        at("texts", survey),
        {"version": Survey.objects.get().version, "title": evil, "preface": evil, "thanks": evil, "minutes": 5},
    )
    for name in ("questionnaire", "preview", "print", "survey"):
        page = desk.get(at(name, survey)).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert desk.get(at("pdf", survey) + "?version=draft").content.startswith(b"%PDF")


@pytest.mark.parametrize("sampling", ["open", "monitor"])
def test_no_interval_is_claimed_and_it_says_why(ward, sato, desk, sampling):
    survey = begun(ward, sato.actor, sampling=sampling)
    for name in ("survey", "design"):
        assert "信頼区間は示しません" in desk.get(at(name, survey)).content.decode()


def test_opening_and_closing(ready, desk):
    page = desk.post(at("open", ready), follow=True).content.decode()
    assert "受付を始めました" in page
    assert "設問を足す" not in desk.get(at("questionnaire", ready)).content.decode()
    assert "回答のページへ" in page
    assert "受付を終えました" in desk.post(at("close", ready), follow=True).content.decode()


def test_opening_too_early_says_what_is_missing(survey, desk):
    page = desk.post(at("open", survey), follow=True).content.decode()
    assert "標本がまだ抽出されていません" in page
    assert Survey.objects.get(pk=survey).status == "draft"
    assert Survey.objects.get(pk=survey).first == date(2026, 11, 1)


def test_a_source_leads_to_its_latest_survey(ward, sato, survey, desk, tanaka):
    following = begun(ward, sato.actor, previous=survey, fiscal_year=2027)
    source = Survey.objects.get(pk=survey).source
    address = reverse("surveys:of_source", args=[source])
    assert desk.get(address)["Location"] == at("survey", following)
    assert client_of(tanaka).get(address).status_code == 404
    assert desk.get(reverse("surveys:of_source", args=[9999])).status_code == 404


def test_a_survey_that_takes_no_more_answers_is_said_to_be_closed_for_them():
    with translation.override("ja"):
        assert (str(STATUS_NAMES["closed"]), gettext("Closed")) == ("受付終了", "締めた日時")
    with translation.override("en"):
        assert str(STATUS_NAMES["closed"]) == "Closed"
