"""Two verdicts side by side: the official code to the letter, and what the evidence supports.

The code follows its set's rule from the value alone, as the municipality's rule says. `supports` says whether the
evidence can carry that: a sample whose interval holds the target can be told neither way. A missing figure gives no
code, never a bad one. What the rules cannot decide is left to a person, with the reason.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from hoshin.core.judging.code_sets import REFORM_LINE, CodeRule, CodeSet
from hoshin.core.judging.comparison import Support, meets, support
from hoshin.core.judging.demand import Bases, Demand, Direction, Unresolved, demands_of
from hoshin.core.judging.figures import Absent, Figure, in_unit
from hoshin.core.judging.reasons import Reason, reason_of
from hoshin.core.plan.document import Target
from hoshin.core.problems.record import Problem

JudgingPeriod = Literal["year_end", "mid_year"]
Retreat = Literal["fired", "clear"]


@dataclass(frozen=True, slots=True)
class Case:
    """All that a verdict is made from. `item_years`: over how many years the item runs (reform plans)."""

    target: Target
    measurement: Figure | Absent
    code_set: CodeSet
    bases: Bases = field(default_factory=Bases)
    direction: Direction | None = None
    retreat: Target | None = None
    done_as_planned: bool | None = None
    period: JudgingPeriod = "year_end"
    item_years: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The proposed code (None: a person decides, or nothing was measured) and what the evidence supports."""

    code: str | None
    supports: Support
    retreat: Retreat | None
    requires: tuple[str, ...]
    reason: Reason
    problems: tuple[Problem, ...] = field(default=())


def judge(case: Case) -> Verdict:
    """The verdict on one indicator in one period.

    >>> from hoshin.core.judging.code_sets import PRESETS
    >>> sampled = Figure(Decimal("59.6"), "%", 400, Decimal("54.7"), Decimal("64.3"))
    >>> verdict = judge(Case(Target(">=", Decimal("62.8"), unit="%"), sampled, PRESETS["outcome-fy2012"]))
    >>> verdict.code, verdict.supports, verdict.requires
    ('B', 'cannot_tell', ('課題と改善策',))
    """
    retreat, retreat_problems = _retreat(case)
    if isinstance(case.measurement, Absent):
        return _without_code(case, "not_measured", retreat, retreat_problems)
    found = demands_of(case.target, case.measurement.unit, case.direction, case.bases)
    if isinstance(found, Unresolved):
        is_open = found.is_qualitative or found.problem.code == "direction_contradicts_target"
        supports: Support = "cannot_tell" if is_open else "not_comparable"
        return _coded_by_retreat(case, supports, retreat, (*retreat_problems, found.problem))
    comparable = in_unit(case.measurement, found[0].limit.unit)
    if comparable is None:
        differing = Problem("units_differ", found=case.measurement.unit, values={"other": found[0].limit.unit or "—"})
        return _coded_by_retreat(case, "not_comparable", retreat, (*retreat_problems, differing))
    if len({meets(comparable, demand) for demand in found}) > 1:
        return _coded_by_retreat(case, "cannot_tell", retreat, (*retreat_problems, _two_readings(case)))
    return _decided(case, comparable, found, retreat, retreat_problems)


def _two_readings(case: Case) -> Problem:
    if case.target.comparator == "maintain":
        return Problem("direction_unknown")
    return Problem("change_of_share_unclear", found=str(case.target.value))


def _decided(
    case: Case, figure: Figure, demands: tuple[Demand, ...], retreat: Retreat | None, problems: tuple[Problem, ...]
) -> Verdict:
    demand = demands[0]
    is_reached = meets(figure, demand)
    opinions = {support(figure, each) for each in demands}
    supports = opinions.pop() if len(opinions) == 1 else "cannot_tell"
    rule, asked = _rule(case, figure, demand, is_reached, retreat)
    return Verdict(
        code=rule.code if rule else None,
        supports=supports,
        retreat=retreat,
        requires=rule.requires if rule else (),
        reason=reason_of(
            figure, demand, case.target, is_reached=is_reached, supports=supports, mid_year=case.period == "mid_year"
        ),
        problems=(*problems, *asked, *_doubts(case, figure)),
    )


def _doubts(case: Case, figure: Figure) -> tuple[Problem, ...]:
    if case.target.per is not None:
        return (Problem("lowest_of_each", found=case.target.per, severity="note"),)
    if not figure.claims_inference:
        return (Problem("speaks_of_respondents", severity="note"),)
    return ()


def _rule(
    case: Case, figure: Figure, demand: Demand, is_reached: bool, retreat: Retreat | None
) -> tuple[CodeRule | None, tuple[Problem, ...]]:
    code_set = case.code_set
    if not code_set.rules:
        return None, (Problem("code_set_not_chosen", severity="note"),)
    if code_set.formula == "ratio_to_target":
        return _rule_by_ratio(case, figure, demand, is_reached)
    unknown = code_set.asks_how_it_went and case.done_as_planned is None
    for rule in code_set.rules:
        if rule.retreat_fired is not None:
            if rule.retreat_fired == (retreat == "fired"):
                return rule, ()
        elif unknown:
            return None, (Problem("done_as_planned_unknown"),)
        elif rule.reached in (None, is_reached) and rule.done_as_planned in (None, case.done_as_planned):
            return rule, _more_than_figures(code_set, rule)
    return None, (Problem("judged_by_a_person"),)


def _more_than_figures(code_set: CodeSet, rule: CodeRule) -> tuple[Problem, ...]:
    """平成19年度: ② needs an explanation or a date that no figure gives, so a person may choose it instead of ③."""
    if code_set.name == "process-fy2007" and not rule.reached:
        return (Problem("late_or_explained", severity="note"),)
    return ()


def ratio_to_target(figure: Figure, demand: Demand) -> Decimal | None:
    """How much of the target was reached: actual ÷ target, and target ÷ actual where less is better.

    1 is the target, more is better. A zero target of a falling indicator is met by zero (1) or missed (0); a ratio to
    a rising target of zero does not exist.

    >>> ratio_to_target(Figure(Decimal(50)), Demand("<=", Figure(Decimal(40))))
    Decimal('0.8')
    >>> ratio_to_target(Figure(Decimal(3)), Demand("<=", Figure(Decimal(0))))
    Decimal('0')
    """
    actual, limit = figure.value, demand.limit.value
    if demand.comparison in ("=", "between") or actual < 0 or limit < 0:
        return None
    if demand.comparison in (">=", ">"):
        return None if limit == 0 else actual / limit
    if actual == 0:
        return Decimal(1)
    return limit / actual


def _rule_by_ratio(
    case: Case, figure: Figure, demand: Demand, is_reached: bool
) -> tuple[CodeRule | None, tuple[Problem, ...]]:
    ratio = ratio_to_target(figure, demand)
    if ratio is None:
        ratio = Decimal(1) if is_reached else None
    if ratio is None:
        return None, (Problem("ratio_undefined"),)
    line, asked = _reform_line(case, ratio)
    if asked:
        return None, asked
    for rule in case.code_set.rules:
        if rule.ratio_from is None or ratio >= (line or rule.ratio_from):
            return rule, ()
    return None, (Problem("judged_by_a_person"),)


def _reform_line(case: Case, ratio: Decimal) -> tuple[Decimal | None, tuple[Problem, ...]]:
    """Where 概ね順調 begins depends on the item's length; unknown, it is asked only when it matters."""
    if case.code_set.name != "reform-progress":
        return None, ()
    if case.item_years is not None:
        return REFORM_LINE.get(case.item_years, REFORM_LINE[3] if case.item_years > 3 else REFORM_LINE[1]), ()
    if REFORM_LINE[3] <= ratio < REFORM_LINE[1]:
        return None, (Problem("item_years_unknown"),)
    return REFORM_LINE[1], ()


def _retreat(case: Case) -> tuple[Retreat | None, tuple[Problem, ...]]:
    """Whether the withdrawal criterion fires: when the figure meets its condition, to the letter."""
    if case.retreat is None:
        return None, ()
    if isinstance(case.measurement, Absent):
        return None, (Problem("retreat_not_known", severity="note"),)
    found = demands_of(case.retreat, case.measurement.unit, None, case.bases)
    if isinstance(found, Unresolved):
        return None, (found.problem,)
    comparable = in_unit(case.measurement, found[0].limit.unit)
    if comparable is None or len({meets(comparable, demand) for demand in found}) > 1:
        return None, (Problem("retreat_not_known", severity="note"),)
    return ("fired" if meets(comparable, found[0]) else "clear"), ()


def _coded_by_retreat(case: Case, supports: Support, retreat: Retreat | None, problems: tuple[Problem, ...]) -> Verdict:
    """Where the target cannot be judged, a fired criterion still decides a set that has a code for it."""
    undecided = _without_code(case, supports, retreat, problems)
    fired = next((rule for rule in case.code_set.rules if rule.retreat_fired and retreat == "fired"), None)
    if fired is None:
        return undecided
    return Verdict(fired.code, supports, retreat, fired.requires, undecided.reason, problems)


def _without_code(case: Case, supports: Support, retreat: Retreat | None, problems: tuple[Problem, ...]) -> Verdict:
    why = case.measurement.reason if isinstance(case.measurement, Absent) else None
    reason = reason_of(None, None, case.target, supports=supports, why=why, problems=problems)
    return Verdict(None, supports, retreat, (), reason, problems)
