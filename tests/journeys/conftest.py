"""A real browser on a real server. Playwright drives Debian's Chromium, since no browser is downloaded."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import people

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 900}

PATIENCE = 60_000
"""Milliseconds until what is expected counts as missing. Waiting ends when it comes, so only a fault is slow."""
expect.set_options(timeout=PATIENCE)

# Playwright's loop runs in this thread, and Django would refuse the database here although nothing is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=2 * PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, transactional_db, live_server) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody; each call is another person at another machine."""
    contexts: list[BrowserContext] = []

    def open_page(
        person: people.Person | None = None,
        *,
        viewport: dict[str, int] = DESKTOP,
        javascript: bool = True,
        language="ja-JP",
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport=viewport, java_script_enabled=javascript, locale=language
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda m: page.faults.append(m.text) if "Content Security Policy" in m.text else None)  # type: ignore[attr-defined]
        page.on("request", lambda r: page.faults.append(r.url) if not r.url.startswith(live_server.url) else None)  # type: ignore[attr-defined]
        if person is not None:
            page.goto("/accounts/sign-in/?next=/desk/")
            page.get_by_label("サインイン名").fill(person.user.username)
            page.get_by_label("パスワード").fill(people.PASSWORD)
            page.get_by_role("main").get_by_role("button", name="サインイン").click()
            expect(page).to_have_url(re.compile("/desk/$"))
        return page

    yield open_page
    faults = [fault for context in contexts for page in context.pages for fault in page.faults]  # type: ignore[attr-defined]
    for context in contexts:
        context.close()
    wait_for_requests()
    assert not faults


def wait_for_requests() -> None:
    """Let the server finish what a closed page had asked for: it must not reach into the next test's database."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(PATIENCE / 1000)
            assert not thread.is_alive(), "a request did not end"


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page, in short."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in found]
