"""Words, cuts between years, freshness, baselines."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.measurement.baseline import baseline_value, leans_on_year
from hoshin.core.measurement.comparability import BREAK_WORDS, break_between, breaks
from hoshin.core.measurement.freshness import freshness_of
from hoshin.core.measurement.record import Known, MeasuredPeriod, Missing, Uncertainty, Withheld
from hoshin.core.measurement.shown import base_in_words, counts_in_words, shown, value_in_words
from hoshin.core.measurement.years import (
    is_calendar_year,
    until_in_words,
    year_in_short,
    year_in_words,
)
from hoshin.core.plan.document import Target
from tests.unit.measurement.samples import FY2024, FY2025, count, survey

CALENDAR_2025 = MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2025)


@pytest.mark.parametrize(
    ("value", "unit", "ja", "en"),
    [
        (0.603, "%", "60.3%", "60.3%"),
        (Fraction(1, 2000), "%", "0.1%", "0.1%"),
        (Fraction(1, 2001), "%", "0.0%", "0.0%"),
        (0, "%", "0.0%", "0.0%"),
        (1, "%", "100.0%", "100.0%"),
        (Fraction(2, 3), "%", "66.7%", "66.7%"),
        (Decimal("0.352"), "%", "35.2%", "35.2%"),
        (0.6875, "%", "68.8%", "68.8%"),
        (370, "件", "370件", "370 件"),
        (1234567, "人", "1,234,567人", "1,234,567 人"),
        (Decimal("3.50"), "点", "3.50点", "3.50 点"),
        (Decimal("1E+3"), "円", "1,000円", "1,000 円"),
        (-0.004, "%", "-0.4%", "-0.4%"),
        (-0.0001, "%", "0.0%", "0.0%"),
        (Fraction(10, 3), None, "3.33", "3.33"),
        (4.0, "回", "4回", "4 回"),
    ],
)
def test_values_in_words(value, unit, ja, en):
    assert (value_in_words(value, unit), value_in_words(value, unit, "en")) == (ja, en)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_rounded_half_up_on_the_exact_value(part, whole):
    words = value_in_words(Fraction(part, whole), "%").removesuffix("%").replace(",", "")
    exact, printed = Fraction(part, whole) * 100, Fraction(words)
    assert -Fraction(1, 20) < exact - printed <= Fraction(1, 20) or exact - printed == -Fraction(1, 20)
    assert exact - printed < Fraction(1, 20)


def test_a_figure_with_its_interval_in_both_languages():
    assert str(shown(survey())) == "60.3%（95%信頼区間 56.1〜64.4%）"
    assert str(shown(survey(), "en")) == "60.3% (95% confidence interval 56.1–64.4%)"
    assert str(shown(survey(uncertainty=Uncertainty(lower=0.5, upper=0.6, level=0.975)))).startswith(
        "60.3%（97.5%信頼区間"
    )


def test_without_both_ends_there_is_no_interval():
    assert str(shown(survey(uncertainty=Uncertainty(lower=0.5)))) == "60.3%"
    assert str(shown(survey(uncertainty=None))) == "60.3%"


@pytest.mark.parametrize(
    ("reading", "ja"),
    [
        (Missing("no_denominator"), "分母が0のため割合を出せません"),
        (Missing("not_measured", "職員の不足"), "測定していません"),
        (Withheld("small_count"), "人数が少なく個人が推測されるおそれがあるため、公表しません"),
        (Missing("自分の理由"), "自分の理由"),
    ],
)
def test_no_figure_is_said_with_its_reason_and_never_with_an_interval(reading, ja):
    found = shown(survey(reading=reading))
    assert (str(found), found.is_known) == (ja, False)


def test_the_base_in_words():
    of = survey(numerator=262, denominator=1496, base_words="問7に答えた人")
    assert base_in_words(of) == "1,496人のうち262人（問7に答えた人）"
    assert base_in_words(of, "en") == "262 of 1,496 people (問7に答えた人)"
    assert counts_in_words(dataclasses.replace(of, numerator=None)) == "1,496人"
    register = count(Fraction(3, 4), unit="%", numerator=3, denominator=4)
    assert counts_in_words(register) == "4のうち3"
    assert base_in_words(count()) == ""


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, None),
        ({"provisional": True, "flags": ("provisional",)}, None),
        ({"reading": Missing("no_denominator")}, None),
        ({"snapshot": "f" * 64, "recipe": {"counts": ["1", "2"]}}, None),
        ({"wording": "Q2"}, ("wording",)),
        ({"method": "survey_estimate/2"}, ("method",)),
        ({"instrument": "電話調査"}, ("instrument",)),
        ({"population": "participants"}, ("population",)),
        ({"notes": ("open_panel",)}, ("sampling",)),
        ({"notes": ("census",)}, ("sampling",)),
        ({"unit": "点"}, ("unit",)),
        ({"wording": "Q2", "notes": ("open_panel",)}, ("wording", "sampling")),
    ],
)
def test_where_the_line_between_two_years_is_cut(changed, reasons):
    earlier = survey(period=FY2024, wording="Q1", instrument="令和6年度 区民アンケート（第12回）")
    later = survey(wording="Ｑ１", instrument="令和7年度　区民アンケート（第13回）")
    found = break_between(earlier, dataclasses.replace(later, **changed))
    assert (found.reasons if found else None) == reasons
    if found:
        assert found.in_words().endswith("。") and found.in_words("en").endswith(".")


def test_a_calendar_year_does_not_follow_a_fiscal_year():
    calendar_2024 = MeasuredPeriod(date(2024, 1, 1), date(2024, 12, 31), 2024)
    assert break_between(count(period=calendar_2024), count(period=CALENDAR_2025)) is None
    assert break_between(count(period=FY2024), count(period=CALENDAR_2025)).reasons == ("kind_of_year",)


def test_a_calendar_year_to_date_differs_from_a_whole_one_in_its_length_alone():
    running = MeasuredPeriod(date(2026, 1, 1), date(2026, 10, 31), 2026)
    assert break_between(count(period=CALENDAR_2025), count(period=running)).reasons == ("length",)
    quarter = MeasuredPeriod(date(2026, 1, 1), date(2026, 3, 31), 2025)
    assert [is_calendar_year(p) for p in (running, CALENDAR_2025, quarter, FY2025)] == [True, True, False, False]
    assert year_in_words(running) == "2026年（令和8年）" and year_in_short(running) == "2026年"


@pytest.mark.parametrize(
    ("first", "last", "ja", "en"),
    [
        (date(2026, 4, 1), date(2026, 10, 31), "10月末まで", "to the end of October"),
        (date(2026, 1, 1), date(2026, 10, 20), "10月20日まで", "to 20 October"),
        (date(2026, 7, 1), date(2026, 9, 30), "7月1日から9月末まで", "from 1 July to the end of September"),
        (date(2026, 4, 1), date(2027, 3, 31), "", ""),
    ],
)
def test_a_figure_of_a_part_of_a_year_says_until_when(first, last, ja, en):
    period = MeasuredPeriod(first, last, 2026)
    assert (until_in_words(count(period=period)), until_in_words(count(period=period), "en")) == (ja, en)
    assert until_in_words(survey(period=period)) == ""


@pytest.mark.parametrize("days", [20, 27, 30, 31, 61])
def test_a_survey_is_due_a_year_later_however_long_it_was_in_the_field(days):
    last = MeasuredPeriod(date(2026, 9, 1), date(2026, 9, 1) + timedelta(days=days - 1), 2026)
    due = freshness_of(last, fiscal_year=2026, on=last.last, kind="survey").due
    assert due == last.last.replace(year=2027) + timedelta(days=60)


def test_a_count_of_half_a_year_is_not_compared_with_one_of_a_year_but_a_share_is():
    half = MeasuredPeriod(date(2025, 4, 1), date(2025, 9, 30), 2025)
    assert break_between(count(period=FY2024), count(period=half)).reasons == ("length",)
    assert break_between(survey(period=FY2024), survey(period=half)) is None


def test_breaks_of_a_series_stand_before_the_later_figure():
    series = [survey(period=FY2024, wording="a"), survey(wording="b"), survey(wording="b")]
    assert [b.reasons if b else None for b in breaks(series)] == [None, ("wording",), None]
    assert breaks([]) == ()


def test_every_reason_has_words_in_both_languages():
    assert all(ja and en for ja, en in BREAK_WORDS.values())


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (FY2025, date(2027, 5, 30)),
        (CALENDAR_2025, date(2027, 3, 1)),
        (MeasuredPeriod(date(2026, 1, 1), date(2026, 1, 31), 2025), date(2026, 4, 29)),
        (MeasuredPeriod(date(2026, 1, 1), date(2026, 3, 31), 2025), date(2026, 8, 29)),
        (MeasuredPeriod(date(2025, 9, 1), date(2025, 9, 20), 2025), date(2026, 11, 19)),
        (MeasuredPeriod(date(2024, 2, 1), date(2024, 2, 29), 2023), date(2024, 5, 30)),
        (MeasuredPeriod(date(2026, 4, 1), date(2026, 11, 24), 2026), date(2027, 5, 30)),
        (MeasuredPeriod(date(2026, 4, 1), date(2026, 10, 31), 2026), date(2027, 5, 30)),
        (MeasuredPeriod(date(2026, 1, 1), date(2026, 8, 31), 2026), date(2027, 3, 1)),
        (MeasuredPeriod(date(2026, 4, 1), date(2026, 6, 30), 2026), date(2026, 11, 29)),
        (MeasuredPeriod(date(2025, 9, 1), date(2025, 10, 15), 2025), date(2026, 2, 13)),
        (None, date(2027, 5, 30)),
    ],
)
def test_the_next_figure_is_due_one_period_later_and_some_time_to_make_it(last, due):
    assert freshness_of(last, fiscal_year=2026, on=due).due == due
    assert not freshness_of(last, fiscal_year=2026, on=due).overdue
    assert freshness_of(last, fiscal_year=2026, on=date(2028, 1, 1)).overdue


def test_a_named_day_goes_before_the_rule():
    found = freshness_of(FY2025, fiscal_year=2026, on=date(2026, 11, 24), expected=date(2026, 10, 31))
    assert (found.as_of, found.due, found.overdue) == (FY2025.last, date(2026, 10, 31), True)


PREVIOUS = {"baseline": "previous_fiscal_year"}


@pytest.mark.parametrize(
    ("target", "measured", "comparator", "value"),
    [
        (Target("<=", unit="件", **PREVIOUS), count(123), "<=", 123),
        (Target("<=", unit="件", baseline="previous_calendar_year"), count(123, CALENDAR_2025), "<=", 123),
        (Target(">=", unit="%", **PREVIOUS), survey(0.596), ">=", Fraction(596, 1000)),
        (Target("maintain", **PREVIOUS), count(8), "=", 8),
        (Target("<=", Decimal(95), unit="%", **PREVIOUS), count(120), "<=", 114),
        (Target("decrease", unit="件", **PREVIOUS), count(120), "<", 120),
        (Target("increase", Decimal(3), unit="ポイント", **PREVIOUS), survey(0.5), ">=", Fraction(53, 100)),
        (Target("decrease", Decimal(10), unit="%", **PREVIOUS), count(120), "<=", 108),
        (Target("increase", Decimal(5), unit="件", **PREVIOUS), count(120), ">=", 125),
        (Target(">=", unit="件", baseline="fiscal:2025"), count(9), ">=", 9),
    ],
)
def test_a_target_that_leans_on_a_year_becomes_a_number(target, measured, comparator, value):
    found = baseline_value(target, [count(999, FY2024), measured], 2026)
    assert (found.comparator, found.value) == (comparator, value)


@pytest.mark.parametrize(
    ("target", "measured"),
    [
        (Target("<=", Decimal(5), unit="件"), [count(9)]),
        (Target("<=", **PREVIOUS), []),
        (Target("<=", **PREVIOUS), [count(9, FY2024)]),
        (Target("<=", **PREVIOUS), [count(reading=Missing("not_published_yet"))]),
        (Target("<=", unit="件", **PREVIOUS), [count(9, MeasuredPeriod(date(2025, 4, 1), date(2025, 9, 30), 2025))]),
        (Target(">=", Decimal(95), unit="%", **PREVIOUS), [survey(0.5)]),
        (Target("increase", Decimal(5), unit="%", **PREVIOUS), [survey(0.5)]),
        (Target(">=", baseline="national_average"), [count(9)]),
        (Target("qualitative", **PREVIOUS), [count(9)]),
    ],
)
def test_what_is_not_known_or_not_certain_stays_without_a_number(target, measured):
    assert baseline_value(target, measured, 2026) is None


def test_the_number_says_where_it_comes_from_and_that_it_may_change():
    target = Target("<=", unit="件", **PREVIOUS)
    final = baseline_value(target, [count(123)], 2026)
    assert final.in_words() == "2025年度（令和7年度）の値は123件。目標は「123件以下」になります。"
    assert final.in_words("en") == "The figure of fiscal year 2025 is 123 件, so the target is at most 123 件."
    early = baseline_value(target, [count(123, provisional=True)], 2026)
    assert "（速報値）" in early.in_words() and "(provisional)" in early.in_words("en")
    assert leans_on_year(target, 2026) == 2025 and leans_on_year(None, 2026) is None
    assert isinstance(final.baseline.reading, Known)
    calendar = baseline_value(target, [count(123, MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2025))], 2026)
    assert calendar.in_words() == "2025年（令和7年1〜12月）の値は123件。目標は「123件以下」になります。"
