"""The questions of the reader, answered where they stand."""

import re

import pytest

from hoshin.server.plans.queries.exporting import export_document
from hoshin.server.plans.queries.problems import problems
from tests import people
from tests.integration.pages.conftest import DESK, HOME

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(stored_plan):
    return problems(stored_plan, people.OPERATOR)[0]


def budget_of(plan):
    return next(
        i.budget for o in export_document(plan, people.OPERATOR).outcomes for i in o.initiatives if i.id == "n4"
    )


def without_token(text):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def reopen(browser, question, *, htmx=False):
    return browser.post(f"{HOME}problems/{question.id}/reopen/", htmx=htmx)


def settle(browser, question, data, *, htmx=False):
    return browser.post(f"{HOME}problems/{question.id}/", {"version": question.version, **data}, htmx=htmx)


@pytest.mark.parametrize("htmx", [False, True])
def test_taking_the_proposal_changes_the_plan(stored_plan, planner, question, htmx):
    page = settle(planner, question, {"decision": "proposal"}, htmx=htmx)
    assert page.status == (200 if htmx else 302)
    assert budget_of(stored_plan).amount_yen == 3_000_000
    if htmx:
        assert "対応済み" in page.text
        assert "提案どおりにする" not in page.text


def test_an_own_answer_is_taken(stored_plan, planner, question):
    settle(planner, question, {"decision": "own_value", "answer": "2,980千円"})
    assert budget_of(stored_plan).amount_yen == 2_980_000
    assert "2,980千円" in planner.get(HOME + "problems/?state=settled").text


def test_leaving_it_needs_a_reason(stored_plan, planner, question):
    refused = settle(planner, question, {"decision": "set_aside", "answer": ""}, htmx=True)
    assert 'role="alert"' in refused.text
    taken = settle(planner, question, {"decision": "set_aside", "answer": "翌年度に改める"}, htmx=True)
    assert "対応しない" in taken.text
    assert "翌年度に改める" in taken.text


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_that_cannot_be_read_is_said_at_the_problem_and_kept(stored_plan, planner, question, htmx):
    page = settle(planner, question, {"decision": "own_value", "answer": "たくさん"}, htmx=htmx)
    assert 'role="alert"' in page.text
    assert 'value="たくさん"' in page.text
    assert budget_of(stored_plan).printed == "－"


def test_the_second_to_answer_is_told_who_was_first(stored_plan, planner, question):
    settle(planner, question, {"decision": "proposal"})
    late = settle(planner, question, {"decision": "own_value", "answer": "1千円"}, htmx=True)
    assert "先に" in late.text
    assert budget_of(stored_plan).amount_yen == 3_000_000


def test_the_fragment_is_the_entry_of_the_whole_page(stored_plan, planner, question):
    fragment = settle(planner, question, {"decision": "proposal"}, htmx=True).text
    whole = planner.get(HOME + "problems/?state=all").text
    assert without_token(fragment).strip() in without_token(whole)


def test_others_see_the_question_but_no_way_to_answer(published, visitor, mayor, stranger, question):
    for browser in (visitor, mayor, stranger):
        text = browser.get(HOME + "problems/").text
        assert "約３百万円" in text
        assert "提案どおりにする" not in text


def test_whoever_may_not_answer_is_refused(published, visitor, mayor, stranger, section, question):
    for browser in (mayor, stranger, section):
        assert settle(browser, question, {"decision": "proposal"}).status == 403
    assert settle(visitor, question, {"decision": "proposal"}).status == 302
    assert budget_of(published).printed == "－"


def test_a_question_of_another_plan_is_not_found(stored_plan, planner):
    assert planner.post(HOME + "problems/999/", {"decision": "proposal"}).status == 404


def test_the_sheet_of_an_item_shows_its_questions(stored_plan, planner):
    assert "提案どおりにする" in planner.get(DESK + "items/n4/").text


@pytest.mark.parametrize(("state", "shown"), [("open", True), ("settled", False), ("all", True), ("nonsense", True)])
def test_the_list_is_filtered_by_state(stored_plan, planner, question, state, shown):
    assert ("約３百万円" in planner.get(f"{HOME}problems/?state={state}").text) is shown


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("decision", ["proposal", "set_aside"])
def test_a_settled_question_is_asked_again(stored_plan, planner, question, decision, htmx):
    settle(planner, question, {"decision": decision, "answer": "翌年度に改める"})
    settled = budget_of(stored_plan)
    assert "未対応に戻す" in planner.get(f"{HOME}problems/?state=all").text
    page = reopen(planner, question, htmx=htmx)
    assert page.status == (200 if htmx else 302)
    shown = page.text if htmx else planner.get(HOME + "problems/").text
    assert "提案どおりにする" in shown
    assert "未対応に戻す" not in shown
    assert budget_of(stored_plan) == settled, "what the answer changed stays"


def test_only_who_may_answer_may_ask_again(published, planner, visitor, mayor, stranger, section, question):
    settle(planner, question, {"decision": "set_aside", "answer": "翌年度に改める"})
    for browser in (visitor, mayor, stranger, section):
        assert "未対応に戻す" not in browser.get(HOME + "problems/?state=set_aside").text
        assert reopen(browser, question).status == (302 if browser is visitor else 403)
    assert planner.client.get(f"{HOME}problems/{question.id}/reopen/").status_code == 405
    assert planner.post(HOME + "problems/999/reopen/").status == 404
    assert problems(published, people.OPERATOR)[0].state == "set_aside"
