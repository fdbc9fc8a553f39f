"""Those who were asked and stayed silent: how many, and what a share would be if all had said no, or yes."""

import math
from collections.abc import Mapping

from hoshin.core.survey.design import Category, SurveyDesign
from hoshin.core.survey.drawing import Drawing


def asked_in(design: SurveyDesign, domain: Mapping[str, Category]) -> float | None:
    """How many were asked in the domain, where the design knows it.

    Everyone: `asked`, or the sum of the non-response table. A domain: from that table, when it has its columns.
    """
    table = design.adjust.nonresponse
    if not domain and design.sampling.asked is not None:
        return float(design.sampling.asked)
    if table is None or not set(domain) <= set(table.by):
        return None
    wanted = [(table.by.index(column), category) for column, category in domain.items()]
    return math.fsum(
        count for cell, count in table.counts.items() if all(cell[place] == category for place, category in wanted)
    )


def bounds_of_share(share: float, spoken: float) -> tuple[float, float]:
    """The share if all silent had said no, and if all had said yes; `spoken` is the share of people who answered.

    >>> no, yes = bounds_of_share(349 / 530, 530 / 2000)
    >>> round(no, 4), round(yes, 4)
    (0.1745, 0.9095)
    """
    return share * spoken, share * spoken + (1.0 - spoken)


def is_complete(design: SurveyDesign, drawing: Drawing, answers: int) -> bool:
    """Whether everyone of a census answered: as many sheets as were asked, or as the strata hold."""
    asked = asked_in(design, {})
    if asked is not None:
        return answers >= asked
    first = drawing.stages[0]
    if first.population is None:
        return False
    return all(size <= sampled for size, sampled in zip(first.population, first.sampled, strict=True))
