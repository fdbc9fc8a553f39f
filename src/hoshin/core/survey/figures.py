"""From a linearised figure to what is reported of it: standard error, interval, effective n, bounds, flags."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hoshin.core.problems.record import Problem
from hoshin.core.survey.cells import AnswerTable
from hoshin.core.survey.design import Category, Estimate, EstimateRequest, SurveyDesign
from hoshin.core.survey.domains import Domain
from hoshin.core.survey.drawing import Drawing
from hoshin.core.survey.intervals import FOR_SHARES, Interval, korn_graubard, korn_graubard_n, student
from hoshin.core.survey.linearisation import Linearised
from hoshin.core.survey.presentation import flags_of_figure, flags_of_share
from hoshin.core.survey.sampling_error_tables import classical_margin
from hoshin.core.survey.silence import asked_in, bounds_of_share, is_complete
from hoshin.core.survey.variance import LonelyStratumError, degrees_of_freedom, total_variance
from hoshin.core.survey.weighting import Weighting

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class WeightedSurvey:
    """All that the estimates of one run share."""

    table: AnswerTable
    design: SurveyDesign
    drawing: Drawing
    weighting: Weighting

    @property
    def knows_population(self) -> bool:
        """Whether the weights say how many people there are."""
        return self.design.sampling.weights is not None or bool(self.design.sampling.fpc) or self.is_calibrated

    @property
    def is_calibrated(self) -> bool:
        """Whether the weights were made to meet population counts."""
        return bool(self.weighting.residuals)


def figure(
    survey: WeightedSurvey,
    request: EstimateRequest,
    domain: Domain,
    members: Sequence[int],
    found: Linearised,
    *,
    counted: int | None,
) -> tuple[Estimate, list[Problem]]:
    """What is reported of `found` in a domain of which `members` are all rows, answered or not."""
    n = len(found.rows)
    plain = Estimate(
        request.name,
        request.kind,
        domain,
        found.estimate,
        level=request.level,
        n=n,
        n_missing=len(members) - n,
        n_counted=counted,
        weighted_base=found.base,
    )
    if request.kind == "proportion":
        plain = _with_bounds(survey, plain, members)
    if survey.design.sampling.kind == "open":
        return replace(plain, flags=("no_inference", *flags_of_figure(n=n, df=None))), []
    if survey.design.sampling.kind == "census":
        return _of_census(survey, plain, members)
    return _sampled(survey, request, plain, found)


def _with_bounds(survey: WeightedSurvey, plain: Estimate, members: Sequence[int]) -> Estimate:
    assert plain.estimate is not None and plain.weighted_base is not None
    weights = survey.weighting.weights
    asked = asked_in(survey.design, plain.domain)
    returned = math.fsum(weights[row] for row in members)
    spoken = plain.n / asked if asked else plain.weighted_base / returned
    silent_no, silent_yes = bounds_of_share(plain.estimate, min(spoken, 1.0))
    plain = replace(plain, if_silent_no=silent_no, if_silent_yes=silent_yes)
    if survey.design.sampling.kind != "probability":
        return plain
    population = plain.weighted_base if _exceeds(plain) and survey.knows_population else None
    share = min(max(plain.estimate or 0.0, 0.0), 1.0)
    return replace(plain, classical_margin=classical_margin(share, plain.n, population))


def _exceeds(plain: Estimate) -> bool:
    """Whether the weights add up to more than the answers; weights scaled to mean 1 tell of no population."""
    return plain.weighted_base is not None and plain.weighted_base > plain.n * (1.0 + _ROUNDING)


def _of_census(survey: WeightedSurvey, plain: Estimate, members: Sequence[int]) -> tuple[Estimate, list[Problem]]:
    """Everyone was asked, so nothing was drawn: exact when all answered, otherwise only bounds.

    Silence is not chance. A finite population correction would shrink the standard error with every answer and say
    nothing of those who gave none.
    """
    flags = flags_of_figure(n=plain.n, df=None)
    suppressed = tuple(flag for flag in flags if flag == "suppressed")
    if is_complete(survey.design, survey.drawing, len(survey.table)) and not plain.n_missing:
        exact = replace(plain, se=0.0, lower=plain.estimate, upper=plain.estimate, interval="census", flags=suppressed)
        return exact, []
    problem = Problem("census_incomplete", severity="note")
    return replace(plain, flags=("no_inference", *suppressed)), [problem]


def _sampled(
    survey: WeightedSurvey, request: EstimateRequest, plain: Estimate, found: Linearised
) -> tuple[Estimate, list[Problem]]:
    df = degrees_of_freedom(found.rows, survey.drawing.stages)
    plain = replace(plain, df=float(df), flags=flags_of_figure(n=plain.n, df=df))
    se, problems = _standard_error(survey, found)
    if se is None:
        return plain, problems
    deff = se * se / found.simple_variance if found.simple_variance is not None else None
    effective = plain.n / deff if deff else None
    plain = replace(plain, se=se, deff=deff, effective_n=effective)
    if df < 1:
        values = {"estimate": request.name, "domain": domain_in_words(plain.domain)}
        return plain, [*problems, Problem("no_degrees_of_freedom", values=values)]
    return _with_interval(request, plain, se, df), problems


def _with_interval(request: EstimateRequest, plain: Estimate, se: float, df: int) -> Estimate:
    assert plain.estimate is not None
    if request.kind != "proportion":
        interval = student(plain.estimate, se, df, request.level)
        return replace(plain, lower=interval.lower, upper=interval.upper, interval=interval.method)
    share = min(max(plain.estimate, 0.0), 1.0)
    interval = _holding(FOR_SHARES[request.interval](share, se, plain.n, df, request.level), share)
    effective = korn_graubard_n(share, se, plain.n)
    judged = korn_graubard(share, se, plain.n, df, request.level)
    flags = flags_of_share(share=share, n=plain.n, effective_n=effective, interval=judged, df=df)
    return replace(
        plain,
        lower=interval.lower,
        upper=interval.upper,
        interval=interval.method,
        korn_graubard_n=effective,
        flags=flags,
    )


def _holding(interval: Interval, share: float) -> Interval:
    """The interval with the estimate inside, where rounding at a standard error of 0 would put it beside."""
    return replace(interval, lower=min(interval.lower, share), upper=max(interval.upper, share))


def _standard_error(survey: WeightedSurvey, found: Linearised) -> tuple[float | None, list[Problem]]:
    contributions = found.contributions
    for residuals in survey.weighting.residuals:
        contributions = residuals.left_of(contributions)
    stages = survey.drawing.stages
    if len(set(stages[0].units)) == 1:
        return None, [Problem("one_unit_only", severity="error")]
    rows = range(len(survey.table)) if survey.is_calibrated else found.rows
    try:
        variance = total_variance(contributions, rows, stages, survey.design.sampling.lonely_psu)
    except LonelyStratumError as lonely:
        values = {"stratum": lonely.stratum or "―", "stage": str(lonely.stage)}
        return None, [Problem("stratum_with_one_unit", found=lonely.stratum, severity="error", values=values)]
    if variance is None:
        return None, [Problem("variance_without_strata", severity="error")]
    return math.sqrt(variance) if variance > found.noise else 0.0, []


def domain_in_words(domain: Mapping[str, Category]) -> str:
    """「age=1, sex=2」; 「全体」 for everyone.

    >>> domain_in_words({"age": "1", "sex": "2"})
    'age=1, sex=2'
    """
    return ", ".join(f"{column}={category}" for column, category in domain.items()) or "全体"
