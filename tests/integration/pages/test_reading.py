"""Pages that anyone may read."""

import pytest

from hoshin.core.plan.document import Indicator, Outcome, PlanDocument
from hoshin.server.plans.actions import import_document
from tests import people
from tests.integration.pages.conftest import HOME, Browser

pytestmark = pytest.mark.django_db

PAGES = {
    HOME: ["だれもが安心して暮らせるまち", "1-1-1", "防犯カメラの設置支援", "20台以上", "11,526千円"],
    HOME + "budget/": ["8,919", "8,919,000", "1-1-1に含む", "予算なし", "11,526", "11,526,000"],
    HOME + "problems/": ["予算額「約３百万円」", "3,000千円"],
    HOME + "revisions/": ["令和8年6月1日 目標値を改定", "15台", "実績を踏まえ"],
    HOME + "items/i1/": ["安全なまち", "街頭犯罪が減らない", "街頭犯罪の減少"],
    HOME + "items/o1/": ["夜も安心して歩ける", "見守りの目を増やす", "治安がよいと感じる区民の割合", "41.5%以上"],
    HOME + "items/n1/": ["設置費の補助", "新設が5台未満", "昨年度は18台を設置した。", "設置場所の調整", "7年度予算額"],
    HOME + "indicators/k1/": ["20台以上", "防犯カメラの新設台数", "2026年度（令和8年度）", "シート「様式2」", "台"],
    HOME + "indicators/k2/": ["前年以下", "前年（1月〜12月）", "以下であること"],
}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_what_the_plan_says(published, visitor, address):
    page = visitor.get(address)
    assert page.status == 200
    missing = [words for words in PAGES[address] if words not in page.text]
    assert not missing, missing


@pytest.mark.parametrize("address", PAGES)
def test_a_draft_is_not_found_by_visitors_and_strangers(stored_plan, visitor, stranger, address):
    assert visitor.get(address).status == 404
    assert stranger.get(address).status == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_draft_is_read_by_its_own_people(stored_plan, mayor, section, address):
    assert mayor.get(address).status == 200
    assert section.get(address).status == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_english_has_english_headings_and_says_so(published, address):
    page = Browser(language="en").get(address)
    assert '<html lang="en">' in page.text
    assert "Skip to the main text" in page.text
    assert "本文へ移動" not in page.text


@pytest.mark.parametrize(
    ("address", "goal"),
    [("items/1-1-1/", "items/n1/"), ("items/1/", "items/i1/"), ("items/k1/", "indicators/k1/")],
)
def test_a_code_or_an_indicator_leads_to_its_own_address(published, visitor, address, goal):
    page = visitor.get(HOME + address)
    assert page.status == 302
    assert page.answer.url == HOME + goal


@pytest.mark.parametrize("address", ["items/9-9-9/", "indicators/zz/", "indicators/n1/"])
def test_what_the_plan_does_not_have_is_not_found(published, visitor, address):
    assert visitor.get(HOME + address).status == 404


def test_another_year_is_not_found(published, visitor):
    assert visitor.get(HOME.replace("2026", "2031")).status == 404


def test_the_printed_target_is_highlighted_where_it_stands(published, visitor):
    assert "<mark>20台以上</mark>" in visitor.get(HOME + "indicators/k1/").text


def test_a_shared_amount_is_said_once_and_names_its_host(published, visitor):
    text = visitor.get(HOME + "budget/").text
    assert text.count("8,919,000") == 3, "the initiative, its outcome and its issue"
    assert "1-1-1に含む" in text


def test_the_stamp_of_last_years_evaluation_stands_with_the_indicator(published, visitor):
    text = visitor.get(HOME + "indicators/k4/").text
    assert "R7年度自己評価を踏まえ変更" in text
    assert "2025年度（令和7年度）の自己評価を踏まえて変更されました。" in text


def test_the_list_of_plans_names_the_organisation_and_counts(published, visitor):
    text = visitor.get("/").text
    assert "北町区" in text
    assert "成果 3件" in text
    assert "取組 4件" in text


def test_without_a_plan_the_list_says_what_to_do(visitor):
    assert "まだ計画が登録されていません。" in visitor.get("/").text


def test_visitors_see_no_way_to_edit(published, visitor):
    for address in PAGES:
        assert "/desk/" not in visitor.get(address).text, address


@pytest.mark.parametrize("query", ["防犯", "カメラ", "ｶﾒﾗ", "防犯　設置"])
def test_search_finds_short_words_in_any_writing(published, visitor, query):
    text = visitor.get(f"/search/?q={query}").text
    assert "防犯カメラの設置支援" in text
    assert "<mark>" in text


def test_search_without_a_hit_says_so_and_what_to_try(published, visitor):
    text = visitor.get("/search/?q=宇宙開発").text
    assert "「宇宙開発」を含む計画はありませんでした。" in text
    assert "短いことばにする" in text


@pytest.mark.parametrize("query", ["", "page=0", "page=-1", "page=x", "q=%22%3E%3Cscript%3E", "q=" + "長" * 500])
def test_search_survives_odd_questions(published, visitor, query):
    page = visitor.get("/search/?" + query)
    assert page.status == 200
    assert "<script>" not in page.text.replace("<script ", "")


def test_no_page_holds_inline_code_or_an_outside_address(published, planner):
    for address in [*PAGES, "/", "/search/?q=防犯", "/desk/", "/desk" + HOME, "/desk" + HOME + "items/n1/"]:
        text = planner.get(address).text
        for forbidden in (" style=", "<style", "javascript:", " onclick=", "https://", "//cdn"):
            assert forbidden not in text, (address, forbidden)
        assert "<script>" not in text


def test_ids_with_marks_of_addresses_in_them_lead_to_their_pages(ward, sato, planner):
    """Readers make ids such as 「indicator:1-1/1」."""
    outcome = Outcome(
        "outcome:9-1", code="9-1", title="橋の会", indicators=(Indicator("indicator:9-1/1", "数", "数 1"),)
    )
    document = PlanDocument("p", organisation="北町区", fiscal_year=2026, outcomes=(outcome,))
    import_document(document=document, by=sato.actor, on=people.TODAY)
    assert planner.get(HOME + "items/outcome:9-1/").status == 200
    assert planner.get(HOME + "indicators/indicator:9-1/1/").status == 200
    assert planner.get("/desk" + HOME + "items/outcome:9-1/").status == 200
    assert planner.get("/desk" + HOME + "items/indicator:9-1/1/").status == 302
    assert planner.get("/search/?q=橋の会").status == 200


def test_a_plan_without_anything_in_it_can_be_read_and_edited(ward, sato, planner):
    import_document(document=PlanDocument("p", organisation="北町区", fiscal_year=2026), by=sato.actor, on=people.TODAY)
    assert "この計画にはまだ内容がありません。" in planner.get(HOME).text
    assert "この計画には予算の記載がありません。" in planner.get(HOME + "budget/").text
    for path in ("problems/", "revisions/"):
        assert planner.get(HOME + path).status == 200
    assert "経営課題を追加" in planner.get("/desk" + HOME).text
