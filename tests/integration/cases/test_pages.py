"""Pages of cases: for the section alone, each look recorded, and no name where it does not belong."""

import logging

import pytest
from django.test import Client

from hoshin.server.audit.models import Event
from hoshin.server.cases import actions
from hoshin.server.cases.models import Case, CaseRegister
from tests.integration.cases.conftest import FAMILY, NAME, everything_stored, fill, leaks
from tests.integration.pages.conftest import Browser
from tests.people import TODAY


@pytest.fixture
def section(suzuki):
    return Browser(suzuki)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for view in ("opening", "defining", "closing"):
        monkeypatch.setattr(f"hoshin.server.cases.views.{view}.today", lambda: TODAY)


def views_of(code):
    return Event.objects.filter(action="case_viewed", subject=f"case:{code}").count()


SECRETS = {f"secret-{code}": text for code, text in FAMILY.items()}
NEW = {"stage": "found", "reached_on": "2026-05-01", "place_kind": "学校", **SECRETS}


class TestWhoMaySee:
    @pytest.mark.parametrize("who", ["sato", "takahashi", "administrator", "tanaka", "other_section"])
    def test_for_everyone_but_the_section_there_is_no_such_case(self, cases, one_case, who, request):
        browser = Browser(request.getfixturevalue(who))
        at = f"/cases/{cases}/"
        for page in ("new/", f"case/{one_case}/", f"case/{one_case}/edit/", f"case/{one_case}/erase/"):
            assert browser.get(at + page).status == 404, page
        posts = ("new/", "search/", *(f"case/{one_case}/{act}/" for act in ("edit", "move", "take-back", "erase")))
        data = {**NEW, "words": NAME, "version": "1", "sure": "yes"}
        for page in posts:
            assert browser.post(at + page, data).status == 404, page
        assert views_of(one_case) == 0 and Case.objects.count() == 1

    def test_the_planner_sees_the_figure_and_not_the_cases(self, cases, one_case, sato, section, suzuki):
        planner = Browser(sato)
        assert planner.get(f"/cases/{cases}/").status == 302
        visit = planner.get(f"/cases/{cases}/cohort/")
        assert visit.status == 200 and one_case not in visit.text and "今の状況" not in visit.text
        assert planner.post(f"/cases/{cases}/cohort/", {"first": "2026-04-01", "last": "2026-10-31"}).status == 404

    @pytest.mark.parametrize("who", ["tanaka", "takahashi", "administrator", "other_section"])
    def test_others_do_not_even_know_of_the_register(self, cases, who, request):
        browser = Browser(request.getfixturevalue(who))
        assert "こども見守り" not in browser.get("/cases/").text
        for page in ("", "cohort/", "settings/"):
            assert browser.get(f"/cases/{cases}/{page}").status == 404


class TestLooking:
    def test_each_look_is_recorded_once(self, cases, one_case, section):
        assert NAME in section.get(f"/cases/{cases}/case/{one_case}/").text
        assert views_of(one_case) == 1
        section.get(f"/cases/{cases}/case/{one_case}/edit/")
        assert views_of(one_case) == 2

    def test_the_page_is_never_kept_by_a_browser_or_proxy(self, cases, one_case, section):
        answer = section.get(f"/cases/{cases}/case/{one_case}/").answer
        assert "no-store" in answer["Cache-Control"]

    def test_lists_titles_and_messages_hold_codes_and_no_names(self, cases, section):
        made = section.post(f"/cases/{cases}/new/", NEW)
        code = Case.objects.get().code
        assert made.answer["Location"].endswith(f"/case/{code}/")
        page = section.get(f"/cases/{cases}/").text
        assert code in page and leaks(page) == []
        opened = section.get(f"/cases/{cases}/case/{code}/").text
        assert leaks(opened.split("</title>")[0]) == []

    def test_a_search_sends_its_words_in_the_body_and_shows_codes(self, cases, one_case, section):
        visit = section.post(f"/cases/{cases}/search/", {"words": NAME})
        assert one_case in visit.text and "汐風台" not in visit.text
        assert section.get(f"/cases/{cases}/search/?words={NAME}").status == 302
        assert section.post(f"/cases/{cases}/search/", {"words": ""}).status == 422

    def test_no_name_reaches_the_log_or_an_error_page(self, cases, one_case, suzuki, settings, caplog, monkeypatch):
        settings.DEBUG = False
        caplog.set_level(logging.DEBUG)
        monkeypatch.setattr("hoshin.server.cases.actions.moving.agency_faults", lambda *given: 1 / 0)
        monkeypatch.setattr("hoshin.server.cases.actions.registering.retention_of", lambda *given: 1 / 0)
        browser = Client(raise_request_exception=False, headers={"accept-language": "ja"})
        browser.force_login(suzuki.user)
        broken = browser.post(f"/cases/{cases}/new/", NEW)
        assert broken.status_code == 500
        assert leaks(broken.content.decode()) == []
        assert leaks(caplog.text) == []
        assert leaks(everything_stored()) == []


class TestWriting:
    def test_a_new_case_with_a_wrong_date_keeps_what_was_typed(self, cases, section):
        visit = section.post(f"/cases/{cases}/new/", {**NEW, "reached_on": "2026-12-31"})
        assert visit.status == 422 and NAME in visit.text and "まだ来ていません" in visit.text
        assert not Case.objects.exists()

    def test_moving_says_everything_that_is_wrong_and_keeps_it(self, cases, one_case, section):
        at = f"/cases/{cases}/case/{one_case}/"
        wrong = {"stage": "connected", "reached_on": "2026-04-01", "version": "1"}
        visit = section.post(f"{at}move/", wrong)
        assert visit.status == 422 and "どの機関" in visit.text and "より前" in visit.text
        assert 'value="2026-04-01"' in visit.text
        assert (
            section.post(f"{at}move/", {**wrong, "reached_on": "2026-06-01", "agency_kind": "医療機関"}).status == 302
        )
        assert Case.objects.get().stage == "connected"
        section.post(f"{at}take-back/", {"version": "2"})
        assert Case.objects.get().stage == "found"

    def test_editing_shows_what_somebody_else_wrote_meanwhile(self, cases, one_case, section, suzuki):
        theirs = {"identifying": {"child": "先の人"}, "place_kind": "", "version": 1}
        actions.edit_case(register=cases, code=one_case, **theirs, by=suzuki.actor, on=TODAY)
        visit = section.post(f"/cases/{cases}/case/{one_case}/edit/", {"secret-child": "後の人", "version": "1"})
        assert visit.status == 409 and "先の人" in visit.text and "後の人" in visit.text
        assert 'name="version" value="2"' in visit.text

    def test_erasing_is_asked_twice_and_only_for_a_case_that_ended(self, cases, one_case, section, suzuki):
        code, *_ = fill(cases, suzuki.actor, connected=0, closed=1)
        at = f"/cases/{cases}/case/{code}/erase/"
        assert section.get(at).status == 200 and section.post(at, {"version": "1"}).status == 200
        assert Case.objects.get(code=code).erased_at is None
        section.post(at, {"version": "1", "sure": "yes"})
        assert Case.objects.get(code=code).erased_at is not None
        assert "消去されました" in section.get(f"/cases/{cases}/case/{code}/").text
        section.post(f"/cases/{cases}/case/{one_case}/erase/", {"version": "1", "sure": "yes"})
        assert Case.objects.get(code=one_case).erased_at is None

    def test_a_register_is_set_up_with_its_own_names(self, section, suzuki, ward):
        text = section.get("/cases/new/").text
        assert "スクリーニング中" in text
        names = {
            f"stage-{c}": f"名{c}"
            for c in ("screening", "found", "connected", "followed_up", "closed", "transferred_out", "not_in_need")
        }
        head = {
            "title": "保育施設",
            "owner": f"{ward}-{suzuki.actor.posts[0].post}",
            "place_kinds": "保育所\n幼稚園",
            "agency_kinds": "窓口",
            "retention_years": "3",
        }
        assert section.post("/cases/new/", {**head, **names}).status == 302
        register = CaseRegister.objects.get()
        assert (register.place_kinds, register.stages["stages"][1]["name_ja"]) == (["保育所", "幼稚園"], "名found")
        change = {**head, **names, "title": "保育施設の把握", "version": "1"}
        assert section.post(f"/cases/{register.pk}/settings/", change).status == 302
        assert section.post(f"/cases/{register.pk}/settings/", change).status == 409

    def test_without_its_keys_the_page_says_what_to_do(self, cases, one_case, section, case_keys):
        case_keys.unlink()
        visit = section.get(f"/cases/{cases}/case/{one_case}/")
        assert visit.status == 503 and "鍵ファイル" in visit.text


class TestCohort:
    def test_the_section_sees_its_counts_and_why_they_are_not_shown(self, cases, section, suzuki):
        fill(cases, suzuki.actor, connected=6, open_=2, away=1)
        text = section.get(f"/cases/{cases}/cohort/?first=2026-04-01&last=2026-10-31").text
        assert "75.0%" in text and "分母が10世帯より少ない" in text

    def test_closing_shows_the_period_afterwards(self, cases, section, suzuki):
        fill(cases, suzuki.actor, connected=20)
        period = {"first": "2026-04-01", "last": "2026-10-31"}
        assert section.post(f"/cases/{cases}/cohort/", period).status == 302
        assert "2026年10月31日" in section.get(f"/cases/{cases}/cohort/").text
        assert section.post(f"/cases/{cases}/cohort/", period).status == 422

    def test_a_period_the_wrong_way_round_is_refused(self, cases, section):
        assert section.get(f"/cases/{cases}/cohort/?first=2026-10-31&last=2026-04-01").status == 422
