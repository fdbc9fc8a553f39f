"""The example's kinds of targets judged from measurements, with criteria for withdrawal, progress and forecast."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.judging.assessing import Evidence, assess
from hoshin.core.judging.code_sets import PRESETS
from hoshin.core.judging.retreat import Criterion, condition_of, criteria_of
from hoshin.core.plan.document import ExitCriterion, Indicator, Target
from tests.spec.judging.measured import count, followed, surveyed, year

OUTCOME, PROCESS, MID_YEAR = (PRESETS[name] for name in ("outcome-fy2012", "process-fy2012", "process-mid-year"))


def indicator(target, measure="参加者数", **more):
    return Indicator("k", measure, measure, target=target, **more)


def judged(
    target, *measurements, code_set=PROCESS, fiscal_year=2026, done=True, criteria=(), measure="参加者数", **more
):
    evidence = Evidence(measurements, more.pop("absences", {}), criteria, more.pop("looks_ahead", False))
    return assess(
        indicator(target, measure), evidence, fiscal_year=fiscal_year, code_set=code_set, done_as_planned=done, **more
    )


LAST_YEAR = Target("<=", unit="件", baseline="previous_fiscal_year")
# Seven kinds: a share of residents, a count, a cohort's share, それぞれ, 前年以下, an implied target by a year, in words.
KINDS = [
    ("a share of a sample", Target(">=", Decimal("49.4"), unit="%"), [surveyed(2026, 0.51)], "①(ⅰ)", "cannot_tell"),
    ("a count of a register", Target(">=", Decimal(370), unit="件"), [count(2026, 348)], "②(ⅰ)", "not_reached"),
    ("a cohort's share", Target(">=", Decimal(80), unit="%"), [followed(2026, 221, 263)], "①(ⅰ)", "reached"),
    ("one of それぞれ", Target(">=", Decimal(60), unit="%"), [surveyed(2026, 0.7)], "①(ⅰ)", "reached"),
    ("not above last year", LAST_YEAR, [count(2025, 38), count(2026, 52)], "②(ⅰ)", "not_reached"),
    ("by a later year", Target(">=", Decimal(70), unit="%", due_fiscal_year=2027, comparator_implied=True), [surveyed(2026, 0.6)], "②(ⅰ)", "not_reached"),
    ("in words", Target("qualitative"), [surveyed(2026, 0.6)], None, "cannot_tell"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "measurements", "code", "supports"), [r[1:] for r in KINDS], ids=[r[0] for r in KINDS]
)
def test_each_kind_of_target_of_the_example_is_judged(target, measurements, code, supports):
    verdict = judged(target, *measurements).verdict
    assert (verdict.code, verdict.supports) == (code, supports)
    assert verdict.reason.ja.endswith("。")


def test_last_year_measured_in_another_way_gives_no_code_and_says_why():
    now = surveyed(2026, 0.6, wording="Q1/2")
    verdict = judged(Target(">=", baseline="previous_fiscal_year"), surveyed(2025, 0.5), now).verdict
    assert (verdict.code, verdict.supports) == (None, "not_comparable")
    assert "測り方が変わった" in verdict.reason.ja
    assert "previous_measured_differently" in [problem.code for problem in verdict.problems]


def test_a_stated_absence_is_told_and_never_a_zero():
    verdict = judged(Target("<=", Decimal(5), unit="件"), absences={2026: "not_published_yet"}).verdict
    assert (verdict.code, verdict.supports) == (None, "not_measured")
    assert "公表" in verdict.reason.ja


def test_without_a_code_set_the_evidence_still_speaks():
    verdict = judged(Target(">=", Decimal(370), unit="件"), count(2026, 400), code_set=None).verdict
    assert (verdict.code, verdict.supports) == (None, "reached")
    assert [problem.code for problem in verdict.problems] == ["code_set_not_chosen"]


def test_a_target_nobody_confirmed_judges_nothing():
    assert judged(None, count(2026, 400)).verdict.code is None
    assert judged(None).verdict.supports == "not_measured"


def test_half_a_year_is_not_judged_at_years_end_and_an_expected_figure_is_at_mid_year():
    half = count(2026, 200, period=year(2026, last=date(2026, 9, 30)))
    target = Target(">=", Decimal(370), unit="件")
    assert judged(target, half).verdict.supports == "not_measured"
    expected = judged(target, half, code_set=MID_YEAR, period="mid_year", expected=Decimal(380))
    assert (expected.verdict.code, expected.is_expected_figure) == ("①(ⅰ)", True)
    assert expected.verdict.reason.ja.startswith("見込みは")


def test_a_count_that_is_there_before_the_year_is_over_is_reached_at_mid_year():
    half = count(2026, 380, period=year(2026, last=date(2026, 9, 30)))
    rising, falling = Target(">=", Decimal(370), unit="件"), Target("<=", Decimal(400), unit="件")
    assert judged(rising, half, code_set=MID_YEAR, period="mid_year").verdict.code == "①(ⅰ)"
    assert judged(rising, half).verdict.supports == "not_measured"
    assert judged(falling, half, code_set=MID_YEAR, period="mid_year").verdict.supports == "not_measured"


def test_a_maintained_level_takes_its_direction_from_what_is_measured():
    level = Target("maintain", Decimal(90), unit="%")
    assert judged(level, surveyed(2026, 0.97, 0.01), measure="利用者の満足度").verdict.code == "①(ⅰ)"
    assert judged(level, surveyed(2026, 0.97, 0.01), measure="放置自転車の割合").verdict.code == "②(ⅰ)"


def test_a_sum_over_years_is_asked_about():
    target = Target(">=", Decimal(100), unit="人", cumulative=True, since_fiscal_year=2024)
    assert "target_is_a_sum" in [p.code for p in judged(target, count(2026, 120, unit="人")).verdict.problems]


def criterion(printed, target=None):
    return Criterion(printed, condition_of(ExitCriterion(printed), target))


def test_a_criterion_fires_by_itself_and_goes_before_the_target():
    below = criterion("年250件未満のとき")
    found = judged(Target(">=", Decimal(100), unit="件"), count(2026, 240), criteria=[criterion("年50件未満"), below])
    assert (found.verdict.code, found.verdict.retreat, found.fired) == ("③", "fired", (below,))
    assert judged(Target(">=", Decimal(100), unit="件"), count(2026, 250), criteria=[below]).verdict.retreat == "clear"


CONDITIONS = [
    ("新設が5台未満", "<", 5, "台"),
    ("満足度が６０％未満のときは", "<", 60, "%"),
    ("苦情が10件を超えた場合", ">", 10, "件"),
    ("目標値の80%未満のとき", "<", 296, "件"),
    ("参加が1,200人に満たない場合", "<", 1200, "人"),
    ("事業の継続が困難なとき", None, None, None),
    ("30%未満又は5件以下のとき", None, None, None),
    ("①と②がともに30%未満のとき", None, None, None),
]


@pytest.mark.parametrize(("printed", "comparator", "value", "unit"), CONDITIONS, ids=[row[0] for row in CONDITIONS])
def test_a_plain_condition_is_read_and_an_unclear_one_left_to_a_person(printed, comparator, value, unit):
    found = condition_of(ExitCriterion(printed), Target(">=", Decimal(370), unit="件"))
    assert (found and (found.comparator, found.value, found.unit)) == (comparator and (comparator, value, unit))


def test_criteria_are_given_to_the_indicators_they_speak_of():
    of = [Indicator(key, words, words, label=label, target=Target(">=", Decimal(70), unit="%")) for key, label, words in (
        ("a", "①", "訪問した回数"), ("b", "②-1", "自信がついた人の割合"), ("c", "②-2", "相談利用者の満足度"), ("d", "③", "情報を知る区民の割合"),
    )]  # fmt: skip
    criteria = [
        ExitCriterion("訪問が年250件未満のとき", label="①"),
        ExitCriterion("相談利用者の満足度が60%未満のとき", label="②"),
        ExitCriterion("①から③のいずれかが10%未満のとき"),
    ]
    found = {i.id: [c.printed[:3] for c in criteria_of(i, of, criteria)[0]] for i in of}
    assert found == {"a": ["訪問が", "①から"], "b": ["①から"], "c": ["相談利", "①から"], "d": ["①から"]}
    unclear = criteria_of(of[0], of, [ExitCriterion("成果が40%未満のとき")])
    assert unclear[0] == () and [p.code for p in unclear[1]] == ["retreat_of_which"]


@given(base=st.integers(1, 900), target=st.integers(1, 900), actual=st.integers(0, 900), scale=st.integers(1, 50))
def test_progress_keeps_its_laws(base, target, actual, scale):
    found = judged(Target(">=", Decimal(target), unit="件"), count(2025, base), count(2026, actual)).progress
    larger = judged(
        Target(">=", Decimal(target * scale), unit="件"), count(2025, base * scale), count(2026, actual * scale)
    ).progress
    assert (found.from_baseline is None) == (base == target)
    if found.from_baseline is not None and larger.from_baseline is not None:
        assert abs(found.from_baseline - larger.from_baseline) < Decimal("1e-20")
        assert (found.from_baseline == 1) == (actual == target)
        assert (found.from_baseline == 0) == (actual == base)


def test_a_falling_target_is_right_way_up():
    found = judged(LAST_YEAR, count(2025, 40), count(2026, 50)).progress
    assert found.ratio == Decimal("0.8")


DUE = Target(">=", Decimal(90), unit="%", due_fiscal_year=2028)


def forecast(*measurements, target=DUE, fiscal_year=2026):
    return judged(target, *measurements, code_set=OUTCOME, looks_ahead=True, fiscal_year=fiscal_year).forecast


def test_three_years_measured_alike_give_a_forecast_with_its_interval():
    found = forecast(*(surveyed(y, s) for y, s in ((2024, 0.55), (2025, 0.58), (2026, 0.62))))
    assert found.forecast.lower < found.forecast.share < found.forecast.upper and found.chance < 0.5
    assert "2028年度" in found.in_words() and "95%" in found.in_words("en")


WHY_NOT = [
    ("two years", [surveyed(2025, 0.5), surveyed(2026, 0.6)], "too_few_years", 2),
    ("a cut between them", [surveyed(2024, 0.5), surveyed(2025, 0.5), surveyed(2026, 0.6, wording="Q1/2")], "too_few_years", 1),
    ("counts", [count(2024, 1), count(2025, 2), count(2026, 3)], "no_sample", 0),
    ("nothing", [], "too_few_years", 0),
    ("a later year is not looked at", [surveyed(2026, 0.6), surveyed(2027, 0.6), surveyed(2028, 0.6)], "too_few_years", 1),
]  # fmt: skip


@pytest.mark.parametrize(("measurements", "why", "years"), [r[1:] for r in WHY_NOT], ids=[r[0] for r in WHY_NOT])
def test_where_there_is_no_forecast_the_reason_is_said(measurements, why, years):
    found = forecast(*measurements)
    assert (found.forecast, found.why_not, found.years_used) == (None, why, years)
    assert found.in_words().endswith("。") and found.in_words("en").endswith(".")


def test_a_target_that_is_due_has_no_forecast():
    assert forecast(surveyed(2026, 0.6), target=Target(">=", Decimal(90), unit="%", due_fiscal_year=2026)) is None
