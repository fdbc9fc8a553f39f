"""axe finds nothing on any page, at phone and desktop width, in both languages."""

import dataclasses
import json

import pytest
from playwright.sync_api import expect

from hoshin.core.plan.codec import plan_to_json
from hoshin.server.plans.actions import import_document, publish_plan, remove_item
from tests import people
from tests.journeys.conftest import DESKTOP, PHONE, violations
from tests.plans import kitamachi

HOME = "/plans/北町区/2026/"
PUBLIC = [
    "/",
    "/search/",
    "/search/?q=防犯",
    "/search/?q=宇宙",
    "/about/accessibility/",
    "/accounts/sign-in/",
    "/nowhere/",
    HOME,
    HOME + "budget/",
    HOME + "problems/",
    HOME + "problems/?state=settled",
    HOME + "revisions/",
    HOME + "items/i1/",
    HOME + "items/o1/",
    HOME + "items/n1/",
    HOME + "indicators/k1/",
    HOME + "indicators/k4/",
]
DESK = [
    "/desk/",
    "/desk/upload/",
    "/accounts/me/",
    "/desk" + HOME,
    "/desk" + HOME + "?removed=n2",
    "/desk" + HOME + "texts/",
    "/desk" + HOME + "items/i1/",
    "/desk" + HOME + "items/o1/",
    "/desk" + HOME + "items/n1/",
    "/desk" + HOME + "items/n4/",
    HOME + "problems/",
    HOME + "indicators/k1/",
]


@pytest.fixture
def plan(transactional_db, ward, sato, takahashi):
    plan = import_document(document=kitamachi(), by=sato.actor, on=people.TODAY).plan
    remove_item(plan=plan, item="n2", by=sato.actor, on=people.TODAY)
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    return plan


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["ja-JP", "en-GB"])
def test_public_pages(plan, new_page, viewport, language):
    page = new_page(viewport=viewport, language=language)
    found = {}
    for address in PUBLIC:
        page.goto(address)
        if faults := violations(page):
            found[address] = faults
    assert not found


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_the_desk(plan, sato, new_page, viewport):
    page = new_page(sato, viewport=viewport)
    found = {}
    for address in DESK:
        page.goto(address)
        for fold in page.locator("details").all():
            fold.evaluate("details => details.open = true")
        if faults := violations(page):
            found[address] = faults
    assert not found


def test_a_sheet_with_errors_and_a_refusal(plan, sato, takahashi, new_page):
    page = new_page(sato)
    page.goto("/desk" + HOME + "items/n1/")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert not violations(page)
    mayor = new_page(takahashi)
    mayor.goto("/desk" + HOME + "items/n1/")
    assert not violations(mayor)


def test_two_versions_and_a_comparison(plan, sato, new_page, tmp_path):
    first, second = new_page(sato), new_page(sato, viewport=PHONE)
    for page in (first, second):
        page.goto("/desk" + HOME + "items/o1/")
    for page, strategy, answer in ((first, "一つ目", "を保存しました。"), (second, "二つ目", "別の画面で保存した内容")):
        page.get_by_label("戦略").fill(strategy)
        page.get_by_label("変更の理由").fill("試すため")
        page.get_by_role("button", name="保存する").click()
        expect(page.get_by_text(answer)).to_be_visible()
    assert not violations(second)
    assert second.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    path = tmp_path / "訂正.json"
    path.write_text(json.dumps(plan_to_json(dataclasses.replace(kitamachi(), goal="新しい目標"))), encoding="utf-8")
    first.goto("/desk/upload/")
    first.get_by_label("計画書のファイル").set_input_files(path)
    first.get_by_role("button", name="読み取って比べる").click()
    expect(first.get_by_role("heading", name="登録内容との比較")).to_be_visible()
    assert not violations(first)


def test_without_any_plan(transactional_db, new_page):
    page = new_page()
    page.goto("/")
    assert not violations(page)
