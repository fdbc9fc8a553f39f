"""What was typed against what was asked."""

import pytest

from hoshin.core.problems import sentence
from hoshin.core.survey.questionnaire_answers import (
    LONGEST_TEXT,
    answer_fault,
    answer_words,
    answers_problems,
    cell_answered,
    number_typed,
    read_answer,
)
from tests.spec.questionnaires.asked import ASKED, LIKED, SAFE, TIMES, USED, WORDS

READ = [
    (USED, "1", "1", None),
    (USED, ["2"], "2", None),
    (USED, "", None, "answer_missing"),
    (USED, [], None, "answer_missing"),
    (USED, "8", None, "answer_not_an_option"),
    (USED, ["1", "2"], None, "answer_only_one"),
    (SAFE, "", None, None),
    (SAFE, "9", "9", None),
    (LIKED, ["2", "1"], ("1", "2"), None),
    (LIKED, ["1", "1"], ("1",), None),
    (LIKED, ["1", "9"], None, "answer_contradicts"),
    (LIKED, ["9"], ("9",), None),
    (LIKED, ["1", "x"], None, "answer_not_an_option"),
    (LIKED, [], None, None),
    (TIMES, "3", 3.0, None),
    (TIMES, "１２", 12.0, None),
    (TIMES, "１２回", 12.0, None),
    (TIMES, " 7 ", 7.0, None),
    (TIMES, "0", None, "answer_too_small"),
    (TIMES, "367", None, "answer_too_large"),
    (TIMES, "三", None, "answer_not_a_number"),
    (TIMES, "約10", None, "answer_not_a_number"),
    (TIMES, "1e3", None, "answer_not_a_number"),
    (TIMES, "nan", None, "answer_not_a_number"),
    (TIMES, "", None, None),
    (WORDS, " よい\n区です ", "よい\n区です", None),
    (WORDS, "あ" * LONGEST_TEXT, "あ" * LONGEST_TEXT, None),
    (WORDS, "あ" * (LONGEST_TEXT + 1), None, "answer_too_long"),
    (WORDS, "a\x00b", None, "answer_unprintable"),
    (WORDS, "<script>", "<script>", None),
]


@pytest.mark.parametrize(("question", "typed", "answer", "code"), READ)
def test_reading(question, typed, answer, code):
    found, problems = read_answer(question, typed)
    assert found == answer
    assert [p.code for p in problems] == ([code] if code else [])
    for problem in problems:
        assert problem.item == question.code
        assert sentence(problem, "ja")
        assert sentence(problem, "en")


def test_more_than_the_limit_names_the_limit():
    many = ["1", "2", "9"]
    assert [p.code for p in read_answer(LIKED, many)[1]] == ["answer_too_many", "answer_contradicts"]


NUMBERS = [
    ("1,234", 1234.0), ("１，２３４", 1234.0), ("12,34", None), (",123", None), ("1234,567", None), ("0.5", 0.5),
    ("．５", None), ("5.", None), ("-3", -3.0), ("△3", -3.0), ("▲1.5", -1.5),
    ("−2", -2.0), ("--2", None), ("1 000", 1000.0),
    ("", None), ("1.2.3", None), ("٣", None), ("9" * 400, None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_numbers(typed, number):
    assert number_typed(typed) == number


def test_the_whole_sheet_is_judged_along_its_way():
    assert answers_problems(ASKED, {"used": "2", "times": 9999.0, "safe": "1"}) == ()
    assert [p.code for p in answers_problems(ASKED, {"used": "1", "times": 9999.0})] == ["answer_too_large"]
    assert [p.code for p in answers_problems(ASKED, {})] == ["answer_missing"]


@pytest.mark.parametrize(
    ("question", "stored", "fine"),
    [
        (LIKED, ("1", "2"), True),
        (LIKED, ["1"], True),
        (LIKED, "1", False),
        (TIMES, 3.0, True),
        (TIMES, float("nan"), False),
        (USED, "1", True),
        (USED, None, False),
        (SAFE, None, True),
    ],
)
def test_stored_answers_are_judged_as_typed_ones(question, stored, fine):
    assert (answer_fault(question, stored) == ()) is fine


def test_answers_in_words():
    assert answer_words(LIKED, ("1", "2")) == "近い、楽しい"
    assert answer_words(TIMES, 3.0) == "3回"
    assert answer_words(USED, "3") == "知らない"
    assert answer_words(USED, None) == ""


def test_a_cell_that_the_population_does_not_have_is_no_cell():
    assert cell_answered(USED, "1", {"利用した": 1}) == "利用した"
    assert cell_answered(USED, "1", {"1": 1}) == "1"
    assert cell_answered(USED, "1", {"別": 1}) is None
    assert cell_answered(USED, None, {"別": 1}) is None
