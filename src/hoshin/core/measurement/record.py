"""The record of one measurement.

Zero is a number. "Not measured", "measured but withheld" and "cannot be computed" are different facts, so they are
different readings; nothing turns one into another, and only the rim decides how each is shown. A percentage is never
stored alone: its counts, its base and its way of being made stand beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

EvidenceKind = Literal["survey", "register", "cases", "series"]
"""アンケート、記録簿、ケース、統計: the four kinds of record that an indicator can rest on."""

Population = Literal[
    "residents", "households", "members", "participants", "users", "pupils", "parents", "schools", "organisations",
    "areas", "events", "other",
]  # fmt: skip
"""Whom or what a figure speaks of: 区民、世帯、委員・構成員、参加者、利用者、児童生徒・受講者、保護者、学校、団体、
地域、出来事（件数・回数）、その他."""

Flag = Literal[
    "reference_value", "review", "suppressed", "population_differs", "provisional", "not_comparable", "no_inference"
]
"""参考値、要確認、秘匿、母集団の相違、速報、前年と比較できない、推測しない（回答者だけの割合）."""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure, exact where it was counted. `Fraction` keeps 221 of 263 as it is; `float` is an estimate."""

    value: Decimal | Fraction | float | int


@dataclass(frozen=True, slots=True)
class Missing:
    """No figure, and why: `not_measured`, `not_yet_closed`, `no_denominator`, `baseline_unknown`, `not_published_yet`.

    `note` is the person's own reason, `next_on` the day when a figure is expected.
    """

    reason: str
    note: str | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that exists and is not shown, because it would tell of single persons. `rule` says by which rule."""

    rule: str


Reading = Known | Missing | Withheld


@dataclass(frozen=True, slots=True)
class MeasuredPeriod:
    """From its first to its last day, both included. `fiscal_year` is the year of the plan that it is counted for."""

    first: date
    last: date
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How sure a sampled figure is. All shares are 0 to 1, in the unit of the reading (a share: its fraction).

    `lower`, `upper` at `level` by `method` (`kg`, `beta`, `logit`, `wilson`, `t`); `if_silent_no` and
    `if_silent_yes` are the
    bounds if all who stayed silent had said no, or yes; `classical_margin` is the 標本誤差 of Japanese reports.
    None: it does not exist here, and `Measurement.notes` says why (an open panel claims no interval).
    """

    lower: float | None = None
    upper: float | None = None
    level: float = 0.95
    method: str | None = None
    se: float | None = None
    df: float | None = None
    design_effect: float | None = None
    effective_n: float | None = None
    if_silent_no: float | None = None
    if_silent_yes: float | None = None
    classical_margin: float | None = None
    largest_weight: float | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure of one indicator in one period, with all that is needed to follow it back and compute it again.

    `numerator` of `denominator` when it is a share of counted things (unweighted); `n_asked`, `n_answered` (returned
    sheets) and `n_base` (who answered this question) when people were asked. `snapshot` is the content hash of the
    frozen records and `recipe` what was computed from them: recomputing gives the same measurement.
    `method` names the way with its version (`survey_estimate/1`), `wording` the version of the question or definition:
    where either changes, the line between years is cut.
    """

    kind: EvidenceKind
    period: MeasuredPeriod
    reading: Reading
    unit: str | None
    population: Population
    method: str
    recipe: Mapping[str, Any]
    snapshot: str | None = None
    population_words: str = ""
    base_words: str = ""
    instrument: str = ""
    wording: str = ""
    numerator: int | None = None
    denominator: int | None = None
    n_asked: int | None = None
    n_answered: int | None = None
    n_base: int | None = None
    uncertainty: Uncertainty | None = None
    flags: tuple[Flag, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    provisional: bool = False
    parts: Mapping[str, int] = field(default_factory=dict)
