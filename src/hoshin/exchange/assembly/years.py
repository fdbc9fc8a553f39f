"""Fiscal years as headings and stamps print them: 令和3年度, R3, H27, 元年度, 2021年度, 前年度."""

import re

_ERA_BEFORE_FIRST = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
YEAR = r"(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RrHhSs])\.?(?P<of_era>元|\d{1,2})|(?P<western>(?:19|20)\d{2}))年?度?"
"""A year with its era or of four digits, in folded text."""
RELATIVE = {"前々年度": -2, "前々年": -2, "前年度": -1, "前年": -1, "昨年度": -1, "当年度": 0, "本年度": 0, "今年度": 0}
"""Words for a year as its distance from the plan's."""


def year_in(folded: str) -> int | None:
    """The first year with an era or of four digits in folded text, as the calendar year of its April.

    >>> year_in("R2年度自己評価を踏まえ変更"), year_in("令和元年度"), year_in("3年度")
    (2020, 2019, None)
    """
    found = re.search(YEAR, folded)
    return western_year(found) if found else None


def western_year(found: "re.Match[str]") -> int:
    """The year that a match of `YEAR` names."""
    if found["western"]:
        return int(found["western"])
    of_era = 1 if found["of_era"] == "元" else int(found["of_era"])
    return _ERA_BEFORE_FIRST[found["era"].upper()] + of_era


def year_of_era(of_era: int, near: int) -> int | None:
    """The year that a bare 「3年度」 means in a plan of the year `near`: the era's year closest to it.

    >>> year_of_era(2, 2021), year_of_era(30, 2020), year_of_era(75, 2020)
    (2020, 2018, None)
    """
    candidates = [_ERA_BEFORE_FIRST[era] + of_era for era in ("令和", "平成")]
    closest = min(candidates, key=lambda year: abs(year - near))
    return closest if abs(closest - near) <= 10 else None
