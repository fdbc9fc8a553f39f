"""The pages: what they show, what they refuse, and that nothing typed is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoshin.core.series.recipe import SeriesRecipe
from hoshin.server.series import actions
from hoshin.server.series.models import ImportBatch, Series
from tests.integration.series.builders import defined, proposed, recorded, seen, stored
from tests.people import TODAY
from tests.unit.crime_csv.test_counting import HEAD, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client, sato):
    client.force_login(sato.user)
    return client


def test_the_list_names_each_series_with_its_newest_figure(at_desk, ward, sato):
    assert "まだ統計がありません" in at_desk.get(reverse("series:index")).content.decode()
    recorded(defined(ward, sato), sato, seen("2025", 1486, state="provisional"))
    page = at_desk.get(reverse("series:index")).content.decode()
    assert "街頭犯罪" in page and "1,486件" in page and "速報" in page and "令和7年（2025年）" in page


def test_a_series_is_defined_on_a_page(at_desk, ward):
    address = reverse("series:define")
    owner = f"{ward}/" + at_desk.get(address).content.decode().split(f'value="{ward}/')[1].split('"')[0]
    given = {
        "title": "特殊詐欺", "owner": owner, "counted": "特殊詐欺の認知件数", "counted_by": "府警察本部", "unit": "件",
        "cycle": "calendar_year", "aggregation": "sum", "months_make": "fiscal", "lag": "0", "population": "events",
        "areas_add": "on",
    }  # fmt: skip
    refused = at_desk.post(address, {**given, "unit": "%"})
    assert refused.status_code == 422 and "足し合わせられません" in refused.content.decode()
    assert 'value="特殊詐欺"' in refused.content.decode()
    answer = at_desk.post(address, given)
    assert answer.status_code == 302 and Series.objects.get().definition["cycle"] == "calendar_year"


def test_a_paste_is_looked_at_and_then_taken_in(at_desk, ward, sato):
    series = defined(ward, sato)
    address = reverse("series:take_in", args=[series])
    given = {"text": "\t令和6年\t令和7年\n北町区\t1,502\t-\n", "published_on": "2026-02-10", "state": "final"}
    asked = at_desk.post(address, given)
    page = asked.content.decode()
    assert asked.status_code == 422 and "2行3列目" in page and "1,502" in page
    answer = at_desk.post(address, {**given, "dash": "zero"})
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("series:batch", args=[series, batch.pk])
    assert "1,502" in at_desk.get(answer.url).content.decode()
    at_desk.post(reverse("series:settle", args=[series, batch.pk]), {"decision": "store"})
    shown = at_desk.get(reverse("series:page", args=[series])).content.decode()
    assert "1,502" in shown and "取り込み済み" in shown


def test_a_file_with_a_doubtful_total_needs_a_tick(at_desk, ward, sato):
    series = defined(ward, sato)
    definition = Series.objects.get(pk=series).definition | {"cycle": "month", "months_make": "calendar"}
    Series.objects.filter(pk=series).update(definition=definition)
    table = "年,1月,2月,計\n2026,3,4,8\n".encode("cp932")
    given = {"text": "", "published_on": "2026-03-10", "state": "final"}
    address = reverse("series:take_in", args=[series])
    asked = at_desk.post(address, {**given, "file": SimpleUploadedFile("表.csv", table)})
    assert (
        asked.status_code == 422
        and "合いません" in asked.content.decode()
        and 'name="accepted"' in asked.content.decode()
    )
    answer = at_desk.post(address, {**given, "file": SimpleUploadedFile("表.csv", table), "accepted": "on"})
    assert answer.status_code == 302 and len(ImportBatch.objects.get().content) == 2


def test_a_crime_file_is_counted_and_says_what_it_could_not_count(at_desk, ward, sato):
    series = defined(ward, sato)
    data = "\r\n".join([HEAD, *[line()] * 3, line(code="不明"), line(code="271225")]).encode("cp932")
    given = {
        "code": "271217",
        "published_on": "2025-03-01",
        "state": "final",
        "methods": "",
        "by_town": "on",
        "year": "",
    }
    address = reverse("series:crimes", args=[series])
    nameless = at_desk.post(address, {**given, "file": SimpleUploadedFile("crimes.csv", data)})
    assert nameless.status_code == 422 and "年を入れてください" in nameless.content.decode()
    answer = at_desk.post(address, {**given, "file": SimpleUploadedFile("osaka_2024zitensyatou.csv", data)})
    page = at_desk.get(answer.url).content.decode()
    assert "数えられませんでした" in page and "海原市汐見区" in page and "自転車盗 3" in page
    wrong = at_desk.post(address, {**given, "code": "271218", "file": SimpleUploadedFile("osaka_2024.csv", data)})
    assert wrong.status_code == 422


def test_one_figure_is_entered(at_desk, ward, sato):
    series = defined(ward, sato)
    given = {"period": "令和7年", "area": "", "value": "１，４８６", "published_on": "2026-02-10", "state": "final"}
    answer = at_desk.post(reverse("series:enter", args=[series]), given)
    assert "1,486" in at_desk.get(answer.url).content.decode()
    wrong = at_desk.post(reverse("series:enter", args=[series]), {**given, "value": "たくさん"})
    assert wrong.status_code == 422 and "たくさん" in wrong.content.decode()


def test_an_import_is_taken_back_on_its_page(at_desk, ward, sato):
    series = defined(ward, sato)
    batch = stored(series, sato, "2025\t520\n")
    address = reverse("series:take_back", args=[series, batch])
    assert at_desk.post(address, {"reason": ""}).status_code == 422
    at_desk.post(address, {"reason": "打ち間違い"})
    page = at_desk.get(reverse("series:page", args=[series])).content.decode()
    assert "取り消し済み" in page and "打ち間違い" in page and "まだ数値がありません" in page


def test_last_years_figure_becomes_the_targets_number_on_the_page(at_desk, ward, sato, stored_plan):
    series = defined(ward, sato)
    recorded(series, sato, seen("2025", 52))
    actions.attach_series(
        series=series, plan=stored_plan, indicator="k2", recipe=SeriesRecipe("calendar"), by=sato.actor, on=TODAY
    )
    page = at_desk.get(reverse("series:page", args=[series])).content.decode()
    assert "前年以下" in page and "52件" in page and "目標は" in page


def test_a_year_is_closed_and_an_indicator_attached_on_pages(at_desk, ward, sato, stored_plan):
    series = defined(ward, sato)
    recorded(series, sato, seen("2025", 52))
    attach = at_desk.post(
        reverse("series:attach", args=[series]),
        {"indicator": f"{stored_plan}/k2", "takes": "value", "override_reason": ""},
    )
    assert attach.status_code == 302
    closed = at_desk.post(reverse("series:close", args=[series]), {"year": "2025", "reason": ""})
    assert closed.status_code == 302
    again = at_desk.post(reverse("series:close", args=[series]), {"year": "2025", "reason": ""})
    assert again.status_code == 422


def test_provisional_figures_become_final_on_a_page(at_desk, ward, sato):
    series = defined(ward, sato)
    recorded(series, sato, seen("2025", 52, state="provisional"))
    address = reverse("series:confirm", args=[series])
    assert "令和7年（2025年）" in at_desk.get(address).content.decode()
    assert at_desk.post(address, {"period": ["2025"], "published_on": "2026-05-01"}).status_code == 302
    assert "すべての数値が確定しています" in at_desk.get(address).content.decode()


def test_a_stale_definition_shows_what_the_other_wrote(at_desk, ward, sato):
    series = defined(ward, sato)
    address = reverse("series:edit", args=[series])
    given = {**Series.objects.get().definition, "title": "街頭犯罪", "version": 1, "areas_add": "on"}
    assert at_desk.post(address, {**given, "note": "一人目"}).status_code == 302
    answer = at_desk.post(address, {**given, "note": "二人目"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "一人目" in page and "二人目" in page and 'value="2"' in page


PAGES = ["page", "edit", "take_in", "enter", "crimes", "confirm", "close", "attach"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_the_planner_and_are_unknown_to_strangers(client, ward, sato, tanaka, name):
    series = defined(ward, sato)
    recorded(series, sato, seen("2025", 52, state="provisional"))
    address = reverse(f"series:{name}", args=[series])
    assert client.get(address).status_code == 302
    client.force_login(tanaka.user)
    assert client.get(address).status_code == 404
    client.force_login(sato.user)
    for language in ("ja", "en"):
        client.cookies["hoshin_language"] = language
        assert client.get(address, headers={"accept-language": language}).status_code == 200


@pytest.mark.parametrize("name", ["edit", "take_in", "enter", "crimes", "confirm", "close", "attach"])
def test_another_section_may_look_and_not_touch(client, ward, sato, suzuki, name):
    series = defined(ward, sato)
    client.force_login(suzuki.user)
    assert client.get(reverse("series:page", args=[series])).status_code == 200
    assert client.get(reverse(f"series:{name}", args=[series])).status_code == 403


@pytest.mark.parametrize("name", ["batch", "settle", "take_back"])
def test_an_import_is_unknown_to_strangers(client, ward, sato, tanaka, name):
    series = defined(ward, sato)
    batch = proposed(series, sato, "2025\t52\n", day=date(2026, 3, 1))
    client.force_login(tanaka.user)
    address = reverse(f"series:{name}", args=[series, batch])
    answer = client.get(address) if name == "batch" else client.post(address, {"decision": "store", "reason": "r"})
    assert answer.status_code == 404 and ImportBatch.objects.get(pk=batch).state == "waiting"


def test_the_page_asks_a_constant_number_of_queries(at_desk, ward, sato, django_assert_max_num_queries):
    series = defined(ward, sato)
    recorded(series, sato, *(seen(str(y), y, f"町{n}") for y in range(2015, 2026) for n in range(20)))
    with django_assert_max_num_queries(20):
        at_desk.get(reverse("series:page", args=[series]))
