"""A plan as one document: the tree, what was printed, and where it was printed.

Levels and their labels are data, since every government names them its own way; the three
shapes `Issue`, `Outcome` and `Initiative` are what each level *holds*. Outcomes stand in one list and
name their issue by id, because documents print outcomes without their issue. All ids are stable: a
code may be renumbered, an id never changes.

Absent text is `None`, never "". Numbers are exact decimals. Nothing here is computed or judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source

FORMAT = "hoshin-plan/1"

Comparator = Literal[">=", "<=", ">", "<", "=", "between", "increase", "decrease", "maintain", "qualitative"]
BudgetKind = Literal["amount", "none", "included_in", "unread"]
ReviewStage = Literal["previous", "mid_year", "year_end"]


@dataclass(frozen=True, slots=True)
class Target:
    """What one printed target demands.

    `value` is in `unit` with 万 and 億 expanded; with `increase` and `decrease` it is the amount of change
    (None: any), with `maintain` the level if printed, None with a baseline. `baseline` is
    `previous_fiscal_year`, `previous_calendar_year`, `fiscal:YYYY`, `national_average` or `city_average`.
    `per` is the unit that each must reach it (「各地域」「年」). `since_fiscal_year` begins a sum over years.
    """

    comparator: Comparator
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    due_fiscal_year: int | None = None
    due_date: date | None = None
    baseline: str | None = None
    per: str | None = None
    cumulative: bool = False
    comparator_implied: bool = False
    since_fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class RevisionStamp:
    """A printed mark 「R2年度自己評価を踏まえ変更」 and what it stands on.

    `item` and `field` are what it marks by its place; `certain` is False when it floats and another item
    would be as near. `evaluation_fiscal_year` is the year whose evaluation led to the change.
    """

    text: str
    evaluation_fiscal_year: int | None = None
    item: str | None = None
    field: str | None = None
    certain: bool = True
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One row of a printed revision history (改訂履歴): when, what, the old and the new words, and why.

    `item` is what the row names as changed: its printed code (「2-1-1」, ASCII) or, where it prints none, its words
    (「区の目標」). It is not an id, since the history may name items that the plan no longer holds.
    """

    text: str
    on: date | None = None
    item: str | None = None
    old: str | None = None
    new: str | None = None
    reason: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A figure or finding printed beside an indicator: 前年度 36.2%, 個別 ①(ⅰ), 全体 A. Never a target."""

    printed: str
    label: str | None = None
    fiscal_year: int | None = None
    value: Decimal | None = None
    unit: str | None = None
    code: str | None = None
    stage: ReviewStage | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a mid-year review (中間振り返り) or self-evaluation (自己評価) says of one item.

    `texts` maps a heading's key (`actions_taken`, `challenges`, `improvements`, `effectiveness`, `assessment`,
    `policy`) to its text, `codes` the printed evaluation codes (①, ②(ⅰ), ア, A) by the same keys.
    """

    stage: ReviewStage
    fiscal_year: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is measured and what it should reach.

    `measure` is what is counted, `printed` the whole phrase, `target_printed` the part that is the target.
    Indicators cut from one phrase (「それぞれ60%以上」) share `group`; all of a group must hold.
    `target` is None when it could not be read with certainty: a problem says why.
    """

    id: str
    measure: str
    printed: str
    label: str | None = None
    target: Target | None = None
    target_printed: str | None = None
    group: str | None = None
    revised: bool = False
    marks: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    note: str | None = None
    source: Source | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of 取組内容. `depth` 0 is a heading or a lone item, 1 stands under the 0 before it."""

    text: str
    label: str | None = None
    depth: int = 0
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """A printed budget cell.

    `amount`: `amount_yen`, exact, with `rounding_yen` the unit it was printed in (千円 is 1000). `none`: the
    cell says there is no budget. `included_in`: it is part of the initiative with that code, and no total counts it
    twice. `unread`: something stands there that is not understood.
    """

    kind: BudgetKind
    printed: str
    amount_yen: int | None = None
    included_in: str | None = None
    rounding_yen: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """Another year's money, or a part of this year's: 「元年度決算額 71,204千円」「うち補助金」."""

    label: str
    budget: Budget
    fiscal_year: int | None = None
    kind: Literal["settled", "budget", "subsidy", "revenue", "part"] = "budget"


@dataclass(frozen=True, slots=True)
class ExitCriterion:
    """撤退・再構築基準: what must happen for the work to be withdrawn or rebuilt."""

    printed: str
    target: Target | None = None
    measure: str | None = None
    label: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A management issue (経営課題)."""

    id: str
    code: str | None = None
    title: str | None = None
    future_vision: str | None = None
    current_state: str | None = None
    cause_analysis: str | None = None
    challenge: str | None = None
    reviews: tuple[Review, ...] = ()
    marks: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Initiative:
    """What is done this year (具体的取組), its process indicators and its money."""

    id: str
    code: str | None = None
    title: str | None = None
    indicators: tuple[Indicator, ...] = ()
    activities: tuple[Activity, ...] = ()
    budget: Budget | None = None
    budget_lines: tuple[BudgetLine, ...] = ()
    exit_criteria: tuple[ExitCriterion, ...] = ()
    past_results: str | None = None
    reviews: tuple[Review, ...] = ()
    marks: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A wanted state, the strategy toward it and its outcome indicators (めざす成果及び戦略).

    Some governments print 現状 and 課題 here instead of with the issue: `current_state`, `challenge`.
    """

    id: str
    code: str | None = None
    title: str | None = None
    issue: str | None = None
    goal_state: str | None = None
    strategy: str | None = None
    indicators: tuple[Indicator, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    reviews: tuple[Review, ...] = ()
    marks: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    current_state: str | None = None
    challenge: str | None = None


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """What this government calls one level of its tree."""

    level: Literal["issue", "outcome", "initiative"]
    label: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A whole plan. `problems` are the reader's; a stored plan's own problems are computed anew."""

    id: str
    format: str = FORMAT
    organisation: str | None = None
    organisation_code: str | None = None
    fiscal_year: int | None = None
    title: str | None = None
    edition: str | None = None
    goal: str | None = None
    mission: str | None = None
    approach: str | None = None
    levels: tuple[LevelLabel, ...] = ()
    issues: tuple[Issue, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    stamps: tuple[RevisionStamp, ...] = ()
    revision_history: tuple[RevisionEntry, ...] = ()
    reviews: tuple[Review, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
