"""Measurements for tests, one line each."""

import dataclasses
from datetime import date
from fractions import Fraction

from hoshin.core.measurement.record import Known, MeasuredPeriod, Measurement, Uncertainty


def year(fiscal_year, first=None, last=None):
    return MeasuredPeriod(first or date(fiscal_year, 4, 1), last or date(fiscal_year + 1, 3, 31), fiscal_year)


def count(fiscal_year, value, unit="件", **more):
    period = more.pop("period", None) or year(fiscal_year)
    return Measurement("register", period, Known(value), unit, "events", "register_figure/1", {}, **more)


def surveyed(fiscal_year, share, half=0.04, **more):
    """A share of a random sample with its interval."""
    sure = Uncertainty(lower=round(share - half, 6), upper=round(share + half, 6), se=half / 2)
    of = Measurement(
        "survey",
        year(fiscal_year),
        Known(share),
        "%",
        "residents",
        "survey_estimate/1",
        {},
        n_base=500,
        uncertainty=sure,
    )
    return dataclasses.replace(of, **more)


def followed(fiscal_year, part, whole):
    """A share of a cohort, exact."""
    reading = Known(Fraction(part, whole))
    return Measurement("cases", year(fiscal_year), reading, "%", "households", "cohort_share/1", {})
