"""Measurements survive JSON exactly, also through a database that keeps numbers its own way."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from hoshin.core.measurement.codec import (
    NotAMeasurementError,
    measurement_from_json,
    measurement_to_json,
    value_in_text,
)
from hoshin.core.measurement.difference import differences
from hoshin.core.measurement.record import Known, Uncertainty
from tests.unit.measurement.samples import count, measurements, survey


@given(measurements)
def test_what_was_written_is_read_back_equal_and_alike(measurement):
    through = json.loads(json.dumps(measurement_to_json(measurement)))
    again = measurement_from_json(through)
    assert again == measurement
    assert measurement_to_json(again) == measurement_to_json(measurement)
    assert differences(measurement, again) == ()


@pytest.mark.parametrize("value", [0, Decimal("12.50"), Fraction(221, 263), 0.1 + 0.2, 1e22, -0.0, 5e-324])
def test_numbers_keep_their_kind_and_their_bits(value):
    read = measurement_from_json(json.loads(json.dumps(measurement_to_json(count(value))))).reading.value
    assert type(read) is type(value) and repr(read) == repr(value)


def test_a_decimal_keeps_the_digits_it_was_printed_with():
    assert str(measurement_from_json(measurement_to_json(count(Decimal("3.50")))).reading.value) == "3.50"


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_what_is_no_number_is_never_written(wrong):
    with pytest.raises(ValueError, match="finite"):
        measurement_to_json(count(wrong))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "poll"),
        (("reading",), {"known": {"value": True}}),
        (("reading",), {"known": {"value": {"fraction": "1/0"}}}),
        (("reading",), {"known": {"value": {"float": "x"}}}),
        (("reading",), {"guessed": {}}),
        (("reading",), 3),
        (("period", "first"), "2025-13-01"),
        (("flags",), ["fine"]),
        (("numerator",), "3"),
        (("uncertainty",), {"lower": 1}),
        (("more",), 1),
    ],
)
def test_what_was_not_written_by_us_is_refused_with_its_place(path, value):
    written = measurement_to_json(survey())
    at = written
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(NotAMeasurementError, match="measurement"):
        measurement_from_json(written)


def test_a_missing_part_is_refused():
    written = measurement_to_json(survey())
    del written["period"]
    with pytest.raises(NotAMeasurementError, match="period"):
        measurement_from_json(written)


def test_defaults_are_left_out_so_that_a_new_field_changes_nothing_old():
    assert set(measurement_to_json(count())) == {"kind", "period", "reading", "unit", "population", "method", "recipe"}


@pytest.mark.parametrize(
    ("value", "text"), [(370, "370"), (Fraction(221, 263), "221/263"), (0.1, "0.1"), (Decimal("1.50"), "1.50")]
)
def test_values_in_text(value, text):
    assert value_in_text(value) == text


def test_differences_name_each_field_and_compare_floats_bit_for_bit():
    one = survey(0.1 + 0.2, uncertainty=Uncertainty(lower=0.2, upper=0.4), parts={"open": 3})
    other = survey(0.3, uncertainty=Uncertainty(lower=0.2), parts={"open": 3, "closed": 1})
    found = {d.field: (d.stored, d.recomputed) for d in differences(one, other)}
    assert found == {
        "reading.known.value": ("0.30000000000000004", "0.3"),
        "uncertainty.upper": ("0.4", ""),
        "parts.closed": ("", "1"),
    }
    close = {d.field for d in differences(one, other, float_tolerance=1e-12)}
    assert close == {"uncertainty.upper", "parts.closed"}


def test_a_count_is_not_equal_to_the_same_float():
    assert [d.field for d in differences(count(370), count(370.0))] == ["reading.known.value"]
    assert Known(370) == Known(370.0)
