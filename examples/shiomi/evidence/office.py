"""The ward's office as the loaders need it: its plan, its posts, and the people who act, each for their own post."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from hoshin.core.permissions import Actor, HeldPost
from hoshin.server.accounts.actions import DEMO_PEOPLE, ensure_demo_posts
from hoshin.server.accounts.queries import organisation_named
from hoshin.server.evidence.queries import indicators_of_plan
from hoshin.server.evidence.queries.indicators import PlanIndicator
from hoshin.server.plans.queries.exporting import plan_number

WARD, FISCAL_YEAR = "海原市汐見区", 2026
TODAY = date(2026, 11, 24)
"""The day on which the example is told."""
JAPAN = timezone(timedelta(hours=9))
PLANNING, SURVEYS, CHILDREN, COMMUNITY, SAFETY = (
    "企画担当", "調査担当", "子育て支援担当", "地域支援担当", "防犯・交通担当",
)  # fmt: skip


class NoPlanError(LookupError):
    """The example's plan is not in the database."""


@dataclass(frozen=True, slots=True)
class Office:
    """Where evidence is loaded. `tell` says what is being done."""

    organisation: int
    plan: int
    posts: dict[str, int]
    people: dict[str, Actor]
    indicators: tuple[PlanIndicator, ...]
    tell: Callable[[str], None]

    def actor(self, post: str) -> Actor:
        """Whoever holds a post."""
        return self.people[post]

    @property
    def planner(self) -> Actor:
        """企画担当, who may work on every source but cases."""
        return self.people[PLANNING]

    def indicator(self, owner: str, words: str) -> str:
        """The id of the plan's one indicator under an outcome or initiative whose measure holds these words."""
        (chosen,) = (i.item for i in self.indicators if i.owner_code == owner and words in i.measure)
        return chosen


def open_office(tell: Callable[[str], None]) -> Office:
    """The office of the imported plan; raises `NoPlanError` when nothing was imported yet."""
    ward = organisation_named(WARD)
    if ward is None:
        raise NoPlanError(WARD)
    posts = ensure_demo_posts(organisation=ward.id)
    people = {post: Actor(name, (HeldPost(posts[post], ward.id, role),)) for name, _, role, post in DEMO_PEOPLE}
    plan = plan_number(organisation=WARD, fiscal_year=FISCAL_YEAR)
    indicators = indicators_of_plan(plan, people[PLANNING]).indicators
    return Office(ward.id, plan, posts, people, indicators, tell)


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A time of a day in the ward."""
    return datetime.combine(day, time(hour, minute), JAPAN).astimezone(UTC)
