"""Estimates of a design from an answer file or table, without loading the answers.

The answer is the core's (`hoshin.core.survey.estimation`), which reads row by row; tests hold both engines together.
"""
# ruff: noqa: S608 names are quoted and values made literals in columns.py

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Estimate, EstimateRequest, EstimationResult, SurveyDesign
from hoshin.core.survey.design_checks import columns_of_design, columns_of_request, missing_columns, request_problems
from hoshin.engines.duckdb_survey.columns import Column
from hoshin.engines.duckdb_survey.reading import first_sight, read_atoms, unseen
from hoshin.engines.duckdb_survey.rows import cell_problem, number_problem
from hoshin.engines.duckdb_survey.session import DEFAULT_RESOURCES, Progress, Resources, Session, session
from hoshin.engines.survey_atoms.doubts import doubtful_cells, endless_sizes, error, impossible_stages
from hoshin.engines.survey_atoms.estimation import AtomSurvey, Estimator, design_notes, survey_of
from hoshin.engines.survey_atoms.record import Atoms


def estimate_file(
    path: Path, design: SurveyDesign, resources: Resources = DEFAULT_RESOURCES, progress: Progress | None = None
) -> EstimationResult:
    """All estimates of `design` from a Parquet or UTF-8 CSV file, as the core's `estimate` gives them from rows."""
    with session(path, resources, progress) as opened:
        return _estimated(opened, design)


def estimate_table(
    answers: pa.Table, design: SurveyDesign, resources: Resources = DEFAULT_RESOURCES, progress: Progress | None = None
) -> EstimationResult:
    """The same from an Arrow table."""
    with session(answers, resources, progress) as opened:
        return _estimated(opened, design)


def _estimated(opened: Session, design: SurveyDesign) -> EstimationResult:
    columns = opened.columns()
    requests, refused = _sound_requests(design, list(columns))
    absent = missing_columns(columns_of_design(design), list(columns))
    if absent:
        return EstimationResult((), _once([*absent, *refused]))
    sight = first_sight(opened, design, requests, columns)
    if not sight.rows:
        return EstimationResult((), _once([_nobody(opened, design), *refused]))
    query, groupings = read_atoms(opened, design, requests, columns, sight)
    doubts = _doubts(opened, design, columns, groupings[0])
    if doubts:
        return EstimationResult((), _once([*doubts, *refused]))
    surveys: list[AtomSurvey] = []
    for atoms in groupings:
        survey, against = survey_of(atoms, design)
        if survey is None:
            return EstimationResult((), _once([*against, *refused]))
        surveys.append(survey)
    estimator = Estimator(surveys, query.keys.grouping_of)
    estimates: list[Estimate] = []
    problems = [*surveys[0].problems, *design_notes(surveys[0]), *refused]
    for place, request in enumerate(requests):
        if groupings[0].sums[place].unread:
            problems.append(number_problem(opened, design, columns, request))
            continue
        problems += unseen(opened, design, request, columns, sight.seen)
        found, wrong = estimator.estimates(request, place)
        estimates += found
        problems += wrong
    return EstimationResult(tuple(estimates), _once(problems), surveys[0].weighting.facts)


def _doubts(opened: Session, design: SurveyDesign, columns: Mapping[str, Column], atoms: Atoms) -> list[Problem]:
    """What is wrong with the design itself or with the cells that it rests on."""
    doubts: list[Problem] = impossible_stages(design)
    doubts += [cell_problem(opened, design, columns, cells) for cells in doubtful_cells(atoms, design)]
    if doubts:
        return doubts
    if atoms.largest is not None and not atoms.largest.any():
        return [error("weights_all_zero", column=str(design.sampling.weights))]
    endless = endless_sizes(atoms, design)
    if endless:
        return endless
    if atoms.sizes_are_mixed:
        return [error("population_size_mixed", columns="、".join(design.sampling.fpc))]
    return []


def _nobody(opened: Session, design: SurveyDesign) -> Problem:
    """There is no answer at all, or none that `where` asks for."""
    if not opened.table(f"SELECT 1 AS one FROM {opened.source} LIMIT 1").num_rows:
        return Problem("answers_empty", severity="error")
    where = "、".join(f"{column} = {wanted}" for column, wanted in design.sampling.where)
    return Problem("where_matches_no_answer", found=where, severity="error", values={"where": where})


def _sound_requests(design: SurveyDesign, present: Sequence[str]) -> tuple[list[EstimateRequest], list[Problem]]:
    """The requests that can be tried, and what is wrong with the others."""
    sound: list[EstimateRequest] = []
    problems: list[Problem] = []
    for request in design.estimates:
        wrong = list(request_problems(request))
        wrong += missing_columns(columns_of_request(request), present, estimate=request.name)
        problems += wrong
        if not wrong:
            sound.append(request)
    return sound, problems


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return tuple(kept)
