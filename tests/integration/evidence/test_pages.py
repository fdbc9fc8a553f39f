"""Pages of evidence: what staff see, what everyone sees of a published plan, and that strangers see nothing."""

import dataclasses
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoshin.core.measurement.record import MeasuredPeriod, Withheld
from hoshin.engines import measuring
from hoshin.engines.measuring import Method
from hoshin.server.evidence.actions import (
    attach_indicator,
    close_period,
    define_source,
    edit_source,
    state_not_measured,
)
from hoshin.server.evidence.models import Attachment, MeasurementRow, NotMeasured, Snapshot, Source
from hoshin.server.plans.actions import import_document, publish_plan
from tests.integration.evidence.counting import AT, COUNT, FY2024, FY2025, SHARE, answers, count, visits
from tests.integration.pages.conftest import HOME, Browser
from tests.people import TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db
INDICATOR = HOME + "indicators/k4/"
STATE = "/evidence" + HOME + "k4/not-measured/"


@pytest.fixture
def public(measured_plan, takahashi):
    publish_plan(plan=measured_plan, by=takahashi.actor, on=TODAY)
    return measured_plan


@pytest.fixture
def planner(sato):
    return Browser(sato)


@pytest.fixture
def visitor():
    return Browser()


@pytest.fixture
def stranger(tanaka):
    return Browser(tanaka)


def measurement_page(year=2025):
    return f"/evidence/measurements/{MeasurementRow.objects.get(fiscal_year=year, superseded_at=None).pk}/"


def snapshot_page(year=2025):
    return f"/evidence/snapshots/{Snapshot.objects.filter(fiscal_year=year).first().hash}/"


def test_an_indicators_page_shows_each_year_with_its_record(public, visitor):
    page = visitor.get(INDICATOR)
    assert page.status == 200
    assert "391件" in page.text and "355件" in page.text
    assert "2026年3月31日現在の値です。" in page.text and "次の値は2027年5月30日までに出る予定です。" in page.text
    assert Snapshot.objects.get(fiscal_year=2025).hash[:12] in page.text
    assert measurement_page() in page.text
    assert "測定しなかった年度を記録する" not in page.text and "/evidence/sources/" not in page.text


def test_the_short_figure_stands_beside_the_indicator_in_every_list(public, visitor):
    for address in (HOME, HOME + "items/o2/", HOME + "items/n3/"):
        assert "最新：391件（2025年度）" in visitor.get(address).text


def test_the_pages_speak_english(public, takahashi):
    page = Browser(takahashi, language="en").get(INDICATOR).text
    assert "What was measured" in page and "391 件" in page and "As of" in page


def test_figures_of_a_draft_are_for_insiders_alone(measured_plan, planner, visitor, stranger):
    assert planner.get(INDICATOR).status == planner.get(measurement_page()).status == 200
    for other in (visitor, stranger):
        assert other.get(INDICATOR).status == other.get(measurement_page()).status == 404


def test_how_a_published_figure_was_computed_is_for_everyone_without_records(public, visitor):
    page = visitor.get(measurement_page()).text
    snapshot = Snapshot.objects.get(fiscal_year=2025)
    assert snapshot.hash in page and snapshot.manifest["tables"]["entries"]["sha256"] in page
    assert "391行" in page and "訪問記録簿" in page
    assert "保育所" not in page and "/evidence/snapshots/" not in page


def test_a_withheld_figure_shows_no_count_anywhere(stored_plan, ward, sato, takahashi, visitor, monkeypatch):
    def withheld(rows, recipe, definition, period):
        shown = count(rows, SHARE, definition, period)
        return dataclasses.replace(shown, kind="cases", reading=Withheld("small_count"), recipe=recipe)

    monkeypatch.setitem(measuring.METHODS, "test_withheld/1", Method(withheld))
    source = define_source(
        kind="cases", organisation=ward, title="ケース", population="events", by=sato.actor, on=TODAY
    )
    attach_indicator(
        source=source, plan=stored_plan, indicator="k4", recipe={"method": "test_withheld/1"}, by=sato.actor, on=TODAY
    )
    close_period(source=source, period=FY2025, tables=answers(5737, 3), by=sato.actor, at=AT)
    publish_plan(plan=stored_plan, by=takahashi.actor, on=TODAY)
    for address in (INDICATOR, measurement_page(), HOME):
        page = visitor.get(address).text
        assert "公表しません" in page or "最新：秘匿（2025年度）" in page
        assert "5737" not in page and "5,737" not in page and "5740" not in page


STAFF_PAGES = ["/evidence/sources/{source}/", "/evidence/sources/{source}/edit/", "/evidence/sources/{source}/attach/"]


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_a_source_is_not_there_for_a_stranger(measured_plan, visit_log, planner, stranger, visitor, address):
    address = address.format(source=visit_log)
    assert planner.get(address).status == 200
    assert stranger.get(address).status == 404
    assert visitor.get(address).status == 302


def test_a_snapshot_is_not_there_for_a_stranger_even_when_the_plan_is_public(public, planner, stranger, visitor):
    assert planner.get(snapshot_page()).status == 200
    assert stranger.get(snapshot_page()).status == stranger.post(snapshot_page()).status == 404
    assert visitor.get(snapshot_page()).status == 302
    assert stranger.get(f"/evidence/snapshots/{'0' * 64}/").status == 404


@pytest.mark.parametrize("who", ["suzuki", "takahashi"])
def test_colleagues_read_a_source_but_do_not_change_it(request, measured_plan, visit_log, who):
    browser = Browser(request.getfixturevalue(who))
    page = browser.get(f"/evidence/sources/{visit_log}/")
    assert page.status == 200 and "指標を結び付ける" not in page.text
    attached = Attachment.objects.get().pk
    assert browser.get(f"/evidence/sources/{visit_log}/edit/").status == 403
    assert browser.get(f"/evidence/sources/{visit_log}/attach/").status == 403
    assert browser.post(f"/evidence/sources/{visit_log}/detach/{attached}/").status == 403
    assert Attachment.objects.get().until is None


def test_the_overview_lists_sources_and_what_is_missing(measured_plan, planner, stranger):
    page = planner.get("/evidence/").text
    assert (
        "訪問記録" in page and "4指標のうち、2026年度（令和8年度）の数値があるのは0、理由を示したものは0です。" in page
    )
    assert "どちらもまだないものは4です。" in page
    assert "治安がよいと感じる区民の割合" in page and "2025年4月1日〜2026年3月31日" in page
    other = stranger.get("/evidence/").text
    assert "訪問記録" not in other and "北町区" not in other


def test_a_source_lists_corrections_with_their_reason(measured_plan, visit_log, planner, sato):
    close_period(source=visit_log, period=FY2025, tables=visits(389), by=sato.actor, at=AT, reason="二重の2件を除いた")
    page = planner.get(f"/evidence/sources/{visit_log}/").text
    assert "二重の2件を除いた" in page and "後で訂正" in page and "389件" in page and "391件" in page
    assert "1回訂正" in planner.get(INDICATOR).text


def test_verify_now_says_that_all_is_well_or_what_is_not(measured_plan, own_store, planner):
    assert "同じ結果になりました" in planner.post(snapshot_page()).text
    name = Snapshot.objects.get(fiscal_year=2025).hash
    path = own_store / name[:2] / name / "entries.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    page = planner.post(snapshot_page()).text
    assert "変わっているものがあります" in page and "entries.parquet" in page


def test_attaching_by_form_asks_for_a_reason_when_the_population_differs(stored_plan, visit_log, planner):
    address = f"/evidence/sources/{visit_log}/attach/"
    given = {"indicator": f"{stored_plan}/k3", "recipe": '{"method": "test_count/1"}', "wording": "問1"}
    refused = planner.post(address, given)
    assert refused.status == 422
    assert "この指標は「区民・住民」についての値ですが" in refused.text and "問1" in refused.text
    assert not Attachment.objects.exists()
    assert planner.post(address, {**given, "override_reason": "代わりの値"}).status == 302
    assert Attachment.objects.get().override_reason == "代わりの値"


def test_a_figure_of_another_population_is_marked_with_its_reason(stored_plan, ward, sato, planner):
    source = define_source(
        kind="survey", organisation=ward, title="講座参加者", population="participants", by=sato.actor, on=TODAY
    )
    attach_indicator(
        source=source, plan=stored_plan, indicator="k3", recipe=SHARE, override_reason="質問がなかったため",
        by=sato.actor, on=TODAY,
    )  # fmt: skip
    close_period(source=source, period=FY2025, tables=answers(20, 6), by=sato.actor, at=AT)
    page = planner.get(HOME + "indicators/k3/").text
    assert "76.9%" in page and "母集団の相違" in page and "質問がなかったため" in page
    assert "母集団の相違" in planner.get(HOME).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"recipe": "{"}, "計算のしかたとして読めません"),
        ({"recipe": "[]"}, "計算のしかたとして読めません"),
        ({"recipe": ""}, "何を計算するかを選んでください"),
        ({"recipe": '{"method": "gone/1"}'}, "計算方法「gone/1」はこの版にありません"),
        ({"indicator": "9/zz"}, "zz"),
        ({}, "「指標」を入れてください"),
    ],
)
def test_a_wrong_form_is_said_and_loses_nothing(stored_plan, visit_log, planner, given, said):
    typed = {"indicator": f"{stored_plan}/k4", "recipe": '{"method": "test_count/1"}', "base_words": "分母の説明文"}
    if not given:
        typed["indicator"] = ""
    page = planner.post(f"/evidence/sources/{visit_log}/attach/", {**typed, **given})
    assert page.status == 422
    assert said in page.text and "分母の説明文" in page.text


def test_choices_of_a_kind_are_offered(stored_plan, visit_log, planner, settings):
    settings.EVIDENCE_RECIPES = {"register": "tests.integration.evidence.counting.choices"}
    settings.EVIDENCE_KIND_PAGES = {"register": "tests.integration.evidence.counting.records_page"}
    address = f"/evidence/sources/{visit_log}/attach/"
    assert "訪問の件数" in planner.get(address).text
    assert planner.post(address, {"indicator": f"{stored_plan}/k4", "choice": "訪問の件数"}).status == 302
    assert Attachment.objects.get().recipe == COUNT
    assert f"/records-of/{visit_log}/" in planner.get(f"/evidence/sources/{visit_log}/").text


def test_editing_with_a_stale_version_shows_both(visit_log, planner, sato):
    address = f"/evidence/sources/{visit_log}/edit/"
    assert planner.get(address).status == 200
    edit_source(source=visit_log, values={"title": "ほかの人の名前"}, version=1, by=sato.actor, on=TODAY)
    mine = {
        "version": 1,
        "title": "わたしの名前",
        "population_words": "",
        "instrument": "",
        "owner": "",
        "next_due": "",
    }
    page = planner.post(address, mine)
    assert page.status == 409
    assert "ほかの人の名前" in page.text and "わたしの名前" in page.text
    assert planner.post(address, {**mine, "version": 2, "next_due": "2027-01-31"}).status == 302
    row = Source.objects.get()
    assert (row.title, row.version, row.details) == ("わたしの名前", 3, {"next_due": "2027-01-31"})


def test_stating_that_a_year_was_not_measured_and_taking_it_back(measured_plan, planner):
    given = {"fiscal_year": 2026, "reason": "not_measured", "note": "発送が遅れた", "next_on": "2027-06-30"}
    assert planner.post(STATE, {**given, "note": " "}).status == 422
    assert planner.post(STATE, given).status == 302
    page = planner.get(INDICATOR).text
    assert "発送が遅れた" in page and "次の値は2027年6月30日までに出る予定です。" in page
    home = planner.get("/evidence/").text
    assert "理由を示したものは1です。" in home and "どちらもまだないものは3です。" in home
    assert planner.post(STATE, {"withdraw": NotMeasured.objects.get().pk}).status == 302
    assert "発送が遅れた" not in planner.get(INDICATOR).text


def test_a_measured_year_cannot_be_stated_as_not_measured(measured_plan, planner):
    given = {"fiscal_year": 2025, "reason": "not_measured", "note": "x"}
    page = planner.post(STATE, given)
    assert page.status == 422 and "この年度にはすでに測定値があります（391 件）" in page.text


@pytest.mark.parametrize(("who", "status"), [("suzuki", 403), ("takahashi", 403), ("tanaka", 404)])
def test_only_the_planner_and_the_owning_section_state_it(request, measured_plan, who, status):
    browser = Browser(request.getfixturevalue(who))
    given = {"fiscal_year": 2026, "reason": "not_measured", "note": "x"}
    assert browser.get(STATE).status == browser.post(STATE, given).status == status
    assert not NotMeasured.objects.exists()


def test_a_baseline_becomes_a_number_when_last_year_is_known(stored_plan, ward, sato, planner):
    source = define_source(
        kind="series", organisation=ward, title="認知件数", population="events", by=sato.actor, on=TODAY
    )
    attach_indicator(source=source, plan=stored_plan, indicator="k2", recipe=COUNT, by=sato.actor, on=TODAY)
    address = HOME + "indicators/k2/"
    assert "2025年度（令和7年度）の値をもとにする目標ですが、その値がまだ分かりません。" in planner.get(address).text
    period = dataclasses.replace(FY2025, first=date(2025, 1, 1), last=date(2025, 12, 31))
    close_period(source=source, period=period, tables=visits(123), by=sato.actor, at=AT)
    assert "目標は「123件以下」になります。" in planner.get(address).text


def test_overdue_is_said(measured_plan, visit_log, planner, sato):
    edit_source(source=visit_log, values={"details": {"next_due": "2026-10-31"}}, version=1, by=sato.actor, on=TODAY)
    assert "遅れています" in planner.get("/evidence/").text
    assert "測定値が遅れています" in planner.get(INDICATOR).text
    assert "測定値が遅れています" in planner.get(HOME).text


def test_a_plan_asks_no_more_questions_the_more_is_measured(measured_plan, visit_log, ward, sato, planner):
    def asked(address):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert planner.get(address).status == 200
        return len(found)

    pages = (HOME, INDICATOR, "/evidence/", f"/evidence/sources/{visit_log}/")
    before = [asked(address) for address in pages]
    other = define_source(kind="register", organisation=ward, title="別", population="events", by=sato.actor, on=TODAY)
    for source, item in ((other, "k4"), (other, "k2")):
        attach_indicator(source=source, plan=measured_plan, indicator=item, recipe=COUNT, by=sato.actor, on=TODAY)
    for year in range(2015, 2024):
        period = dataclasses.replace(FY2025, first=date(year, 4, 1), last=date(year + 1, 3, 31), fiscal_year=year)
        close_period(source=other, period=period, tables=visits(3), by=sato.actor, at=AT)
    state_not_measured(plan=measured_plan, indicator="k3", period=FY2025, note="x", by=sato.actor, on=TODAY)
    assert [asked(address) for address in pages] == before


def test_the_overview_shows_the_newest_plan_and_leads_to_the_others(measured_plan, ward, sato, planner):
    document = dataclasses.replace(kitamachi(), id="kitamachi-2027", fiscal_year=2027, title="令和9年度 北町区運営方針")
    import_document(document=document, by=sato.actor, on=TODAY)
    page = planner.get("/evidence/").text
    assert "4指標のうち、2027年度（令和9年度）の数値があるのは0" in page and f'href="?plan={measured_plan}"' in page
    assert "4指標のうち、2026年度（令和8年度）の数値があるのは0" in planner.get(f"/evidence/?plan={measured_plan}").text
    assert "2027年度（令和9年度）の数値があるのは0" in planner.get("/evidence/?plan=x").text


def test_an_item_with_an_open_question_is_readable_for_planners_once_published(public, planner):
    assert planner.get(HOME + "items/n4/").status == 200


def test_a_figure_of_a_part_of_the_year_says_until_when_everywhere(measured_plan, visit_log, planner, sato):
    period = MeasuredPeriod(date(2026, 4, 1), date(2026, 10, 31), 2026)
    close_period(source=visit_log, period=period, tables=visits(240), by=sato.actor, at=AT)
    page = planner.get(INDICATOR).text
    assert "2026年度（令和8年度）は、10月末までに240件です。" in page and "目標の値より" not in page
    assert page.count("10月末まで") >= 3
    assert "10月末まで" in planner.get(HOME).text
    assert "の数値があるのは1、" in planner.get("/evidence/").text


def test_a_year_in_which_it_was_not_asked_is_told(stored_plan, ward, sato, planner):
    source = define_source(
        kind="survey", organisation=ward, title="区民アンケート", population="residents", by=sato.actor, on=TODAY
    )
    for period, tables in ((FY2024, visits(3)), (FY2025, answers(20, 6))):
        close_period(source=source, period=period, tables=tables, by=sato.actor, at=AT)
    attach_indicator(source=source, plan=stored_plan, indicator="k3", recipe=SHARE, by=sato.actor, on=TODAY)
    page = planner.get(HOME + "indicators/k3/").text
    assert "この年は尋ねていません。" in page and "<b>2024年度（令和6年度）</b>" in page
    assert "参考値（もとの数が少ない）" in page and "26のうち20" in page
