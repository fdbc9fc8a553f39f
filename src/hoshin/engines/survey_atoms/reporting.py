"""From figures by domain to what is reported of them, as `hoshin.core.survey.figures` does for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Category, Estimate, EstimateRequest, SurveyDesign
from hoshin.core.survey.figures import domain_in_words
from hoshin.core.survey.intervals import Interval
from hoshin.core.survey.presentation import flags_of_figure, flags_of_share
from hoshin.core.survey.sampling_error_tables import classical_margin
from hoshin.core.survey.silence import asked_in, bounds_of_share
from hoshin.engines.survey_atoms.figures import Figures
from hoshin.engines.survey_atoms.intervals import adjusted_n, effective_n, exact, of_shares, student
from hoshin.engines.survey_atoms.record import Floats

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Found:
    """The figures of one request by domain. `variance` NaN: there is none, and `why_none` says why, by domain.

    `members`: people in the domain, answered or not; `returned`: the weights of those.
    """

    figures: Figures
    variance: Floats
    why_none: Sequence[Problem | None]
    df: Floats
    members: Floats
    counted: Floats | None
    returned: Floats


@dataclass(frozen=True)
class Survey:
    """What is the same for every figure of a survey."""

    design: SurveyDesign
    knows_population: bool
    is_complete: bool


@dataclass(frozen=True)
class _Intervals:
    """By domain: both ends, the effective number of respondents, and Korn and Graubard's interval."""

    lower: Floats
    upper: Floats
    effective: Floats
    judged: tuple[Floats, Floats]


def report(
    survey: Survey, request: EstimateRequest, domains: Sequence[Mapping[str, Category]], found: Found
) -> tuple[list[Estimate], list[Problem]]:
    """One estimate a domain, and what was wrong with it."""
    se = np.sqrt(np.maximum(found.variance, 0.0))
    intervals = _intervals(request, found, se)
    estimates: list[Estimate] = []
    problems: list[Problem] = []
    for place, domain in enumerate(domains):
        reported, wrong = _one(survey, _Place(request, domain, found, place, float(se[place]), intervals))
        estimates.append(reported)
        problems += wrong
    return estimates, problems


def _intervals(request: EstimateRequest, found: Found, se: Floats) -> _Intervals:
    figures, level = found.figures, request.level
    df = np.where(found.df >= 1, found.df, np.nan)
    if request.kind != "proportion":
        lower, upper = student(figures.estimate, se, df, level)
        return _Intervals(lower, upper, se, (lower, upper))
    share = np.clip(figures.estimate, 0.0, 1.0)
    n = figures.answered
    effective = np.minimum(n, effective_n(share, se, n))
    judged = exact(share, adjusted_n(share, se, n, df, level), level)
    lower, upper = (
        judged if request.interval == "kg" else of_shares(request.interval, share=share, se=se, n=n, df=df, level=level)
    )
    return _Intervals(np.minimum(lower, share), np.maximum(upper, share), effective, judged)


@dataclass(frozen=True)
class _Place:
    """One domain among those of a request."""

    request: EstimateRequest
    domain: Mapping[str, Category]
    found: Found
    number: int
    se: float
    intervals: _Intervals

    def of(self, values: Floats) -> float:
        """The value of this domain."""
        return float(values[self.number])


def _one(survey: Survey, place: _Place) -> tuple[Estimate, list[Problem]]:
    figures, request, domain = place.found.figures, place.request, place.domain
    n, members = int(place.of(figures.answered)), int(place.of(place.found.members))
    estimate = place.of(figures.estimate)
    if not np.isfinite(estimate):
        named = {"estimate": request.name, "domain": domain_in_words(dict(domain))}
        nothing = Estimate(request.name, request.kind, domain, None, n_missing=members)
        return nothing, [Problem("domain_without_answers", severity="note", values=named)]
    values: dict[str, Any] = {
        "estimate": estimate,
        "level": request.level,
        "n": n,
        "n_missing": members - n,
        "n_counted": None if place.found.counted is None else int(place.of(place.found.counted)),
        "weighted_base": place.of(figures.base),
    }
    if request.kind == "proportion":
        values |= _bounds(survey, place)
    more, problems = _inferred(survey, place, members - n)
    return Estimate(request.name, request.kind, domain, **(values | more)), problems


def _inferred(survey: Survey, place: _Place, silent: int) -> tuple[dict[str, object], list[Problem]]:
    """What can be said of those who were not asked."""
    n = int(place.of(place.found.figures.answered))
    match survey.design.sampling.kind:
        case "open":
            return {"flags": ("no_inference", *flags_of_figure(n=n, df=None))}, []
        case "census":
            return _of_census(survey, place.of(place.found.figures.estimate), n, silent)
        case _:
            return _sampled(place)


def _bounds(survey: Survey, place: _Place) -> dict[str, object]:
    figures = place.found.figures
    estimate, n, base = place.of(figures.estimate), int(place.of(figures.answered)), place.of(figures.base)
    asked = asked_in(survey.design, place.domain)
    spoken = n / asked if asked else base / place.of(place.found.returned)
    silent_no, silent_yes = bounds_of_share(estimate, min(spoken, 1.0))
    bounds: dict[str, object] = {"if_silent_no": silent_no, "if_silent_yes": silent_yes}
    if survey.design.sampling.kind == "probability":
        bounds["classical_margin"] = _classical(survey, estimate, n, base)
    return bounds


def _classical(survey: Survey, estimate: float, n: int, base: float) -> float:
    """The 標本誤差 of Japanese reports; weights that do not exceed the answers tell of no population."""
    population = base if base > n * (1.0 + _ROUNDING) and survey.knows_population else None
    return classical_margin(min(max(estimate, 0.0), 1.0), n, population)


def _of_census(survey: Survey, estimate: float, n: int, silent: int) -> tuple[dict[str, object], list[Problem]]:
    suppressed = tuple(flag for flag in flags_of_figure(n=n, df=None) if flag == "suppressed")
    if survey.is_complete and not silent:
        exactly = {"se": 0.0, "lower": estimate, "upper": estimate, "interval": "census", "flags": suppressed}
        return exactly, []
    return {"flags": ("no_inference", *suppressed)}, [Problem("census_incomplete", severity="note")]


def _sampled(place: _Place) -> tuple[dict[str, object], list[Problem]]:
    found, request = place.found, place.request
    df, n = place.of(found.df), int(place.of(found.figures.answered))
    values: dict[str, object] = {"df": df, "flags": flags_of_figure(n=n, df=df)}
    if not np.isfinite(place.of(found.variance)):
        why = found.why_none[place.number]
        return values, [why] if why is not None else []
    simple = place.of(found.figures.simple_variance)
    deff = place.se * place.se / simple if np.isfinite(simple) else None
    values |= {"se": place.se, "deff": deff, "effective_n": n / deff if deff else None}
    if df < 1:
        named = {"estimate": request.name, "domain": domain_in_words(dict(place.domain))}
        return values, [Problem("no_degrees_of_freedom", values=named)]
    values |= {"lower": place.of(place.intervals.lower), "upper": place.of(place.intervals.upper), "interval": "t"}
    if request.kind == "proportion":
        values |= _judged(place, n, int(df))
    return values, []


def _judged(place: _Place, n: int, df: int) -> dict[str, object]:
    share = min(max(place.of(place.found.figures.estimate), 0.0), 1.0)
    effective = place.of(place.intervals.effective)
    lower, upper = place.intervals.judged
    judged = Interval(place.of(lower), place.of(upper), "kg")
    flags = flags_of_share(share=share, n=n, effective_n=effective, interval=judged, df=df)
    method = place.request.interval
    used = "kg" if method == "logit" and share * (1.0 - share) <= 0.0 else method
    return {"korn_graubard_n": effective, "flags": flags, "interval": used}
