"""Evidence in a browser: a planner follows a figure back to its record and verifies it; axe finds nothing."""

import json

import pytest
from playwright.sync_api import expect

from hoshin.engines import measuring
from hoshin.engines.measuring import Method
from hoshin.server.evidence.actions import attach_indicator, close_period, define_source
from hoshin.server.evidence.models import MeasurementRow, Snapshot
from hoshin.server.plans.actions import import_document, publish_plan
from tests import people
from tests.integration.evidence.counting import AT, COUNT, FY2024, FY2025, count, visits
from tests.journeys.conftest import DESKTOP, PHONE, violations
from tests.plans import kitamachi

HOME = "/plans/北町区/2026/"


@pytest.fixture
def measured(transactional_db, ward, sato, takahashi, monkeypatch, settings, tmp_path):
    """北町区's published plan with 訪問件数 in two years, the second corrected; the number of the source."""
    monkeypatch.setitem(measuring.METHODS, "test_count/1", Method(count))
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    plan = import_document(document=kitamachi(), by=sato.actor, on=people.TODAY).plan
    source = define_source(
        kind="register", organisation=ward, title="訪問記録", population="events", by=sato.actor, on=people.TODAY
    )
    attach_indicator(source=source, plan=plan, indicator="k4", recipe=COUNT, by=sato.actor, on=people.TODAY)
    for period, number, reason in ((FY2024, 355, ""), (FY2025, 391, ""), (FY2025, 389, "二重の2件を除いた")):
        close_period(source=source, period=period, tables=visits(number), by=sato.actor, at=AT, reason=reason)
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    return source


def test_a_visitor_follows_a_figure_to_how_it_was_computed(measured, new_page):
    page = new_page(viewport=PHONE, javascript=False)
    page.goto(HOME)
    expect(page.get_by_text("最新：389件（2025年度）")).to_be_visible()
    page.get_by_role("link", name="訪問件数").click()
    expect(page.get_by_role("heading", name="測定値")).to_be_visible()
    page.get_by_text("値のなりたち").click()
    page.get_by_role("link", name="2025年度の値の計算方法").click()
    expect(page.get_by_role("heading", name="この値の計算方法")).to_be_visible()
    expect(page.get_by_text(Snapshot.objects.get(replaces__isnull=False).hash)).to_be_visible()


def test_a_planner_verifies_a_closed_record(measured, new_page, sato):
    page = new_page(sato)
    page.goto("/")
    page.get_by_role("link", name="根拠", exact=True).click()
    page.get_by_role("link", name="訪問記録").first.click()
    expect(page.get_by_text("二重の2件を除いた")).to_be_visible()
    page.get_by_role("link", name=Snapshot.objects.get(replaces__isnull=False).hash[:12]).click()
    page.get_by_role("button", name="いま確かめる").click()
    expect(page.get_by_text("同じ結果になりました")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(measured, new_page, sato, viewport, language):
    page = new_page(sato, viewport=viewport)
    if language == "en":
        page.goto("/")
        page.get_by_role("button", name="English").click()
    row, snapshot = MeasurementRow.objects.last(), Snapshot.objects.last()
    addresses = [
        HOME,
        HOME + "indicators/k4/",
        HOME + "indicators/k2/",
        "/evidence/",
        f"/evidence/sources/{measured}/",
        f"/evidence/sources/{measured}/attach/",
        f"/evidence/sources/{measured}/edit/",
        f"/evidence/snapshots/{snapshot.hash}/",
        f"/evidence/measurements/{row.pk}/",
        f"/evidence{HOME}k4/not-measured/",
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        for fold in page.locator("details").all():
            fold.evaluate("details => details.open = true")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong = violations(page) or ([f"{wide} px too wide"] if wide > 0 else [])
        if wrong:
            found[address] = wrong
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)[:4000]
