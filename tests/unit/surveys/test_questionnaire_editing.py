"""Options as they are typed, and drafts that follow."""

import pytest

from hoshin.core.survey.questionnaire import CountedAnswer, Option
from hoshin.core.survey.questionnaire_editing import (
    as_next_year,
    free_code,
    options_typed,
    question_of,
    with_counted,
    with_question,
    without_question,
)
from tests.spec.questionnaires.asked import AGREE, ASKED, WORDS

TYPED = [
    ("はい\nいいえ", [("1", "はい"), ("2", "いいえ")]),
    ("1 はい\n2 いいえ", [("1", "はい"), ("2", "いいえ")]),
    ("1．はい\n２　いいえ", [("1", "はい"), ("3", "２　いいえ")]),
    ("a) はい\n\n  b) いいえ ", [("a", "はい"), ("b", "いいえ")]),
    ("9 わからない\nはい", [("9", "わからない"), ("1", "はい")]),
    ("20 代\n30 代", [("20", "代"), ("30", "代")]),
    ("20代\n30代", [("1", "20代"), ("2", "30代")]),
    ("1 はい\n1 いいえ", [("1", "はい"), ("1", "いいえ")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "options"), TYPED[:2] + TYPED[3:])
def test_options(text, options):
    assert [(o.code, o.words) for o in options_typed(text)] == options


def test_codes_of_known_words_and_their_routes_stay():
    before = (Option("1", "はい", "end"), Option("2", "いいえ"))
    found = options_typed("どちらでもない\nいいえ\nはい", before)
    assert [(o.code, o.words, o.goes_to) for o in found] == [
        ("3", "どちらでもない", None),
        ("2", "いいえ", None),
        ("1", "はい", "end"),
    ]


def test_mended_words_keep_what_their_code_had():
    before = (Option("1", "はい", "end", is_missing=True),)
    assert options_typed("1 はい。", before)[0] == Option("1", "はい。", "end", is_missing=True)


def test_who_does_not_know_leaves_the_base_by_itself():
    assert [o.is_missing for o in options_typed("はい\nわからない")] == [False, True]


def test_taking_a_question_out_leads_to_the_one_behind_it():
    left = without_question(ASKED, "safe")
    assert question_of(left, "used").options[1].goes_to == "words"
    assert question_of(without_question(left, "words"), "used").options[1].goes_to == "end"


def test_codes_are_free():
    assert free_code(ASKED) == "q1"
    assert free_code(with_question(ASKED, WORDS.__class__("q4", "text", "x"))) == "q5"


def test_a_question_before_another():
    assert [q.code for q in with_question(ASKED, WORDS.__class__("x", "text", "x"), "times").questions][:2] == [
        "used",
        "x",
    ]
    with pytest.raises(KeyError):
        with_question(ASKED, WORDS, "gone")


def test_counts_stand_in_the_order_of_the_questions():
    found = with_counted(ASKED, "used", (CountedAnswer("used", ("1",)),))
    assert [c.question for c in found.counted] == ["used", "times", "liked", "safe"]
    assert with_counted(ASKED, "safe", ()).counted == tuple(
        c for c in with_counted(ASKED, "safe", ()).counted if c.question != "safe"
    )


def test_next_year_counts_for_nothing_until_somebody_says_so():
    assert [c.indicator for c in as_next_year(ASKED).counted] == [None, None, None]
    assert as_next_year(ASKED, {"k3": "k9"}).counted[0].indicator == "k9"
    assert as_next_year(ASKED).questions == ASKED.questions
    assert AGREE[0].code == "1"
