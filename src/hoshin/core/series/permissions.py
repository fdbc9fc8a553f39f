"""Who may see a series and who may change it.

Statistics are public figures, but which of them an office follows, and its unfinished entries, are its own business
until an indicator shows them. The owning section and the organisation's planner do the work.
"""

from dataclasses import dataclass

from hoshin.core.permissions import INSIDERS, Actor, asks, holds, require


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """What the rules need to know of a series: whose it is, and the post that looks after it."""

    organisation: int
    owner: int | None = None


def check_can_read_series(actor: Actor, series: SeriesStanding) -> None:
    """Those who work for the organisation."""
    require(holds(actor, series.organisation, *INSIDERS), "may_not_read_series", actor)


def check_can_define_series(actor: Actor, organisation: int, owner: int | None = None) -> None:
    """The planner; a section for itself."""
    mine = owner is not None and any(p.post == owner and p.organisation == organisation for p in actor.posts)
    staff = holds(actor, organisation, "section_staff")
    require(holds(actor, organisation, "planner") or (mine and staff), "may_not_change_series", actor)


def check_can_change_series(actor: Actor, series: SeriesStanding) -> None:
    """Entering, importing, taking back and closing: the owning post and the planner."""
    check_can_define_series(actor, series.organisation, series.owner)


can_read_series = asks(check_can_read_series)
can_define_series = asks(check_can_define_series)
can_change_series = asks(check_can_change_series)
