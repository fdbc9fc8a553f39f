"""Who may see and change a survey: its organisation reads, its section and the planner work on it.

Members of the sample and their one-time codes are for those who work on the survey alone.
"""

from dataclasses import dataclass
from typing import Literal

from hoshin.core.permissions import INSIDERS, Actor, asks, holds, require

SurveyStatus = Literal["draft", "ready", "open", "closed"]
"""作成中、準備完了、回答受付中、締切."""


@dataclass(frozen=True, slots=True)
class SurveyStanding:
    """What the rules need to know of a survey: whose it is, which post owns it, and how far it has come."""

    organisation: int
    owner: int | None = None
    status: SurveyStatus = "draft"


def _works_on(actor: Actor, survey: SurveyStanding) -> bool:
    owns = survey.owner is not None and any(
        p.post == survey.owner and p.organisation == survey.organisation for p in actor.posts
    )
    return owns or holds(actor, survey.organisation, "planner")


def check_can_start_survey(actor: Actor, organisation: int, owner: int | None = None) -> None:
    """Beginning a survey: the planner, or a section for its own post."""
    allowed = _works_on(actor, SurveyStanding(organisation, owner))
    require(allowed, "may_not_start_survey", actor)


def check_can_read_survey(actor: Actor, survey: SurveyStanding) -> None:
    """Seeing how it is made and how it stands: whoever works in the organisation. Others may not know of it."""
    require(holds(actor, survey.organisation, *INSIDERS), "may_not_read_survey", actor)


def check_can_edit_survey(actor: Actor, survey: SurveyStanding) -> None:
    """Changing population, design, questionnaire: its section and the planner."""
    require(_works_on(actor, survey), "may_not_edit_survey", actor)


def check_can_draw_sample(actor: Actor, survey: SurveyStanding) -> None:
    """Bringing the list, drawing from it and receiving the codes: the same people."""
    require(_works_on(actor, survey), "may_not_draw_sample", actor)


def check_can_open_survey(actor: Actor, survey: SurveyStanding) -> None:
    """Opening and closing it for answers."""
    require(_works_on(actor, survey), "may_not_open_survey", actor)


can_start_survey = asks(check_can_start_survey)
can_read_survey = asks(check_can_read_survey)
can_edit_survey = asks(check_can_edit_survey)
can_draw_sample = asks(check_can_draw_sample)
can_open_survey = asks(check_can_open_survey)
