"""A section takes last year's count in on a phone without JavaScript; the chart of it can be read by everyone."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hoshin.core.series.recipe import SeriesRecipe
from hoshin.server.series import actions
from hoshin.server.series.models import ImportBatch
from tests.integration.series.builders import defined, recorded, seen
from tests.journeys.conftest import DESKTOP, PHONE, violations
from tests.people import TODAY

OVERLAPS = """() => {
  const found = [];
  for (const picture of document.querySelectorAll("svg.chart-picture")) {
    const size = picture.getBoundingClientRect();
    if (!size.width) continue;
    const scale = size.width / picture.viewBox.baseVal.width;
    const texts = [...picture.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect(), t]);
    texts.forEach(([text, box, element], n) => {
      if (parseFloat(getComputedStyle(element).fontSize) * scale < 12) found.push("small: " + text);
      if (box.left < 0 || box.right > innerWidth) found.push("outside: " + text);
      texts.slice(n + 1).forEach(([other, its]) => {
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (wide > 1 && high > 5) found.push(text + " × " + other);
      });
    });
  }
  return found;
}"""


@pytest.fixture
def series(transactional_db, ward, sato, stored_plan):
    made = defined(ward, sato)
    recorded(made, sato, *(seen(str(y), 30 + y % 7 * 9, day=date(y + 1, 2, 10)) for y in range(2019, 2025)))
    actions.attach_series(
        series=made, plan=stored_plan, indicator="k2", recipe=SeriesRecipe("calendar"), by=sato.actor, on=TODAY
    )
    for year in range(2019, 2025):
        actions.close_year(series=made, year=year, by=sato.actor, at=timezone.now())
    return made


def test_last_years_count_is_pasted_looked_at_taken_in_and_closed_on_a_phone(new_page, series, sato):
    page = new_page(sato, viewport=PHONE, javascript=False)
    page.goto("/series/")
    page.get_by_role("link", name="街頭犯罪").click()
    page.get_by_role("link", name="表を貼り付ける").click()
    page.get_by_label("Excelやホームページからコピーした表").fill("年\t件数\n令和7年\t－\n")
    page.get_by_label("公表日").fill("2026-02-10")
    page.get_by_role("button", name="何が変わるかを見る").click()
    expect(page.get_by_role("alert")).to_contain_text("2行2列目")
    page.get_by_label("Excelやホームページからコピーした表").fill("年\t件数\n令和7年\t１，４８６\n")
    page.get_by_role("button", name="何が変わるかを見る").click()
    expect(page.get_by_role("cell", name="1,486")).to_be_visible()
    page.get_by_role("button", name="この数値を取り込む").click()
    expect(page.get_by_text("1件の数値を取り込みました")).to_be_visible()
    page.get_by_role("link", name="年を締める").click()
    page.get_by_label("締める年").select_option("2025")
    page.get_by_role("button", name="締める", exact=True).click()
    expect(page.get_by_text("年を締めました")).to_be_visible()
    page.goto("/plans/北町区/2026/indicators/k2/")
    expect(page.get_by_role("main")).to_contain_text("目標は「1,486件以下」")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_chart_reads_well_and_hides_nothing(new_page, series, sato, viewport):
    page = new_page(sato, viewport=viewport)
    page.goto("/plans/北町区/2026/indicators/k2/")
    shown = page.get_by_role("img", name=re.compile("2024年は"))
    expect(shown).to_be_visible()
    assert page.evaluate(OVERLAPS) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_text("グラフの数値を表で見る").click()
    assert violations(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_pages_of_series(new_page, series, sato, viewport):
    page = new_page(sato, viewport=viewport)
    pages = ("", "table/", "figure/", "crimes/", "definition/", "close/", "indicators/", "final/")
    batch = ImportBatch.objects.get().pk
    addresses = [f"/series/{series}/{name}" for name in pages]
    addresses += ["/series/", "/series/new/", f"/series/{series}/imports/{batch}/"]
    for language in ("ja", "en"):
        for address in addresses:
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == language
            assert violations(page) == [], address
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
        if language == "ja":
            page.get_by_role("button", name="English").click()
            page.wait_for_load_state()
