"""撤退・再構築基準: which criterion of an initiative speaks of which indicator, and the condition that makes it fire.

The plan's own reading of the condition counts. Where there is none, a plain one is read from the words (「55%未満」,
「前年度を下回る」, 「目標値の80%未満」). What is not certain is left to a person, never to a guess.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hoshin.core.plan.document import Comparator, ExitCriterion, Indicator, Target
from hoshin.core.problems.record import Problem
from hoshin.core.text import even

_WORDS: dict[str, Comparator] = {
    "未満": "<", "を下回": "<", "に満たな": "<", "に達しな": "<", "以下": "<=",
    "を超え": ">", "を上回": ">", "以上": ">=",
}  # fmt: skip
_COMPARED = "|".join(_WORDS)
_OF_TARGET = r"(?P<of>(?:上記|当該|年度)?目標(?:値|数|件数)?の)?"
_LEVEL = re.compile(
    rf"{_OF_TARGET}(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>割|[^\d\s、。,（(]{{1,4}}?)?(?P<compared>{_COMPARED})"
)
_AGAINST_LAST_YEAR = re.compile(
    r"前年(?P<fiscal>度)?(?:の)?(?:実績|件数|数|値)?(?P<compared>を下回|以下|を上回|を超え|未満)"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_RANGE = re.compile(rf"([{_CIRCLED}])(?:から|~|-|乃至|ないし)([{_CIRCLED}])")
_NAMED = re.compile(rf"[{_CIRCLED}]")
_EACH = re.compile(r"いずれか|上記|各指標|目標値?[がの]")
_TOGETHER = re.compile(rf"いずれも|すべて|全て|ともに|両方|[{_CIRCLED}](?:及び|および|と|かつ)[{_CIRCLED}]")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion that speaks of an indicator. `condition` is None when its words could not be read with certainty."""

    printed: str
    condition: Target | None


def criteria_of(
    indicator: Indicator, siblings: Sequence[Indicator], criteria: Sequence[ExitCriterion]
) -> tuple[tuple[Criterion, ...], tuple[Problem, ...]]:
    """The criteria that speak of an indicator of an initiative with these indicators, and what a person must settle.

    >>> alone = Indicator("k", "新設台数", "20台以上", target=Target(">=", Decimal(20), unit="台"))
    >>> found, asked = criteria_of(alone, [alone], [ExitCriterion("新設が5台未満")])
    >>> found[0].condition.comparator, found[0].condition.value, asked
    ('<', Decimal('5'), ())
    """
    found, problems = [], []
    for criterion in criteria:
        of = speaks_of(criterion, siblings)
        if not of:
            problems.append(Problem("retreat_of_which", found=criterion.printed[:80]))
        elif indicator.id in of:
            condition = condition_of(criterion, indicator.target)
            found.append(Criterion(criterion.printed, condition))
            if condition is None:
                problems.append(Problem("retreat_not_read", found=criterion.printed[:80]))
    return tuple(found), tuple(problems)


def speaks_of(criterion: ExitCriterion, indicators: Sequence[Indicator]) -> frozenset[str]:
    """The indicators that a criterion speaks of, by its labels, else by its words; empty when that is not certain."""
    if len(indicators) == 1:
        return frozenset(i.id for i in indicators)
    named = _labels_in(criterion)
    if named:
        of = [i for i in indicators if any(_bears(i, label) for label in named)]
        return frozenset(i.id for i in of) if len(named) > 1 or len(of) == 1 else _by_words(criterion, of)
    if _EACH.search(criterion.printed):
        return frozenset(i.id for i in indicators)
    return _by_words(criterion, indicators)


def _labels_in(criterion: ExitCriterion) -> frozenset[str]:
    printed = even(criterion.printed).text
    labels = {criterion.label} if criterion.label else set()
    for first, last in _RANGE.findall(printed):
        start, end = _CIRCLED.index(first), _CIRCLED.index(last)
        labels |= set(_CIRCLED[start : end + 1])
    return frozenset(labels | set(_NAMED.findall(printed)))


def _bears(indicator: Indicator, label: str) -> bool:
    """「②-1」 is a part of ②."""
    own = (indicator.label or "").strip()
    return own == label or re.match(rf"{re.escape(label)}[-－‐(（]", own) is not None


def _by_words(criterion: ExitCriterion, indicators: Sequence[Indicator]) -> frozenset[str]:
    """The one indicator whose measure shares clearly more pairs of letters with the criterion than any other's."""
    words = _pairs(criterion.measure or criterion.printed)
    shared = sorted(((len(words & _pairs(i.measure)), i.id) for i in indicators), reverse=True)
    if not shared or shared[0][0] < 3 or (len(shared) > 1 and shared[0][0] < 2 * shared[1][0]):
        return frozenset()
    return frozenset({shared[0][1]})


def _pairs(text: str) -> set[str]:
    letters = [c for c in even(text).text if c.isalpha()]
    return {a + b for a, b in itertools.pairwise(letters)}


def condition_of(criterion: ExitCriterion, target: Target | None) -> Target | None:
    """The condition at which a criterion fires, as a target that the figure then meets; None when it is not certain.

    >>> condition_of(ExitCriterion("実績が目標値の8割未満のときは見直す"), Target(">=", Decimal(50), unit="回"))
    Target(comparator='<', value=Decimal('40'), value_max=None, unit='回', due_fiscal_year=None, due_date=None, \
baseline=None, per=None, cumulative=False, comparator_implied=False, since_fiscal_year=None)
    >>> condition_of(ExitCriterion("前年度を下回ったとき"), None).baseline
    'previous_fiscal_year'
    """
    if criterion.target is not None and criterion.target.comparator != "qualitative":
        return criterion.target
    printed = even(criterion.printed).text
    if _TOGETHER.search(printed):
        return None
    levels, changes = list(_LEVEL.finditer(printed)), list(_AGAINST_LAST_YEAR.finditer(printed))
    if len(levels) + len(changes) != 1:
        return None
    if changes:
        year = "previous_fiscal_year" if changes[0]["fiscal"] else "previous_calendar_year"
        return Target(_WORDS[changes[0]["compared"]], baseline=year)
    return _level(levels[0], target)


def _level(found: re.Match[str], target: Target | None) -> Target | None:
    value, unit = Decimal(found["value"].replace(",", "")), found["unit"]
    if unit == "割":
        value, unit = value * 10, "%"
    condition = Target(_WORDS[found["compared"]], value, unit=unit or (target.unit if target else None))
    if not found["of"]:
        return condition
    if target is None or target.value is None or target.baseline is not None or unit != "%":
        return None
    return replace(condition, value=target.value * value / 100, unit=target.unit)
