"""`survey_estimate/1`: one estimate of a survey as a measurement, computed by DuckDB from the frozen answers.

The definition of the closed period holds the design (`design`) and how many sheets were sent and came back (`asked`,
`answered`); the recipe names what is estimated: `request` (an `EstimateRequest` as JSON) or `estimate` (the name of one
in the design), `speaks_of` (`residents` or `respondents`) and, for means and totals, `unit`. One thread: sums of
weights then have one order, so that verifying gives the same figure to the last bit.
"""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from hoshin.core.measurement.design_json import NotADesignError, design_from_json, request_from_json
from hoshin.core.measurement.failure import NotMeasurableError, NotRecordedError
from hoshin.core.measurement.record import (
    Flag,
    Known,
    MeasuredPeriod,
    Measurement,
    Missing,
    Reading,
    Uncertainty,
    Withheld,
)
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Estimate, EstimateRequest, EstimationResult, SurveyDesign
from hoshin.engines.duckdb_survey.estimation import estimate_file, estimate_table
from hoshin.engines.duckdb_survey.session import Resources

METHOD = "survey_estimate/1"
ONE_THREAD = Resources(threads=1)
_FLAGS: dict[str, Flag] = {"reference_value": "reference_value", "review": "review", "suppressed": "suppressed"}


def survey_figure(
    answers: Any, recipe: Mapping[str, Any], definition: Mapping[str, Any], period: MeasuredPeriod
) -> Measurement:
    """The estimate for everyone, with all that tells how sure it is.

    An open panel claims no interval and says why. A figure that speaks of respondents alone has none either. Fewer
    than ten answers are withheld. Raises `NotMeasurableError` when design, request and answers do not fit, and
    `NotRecordedError` when all is well but the question was not asked.
    """
    design, request = _asked_for(recipe, definition)
    result, returned = _estimated(answers, dataclasses.replace(design, estimates=(request,)))
    errors = [p for p in result.problems if p.severity == "error"]
    found = next((e for e in result.estimates if not e.domain), None)
    if found is None or (errors and found.n):
        raise _refusal(errors or list(result.problems))
    of_respondents = recipe.get("speaks_of") == "respondents"
    claims = design.sampling.kind != "open" and not of_respondents
    reading = _reading(found, of_respondents)
    withheld = isinstance(reading, Withheld)
    return Measurement(
        kind="survey",
        period=period,
        reading=reading,
        unit="%" if request.kind == "proportion" else recipe.get("unit"),
        population="residents",
        method=METHOD,
        recipe=dict(recipe),
        numerator=None if withheld else found.n_counted,
        denominator=None if withheld else found.n,
        n_asked=_whole(definition.get("asked"), design.sampling.asked),
        n_answered=_whole(definition.get("answered"), returned),
        n_base=None if withheld else found.n,
        uncertainty=None if withheld else _uncertainty(found, result, claims=claims),
        flags=_flags(found, claims=claims or _is_complete(found, design)),
        notes=_notes(design, result, claims=claims, of_respondents=of_respondents),
        as_of=period.last,
    )


def _refusal(problems: list[Problem]) -> NotMeasurableError:
    not_asked = all(p.code == "answer_column_missing" and "estimate" in p.values for p in problems)
    return NotRecordedError(*problems) if not_asked else NotMeasurableError(*problems)


def _asked_for(recipe: Mapping[str, Any], definition: Mapping[str, Any]) -> tuple[SurveyDesign, EstimateRequest]:
    try:
        design = design_from_json(recipe.get("design") or definition.get("design"))
        if "request" in recipe:
            return design, _for_everyone(request_from_json(recipe["request"]))
    except NotADesignError as wrong:
        raise NotMeasurableError(
            Problem("recipe_design_unreadable", found=str(wrong)[:120], severity="error")
        ) from wrong
    named = next((r for r in design.estimates if r.name == recipe.get("estimate")), None)
    if named is None:
        raise NotMeasurableError(
            Problem("recipe_estimate_missing", found=str(recipe.get("estimate"))[:80], severity="error")
        )
    return design, _for_everyone(named)


def _for_everyone(request: EstimateRequest) -> EstimateRequest:
    """An indicator has one figure: domains are for tables."""
    return dataclasses.replace(request, by=(), crossed=())


def _estimated(answers: Any, design: SurveyDesign) -> tuple[EstimationResult, int]:
    path: Path | None = answers.parquet() if hasattr(answers, "parquet") else None
    if path is not None:
        return estimate_file(path, design, ONE_THREAD), int(pq.read_metadata(path).num_rows)
    table = answers.arrow()
    return estimate_table(table, design, ONE_THREAD), int(table.num_rows)


def _reading(found: Estimate, of_respondents: bool) -> Reading:
    if found.n == 0:
        return Missing("no_denominator")
    if "suppressed" in found.flags:
        return Withheld("small_count")
    if of_respondents and found.kind == "proportion" and found.n_counted is not None:
        return Known(Fraction(found.n_counted, found.n))
    return Missing("not_computable") if found.estimate is None else Known(found.estimate)


def _whole(*values: Any) -> int | None:
    return next((int(v) for v in values if v is not None), None)


def _uncertainty(found: Estimate, result: EstimationResult, *, claims: bool) -> Uncertainty:
    if not claims:
        return Uncertainty(level=found.level, if_silent_no=found.if_silent_no, if_silent_yes=found.if_silent_yes)
    return Uncertainty(
        lower=found.lower,
        upper=found.upper,
        level=found.level,
        method=found.interval,
        se=found.se,
        df=found.df,
        design_effect=found.deff,
        effective_n=found.effective_n,
        classical_margin=found.classical_margin,
        largest_weight=result.weights.get("largest"),
        if_silent_no=found.if_silent_no,
        if_silent_yes=found.if_silent_yes,
    )


def _flags(found: Estimate, *, claims: bool) -> tuple[Flag, ...]:
    flags = tuple(_FLAGS[f] for f in found.flags if f in _FLAGS)
    return flags if claims else (*flags, "no_inference")


def _is_complete(found: Estimate, design: SurveyDesign) -> bool:
    """Whether everyone of a group was asked and answered: then nothing is left to be inferred."""
    return design.sampling.kind == "census" and design.sampling.asked == found.n


def _notes(design: SurveyDesign, result: EstimationResult, *, claims: bool, of_respondents: bool) -> tuple[str, ...]:
    notes = ["speaks_of_residents"] if claims else ["speaks_of_respondents"]
    if design.sampling.kind == "open":
        notes.append("open_panel")
    if design.sampling.kind == "census":
        notes.append("census")
    if claims:
        notes.append("interval_holds_no_bias")
    if of_respondents and design.sampling.kind != "open":
        notes.append("unweighted")
    return (*notes, *(sentence(p) for p in result.problems if p.severity != "error"))
