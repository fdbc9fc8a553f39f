"""Which set counts in which year, what is wrong with one, what a decision must hold, and roll-up that never averages."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.judging.choice import OwnCodeSet, code_set_for, replace_years
from hoshin.core.judging.code_set_json import code_set_from_json, code_set_to_json, faults_of
from hoshin.core.judging.code_sets import PRESETS, CodeRule, CodeSet
from hoshin.core.judging.deciding import Entry, faults_of_decision
from hoshin.core.judging.roll_up import Leaf, effectiveness, roll_up

OUTCOME, PROCESS, RATIO = (PRESETS[name] for name in ("outcome-fy2012", "process-fy2012", "ratio-100-80-50"))
ADOPTED = OwnCodeSet("process", "year_end", replace_years(PROCESS, 2023, None))
LATER = OwnCodeSet("process", "year_end", replace_years(RATIO, 2026, 2030))

YEARS = [
    ("outcome", "year_end", 2011, (), None),
    ("outcome", "year_end", 2026, (), "outcome-fy2012"),
    ("outcome", "mid_year", 2026, (), "outcome-fy2012"),
    ("process", "year_end", 2007, (), "process-fy2007"),
    ("process", "year_end", 2022, (), "process-fy2012"),
    ("process", "mid_year", 2022, (), "process-mid-year"),
    ("process", "year_end", 2023, (), None),
    ("process", "year_end", 2023, (ADOPTED,), "process-fy2012"),
    ("process", "mid_year", 2026, (ADOPTED,), "process-fy2012"),
    ("process", "year_end", 2025, (ADOPTED, LATER), "process-fy2012"),
    ("process", "year_end", 2026, (ADOPTED, LATER), "ratio-100-80-50"),
    ("process", "year_end", 2031, (ADOPTED, LATER), "process-fy2012"),
    ("effectiveness", "year_end", 2022, (ADOPTED,), "effectiveness-fy2012"),
    ("effectiveness", "year_end", 2023, (ADOPTED,), None),
]


@pytest.mark.parametrize(("level", "period", "year", "own", "name"), YEARS)
def test_the_set_of_a_level_and_a_year(level, period, year, own, name):
    found = code_set_for(level, period, year, own)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_is_whole_and_survives_json(preset):
    assert faults_of(preset) == ()
    assert code_set_from_json(code_set_to_json(preset)) == preset


def made(*rules, formula="reached", years=(2026, None)):
    return CodeSet("x", "x", "x", rules, formula, years)


GOOD, BAD = CodeRule("○", "達成", "", True), CodeRule("×", "未達成", "", False)
FAULTS = [
    ("nothing", made(), ["code_set_empty"]),
    ("a gap", made(GOOD), ["code_set_with_a_gap"]),
    ("the same code twice", made(GOOD, BAD, CodeRule("○", "達成", "", True)), ["code_repeated"]),
    ("a row behind one that takes all", made(GOOD, BAD, CodeRule("－", "ほか", "")), ["code_never_reached"]),
    ("no meaning", made(GOOD, CodeRule("×", "", "", False)), ["code_without_legend"]),
    ("backwards", made(GOOD, BAD, years=(2026, 2025)), ["code_set_years_backwards"]),
    ("ratios upside down", made(CodeRule("B", "b", "", ratio_from=Decimal("0.5")), CodeRule("A", "a", "", ratio_from=Decimal(1)), CodeRule("C", "c", ""), formula="ratio_to_target"), ["code_set_ratios_unordered"]),
    ("ratios without a bottom", made(CodeRule("A", "a", "", ratio_from=Decimal(1)), formula="ratio_to_target"), ["code_set_ratios_unordered"]),
]  # fmt: skip


@pytest.mark.parametrize(("code_set", "codes"), [r[1:] for r in FAULTS], ids=[r[0] for r in FAULTS])
def test_every_fault_of_a_set_is_named(code_set, codes):
    assert [problem.code for problem in faults_of(code_set)] == codes


WRITTEN = Entry(True, "人が足りない", "増やす")
DECISIONS = [
    ("as proposed", OUTCOME, "A", "A", "", Entry(), []),
    ("otherwise, with a reason", OUTCOME, "B", "A", "天候のため", Entry(), []),
    ("otherwise, without", OUTCOME, "B", "A", " ", Entry(), ["decision_reason_missing"]),
    ("where nothing is proposed", OUTCOME, None, "A", "", Entry(), ["decision_reason_missing"]),
    ("B demands both texts", OUTCOME, "B", "B", "", Entry(), ["challenges_missing", "improvements_missing"]),
    ("one of two is not enough", OUTCOME, "B", "B", "", Entry(None, "課題", " "), ["improvements_missing"]),
    ("イ demands them", PRESETS["effectiveness-fy2012"], "イ", "イ", "", Entry(), ["challenges_missing", "improvements_missing"]),
    ("③ with both", PROCESS, "③", "③", "", WRITTEN, []),
    ("② without knowing how it went", PROCESS, None, "②(ⅰ)", "r", Entry(None, "a", "b"), ["done_as_planned_missing"]),
    ("a code of another set", OUTCOME, "A", "①(ⅰ)", "", WRITTEN, ["code_not_in_set"]),
    ("no set at all", None, None, "A", "r", WRITTEN, ["code_not_in_set"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code_set", "proposed", "decided", "reason", "entry", "codes"),
    [r[1:] for r in DECISIONS],
    ids=[r[0] for r in DECISIONS],
)
def test_what_a_decision_must_hold(code_set, proposed, decided, reason, entry, codes):
    found = faults_of_decision(code_set, proposed=proposed, decided=decided, reason=reason, entry=entry)
    assert [problem.code for problem in found] == codes


SUMS = [
    ("all reached", OUTCOME, ["A", "A"], "A"),
    ("one missed", OUTCOME, ["A", "B", "A"], "B"),
    ("one without a code", OUTCOME, ["A", None], None),
    ("missed and one without a code", OUTCOME, ["B", None], None),
    ("nothing", OUTCOME, [], None),
    ("all reached, one not as planned", PROCESS, ["①(ⅰ)", "①(ⅱ)"], "①(ⅱ)"),
    ("one missed, as planned", PROCESS, ["①(ⅰ)", "②(ⅰ)"], "②(ⅰ)"),
    ("one missed, another not as planned", PROCESS, ["①(ⅱ)", "②(ⅰ)"], "②(ⅱ)"),
    ("one at the criterion", PROCESS, ["①(ⅰ)", "③"], "③"),
    ("a code of another set", PROCESS, ["①(ⅰ)", "A"], None),
    ("ratios are never averaged", RATIO, ["A", "A"], None),
]


@pytest.mark.parametrize(("code_set", "codes", "over_all"), [r[1:] for r in SUMS], ids=[r[0] for r in SUMS])
def test_one_code_over_many_by_the_stated_rule(code_set, codes, over_all):
    leaves = [Leaf(code, "reached" if code else "not_measured") for code in codes]
    assert roll_up(leaves, code_set).code == over_all


def test_a_strategy_is_effective_when_its_outcome_is_reached():
    effect = PRESETS["effectiveness-fy2012"]
    assert effectiveness(roll_up([Leaf("A", "reached")], OUTCOME), OUTCOME, effect).code == "ア"
    assert effectiveness(roll_up([Leaf("B", "cannot_tell")], OUTCOME), OUTCOME, effect).code == "イ"
    assert effectiveness(roll_up([Leaf(None, "not_measured")], OUTCOME), OUTCOME, effect) is None
    assert effectiveness(roll_up([Leaf("A", "reached")], OUTCOME), OUTCOME, None) is None


supports = st.sampled_from(["reached", "not_reached", "cannot_tell", "not_measured", "not_comparable"])
leaves = st.lists(st.builds(Leaf, st.sampled_from(["A", "B", None]), supports), max_size=12)


@given(leaves)
def test_everything_is_counted_once(every):
    found = roll_up(every, OUTCOME)
    assert sum(found.by_support.values()) == found.total == sum(found.by_code.values()) + found.without_code
    assert found.share_not_measured == (Fraction(found.not_measured, found.total) if every else None)


@given(leaves, st.randoms(use_true_random=False))
def test_order_does_not_matter(every, chance):
    shuffled = list(every)
    chance.shuffle(shuffled)
    assert roll_up(shuffled, OUTCOME) == roll_up(every, OUTCOME)


@given(leaves)
def test_one_more_without_a_figure_takes_the_code_away(every):
    assert roll_up([*every, Leaf(None, "not_measured")], OUTCOME).code is None
