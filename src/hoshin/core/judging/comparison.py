"""Whether a figure meets a demand: to the letter by its value, and by its interval what that can support.

Against a sampled baseline the difference decides, by the MOVER interval (Zou and Donner 2008), which is made of the two
published intervals, so that the picture and the verdict agree.
"""

from decimal import Decimal
from typing import Literal

from hoshin.core.judging.demand import Demand
from hoshin.core.judging.figures import Figure
from hoshin.core.survey.change import Estimated, mover
from hoshin.core.survey.decision import decide_difference

Support = Literal["reached", "not_reached", "cannot_tell", "not_measured", "not_comparable"]


def meets(figure: Figure, demand: Demand) -> bool:
    """Whether the value itself meets the demand. 59.95 does not meet 60: nothing is rounded.

    >>> meets(Figure(Decimal("59.95")), Demand(">=", Figure(Decimal(60))))
    False
    """
    value, limit = figure.value, demand.limit.value
    if demand.comparison == "between":
        assert demand.limit_max is not None
        return limit <= value <= demand.limit_max.value
    return _compares(value, demand.comparison, limit)


def _compares(value: Decimal, comparison: str, limit: Decimal) -> bool:
    if comparison == ">=":
        return value >= limit
    if comparison == "<=":
        return value <= limit
    if comparison == ">":
        return value > limit
    return value < limit if comparison == "<" else value == limit


def support(figure: Figure, demand: Demand) -> Support:
    """What the evidence supports. An exact figure against an exact limit is decided by itself.

    >>> sampled = Figure(Decimal("59.6"), "%", 400, Decimal("54.7"), Decimal("64.3"))
    >>> support(sampled, Demand(">=", Figure(Decimal("62.8"))))
    'cannot_tell'
    >>> support(Figure(Decimal(0), "件"), Demand("<=", Figure(Decimal(0), "件")))
    'reached'
    """
    if not figure.claims_inference:
        return "cannot_tell"
    if demand.comparison == "between":
        assert demand.limit_max is not None
        return _inside(figure, demand.limit.value, demand.limit_max.value)
    return decide_difference(demand.comparison, *difference(figure, demand.limit))


def _inside(figure: Figure, low: Decimal, high: Decimal) -> Support:
    if low <= figure.low and figure.high <= high:
        return "reached"
    return "not_reached" if figure.high < low or figure.low > high else "cannot_tell"


def difference(figure: Figure, limit: Figure) -> tuple[Decimal, Decimal]:
    """The interval of figure − limit, of two independent estimates; an exact one brings no width.

    >>> difference(Figure(Decimal(50)), Figure(Decimal(48)))
    (Decimal('2'), Decimal('2'))
    """
    if figure.is_exact or limit.is_exact:
        return figure.low - limit.high, figure.high - limit.low
    low, high = mover(_estimated(limit), _estimated(figure))
    return Decimal(low), Decimal(high)


def _estimated(figure: Figure) -> Estimated:
    return Estimated(float(figure.value), float(figure.low), float(figure.high))
