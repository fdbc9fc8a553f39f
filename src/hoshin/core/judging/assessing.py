"""All that can be said of one indicator in one year, from its evidence: verdict, criteria, progress, forecast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hoshin.core.judging.code_sets import CodeSet
from hoshin.core.judging.comparison import Support
from hoshin.core.judging.demand import Direction, Unresolved, demands_of
from hoshin.core.judging.expected import Expected, expected_at_due
from hoshin.core.judging.figures import Absent, Figure, in_unit
from hoshin.core.judging.from_measurement import compared_with, figure_of, judged_figure
from hoshin.core.judging.progress import Progress, progress_of
from hoshin.core.judging.reasons import Reason
from hoshin.core.judging.retreat import Criterion
from hoshin.core.judging.verdict import Case, JudgingPeriod, Verdict, judge
from hoshin.core.measurement.record import Measurement
from hoshin.core.plan.document import Indicator, Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.direction import better

NO_SET = CodeSet("", "", "", ())
"""No set is in use: nothing is coded."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an indicator: every current measurement, and by fiscal year why there is none.

    `criteria` are the criteria for withdrawal that speak of it. `looks_ahead`: its due year may be later (outcomes).
    """

    measurements: Sequence[Measurement] = ()
    absences: Mapping[int, str] = field(default_factory=dict)
    criteria: Sequence[Criterion] = ()
    looks_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict and what stands behind it. `measurement` is the year's figure, judged or not; `expected_figure` tells
    whether a person's expected figure was judged instead.
    """

    fiscal_year: int
    period: JudgingPeriod
    code_set: CodeSet | None
    verdict: Verdict
    measurement: Measurement | None = None
    is_expected_figure: bool = False
    fired: tuple[Criterion, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    compared: Measurement | None = None
    progress: Progress = field(default_factory=Progress)
    forecast: Expected | None = None


def assess(
    indicator: Indicator,
    evidence: Evidence,
    *,
    fiscal_year: int,
    code_set: CodeSet | None,
    period: JudgingPeriod = "year_end",
    done_as_planned: bool | None = None,
    expected: Decimal | None = None,
) -> Assessment:
    """Judge one indicator for one fiscal year. `expected` is a person's figure for the year's end, used at mid-year."""
    of_year = [m for m in evidence.measurements if m.period.fiscal_year == fiscal_year]
    measurement, figure = judged_figure(of_year)
    if isinstance(figure, Absent) and measurement is None:
        figure = Absent(evidence.absences.get(fiscal_year, figure.reason))
    is_expected = period == "mid_year" and expected is not None
    target = indicator.target
    if is_expected and expected is not None:
        figure = Figure(expected, target.unit if target else None)
    if target is None:
        verdict = _unread(figure)
        return Assessment(
            fiscal_year, period, code_set, verdict, measurement, is_expected, (), tuple(evidence.criteria)
        )
    compared = compared_with(target, measurement, evidence.measurements, fiscal_year)
    case = Case(
        target=target,
        measurement=figure,
        code_set=code_set or NO_SET,
        bases=compared.bases,
        direction=direction_of(indicator),
        done_as_planned=done_as_planned,
        period=period,
    )
    if _is_reached_already(case, measurement):
        assert measurement is not None
        figure = figure_of(measurement)
        case = replace(case, measurement=figure)
    verdict, fired = _with_criteria(case, evidence.criteria)
    verdict = replace(verdict, problems=(*verdict.problems, *compared.problems, *_cumulative(target, figure)))
    return Assessment(
        fiscal_year=fiscal_year,
        period=period,
        code_set=code_set,
        verdict=verdict,
        measurement=measurement,
        is_expected_figure=is_expected,
        fired=fired,
        criteria=tuple(evidence.criteria),
        compared=compared.measurement,
        progress=_progress(case, evidence.measurements, measurement),
        forecast=_forecast(target, evidence, fiscal_year),
    )


def _is_reached_already(case: Case, measurement: Measurement | None) -> bool:
    """At mid-year a rising count that reached its target before the year is over: it can only grow."""
    is_open = isinstance(case.measurement, Absent) and case.measurement.reason == "not_yet_closed"
    if case.period != "mid_year" or measurement is None or not is_open:
        return False
    rises = case.target.comparator in (">=", ">") and case.direction != "less"
    return rises and judge(replace(case, measurement=figure_of(measurement), retreat=None)).supports == "reached"


def direction_of(indicator: Indicator) -> Direction | None:
    """The wanted direction where the target itself does not say it: 「維持」, by what is measured."""
    target = indicator.target
    return better(indicator.measure) if target is not None and target.comparator == "maintain" else None


def _unread(figure: Figure | Absent) -> Verdict:
    """A target whose meaning nobody confirmed judges nothing."""
    supports: Support = "not_measured" if isinstance(figure, Absent) else "not_comparable"
    reason = Reason(
        "目標の意味がまだ確認されていないので、判定しない。",
        "The meaning of the target has not been confirmed yet, so nothing is judged.",
    )
    return Verdict(None, supports, None, (), reason, (Problem("target_not_understood"),))


def _with_criteria(case: Case, criteria: Sequence[Criterion]) -> tuple[Verdict, tuple[Criterion, ...]]:
    """The verdict with whichever criterion fires; each is looked at by itself."""
    known = [criterion for criterion in criteria if criterion.condition is not None]
    if not known:
        return judge(case), ()
    verdicts = [(judge(replace(case, retreat=criterion.condition)), criterion) for criterion in known]
    fired = tuple(criterion for verdict, criterion in verdicts if verdict.retreat == "fired")
    told = {"fired": 0, None: 1, "clear": 2}
    return min((verdict for verdict, _ in verdicts), key=lambda v: told[v.retreat]), fired


def _cumulative(target: Target, figure: Figure | Absent) -> tuple[Problem, ...]:
    is_sum = target.cumulative or target.since_fiscal_year is not None
    return (Problem("target_is_a_sum", severity="note"),) if is_sum and isinstance(figure, Figure) else ()


def _progress(case: Case, measurements: Sequence[Measurement], measurement: Measurement | None) -> Progress:
    if isinstance(case.measurement, Absent):
        return Progress()
    demands = demands_of(case.target, case.measurement.unit, case.direction, case.bases)
    if isinstance(demands, Unresolved) or len(demands) > 1:
        return Progress()
    comparable = in_unit(case.measurement, demands[0].limit.unit)
    if comparable is None:
        return Progress()
    return progress_of(comparable, demands[0], _year_before(case, measurements, measurement))


def _year_before(case: Case, measurements: Sequence[Measurement], measurement: Measurement | None) -> Figure | None:
    """The year before's figure, measured alike, in the target's unit: where the way to the target begins."""
    if measurement is None:
        return None
    before = Target(">=", baseline="previous_fiscal_year")
    found = compared_with(before, measurement, measurements, measurement.period.fiscal_year).bases.previous
    return in_unit(found, case.target.unit) if isinstance(found, Figure) else None


def _forecast(target: Target, evidence: Evidence, fiscal_year: int) -> Expected | None:
    if not evidence.looks_ahead:
        return None
    by_year: dict[int, Measurement] = {}
    for year in sorted({m.period.fiscal_year for m in evidence.measurements}):
        chosen, _ = judged_figure([m for m in evidence.measurements if m.period.fiscal_year == year])
        if chosen is not None:
            by_year[year] = chosen
    return expected_at_due(target, by_year, fiscal_year)
