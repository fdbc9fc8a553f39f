"""Which code set counts for a level in a fiscal year: the organisation's own, else the preset of that year.

Since FY2023 no preset holds for process indicators, so an organisation that goes on giving them codes says with which
set. Without one no code is proposed; what the evidence supports is told all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from hoshin.core.judging.code_sets import PRESETS, CodeSet
from hoshin.core.judging.verdict import JudgingPeriod

JudgedLevel = Literal["outcome", "process", "effectiveness"]
"""Outcome indicators (アウトカム指標), process indicators (プロセス指標), a strategy's effect (戦略の有効性)."""
LEVELS: tuple[JudgedLevel, ...] = get_args(JudgedLevel)
_BY_DEFAULT: dict[tuple[JudgedLevel, JudgingPeriod], tuple[str, ...]] = {
    ("outcome", "year_end"): ("outcome-fy2012",),
    ("outcome", "mid_year"): ("outcome-fy2012",),
    ("process", "year_end"): ("process-fy2012", "process-fy2007"),
    ("process", "mid_year"): ("process-mid-year",),
    ("effectiveness", "year_end"): ("effectiveness-fy2012",),
    ("effectiveness", "mid_year"): ("effectiveness-fy2012",),
}


@dataclass(frozen=True, slots=True)
class OwnCodeSet:
    """A set that an organisation uses for a level and a period, in the years that the set names."""

    level: JudgedLevel
    period: JudgingPeriod
    code_set: CodeSet


def holds_in(code_set: CodeSet, fiscal_year: int) -> bool:
    """Whether a set is used in a fiscal year."""
    first, last = code_set.years
    return first <= fiscal_year and (last is None or fiscal_year <= last)


def code_set_for(
    level: JudgedLevel, period: JudgingPeriod, fiscal_year: int, own: Iterable[OwnCodeSet] = ()
) -> CodeSet | None:
    """The set in use, or None. Of two own sets the one that began later; at mid-year, the year's own one if no other.

    >>> code_set_for("process", "year_end", 2022).name, code_set_for("process", "year_end", 2023)
    ('process-fy2012', None)
    >>> adopted = OwnCodeSet("process", "year_end", replace_years(PRESETS["process-fy2012"], 2023, None))
    >>> code_set_for("process", "mid_year", 2026, [adopted]).name
    'process-fy2012'
    """
    holding = [o for o in own if o.level == level and holds_in(o.code_set, fiscal_year)]
    of_period = [o.code_set for o in holding if o.period == period]
    if of_period:
        return max(of_period, key=lambda s: s.years[0])
    for name in _BY_DEFAULT[level, period]:
        if holds_in(PRESETS[name], fiscal_year):
            return PRESETS[name]
    return max((o.code_set for o in holding), key=lambda s: s.years[0], default=None)


def replace_years(code_set: CodeSet, first: int, last: int | None) -> CodeSet:
    """The set as an organisation uses it in other years.

    >>> replace_years(PRESETS["process-fy2012"], 2023, None).years
    (2023, None)
    """
    return CodeSet(code_set.name, code_set.title_ja, code_set.title_en, code_set.rules, code_set.formula, (first, last))
