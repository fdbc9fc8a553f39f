"""A target in words that a resident understands, in Japanese and English.

The Japanese wording is itself a target phrase: `read_phrase` reads it back to the same target, except what words do not
carry (that a comparator was only implied, a unit of a baseline that no word counts in, a ratio to a baseline).
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from hoshin.core.periods import fiscal_year_in_words
from hoshin.core.plan.document import Target
from hoshin.core.values import in_figures

Language = Literal["ja", "en"]

_BASELINES = {
    "previous_fiscal_year": ("前年度", "last fiscal year"),
    "previous_calendar_year": ("前年（暦年）", "last calendar year"),
    "national_average": ("全国平均", "the national average"),
    "city_average": ("市平均", "the city average"),
}
_COUNTED = {"件": "の件数", "人": "の人数", "回": "の回数", "%": "の割合"}
_RHYTHMS = {"年": "毎年", "月": "毎月", "週": "毎週", "日": "毎日"}
_RHYTHMS_EN = {"年": "every year", "月": "every month", "週": "every week", "日": "every day"}
_COMPARED_EN = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "exactly"}


def wording(target: Target, language: Language = "ja") -> str:
    """What the target demands, in one clause.

    >>> wording(Target(">=", Decimal(90), unit="%", due_fiscal_year=2023))
    '2023年度（令和5年度）までに90％以上にする'
    >>> wording(Target("decrease", Decimal(20), unit="%", baseline="fiscal:2015"))
    '2015年度（平成27年度）より20％減らす'
    >>> wording(Target("<=", unit="件", baseline="previous_fiscal_year"), "en")
    'at most the figure of last fiscal year'
    """
    return _in_english(target) if language == "en" else _in_japanese(target)


def _in_japanese(target: Target) -> str:
    return (
        _when(target)
        + _for_each(target)
        + ("累計で" if target.cumulative and not _summed(target) else "")
        + _demand(target)
    )


def _summed(target: Target) -> bool:
    return target.cumulative and target.since_fiscal_year is not None and target.due_fiscal_year is not None


def _when(target: Target) -> str:
    if target.due_fiscal_year is not None and target.since_fiscal_year is not None:
        first, last = fiscal_year_in_words(target.since_fiscal_year), fiscal_year_in_words(target.due_fiscal_year)
        return f"{first}から{last}までの合計で" if target.cumulative else f"{first}から{last}までに"
    if target.due_fiscal_year is not None:
        return f"{fiscal_year_in_words(target.due_fiscal_year)}までに"
    if target.due_date is not None:
        return f"{_day(target.due_date)}までに"
    return ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _for_each(target: Target) -> str:
    if target.per is None:
        return ""
    units = target.per.split("・")
    return "".join(_RHYTHMS.get(u, f"{u}あたり" if u[0].isdecimal() else f"各{u}で") for u in units)


def _figure(value: Decimal, unit: str | None) -> str:
    return in_figures(value) + ("％" if unit == "%" else unit or "")


def _demand(target: Target) -> str:
    if target.comparator == "qualitative":
        return "書かれた状態を実現する"
    if target.comparator in ("increase", "decrease"):
        verb = "増やす" if target.comparator == "increase" else "減らす"
        against = f"{_baseline(target.baseline)}より" if target.baseline else ""
        return against + (_figure(target.value, target.unit) if target.value is not None else "") + verb
    if target.comparator == "maintain":
        return f"{_level(target)}を維持する"
    if target.comparator == "between" and target.value is not None and target.value_max is not None:
        return f"{_figure(target.value, target.unit)}〜{_figure(target.value_max, target.unit)}にする"
    level = _level(target)
    return {
        ">=": f"{level}以上にする",
        "<=": f"{level}以下にする",
        ">": f"{level}を超える",
        "<": f"{level}未満にする",
        "=": f"ちょうど{level}にする",
        "between": f"{level}にする",
    }[target.comparator]


def _level(target: Target) -> str:
    if target.value is not None and target.baseline is not None:
        return f"{_baseline(target.baseline)}の{_figure(target.value, target.unit)}"
    if target.value is not None:
        return _figure(target.value, target.unit)
    if target.baseline is None:
        return "今の水準"
    counted = _COUNTED.get(target.unit or "", "の水準" if target.comparator == "maintain" else "")
    return _baseline(target.baseline) + counted


def _baseline(baseline: str | None) -> str:
    if baseline is None:
        return ""
    if baseline.startswith("fiscal:"):
        return fiscal_year_in_words(int(baseline.removeprefix("fiscal:")))
    return _BASELINES[baseline][0]


def _in_english(target: Target) -> str:
    parts = [_demand_in_english(target)]
    if target.per is not None:
        parts.append(" and ".join(_RHYTHMS_EN.get(u, f"for each {u}") for u in target.per.split("・")))
    if _summed(target):
        parts.append(f"in total over fiscal years {target.since_fiscal_year} to {target.due_fiscal_year}")
        return " ".join(parts)
    if target.cumulative:
        parts.append("in total")
    if target.due_fiscal_year is not None:
        since = f" (from {target.since_fiscal_year})" if target.since_fiscal_year is not None else ""
        parts.append(f"by the end of fiscal year {target.due_fiscal_year}{since}")
    elif target.due_date is not None:
        parts.append(f"by {target.due_date.isoformat()}")
    return " ".join(parts)


def _figure_in_english(value: Decimal | None, unit: str | None) -> str:
    if value is None:
        return ""
    points = {"ポイント": " points", "%": " %"}
    return in_figures(value) + points.get(unit or "", f" {unit}" if unit else "")


def _demand_in_english(target: Target) -> str:
    figure, baseline = _figure_in_english(target.value, target.unit), _baseline_in_english(target.baseline)
    if target.comparator == "qualitative":
        return "reach the state described"
    if target.comparator in ("increase", "decrease"):
        verb = "raise" if target.comparator == "increase" else "lower"
        return " ".join(
            filter(None, [verb, f"by {figure}" if figure else "", f"against {baseline}" if baseline else ""])
        )
    if target.comparator == "maintain":
        level = f"at {figure}" if figure else f"at the level of {baseline}" if baseline else "at the present level"
        return f"keep {level}"
    if target.comparator == "between":
        return f"between {figure} and {_figure_in_english(target.value_max, target.unit)}"
    compared = _COMPARED_EN[target.comparator]
    if baseline and figure:
        return f"{compared} {figure} of {baseline}"
    return f"{compared} {figure or _named_figure(baseline)}"


def _named_figure(baseline: str) -> str:
    return baseline if baseline.endswith("average") else f"the figure of {baseline or 'the present'}"


def _baseline_in_english(baseline: str | None) -> str:
    if baseline is None:
        return ""
    if baseline.startswith("fiscal:"):
        return f"fiscal year {baseline.removeprefix('fiscal:')}"
    return _BASELINES[baseline][1]
