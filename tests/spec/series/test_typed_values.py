"""What a cell of a statistical table says: one row a printed form."""

from decimal import Decimal

import pytest

from hoshin.core.problems.record import Problem
from hoshin.core.series.typed import TypedValue, typed_value

READ = [
    ("38", "件", Decimal(38)),
    ("１，２３４", "件", Decimal(1234)),
    ("1,234件", "件", Decimal(1234)),
    ("1 234", "件", Decimal(1234)),
    ("1　234　567", "人", Decimal(1234567)),
    ("△5", "件", Decimal(-5)),
    ("▲5", "件", Decimal(-5)),
    ("－5", "件", Decimal(-5)),
    ("−12.5", "", Decimal("-12.5")),
    ("+3", "", Decimal(3)),
    ("69.10", "%", Decimal("69.10")),
    ("69.1％", "%", Decimal("69.1")),
    ("0", "件", Decimal(0)),
    ("１万２千", "人", Decimal(12000)),
]
ABSENT = [
    ("…", "unknown"),
    ("・・・", "unknown"),
    ("...", "unknown"),
    ("不詳", "unknown"),
    ("x", "withheld"),
    ("Ｘ", "withheld"),
    ("χ", "withheld"),
    ("***", "not_obtained"),
    ("＊＊＊", "not_obtained"),
    ("*", "not_obtained"),
]
ASKED = [
    ("-", "series_dash_unclear"),
    ("－", "series_dash_unclear"),
    ("―", "series_dash_unclear"),
    ("ー", "series_dash_unclear"),
    ("1,23", "series_value_not_read"),
    ("38人", "series_value_not_read"),
    ("38 1)", "series_value_not_read"),
    ("約38", "series_value_not_read"),
    ("(5)", "series_value_not_read"),
    ("38-40", "series_value_not_read"),
    ("1.2.3", "series_value_not_read"),
    ("=1+1", "series_value_not_read"),
]
MARKED = [
    ("p38", "provisional"),
    ("38p", "provisional"),
    ("38（速報）", "provisional"),
    ("速報値 38", "provisional"),
    ("r 38", "final"),
    ("38（確定値）", "final"),
    ("38", None),
]


@pytest.mark.parametrize(("printed", "unit", "value"), READ)
def test_figures_are_read_exactly(printed, unit, value):
    assert typed_value(printed, unit) == TypedValue(value)


@pytest.mark.parametrize(("printed", "absence"), ABSENT)
def test_signs_of_absence_are_told_apart(printed, absence):
    assert typed_value(printed, "件") == TypedValue(absence=absence)


@pytest.mark.parametrize(("printed", "code"), ASKED)
def test_what_is_not_certain_is_asked(printed, code):
    found = typed_value(printed, "件")
    assert isinstance(found, Problem)
    assert (found.code, found.found) == (code, printed)


@pytest.mark.parametrize(("printed", "state"), MARKED)
def test_a_mark_beside_the_figure_says_its_state(printed, state):
    assert typed_value(printed, "件") == TypedValue(Decimal(38), state=state)


@pytest.mark.parametrize("printed", ["", " ", "　", "\u200b"])
def test_an_empty_cell_says_nothing(printed):
    assert typed_value(printed, "件") is None


def test_a_dash_is_what_the_person_says():
    assert typed_value("－", dash="zero") == TypedValue(Decimal(0))
    assert typed_value("－", dash="not_applicable") == TypedValue(absence="not_applicable")
