"""Changes, decisions, forecasts and plans at their edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.survey.change import Estimated, OverlappingSamplesError, change, clear_changes
from hoshin.core.survey.decision import chance_below, decide, decide_at_most
from hoshin.core.survey.forecast import YearlyShare, chance_of_reaching, forecast
from hoshin.core.survey.planning import answers_needed, half_width_of, plan_of_stratum, smallest_callable_change

shares = st.floats(0.02, 0.98)
reaches = st.tuples(st.floats(0.001, 0.2), st.floats(0.001, 0.2))


def estimated(share, reach):
    return Estimated(share, share - reach[0], share + reach[1])


def test_the_same_people_twice_are_refused():
    with pytest.raises(OverlappingSamplesError):
        change(Estimated(0.4, 0.3, 0.5), Estimated(0.5, 0.4, 0.6), same_people=True)


@given(shares, reaches, shares, reaches)
def test_a_change_back_is_the_mirror(one, one_reach, other, other_reach):
    there = change(estimated(one, one_reach), estimated(other, other_reach))
    back = change(estimated(other, other_reach), estimated(one, one_reach))
    assert (there.difference, there.lower, there.upper) == pytest.approx((-back.difference, -back.upper, -back.lower))
    assert there.lower < there.difference < there.upper
    assert there.is_clear == back.is_clear


def test_no_test_without_both_standard_errors():
    found = change(Estimated(0.4, 0.3, 0.5, 0.05, 90), Estimated(0.5, 0.4, 0.6))
    assert (found.se, found.t, found.p_value) == (None, None, None)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_of_many_changes_never_more_are_called_than_one_by_one(p_values):
    called = clear_changes(p_values)
    assert len(called) == len(p_values)
    assert all(p <= 0.05 for p, is_called in zip(p_values, called, strict=True) if is_called)
    assert all(called[n] for n, p in enumerate(p_values) if p <= 0.05 / max(len(p_values), 1))


@given(shares, reaches, st.floats(0, 1))
def test_at_least_and_at_most_mirror_each_other(share, reach, target):
    lower, upper = share - reach[0], share + reach[1]
    assert decide(lower=lower, upper=upper, target=target) == decide_at_most(lower=-upper, upper=-lower, target=-target)


def test_without_spread_the_chance_is_certain():
    assert chance_below(estimate=0.4, se=0.0, df=5, target=0.5) == 1.0


def test_years_that_no_line_goes_through():
    usual = [YearlyShare(2021, 0.4, 0.02), YearlyShare(2022, 0.5, 0.02)]
    assert forecast([], 2030) is None
    assert forecast([*usual, YearlyShare(2023, 1.0, 0.0)], 2030) is None
    assert forecast([YearlyShare(2021, share, 0.02) for share in (0.3, 0.4, 0.5)], 2030) is None


def test_a_forecast_at_the_ends_of_the_scale():
    found = forecast([YearlyShare(2020 + n, 0.4 + 0.01 * n, 0.02) for n in range(4)], 2026)
    assert chance_of_reaching(found, 0.0) == 1.0
    assert chance_of_reaching(found, 1.0) == 0.0
    assert 0.0 < found.lower < found.share < found.upper < 1.0


@given(st.integers(2, 200_000), st.floats(0.01, 0.3), shares)
def test_the_answers_planned_give_the_half_width_wanted(population, half_width, share):
    n = answers_needed(half_width, population=population, share=share)
    assert 1 <= n <= population
    assert half_width_of(n, population=population, share=share) <= half_width + 1e-9


def test_a_stratum_too_small_for_its_response():
    plan = plan_of_stratum(60, population=100, response=0.3)
    assert (plan.to_mail, plan.is_all) == (100, True)


def test_a_smaller_earlier_year_makes_changes_harder_to_call():
    assert smallest_callable_change(800, earlier_n=200) > smallest_callable_change(800)
