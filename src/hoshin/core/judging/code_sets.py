"""Official codes as data: which facts lead to which code, from which fiscal year to which.

A rule is read from the top; the first row whose facts hold gives the code. The same glyph means different things in
different sets, so a code is never read without its set. Sets of other towns are more rows, not more code.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Formula = Literal["reached", "ratio_to_target"]
IMPROVEMENTS = "課題と改善策"
_WRITTEN = (IMPROVEMENTS,)


@dataclass(frozen=True, slots=True)
class CodeRule:
    """One row: the code, its legend, and the facts that lead to it. None: the fact does not matter.

    `ratio_from` is the smallest ratio to target (1 is reached). `requires` names the texts that the code demands.
    """

    code: str
    legend_ja: str
    legend_en: str
    reached: bool | None = None
    done_as_planned: bool | None = None
    retreat_fired: bool | None = None
    ratio_from: Decimal | None = None
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A set of evaluation codes. `years` are the fiscal years it is used for, the last None while it goes on.

    `first_ratio_years` widens the smallest ratio for items that run that many years.
    """

    name: str
    title_ja: str
    title_en: str
    rules: tuple[CodeRule, ...]
    formula: Formula = "reached"
    years: tuple[int, int | None] = (1, None)

    @property
    def asks_how_it_went(self) -> bool:
        """Whether its codes need to know if the work was done as planned."""
        return any(rule.done_as_planned is not None for rule in self.rules)


def _process(reached: str, missed: str, done: str, undone: str) -> tuple[CodeRule, ...]:
    return (
        CodeRule("①(ⅰ)", f"{reached}（{done}）", "target reached, work done as planned", True, True),
        CodeRule("①(ⅱ)", f"{reached}（{undone}）", "target reached, work not done as planned", True, False),
        CodeRule("②(ⅰ)", f"{missed}（{done}）", "target missed, work done as planned", False, True, requires=_WRITTEN),
        CodeRule(
            "②(ⅱ)", f"{missed}（{undone}）", "target missed, work not done as planned", False, False, requires=_WRITTEN
        ),
    )


_RETREAT = CodeRule(
    "③", "撤退・再構築基準未達成", "below the criterion for withdrawal", retreat_fired=True, requires=_WRITTEN
)

PRESETS: dict[str, CodeSet] = {
    code_set.name: code_set
    for code_set in (
        CodeSet(
            "outcome-fy2012", "アウトカム指標の達成状況", "Outcome indicators",
            (
                CodeRule("A", "順調", "on track", True),
                CodeRule("B", "順調でない", "not on track", False, requires=_WRITTEN),
            ),
            years=(2012, None),
        ),
        CodeSet(
            "effectiveness-fy2012", "戦略の有効性", "Effectiveness of the strategy",
            (
                CodeRule("ア", "有効であり、継続して推進", "effective, carried on", True),
                CodeRule("イ", "有効でないため、戦略を見直す", "not effective, revised", False, requires=_WRITTEN),
            ),
            years=(2012, 2022),
        ),
        CodeSet(
            "process-fy2012", "プロセス指標の達成状況", "Process indicators",
            (
                _RETREAT,
                *_process("目標達成", "目標未達成", "取組は予定どおり実施", "予定どおり実施しなかった"),
            ),
            years=(2012, 2022),
        ),
        CodeSet(
            "process-mid-year", "プロセス指標の達成見込み", "Process indicators at mid-year",
            _process("達成見込み", "達成できない見込み", "実施見込み", "実施できない見込み"),
            years=(2012, 2022),
        ),
        CodeSet(
            "process-fy2007", "プロセス指標の達成状況（平成19年度）", "Process indicators of FY2007",
            (
                CodeRule("①", "目標を達成し、不足がない", "reached without any shortfall", True),
                CodeRule("③", "目標未達成", "not reached", False, requires=_WRITTEN),
            ),
            years=(2007, 2011),
        ),
        CodeSet(
            "reform-progress", "改革の進捗", "Progress of reform",
            (
                CodeRule("概ね順調", "進捗率が基準以上", "progress at or above the line", ratio_from=Decimal("0.9")),
                CodeRule("順調でない", "進捗率が基準未満", "progress below the line", requires=_WRITTEN),
            ),
            formula="ratio_to_target",
        ),
        CodeSet(
            "ratio-100-80-50", "達成率による４段階", "Four grades by ratio to target",
            (
                CodeRule("A", "100%以上", "100 % or more", ratio_from=Decimal(1)),
                CodeRule("B+", "80%以上100%未満", "80 to under 100 %", ratio_from=Decimal("0.8")),
                CodeRule("B", "50%以上80%未満", "50 to under 80 %", ratio_from=Decimal("0.5"), requires=_WRITTEN),
                CodeRule("C", "50%未満", "under 50 %", requires=_WRITTEN),
            ),
            formula="ratio_to_target",
        ),
    )
}  # fmt: skip
"""The sets that ship with Hoshin."""

REFORM_LINE = {1: Decimal("0.9"), 2: Decimal("0.9"), 3: Decimal(2) / Decimal(3)}
"""改革の進捗: the smallest ratio at which an item of so many years is 概ね順調 (66.7 % of a three-year item)."""
