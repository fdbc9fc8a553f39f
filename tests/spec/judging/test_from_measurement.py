"""How stored measurements become figures, which one a year is judged by, and what it may be compared with."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.judging.figures import Absent, Figure
from hoshin.core.judging.from_measurement import compared_with, figure_of, judged_figure
from hoshin.core.measurement.record import Missing, Withheld
from hoshin.core.plan.document import Target
from tests.spec.judging.measured import count, followed, surveyed, year

PREVIOUS = Target(">=", baseline="previous_fiscal_year")

FIGURES = [
    ("a share in percent with its interval", surveyed(2025, 0.596, 0.047), (Decimal("59.6"), "%", Decimal("54.9"), Decimal("64.3"), True)),
    ("a count as it is, exact", count(2025, 0), (Decimal(0), "件", None, None, True)),
    ("a cohort's share, exact", followed(2025, 221, 260), (Decimal(85), "%", None, None, True)),
    ("a census that everybody answered is exact", surveyed(2025, 0.5, 0, notes=("census",)), (Decimal(50), "%", None, None, True)),
    ("an open panel claims nothing", surveyed(2025, 0.5, uncertainty=None, flags=("no_inference",)), (Decimal(50), "%", None, None, False)),
    ("a figure of other people claims nothing of the indicator's", surveyed(2025, 0.5, flags=("population_differs",)), (Decimal(50), "%", Decimal(46), Decimal(54), False)),
    ("a sample without an interval claims nothing", surveyed(2025, 0.5, uncertainty=None), (Decimal(50), "%", None, None, False)),
    ("a census counts itself", surveyed(2025, 0.5, uncertainty=None, notes=("census",)), (Decimal(50), "%", None, None, True)),
]  # fmt: skip


@pytest.mark.parametrize(("measurement", "expected"), [r[1:] for r in FIGURES], ids=[r[0] for r in FIGURES])
def test_a_measurement_becomes_a_figure_in_the_unit_of_targets(measurement, expected):
    figure = figure_of(measurement)
    assert (figure.value, figure.unit, figure.lower, figure.upper, figure.claims_inference) == expected


@pytest.mark.parametrize(
    ("reading", "reason"), [(Missing("no_denominator"), "no_denominator"), (Withheld("small_count"), "withheld")]
)
def test_what_is_missing_or_withheld_stays_absent(reading, reason):
    assert figure_of(surveyed(2025, 0.5, reading=reading)) == Absent(reason)


@given(part=st.integers(0, 500), whole=st.integers(1, 500))
def test_a_counted_share_meets_its_own_percentage_exactly(part, whole):
    figure = figure_of(followed(2025, part, whole))
    assert abs(figure.value * whole - part * 100) < Decimal("1e-20")


HALF = year(2026, last=date(2026, 9, 30))


def test_a_count_of_half_a_year_is_not_judged_but_a_share_is():
    measurement, figure = judged_figure([count(2026, 200, period=HALF)])
    assert measurement is not None and figure == Absent("not_yet_closed")
    assert isinstance(judged_figure([surveyed(2026, 0.5, period=HALF)])[1], Figure)


def test_the_whole_year_goes_before_its_parts_and_nothing_is_not_measured():
    parts = [count(2026, 200, period=HALF), count(2026, 390)]
    assert judged_figure(parts)[1].value == 390
    assert judged_figure([]) == (None, Absent("not_measured"))


def test_last_years_figure_is_found_for_the_judged_year():
    every = [count(2024, 40), count(2025, 52), count(2026, 49)]
    assert compared_with(PREVIOUS, every[2], every, 2026).bases.previous.value == 52
    assert compared_with(PREVIOUS, every[1], every, 2025).bases.previous.value == 40
    assert compared_with(Target("<", baseline="fiscal:2024"), every[2], every, 2026).bases.baseline.value == 40
    assert compared_with(Target("increase", Decimal(5)), every[2], every, 2026).bases.previous.value == 52
    assert compared_with(Target(">=", Decimal(5)), every[2], every, 2026).measurement is None


def test_that_a_running_year_is_shorter_so_far_is_no_cut():
    every = [count(2025, 52), count(2026, 20, period=HALF)]
    assert compared_with(PREVIOUS, every[1], every, 2026).bases.previous.value == 52


CUTS = [
    {"wording": "Q1/2"},
    {"population": "members"},
    {"method": "survey_estimate/2"},
    {"notes": ("open_panel",)},
    {"instrument": "モニター調査"},
]


@pytest.mark.parametrize("cut", CUTS, ids=[next(iter(cut)) for cut in CUTS])
def test_what_was_measured_in_another_way_is_not_compared_with(cut):
    before, now = surveyed(2025, 0.5), surveyed(2026, 0.6, **cut)
    found = compared_with(PREVIOUS, now, [before, now], 2026)
    assert found.bases.previous == Absent("measured_differently")
    assert [problem.code for problem in found.problems] == ["previous_measured_differently"]
