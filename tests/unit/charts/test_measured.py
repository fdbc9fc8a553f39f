"""What a chart says of measurements."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from hoshin.core.charts.intervals import Level, YearMark
from hoshin.core.charts.measured import measured_years, position, target_levels
from hoshin.core.plan.document import Target
from tests.unit.charts.gallery import count, share


def test_shares_are_drawn_in_percent_with_their_intervals():
    years = measured_years([share(2025, 0.5, 0.03)])
    mark = years.marks[0]
    assert (mark.value, mark.low, mark.high, mark.text) == (50, 47, 53, "50.0") and years.is_share


def test_years_between_are_gaps_with_a_word_and_the_coming_year_waits():
    years = measured_years([share(2022, 0.4), share(2025, 0.5)], also=[2024], awaited=2026)
    assert [m.heading[0] for m in years.marks] == ["2022", "2023", "2024", "2025", "2026"]
    assert [m.word for m in years.marks] == [(), ("測定", "なし"), ("測定", "なし"), (), ("まだ",)]
    assert [r.is_known for r in years.rows] == [True, False, False, True, False]


def test_calendar_years_are_named_by_their_own_number_even_when_a_later_plan_counts_them():
    late = replace(count(2025, 52), period=replace(count(2025, 52).period, fiscal_year=2026))
    years = measured_years([late], awaited=2026)
    assert years.is_calendar and [m.heading for m in years.marks] == [("2025", "R7")]


def test_another_unit_has_no_place_on_the_axis():
    years = measured_years([count(2024, 40), share(2025, 0.5)])
    assert years.marks[0].value is None and years.marks[0].word == ("単位が", "違う")


def test_nothing_measured_is_no_chart():
    assert measured_years([]) is None


@pytest.mark.parametrize(
    ("target", "unit", "values"),
    [
        (Target(">=", Decimal("49.4"), unit="%"), "%", [Fraction(247, 5)]),
        (Target("between", Decimal(70), Decimal(80), unit="%"), "%", [70, 80]),
        (Target(">=", Decimal(370), unit="件"), "件", [370]),
        (Target(">=", Decimal(60), unit="%"), "件", []),
        (Target("increase", Decimal(5), unit="%"), "%", []),
        (Target("<=", unit="件", baseline="previous_fiscal_year"), "件", []),
        (Target("qualitative"), "件", []),
        (None, "件", []),
    ],
)
def test_a_target_is_a_line_only_where_it_has_a_number_of_this_unit(target, unit, values):
    assert [level.value for level in target_levels(target, unit)] == values


def test_a_known_baseline_is_a_line():
    assert target_levels(None, "件", from_baseline=Fraction(52)) == (Level("目標", Fraction(52)),)
    assert target_levels(None, "%", from_baseline=Fraction(1, 2))[0].value == 50


@pytest.mark.parametrize(
    ("value", "low", "high", "where"),
    [
        (60, None, None, "above"),
        (50, None, None, "equal"),
        (40, None, None, "below"),
        (60, 51, 69, "above"),
        (60, 50, 70, "across"),
        (55, 49, 61, "across"),
        (40, 31, 49, "below"),
    ],
)
def test_where_a_figure_lies(value, low, high, where):
    ends = (None if low is None else Fraction(low), None if high is None else Fraction(high))
    assert position(YearMark(("2025",), Fraction(value), *ends), Level("目標", Fraction(50))) == where
