"""Who may do what, as rules on plain objects: `check_can_x` raises with a sentence, `can_x` asks.

Everything not granted here is refused. A role is held through a post (役職・担当) of one organisation and counts there
alone; an administrator's counts everywhere. What a section owns is owned by its post, so it outlives the person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Literal, ParamSpec

from hoshin.core.problems.record import Problem

Role = Literal["section_staff", "planner", "ward_mayor", "administrator"]
"""担当課、企画（取りまとめ）、区長（局長）、システム管理者. Someone who holds no post is a visitor."""
ROLES: tuple[Role, ...] = ("section_staff", "planner", "ward_mayor", "administrator")
INSIDERS: tuple[Role, ...] = ("section_staff", "planner", "ward_mayor")


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody holds today."""

    post: int
    organisation: int
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a name for the record and the posts held today. Without posts, a visitor."""

    name: str
    posts: tuple[HeldPost, ...] = ()


VISITOR = Actor("")
"""Someone who has not signed in."""


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """What the rules need to know of a plan."""

    organisation: int
    is_published: bool


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """What the rules need to know of an item: its plan, and the post that owns it, if one does."""

    plan: PlanStanding
    owner: int | None = None


class RefusedError(PermissionError):
    """The actor may not do this. `problem` is the sentence for the user."""

    def __init__(self, code: str, actor: Actor) -> None:
        super().__init__(f"{code}: {actor.name or 'visitor'}")
        self.problem = Problem(code, severity="error")


def holds(actor: Actor, organisation: int, *roles: Role) -> bool:
    """Whether the actor holds one of these roles in this organisation, or administers the system.

    >>> sato = Actor("sato", (HeldPost(7, 1, "planner"),))
    >>> holds(sato, 1, "planner"), holds(sato, 2, "planner"), holds(VISITOR, 1, "planner")
    (True, False, False)
    """
    return any(p.role == "administrator" or (p.organisation == organisation and p.role in roles) for p in actor.posts)


def owns(actor: Actor, item: ItemStanding) -> bool:
    """Whether the item belongs to a post that the actor holds in the plan's own organisation."""
    return item.owner is not None and any(
        p.post == item.owner and p.organisation == item.plan.organisation for p in actor.posts
    )


def require(allowed: bool, code: str, actor: Actor) -> None:
    """Refuse with this code's sentence unless allowed. Rules of other areas are built with it."""
    if not allowed:
        raise RefusedError(code, actor)


P = ParamSpec("P")


def asks(check: Callable[Concatenate[Actor, P], None]) -> Callable[Concatenate[Actor, P], bool]:
    """The rule's other face: from `check_can_x`, which raises, make `can_x`, which asks."""

    def can(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            check(actor, *args, **kwargs)
        except RefusedError:
            return False
        return True

    can.__doc__ = f"Whether `{check.__name__}` lets the actor pass."
    can.__name__ = can.__qualname__ = check.__name__.removeprefix("check_")
    return can


def check_can_read_plan(actor: Actor, plan: PlanStanding) -> None:
    """A published plan is for everyone; a draft for those who work on it."""
    require(plan.is_published or holds(actor, plan.organisation, *INSIDERS), "may_not_read_plan", actor)


def check_can_start_plan(actor: Actor, organisation: int) -> None:
    """Bringing in a plan that the organisation does not have yet."""
    require(holds(actor, organisation, "planner"), "may_not_import_plan", actor)


def check_can_import_plan(actor: Actor, plan: PlanStanding) -> None:
    """Bringing in a document over a stored plan."""
    require(holds(actor, plan.organisation, "planner"), "may_not_import_plan", actor)


def check_can_edit_plan(actor: Actor, plan: PlanStanding) -> None:
    """Adding, removing, ordering, and changing what belongs to no section."""
    require(holds(actor, plan.organisation, "planner"), "may_not_edit_plan", actor)


def check_can_edit_item(actor: Actor, item: ItemStanding) -> None:
    """Changing an item's words and figures: the planner's, and in a draft its owning section's.

    Once published, a change is a revision of the ward's policy, so the section asks its planner.
    """
    allowed = holds(actor, item.plan.organisation, "planner") or (not item.plan.is_published and owns(actor, item))
    require(allowed, "may_not_edit_item", actor)


def check_can_settle_problem(actor: Actor, item: ItemStanding) -> None:
    """Answering a question of the reader about an item; the same as changing the item."""
    check_can_edit_item(actor, item)


def check_can_publish_plan(actor: Actor, plan: PlanStanding) -> None:
    """The head of the organisation decides."""
    require(holds(actor, plan.organisation, "ward_mayor"), "may_not_publish_plan", actor)


def check_can_open_original(actor: Actor, plan: PlanStanding) -> None:
    """Fetching the uploaded file itself, which may hold more than the plan."""
    require(holds(actor, plan.organisation, *INSIDERS), "may_not_open_original", actor)


def check_can_read_history(actor: Actor, plan: PlanStanding) -> None:
    """Seeing changes of a draft and who made them; the public history of a published plan is part of the plan."""
    require(holds(actor, plan.organisation, *INSIDERS), "may_not_read_history", actor)


def check_can_administer(actor: Actor) -> None:
    """Accounts, posts and the audit record."""
    require(any(p.role == "administrator" for p in actor.posts), "may_not_administer", actor)


can_read_plan = asks(check_can_read_plan)
can_start_plan = asks(check_can_start_plan)
can_import_plan = asks(check_can_import_plan)
can_edit_plan = asks(check_can_edit_plan)
can_edit_item = asks(check_can_edit_item)
can_settle_problem = asks(check_can_settle_problem)
can_publish_plan = asks(check_can_publish_plan)
can_open_original = asks(check_can_open_original)
can_read_history = asks(check_can_read_history)
can_administer = asks(check_can_administer)
