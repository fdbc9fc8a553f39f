"""Closing a wave's period: its counted answers measure their indicators, and its answers are frozen."""

from datetime import date, timedelta

from examples.shiomi.evidence.office import FISCAL_YEAR, Office, moment
from examples.shiomi.evidence.questionnaires import Wave
from hoshin.core.measurement.population import respondents_in_words
from hoshin.core.permissions import Actor
from hoshin.server.evidence.actions import attach_indicator
from hoshin.server.responses.actions.closing import close_survey_period
from hoshin.server.responses.queries.recipes import counted_recipe
from hoshin.server.surveys.queries import counted_answers, survey_header


def close_wave(office: Office, wave: Wave, survey: int, by: Actor) -> None:
    """Freeze and measure a fortnight after the last day.

    Closing attaches the indicators of the same year's plan. The ward has no plan of earlier years here, so that their
    waves are attached to this year's by hand, with the very recipe that closing would use.
    """
    on = wave.last + timedelta(days=14)
    if wave.fiscal_year != FISCAL_YEAR:
        _attach(office, survey, by, on)
    close_survey_period(survey=survey, by=by, on=on, at=moment(on))


def _attach(office: Office, survey: int, by: Actor, on: date) -> None:
    header = survey_header(survey, by)
    assert header.source is not None
    for one in counted_answers(survey):
        assert one.counted.indicator is not None
        attach_indicator(
            source=header.source,
            plan=office.plan,
            indicator=one.counted.indicator,
            recipe=counted_recipe(header, one),
            base_words=respondents_in_words(header.population, header.population_words),
            wording=one.wording,
            by=by,
            on=on,
            closes_next=True,
        )
