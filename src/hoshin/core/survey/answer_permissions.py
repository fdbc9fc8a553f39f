"""Who may take answers in and see them: the section that owns the survey and the planner of its organisation.

How many came back is for everyone in the organisation; single answers and free texts are not.
"""

from hoshin.core.permissions import Actor, asks, holds, require
from hoshin.core.survey.permissions import SurveyStanding


def _works_on(actor: Actor, survey: SurveyStanding) -> bool:
    owns = survey.owner is not None and any(
        p.post == survey.owner and p.organisation == survey.organisation for p in actor.posts
    )
    return owns or holds(actor, survey.organisation, "planner")


def check_can_take_in_answers(actor: Actor, survey: SurveyStanding) -> None:
    """Keying paper sheets, importing files, taking a batch back."""
    require(_works_on(actor, survey), "may_not_take_in_answers", actor)


def check_can_settle_answers(actor: Actor, survey: SurveyStanding) -> None:
    """Deciding between two entries of a sheet, or two sheets of one person."""
    require(_works_on(actor, survey), "may_not_settle_answers", actor)


def check_can_read_answers(actor: Actor, survey: SurveyStanding) -> None:
    """Seeing answers row by row and free texts, in which people may have written who they are."""
    require(_works_on(actor, survey), "may_not_read_answers", actor)


can_take_in_answers = asks(check_can_take_in_answers)
can_settle_answers = asks(check_can_settle_answers)
can_read_answers = asks(check_can_read_answers)
