"""The indicators that a survey's answers may count for: those of the organisation's plan of the same year."""

from dataclasses import dataclass

from hoshin.core.permissions import Actor, RefusedError
from hoshin.core.survey.questionnaire import Questionnaire
from hoshin.server.evidence.queries import indicators_of_plan
from hoshin.server.plans.queries.exporting import plan_number
from hoshin.server.plans.queries.standing import NoSuchPlanError
from hoshin.server.surveys.queries.standing import readable


@dataclass(frozen=True, slots=True)
class IndicatorChoice:
    """An indicator to choose: its id in the plan, its item's number, what it measures and its target as printed."""

    item: str
    code: str
    measure: str
    target: str
    fits: bool

    @property
    def words(self) -> str:
        """One line for a list."""
        return f"{self.code} {self.measure} {self.target}".strip()


def plan_of(survey: int, viewer: Actor) -> int | None:
    """The plan of the survey's organisation and year; None when there is none that the viewer may see."""
    row = readable(survey, viewer)
    try:
        return plan_number(organisation=row.organisation.code or row.organisation.name_ja, fiscal_year=row.fiscal_year)
    except NoSuchPlanError:
        return None


def indicator_choices(survey: int, viewer: Actor) -> tuple[IndicatorChoice, ...]:
    """Every indicator of that plan in its order; `fits` when it speaks of the people the survey asks, or says not."""
    population, plan = readable(survey, viewer).population, plan_of(survey, viewer)
    if plan is None:
        return ()
    try:
        found = indicators_of_plan(plan, viewer).indicators
    except RefusedError:
        return ()
    return tuple(
        IndicatorChoice(i.item, i.owner_code, i.measure, i.target_printed, i.population in (None, population))
        for i in found
    )


def indicator_words(questionnaire: Questionnaire, choices: tuple[IndicatorChoice, ...]) -> dict[str, str]:
    """For each indicator that answers count for, its words; its id where the plan does not have it any more."""
    known = {choice.item: choice.words for choice in choices}
    return {c.indicator: known.get(c.indicator, c.indicator) for c in questionnaire.counted if c.indicator}
