"""Pages of judging: what everyone sees of a published plan, what staff alone see, and that nothing typed is lost."""

from urllib.parse import quote

import pytest

from hoshin.core.judging.deciding import Entry
from hoshin.server.judging.models import CodeSet, Decision
from tests.integration.judging.conftest import WRITTEN
from tests.integration.pages.conftest import HOME, Browser

pytestmark = pytest.mark.django_db
BOARD = "/judging/" + HOME.removeprefix("/plans/")
K4 = BOARD + "2025/year_end/k4/"


@pytest.fixture
def visitor():
    return Browser()


def test_a_proposal_is_seen_by_staff_alone(public_plan, visitor, sato, tanaka):
    page = HOME + "indicators/k4/"
    assert "案（職員だけに見えます）" in Browser(sato).get(page).text
    for stranger in (visitor, Browser(tanaka)):
        assert "根拠から言えること" not in stranger.get(page).text
        assert "verdict-mark" not in stranger.get(HOME).text


def test_a_decision_on_a_published_plan_is_for_everyone(public_plan, decide, visitor):
    decide(code="②(ⅰ)", reason="訪問先に偏りがあった", entry=WRITTEN)
    text = visitor.get(HOME + "indicators/k4/").text
    for said in (
        "②(ⅰ)",
        "目標未達成（取組は予定どおり実施）",
        "達した",
        "訪問先に偏りがあった",
        "応援員が足りない",
        "二人増やす",
        "規則どおりなら①(ⅰ)",
    ):
        assert said in text
    assert "②(ⅰ)" in visitor.get(HOME).text and "判定の一覧" not in text


def test_on_a_draft_nobody_outside_sees_a_decision(judged_plan, decide, visitor, tanaka):
    decide()
    for stranger in (visitor, Browser(tanaka)):
        assert stranger.get(HOME + "indicators/k4/").status == 404


def test_the_staffs_pages_are_not_there_for_strangers(public_plan, adopted, ward, visitor, tanaka):
    addresses = [
        BOARD,
        K4,
        f"/judging/code-sets/{ward}/",
        f"/judging/code-sets/{ward}/new/",
        f"/judging/code-sets/{ward}/{adopted}/",
    ]
    for address in addresses:
        assert visitor.get(address).status == 302, address
        assert Browser(tanaka).get(address).status == 404, address
        assert Browser(tanaka).post(address, {"version": "0"}).status in (404, 405), address


def test_the_section_writes_without_deciding(judged_plan, suzuki):
    page = Browser(suzuki).get(K4)
    assert 'name="challenges"' in page.text and 'name="code"' not in page.text
    sent = {"version": "0", "done_as_planned": "no", "challenges": "場所", "improvements": "広げる", "write": "1"}
    assert Browser(suzuki).post(K4, sent).status == 302
    row = Decision.objects.get()
    assert (row.done_as_planned, row.challenges, row.code) == (False, "場所", "")


def test_the_head_decides_and_cannot_change_the_sections_words(judged_plan, write, takahashi):
    write()
    page = Browser(takahashi).get(K4)
    assert 'name="code"' in page.text and 'name="challenges"' not in page.text
    assert Browser(takahashi).post(K4, {"version": "1", "code": "①(ⅰ)", "reason": "", "decide": "1"}).status == 302
    assert Decision.objects.get().code == "①(ⅰ)"


def test_whoever_may_do_nothing_only_looks(judged_plan, admin, suzuki):
    page = Browser(suzuki).get(BOARD + "2026/year_end/k1/")
    assert page.status == 200 and '<form method="post" class' not in page.text
    sent = {"version": "0", "challenges": "x", "code": "①(ⅰ)", "decide": "1"}
    assert Browser(suzuki).post(BOARD + "2026/year_end/k1/", sent).status == 422
    assert not Decision.objects.exists()


def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(judged_plan, sato):
    sent = {
        "version": "0",
        "done_as_planned": "yes",
        "challenges": "人手",
        "improvements": "",
        "code": "②(ⅰ)",
        "reason": "",
        "decide": "1",
    }
    page = Browser(sato).post(K4, sent)
    assert page.status == 422
    assert (
        "改善策を書いてください" in page.text and "公開される理由を書いてください" in page.text and "人手" in page.text
    )
    assert not Decision.objects.exists()


def test_deciding_nothing_is_asked_about_and_not_stored(judged_plan, sato):
    page = Browser(sato).post(K4, {"version": "0", "challenges": "人手", "code": "", "decide": "1"})
    assert page.status == 422 and "コードを選んでください" in page.text
    assert not Decision.objects.exists()


def test_two_who_write_at_once_see_both_versions(judged_plan, write, sato):
    write()
    sent = {
        "version": "0",
        "done_as_planned": "yes",
        "challenges": "私の課題",
        "improvements": "私の案",
        "code": "①(ⅰ)",
        "decide": "1",
    }
    page = Browser(sato).post(K4, sent)
    assert page.status == 409
    assert "応援員が足りない" in page.text and "私の課題" in page.text and 'name="version" value="1"' in page.text
    assert Browser(sato).post(K4, {**sent, "version": "1"}).status == 302
    assert Decision.objects.get().challenges == "私の課題"


def test_an_expected_figure_is_read_as_people_type_it(judged_plan, sato):
    address = BOARD + "2026/mid_year/k4/"
    wrong = Browser(sato).post(address, {"version": "0", "expected": "約400", "write": "1"})
    assert wrong.status == 422 and "約400" in wrong.text
    right = {"version": "0", "expected": "１,４００", "done_as_planned": "yes", "write": "1"}
    assert Browser(sato).post(address, right).status == 302
    assert "見込みは1,400件で" in Browser(sato).get(address).text


@pytest.mark.parametrize("address", ["2025/year_end/k9/", "2019/year_end/k4/", "2025/monthly/k4/", "?period=monthly"])
def test_what_does_not_exist_is_not_found(judged_plan, sato, address):
    assert Browser(sato).get(BOARD + address).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?year=2025&period=year_end",
        "?show=missing",
        "?show=fired&year=2025&period=year_end",
        "?year=１２３４&show=x",
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_board_opens_for_any_year_and_filter(judged_plan, sato, query, language):
    page = Browser(sato, language).get(BOARD + quote(query, safe="?=&"))
    assert page.status == 200 and ("測っていない割合" in page.text or "Not measured:" in page.text)


def typed(**more):
    rows = [("○", "達成", "yes"), ("×", "未達成", "no")]
    sent = {
        "version": "0",
        "name": "own",
        "level": "process",
        "period": "year_end",
        "title_ja": "独自",
        "formula": "reached",
        "first_year": "2025",
        "last_year": "",
    }
    sent |= {"rules-TOTAL_FORMS": "3", "rules-INITIAL_FORMS": "0", "rules-2-code": ""}
    for number, (code, legend, reached) in enumerate(rows):
        sent |= {f"rules-{number}-code": code, f"rules-{number}-legend_ja": legend, f"rules-{number}-reached": reached}
    return {**sent, **more}


def test_an_administrator_previews_and_stores_a_set(judged_plan, ward, admin, sato):
    address = f"/judging/code-sets/{ward}/new/"
    previewed = Browser(admin).post(address, typed(preview="1"))
    assert "変更の影響" in previewed.text and "○" in previewed.text and CodeSet.objects.count() == 1
    assert Browser(admin).post(address, typed(save="1")).status == 302
    assert CodeSet.objects.count() == 2
    assert "○" in Browser(sato).get(BOARD + "?year=2025&period=year_end").text
    assert Browser(sato).get(address).status == 403 and Browser(sato).post(address, typed(save="1")).status == 403


def test_faults_of_a_typed_set_are_all_told(judged_plan, ward, admin):
    sent = typed(save="1", **{"rules-1-code": "○", "rules-1-ratio_from": "八割"})
    page = Browser(admin).post(f"/judging/code-sets/{ward}/new/", sent)
    assert page.status == 422 and "八割" in page.text
    page = Browser(admin).post(f"/judging/code-sets/{ward}/new/", typed(save="1", **{"rules-1-code": "○"}))
    assert page.status == 422 and "2回" in page.text
    assert CodeSet.objects.count() == 1


def test_a_stale_set_shows_both(judged_plan, ward, adopted, admin):
    page = Browser(admin).post(f"/judging/code-sets/{ward}/{adopted}/", typed(save="1", version="7", first_year="2023"))
    assert page.status == 409 and "①(ⅰ)" in page.text and "独自" in page.text


def test_every_preset_can_be_begun_with(judged_plan, ward, admin):
    for name in ("outcome-fy2012", "process-mid-year", "reform-progress", "ratio-100-80-50"):
        assert Browser(admin).get(f"/judging/code-sets/{ward}/new/?from={name}").status == 200
    assert Browser(admin).get(f"/judging/code-sets/{ward}/new/?from=none").status == 404


def test_the_list_of_sets_leads_to_the_only_organisation(ward, adopted, suzuki, tanaka):
    assert Browser(suzuki).get("/judging/code-sets/").answer.url == f"/judging/code-sets/{ward}/"
    assert "process" not in Browser(suzuki).get(f"/judging/code-sets/{ward}/new/").text


def test_the_texts_demanded_are_named_even_before_the_decision(judged_plan, decide, sato):
    decide(entry=Entry(True))
    assert "そろっている" in Browser(sato).get(BOARD + "?year=2025&period=year_end").text
    assert "課題" in Browser(sato).get(BOARD + "2024/year_end/k4/").text
