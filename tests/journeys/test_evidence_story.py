"""A visit becomes a figure: 鈴木 defines a register, notes visits on a phone, attaches an indicator, closes the year;
a visitor sees the figure and how it was computed, and none of the records."""

import re

import pytest
from playwright.sync_api import Page, expect

from hoshin.server.plans.actions import import_document, publish_plan
from hoshin.server.plans.queries.headers import published_plans
from tests import people
from tests.journeys.conftest import PHONE, violations
from tests.plans import kitamachi

HOME = "/plans/北町区/2026/"
NOTE = "北浜の佐々木さん宅"
"""A note that must not leave the office."""


@pytest.fixture
def published(transactional_db, ward, sato, takahashi, settings, tmp_path):
    """北町区's plan, published; its indicator k4 counts visits."""
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    plan = import_document(document=kitamachi(), by=sato.actor, on=people.TODAY).plan
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    assert [header.id for header in published_plans()] == [plan]


def is_sound(page: Page) -> None:
    """Accessible, and no wider than the screen."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def define_register(page: Page) -> None:
    page.goto("/evidence/")
    page.get_by_role("main").get_by_role("link", name="記録簿", exact=True).click()
    trail = page.get_by_role("navigation", name="現在の位置")
    expect(trail.get_by_role("link", name="根拠")).to_be_visible()
    page.get_by_role("link", name="記録簿を作る").click()
    page.get_by_label("名前", exact=True).fill("訪問記録")
    page.get_by_role("button", name="作成する").click()
    expect(page.get_by_role("alert")).to_contain_text("地域の一覧がありません")
    is_sound(page)
    page.get_by_label(re.compile("^地域")).first.fill("北浜\n中町")
    kinds = page.get_by_role("group", name="項目3", exact=True)
    kinds.get_by_label(re.compile("選択肢")).fill("情報提供\n相談")
    page.get_by_role("button", name="作成する").click()
    expect(page.get_by_role("status").first).to_contain_text("記録簿を作りました")


def note_a_visit(page: Page, day: str, kind: str) -> None:
    page.get_by_label("実施日").fill(day)
    page.get_by_label("北浜").check()
    page.get_by_label(kind).check()
    page.get_by_label(re.compile("^メモ")).fill(NOTE)
    page.get_by_role("button", name="登録して続けて記録する").click()
    expect(page.get_by_role("status").first).to_contain_text("番として登録しました")


def attach_the_indicator(page: Page) -> None:
    page.get_by_role("link", name="期間を締める").click()
    page.get_by_role("link", name="指標を結び付ける").click()
    page.get_by_role("button", name="結び付ける", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("何を計算するかを選んでください")
    is_sound(page)
    counted = page.get_by_role("combobox", name="指標", exact=True)
    counted.select_option(counted.get_by_role("option", name=re.compile("訪問件数")).get_attribute("value"))
    page.get_by_role("combobox", name="計算するもの").select_option("「内容：情報提供」の件数")
    page.get_by_role("button", name="結び付ける", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("指標を結び付け")


def close_the_year(page: Page) -> None:
    page.get_by_role("link", name="記録を開く").click()
    page.get_by_role("link", name="期間を締める").click()
    page.get_by_label("最初の日").fill("2025-04-01")
    page.get_by_label("最後の日").fill("2026-03-31")
    page.get_by_role("button", name="この期間を見る").click()
    expect(page.get_by_role("definition").filter(has_text="2件")).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="2025年4月1日 から 2026年3月31日 までを締める").click()
    expect(page.get_by_role("status").first).to_contain_text("期間を締め、記録を固定しました")


def test_a_visit_becomes_a_figure_that_a_visitor_can_follow(published, new_page, suzuki):
    desk = new_page(suzuki)
    define_register(desk)
    register = desk.url
    phone = new_page(suzuki, viewport=PHONE, javascript=False)
    phone.goto(register)
    phone.get_by_role("link", name="記録する").first.click()
    for day, kind in (("2025-06-01", "情報提供"), ("2025-07-01", "相談"), ("2026-03-31", "情報提供")):
        note_a_visit(phone, day, kind)
    desk.reload()
    attach_the_indicator(desk)
    close_the_year(desk)

    visitor = new_page(viewport=PHONE, javascript=False)
    visitor.goto(HOME)
    expect(visitor.get_by_text("最新：2件（2025年度）")).to_be_visible()
    visitor.get_by_role("link", name="訪問件数").click()
    expect(visitor.get_by_role("row", name=re.compile("2025年度"))).to_contain_text("2件")
    visitor.get_by_text(re.compile("^値のなりたち")).click()
    visitor.get_by_role("link", name="2025年度の値の計算方法").click()
    expect(visitor.get_by_role("main")).to_contain_text("情報提供")
    for address in (HOME, visitor.url):
        visitor.goto(address)
        expect(visitor.get_by_role("main")).not_to_contain_text(NOTE)
    visitor.goto(register)
    expect(visitor.get_by_role("main").get_by_role("button", name="サインイン")).to_be_visible()
    seen = new_page(viewport=PHONE)
    seen.goto(HOME + "indicators/k4/")
    is_sound(seen)
