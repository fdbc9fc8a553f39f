"""Which year a figure is of, and how much of that year it tells: a whole one, or one to date."""

import calendar
import re
from datetime import date

from hoshin.core.measurement.record import MeasuredPeriod, Measurement
from hoshin.core.periods import era_year, fiscal_year_in_words

_WHOLE_YEAR_DAYS = 360
_BEGINNINGS = ((1, 1), (4, 1))


def is_calendar_year(period: MeasuredPeriod) -> bool:
    """Whether the period is a calendar year: a whole one, or one to date that is counted for that year.

    The first quarter of a calendar year, counted for the fiscal year that it ends, is none.

    >>> from datetime import date
    >>> is_calendar_year(MeasuredPeriod(date(2026, 1, 1), date(2026, 10, 31), 2026))
    True
    >>> is_calendar_year(MeasuredPeriod(date(2026, 1, 1), date(2026, 3, 31), 2025))
    False
    """
    first, last = period.first, period.last
    if (first.month, first.day) != (1, 1) or last.year != first.year:
        return False
    return (last.month, last.day) == (12, 31) or period.fiscal_year == first.year


def year_in_words(period: MeasuredPeriod, language: str = "ja") -> str:
    """The year that a figure is of. A calendar year is called so: police figures of 2025 are not those of 2025年度.

    >>> year_in_words(MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2025))
    '2025年（令和7年1〜12月）'
    >>> year_in_words(MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025))
    '2025年度（令和7年度）'
    """
    if not is_calendar_year(period):
        return fiscal_year_in_words(period.fiscal_year, language)
    year = period.first.year
    if language != "ja":
        return f"calendar year {year}"
    is_over = (period.last.month, period.last.day) == (12, 31)
    return f"{year}年（{era_year(year)}年{'1〜12月' if is_over else ''}）"


def year_in_short(period: MeasuredPeriod, language: str = "ja") -> str:
    """The same where there is little room.

    >>> year_in_short(MeasuredPeriod(date(2025, 1, 1), date(2025, 12, 31), 2025))
    '2025年'
    >>> year_in_short(MeasuredPeriod(date(2025, 4, 1), date(2026, 3, 31), 2025), "en")
    'FY2025'
    """
    if is_calendar_year(period):
        return f"{period.first.year}年" if language == "ja" else str(period.first.year)
    return f"{period.fiscal_year}年度" if language == "ja" else f"FY{period.fiscal_year}"


def is_whole(measurement: Measurement) -> bool:
    """A count of half a year stands for no year; a share is one, whenever people were asked."""
    if measurement.unit in ("%", "％") or measurement.kind in ("survey", "cases"):
        return True
    return (measurement.period.last - measurement.period.first).days >= _WHOLE_YEAR_DAYS


def until_in_words(measurement: Measurement, language: str = "ja") -> str:
    """How far a figure of a part of a year reaches; empty for a whole year, and for a survey, which is asked on days.

    >>> from datetime import date
    >>> from hoshin.core.measurement.record import Known
    >>> period = MeasuredPeriod(date(2026, 4, 1), date(2026, 10, 31), 2026)
    >>> visits = Measurement("register", period, Known(240), "件", "events", "register_figure/1", {})
    >>> until_in_words(visits), until_in_words(visits, "en")
    ('10月末まで', 'to the end of October')
    """
    first, last = measurement.period.first, measurement.period.last
    if measurement.kind == "survey" or (last - first).days >= _WHOLE_YEAR_DAYS:
        return ""
    if (first.month, first.day) in _BEGINNINGS:
        return f"{_end(last)}まで" if language == "ja" else f"to {_end(last, 'en')}"
    if language == "ja":
        return f"{first.month}月{first.day}日から{_end(last)}まで"
    return f"from {first.day} {calendar.month_name[first.month]} to {_end(last, 'en')}"


def _end(day: date, language: str = "ja") -> str:
    is_last = _ends_month(day)
    if language == "ja":
        return f"{day.month}月末" if is_last else f"{day.month}月{day.day}日"
    month = calendar.month_name[day.month]
    return f"the end of {month}" if is_last else f"{day.day} {month}"


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


_YEAR_IN_NAME = re.compile(
    r"[(（【［\[]?\s*(?:(?:令和|平成|[RH])\s*(?:\d{1,2}|元)\s*年?度?|(?:19|20)\d\d\s*年?度?|FY\s*(?:19|20)?\d\d)(?![\d歳人校件%])"
    r"\s*[)）】］\]]?"
)


def name_without_year(name: str) -> str:
    """What a yearly thing is called in every year: a source is one over the years. The name itself if nothing is left.

    >>> name_without_year("令和6年度区民アンケート"), name_without_year("区民アンケート（2026年度）")
    ('区民アンケート', '区民アンケート')
    >>> name_without_year("18歳アンケート"), name_without_year("Residents’ survey 2026")
    ('18歳アンケート', 'Residents’ survey')
    """
    even_digits = name.translate(_WIDE_DIGITS)
    return " ".join(_YEAR_IN_NAME.sub(" ", even_digits).split()) or name.strip()


_WIDE_DIGITS = {ord("０") + n: ord("0") + n for n in range(10)}
