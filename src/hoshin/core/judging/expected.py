"""Where an indicator will stand in the year that its target is due, if it goes on as it did.

Only shares of sample surveys have the variance that a forecast needs, and only years measured alike are joined.
Fewer than three years give no forecast, and the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hoshin.core.judging.from_measurement import SHARES
from hoshin.core.measurement.comparability import break_between
from hoshin.core.measurement.record import Known, Measurement
from hoshin.core.measurement.shown import value_in_figures
from hoshin.core.periods import fiscal_year_in_words
from hoshin.core.plan.document import Target
from hoshin.core.survey.forecast import FEWEST_YEARS, Forecast, YearlyShare, chance_of_reaching, forecast
from hoshin.core.targets.wording import wording

WhyNot = Literal["too_few_years", "no_sample"]
_SURELY, _HARDLY = 0.99, 0.01


@dataclass(frozen=True, slots=True)
class Expected:
    """The forecast for the due year, or why there is none. `chance` is that of reaching the target."""

    year: int
    years_used: int
    target: Target
    forecast: Forecast | None = None
    chance: float | None = None
    why_not: WhyNot | None = None

    def in_words(self, language: str = "ja") -> str:
        """One sentence for a resident."""
        if self.forecast is None:
            return self._why_not_in_words(language)
        share, low, high = (
            value_in_figures(v, "%") for v in (self.forecast.share, self.forecast.lower, self.forecast.upper)
        )
        year, target = fiscal_year_in_words(self.year, language), _level_in_words(self.target, language)
        if language == "ja":
            chance = "" if self.chance is None else f"{target}に届く見込みは{_chance(self.chance, 'ja')}です。"
            interval = f"（95%予測区間 {low}〜{high}%）"
            return f"これまでの{self.years_used}年の動きが続くと、{year}は{share}%{interval}と見込まれます。{chance}"
        chance = "" if self.chance is None else f" The chance of {target} is {_chance(self.chance, 'en')}."
        return (
            f"If it goes on as in the past {self.years_used} years, {year} will see {share}% "
            f"(95% prediction interval {low} to {high}%).{chance}"
        )

    def _why_not_in_words(self, language: str) -> str:
        if self.why_not == "no_sample":
            if language == "ja":
                return "標本調査による割合ではないため、目標の年度の見込みは計算しません。"
            return "It is not a share of a sample survey, so no forecast is computed for the target’s year."
        if language == "ja":
            return (
                f"同じ測り方の値が{FEWEST_YEARS}年分そろっていないため（いま{self.years_used}年分）、"
                "目標の年度の見込みは計算しません。"
            )
        return (
            f"There are fewer than {FEWEST_YEARS} years measured alike (now {self.years_used}), so no forecast is "
            "computed for the target’s year."
        )


def expected_at_due(target: Target, by_year: Mapping[int, Measurement], judged_year: int) -> Expected | None:
    """What is expected in the target's due year, from the years up to the judged one; None when it is due already.

    `by_year` holds the figure of each fiscal year.
    """
    year = target.due_fiscal_year
    if year is None or year <= judged_year:
        return None
    alike = _measured_alike([by_year[y] for y in sorted(by_year) if y <= judged_year])
    if not alike:
        return Expected(year, 0, target, why_not="too_few_years")
    points = [point for point in map(_point, alike) if point is not None]
    if not points and any(isinstance(m.reading, Known) for m in alike):
        return Expected(year, 0, target, why_not="no_sample")
    found = forecast(points, year)
    if found is None:
        return Expected(year, len(points), target, why_not="too_few_years")
    return Expected(year, len(points), target, found, _chance_of(found, target))


def _measured_alike(ordered: list[Measurement]) -> list[Measurement]:
    """The latest run of years without a cut between them."""
    alike: list[Measurement] = []
    for later in reversed(ordered):
        if alike and break_between(later, alike[-1]):
            break
        alike.append(later)
    return alike[::-1]


def _point(measurement: Measurement) -> YearlyShare | None:
    sure, reading = measurement.uncertainty, measurement.reading
    if measurement.unit not in SHARES or sure is None or sure.se is None or not isinstance(reading, Known):
        return None
    share = float(reading.value)
    is_usable = 0.0 < share < 1.0 and sure.se > 0.0
    return YearlyShare(measurement.period.fiscal_year, share, sure.se) if is_usable else None


def _chance_of(found: Forecast, target: Target) -> float | None:
    if target.value is None or target.baseline is not None or target.unit not in (*SHARES, None):
        return None
    if target.comparator in (">=", ">"):
        return chance_of_reaching(found, float(target.value) / 100)
    if target.comparator in ("<=", "<"):
        return 1.0 - chance_of_reaching(found, float(target.value) / 100)
    return None


def _level_in_words(target: Target, language: str) -> str:
    level = Target(target.comparator, target.value, unit=target.unit)
    said = wording(level, "en" if language == "en" else "ja")
    return f"目標（{said}）" if language == "ja" else f"the target ({said})"


def _chance(chance: float, language: str) -> str:
    if chance > _SURELY:
        return "99%より大きい値" if language == "ja" else "over 99%"
    if chance < _HARDLY:
        return "1%未満" if language == "ja" else "under 1%"
    return f"約{chance * 100:.0f}%" if language == "ja" else f"about {chance * 100:.0f}%"
