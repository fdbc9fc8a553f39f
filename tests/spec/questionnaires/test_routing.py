"""Which questions are asked after which answers."""

from dataclasses import replace

import pytest

from hoshin.core.survey.questionnaire import Option, Question, Questionnaire
from hoshin.core.survey.questionnaire_routing import (
    Progress,
    answers_on_path,
    first_open,
    next_question,
    path,
    previous_question,
    progress,
    skips_of,
)
from tests.spec.questionnaires.asked import ASKED, LIKED

PATHS = [
    # answers, the way
    ({}, "used times liked safe words"),
    ({"used": "1"}, "used times liked safe words"),
    ({"used": "2"}, "used safe words"),
    ({"used": "3"}, "used"),
    ({"used": None}, "used times liked safe words"),
    ({"used": "7"}, "used times liked safe words"),
    ({"used": "2", "times": 3.0, "safe": "1"}, "used safe words"),
    ({"liked": ("1",)}, "used times liked safe words"),
]


@pytest.mark.parametrize(("answers", "way"), PATHS)
def test_the_way(answers, way):
    assert " ".join(question.code for question in path(ASKED, answers)) == way


@pytest.mark.parametrize(
    ("answers", "at", "told"),
    [
        ({}, "used", Progress(1, 5)),
        ({"used": "2"}, "safe", Progress(2, 3)),
        ({"used": "1"}, "safe", Progress(4, 5)),
        ({"used": "3"}, "used", Progress(1, 1)),
        ({"used": "2"}, "times", None),
        ({}, "nothing", None),
    ],
)
def test_progress_counts_the_present_way(answers, at, told):
    assert progress(ASKED, answers, at) == told


@pytest.mark.parametrize(
    ("answers", "after", "code"),
    [({}, None, "used"), ({"used": "2"}, "used", "safe"), ({"used": "3"}, "used", None), ({}, "words", None)],
)
def test_what_follows(answers, after, code):
    found = next_question(ASKED, answers, after)
    assert (found.code if found else None) == code


def test_an_unknown_question_is_our_bug():
    with pytest.raises(KeyError):
        next_question(ASKED, {}, "nothing")


def test_going_back_follows_the_way():
    assert previous_question(ASKED, {"used": "2"}, "safe").code == "used"
    assert previous_question(ASKED, {"used": "1"}, "safe").code == "liked"
    assert previous_question(ASKED, {}, "used") is None
    assert previous_question(ASKED, {"used": "2"}, "times") is None


def test_resuming_stands_at_the_first_question_that_was_not_shown():
    assert first_open(ASKED, {}).code == "used"
    assert first_open(ASKED, {"used": "2"}).code == "safe"
    assert first_open(ASKED, {"used": "2", "safe": None}).code == "words", "left empty is seen"
    assert first_open(ASKED, {"used": "3"}) is None


def test_answers_off_the_way_do_not_count():
    given = {"used": "2", "times": 4.0, "safe": "1", "words": None, "gone": "x"}
    assert answers_on_path(ASKED, given) == {"used": "2", "safe": "1", "words": None}


def test_faulty_routes_are_passed_over():
    to_nowhere = Question("a", "single", "A", (Option("1", "1", "nowhere"), Option("2", "2")))
    backwards = Question("b", "single", "B", (Option("1", "1", "a"), Option("2", "2", "b")))
    asked = Questionnaire("t", (to_nowhere, backwards, LIKED))
    assert [q.code for q in path(asked, {"a": "1", "b": "1"})] == ["a", "b", "liked"]
    assert [q.code for q in path(asked, {"a": "1", "b": "2"})] == ["a", "b", "liked"]


def test_several_answers_lead_nowhere_else():
    many = replace(LIKED, options=(Option("1", "1", "end"), Option("2", "2")))
    assert len(path(Questionnaire("t", (many, LIKED)), {"liked": ("1",)})) == 2


def test_who_is_not_asked():
    assert [(q.code, option) for q, option in skips_of(ASKED, "safe")] == [("used", "3")]
    assert [(q.code, option) for q, option in skips_of(ASKED, "times")] == [("used", "2"), ("used", "3")]
    assert skips_of(ASKED, "used") == ()
