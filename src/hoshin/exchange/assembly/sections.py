"""A section: a heading that was recognised and the texts that stand under it.

Three ways lead to sections: running text (`flow`), grids (`grid`) and floating boxes (`boxes`). One way leads on:
`assemble` turns an ordered run of sections into a plan.
"""

from dataclasses import dataclass
from enum import StrEnum

from hoshin.core.sources import Source


class Key(StrEnum):
    """What a heading announces, whatever a government calls it and in whatever form generation."""

    ORGANISATION = "organisation"
    TITLE = "title"
    GOAL = "goal"
    MISSION = "mission"
    APPROACH = "approach"
    ISSUE = "issue"
    FUTURE_VISION = "future_vision"
    CURRENT_STATE = "current_state"
    CAUSE_ANALYSIS = "cause_analysis"
    CHALLENGE = "challenge"
    OUTCOME = "outcome"
    GOAL_STATE = "goal_state"
    STRATEGY = "strategy"
    OUTCOME_INDICATORS = "outcome_indicators"
    INITIATIVE = "initiative"
    ACTIVITIES = "activities"
    PROCESS_INDICATORS = "process_indicators"
    EXIT_CRITERIA = "exit_criteria"
    PAST_RESULTS = "past_results"
    BUDGET = "budget"
    BUDGET_LINE = "budget_line"
    STAMP = "stamp"
    REVISION_HISTORY = "revision_history"
    RESULT = "result"
    REVIEW = "review"
    CODE = "code"
    DECORATION = "decoration"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text with its place. Line breaks inside are those printed."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's key, its printed words and what stands under it.

    `owner` is the code (「1-1」「2-1-1」) that the geometry says this belongs to, or None when only the order tells.
    `detail` refines a key: the review stage and field (`"mid_year.challenges"`), the year of a budget line, the
    label of a result. `is_certain` is a floating stamp's: it lies wholly on what it marks.
    """

    key: Key
    heading: str
    fragments: tuple[Fragment, ...]
    source: Source | None = None
    owner: str | None = None
    detail: str | None = None
    is_certain: bool = False
