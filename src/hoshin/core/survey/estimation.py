"""The reference engine: every estimate of a design from answers in memory, slow and obvious.

It defines the answer; the engines for large files are tested against it. Sums are exact (`math.fsum`), so the order of
the answers changes nothing. Results equal R's `survey` 4.1.1 (docs/adr/0012 names where they do not, and why).
"""

from collections.abc import Mapping, Sequence

from hoshin.core.problems.record import Problem
from hoshin.core.survey.cells import NotANumberError, answer_table
from hoshin.core.survey.design import Estimate, EstimateRequest, EstimationResult, SurveyDesign
from hoshin.core.survey.design_checks import (
    columns_of_design,
    columns_of_request,
    columns_of_rows,
    missing_columns,
    request_problems,
    unseen_categories,
)
from hoshin.core.survey.domains import domains_of
from hoshin.core.survey.drawing import Drawing, drawing_of
from hoshin.core.survey.figures import WeightedSurvey, domain_in_words, figure
from hoshin.core.survey.linearisation import Linearised, mean_of, ratio_of, total_of
from hoshin.core.survey.variance import lonely_strata
from hoshin.core.survey.weighting import weighting_of

Values = list[float | None]


def estimate(rows: Sequence[Mapping[str, object]], design: SurveyDesign) -> EstimationResult:
    """All estimates of `design` from `rows`, with every problem that was met; an estimate that fails stops no other.

    >>> from hoshin.core.survey.design import Sampling
    >>> rows = [{"q": 1, "N": 50}, {"q": 2, "N": 50}, {"q": 1, "N": 50}, {"q": 9, "N": 50}, {"q": 1, "N": 50}]
    >>> share = EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",))
    >>> found = estimate(rows, SurveyDesign(Sampling(fpc=("N",)), estimates=(share,))).estimates[0]
    >>> found.estimate, found.n, found.n_missing, round(found.se, 6)
    (0.75, 4, 1, 0.22964)
    """
    requests, problems = _sound_requests(rows, design)
    survey, wrong = _weighted_survey(rows, design)
    problems = [*wrong, *problems]
    if survey is None:
        return EstimationResult((), _once(problems))
    estimates: list[Estimate] = []
    for request in requests:
        found, wrong = _estimates(survey, request)
        estimates += found
        problems += wrong
    return EstimationResult(tuple(estimates), _once(problems), survey.weighting.facts)


def _sound_requests(
    rows: Sequence[Mapping[str, object]], design: SurveyDesign
) -> tuple[list[EstimateRequest], list[Problem]]:
    """The requests that can be tried, and what is wrong with the others."""
    sound, problems = [], []
    for request in design.estimates:
        wrong = list(request_problems(request))
        if rows:
            wrong += missing_columns(columns_of_request(request), columns_of_rows(rows), estimate=request.name)
        problems += wrong
        if not wrong:
            sound.append(request)
    return sound, problems


def _weighted_survey(
    rows: Sequence[Mapping[str, object]], design: SurveyDesign
) -> tuple[WeightedSurvey | None, list[Problem]]:
    if not rows:
        return None, [Problem("answers_empty", severity="error")]
    problems = missing_columns(columns_of_design(design), columns_of_rows(rows))
    if problems:
        return None, problems
    table = answer_table(rows, design.sampling.where)
    if not len(table):
        where = "、".join(f"{column} = {wanted}" for column, wanted in design.sampling.where)
        return None, [Problem("where_matches_no_answer", found=where, severity="error", values={"where": where})]
    drawing, problems = drawing_of(table, design.sampling)
    if drawing is None:
        return None, problems
    weighting, wrong = weighting_of(table, drawing, design)
    problems += wrong
    if weighting is None:
        return None, problems
    return WeightedSurvey(table, design, drawing, weighting), problems + design_notes(drawing, design)


def design_notes(drawing: Drawing, design: SurveyDesign) -> list[Problem]:
    """What to say of a design once, however many estimates it makes."""
    kind = design.sampling.kind
    if kind == "open":
        return [Problem("open_panel_no_interval", severity="note")]
    if kind == "census" or design.sampling.lonely_psu != "fail":
        return []
    lonely = lonely_strata(drawing.stages)
    if not lonely or len(set(drawing.stages[0].units)) == 1:
        return []
    return [
        Problem("stratum_with_one_unit", found=name, severity="error", values={"stratum": name or "―", "stage": "1"})
        for name in lonely
    ]


def _estimates(survey: WeightedSurvey, request: EstimateRequest) -> tuple[list[Estimate], list[Problem]]:
    """One request, for everyone and for each domain."""
    try:
        values, below = _values(survey, request)
    except NotANumberError as cell:
        named = {"estimate": request.name, "column": cell.column, "row": str(cell.row)}
        return [], [Problem("estimated_cell_not_a_number", found=cell.found[:40], severity="error", values=named)]
    problems = list(unseen_categories(survey.table, request)) if request.counts else []
    weights = survey.weighting.weights
    estimates = []
    for domain, members in domains_of(survey.table, request, [row for row, weight in enumerate(weights) if weight]):
        found = _linearised(request, values, below, members, weights)
        if found is None:
            named = {"estimate": request.name, "domain": domain_in_words(domain)}
            problems.append(Problem("domain_without_answers", severity="note", values=named))
            estimates.append(Estimate(request.name, request.kind, domain, None, n_missing=len(members)))
            continue
        counted = sum(values[row] == 1.0 for row in found.rows) if request.counts else None
        reported, wrong = figure(survey, request, domain, members, found, counted=counted)
        estimates.append(reported)
        problems += wrong
    return estimates, problems


def _values(survey: WeightedSurvey, request: EstimateRequest) -> tuple[Values, Values | None]:
    """What each answer adds: 1 or 0 where categories count, else the number; and the lower variable of a ratio."""
    table = survey.table
    below = table.numbers(request.denominator, request.missing) if request.denominator else None
    if not request.counts:
        return table.numbers(request.variable, request.missing), below
    counts, missing = frozenset(request.counts), frozenset(request.missing)
    categories = table.categories(request.variable)
    values: Values = [None if c is None or c in missing else float(c in counts) for c in categories]
    return values, below


def _linearised(
    request: EstimateRequest, values: Values, below: Values | None, members: Sequence[int], weights: Sequence[float]
) -> Linearised | None:
    if below is not None:
        return ratio_of(values, below, members, weights)
    if request.kind == "total":
        return total_of(values, members, weights)
    return mean_of(values, members, weights)


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order in which it was met."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return tuple(kept)
