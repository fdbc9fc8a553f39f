"""Which year or month a heading prints, for each cycle of a series."""

import pytest

from hoshin.core.problems.record import Problem
from hoshin.core.series.periods import month_alone, months_of, period_of_key, typed_period

READ = [
    ("2025", "calendar_year", "2025"),
    ("2025年", "calendar_year", "2025"),
    ("２０２５年", "calendar_year", "2025"),
    ("令和7年", "calendar_year", "2025"),
    ("令和７年（2025年）", "calendar_year", "2025"),
    ("R7", "calendar_year", "2025"),
    ("平成31年", "calendar_year", "2019"),
    ("令和元年", "calendar_year", "2019"),
    ("2025.0", "calendar_year", "2025"),
    ("令和7年（速報値）", "calendar_year", "2025"),
    ("2025", "fiscal_year", "FY2025"),
    ("令和7年度", "fiscal_year", "FY2025"),
    ("R7年度", "fiscal_year", "FY2025"),
    ("FY2025", "fiscal_year", "FY2025"),
    ("2025年4月", "month", "2025-04"),
    ("令和7年4月分", "month", "2025-04"),
    ("R7.4", "month", "2025-04"),
    ("2025/4/1", "month", "2025-04"),
    ("2025-04-01", "month", "2025-04"),
    ("202504", "month", "2025-04"),
]
ASKED = [
    ("令和7年度", "calendar_year", "series_cycle_differs"),
    ("令和7年", "fiscal_year", "series_cycle_differs"),
    ("2025年", "month", "series_cycle_differs"),
    ("2025年4月15日", "month", "series_cycle_differs"),
    ("令和7年（2024年）", "calendar_year", "series_period_not_read"),
    ("2025年13月", "month", "series_period_not_read"),
]
NONE = [
    ("汐見区", "calendar_year"),
    ("合計", "month"),
    ("", "calendar_year"),
    ("12345", "calendar_year"),
    ("38", "fiscal_year"),
]


@pytest.mark.parametrize(("printed", "cycle", "key"), READ)
def test_a_heading_names_its_period(printed, cycle, key):
    found = typed_period(printed, cycle)
    assert not isinstance(found, Problem), found
    assert found is not None and found.key == key
    assert period_of_key(key) == found


@pytest.mark.parametrize(("printed", "cycle", "code"), ASKED)
def test_another_kind_of_year_is_asked_about(printed, cycle, code):
    found = typed_period(printed, cycle)
    assert isinstance(found, Problem) and found.code == code


@pytest.mark.parametrize(("printed", "cycle"), NONE)
def test_other_words_are_no_period(printed, cycle):
    assert typed_period(printed, cycle) is None


def test_a_fiscal_year_begins_in_april_and_a_calendar_year_in_january():
    assert [m.key for m in months_of("fiscal", 2026)][::11] == ["2026-04", "2027-03"]
    assert [m.key for m in months_of("calendar", 2026)][::11] == ["2026-01", "2026-12"]


@pytest.mark.parametrize(("printed", "month"), [("4月", 4), ("１２月分", 12), ("0月", None), ("月", None), ("4", None)])
def test_a_month_without_its_year(printed, month):
    assert month_alone(printed) == month


@pytest.mark.parametrize("key", ["", "2025-13", "FY2025-04", "25", "2025-4", "FY25"])
def test_a_key_that_was_never_written_is_refused(key):
    with pytest.raises(ValueError, match="not a"):
        period_of_key(key)
