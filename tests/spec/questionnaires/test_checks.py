"""What is wrong with a questionnaire, all at once."""

from dataclasses import replace

import pytest

from hoshin.core.problems import sentence
from hoshin.core.survey.questionnaire import CountedAnswer, Option, Questionnaire
from hoshin.core.survey.questionnaire_checks import (
    is_freezable,
    longest_seconds,
    minutes_needed,
    questionnaire_problems,
)
from tests.spec.questionnaires.asked import AGREE, ASKED, LIKED, SAFE, TIMES, USED, WORDS

YES = (Option("1", "はい"), Option("2", "いいえ"))


def of(*questions, counted=(), title="調査"):
    return Questionnaire(title, questions, counted)


def codes(questionnaire):
    return [problem.code for problem in questionnaire_problems(questionnaire)]


FAULTS = [
    (of(), ["questionnaire_empty"]),
    (of(SAFE, title=" "), ["questionnaire_untitled"]),
    (of(SAFE, SAFE), ["question_code_repeated"]),
    (of(replace(SAFE, code="")), ["question_code_malformed"]),
    (of(replace(SAFE, code="問 1")), ["question_code_malformed"]),
    (of(replace(SAFE, code="end")), ["question_code_malformed"]),
    (of(replace(SAFE, code="x" * 41)), ["question_code_malformed"]),
    (of(replace(SAFE, code="問1")), []),
    (of(replace(SAFE, words="")), ["question_without_words"]),
    (of(replace(SAFE, options=())), ["question_without_options"]),
    (of(replace(USED, options=YES[:1])), ["question_without_options"]),
    (of(replace(LIKED, options=YES[:1], most=None)), []),
    (of(replace(SAFE, options=(*YES, Option("1", "他")))), ["option_code_repeated"]),
    (of(replace(SAFE, options=(Option("1", "はい"), Option("2", "はい")))), ["option_words_repeated"]),
    (of(replace(SAFE, options=(*YES, Option("a b", "他")))), ["option_code_malformed"]),
    (of(replace(SAFE, options=(*YES, Option("3", "")))), ["option_without_words"]),
    (of(replace(SAFE, options=tuple(replace(o, is_missing=True) for o in YES))), ["question_options_all_missing"]),
    (of(replace(WORDS, options=YES)), ["question_options_unused"]),
    (of(replace(TIMES, smallest=9, largest=2)), ["question_range_reversed"]),
    (of(replace(LIKED, most=4)), ["question_most_impossible"]),
    (of(replace(LIKED, most=0)), ["question_most_impossible"]),
    (of(replace(SAFE, options=(Option("1", "a", "gone"), YES[1]))), ["route_to_nowhere"]),
    (of(WORDS, replace(SAFE, options=(Option("1", "a", "words"), YES[1]))), ["route_backwards"]),
    (of(replace(SAFE, options=(Option("1", "a", "safe"), YES[1]))), ["route_backwards"]),
    (of(replace(LIKED, options=(Option("1", "a", "end"), YES[1]))), ["route_from_multiple"]),
    (of(replace(USED, options=(Option("1", "a", "end"), Option("2", "b", "end"))), WORDS), ["question_unreachable"]),
    # one that may be left empty still leads on
    (of(replace(USED, options=(Option("1", "a", "end"), Option("2", "b", "end")), is_required=False), WORDS), []),
    (of(SAFE, counted=[CountedAnswer("gone", ("1",))]), ["counted_question_unknown"]),
    (of(SAFE, counted=[CountedAnswer("safe", ("7",))]), ["counted_option_unknown"]),
    (of(SAFE, counted=[CountedAnswer("safe", ())]), ["counted_nothing"]),
    (of(SAFE, counted=[CountedAnswer("safe", ("1", "9"))]), ["counted_missing_option"]),
    (of(SAFE, counted=[CountedAnswer("safe", ("1", "2", "3", "4"))]), ["counted_everything"]),
    (of(WORDS, counted=[CountedAnswer("words", ("1",))]), ["counted_text"]),
    (of(TIMES, counted=[CountedAnswer("times", ("1",))]), ["counted_number"]),
    (of(TIMES, counted=[CountedAnswer("times", ())]), []),
    (of(USED, TIMES, SAFE, counted=[CountedAnswer("safe", ("1",))]), ["counted_question_skippable"]),
    (of(replace(SAFE, words="清潔で、また安全だと思いますか。")), ["question_double_barrelled"]),
    (of(replace(SAFE, words="安全及び安心だと思いますか。")), ["question_double_barrelled"]),
    (of(replace(SAFE, words="区の広報紙を読みましたか。")), []),
    (ASKED, ["counted_question_skippable"] * 3),
]


@pytest.mark.parametrize(
    ("questionnaire", "found"), FAULTS, ids=lambda value: "-".join(value)[:40] if isinstance(value, list) else ""
)
def test_faults(questionnaire, found):
    assert codes(questionnaire) == found


def test_everything_is_said_at_once():
    broken = of(
        replace(SAFE, words="", options=(Option("1", "a", "gone"),)),
        replace(TIMES, smallest=3, largest=1),
        counted=[CountedAnswer("nothing", ("1",)), CountedAnswer("safe", ("8",))],
        title="",
    )
    assert set(codes(broken)) == {
        "questionnaire_untitled", "question_without_words", "question_without_options", "route_to_nowhere",
        "question_range_reversed", "counted_question_unknown", "counted_option_unknown",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_fault_can_be_said(language):
    for questionnaire, _codes in FAULTS:
        for problem in questionnaire_problems(questionnaire):
            assert sentence(problem, language)


def test_only_errors_stand_in_the_way_of_freezing():
    assert is_freezable(ASKED)
    assert not is_freezable(of(replace(SAFE, words="")))


def test_more_than_five_minutes_is_said():
    many = of(*(replace(SAFE, code=f"q{n}") for n in range(60)))
    assert minutes_needed(many) > 5
    assert codes(many) == ["questionnaire_too_long"]
    assert codes(replace(many, minutes=60)) == []


def test_the_longest_way_counts_not_the_sum():
    """Whoever leaves at once needs less; whoever is asked everything decides."""
    branch = replace(USED, options=(Option("1", "a", "words"), Option("2", "b")))
    both = of(branch, WORDS, SAFE)
    longest = of(replace(USED, options=(Option("1", "a"), Option("2", "b"))), WORDS, SAFE)
    assert longest_seconds(both) == longest_seconds(longest)
    cut = of(replace(USED, options=(Option("1", "a", "safe"), Option("2", "b", "safe"))), WORDS, SAFE)
    assert longest_seconds(cut) < longest_seconds(longest)


def test_agreement_options_are_not_double_barrelled():
    assert codes(of(replace(SAFE, options=AGREE))) == []
