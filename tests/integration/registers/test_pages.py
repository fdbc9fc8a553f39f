"""Pages of registers: what they show and keep, and that a stranger is told there is no such page."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoshin.server.evidence.actions import attach_indicator
from hoshin.server.plans.originals import Original
from hoshin.server.registers import actions
from hoshin.server.registers.models import AttachedFile, Entry, Register
from hoshin.server.registers.queries.pages import register_head
from tests.integration.pages.conftest import Browser
from tests.integration.registers.conftest import PNG, typed
from tests.people import TODAY


@pytest.fixture
def section(suzuki):
    return Browser(suzuki)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for view in ("listing", "entering", "pasting", "defining", "closing", "comparing"):
        monkeypatch.setattr(f"hoshin.server.registers.views.{view}.today", lambda: TODAY)


def form(**changes):
    return {f"f-{code}": text for code, text in typed(**changes).items()}


def pages_of(register, entry):
    at = f"/registers/{register}/"
    return [
        at, f"{at}fields/", f"{at}enter/", f"{at}paste/", f"{at}duplicates/", f"{at}close/", f"{at}export.csv",
        f"{at}entries/{entry}/", f"{at}entries/{entry}/correct/",
    ]  # fmt: skip


class TestWhoMaySee:
    def test_the_section_and_the_planner_see_every_page(self, visits, one_entry, section, sato):
        for browser in (section, Browser(sato)):
            assert {browser.get(page).status for page in pages_of(visits, one_entry)} == {200}
            assert "訪問記録" in browser.get("/registers/").text

    @pytest.mark.parametrize("who", ["tanaka", "other_section", "takahashi"])
    def test_for_everyone_else_there_is_no_such_page(self, visits, one_entry, who, request):
        browser = Browser(request.getfixturevalue(who))
        at = f"/registers/{visits}/"
        assert {browser.get(page).status for page in pages_of(visits, one_entry)} == {404}
        posts = ["enter/", "paste/", "fields/", "close/", "duplicates/"]
        posts += [f"entries/{one_entry}/{act}/" for act in ("correct", "withdraw", "restore")]
        assert {browser.post(at + page, {**form(), "reason": "x", "version": "1"}).status for page in posts} == {404}
        assert "訪問記録" not in browser.get("/registers/").text
        assert Entry.objects.get().state == "active"

    def test_a_visitor_is_sent_to_sign_in(self, visits, visitor_browser):
        assert visitor_browser.get(f"/registers/{visits}/").status == 302

    def test_a_file_is_for_the_section_alone_and_only_to_be_saved(self, visits, suzuki, section, tanaka):
        photo = Original("現場.png", PNG)
        entry = actions.enter(register=visits, typed=typed(), by=suzuki.actor, on=TODAY, files=[photo])
        at = f"/registers/{visits}/files/{AttachedFile.objects.get(entry=entry).pk}/"
        answer = section.get(at).answer
        assert b"".join(answer.streaming_content) == PNG
        assert answer["Content-Disposition"].startswith("attachment")
        assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/octet-stream")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert Browser(tanaka).get(at).status == 404


@pytest.fixture
def visitor_browser(db):
    return Browser()


class TestEntering:
    def test_today_and_the_last_area_are_filled_in(self, visits, section):
        at = f"/registers/{visits}/enter/"
        assert 'value="2026-11-24"' in section.get(at).text
        section.post(at, {**form(area="中町"), "key": "a"})
        last = section.get(at).text.split('value="中町"')[1]
        assert "checked" in last[:80]

    def test_sending_the_form_twice_stores_one_entry(self, visits, section):
        for _ in range(2):
            section.post(f"/registers/{visits}/enter/", {**form(), "key": "same", "confirmed": "1"})
        assert Entry.objects.count() == 1

    def test_all_problems_come_at_once_and_nothing_typed_is_lost(self, visits, section):
        visit = section.post(f"/registers/{visits}/enter/", form(people="約3", memo="大切なメモ", day=""))
        assert visit.status == 422
        assert "数として読めません" in visit.text and "「訪問日」を入れてください" in visit.text
        assert "大切なメモ" in visit.text and "約3" in visit.text
        assert not Entry.objects.exists()

    def test_what_looks_the_same_is_asked_about_before_it_is_stored(self, visits, section, one_entry):
        at = f"/registers/{visits}/enter/"
        visit = section.post(at, {**form(place="汐見　保育所"), "key": "b"})
        assert visit.status == 409 and f"{one_entry}番" in visit.text
        assert Entry.objects.count() == 1
        section.post(at, {**form(place="汐見　保育所"), "key": "b", "confirmed": "1"})
        assert Entry.objects.count() == 2

    def test_a_photo_comes_with_the_entry(self, visits, section):
        photo = SimpleUploadedFile("現場.png", PNG)
        section.post(f"/registers/{visits}/enter/", {**form(), "files": photo})
        assert AttachedFile.objects.get().name == "現場.png"

    @pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
    def test_what_is_typed_is_shown_as_text(self, visits, section, payload):
        section.post(f"/registers/{visits}/enter/", form(place=payload, memo=payload))
        entry = Entry.objects.get().pk
        for page in (f"/registers/{visits}/", f"/registers/{visits}/entries/{entry}/"):
            assert payload not in section.get(page).text or payload.startswith("{{")


class TestCorrecting:
    def test_a_correction_shows_in_the_history(self, visits, section, one_entry):
        at = f"/registers/{visits}/entries/{one_entry}/"
        assert section.post(f"{at}correct/", {**form(people="20"), "version": "1", "reason": "数え違い"}).status == 302
        text = section.get(at).text
        assert "数え違い" in text and ">12</span>" in text and ">20</span>" in text

    def test_somebody_elses_correction_is_shown_beside_mine(self, visits, section, one_entry, sato):
        actions.correct(register=visits, entry=one_entry, typed=typed(people="13"), version=1, by=sato.actor, on=TODAY)
        visit = section.post(f"/registers/{visits}/entries/{one_entry}/correct/", {**form(people="14"), "version": "1"})
        assert visit.status == 409 and ">13</span>" in visit.text and 'value="14"' in visit.text
        assert 'name="version" value="2"' in visit.text

    def test_withdrawing_needs_a_reason_and_can_be_undone(self, visits, section, one_entry):
        at = f"/registers/{visits}/entries/{one_entry}/"
        assert section.post(f"{at}withdraw/", {"version": "1", "reason": ""}).status == 422
        section.post(f"{at}withdraw/", {"version": "1", "reason": "二重"})
        assert "二重" in section.get(at).text
        section.post(f"{at}restore/", {"version": "2"})
        assert Entry.objects.get().state == "active"


class TestPasting:
    BLOCK = "訪問日\t地域\t人数\nR8.6.1\t北浜\t3\n6/2\t中町\t４\n"

    def test_the_block_is_shown_as_understood_and_then_stored(self, visits, section):
        at = f"/registers/{visits}/paste/"
        visit = section.post(at, {"block": self.BLOCK, "fiscal_year": "2026"})
        assert visit.status == 200 and "2026-06-02" in visit.text
        assert not Entry.objects.exists()
        section.post(at, {"block": self.BLOCK, "fiscal_year": "2026", "step": "store"})
        assert Entry.objects.count() == 2

    def test_wrong_cells_are_named_and_the_block_stays_in_the_form(self, visits, section):
        block = self.BLOCK + "6/31\t西\t約3\n"
        visit = section.post(f"/registers/{visits}/paste/", {"block": block, "fiscal_year": "2026", "step": "store"})
        assert visit.status == 422 and "4行目" in visit.text and "約3" in visit.text
        assert not Entry.objects.exists()

    def test_rows_that_are_there_already_are_ticked_to_be_left_out(self, visits, section, one_entry):
        block = "訪問日\t行き先\n2026-06-01\t汐見保育所\n2026-06-03\t港\n"
        visit = section.post(f"/registers/{visits}/paste/", {"block": block, "fiscal_year": "2026"})
        assert 'name="leave_out" value="2" checked' in visit.text


class TestDefining:
    def rows(self, *rows):
        data = {"fields-TOTAL_FORMS": str(len(rows)), "fields-INITIAL_FORMS": "0"}
        for n, row in enumerate(rows):
            data |= {f"fields-{n}-{name}": value for name, value in row.items()}
        return data

    def test_a_section_starts_a_register_and_adds_a_field_later(self, section, suzuki, ward):
        post = suzuki.actor.posts[0].post
        day = {"label": "実施日", "kind": "date", "is_required": "on", "is_counted": "on"}
        place = {"label": "場所", "kind": "text", "is_key": "on"}
        head = {"title": "見守り活動", "owner": f"{ward}-{post}", "areas": "北\n南", "retention_years": "3"}
        assert section.post("/registers/new/", {**head, **self.rows(day, place, {})}).status == 302
        register = Register.objects.get()
        assert [f["code"] for f in register.definition["fields"]] == ["f1", "f2"]
        more = self.rows(
            {"code": "f1", **day},
            {"code": "f2", **place, "label": "会場"},
            {"label": "方法", "kind": "choice", "choices": "訪問\n電話"},
        )
        at = f"/registers/{register.pk}/fields/"
        assert (
            section.post(
                at, {"title": "見守り活動", "areas": "北", "version": "1", "retention_years": "5", **more}
            ).status
            == 302
        )
        register.refresh_from_db()
        assert [f["label"] for f in register.definition["fields"]] == ["実施日", "会場", "方法"]
        assert register.definition["retired_areas"] == ["南"]

    def test_everything_wrong_is_said_at_once_and_kept(self, section, suzuki, ward):
        post = suzuki.actor.posts[0].post
        head = {"title": "", "owner": f"{ward}-{post}", "retention_years": "5"}
        visit = section.post("/registers/new/", {**head, **self.rows({"label": "方法", "kind": "choice"})})
        assert visit.status == 422 and "方法" in visit.text
        visit = section.post(
            "/registers/new/", {**head, "title": "x", **self.rows({"label": "方法", "kind": "choice"})}
        )
        assert "選択肢がない" in visit.text and "いつの件数かを数える日付がありません" in visit.text

    def test_a_section_starts_none_for_another(self, section, other_section, ward):
        head = {"title": "x", "owner": f"{ward}-{other_section.actor.posts[0].post}"}
        day = {"label": "実施日", "kind": "date", "is_required": "on"}
        assert section.post("/registers/new/", {**head, **self.rows(day)}).status == 422
        assert not Register.objects.exists()


class TestClosing:
    def test_what_will_be_counted_and_frozen_is_shown_first(self, visits, section, suzuki, stored_plan, one_entry):
        recipe = {"method": "register_figure/1", "figure": "count"}
        source = register_head(visits, suzuki.actor).source
        attach_indicator(source=source, plan=stored_plan, indicator="k4", recipe=recipe, by=suzuki.actor, on=TODAY)
        at = f"/registers/{visits}/close/"
        text = section.get(f"{at}?first=2026-04-01&last=2026-10-31").text
        assert "1件" in text and "担当の中に残る項目" in text
        period = {"first": "2026-04-01", "last": "2026-10-31", "step": "close"}
        assert section.post(at, period).status == 302
        again = section.post(at, period)
        assert again.status == 422 and "理由" in again.text
        assert section.post(at, {**period, "reason": "記録を1件足したため"}).status == 302

    def test_a_period_the_wrong_way_round_is_refused(self, visits, section):
        assert section.get(f"/registers/{visits}/close/?first=2026-10-31&last=2026-04-01").status == 422


class TestExport:
    def test_the_section_gets_everything_it_typed_and_no_cell_runs(self, visits, section, suzuki):
        evil = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1+1", " =1"]
        for place in evil:
            actions.enter(register=visits, typed=typed(place=place), by=suzuki.actor, on=TODAY)
        answer = section.get(f"/registers/{visits}/export.csv").answer
        data = b"".join(answer.streaming_content)
        assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        column = rows[0].index("行き先")
        cells = [row[column] for row in rows[1:]]
        assert len(cells) == len(evil)
        assert all(cell.startswith("'") for cell in cells)

    def test_a_negative_number_stays_a_number(self, visits, section, suzuki):
        actions.enter(register=visits, typed=typed(people="5"), by=suzuki.actor, on=TODAY)
        data = b"".join(section.get(f"/registers/{visits}/export.csv").answer.streaming_content).decode("utf-8-sig")
        assert ",5," in data


class TestLists:
    def test_entries_are_found_by_words_area_days_and_state(self, visits, section, suzuki, one_entry):
        actions.enter(
            register=visits, typed=typed(place="港幼稚園", area="中町", day="2026-07-01"), by=suzuki.actor, on=TODAY
        )
        at = f"/registers/{visits}/"
        for query, count in {
            "words=港　幼稚園": 1,
            "words=なし": 0,
            "area=中町": 1,
            "first=2026-06-15": 1,
            "last=2026-06-15": 1,
            "state=withdrawn": 0,
            "state=all": 2,
            "": 2,
            "page=99": 2,
            "page=x&year=abc&first=zzz": 2,
        }.items():
            assert f">{count}件<" in section.get(f"{at}?{query}").text, query

    def test_the_number_of_queries_does_not_grow_with_the_entries(
        self, visits, section, suzuki, django_assert_max_num_queries
    ):
        many = [{"day": "2026-06-01", "area": "北浜", "people": n} for n in range(120)]
        actions.enter_many(register=visits, entries=many, by=suzuki.actor, on=TODAY)
        with django_assert_max_num_queries(14):
            section.get(f"/registers/{visits}/")

    def test_months_that_have_not_begun_show_no_zero(self, visits, section, one_entry):
        page = section.get(f"/registers/{visits}/?year=2026").text
        rows = dict(re.findall(r'<span class="number">(\d{4}-\d\d)</span></th>(.*?)</tr>', page))
        assert ">1<" in rows["2026-06"] and ">0<" in rows["2026-11"] and ">0<" in rows["2026-04"]
        assert all(">–<" in rows[m] and ">0<" not in rows[m] for m in ("2026-12", "2027-01", "2027-03"))

    def test_english_pages_are_english(self, visits, suzuki, one_entry):
        english = Browser(suzuki, language="en")
        assert "Counts and entries" in english.get(f"/registers/{visits}/").text
