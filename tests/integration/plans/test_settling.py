"""The reader's questions: answered as proposed, with an own value, or set aside."""

import pytest

from hoshin.core.permissions import VISITOR, RefusedError
from hoshin.server.plans.actions import ProblemSettledError, import_document, reopen_problem, settle_problem
from hoshin.server.plans.models import StoredProblem
from hoshin.server.plans.queries.exporting import export_document
from hoshin.server.plans.queries.importing import NotStorableError
from hoshin.server.plans.queries.problems import problems
from tests.people import TODAY
from tests.plans import kitamachi

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(stored_plan):
    return StoredProblem.objects.get(plan=stored_plan)


def settle(question, by, decision="proposal", answer=""):
    return settle_problem(problem=question.pk, decision=decision, answer=answer, version=1, by=by, on=TODAY)


def test_a_question_is_shown_with_its_place_and_its_item(stored_plan, sato):
    (shown,) = problems(stored_plan, sato.actor)
    assert shown.item_name == "2-2-1 絵本の読み聞かせ"
    assert "約３百万円" in shown.sentence
    assert [(s.text, s.is_marked) for s in shown.source.segments] == [("約３百万円", True)]
    assert shown.may_settle
    assert shown.takes_value
    assert not problems(stored_plan, sato.actor, state="settled")
    assert not problems(stored_plan, sato.actor, item="o1")


def test_the_proposal_goes_into_the_field(stored_plan, sato, question):
    assert settle(question, sato.actor)
    assert export_document(stored_plan, sato.actor).outcomes[2].initiatives[0].budget.amount_yen == 3_000_000
    (shown,) = problems(stored_plan, sato.actor)
    assert (shown.state, shown.settled_how, shown.answer, shown.settled_by) == (
        "settled",
        "proposal",
        "3,000千円",
        "佐藤 和子",
    )
    assert export_document(stored_plan, sato.actor).problems == ()


def test_an_own_value_goes_into_the_field(stored_plan, sato, question):
    settle(question, sato.actor, "own_value", "2,900千円")
    assert export_document(stored_plan, sato.actor).outcomes[2].initiatives[0].budget.printed == "2,900千円"


def test_setting_aside_needs_a_reason_and_changes_nothing_else(stored_plan, sato, question):
    with pytest.raises(NotStorableError):
        settle(question, sato.actor, "set_aside")
    assert not settle(question, sato.actor, "set_aside", "次年度に確認")
    assert export_document(stored_plan, sato.actor).outcomes == kitamachi().outcomes


def test_a_settled_question_is_not_asked_again_by_the_same_document(stored_plan, sato, question):
    settle(question, sato.actor)
    assert import_document(document=kitamachi(), by=sato.actor, on=TODAY).is_unchanged
    assert StoredProblem.objects.get().state == "settled"


def test_the_second_to_settle_is_told_who_was_first(stored_plan, sato, question):
    settle(question, sato.actor)
    with pytest.raises(ProblemSettledError) as told:
        settle(question, sato.actor, "own_value", "1円")
    assert (told.value.settled_by, told.value.answer) == ("sato", "3,000千円")


def test_a_question_can_be_opened_again(stored_plan, sato, question):
    settle(question, sato.actor, "set_aside", "あとで")
    reopen_problem(problem=question.pk, by=sato.actor, on=TODAY)
    assert StoredProblem.objects.get().state == "open"


def test_a_stranger_settles_nothing(stored_plan, tanaka, suzuki, question):
    for actor in (tanaka.actor, suzuki.actor, VISITOR):
        with pytest.raises(RefusedError):
            settle(question, actor)
        with pytest.raises(RefusedError):
            reopen_problem(problem=question.pk, by=actor, on=TODAY)
