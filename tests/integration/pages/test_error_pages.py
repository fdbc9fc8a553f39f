"""Pages that say what went wrong and what to do."""

import pytest
from django.test import Client, RequestFactory

from hoshin.server.ui import views
from tests import people
from tests.integration.pages.conftest import HOME

pytestmark = pytest.mark.django_db


def test_an_unknown_address(visitor):
    page = visitor.get("/nowhere/")
    assert page.status == 404
    for words in ("ページが見つかりません", "計画の一覧", 'role="search"'):
        assert words in page.text


def test_a_refusal_tells_the_rule_in_a_sentence(published, stranger):
    page = stranger.get("/desk" + HOME)
    assert page.status == 403
    assert "何も変更されていません。" in page.text


def test_an_account_without_posts_is_told_whom_to_ask(db):
    client = Client(headers={"accept-language": "ja"})
    client.force_login(people.person("watanabe", "渡辺 薫").user)
    page = client.get("/desk/").content.decode()
    assert "役職・担当が" in page


def test_a_form_that_grew_old_is_explained(stored_plan, sato):
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "ja"})
    client.force_login(sato.user)
    answer = client.post("/desk" + HOME + "add/", {"level": "issue", "title": "x"})
    assert answer.status_code == 403
    assert "画面の有効期限が切れました" in answer.content.decode()


def test_a_request_with_too_much_in_it_is_explained(planner):
    answer = planner.client.post("/language/", {f"f{n}": "x" for n in range(1100)})
    assert answer.status_code == 400
    assert "送られた内容を受け取れませんでした" in answer.content.decode()


def test_our_own_fault_is_said_in_both_languages_without_any_data():
    answer = views.broken(RequestFactory().get("/"))
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "表示できませんでした" in text
    assert "Something went wrong here" in text
