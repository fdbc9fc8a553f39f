"""The spec table of printed periods, and eras both ways."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from hoshin.core.periods import era_year, fiscal_year_in_words, fiscal_year_of, period_at
from hoshin.core.text import even

ROWS = tomllib.loads(Path(__file__).with_name("periods.toml").read_text("utf-8"))["rows"]


@pytest.mark.parametrize(("printed", "is_period", "last_day", "doubt"), ROWS, ids=[row[0] for row in ROWS])
def test_a_printed_period(printed, is_period, last_day, doubt):
    text = even(printed).text
    period = period_at(text, text.index("5") if printed.startswith("第") else 0)
    if not is_period:
        assert period is None
        return
    assert (f"{period.span} {period.year}", str(period.last_day), period.doubt or "") == (is_period, last_day, doubt)
    assert period.end == len(text)


@pytest.mark.parametrize("year", range(1990, 2060))
def test_eras_go_both_ways(year):
    period = period_at(f"{era_year(year)}年度", 0)
    assert (period.span, period.year) == ("fiscal_year", year)
    both = even(fiscal_year_in_words(year)).text
    assert (period_at(both, 0).year, period_at(both, 0).end) == (year, len(both))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2022, 3, 31), 2021), (date(2022, 4, 1), 2022), (date(2022, 12, 31), 2022), (date(2022, 1, 1), 2021)],
)
def test_a_fiscal_year_begins_in_april(day, year):
    assert fiscal_year_of(day) == year


def test_a_month_belongs_to_the_fiscal_year_that_holds_its_end():
    assert period_at("令和7年3月", 0).fiscal_year == 2024
    assert period_at("令和7年4月", 0).fiscal_year == 2025
