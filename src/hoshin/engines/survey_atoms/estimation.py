"""All estimates of a design from its atoms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Estimate, EstimateRequest, SurveyDesign
from hoshin.core.survey.domains import order_of
from hoshin.core.survey.silence import asked_in
from hoshin.engines.survey_atoms.contributions import Spread, spread_of
from hoshin.engines.survey_atoms.domains import Domains, Named, domains_by
from hoshin.engines.survey_atoms.doubts import size_problems, table_problems
from hoshin.engines.survey_atoms.figures import figures_of
from hoshin.engines.survey_atoms.naming import stratum_name
from hoshin.engines.survey_atoms.record import Atoms, Floats, Weighted
from hoshin.engines.survey_atoms.reporting import Found, Survey, report
from hoshin.engines.survey_atoms.stages import Stage, design_weights, is_lonely, stages_of
from hoshin.engines.survey_atoms.variance import degrees_of_freedom, variances
from hoshin.engines.survey_atoms.weighted import weighted
from hoshin.engines.survey_atoms.weighting import Weighting, weighting_of

_NAMED = 3


@dataclass(frozen=True)
class AtomSurvey:
    """One grouping of the answers with its drawing and its weights: all that estimates need."""

    design: SurveyDesign
    atoms: Atoms
    stages: tuple[Stage, ...]
    weighting: Weighting
    spread: Spread
    is_live: Floats
    reported: Survey
    problems: tuple[Problem, ...]


def survey_of(atoms: Atoms, design: SurveyDesign) -> tuple[AtomSurvey | None, list[Problem]]:
    """The survey with its weights, or what stands against it. Cells have been looked at (`doubtful_cells`)."""
    stages = stages_of(atoms, design.sampling)
    problems = size_problems(atoms, stages, design)
    notes = _reused_clusters(atoms, design, stages) + _unknown_stages(design)
    if problems:
        return None, [*problems, *notes]
    drawn = atoms.weight if atoms.weight is not None or atoms.first is not None else design_weights(stages)
    live = atoms.first if drawn is None else drawn
    assert live is not None, "atoms have one weight or the sum of several"
    problems = table_problems(atoms, design, live)
    if problems:
        return None, [*notes, *problems]
    weighting, problems = weighting_of(atoms, stages, design)
    if any(problem.severity == "error" for problem in problems):
        return None, [*notes, *problems]
    own = None if atoms.first is None or atoms.second is None else (atoms.first, atoms.second)
    spread = spread_of(stages, weighting, design.sampling.lonely_psu, atoms.persons, own)
    reported = Survey(design, _knows_population(design), _is_complete(design, stages[0], float(atoms.persons.sum())))
    is_live = (spread.mass * spread.final != 0).astype(np.float64)
    survey = AtomSurvey(design, atoms, stages, weighting, spread, is_live, reported, (*notes, *problems))
    return survey, []


def _knows_population(design: SurveyDesign) -> bool:
    sampling, adjust = design.sampling, design.adjust
    return bool(sampling.weights is not None or sampling.fpc or adjust.poststratify is not None or adjust.rake)


def _is_complete(design: SurveyDesign, first: Stage, answers: float) -> bool:
    """Whether everyone of a census answered: as many sheets as were asked, or as the strata hold."""
    asked = asked_in(design, {})
    if asked is not None:
        return answers >= asked
    return first.population is not None and bool((first.population <= first.sampled).all())


def _reused_clusters(atoms: Atoms, design: SurveyDesign, stages: Sequence[Stage]) -> list[Problem]:
    """A note where one cluster code stands in several strata: it is taken as one cluster in each."""
    sampling = design.sampling
    if not sampling.clusters or not sampling.strata:
        return []
    column = sampling.clusters[0]
    names = atoms.categories[column]
    pairs = np.unique(np.stack([atoms.keys[column], stages[0].parent], axis=1), axis=0)
    codes, strata = np.unique(pairs[:, 0], return_counts=True)
    shared = sorted((names[code] for code in codes[strata > 1]), key=order_of)
    if not shared:
        return []
    values = {"column": column, "count": str(len(shared)), "codes": "、".join(shared[:_NAMED])}
    return [Problem("cluster_in_several_strata", severity="note", values=values)]


def _unknown_stages(design: SurveyDesign) -> list[Problem]:
    """A note where later stages have no population size."""
    sampling = design.sampling
    if not sampling.fpc or len(sampling.fpc) >= len(sampling.clusters):
        return []
    values = {"columns": "、".join(sampling.clusters[len(sampling.fpc) :])}
    return [Problem("stage_without_population", severity="note", values=values)]


@dataclass
class Estimator:
    """Estimates request by request. `surveys`: the groupings; `of_columns`: which of them knows some domain columns."""

    surveys: Sequence[AtomSurvey]
    of_columns: Callable[[tuple[str, ...]], int]
    _partitions: dict[tuple[str, ...], tuple[Domains, Named]] = field(default_factory=dict)
    _sums: dict[tuple[int, int], Weighted] = field(default_factory=dict)

    def estimates(self, request: EstimateRequest, place: int) -> tuple[list[Estimate], list[Problem]]:
        """One request for everyone and for its domains. `place`: where its sums stand among the atoms' sums."""
        estimates: list[Estimate] = []
        problems: list[Problem] = []
        for columns in ((), *((column,) for column in request.by), *request.crossed):
            number = self.of_columns(columns)
            survey = self.surveys[number]
            if columns not in self._partitions:
                self._partitions[columns] = domains_by(survey.atoms, survey.is_live, columns)
            if (number, place) not in self._sums:
                sums = survey.atoms.sums[place]
                self._sums[number, place] = weighted(survey.atoms, sums, survey.weighting.drawn)
            domains, named = self._partitions[columns]
            found = _found(survey, request, self._sums[number, place], domains)
            reported, wrong = report(survey.reported, request, named, found)
            estimates += reported
            problems += wrong
        return estimates, problems


def _found(survey: AtomSurvey, request: EstimateRequest, sums: Weighted, domains: Domains) -> Found:
    live = sums.answered * survey.is_live
    figures = figures_of(request.kind, sums, survey.spread.final, live, domains)
    variance = np.full(domains.number, np.nan)
    why: list[Problem | None] = [None] * domains.number
    if survey.design.sampling.kind == "probability":
        if _is_one_unit(survey.stages[0]):
            why = [Problem("one_unit_only", severity="error")] * domains.number
        else:
            variance = variances(survey.spread, sums, figures.coefficients, live, domains)
            variance = np.where(variance <= figures.noise, 0.0, variance)
            variance, why = _without_lonely(survey, variance, live, domains)
    return Found(
        figures=figures,
        variance=variance,
        why_none=why,
        df=degrees_of_freedom(survey.spread, live, domains),
        members=domains.sums(survey.atoms.persons * survey.is_live),
        counted=None if sums.counted is None else domains.sums(sums.counted * survey.is_live),
        returned=domains.sums(survey.spread.mass * survey.spread.final),
    )


def _is_one_unit(first: Stage) -> bool:
    return (float(first.sampled.sum()) if first.unit is None else len(first.parent_of_unit)) == 1


def _without_lonely(
    survey: AtomSurvey, variance: Floats, live: Floats, domains: Domains
) -> tuple[Floats, list[Problem | None]]:
    """Under the rule `fail`, a domain with somebody from a stratum of a single unit has no variance."""
    nothing = Problem("variance_without_strata", severity="error")
    why: list[Problem | None] = [nothing if np.isnan(v) else None for v in variance]
    if survey.spread.rule != "fail":
        return variance, why
    kept = variance.copy()
    for depth, stage in reversed(list(enumerate(survey.stages))):
        for parent in np.flatnonzero(is_lonely(stage)):
            inside = (stage.parent == parent) & (live > 0) & (domains.of_atom >= 0)
            touched = np.unique(domains.of_atom[inside])
            if survey.spread.is_calibrated:
                touched = np.arange(domains.number)
            kept[touched] = np.nan
            for domain in touched:
                why[domain] = _one_unit(
                    stratum_name(survey.atoms, survey.design, survey.stages, depth, int(parent)), depth
                )
    return kept, why


def _one_unit(name: str, depth: int) -> Problem:
    values = {"stratum": name or "―", "stage": str(depth + 1)}
    return Problem("stratum_with_one_unit", found=name, severity="error", values=values)


def design_notes(survey: AtomSurvey) -> list[Problem]:
    """What to say of a design once, however many estimates it makes."""
    sampling = survey.design.sampling
    if sampling.kind == "open":
        return [Problem("open_panel_no_interval", severity="note")]
    first = survey.stages[0]
    if sampling.kind == "census" or sampling.lonely_psu != "fail" or _is_one_unit(first):
        return []
    lonely = np.flatnonzero(is_lonely(first))
    return [_one_unit(stratum_name(survey.atoms, survey.design, survey.stages, 0, int(p)), 0) for p in lonely]
