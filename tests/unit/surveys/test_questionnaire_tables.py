"""From sheets to columns, and from what counts to figures."""

from dataclasses import replace

import pytest

from hoshin.core.survey.questionnaire import CountedAnswer, Question, Questionnaire
from hoshin.core.survey.questionnaire_tables import answer_columns, attribute_for, cells_of_sheet, estimate_request
from tests.spec.questionnaires.asked import ASKED, LIKED, USED

SEX = Question("sex", "single", "性別", USED.options[:2], is_attribute=True)


def test_a_row_has_every_column_whatever_was_answered():
    full = answer_columns(ASKED, {"used": "1", "times": 3.0, "liked": ("2",), "safe": "2", "words": "よい"})
    empty = answer_columns(ASKED, {})
    assert list(full) == list(empty)
    assert full["liked.1"] == 0
    assert full["liked.counted1"] == 1
    assert set(empty.values()) == {None}


def test_only_what_leaves_the_base_is_no_answer():
    assert answer_columns(ASKED, {"used": "1", "liked": ("9",)})["liked.counted1"] is None
    assert answer_columns(ASKED, {"used": "1", "liked": ("1",)})["liked.counted1"] == 0


def test_skipped_questions_are_empty():
    assert answer_columns(ASKED, {"used": "3", "safe": "1"})["safe"] is None


def test_figures():
    safe, liked, times = (estimate_request(ASKED, counted) for counted in ASKED.counted)
    assert (safe.name, safe.kind, safe.variable, safe.counts, safe.missing) == (
        "k3",
        "proportion",
        "safe",
        ("1", "2"),
        ("9",),
    )
    assert (liked.kind, liked.variable, liked.counts) == ("proportion", "liked.counted1", ("1",))
    assert (times.kind, times.variable, times.counts) == ("mean", "times", ())
    with pytest.raises(KeyError):
        estimate_request(ASKED, CountedAnswer("gone", ("1",)))


def test_two_figures_of_one_question_have_columns_of_their_own():
    both = replace(ASKED, questions=(LIKED,), counted=(CountedAnswer("liked", ("1",)), CountedAnswer("liked", ("2",))))
    row = answer_columns(both, {"liked": ("1",)})
    assert [row[estimate_request(both, c).variable] for c in both.counted] == [1, 0]


def test_the_list_wins_over_the_sheet():
    asked = Questionnaire("t", (SEX,))
    known = {"性別": {"利用した": 1, "知っているが利用していない": 1}, "区域": {"東": 1}}
    assert cells_of_sheet(asked, {"sex": "1"}, known) == {"性別": "利用した", "区域": None}
    assert cells_of_sheet(asked, {"sex": "1"}, known, {"性別": "他", "区域": "東"}) == {"性別": "他", "区域": "東"}


def test_a_column_finds_its_question_by_code_or_words():
    age = Question("age", "single", "あなたの年齢は", is_attribute=True)
    twice = Question("age2", "single", "配偶者の年齢は", is_attribute=True)
    assert attribute_for(Questionnaire("t", (SEX, age)), "年齢").code == "age"
    assert attribute_for(Questionnaire("t", (SEX, age, twice)), "年齢") is None
    assert attribute_for(Questionnaire("t", (SEX, age, twice)), "age").code == "age"
    assert attribute_for(Questionnaire("t", (replace(SEX, is_attribute=False),)), "性別") is None
