"""Results in a browser: a survey is closed, and a visitor reads its results on a phone without scripts."""

import pytest
from playwright.sync_api import expect

from hoshin.server.plans.actions import import_document, publish_plan
from hoshin.server.responses.actions.closing import close_survey_period
from tests import people, resulting
from tests.journeys.conftest import DESKTOP, PHONE, violations
from tests.plans import kitamachi


@pytest.fixture
def made(transactional_db, ward, sato, takahashi, settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")
    plan = import_document(document=kitamachi(), by=sato.actor, on=people.TODAY).plan
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    return resulting.survey(organisation=ward, by=sato.actor)


def test_a_planner_closes_the_survey_and_a_visitor_reads_it(made, new_page, sato):
    page = new_page(sato)
    page.goto(f"/responses/survey/{made}/")
    page.get_by_role("link", name="集計結果").click()
    expect(page.get_by_text("まだ締めていません")).to_be_visible()
    page.get_by_role("link", name="期間を締める").click()
    page.get_by_role("button", name="回答を固定し、値を計算する").click()
    expect(page.get_by_text("回答を固定しました")).to_be_visible()
    visitor = new_page(viewport=PHONE, javascript=False)
    visitor.goto(f"/responses/results/{made}/")
    expect(visitor.get_by_role("heading", name="2026年度 まちづくりアンケート")).to_be_visible()
    visitor.get_by_role("link", name="属性別の値").first.click()
    expect(visitor.get_by_role("heading", name="区分：年齢")).to_be_visible()
    expect(visitor.get_by_role("cell", name="秘匿").first).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(made, new_page, sato, viewport):
    page = new_page(sato, viewport=viewport)
    base = f"/responses/survey/{made}/"
    paths = ["results/", "results/q/q1/", "results/changes/", "results/cross/?columns=q1&rows=年齢&join=1", "closing/"]
    close_survey_period(survey=made, by=sato.actor, on=resulting.TODAY, at=resulting.NOW)
    for address in [*(base + path for path in paths), f"/responses/results/{made}/"]:
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
