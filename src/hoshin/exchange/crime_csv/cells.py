"""What the cells of a crime file say: codes with or without their check digit, days in several spellings."""

import re
from datetime import date
from functools import lru_cache

from hoshin.core.periods import period_at
from hoshin.core.plan.organisation_code import is_organisation_code
from hoshin.core.text import even

_UNKNOWN = frozenset(("", "不明", "不詳", "-", "―", "調査中", "非公表"))
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})")


@lru_cache(maxsize=4096)
def municipality_code(text: str) -> str | None:
    """The five digits of a 全国地方公共団体コード, its check digit left away; "" when unknown, None when it is none.

    A leading nought that a spreadsheet ate is put back. Six digits whose last is not the check digit are no code.

    >>> municipality_code("271217"), municipality_code("27121"), municipality_code("1101"), municipality_code("27121８")
    ('27121', '27121', '01101', None)
    """
    plain = even(text).text.strip().removesuffix(".0")
    if plain in _UNKNOWN:
        return ""
    if not plain.isdecimal() or not plain.isascii():
        return None
    if len(plain) == 4:
        plain = plain.zfill(5)
    elif len(plain) == 5 and not 1 <= int(plain[:2]) <= 47:
        plain = plain.zfill(6)
    if len(plain) == 6:
        return plain[:5] if 1 <= int(plain[:2]) <= 47 and is_organisation_code(plain) else None
    return plain if len(plain) == 5 and 1 <= int(plain[:2]) <= 47 else None


@lru_cache(maxsize=65536)
def occurred(text: str) -> tuple[int, int] | None:
    """Year and month in which a case began; month 0 when only the year is known, (0, 0) when nothing is; None: no date.

    >>> occurred("2024-11-08"), occurred("20241108"), occurred("令和6年11月"), occurred("2024年"), occurred("不明")
    ((2024, 11), (2024, 11), (2024, 11), (2024, 0), (0, 0))
    >>> occurred("2024-13-01") is None
    True
    """
    plain = "".join(even(text).text.split(" ")[:1]).removesuffix(".0")
    if plain in _UNKNOWN:
        return 0, 0
    found = _DAY.fullmatch(plain)
    if found:
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
        return day.year, day.month
    period = period_at(plain, 0)
    if period is None or period.doubt or period.end != len(plain) or period.span == "fiscal_year":
        return None
    return period.year, period.month or 0
