"""An imported document is given back to its organisation's staff, and only to be saved."""

import pytest

from hoshin.server.plans.actions import import_document, publish_plan
from hoshin.server.plans.originals import Original, path_of
from hoshin.server.plans.queries.history import uploads
from tests import people
from tests.integration.pages.conftest import DESK, Browser
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db
HOSTILE = b"<script>alert(1)</script>"
NAME = '\u904b\u55b6\u65b9\u91dd "\r\n.html'


@pytest.fixture
def plan(ward, sato, settings, tmp_path):
    settings.ORIGINALS_DIRECTORY = tmp_path / "originals"
    original = Original(NAME, HOSTILE)
    return import_document(document=kitamachi(), original=original, by=sato.actor, on=people.TODAY).plan


@pytest.fixture
def address(plan, sato):
    return f"{DESK}originals/{uploads(plan, sato.actor)[0].id}/"


def test_the_staff_save_the_very_bytes(address, planner, section, mayor):
    for browser in (planner, section, mayor):
        answer = browser.get(address).answer
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == HOSTILE


def test_a_browser_is_told_to_save_it_and_run_nothing(address, planner):
    answer = planner.get(address).answer
    assert answer["Content-Disposition"].startswith("attachment")
    assert not set("\r\n") & set(answer["Content-Disposition"])
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


def test_a_visitor_is_sent_to_sign_in(address, visitor):
    assert visitor.get(address).status == 302


def test_the_staff_of_another_organisation_learn_nothing(address, plan, takahashi, stranger):
    assert stranger.get(address).status == 404, "a draft: not even that it exists"
    publish_plan(plan=plan, by=takahashi.actor, on=people.TODAY)
    assert stranger.get(address).status == 403
    assert address not in stranger.get(DESK).text


def test_somebody_without_a_post_is_refused(address):
    assert Browser(people.person("abe", "阿部 渚")).get(address).status == 403


def test_the_desk_links_to_it_for_the_staff(address, planner, section):
    for browser in (planner, section):
        assert address in browser.get(DESK).text


def test_a_document_without_an_original_has_no_link(stored_plan, planner, sato):
    assert "原本は保管されていません。" in planner.get(DESK).text
    number = uploads(stored_plan, sato.actor)[0].id
    assert planner.get(f"{DESK}originals/{number}/").status == 404


def test_what_is_not_there_is_not_found(address, plan, planner, sato):
    assert planner.get(f"{DESK}originals/999999/").status == 404
    path_of(Original(NAME, HOSTILE).sha256).unlink()
    assert planner.get(address).status == 404
