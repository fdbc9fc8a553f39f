"""Two years side by side, and whether the line between their figures is cut."""

from dataclasses import replace

import pytest

from hoshin.core.survey.questionnaire import CountedAnswer, Questionnaire
from hoshin.core.survey.questionnaire_comparison import compare_counted, compare_questionnaires, wording_of
from hoshin.core.survey.questionnaire_editing import question_of, with_changed
from tests.spec.questionnaires.asked import AGREE, ASKED, LIKED, SAFE, TIMES, USED, WORDS

SAFE_COUNTED = ASKED.counted[0]


def with_safe(**changes):
    return with_changed(ASKED, "safe", replace(SAFE, **changes))


CHANGES = [
    (ASKED, "same", True),
    (with_safe(words="お住まいの地域は 安全だと思いますか。"), "same", True),
    (with_safe(words="お住まいの地域は安全だと感じますか。"), "words", False),
    (with_safe(words="お住まいの地域は安全だと思いますか?"), "words", False),
    (with_safe(help="夜間も含めて"), "words", False),
    (with_safe(options=AGREE[:-1]), "options", False),
    (with_safe(options=tuple(reversed(AGREE))), "options", False),
    (with_safe(options=(replace(AGREE[0], words="大いにそう思う"), *AGREE[1:])), "options", False),
    (with_safe(options=(*AGREE[:-1], replace(AGREE[-1], is_missing=False))), "options", False),
    (with_safe(words="別", options=AGREE[:-1]), "words_and_options", False),
    (with_safe(kind="single"), "kind", False),
    (with_safe(is_required=True), "same", True),
]


@pytest.mark.parametrize(("now", "change", "comparable"), CHANGES)
def test_changes(now, change, comparable):
    found = {c.code: c for c in compare_questionnaires(ASKED, now)}["safe"]
    assert found.change == change
    assert next(c for c in compare_counted(ASKED, now) if c.counted.question == "safe").is_comparable is comparable
    assert (wording_of(ASKED, SAFE_COUNTED) == wording_of(now, SAFE_COUNTED)) is comparable


def test_other_answers_that_count_cut_the_line():
    now = replace(ASKED, counted=(CountedAnswer("safe", ("1",)),))
    (found,) = compare_counted(ASKED, now)
    assert not found.is_comparable
    assert found.reasons == ("counts",)


def test_other_people_who_are_asked_cut_the_line():
    everyone = with_changed(
        ASKED, "used", replace(USED, options=(USED.options[0], replace(USED.options[1], goes_to=None)))
    )
    found = next(c for c in compare_counted(ASKED, everyone) if c.counted.question == "safe")
    assert found.reasons == ("base",)


def test_a_figure_without_a_year_before_has_nothing_to_be_compared_with():
    before = replace(ASKED, counted=())
    assert {c.reasons for c in compare_counted(before, ASKED)} == {("new",)}


def test_codes_play_no_part_in_the_wording():
    other = replace(SAFE, code="q9", options=tuple(replace(o, code="a" + o.code) for o in AGREE))
    asked = Questionnaire("t", (other,))
    assert wording_of(asked, CountedAnswer("q9", ("a1", "a2"))) == wording_of(Questionnaire("t", (SAFE,)), SAFE_COUNTED)


def test_new_and_gone_and_moved():
    now = replace(ASKED, questions=(WORDS, USED, TIMES, replace(LIKED, code="new"), SAFE))
    found = {c.code: c for c in compare_questionnaires(ASKED, now)}
    assert found["new"].change == "new"
    assert found["liked"].change == "gone"
    assert found["liked"].now is None
    assert [code for code, c in found.items() if c.has_moved] == ["words"]


def test_pieces_show_what_differs_and_add_up():
    now = with_safe(words="お住まいの校区は安全だと思いますか。")
    found = {c.code: c for c in compare_questionnaires(ASKED, now)}["safe"]
    assert "".join(p.text for p in found.words_now) == question_of(now, "safe").words
    assert "".join(p.text for p in found.words_before) == SAFE.words
    assert [p.text for p in found.words_before if p.is_changed] == ["地域"]
    assert [p.text for p in found.words_now if p.is_changed] == ["校区"]


def test_limits_of_a_number_are_part_of_its_wording():
    counted = CountedAnswer("times", ())
    wider = with_changed(ASKED, "times", replace(TIMES, largest=100))
    assert wording_of(ASKED, counted) != wording_of(wider, counted)


def test_an_unknown_question_has_no_wording():
    with pytest.raises(KeyError):
        wording_of(ASKED, CountedAnswer("gone", ("1",)))
