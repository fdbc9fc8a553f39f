"""Who may see, fill and define a register. Deny by default.

A register belongs to a post: whoever holds it enters and corrects. The planner of the organisation may do the same,
since planners compile, and the system's administrator. The head of the organisation sees figures where the plan shows
them, not the entries.
"""

from dataclasses import dataclass

from hoshin.core.permissions import Actor, HeldPost, asks, require


@dataclass(frozen=True, slots=True)
class RegisterStanding:
    """What the rules need to know of a register: whose it is. `owner` is the post that keeps it."""

    organisation: int
    owner: int | None = None


def _works_on(held: HeldPost, register: RegisterStanding) -> bool:
    if held.role == "administrator":
        return True
    return held.organisation == register.organisation and (held.role == "planner" or held.post == register.owner)


def check_can_read_register(actor: Actor, register: RegisterStanding) -> None:
    """Seeing that it exists, its entries and its counts."""
    require(any(_works_on(p, register) for p in actor.posts), "may_not_read_register", actor)


def check_can_enter(actor: Actor, register: RegisterStanding) -> None:
    """Entering, pasting, correcting, withdrawing and restoring entries."""
    require(any(_works_on(p, register) for p in actor.posts), "may_not_enter", actor)


def check_can_define_register(actor: Actor, register: RegisterStanding) -> None:
    """Starting a register for a post, and changing its fields."""
    require(any(_works_on(p, register) for p in actor.posts), "may_not_define_register", actor)


def check_can_close_register(actor: Actor, register: RegisterStanding) -> None:
    """Closing a period: its figures become the indicators' measurements."""
    require(any(_works_on(p, register) for p in actor.posts), "may_not_close_register", actor)


can_read_register = asks(check_can_read_register)
can_enter = asks(check_can_enter)
can_define_register = asks(check_can_define_register)
can_close_register = asks(check_can_close_register)
