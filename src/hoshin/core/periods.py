"""Fiscal years, calendar years and eras, both ways, and periods as they are printed.

A fiscal year is the integer of its April. Dates are western and exact: a month's end is its last day. A year without
an era (「32年度」) is read by what is plausible and says so; what cannot be a date says that, too.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hoshin.core.values import number_at

FIRST_YEAR = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}
_SIGNS = {"㋿": "令和", "㍻": "平成", "㍼": "昭和"}
_LAST_ERA_YEAR = {"令和": 99, "平成": 45, "昭和": 70, "大正": 15, "明治": 45}
"""Plans were written for 平成32年度 before anyone knew that it would not come; such years are read on."""

_FIRST_SIGNS = frozenset("0123456789〇一二三四五六七八九十令平昭大明㋿㍻㍼RHSF元今本当来翌年")
Span = Literal["fiscal_year", "year", "month", "day"]
Doubt = Literal["era_assumed", "era_ambiguous", "date_impossible", "years_disagree", "year_missing"]


@dataclass(frozen=True, slots=True)
class Period:
    """A printed fiscal year, calendar year, month or day.

    `year` is western: the April's year of a fiscal year. `doubt` says what was assumed or cannot be.
    """

    span: Span
    year: int
    month: int | None = None
    day: int | None = None
    end: int = 0
    doubt: Doubt | None = None

    @property
    def last_day(self) -> date:
        """Its last day; a fiscal year ends on 31 March of the next year."""
        if self.span == "fiscal_year":
            return date(self.year + 1, 3, 31)
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def fiscal_year(self) -> int:
        """The fiscal year in which it ends."""
        return self.year if self.span == "fiscal_year" else fiscal_year_of(self.last_day)


def fiscal_year_of(day: date) -> int:
    """The fiscal year that holds a day.

    >>> fiscal_year_of(date(2022, 3, 31)), fiscal_year_of(date(2022, 4, 1))
    (2021, 2022)
    """
    return day.year if day.month >= 4 else day.year - 1


def era_year(year: int) -> str:
    """A fiscal or later part of a calendar year in its era, as plans print it.

    The year in which an era began is named by the new era: FY2019 is 令和元年度.

    >>> era_year(2023), era_year(2019), era_year(2018)
    ('令和5', '令和元', '平成30')
    """
    for era, first in FIRST_YEAR.items():
        if year >= first:
            return f"{era}{'元' if year == first else year - first + 1}"
    return str(year)


def fiscal_year_in_words(year: int, language: str = "ja") -> str:
    """A fiscal year so that anyone knows which.

    >>> fiscal_year_in_words(2023), fiscal_year_in_words(2023, "en")
    ('2023年度（令和5年度）', 'fiscal year 2023')
    """
    return f"{year}年度（{era_year(year)}年度）" if language == "ja" else f"fiscal year {year}"


def plausible_year(number: int, fiscal_year: int | None) -> tuple[int, Doubt | None]:
    """The western year of a year without an era, and what was assumed.

    Near a known fiscal year the nearest era wins. Without one, 1–12 is 令和 and 24 and more 平成 (as in plans
    that were written before 2019); between them both are as likely.

    >>> plausible_year(32, None), plausible_year(5, 2021), plausible_year(15, None)
    ((2020, 'era_assumed'), (2023, None), (2033, 'era_ambiguous'))
    """
    reiwa, heisei = 2018 + number, 1988 + number
    if fiscal_year is not None:
        near = min((reiwa, heisei), key=lambda year: abs(year - fiscal_year))
        far = heisei if near == reiwa else reiwa
        clear = abs(far - fiscal_year) - abs(near - fiscal_year) >= 10
        return near, None if clear else "era_ambiguous"
    if number <= 12:
        return reiwa, "era_assumed"
    if number >= 24:
        return heisei, "era_assumed"
    return reiwa, "era_ambiguous"


_RELATIVE = {"今年度": 0, "本年度": 0, "当年度": 0, "来年度": 1, "翌年度": 1}
_RELATIVE_ENDS = ("まで", "末", "中に", "内に", "に", "は", "の")
_OF_NO_YEAR = re.compile("年度末(?:まで|に(?!向|むけ|おけ|おい|かけ))")
"""「年度末までに策定」: of the plan's year, when that is known and no other year's word stands before."""


def _relative(text: str, at: int, fiscal_year: int | None) -> Period | None:
    """「来年度までに」 from the plan's fiscal year; 「3年後に」 from a year that the phrase does not name."""
    for word, later in _RELATIVE.items():
        if text.startswith(word, at) and text.startswith(_RELATIVE_ENDS[:4], at + len(word)):
            if fiscal_year is None:
                return Period("fiscal_year", 1, end=at + len(word), doubt="year_missing")
            return Period("fiscal_year", fiscal_year + later, end=at + len(word))
    before = text[at - 1] if at else ""
    if _OF_NO_YEAR.match(text, at) and not _names_year(before):
        year = Period("fiscal_year", 1, end=at + 2, doubt="year_missing")
        return year if fiscal_year is None else Period("fiscal_year", fiscal_year, end=at + 2)
    number = _integer(text, at, 2) if not (at and text[at - 1].isdecimal()) else None
    if number is not None and text.startswith(("年後", "年度後"), number[1]):
        end = text.index("後", number[1]) + 1
        if text.startswith(("まで", "に", "には", "の時点", "時点", "末"), end) and (
            not at or text[at - 1] not in "後からの了てし"
        ):
            return Period("fiscal_year", 1, end=end, doubt="year_missing")
    return None


def _names_year(before: str) -> bool:
    """Whether the character before 「年度」 may say which year: a figure, a kanji, a bracket that closes."""
    return before.isdecimal() or before == ")" or "一" <= before <= "鿿" or before in tuple("々〇")


def period_at(text: str, at: int, fiscal_year: int | None = None) -> Period | None:
    """The period printed at `at` in evened text, or None. It ends before 末, 中 or まで.

    >>> period_at("令和3年度末までに", 0).year
    2021
    >>> period_at("R7.3.31", 0).last_day
    datetime.date(2025, 3, 31)
    >>> period_at("平成27(2015)年度", 0).year, period_at("2025年12月", 0).span
    (2015, 'month')
    """
    if text[at : at + 1] not in _FIRST_SIGNS:
        return None
    year = _year_at(text, at, fiscal_year)
    if year is None:
        return _bare_month(text, at, fiscal_year) or _relative(text, at, fiscal_year)
    return _spanned(text, year) or _dotted(text, year) or _lone(text, at, year)


@dataclass(frozen=True, slots=True)
class _Year:
    """A printed year before anyone knows what of it is meant."""

    number: int
    end: int
    form: Literal["era", "letter", "western", "bare", "fy"]
    doubt: Doubt | None = None


def _integer(text: str, at: int, longest: int = 4) -> tuple[int, int] | None:
    end = at
    while end < len(text) and end - at <= longest and text[end] in "0123456789":
        end += 1
    if end > at:
        return (int(text[at:end]), end) if end - at <= longest else None
    number = number_at(text, at)
    if number is None or number.malformed or number.end - at > longest:
        return None
    return int(number.value), number.end


def _year_at(text: str, at: int, fiscal_year: int | None) -> _Year | None:
    for era in FIRST_YEAR:
        if text.startswith(era, at):
            return _era_year_at(text, at + len(era) + (text[at + 2 : at + 3] == " "), era, "era")
    sign, before, behind = text[at : at + 1], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign in _SIGNS and sign:
        return _era_year_at(text, at + 1, _SIGNS[sign], "era")
    if before.isascii() and before.isalnum():
        return None
    if text.startswith("FY", at):
        return _fy_at(text, at + 2)
    if sign in ("R", "H", "S") and (behind.isdecimal() or behind in ("元", ".")):
        return _era_year_at(text, at + 1 + (behind == "."), _LETTERS[sign], "letter")
    if text.startswith("元年度", at):
        return _Year(2019, at + 1, "bare")
    return _plain_year_at(text, at, before, fiscal_year)


def _era_year_at(text: str, at: int, era: str, form: Literal["era", "letter"]) -> _Year | None:
    if text.startswith("元", at):
        return _Year(FIRST_YEAR[era], at + 1, form)
    number = _integer(text, at, 3)
    if number is None:
        return None
    doubt: Doubt | None = None if 1 <= number[0] <= _LAST_ERA_YEAR[era] else "date_impossible"
    return _Year(FIRST_YEAR[era] + number[0] - 1, number[1], form, doubt)


def _fy_at(text: str, at: int) -> _Year | None:
    number = _integer(text, at)
    if number is None:
        return None
    year = number[0] if number[0] >= 1000 else 2000 + number[0]
    return _Year(year, number[1], "fy")


def _plain_year_at(text: str, at: int, before: str, fiscal_year: int | None) -> _Year | None:
    number = _integer(text, at)
    if number is None or (before in (".", ",", "第", "~") and number[0] < 1000):
        return None
    year, end = number
    if 1900 <= year <= 2200:
        return _Year(year, end, "western")
    if not text.startswith("年度", end) or not 1 <= year <= 45 or text.startswith("年度間", end):
        return None
    if text[max(0, at - 2) : at] in ("から", "より") or before in ("後", "降"):
        return None
    plausible, doubt = plausible_year(year, fiscal_year)
    return _Year(plausible, end, "bare", doubt)


def _spanned(text: str, year: _Year) -> Period | None:
    """令和5年度, 令和7(2025)年度, 2030年, 令和5年12月, 令和6年4月1日."""
    at, doubt = year.end, year.doubt
    at, other = _bracketed_year(text, at)
    if other is not None and other != year.number:
        doubt = "years_disagree"
    if text.startswith("年度", at):
        last = text.startswith("末(", at + 2)
        after, again = _bracketed_year(text, at + 2 + last)
        after = at + 2 if again is None else after
        if again is not None and again != year.number:
            doubt = "years_disagree"
        return _part_of(text, Period("fiscal_year", year.number, end=after, doubt=doubt))
    if not text.startswith("年", at) or year.form == "bare":
        return None
    after, again = _bracketed_year(text, at + 1)
    if again is not None:
        doubt = "years_disagree" if again != year.number else doubt
        return Period("year", year.number, end=after, doubt=doubt)
    return _month(text, at + 1, Period("year", year.number, end=at + 1, doubt=doubt))


_PARTS = re.compile("の?(?:第?([1-4一二三四])四半期|(上)半?期|(下)半?期)")
_LAST_MONTHS = {"1": 6, "一": 6, "2": 9, "二": 9, "3": 12, "三": 12, "4": 3, "四": 3, "上": 9, "下": 3}


def _part_of(text: str, whole: Period) -> Period:
    """「令和7年度第3四半期」「令和8年度上半期」: the last month of that part, else the fiscal year itself."""
    found = _PARTS.match(text, whole.end)
    if found is None or whole.doubt is not None:
        return whole
    month = _LAST_MONTHS[next(sign for sign in found.groups() if sign)]
    return Period("month", whole.year + (month == 3), month, None, found.end())


def _bracketed_year(text: str, at: int) -> tuple[int, int | None]:
    """The same year in the other calendar, in brackets."""
    if not text.startswith("(", at):
        return at, None
    year = _year_at(text, at + 1, None)
    if year is None or year.form == "bare":
        return at, None
    end = year.end
    for word in ("年度末", "年度", "年"):
        if text.startswith(word, end):
            end += len(word)
            break
    return (end + 1, year.number) if text.startswith(")", end) else (at, None)


def _month(text: str, at: int, year: Period) -> Period:
    at += text[at : at + 1] == " "
    number = _integer(text, at, 2)
    if number is None or not text.startswith("月", number[1]):
        misprint = number is not None and number[1] < len(text) and text[number[1]] == "日"
        return Period("year", year.year, end=year.end, doubt="date_impossible" if misprint else year.doubt)
    month, end = number[0], number[1] + 1
    day = _integer(text, end, 2)
    if day is None or not text.startswith("日", day[1]):
        return _checked(year.year, month, None, end, year.doubt)
    return _checked(year.year, month, day[0], day[1] + 1, year.doubt)


def _dotted(text: str, year: _Year) -> Period | None:
    """R5.9.30, R7.3, 2025/3/31, 2025-03-31."""
    mark = text[year.end : year.end + 1]
    if mark not in (".", "/", "-") or year.form == "bare":
        return None
    month = _integer(text, year.end + 1, 2)
    if month is None:
        return None
    if text[month[1] : month[1] + 1] == mark:
        day = _integer(text, month[1] + 1, 2)
        if day is not None:
            return _checked(year.number, month[0], day[0], day[1], year.doubt)
    if text.startswith("月", month[1]):
        return _checked(year.number, month[0], None, month[1] + 1, year.doubt)
    if year.form == "letter" and mark == ".":
        return _checked(year.number, month[0], None, month[1], year.doubt)
    return None


def _checked(year: int, month: int, day: int | None, end: int, doubt: Doubt | None) -> Period:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return Period("year", year, end=end, doubt="date_impossible")
    return Period("month" if day is None else "day", year, month, day, end, doubt)


def _lone(text: str, at: int, year: _Year) -> Period | None:
    """R5, FY2025 and 令和5 where no 年 follows: fiscal years, as plans use them."""
    behind = text[year.end : year.end + 1]
    if year.form not in ("letter", "fy", "era") or text[at] == "S" or (behind.isascii() and behind.isalnum()):
        return None
    if behind == "月":
        return Period("year", year.number, end=year.end + 1, doubt="date_impossible")
    return Period("fiscal_year", year.number, end=year.end, doubt=year.doubt)


def _bare_month(text: str, at: int, fiscal_year: int | None) -> Period | None:
    """「12月末までに」: of the known fiscal year, or of a year that is missing."""
    before = text[at - 1] if at else ""
    joined = (
        before.isdecimal() or (before.isascii() and before.isalpha()) or before in tuple("~-/.年一二三四五六七八九十")
    )
    number = None if before and joined else _integer(text, at, 2)
    if number is None or not text.startswith("月", number[1]):
        return None
    month, end = number[0], number[1] + 1
    day = _integer(text, end, 2)
    if day is not None and text.startswith("日", day[1]):
        end = day[1] + 1
    else:
        day = None
    if not text.startswith(("まで", "末", "中に", "上旬", "下旬", "中旬"), end) or not 1 <= month <= 12:
        return None
    if fiscal_year is None:
        return Period("month", 1, month, None, end, "year_missing")
    year = fiscal_year if month >= 4 else fiscal_year + 1
    return _checked(year, month, day[0] if day else None, end, None)
