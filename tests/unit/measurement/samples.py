"""Measurements for tests of measurement rules, by hand and by chance."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from hoshin.core.measurement.record import (
    Known,
    MeasuredPeriod,
    Measurement,
    Missing,
    Uncertainty,
    Withheld,
)

FY2024 = MeasuredPeriod(date(2024, 4, 1), date(2025, 3, 31), 2024)
FY2025 = MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025)


def survey(share=0.603, period=FY2025, **more):
    given = {
        "kind": "survey", "period": period, "reading": Known(share), "unit": "%", "population": "residents",
        "method": "survey_estimate/1", "recipe": {"counts": ["1"]},
        "uncertainty": Uncertainty(lower=0.561, upper=0.644, method="kg"),
    }  # fmt: skip
    return Measurement(**{**given, **more})


def count(number=370, period=FY2025, **more):
    given = {
        "kind": "register", "period": period, "reading": Known(number), "unit": "件", "population": "events",
        "method": "register_figure/1", "recipe": {},
    }  # fmt: skip
    return Measurement(**{**given, **more})


floats = st.floats(allow_nan=False, allow_infinity=False)
words = st.text(max_size=12)
days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
values = st.one_of(
    st.integers(-(10**20), 10**20),
    floats,
    st.fractions(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
)
readings = st.one_of(
    st.builds(Known, values),
    st.builds(Missing, words, st.none() | words, st.none() | days),
    st.builds(Withheld, words),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=3),
    max_leaves=6,
)
measurements = st.builds(
    Measurement,
    kind=st.sampled_from(["survey", "register", "cases", "series"]),
    period=st.builds(lambda a, b, y: MeasuredPeriod(min(a, b), max(a, b), y), days, days, st.integers(1950, 2150)),
    reading=readings,
    unit=st.none() | words,
    population=st.sampled_from(["residents", "users", "events", "other"]),
    method=words,
    recipe=st.dictionaries(words, json_values | floats | st.fractions(), max_size=3),
    snapshot=st.none() | words,
    wording=words,
    numerator=st.none() | st.integers(0, 10**6),
    denominator=st.none() | st.integers(0, 10**6),
    uncertainty=st.none() | st.builds(Uncertainty, lower=st.none() | floats, upper=floats, df=floats),
    flags=st.lists(st.sampled_from(["reference_value", "review"]), max_size=2).map(tuple),
    notes=st.lists(words, max_size=2).map(tuple),
    as_of=st.none() | days,
    provisional=st.booleans(),
    parts=st.dictionaries(words, st.integers(0, 9999), max_size=3),
)

HALF = Fraction(1, 2)
