"""Uploading a document: read, compared, confirmed, stored."""

import dataclasses
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoshin.core.plan.codec import plan_to_json
from hoshin.core.plan.document import LevelLabel
from hoshin.server.plans.queries.exporting import export_document
from tests import people
from tests.integration.pages.conftest import DESK, HOME
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


def as_file(document, name="北町区運営方針.json"):
    return SimpleUploadedFile(name, json.dumps(plan_to_json(document), ensure_ascii=False).encode())


def upload(browser, file, **more):
    return browser.post("/desk/upload/", {"document": file, **more})


def corrected(**changes):
    return dataclasses.replace(kitamachi(), **changes)


def test_a_document_is_compared_before_anything_is_stored(stored_plan, planner):
    before = export_document(stored_plan, people.OPERATOR)
    sent = upload(planner, as_file(corrected(goal="だれもが笑顔で暮らせるまち")))
    assert sent.status == 302
    page = planner.get(sent.answer.url)
    for words in ("だれもが安心して暮らせるまち", "だれもが笑顔で暮らせるまち", "登録内容との比較"):
        assert words in page.text
    assert export_document(stored_plan, people.OPERATOR) == before


def confirm(browser, address, **data):
    seen = browser.get(address).answer.context["seen"]
    return browser.post(address, {"seen": seen, **data})


def test_confirming_stores_it_as_a_revision_with_its_reason(published, planner, visitor):
    address = upload(planner, as_file(corrected(goal="だれもが笑顔で暮らせるまち"))).answer.url
    assert confirm(planner, address).status == 422, "a public plan needs a reason"
    assert confirm(planner, address, reason="誤字を直すため").status == 302
    text = visitor.get(HOME + "revisions/").text
    assert "誤字を直すため" in text
    assert "だれもが笑顔で暮らせるまち" in text
    assert planner.get(address).status == 404, "it no longer waits"


def test_the_difference_and_the_record_read_as_sentences(published, planner, visitor):
    first, *others = kitamachi().outcomes
    document = corrected(
        levels=(LevelLabel("issue", "重点課題"),), outcomes=(*others, dataclasses.replace(first, issue="i2"))
    )
    address = upload(planner, as_file(document)).answer.url
    shown = planner.get(address).text
    assert confirm(planner, address, reason="組み替えのため").status == 302
    for text in (shown, visitor.get(HOME + "revisions/").text):
        assert "経営課題は「重点課題」と呼ぶ" in text
        assert "子育てしやすいまち" in text
        for notation in (">i1<", ">i2<", "&quot;level&quot;", "comparator"):
            assert notation not in text


def test_the_same_document_again_says_that_there_is_nothing_to_do(stored_plan, planner):
    address = upload(planner, as_file(kitamachi())).answer.url
    first = planner.get(address).text
    assert "変わるところ" not in first


def test_a_new_plan_is_stored_and_stands_at_the_desk(stored_plan, planner):
    address = upload(
        planner, as_file(corrected(id="next", fiscal_year=2027, title="令和9年度 北町区運営方針"))
    ).answer.url
    assert "新しい計画として登録する" in planner.get(address).text
    stored = confirm(planner, address)
    assert stored.status == 302
    assert stored.answer.url == DESK.replace("2026", "2027")


def test_the_year_and_the_organisation_may_be_said_when_the_document_does_not(stored_plan, planner):
    silent = corrected(id="silent", organisation=None, fiscal_year=None)
    refused = planner.get(upload(planner, as_file(silent)).answer.url)
    assert refused.status == 422
    sent = upload(planner, as_file(silent), organisation="北町区", fiscal_year="2030")
    assert planner.get(sent.answer.url).status == 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("計画.pdf", b"%PDF-1.7 broken"),
        ("計画.xlsx", b"PK\x03\x04 broken"),
        ("計画.json", b'{"format": "hoshin-plan/1"}'),
        ("計画.txt", "ただの文章です。".encode()),
        ("写真.png", b"\x89PNG\r\n\x1a\n"),
        ("../../etc/passwd", "ただの文章です。".encode()),
    ],
)
def test_a_file_that_holds_no_plan_is_told_so(stored_plan, planner, name, data):
    page = upload(planner, SimpleUploadedFile(name, data))
    assert page.status == 422
    assert "文書を読み取れませんでした" in page.text


def test_an_empty_form_asks_for_the_document(stored_plan, planner):
    page = planner.post("/desk/upload/", {})
    assert page.status == 422
    assert "「計画書のファイル」を入れてください。" in page.text


def test_whoever_may_not_import_is_refused(stored_plan, mayor, section):
    assert mayor.get("/desk/upload/").status == 403
    assert upload(section, as_file(kitamachi())).status == 403


def test_a_stranger_is_not_shown_the_difference_to_a_draft(stored_plan, stranger):
    sent = upload(stranger, as_file(corrected(goal="探りを入れる")))
    page = stranger.get(sent.answer.url)
    assert page.status == 403
    assert "だれもが安心して暮らせるまち" not in page.text


def test_what_waits_is_for_the_one_who_sent_it(stored_plan, planner, stranger):
    address = upload(planner, as_file(corrected(goal="別の目標"))).answer.url
    assert stranger.get(address).status == 404
    assert planner.get("/desk/upload/nonsense/").status == 404


def test_a_plan_that_changed_after_the_comparison_is_not_stored_over(stored_plan, planner):
    address = upload(planner, as_file(corrected(goal="新しい目標"))).answer.url
    seen = planner.get(address).answer.context["seen"]
    planner.post(DESK + "add/", {"level": "issue", "parent": "", "title": "割り込んだ課題"})
    page = planner.post(address, {"seen": seen, "reason": "訂正"})
    assert page.status == 422
    assert export_document(stored_plan, people.OPERATOR).goal == "だれもが安心して暮らせるまち"
