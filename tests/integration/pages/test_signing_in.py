"""Signing in, out, and what an account may do."""

import pytest

from tests import people

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/sign-in/"


def enter(browser, name="sato", password=people.PASSWORD, **more):
    return browser.post(ADDRESS, {"name": name, "password": password, **more})


def test_signing_in_leads_back_to_where_one_came_from(sato, visitor):
    page = enter(visitor, next="/desk/")
    assert (page.status, page.answer.url) == (302, "/desk/")
    assert "佐藤 和子" in visitor.get("/accounts/me/").text


@pytest.mark.parametrize("goal", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"])
def test_signing_in_never_leads_away_from_the_site(sato, visitor, goal):
    assert enter(visitor, next=goal).answer.url == "/"


def test_a_wrong_password_says_so_and_keeps_the_name_but_not_the_password(sato, visitor):
    page = enter(visitor, password="wrong password here")
    assert page.status == 422
    assert "サインイン名かパスワードが正しくありません。" in page.text
    assert 'value="sato"' in page.text
    assert "wrong password here" not in page.text


def test_after_five_failures_one_must_wait(sato, visitor):
    for _ in range(5):
        enter(visitor, password="wrong password here")
    page = enter(visitor)
    assert page.status == 422
    assert "続けて失敗したため" in page.text


def test_empty_fields_ask_for_themselves(visitor):
    page = enter(visitor, name="", password="")
    assert "「サインイン名」を入れてください。" in page.text
    assert 'href="#id_password"' in page.text


def test_the_fields_tell_password_managers_what_they_are(visitor):
    text = visitor.get(ADDRESS).text
    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text


def test_the_account_page_names_posts(planner):
    text = planner.get("/accounts/me/").text
    assert "北町区 企画担当" in text


def test_signing_out_needs_a_form_and_ends_the_session(planner):
    assert planner.get("/accounts/sign-out/").status == 405
    assert planner.post("/accounts/sign-out/").status == 302
    assert planner.get("/desk/").status == 302


def test_the_language_is_kept_in_a_cookie(visitor):
    page = visitor.post("/language/", {"language": "en", "next": "/search/"})
    assert page.answer.url == "/search/"
    assert '<html lang="en">' in visitor.get("/search/").text
    visitor.post("/language/", {"language": "ja"})
    assert '<html lang="ja">' in visitor.get("/search/").text
