"""鈴木 notes a visit on a phone in the street and a family's case at the desk; every page is accessible."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition
from hoshin.server.cases.actions import GivenCase, define_cases, register_case
from hoshin.server.cases.actions.registering import GivenStep
from hoshin.server.registers.actions import define_register, enter
from tests import people
from tests.journeys.conftest import DESKTOP, PHONE, violations
from tests.people import TODAY

VISITS = RegisterDefinition(
    (
        FieldDefinition("day", "訪問日", "date", is_required=True, is_counted=True),
        FieldDefinition("area", "地域", "area", is_counted=True),
        FieldDefinition("kind", "目的", "choice", choices=("情報提供", "相談"), is_counted=True),
        FieldDefinition("people", "人数", "number", unit="人", is_whole=True, minimum=Decimal(0), is_counted=True),
        FieldDefinition("photo", "写真", "attachment"),
    ),
    "day",
    areas=("北浜", "中町", "南台"),
)


@pytest.fixture
def kept(transactional_db, settings, tmp_path):
    """鈴木's register of visits and of cases, with one entry and one case: (鈴木, register, entry, cases, code)."""
    settings.CASE_KEYS_FILE = tmp_path / "keys" / "case-keys"
    ward = people.organisation()
    suzuki = people.suzuki(ward)
    post, by = suzuki.actor.posts[0].post, suzuki.actor
    register = define_register(organisation=ward, title="訪問記録", owner=post, definition=VISITS, by=by, on=TODAY)
    typed = {"day": "2026-06-01", "area": "北浜", "people": "3"}
    entry = enter(register=register, typed=typed, by=by, on=TODAY)
    cases = define_cases(organisation=ward, title="こども見守り", owner=post, by=by, on=TODAY)
    case = GivenCase((GivenStep("found", date(2026, 5, 1)),), "学校", {"child": "見本 一郎"})
    return suzuki, register, entry, cases, register_case(register=cases, case=case, by=by, on=TODAY)


def test_a_visit_is_noted_on_a_phone_without_javascript(new_page, kept):
    suzuki, register, *_ = kept
    page: Page = new_page(suzuki, viewport=PHONE, javascript=False)
    page.goto("/registers/")
    page.get_by_role("link", name="記録する").first.click()
    expect(page.get_by_label("訪問日")).not_to_have_value("")
    page.get_by_label("中町").check()
    page.get_by_label("人数（人）").fill("約5")
    page.get_by_role("button", name="登録する", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("数として読めません")
    expect(page.get_by_label("中町")).to_be_checked()
    page.get_by_label("人数（人）").fill("５")
    page.get_by_role("button", name="登録して続けて記録する").click()
    expect(page.get_by_role("status")).to_contain_text("番として登録しました")
    expect(page.get_by_label("中町")).to_be_checked()
    page.goto(f"/registers/{register}/")
    expect(page.get_by_role("row", name=re.compile("中町")).first).to_contain_text("5")


def test_a_case_is_moved_and_the_look_is_told(new_page, kept):
    suzuki, _, _, cases, code = kept
    page: Page = new_page(suzuki)
    page.goto(f"/cases/{cases}/")
    expect(page.get_by_role("main")).not_to_contain_text("見本 一郎")
    page.get_by_role("link", name=code).click()
    expect(page.get_by_role("main")).to_contain_text("このケースを見たことは記録されます")
    page.get_by_label("機関につないだ").check()
    page.get_by_label("日付").fill("2026-06-01")
    page.get_by_label("機関の種類").select_option("医療機関")
    page.get_by_role("button", name="この段階を記録する").click()
    expect(page.get_by_role("list").filter(has_text="医療機関")).to_contain_text("機関につないだ")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_is_accessible_and_fits(new_page, kept, viewport):
    suzuki, register, entry, cases, code = kept
    page: Page = new_page(suzuki, viewport=viewport)
    at = [f"/registers/{register}/{part}" for part in ("", "enter/", "paste/", "duplicates/", "close/", "fields/")]
    at += [f"/registers/{register}/entries/{entry}/", "/registers/", "/registers/new/", "/cases/", "/cases/new/"]
    at += [f"/cases/{cases}/{part}" for part in ("", "new/", "cohort/", "settings/", f"case/{code}/")]
    for address in at:
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
