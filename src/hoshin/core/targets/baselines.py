"""What a target may lean on: last year, a named year, the nation's or the city's average.

The plan knows five baselines. Another one (「過去5年平均」「政令市平均」) is recognised as a baseline, so that it is
asked about and never taken for one of the five.
"""

import re
from dataclasses import dataclass

UNKNOWN = "unknown"
PRESENT = "present"
"""「現状」: of a time that the phrase does not name."""

_AVERAGES = {
    "全国平均": "national_average",
    "全国の平均": "national_average",
    "国平均": "national_average",
    "国の平均": "national_average",
    "全国水準": "national_average",
    "全市平均": "city_average",
    "本市平均": "city_average",
    "市平均": "city_average",
    "市の平均": "city_average",
    "全区平均": "city_average",
    "24区平均": "city_average",
    "市全体平均": "city_average",
    "市内平均": "city_average",
}
_YEARS = {
    "前年度": "previous_fiscal_year",
    "昨年度": "previous_fiscal_year",
    "前の年度": "previous_fiscal_year",
    "前年": "previous_fiscal_year",
    "昨年": "previous_fiscal_year",
    "前年暦年": "previous_calendar_year",
    "前暦年": "previous_calendar_year",
}
_OTHERS = {
    "現状": PRESENT,
    "現状値": PRESENT,
    "現行": PRESENT,
    "基準年度": UNKNOWN,
    "基準年": UNKNOWN,
    "基準値": UNKNOWN,
    "前回": UNKNOWN,
    "前々年度": UNKNOWN,
    "前々年": UNKNOWN,
    "同規模都市平均": UNKNOWN,
    "類似団体平均": UNKNOWN,
}
_WORDS = _AVERAGES | _YEARS | _OTHERS
_LONGEST = max(map(len, _WORDS))
_FIRST_SIGNS = frozenset(word[0] for word in _WORDS)
_PAST_YEARS_MOST = 12
_GOAL = re.compile(
    r"[一-鿿]{1,8}の?(?:目標|計画|基準|指針)値?(?P<compared>(?:\([^()]{1,16}\))?(?:以上|以下|未満|並み|を上回|を超え|を下回))"
)


_CALENDAR_MARKS = ("(暦年)", "(1~12月)", "(1月~12月)", "(1月から12月)", "(1-12月)", "暦年")
"""Behind 「前年」 or anywhere before it (「認知件数（暦年）：前年以下」) they say which kind of year it is."""


@dataclass(frozen=True, slots=True)
class PrintedBaseline:
    """A baseline's word and where it ends.

    `loose_year` when 「前年」 leaves open which kind of year, `named_in_brackets` when a bracket follows that may
    name the year (「基準年度（平成25年度）」).
    """

    baseline: str
    end: int
    loose_year: bool = False
    named_in_brackets: bool = False


def baseline_at(text: str, at: int) -> PrintedBaseline | None:
    """The baseline word at `at` in evened text, or None.

    >>> baseline_at("前年度以上", 0).baseline, baseline_at("大阪市平均以上", 0).baseline
    ('previous_fiscal_year', 'city_average')
    >>> baseline_at("過去5年平均以下", 0).baseline
    'unknown'
    """
    if text[at] in _FIRST_SIGNS:
        for length in range(min(_LONGEST, len(text) - at), 1, -1):
            word = text[at : at + length]
            if word in _WORDS:
                return _calendar_or_fiscal(text, at + length, _WORDS[word], word)
    if not _is_name(text[at]):
        return None
    past = _past_years(text, at) if text[at] in "過直" else None
    return past or (None if at and _is_name(text[at - 1]) else _named_average(text, at) or _named_goal(text, at))


def _calendar_or_fiscal(text: str, end: int, baseline: str, word: str) -> PrintedBaseline:
    if baseline == "previous_fiscal_year" and not word.endswith("度"):
        for mark in _CALENDAR_MARKS:
            if text.startswith(mark, end):
                return PrintedBaseline("previous_calendar_year", end + len(mark))
        if any(mark in text[:end] for mark in _CALENDAR_MARKS):
            return PrintedBaseline("previous_calendar_year", end)
        return PrintedBaseline(baseline, end, loose_year=True)
    dated = baseline in (PRESENT, UNKNOWN) and text.startswith("(", end)
    return PrintedBaseline(baseline, end, named_in_brackets=dated)


def _past_years(text: str, at: int) -> PrintedBaseline | None:
    """「過去5年間の平均」「直近3か年平均」."""
    if not text.startswith(("過去", "直近"), at):
        return None
    stop = text.find("平均", at, at + _PAST_YEARS_MOST)
    return PrintedBaseline(UNKNOWN, stop + 2) if stop > 0 else None


def _named_average(text: str, at: int) -> PrintedBaseline | None:
    """「大阪市平均」 is the city's; 「府平均」「政令市平均」「類似団体平均」 are none of the five."""
    if "平均" not in text[at : at + 12]:
        return None
    end = at
    while end < len(text) and end - at < 10 and _is_name(text[end]) and not text.startswith("平均", end):
        end += 1
    of = text[at:end].removesuffix("の")
    if not text.startswith("平均", end) or len(of) < 1:
        return None
    if of.endswith(("府", "県", "都", "区")) or "政令" in of or "指定都市" in of or "類似" in of or "同規模" in of:
        return PrintedBaseline(UNKNOWN, end + 2)
    if of.endswith("市") and len(of) >= 2:
        return PrintedBaseline("city_average", end + 2)
    return None


def _named_goal(text: str, at: int) -> PrintedBaseline | None:
    """「国の目標値（40%）以上」: a goal that someone else has set, with a comparing word behind it."""
    found = _GOAL.match(text, at)
    return PrintedBaseline(UNKNOWN, found.start("compared")) if found else None


def _is_name(sign: str) -> bool:
    return "一" <= sign <= "鿿" or "ァ" <= sign <= "ヶ"
