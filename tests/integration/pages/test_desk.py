"""Editing the tree: with plain forms, and in place with htmx."""

import pytest

from hoshin.server.plans.queries.exporting import export_document
from tests import people
from tests.integration.pages.conftest import DESK

pytestmark = pytest.mark.django_db


def initiatives(plan):
    return [i.title for o in export_document(plan, people.OPERATOR).outcomes for i in o.initiatives]


def fragment_of(page):
    """What stands inside the tree's place on the whole page."""
    start = page.index('<div id="tree-area" class="after">') + len('<div id="tree-area" class="after">')
    return page[start : page.index("</main>")]


def without_tokens(text):
    """Safety marks differ from page to page."""
    pieces = text.split('name="csrfmiddlewaretoken" value="')
    return pieces[0] + "".join(piece.split('"', 1)[1] for piece in pieces[1:])


def test_the_desk_lists_the_plans_of_the_own_organisation(stored_plan, planner, stranger):
    assert "令和8年度 北町区運営方針" in planner.get("/desk/").text
    assert "令和8年度 北町区運営方針" not in stranger.get("/desk/").text


@pytest.mark.parametrize("path", ["", "items/n1/", "texts/"])
def test_a_visitor_is_asked_to_sign_in(stored_plan, visitor, path):
    page = visitor.get(DESK + path)
    assert page.status == 302
    assert page.answer.url.startswith("/accounts/sign-in/?next=")


@pytest.mark.parametrize("path", ["", "items/n1/", "texts/"])
def test_a_stranger_is_not_told_that_a_draft_exists(stored_plan, stranger, path):
    assert stranger.get(DESK + path).status == 404


@pytest.mark.parametrize("path", ["", "items/n1/", "texts/"])
def test_a_stranger_is_refused_at_the_desk_of_a_public_plan(published, stranger, path):
    page = stranger.get(DESK + path)
    assert page.status == 403
    assert "この操作はできません" in page.text


def test_the_tree_shows_every_item_with_its_buttons(stored_plan, planner):
    text = planner.get(DESK).text
    for words in (
        "安全なまち",
        "街頭犯罪の減少",
        "防犯カメラの設置支援",
        "「安全なまち」を下へ移動",
        "具体的取組を追加",
    ):
        assert words in text


def test_the_mayor_reads_the_tree_and_may_publish_but_not_edit(stored_plan, mayor):
    text = mayor.get(DESK).text
    assert "防犯カメラの設置支援" in text
    assert "この計画を公開する" in text
    assert "上へ移動" not in text
    assert "具体的取組を追加" not in text


def test_the_mayor_publishes(stored_plan, mayor, visitor):
    assert mayor.post(DESK + "publish/").status == 302
    assert visitor.get("/").text.count("令和8年度 北町区運営方針") == 1


@pytest.mark.parametrize("htmx", [False, True])
def test_adding_an_initiative(stored_plan, planner, htmx):
    page = planner.post(
        DESK + "add/", {"level": "initiative", "parent": "o2", "code": "2-1-2", "title": "相談の場づくり"}, htmx=htmx
    )
    assert page.status == (200 if htmx else 302)
    assert initiatives(stored_plan)[-2:] == ["相談の場づくり", "絵本の読み聞かせ"]


def test_adding_without_a_title_says_what_is_missing(stored_plan, planner):
    page = planner.post(DESK + "add/", {"level": "issue", "parent": "", "title": " "}, htmx=True)
    assert 'role="alert"' in page.text
    assert len(export_document(stored_plan, people.OPERATOR).issues) == 2


@pytest.mark.parametrize("htmx", [False, True])
def test_moving_without_dragging(stored_plan, planner, htmx):
    planner.post(DESK + "move/n2/", {"direction": "up"}, htmx=htmx)
    assert initiatives(stored_plan)[:2] == ["青色防犯パトロール", "防犯カメラの設置支援"]


def test_the_first_cannot_move_up_and_nothing_breaks(stored_plan, planner):
    assert planner.post(DESK + "move/n1/", {"direction": "up"}).status == 302
    assert initiatives(stored_plan)[0] == "防犯カメラの設置支援"


@pytest.mark.parametrize("htmx", [False, True])
def test_removing_offers_to_put_back_and_putting_back_restores_all(stored_plan, planner, htmx):
    before = export_document(stored_plan, people.OPERATOR)
    page = planner.post(DESK + "remove/n1/", htmx=htmx)
    shown = page.text if htmx else planner.get(page.answer.url).text
    assert "「1-1-1 防犯カメラの設置支援」を削除しました。" in shown
    assert "元に戻す" in shown
    assert "防犯カメラの設置支援" not in initiatives(stored_plan)
    planner.post(DESK + "restore/n1/", htmx=htmx)
    assert export_document(stored_plan, people.OPERATOR) == before


@pytest.mark.parametrize(("path", "data"), [("move/n2/", {"direction": "up"}), ("remove/n2/", {})])
def test_the_fragment_is_the_same_as_in_the_whole_page(stored_plan, planner, path, data):
    fragment = planner.post(DESK + path, data, htmx=True).text
    if path.startswith("remove"):
        whole = planner.get(DESK + "?removed=n2").text
    else:
        whole = planner.get(DESK).text
        fragment = fragment.replace(" just-changed", "")
    assert (
        without_tokens(fragment).split()
        == without_tokens(fragment_of(whole)).split()[: len(without_tokens(fragment).split())]
    )


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("add/", {"level": "issue", "parent": "", "title": "新しい課題"}),
        ("move/n2/", {"direction": "up"}),
        ("remove/n2/", {}),
        ("restore/n2/", {}),
        ("assign/n2/", {"post": ""}),
    ],
)
def test_whoever_may_not_edit_is_refused_and_nothing_changes(published, mayor, section, stranger, visitor, path, data):
    before = export_document(published, people.OPERATOR)
    for browser in (mayor, section, stranger):
        assert browser.post(DESK + path, data).status == 403
    assert visitor.post(DESK + path, data).status == 302
    assert export_document(published, people.OPERATOR) == before


def test_a_public_plan_changes_only_with_a_reason_which_is_said_once(published, planner):
    refused = planner.post(DESK + "move/n2/", {"direction": "up"}, htmx=True)
    assert 'role="alert"' in refused.text
    assert initiatives(published)[0] == "防犯カメラの設置支援"
    planner.post(DESK + "reason/", {"reason": "並びを整えるため"})
    planner.post(DESK + "move/n2/", {"direction": "up"}, htmx=True)
    assert initiatives(published)[0] == "青色防犯パトロール"
    assert "並びを整えるため" in planner.get(DESK.removeprefix("/desk") + "revisions/").text


def test_section_staff_see_the_way_only_to_what_they_may_edit(stored_plan, planner, section, suzuki):
    post = suzuki.actor.posts[0].post
    assert planner.post(DESK + "assign/n3/", {"post": str(post)}).status == 302
    text = section.get(DESK).text
    assert f'href="{DESK}items/n3/"' in text
    assert f'href="{DESK}items/n1/"' not in text
    assert section.get(DESK + "items/n3/").status == 200
    assert section.get(DESK + "items/n1/").status == 403


def test_weak_indicators_and_open_questions_are_counted_beside_their_items(stored_plan, planner):
    assert "要確認 1" in planner.get(DESK).text


@pytest.mark.parametrize("path", ["add/", "move/n1/", "remove/n1/", "restore/n1/", "reason/", "publish/", "preview/"])
def test_nothing_changes_by_following_a_link(stored_plan, planner, path):
    assert planner.get(DESK + path).status == 405
