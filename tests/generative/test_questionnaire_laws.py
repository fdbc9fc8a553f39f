"""Laws of questionnaires and samples that no table can hold."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire
from hoshin.core.survey.questionnaire_answers import answer_fault, read_answer
from hoshin.core.survey.questionnaire_checks import longest_seconds, questionnaire_problems, seconds_to_answer
from hoshin.core.survey.questionnaire_comparison import compare_counted, compare_questionnaires
from hoshin.core.survey.questionnaire_editing import (
    with_changed,
    with_moved,
    with_question,
    without_question,
)
from hoshin.core.survey.questionnaire_json import NotAQuestionnaireError, questionnaire_from, questionnaire_json
from hoshin.core.survey.questionnaire_routing import (
    answers_on_path,
    first_open,
    next_question,
    path,
    previous_question,
    progress,
)
from hoshin.core.survey.questionnaire_tables import answer_columns
from hoshin.core.survey.sampling import (
    CODE_SIGNS,
    FrameUnit,
    allocate,
    code_from,
    draw,
    evened_code,
    grouped_code,
    is_code,
    token_from,
    token_hash,
)

CODES = ["a", "b", "c", "d", "e"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
OPTIONS = st.lists(
    st.builds(
        Option, code=st.sampled_from(["1", "2", "3", "9"]), words=WORDS,
        goes_to=st.one_of(st.none(), st.sampled_from([*CODES, "end", "nowhere"])), is_missing=st.booleans(),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
QUESTIONS = st.builds(
    Question, code=st.sampled_from(CODES), kind=st.sampled_from(["single", "multiple", "scale", "number", "text"]),
    words=WORDS, options=OPTIONS, help=WORDS, is_required=st.booleans(), is_attribute=st.booleans(),
    most=st.one_of(st.none(), st.integers(-1, 5)), smallest=st.one_of(st.none(), st.integers(-5, 5)),
    largest=st.one_of(st.none(), st.floats(-5, 5, allow_nan=False)), unit=WORDS,
)  # fmt: skip
COUNTED = st.builds(
    CountedAnswer, st.sampled_from(CODES), st.lists(st.sampled_from(["1", "2", "9"]), max_size=3).map(tuple),
    st.one_of(st.none(), st.just("k1")), WORDS,
)  # fmt: skip
ANY = st.builds(
    Questionnaire, title=WORDS, questions=st.lists(QUESTIONS, max_size=6).map(tuple),
    counted=st.lists(COUNTED, max_size=3).map(tuple), preface=WORDS, thanks=WORDS, minutes=st.integers(1, 60),
)  # fmt: skip
"""Any questionnaire at all: repeated codes, routes to anywhere, options of texts."""
SOUND = ANY.filter(lambda q: len({x.code for x in q.questions}) == len(q.questions))
ANSWERS = st.dictionaries(
    st.sampled_from(CODES),
    st.one_of(
        st.none(), st.sampled_from(["1", "2", "3", "9", "x"]), st.floats(allow_nan=False, allow_infinity=False),
        st.lists(st.sampled_from(["1", "2", "9"]), max_size=3).map(tuple), WORDS,
    ),
)  # fmt: skip


@given(ANY, ANSWERS)
def test_the_way_ends_and_asks_nothing_twice(questionnaire, answers):
    way = path(questionnaire, answers)
    assert len(way) <= len(questionnaire.questions)
    places = [next(i for i, q in enumerate(questionnaire.questions) if q is asked) for asked in way]
    assert places == sorted(set(places))


@given(SOUND, ANSWERS)
def test_step_by_step_is_the_way(questionnaire, answers):
    walked, at = [], next_question(questionnaire, answers)
    while at is not None:
        walked.append(at)
        at = next_question(questionnaire, answers, at.code)
    assert tuple(walked) == path(questionnaire, answers)
    for number, asked in enumerate(walked, 1):
        told = progress(questionnaire, answers, asked.code)
        assert (told.position, told.total) == (number, len(walked))
        assert previous_question(questionnaire, answers, asked.code) == (walked[number - 2] if number > 1 else None)


@given(SOUND, ANSWERS)
def test_answers_off_the_way_change_nothing(questionnaire, answers):
    kept = answers_on_path(questionnaire, answers)
    assert path(questionnaire, kept) == path(questionnaire, answers)
    assert first_open(questionnaire, kept) == first_open(questionnaire, answers)
    assert answer_columns(questionnaire, kept) == answer_columns(questionnaire, answers)


@given(ANY)
def test_json_loses_nothing(questionnaire):
    assert questionnaire_from(questionnaire_json(questionnaire)) == questionnaire


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["format", "title", "questions", "code", "kind", "words", "options"]), inner),
    ),
    max_leaves=8,
)


@given(JSON)
def test_json_that_is_none_is_named(value):
    try:
        questionnaire_from(value)
    except NotAQuestionnaireError as refused:
        assert refused.problems


@given(ANY)
def test_checking_ends_for_anything(questionnaire):
    for problem in questionnaire_problems(questionnaire):
        assert problem.severity in ("error", "question", "note")


@given(SOUND)
def test_the_longest_way_is_no_longer_than_everything(questionnaire):
    everything = sum(seconds_to_answer(q) for q in questionnaire.questions)
    assert longest_seconds(questionnaire) <= everything + len(questionnaire.preface)


@given(SOUND)
def test_a_year_without_changes_is_comparable(questionnaire):
    assert {c.change for c in compare_questionnaires(questionnaire, questionnaire)} <= {"same"}
    firsts = {c.question: c for c in reversed(questionnaire.counted)}
    for compared in compare_counted(questionnaire, questionnaire):
        if firsts[compared.counted.question] == compared.counted:
            assert compared.is_comparable


@given(SOUND, st.data())
def test_moving_there_and_back(questionnaire, data):
    if not questionnaire.questions:
        return
    code = data.draw(st.sampled_from([q.code for q in questionnaire.questions]))
    down = with_moved(questionnaire, code, 1)
    assert Counter(q.code for q in down.questions) == Counter(q.code for q in questionnaire.questions)
    if questionnaire.questions[-1].code != code:
        assert with_moved(down, code, -1) == questionnaire


@given(SOUND, st.data())
def test_taking_out_leaves_no_trace(questionnaire, data):
    if not questionnaire.questions:
        return
    code = data.draw(st.sampled_from([q.code for q in questionnaire.questions]))
    left = without_question(questionnaire, code)
    assert all(q.code != code for q in left.questions)
    assert all(c.question != code for c in left.counted)
    assert all(o.goes_to != code for q in left.questions for o in q.options)


@given(SOUND, QUESTIONS)
def test_renaming_takes_routes_and_counts_along(questionnaire, question):
    if not questionnaire.questions:
        return
    old = questionnaire.questions[0]
    renamed = with_changed(questionnaire, old.code, Question("new", old.kind, old.words, old.options))
    assert sum(c.question == "new" for c in renamed.counted) == sum(
        c.question == old.code for c in questionnaire.counted
    )
    assert len(with_question(questionnaire, question).questions) == len(questionnaire.questions) + 1


@given(QUESTIONS, st.one_of(WORDS, st.lists(st.sampled_from(["1", "2", "9", "x", ""]), max_size=4)))
def test_what_was_read_stands_when_it_is_stored(question, typed):
    answer, problems = read_answer(question, typed)
    if problems:
        assert answer is None
    elif answer is not None:
        assert answer_fault(question, answer) == ()


STRATA = st.sampled_from([("東",), ("西",), ("南",)])
UNITS = st.lists(st.builds(FrameUnit, st.integers(0, 10**6).map(str), STRATA), unique_by=lambda u: u.key, max_size=60)
WANTED = st.fixed_dictionaries({("東",): st.integers(0, 30), ("西",): st.integers(0, 30), ("南",): st.integers(0, 30)})


@given(UNITS, WANTED, st.text(min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_the_list_plays_no_part(units, wanted, seed, chance: random.Random):
    shuffled = list(units)
    chance.shuffle(shuffled)
    one, other = draw(units, wanted, seed), draw(shuffled, wanted, seed)
    assert (one.keys, one.strata, one.fingerprint) == (other.keys, other.strata, other.fingerprint)


@given(UNITS, WANTED)
def test_nobody_is_drawn_twice_and_as_many_as_there_are(units, wanted):
    drawn = draw(units, wanted, "種")
    assert len(set(drawn.keys)) == len(drawn.keys)
    listed = Counter(unit.stratum for unit in units)
    of_key = {unit.key: unit.stratum for unit in units}
    for stratum in drawn.strata:
        assert stratum.drawn == min(wanted[stratum.stratum], listed[stratum.stratum])
        assert sum(of_key[key] == stratum.stratum for key in drawn.keys) == stratum.drawn


@given(UNITS, WANTED)
def test_whoever_is_added_takes_at_most_one_place(units, wanted):
    """The draw is an order by chance: a new line displaces the last one of its stratum or nobody."""
    before = set(draw(units, wanted, "s").keys)
    after = set(draw([*units, FrameUnit("new", ("東",))], wanted, "s").keys)
    assert len(before - after) <= 1
    assert after - before <= {"new"}


POPULATIONS = st.dictionaries(st.tuples(st.text(max_size=2)), st.integers(0, 5000), min_size=1, max_size=8)


@given(st.integers(0, 3000), POPULATIONS, st.sampled_from(["proportional", "equal"]), st.integers(0, 20))
def test_shares_add_up_and_fit(total, populations, how, smallest):
    shares = allocate(total, populations, how, smallest)
    assert shares.keys() == populations.keys()
    for stratum, share in shares.items():
        assert min(smallest, populations[stratum]) <= share <= populations[stratum]
    floor = sum(min(smallest, population) for population in populations.values())
    assert sum(shares.values()) == max(floor, min(total, sum(populations.values())))


@given(st.integers(1, 3000), POPULATIONS)
def test_proportional_shares_stay_within_one_of_their_quota(total, populations):
    everyone = sum(populations.values())
    if not everyone:
        return
    for stratum, share in allocate(total, populations).items():
        quota = min(total, everyone) * populations[stratum] / everyone
        assert abs(share - quota) < 1 + 1e-9


@given(st.binary(min_size=8, max_size=8), st.integers(0, 7), st.sampled_from(CODE_SIGNS))
def test_one_wrong_sign_is_noticed(chance, place, sign):
    code = code_from(chance)
    assert is_code(code)
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_code(wrong) is (wrong == code)


@given(st.binary(min_size=8, max_size=8), st.integers(0, 6))
def test_exchanged_neighbours_are_noticed(chance, place):
    code = code_from(chance)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_code(wrong) is (wrong == code)


@given(st.binary(min_size=16, max_size=16))
def test_codes_are_the_same_however_they_are_typed(chance):
    token = token_from(chance)
    wide = grouped_code(token).lower().translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)})
    assert evened_code(wide) == token
    assert token_hash(wide) == token_hash(token)


@pytest.mark.parametrize("typed", ["", "-", "ア", "0" * 8, "x" * 500, "\x00"])
def test_what_is_no_code_is_none(typed):
    assert not is_code(typed)
