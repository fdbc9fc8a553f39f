"""A target that leans on another year becomes a number as soon as that year's figure is known, and says from what.

「前年認知件数以下」 has no number until last year's count is known. What leans on an average of the nation or the
city, or cannot be computed with certainty, stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from hoshin.core.measurement.record import Known, Measurement
from hoshin.core.measurement.shown import exactly, value_in_words
from hoshin.core.measurement.years import is_whole, year_in_words
from hoshin.core.plan.document import Target

Compared = Literal[">=", "<=", ">", "<", "="]
_LEVELS: dict[str, Compared] = {">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "=", "maintain": "="}
_COMPARED: dict[Compared, tuple[str, str]] = {
    ">=": ("以上", "at least"),
    "<=": ("以下", "at most"),
    ">": ("を超える", "more than"),
    "<": ("未満", "less than"),
    "=": ("を維持", "exactly"),
}


@dataclass(frozen=True, slots=True)
class BaselineValue:
    """The number that a target becomes, and the measurement that it came from.

    `value` is in the unit of the measurement: a share is 0 to 1. `provisional`: the figure may still change.
    """

    comparator: Compared
    value: Fraction
    unit: str | None
    baseline: Measurement

    @property
    def provisional(self) -> bool:
        """Whether the figure that it rests on may still change."""
        return self.baseline.provisional or "provisional" in self.baseline.flags

    def in_words(self, language: str = "ja") -> str:
        """The number with the year and the figure that it came from."""
        year = year_in_words(self.baseline.period, language)
        reading = self.baseline.reading
        assert isinstance(reading, Known)
        base = value_in_words(reading.value, self.unit, language)
        value = value_in_words(_plain(self.value), self.unit, language)
        compared = _COMPARED[self.comparator][0 if language == "ja" else 1]
        if language == "ja":
            state = "（速報値）" if self.provisional else ""
            return f"{year}の値は{base}{state}。目標は「{value}{compared}」になります。"
        state = " (provisional)" if self.provisional else ""
        return f"The figure of {year} is {base}{state}, so the target is {compared} {value}."


def baseline_value(target: Target, measurements: Iterable[Measurement], fiscal_year: int) -> BaselineValue | None:
    """What the target demands as a number, when the figure of the year that it leans on is among the measurements.

    `fiscal_year` is the plan's. None: the target leans on no year, or that year's figure is not known, or what it
    demands cannot be computed with certainty (a percentage of a share could mean points or a ratio).
    """
    base = base_measurement(target, measurements, fiscal_year)
    if base is None:
        return None
    demanded = _demanded(target, base)
    return None if demanded is None else BaselineValue(demanded[0], demanded[1], base.unit, base)


def base_measurement(target: Target, measurements: Iterable[Measurement], fiscal_year: int) -> Measurement | None:
    """The measurement that the target leans on: of the year that its baseline names, a whole period, a known figure."""
    year = _year_of(target, fiscal_year)
    if year is None:
        return None
    found = [m for m in measurements if m.period.fiscal_year == year and isinstance(m.reading, Known) and is_whole(m)]
    if target.baseline == "previous_calendar_year":
        found = [m for m in found if m.period.first.month == 1] or found
    return max(found, key=lambda m: (m.period.last, m.period.last - m.period.first), default=None)


def leans_on_year(target: Target | None, fiscal_year: int) -> int | None:
    """The fiscal year whose figure a target needs, or None."""
    return None if target is None else _year_of(target, fiscal_year)


def _year_of(target: Target, fiscal_year: int) -> int | None:
    if target.baseline in ("previous_fiscal_year", "previous_calendar_year"):
        return fiscal_year - 1
    if target.baseline and target.baseline.startswith("fiscal:"):
        return int(target.baseline.removeprefix("fiscal:"))
    return None


def _demanded(target: Target, base: Measurement) -> tuple[Compared, Fraction] | None:
    assert isinstance(base.reading, Known)
    figure = exactly(base.reading.value)
    if target.comparator in ("increase", "decrease"):
        return _changed(target, figure, base.unit)
    if target.comparator not in _LEVELS:
        return None
    if target.value is None:
        return _LEVELS[target.comparator], figure
    if target.unit in ("%", "％") and base.unit not in ("%", "％"):
        return _LEVELS[target.comparator], figure * Fraction(target.value) / 100
    return None


def _changed(target: Target, figure: Fraction, unit: str | None) -> tuple[Compared, Fraction] | None:
    up = target.comparator == "increase"
    if target.value is None:
        return (">" if up else "<"), figure
    amount, share = Fraction(target.value), unit in ("%", "％")
    if target.unit in ("ポイント", "pt") and share:
        step = amount / 100
    elif target.unit in ("%", "％") and not share:
        step = figure * amount / 100
    elif target.unit == unit and not share:
        step = amount
    else:
        return None
    return (">=" if up else "<="), figure + step if up else figure - step


def _plain(value: Fraction) -> Fraction | Decimal | int:
    """A whole number without a fraction's decimals."""
    return int(value) if value.denominator == 1 else value
