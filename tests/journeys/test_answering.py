"""A survey answered on a phone without JavaScript, and taken in by staff at a desk."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hoshin.server.responses.actions.answering import begin, keep_page, send
from hoshin.server.responses.actions.keying import key_sheet
from hoshin.server.responses.models import AnswerSheet
from hoshin.server.responses.queries.answering import entry_of
from tests import people, responding
from tests.journeys.conftest import DESKTOP, PHONE, violations


@pytest.fixture
def made(transactional_db):
    ward = people.organisation()
    sato = people.sato(ward)
    return responding.survey(organisation=ward, by=sato.actor, today=timezone.localdate(), now=timezone.now()), sato


def forward(page):
    page.get_by_role("button", name="次へ").click()


def test_a_survey_is_answered_on_a_phone_without_javascript(made, new_page):
    survey, _sato = made
    page = new_page(viewport=PHONE, javascript=False)
    seen: list[str] = []
    page.on("requestfinished", lambda request: seen.append(request.headers.get("referer", "")))
    page.goto("/responses/answer/")
    page.get_by_label("回答用の番号").fill("A2B3-C4D5-E6F7")
    page.get_by_role("button", name="進む").click()
    expect(page.get_by_role("alert")).to_contain_text("この番号のアンケートはありません")
    token = survey.tokens[0]
    page.get_by_label("回答用の番号").fill(f"{token[:4]}-{token[4:8]}-{token[8:]}".lower())
    page.get_by_role("button", name="進む").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("まちの安全についてのアンケート")
    page.get_by_role("button", name="回答を始める").click()
    expect(page.get_by_text("1/6").first).to_be_visible()
    for target in page.locator("label.option").all():
        assert target.bounding_box()["height"] >= 44
    forward(page)
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("どちらかといえばそう思う", exact=True).check()
    forward(page)
    page.get_by_label("知っている", exact=True).check()
    forward(page)
    page.get_by_label("広報紙").check()
    page.get_by_label("学校、PTA").check()
    forward(page)
    expect(page.get_by_text("4/6").first).to_be_visible()
    page.get_by_role("textbox").fill("たくさん")
    forward(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("たくさん")
    page.get_by_role("textbox").fill("３回")
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="戻る").click()
    expect(page.get_by_role("textbox")).to_have_value("3")
    page.get_by_role("button", name="戻る").click()
    expect(page.get_by_label("学校、PTA")).to_be_checked()

    elsewhere = new_page(viewport=PHONE, javascript=False)
    elsewhere.goto(f"/responses/{token}/")
    elsewhere.get_by_role("button", name="続きから答える").click()
    elsewhere.get_by_role("textbox").fill("夜道に街灯を増やしてほしい")
    forward(elsewhere)
    elsewhere.get_by_role("button", name="この質問には答えない").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("回答の確認")
    elsewhere.get_by_role("link", name=re.compile("変更する.*性別")).click()
    elsewhere.get_by_label("女性").check()
    forward(elsewhere)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("回答の確認")
    elsewhere.get_by_role("button", name="回答を送信").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("回答を受け付けました")
    sheet = AnswerSheet.objects.get()
    assert (sheet.state, sheet.channel) == ("counted", "web")
    assert sheet.answers["q3"] == ["1", "4"] and sheet.answers["q4"] == 3.0 and sheet.answers["sex"] == "2"
    expect(elsewhere.get_by_text(sheet.receipt)).to_be_visible()

    elsewhere.go_back()
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("回答を受け付けました")
    expect(elsewhere.get_by_text("街灯")).to_have_count(0)
    forward(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("回答を受け付けました")
    assert AnswerSheet.objects.count() == 1
    assert not any(token in referer for referer in seen)


def test_every_page_of_a_respondent_is_accessible_at_both_widths(made, new_page):
    survey, _sato = made
    token = survey.tokens[1]
    for viewport, language in ((PHONE, "ja-JP"), ({"width": 1280, "height": 900}, "en-GB")):
        page = new_page(viewport=viewport, language=language)
        for path in ("answer/", "a/ZZZZZZZZZZZZ/", f"a/{token}/"):
            page.goto(f"/responses/{path}")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.locator("button.forward").click()
        for number in range(1, 7):
            page.goto(f"/responses/a/{token}/{number}/")
            assert violations(page) == [], number
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), number
            if number == 1:
                page.locator("button.forward").click()
                assert violations(page) == []
                page.locator("label.option").first.click()
                page.locator("button.forward").click()
        page.goto(f"/responses/a/{token}/review/")
        assert violations(page) == []
    page.locator("form.turns button").click()
    page.wait_for_url("**/receipt/")
    assert violations(page) == []


def test_paper_is_keyed_by_two_people_with_the_keyboard_alone(made, new_page):
    survey, sato = made
    other = people.person("watanabe", "渡辺", role="planner", ward=sato.actor.posts[0].organisation, post="企画担当")
    for person, first in ((sato, "2"), (other, "3")):
        page = new_page(person)
        page.goto(f"/responses/survey/{survey.id}/keying/")
        page.keyboard.type(survey.codes[2])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(survey.codes[2])
        assert violations(page) == []
        for typed in (first, "1", "13", "4"):
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
        page.get_by_role("textbox", name="性別").fill("2")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/keying/$"))
        assert violations(page) == []
    page.get_by_role("link", name=survey.codes[2]).click()
    expect(page.get_by_text("3 どちらかといえばそう思わない")).to_be_visible()
    assert violations(page) == []
    page.get_by_label(re.compile("1回目の入力")).check()
    page.get_by_role("button", name="確定する").click()
    expect(page.get_by_text("この調査票は数えられます")).to_be_visible()
    assert AnswerSheet.objects.get().answers["q1"] == "2"
    page.goto(f"/responses/survey/{survey.id}/")
    assert violations(page) == []
    expect(page.get_by_role("heading", level=1)).to_have_text("回答")


def test_a_file_is_taken_in_and_counts(made, new_page, tmp_path):
    survey, sato = made
    head = "タイムスタンプ,整理番号,お住まいの地域は、安全に暮らせるまちだと思いますか。,q4"
    lines = [f"2026/11/20,{code},そう思ふ,{at}" for at, code in enumerate(survey.codes)]
    file = tmp_path / "forms.csv"
    file.write_bytes("\r\n".join([head, *lines, ""]).encode("cp932"))
    page = new_page(sato)
    page.goto(f"/responses/survey/{survey.id}/imports/")
    assert violations(page) == []
    page.get_by_label("ファイル（CSV か xlsx）").set_input_files(file)
    page.get_by_role("button", name="ファイルを読む").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("forms.csv")
    assert violations(page) == []
    page.get_by_label(re.compile("そう思ふ")).select_option(label="1 そう思う （候補）")
    page.get_by_role("button", name="この内容でもう一度読む").click()
    assert AnswerSheet.objects.count() == 0
    page.get_by_role("button", name="取り込む", exact=True).click()
    expect(page.get_by_text("取り込み済み")).to_be_visible()
    assert violations(page) == []
    assert AnswerSheet.objects.filter(state="counted").count() == 4


def test_every_page_of_staff_is_accessible_at_both_widths(made, new_page):
    survey, sato = made
    other = people.person("watanabe", "渡辺", role="planner", ward=sato.actor.posts[0].organisation, post="企画担当")
    typed = {"q1": "2", "q2": "2", "q5": "夜道が暗い", "sex": "2"}
    token = survey.tokens[0]
    sheet = begin(entry=entry_of(token, timezone.localdate()), on=timezone.localdate())
    question = responding.SHEET.questions[0]
    keep_page(entry=entry_of(token, timezone.localdate()), typed=[(question, ["1"])])
    send(entry=entry_of(token, timezone.localdate()), key=sheet.key, at=timezone.now())
    for person, first in ((sato, "2"), (other, "2")):
        for at, answer in ((0, first), (1, "2" if person is sato else "3")):
            changed = {**typed, "q1": answer}
            key_sheet(survey=survey.id, number=survey.codes[at], typed=changed, by=person.actor, at=timezone.now())
    page = new_page(sato)
    base = f"/responses/survey/{survey.id}/"
    pages = ("", "texts/", "conflicts/", "keying/", f"keying/{survey.codes[1]}/compare/", f"keying/{survey.codes[3]}/")
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        for path in pages:
            page.goto(base + path)
            assert violations(page) == [], (path, viewport)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, viewport)
    page.goto(f"{base}conflicts/")
    page.get_by_role("button", name=re.compile("紙")).click()
    expect(page.get_by_text("決める必要のあるものはありません")).to_be_visible()
    assert AnswerSheet.objects.filter(state="counted").get().channel == "paper"
