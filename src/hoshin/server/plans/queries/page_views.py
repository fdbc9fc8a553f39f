"""The records that pages of a plan are drawn from."""

from dataclasses import dataclass

from hoshin.core.plan.document import Indicator, Initiative, Issue, Outcome, PlanDocument
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.queries import PostName
from hoshin.server.plans.queries.headers import PlanHeader, Powers
from hoshin.server.plans.queries.history import RevisionView
from hoshin.server.plans.queries.money import BudgetTable
from hoshin.server.plans.queries.problems import ProblemView
from hoshin.server.plans.queries.sources import SourceText


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its target in words. `wording` is None when the target was not read with certainty."""

    indicator: Indicator
    wording: str | None
    open_problems: int
    version: int


@dataclass(frozen=True, slots=True)
class InitiativeView:
    """An initiative with its indicators; `included_in` is the initiative whose amount holds this one's."""

    initiative: Initiative
    indicators: tuple[IndicatorView, ...]
    included_in: Initiative | None
    open_problems: int
    version: int


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with its indicators and initiatives. `sum_yen` is None when none of them has an amount."""

    outcome: Outcome
    indicators: tuple[IndicatorView, ...]
    initiatives: tuple[InitiativeView, ...]
    sum_yen: int | None
    open_problems: int
    version: int


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with its outcomes. `issue` is None for the outcomes that name none."""

    issue: Issue | None
    outcomes: tuple[OutcomeView, ...]
    sum_yen: int | None
    open_problems: int
    version: int | None


@dataclass(frozen=True, slots=True)
class PlanTree:
    """A whole plan for its page. `levels` are this government's names of the levels, where it has its own."""

    header: PlanHeader
    powers: Powers
    document: PlanDocument
    issues: tuple[IssueView, ...]
    levels: dict[str, str]
    budget: BudgetTable
    version: int


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where one field of an item was printed."""

    field: str
    source: SourceText


@dataclass(frozen=True, slots=True)
class ItemPage:
    """What the pages of an outcome, an initiative and an indicator share.

    `above` leads from the plan's issue down to the parent, `previous` and `next` are its neighbours on the same level.
    """

    header: PlanHeader
    powers: Powers
    item: str
    level: str
    name: str
    version: int
    above: tuple[tuple[str, str, str], ...]
    previous: str | None
    next: str | None
    sources: tuple[FieldSource, ...]
    problems: tuple[ProblemView, ...]
    revisions: tuple[RevisionView, ...]
    may_edit: bool
    levels: dict[str, str]


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """An outcome's page."""

    page: ItemPage
    view: OutcomeView
    issue: Issue | None


@dataclass(frozen=True, slots=True)
class InitiativePage:
    """An initiative's page."""

    page: ItemPage
    view: InitiativeView
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator's page: what was printed, what it means, by when, where it stands, what changed.

    `source` has the printed target highlighted; `group` are the other indicators cut from the same phrase, all of which
    must hold; `warnings` are weak spots, for those who may edit.
    """

    page: ItemPage
    view: IndicatorView
    owner: Outcome | Initiative
    source: SourceText | None
    due: str | None
    group: tuple[IndicatorView, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class EditableItem:
    """An item as its form shows it: each field's name with its text as typed, and the version to send back.

    `position` counts from 1 among `siblings` items. `owner` is the post whose section may edit it in a draft.
    """

    header: PlanHeader
    item: str
    level: str
    name: str
    version: int
    fields: dict[str, str]
    position: int
    siblings: int
    owner: int | None
    posts: tuple[PostName, ...]
    may_restructure: bool
    needs_reason: bool
    indicators: tuple[IndicatorView, ...]
    warnings: tuple[tuple[str, Problem], ...]
