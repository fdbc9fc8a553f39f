"""A visitor reads a plan."""

import re

import pytest
from playwright.sync_api import Page, expect

from hoshin.server.plans.actions import publish_plan
from tests import people
from tests.journeys.conftest import DESKTOP, PHONE

HOME = "/plans/北町区/2026/"


@pytest.fixture
def published(transactional_db, stored_plan, takahashi):
    publish_plan(plan=stored_plan, by=takahashi.actor, on=people.TODAY)
    return stored_plan


def tab_to(page: Page, name: str, *, at_most: int = 60) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''"
        ):
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def test_a_visitor_follows_a_target_to_its_source_with_the_keyboard_alone(published, new_page):
    page = new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "令和8年度 北町区運営方針")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("令和8年度 北町区運営方針")
    tab_to(page, "防犯カメラの新設台数")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("防犯カメラの新設台数")
    expect(page.locator("mark")).to_have_text("20台以上")
    expect(page.get_by_role("main")).to_contain_text("シート「様式2」")


def test_the_focus_can_always_be_seen(published, new_page):
    page = new_page()
    page.goto(HOME)
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "4px"


def test_searching_from_any_page(published, new_page):
    page = new_page(viewport=PHONE)
    page.goto(HOME)
    page.get_by_role("search").get_by_role("searchbox").fill("防犯")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="「防犯」の検索結果")).to_be_visible()
    page.get_by_role("link", name="1-1-1 防犯カメラの設置支援").first.click()
    expect(page).to_have_url(re.compile(r"/items/n1/$"))


def test_the_language_is_switched_in_place(published, new_page):
    page = new_page()
    page.goto(HOME)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Skip to the main text")).to_be_attached()
    expect(page).to_have_url(re.compile("/2026/$"))
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("link", name="本文へ移動")).to_be_attached()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 640}, DESKTOP], ids=["375", "320", "1280"])
@pytest.mark.parametrize("path", ["", "budget/", "items/n1/", "indicators/k1/", "problems/"])
def test_no_page_scrolls_sideways(published, new_page, viewport, path):
    page = new_page(viewport=viewport)
    page.goto(HOME + path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_plan_is_read_without_javascript(published, new_page):
    page = new_page(javascript=False)
    page.goto(HOME)
    page.get_by_role("link", name="防犯カメラの設置支援").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("防犯カメラの設置支援")
