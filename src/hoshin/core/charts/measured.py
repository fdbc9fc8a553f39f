"""From an indicator's measurements to what a chart shows: a mark a year, levels to compare with, and the finding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hoshin.core.charts.intervals import Level, YearMark
from hoshin.core.measurement.record import Known, Measurement, Uncertainty, Withheld
from hoshin.core.measurement.shown import exactly, shown, value_in_figures
from hoshin.core.measurement.years import is_calendar_year
from hoshin.core.periods import FIRST_YEAR, era_year
from hoshin.core.plan.document import Target

_LETTERS = {"令和": "R", "平成": "H", "昭和": "S", "大正": "T", "明治": "M"}
_PERCENT = ("%", "％")
_MOST_YEARS = 40
NO_FIGURE = {"ja": ("測定", "なし"), "en": ("not", "meas.")}
WITHHELD = {"ja": ("秘匿",), "en": ("with-", "held")}
AWAITED = {"ja": ("まだ",), "en": ("to", "come")}
OTHER_UNIT = {"ja": ("単位が", "違う"), "en": ("other", "unit")}


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in the table beside the chart."""

    year: int
    value: str
    interval: str
    is_known: bool
    is_provisional: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class MeasuredYears:
    """What a chart of measurements shows. `is_calendar`: the years are calendar years."""

    marks: tuple[YearMark, ...]
    rows: tuple[YearRow, ...]
    unit: str
    is_share: bool
    is_calendar: bool


def measured_years(
    measurements: Sequence[Measurement],
    *,
    broken: Mapping[int, bool] | None = None,
    also: Iterable[int] = (),
    awaited: int | None = None,
    language: str = "ja",
) -> MeasuredYears | None:
    """A mark for every year from the first measured one to the last, gaps included; None when nothing was measured.

    `broken` says of a fiscal year that the line is cut before it; `also` names years that must be shown although they
    have no figure, `awaited` one whose figure is still to come. Of two figures of one year the later in the sequence
    holds.
    """
    by_year = {m.period.fiscal_year: m for m in measurements}
    known = [m for m in by_year.values() if isinstance(m.reading, Known)]
    if not known:
        return None
    unit = known[-1].unit or ""
    stated = set(also)
    years = [*by_year, *stated, *([awaited] if awaited is not None and awaited > max(by_year) else [])]
    shown_years = range(max(min(years), max(years) - _MOST_YEARS), max(years) + 1)
    cut = broken or {}
    is_calendar = all(is_calendar_year(m.period) for m in known)
    later = known[-1].period.first.year - known[-1].period.fiscal_year if is_calendar else 0
    marks, rows = [], []
    for year in shown_years:
        found, is_cut = by_year.get(year), cut.get(year, False)
        waits, heading = year == awaited and year not in stated, year_heading(year + later, language)
        marks.append(_mark(heading, found, unit, language, broken=is_cut, awaited=waits))
        rows.append(_row(year + later, found, is_cut, "".join(marks[-1].word), language))
    return MeasuredYears(tuple(marks), tuple(rows), unit, unit in _PERCENT, is_calendar)


def _mark(
    heading: tuple[str, ...], measurement: Measurement | None, unit: str, language: str, *, broken: bool, awaited: bool
) -> YearMark:
    """A year's figure, or the word of its gap. A figure in another unit has no place on the axis."""
    if measurement is None or not isinstance(measurement.reading, Known):
        is_withheld = measurement is not None and isinstance(measurement.reading, Withheld)
        words = WITHHELD if is_withheld else AWAITED if awaited and measurement is None else NO_FIGURE
        return YearMark(heading, word=words[language], broken=broken)
    if not _same_unit(measurement.unit or "", unit):
        return YearMark(heading, word=OTHER_UNIT[language], broken=broken)
    low, high = _ends(measurement.uncertainty, unit)
    return YearMark(
        heading,
        value=drawn(measurement.reading.value, unit),
        low=low,
        high=high,
        text=value_in_figures(measurement.reading.value, unit),
        is_provisional=measurement.provisional,
        broken=broken,
    )


def _ends(interval: Uncertainty | None, unit: str) -> tuple[Fraction | None, Fraction | None]:
    if interval is None or interval.lower is None or interval.upper is None:
        return None, None
    return drawn(interval.lower, unit), drawn(interval.upper, unit)


def _row(year: int, measurement: Measurement | None, broken: bool, word: str, language: str) -> YearRow:
    if measurement is None:
        return YearRow(year, word if language == "ja" else "no figure", "", False, False, broken)
    said = shown(measurement, language)
    interval = said.interval.strip(" （）()")
    return YearRow(year, said.value, interval, said.is_known, measurement.provisional, broken)


def drawn(value: Decimal | Fraction | float | int, unit: str | None) -> Fraction:
    """A reading as the axis shows it: a share in percent.

    >>> drawn(Fraction(221, 263), "%") == Fraction(22100, 263), drawn(52, "件")
    (True, Fraction(52, 1))
    """
    exact = exactly(value)
    return exact * 100 if unit in _PERCENT else exact


def year_heading(year: int, language: str = "ja") -> tuple[str, ...]:
    """A year on an axis: the western number and, in Japanese, the era in short.

    >>> year_heading(2025), year_heading(2019), year_heading(2025, "en")
    (('2025', 'R7'), ('2019', 'R元'), ('2025',))
    """
    if language != "ja":
        return (str(year),)
    words = era_year(year)
    era = next((name for name in FIRST_YEAR if words.startswith(name)), "")
    return (str(year), _LETTERS[era] + words.removeprefix(era)) if era else (str(year),)


def target_levels(
    target: Target | None, unit: str, *, from_baseline: Fraction | None = None, name: str = "目標"
) -> tuple[Level, ...]:
    """The lines of a target: its value, both ends of a range, or the number that its baseline became.

    None where the target speaks in another unit than the figures, or of a change whose number is not known.

    >>> from decimal import Decimal
    >>> target_levels(Target(">=", Decimal("49.4"), unit="%"), "%")
    (Level(name='目標', value=Fraction(247, 5), kind='target'),)
    """
    if from_baseline is not None:
        return (Level(name, drawn(from_baseline, unit)),)
    if target is None or target.value is None or target.comparator in ("increase", "decrease"):
        return ()
    if target.baseline is not None or not _same_unit(target.unit, unit):
        return ()
    values = [target.value, *([target.value_max] if target.value_max is not None else [])]
    return tuple(Level(name, Fraction(value)) for value in values)


def _same_unit(one: str | None, other: str) -> bool:
    return one is None or one == other or (one in _PERCENT and other in _PERCENT)


def position(mark: YearMark, level: Level) -> str:
    """Where a figure lies against a level: `above`, `below`, `equal`, or `across` when its interval holds the level.

    A description of the picture, no verdict: whether above is good, the target's own words say.
    """
    assert mark.value is not None, "a gap lies nowhere"
    low, high = mark.low, mark.high
    if low is None or high is None:
        return "equal" if mark.value == level.value else "above" if mark.value > level.value else "below"
    if low > level.value:
        return "above"
    return "below" if high < level.value else "across"
