"""Who may see and work on the records behind a plan's figures.

A source belongs to a post of an organisation, so to the section that holds it; the organisation's planner may work on
every source. Whoever works in the organisation may see that a source exists and what it measured, never its records.
"""

from dataclasses import dataclass

from hoshin.core.permissions import INSIDERS, Actor, ItemStanding, PlanStanding, asks, holds, owns, require


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """What the rules need to know of a source: whose it is, and the post that owns it, if one does."""

    organisation: int
    owner: int | None = None


def _owns_source(actor: Actor, source: SourceStanding) -> bool:
    return source.owner is not None and any(
        p.post == source.owner and p.organisation == source.organisation for p in actor.posts
    )


def check_can_see_source(actor: Actor, source: SourceStanding) -> None:
    """That it exists, what it is, what it measured: whoever works in the organisation. For others it is not there."""
    require(holds(actor, source.organisation, *INSIDERS), "may_not_see_source", actor)


def check_can_work_on_source(actor: Actor, source: SourceStanding) -> None:
    """Defining, attaching, closing and correcting: the section that owns it and the organisation's planner."""
    check_can_see_source(actor, source)
    allowed = holds(actor, source.organisation, "planner") or _owns_source(actor, source)
    require(allowed, "may_not_work_on_source", actor)


def check_can_attach(actor: Actor, source: SourceStanding, plan: PlanStanding) -> None:
    """Letting a source measure an indicator: whoever may work on the source and works for the plan's organisation."""
    check_can_work_on_source(actor, source)
    require(holds(actor, plan.organisation, "planner", "section_staff"), "may_not_attach_indicator", actor)


def check_can_state_not_measured(actor: Actor, item: ItemStanding) -> None:
    """Saying that an indicator was not measured: the planner and the section that owns the item."""
    allowed = holds(actor, item.plan.organisation, "planner") or owns(actor, item)
    require(allowed, "may_not_state_not_measured", actor)


def check_can_read_measurements(actor: Actor, plan: PlanStanding) -> None:
    """Figures of a published plan are for everyone, those of a draft for whoever works on it."""
    require(plan.is_published or holds(actor, plan.organisation, *INSIDERS), "may_not_read_plan", actor)


def check_can_see_evidence(actor: Actor, organisation: int) -> None:
    """The overview of sources and of what is still without evidence."""
    require(holds(actor, organisation, *INSIDERS), "may_not_see_source", actor)


can_see_source = asks(check_can_see_source)
can_work_on_source = asks(check_can_work_on_source)
can_attach = asks(check_can_attach)
can_state_not_measured = asks(check_can_state_not_measured)
can_read_measurements = asks(check_can_read_measurements)
can_see_evidence = asks(check_can_see_evidence)
