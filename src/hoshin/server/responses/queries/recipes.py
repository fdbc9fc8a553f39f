"""By which recipe a survey's counted answers measure an indicator, and of whom the figure is then."""

from hoshin.core.measurement.design_json import request_to_json
from hoshin.server.surveys.queries import SurveyHeader
from hoshin.server.surveys.queries.questionnaires import CountedIndicator

DRAWN_BY_CHANCE = ("stratified", "simple")
"""Only such a sample says anything of those who were not asked. A census, monitors and volunteers speak of themselves:
their share is counted, with the bounds of those who stayed silent instead of an interval."""


def counted_recipe(header: SurveyHeader, figure: CountedIndicator) -> dict[str, object]:
    """The recipe of a counted answer. Every wave of a survey gives the same one while its question and sampling stay,
    so that closing finds last year's attachment.
    """
    recipe: dict[str, object] = {
        "method": "survey_estimate/1",
        "request": request_to_json(figure.request),
        "speaks_of": "residents" if header.sampling in DRAWN_BY_CHANCE else "respondents",
    }
    if figure.request.kind == "mean":
        recipe["unit"] = figure.question.unit
    return recipe
