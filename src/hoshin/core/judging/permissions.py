"""Who may enter what a verdict needs, who decides, and who sees a proposal before it is decided."""

from hoshin.core.permissions import INSIDERS, Actor, ItemStanding, PlanStanding, asks, holds, owns, require


def check_can_see_proposals(actor: Actor, plan: PlanStanding) -> None:
    """Proposed codes and the board: whoever works in the organisation. For others they are not there."""
    require(holds(actor, plan.organisation, *INSIDERS), "may_not_see_proposals", actor)


def check_can_enter_judgement(actor: Actor, item: ItemStanding) -> None:
    """Saying how the work went, 課題 and 改善策, an expected figure: the section that owns the item and the planner."""
    check_can_see_proposals(actor, item.plan)
    allowed = holds(actor, item.plan.organisation, "planner") or owns(actor, item)
    require(allowed, "may_not_enter_judgement", actor)


def check_can_decide_verdict(actor: Actor, plan: PlanStanding) -> None:
    """Deciding the code, as proposed or otherwise: the planner and the head of the organisation."""
    check_can_see_proposals(actor, plan)
    require(holds(actor, plan.organisation, "planner", "ward_mayor"), "may_not_decide_verdict", actor)


def check_can_read_decisions(actor: Actor, plan: PlanStanding) -> None:
    """What was decided on a published plan is for everyone, on a draft for whoever works on it."""
    require(plan.is_published or holds(actor, plan.organisation, *INSIDERS), "may_not_read_plan", actor)


def check_can_see_code_sets(actor: Actor, organisation: int) -> None:
    """The sets in use with their rules: whoever works in the organisation."""
    require(holds(actor, organisation, *INSIDERS), "may_not_see_proposals", actor)


def check_can_edit_code_sets(actor: Actor, organisation: int) -> None:
    """Saying with which codes an organisation judges: an administrator."""
    check_can_see_code_sets(actor, organisation)
    require(any(p.role == "administrator" for p in actor.posts), "may_not_edit_code_sets", actor)


can_see_proposals = asks(check_can_see_proposals)
can_enter_judgement = asks(check_can_enter_judgement)
can_decide_verdict = asks(check_can_decide_verdict)
can_read_decisions = asks(check_can_read_decisions)
can_see_code_sets = asks(check_can_see_code_sets)
can_edit_code_sets = asks(check_can_edit_code_sets)
