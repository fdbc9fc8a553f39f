"""How people were chosen, how answers are weighted, and what is to be estimated: the file `hoshin estimate` reads.

Columns are named, never positioned. Category values are compared as the text people would write: the number 1, the
float 1.0 and the text "1" are one category (`category_of`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hoshin.core.problems.record import Problem

Category = str
LonelyPsuRule = Literal["fail", "certainty", "adjust", "average", "remove"]
IntervalMethod = Literal["kg", "beta", "logit", "wilson"]
EstimateKind = Literal["proportion", "mean", "total", "ratio"]
CalibrationMethod = Literal["raking", "linear"]
SamplingKind = Literal["probability", "census", "open"]
"""`probability`: drawn by chance. `census`: everyone of the group was asked. `open`: whoever came (monitors, web): no
interval is claimed."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """The first table of a design file. `weights` None: population ÷ sample from `fpc`; without `fpc`, all weigh 1.

    `clusters` and `fpc` hold one column a stage; `fpc` is the population size of the stage (of the stratum, of the
    cluster), or, when every value is at most 1, the share that was drawn. One `fpc` column more than `clusters` makes
    the single answer the last stage. Several `strata` with at most one cluster column are crossed; with more cluster
    columns they are strata of the first, second, … stage, as in R.

    `where`: only the rows whose columns have these categories are the sample (one wave of a file of several).
    `asked`: how many were asked, for the bounds of those who stayed silent; None: not known.
    """

    kind: SamplingKind = "probability"
    weights: str | None = None
    strata: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely_psu: LonelyPsuRule = "fail"
    where: tuple[tuple[str, Category], ...] = ()
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class PopulationTable:
    """Population counts by one or more columns: keys follow `by`."""

    by: tuple[str, ...]
    counts: Mapping[tuple[Category, ...], float]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Weights after the design: non-response by cell (`nonresponse`: how many were asked), then one joint table or
    margins.

    `trim` caps weights at that multiple of their mean, only when asked for, and is reported. `calibrate` says how the
    margins of `rake` are met: `raking` (weights stay positive) or `linear` (least squares; they may turn negative).
    """

    nonresponse: PopulationTable | None = None
    poststratify: PopulationTable | None = None
    rake: tuple[PopulationTable, ...] = ()
    trim: float | None = None
    calibrate: CalibrationMethod = "raking"


@dataclass(frozen=True, slots=True)
class EstimateRequest:
    """One figure to be estimated, and by which domains: each of `by` alone, each tuple of `crossed` together.

    `counts`: the categories that count toward a proportion. `missing`: item non-response; it leaves the base and is
    reported.
    An empty answer is always item non-response. The whole population is always estimated too.
    """

    name: str
    kind: EstimateKind
    variable: str
    denominator: str | None = None
    counts: tuple[Category, ...] = ()
    missing: tuple[Category, ...] = ()
    by: tuple[str, ...] = ()
    crossed: tuple[tuple[str, ...], ...] = ()
    interval: IntervalMethod = "kg"
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class SurveyDesign:
    """Everything but the answers."""

    sampling: Sampling = Sampling()
    adjust: Adjustment = Adjustment()
    estimates: tuple[EstimateRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate for one domain (`{}`: everyone). Shares are 0 to 1.

    `n` respondents in the domain with an answer, `n_missing` those in it without, `weighted_base` the population
    they stand for.
    `deff` compares with a simple random sample of the same n without replacement where a population is known (R's
    `deff=TRUE`), `effective_n` is n ÷ deff;
    `korn_graubard_n` is p(1−p) ÷ SE², at most n, which NCHS judges by. `classical_margin` is
    ±1.96√((N−n)/(N−1)·p(1−p)/n) for a share.
    `if_silent_no`/`if_silent_yes` bound a share over everyone asked when that number is known, else over the
    returned sheets.
    What cannot be computed is None, and `problems` of the result says why.
    """

    name: str
    kind: EstimateKind
    domain: Mapping[str, Category]
    estimate: float | None
    se: float | None = None
    lower: float | None = None
    upper: float | None = None
    level: float = 0.95
    interval: str | None = None
    df: float | None = None
    n: int = 0
    n_missing: int = 0
    n_counted: int | None = None
    weighted_base: float | None = None
    deff: float | None = None
    effective_n: float | None = None
    korn_graubard_n: float | None = None
    classical_margin: float | None = None
    if_silent_no: float | None = None
    if_silent_yes: float | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EstimationResult:
    """All estimates in the order of the requests (everyone first, then domains in category order) and what was wrong.

    `weights` tells of the final weights: `smallest`, `largest`, `sum`, `design_largest`, `raking_steps`, `converged`.
    """

    estimates: tuple[Estimate, ...]
    problems: tuple[Problem, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)


def category_of(value: object) -> Category | None:
    """The category that a cell names; None when the cell is empty.

    >>> category_of(1.0), category_of("1"), category_of(" E "), category_of(""), category_of(True), category_of(2.5)
    ('1', '1', 'E', None, '1', '2.5')
    """
    if value is None or value != value:  # noqa: PLR0124 only NaN differs from itself
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None
