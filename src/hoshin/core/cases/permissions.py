"""Who may see cases: the holders of the post that keeps them, and nobody else.

Not the planner, not the head of the organisation, not the system's administrator, unless they hold that very post.
The planner sees the cohort figure, and may set up a register of cases for a post. Deny by default.
"""

from dataclasses import dataclass

from hoshin.core.permissions import Actor, asks, require


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """What the rules need to know of a register of cases: whose it is."""

    organisation: int
    owner: int


def _keeps(actor: Actor, cases: CaseStanding) -> bool:
    return any(p.post == cases.owner and p.organisation == cases.organisation for p in actor.posts)


def _plans(actor: Actor, cases: CaseStanding) -> bool:
    return any(p.role == "planner" and p.organisation == cases.organisation for p in actor.posts)


def check_can_see_cases(actor: Actor, cases: CaseStanding) -> None:
    """Seeing, entering, moving, searching and erasing cases."""
    require(_keeps(actor, cases), "may_not_see_cases", actor)


def check_can_see_cohort(actor: Actor, cases: CaseStanding) -> None:
    """Seeing that the register exists and its cohort figure."""
    require(_keeps(actor, cases) or _plans(actor, cases), "may_not_see_cases", actor)


def check_can_define_cases(actor: Actor, cases: CaseStanding) -> None:
    """Starting a register of cases for a post, and changing its names and retention."""
    require(_keeps(actor, cases) or _plans(actor, cases), "may_not_define_cases", actor)


def check_can_close_cohort(actor: Actor, cases: CaseStanding) -> None:
    """Closing a period: only who may see the cases can vouch for them."""
    require(_keeps(actor, cases), "may_not_see_cases", actor)


can_see_cases = asks(check_can_see_cases)
can_see_cohort = asks(check_can_see_cohort)
can_define_cases = asks(check_can_define_cases)
can_close_cohort = asks(check_can_close_cohort)
