"""A date as people type or paste it, read with certainty or not at all.

「令和7.4.1」「R7/4/1」「2026-04-01」「２０２６年４月１日（水）」「4/1」 and Excel's serial numbers are read. What could
be two days (「26/4/1」「7.4.1」「4/1/2026」) is refused with a question: a wrong day is found by nobody.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hoshin.core.periods import FIRST_YEAR
from hoshin.core.text import even

Refusal = Literal[
    "entry_date_not_read", "entry_date_impossible", "entry_date_year_ambiguous", "entry_date_weekday_disagrees"
]  # fmt: skip

_ERAS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治", "㋿": "令和", "㍻": "平成", "㍼": "昭和"}
_ERAS |= {era: era for era in FIRST_YEAR}
_LAST = {"令和": 99, "平成": 40, "昭和": 70, "大正": 15, "明治": 45}
_WEEKDAYS = "月火水木金土日"
_ERA_DATE = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTMrhstm㋿㍻㍼])\.?(元|\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?"
)
_WESTERN = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})[月/](\d{1,2})日?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{1,4}")
_TIME = re.compile(r"T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")
_WEEKDAY = re.compile(r"(?:\(([月火水木金土日])(?:曜日?)?(?:[・、]?祝日?)?\)|([月火水木金土日])曜日?)$")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(32874, 73051)
"""1990-01-01 to 2099-12-31: a number outside is no date that an office enters."""


@dataclass(frozen=True, slots=True)
class TypedDate:
    """The day, or why there is none."""

    day: date | None = None
    refusal: Refusal | None = None


def read_date(text: str, fiscal_year: int) -> TypedDate:
    """The day that was typed; a month and day alone lie in `fiscal_year`.

    >>> [str(read_date(t, 2026).day) for t in ("令和7.4.1", "R7/4/1", "2026-04-01", "4/1", "３月３１日", "46113")]
    ['2025-04-01', '2025-04-01', '2026-04-01', '2026-04-01', '2027-03-31', '2026-04-01']
    >>> read_date("26/4/1", 2026).refusal, read_date("2026/2/30", 2026).refusal, read_date("来週", 2026).refusal
    ('entry_date_year_ambiguous', 'entry_date_impossible', 'entry_date_not_read')
    >>> read_date("2026/4/1(火)", 2026).refusal
    'entry_date_weekday_disagrees'
    """
    plain = re.sub(r"\s+", " ", even(text).text).strip()
    plain = _TIME.sub("", plain).replace(" ", "")
    weekday = _WEEKDAY.search(plain)
    plain = plain[: weekday.start()] if weekday else plain
    found = _read(plain, fiscal_year)
    if weekday and found.day and _WEEKDAYS[found.day.weekday()] != (weekday.group(1) or weekday.group(2)):
        return TypedDate(refusal="entry_date_weekday_disagrees")
    return found


def _read(plain: str, fiscal_year: int) -> TypedDate:
    if era := _ERA_DATE.fullmatch(plain):
        return _era_day(*era.groups())
    if western := (_WESTERN.fullmatch(plain) or _COMPACT.fullmatch(plain)):
        return _day(*(int(part) for part in western.groups()))
    if month_day := _MONTH_DAY.fullmatch(plain):
        month, day = (int(part) for part in month_day.groups())
        return _day(fiscal_year if month >= 4 else fiscal_year + 1, month, day)
    serial = _SERIAL.fullmatch(plain)
    if serial and int(serial.group(1)) in _SERIALS:
        return TypedDate(_SERIAL_ZERO + timedelta(days=int(serial.group(1))))
    return TypedDate(refusal="entry_date_year_ambiguous" if _SHORT_YEAR.fullmatch(plain) else "entry_date_not_read")


def _era_day(era: str, year: str, month: str, day: str) -> TypedDate:
    name = _ERAS[era.upper()]
    number = 1 if year == "元" else int(year)
    if not 1 <= number <= _LAST[name]:
        return TypedDate(refusal="entry_date_impossible")
    return _day(FIRST_YEAR[name] + number - 1, int(month), int(day))


def _day(year: int, month: int, day: int) -> TypedDate:
    try:
        return TypedDate(date(year, month, day))
    except ValueError:
        return TypedDate(refusal="entry_date_impossible")
