"""The year or month that a figure belongs to, read from how tables print it, and which months make a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from hoshin.core.periods import FIRST_YEAR, era_year, period_at
from hoshin.core.problems.record import Problem
from hoshin.core.series.definition import Cycle, YearKind
from hoshin.core.text import even

_KEY = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?P<month>\d{2}))?")
_MONTH_ALONE = re.compile(r"(\d{1,2})\s*月(?:分|中)?")
_BRACKETED = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"(?:[pr]|速報|暫定|確定|改定)値?$")


@dataclass(frozen=True, slots=True, order=True)
class SeriesPeriod:
    """A calendar year, a fiscal year or a month. `year` is the year of the calendar; a fiscal year's April.

    >>> SeriesPeriod(2026, cycle="fiscal_year").key, SeriesPeriod(2026, 3, "month").key
    ('FY2026', '2026-03')
    """

    year: int
    month: int = 0
    cycle: Cycle = "calendar_year"

    @property
    def key(self) -> str:
        """How it is stored: 「2026」「FY2026」「2026-03」."""
        if self.cycle == "month":
            return f"{self.year}-{self.month:02}"
        return f"FY{self.year}" if self.cycle == "fiscal_year" else str(self.year)

    @property
    def first(self) -> date:
        """Its first day."""
        if self.cycle == "fiscal_year":
            return date(self.year, 4, 1)
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.cycle == "fiscal_year":
            return date(self.year + 1, 3, 31)
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def period_of_key(key: str) -> SeriesPeriod:
    """The period that was stored; `ValueError` for anything else.

    >>> period_of_key("2026-03").month, period_of_key("FY2026").cycle
    (3, 'fiscal_year')
    """
    found = _KEY.fullmatch(key)
    if found is None or (found["fiscal"] and found["month"]):
        raise ValueError(f"not a period: {key!r}")
    month = int(found["month"] or 0)
    if found["month"] and not 1 <= month <= 12:
        raise ValueError(f"not a month: {key!r}")
    if found["month"]:
        return SeriesPeriod(int(found["year"]), month, "month")
    return SeriesPeriod(int(found["year"]), 0, "fiscal_year" if found["fiscal"] else "calendar_year")


def months_of(kind: YearKind, year: int) -> tuple[SeriesPeriod, ...]:
    """The twelve months of a year: January to December, or April to March.

    >>> months_of("fiscal", 2026)[0].key, months_of("fiscal", 2026)[-1].key
    ('2026-04', '2027-03')
    """
    first = 1 if kind == "calendar" else 4
    return tuple(SeriesPeriod(year + (first + n - 1) // 12, (first + n - 1) % 12 + 1, "month") for n in range(12))


def year_period(kind: YearKind, year: int) -> SeriesPeriod:
    """The whole year of that kind."""
    return SeriesPeriod(year, 0, "fiscal_year" if kind == "fiscal" else "calendar_year")


def year_in_words(kind: YearKind, year: int, language: str = "ja") -> str:
    """A year so that nobody takes one kind for the other.

    >>> year_in_words("calendar", 2025), year_in_words("fiscal", 2025, "en")
    ('令和7年（2025年）', 'fiscal year 2025')
    """
    if language != "ja":
        return f"{'calendar' if kind == 'calendar' else 'fiscal'} year {year}"
    return f"{era_year(year)}年（{year}年）" if kind == "calendar" else f"{era_year(year)}年度（{year}年度）"


def period_in_words(period: SeriesPeriod, language: str = "ja") -> str:
    """A period as pages show it.

    >>> period_in_words(SeriesPeriod(2025, 11, "month"))
    '令和7年（2025年）11月'
    """
    if period.cycle != "month":
        return year_in_words("fiscal" if period.cycle == "fiscal_year" else "calendar", period.year, language)
    if language == "ja":
        return f"{era_year(period.year)}年（{period.year}年）{period.month}月"
    return f"{calendar.month_abbr[period.month]} {period.year}"


def month_alone(text: str) -> int | None:
    """The month that a heading without a year names: 「4月」「１２月分」; None for anything else.

    >>> month_alone("１２月"), month_alone("2025年4月"), month_alone("13月")
    (12, None, None)
    """
    found = _MONTH_ALONE.fullmatch(even(text).text.strip())
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else None


def typed_period(text: str, cycle: Cycle) -> SeriesPeriod | Problem | None:
    """The period that a cell prints for a series of this cycle; None when it prints none.

    A year without 年 or 年度 takes the series's own kind; 「令和7年」 in a series of fiscal years is asked about.

    >>> typed_period("令和７年", "calendar_year").key, typed_period("2025", "fiscal_year").key
    ('2025', 'FY2025')
    >>> typed_period("R7.4", "month").key, typed_period("令和7年度", "calendar_year").code
    ('2025-04', 'series_cycle_differs')
    """
    printed = even(text).text.strip()
    compact = printed.replace(" ", "")
    if re.fullmatch(r"\d{4}(?:\.0)?", compact) and 1868 <= int(compact[:4]) <= 2200 and cycle != "month":
        return SeriesPeriod(int(compact[:4]), 0, cycle)
    if re.fullmatch(r"\d{6}", compact) and cycle == "month" and 1 <= int(compact[4:]) <= 12:
        return SeriesPeriod(int(compact[:4]), int(compact[4:]), "month")
    return _printed_period(compact, cycle, text.strip())


def _printed_period(compact: str, cycle: Cycle, printed: str) -> SeriesPeriod | Problem | None:
    compact = _MARKS.sub("", compact)
    bare = _era_year_without_unit(compact)
    if bare is not None and cycle != "month":
        return SeriesPeriod(bare, 0, cycle)
    found = period_at(compact, 0)
    if found is None:
        return None
    rest = _BRACKETED.sub("", compact[found.end :]).strip("分中計値の末間集総")
    rest = _MARKS.sub("", rest)
    if rest or found.doubt in ("date_impossible", "years_disagree", "year_missing"):
        return None if rest else Problem("series_period_not_read", found=printed[:60], severity="error")
    if found.doubt:
        return Problem("series_period_not_read", found=printed[:60], severity="error")
    span: dict[str, Cycle] = {"fiscal_year": "fiscal_year", "year": "calendar_year", "month": "month", "day": "month"}
    if span[found.span] != cycle or (found.span == "day" and found.day != 1):
        return Problem("series_cycle_differs", found=printed[:60], severity="error", values={"cycle": cycle})
    return SeriesPeriod(found.year, found.month or 0, cycle)


def _era_year_without_unit(compact: str) -> int | None:
    """「R7」「令和7」「H30」「平成元」: a column heading that leaves the word for year out."""
    found = re.fullmatch(r"(令和|平成|昭和|R|H|S)\.?(\d{1,2}|元)", compact)
    if found is None:
        return None
    era = {"R": "令和", "H": "平成", "S": "昭和"}.get(found[1], found[1])
    number = 1 if found[2] == "元" else int(found[2])
    return FIRST_YEAR[era] + number - 1 if number else None
