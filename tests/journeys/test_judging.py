"""Verdicts in a browser: the section writes, the head decides otherwise with a reason, a resident reads; axe agrees."""

import json

import pytest
from playwright.sync_api import expect

from hoshin.core.judging.choice import OwnCodeSet, replace_years
from hoshin.core.judging.code_sets import PRESETS
from hoshin.engines import measuring
from hoshin.engines.measuring import Method
from hoshin.server.accounts.models import Post
from hoshin.server.evidence.actions import attach_indicator, close_period, define_source
from hoshin.server.judging.actions import edit_code_set
from hoshin.server.plans.actions import assign_owner, import_document, publish_plan
from tests import people
from tests.integration.evidence.counting import AT, COUNT, FY2024, FY2025, count, visits
from tests.journeys.conftest import DESKTOP, PHONE, violations
from tests.plans import kitamachi

PLAN = "/plans/北町区/2026/"
BOARD = "/judging/北町区/2026/"
K4 = BOARD + "2024/year_end/k4/"


@pytest.fixture
def judged(transactional_db, ward, sato, suzuki, takahashi, monkeypatch, settings, tmp_path):
    """北町区's published plan with 訪問件数 in two years and process codes; the number of the set."""
    monkeypatch.setitem(measuring.METHODS, "test_count/1", Method(count))
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    plan = import_document(document=kitamachi(), by=sato.actor, on=people.TODAY).plan
    source = define_source(
        kind="register", organisation=ward, title="訪問記録", population="events", by=sato.actor, on=people.TODAY
    )
    attach_indicator(source=source, plan=plan, indicator="k4", recipe=COUNT, by=sato.actor, on=people.TODAY)
    for period, number in ((FY2024, 355), (FY2025, 391)):
        close_period(source=source, period=period, tables=visits(number), by=sato.actor, at=AT)
    owner = Post.objects.get(name="子育て支援担当").pk
    assign_owner(plan=plan, item="n3", post=owner, by=sato.actor, on=people.TODAY)
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    own = OwnCodeSet("process", "year_end", replace_years(PRESETS["process-fy2012"], 2023, None))
    return edit_code_set(organisation=ward, own=own, by=people.OPERATOR, at=AT)


def test_a_verdict_goes_from_the_section_to_the_head_to_a_resident(judged, new_page, suzuki, takahashi):
    section = new_page(suzuki, viewport=PHONE, javascript=False)
    section.goto(K4)
    section.get_by_label("予定どおり実施", exact=True).check()
    section.get_by_label("課題").fill("応援員が足りない")
    section.get_by_label("改善策").fill("二人増やす")
    section.get_by_role("button", name="決めずに保存する").click()
    expect(section.get_by_text("保存しました")).to_be_visible()

    head = new_page(takahashi, javascript=False)
    head.goto(K4)
    head.get_by_label("評価").select_option("①(ⅰ)")
    head.get_by_role("button", name="判定を決める").click()
    expect(head.get_by_role("alert")).to_contain_text("公開される理由を書いてください")
    head.get_by_label("案と違うときの理由").fill("台風で二週間訪問できなかった")
    head.get_by_role("button", name="判定を決める").click()
    expect(head.get_by_text("保存しました")).to_be_visible()

    resident = new_page(viewport=PHONE, javascript=False)
    resident.goto(PLAN + "indicators/k4/")
    for said in ("台風で二週間訪問できなかった", "規則どおりなら②(ⅰ)です", "達していない", "応援員が足りない"):
        expect(resident.get_by_text(said).first).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(judged, new_page, ward, viewport, language):
    admin = people.person("admin", "管理 太郎", role="administrator", ward=ward, post="システム管理")
    page = new_page(admin, viewport=viewport)
    if language == "en":
        page.goto("/")
        page.get_by_role("button", name="English").click()
    addresses = [
        PLAN,
        PLAN + "indicators/k4/",
        BOARD,
        BOARD + "?year=2025&period=year_end",
        K4,
        BOARD + "2026/mid_year/k4/",
        f"/judging/code-sets/{ward}/",
        f"/judging/code-sets/{ward}/{judged}/",
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
