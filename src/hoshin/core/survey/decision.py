"""Whether a target was reached, as far as a sample can tell.

Three answers, not two: reached when the whole interval lies at or above the target, not reached when it lies below,
else it cannot be told. Beside it the chance that the true value lies below, from the t distribution.
"""

from decimal import Decimal
from typing import Literal

from hoshin.core.survey.distributions import t_cdf

Decision = Literal["reached", "not_reached", "cannot_tell"]
Compared = Literal[">=", ">", "<=", "<", "="]


def decide_difference(compared: Compared, low: Decimal | float, high: Decimal | float) -> Decision:
    """What the interval from `low` to `high` of figure − target says of "figure `compared` target".

    Reached when all of it meets the target, not reached when none of it does. An exact figure has both ends alike.

    >>> decide_difference(">=", 0, 5), decide_difference(">", 0, 5), decide_difference("<", -3, 0)
    ('reached', 'cannot_tell', 'cannot_tell')
    >>> decide_difference("=", 0, 0), decide_difference("=", 1, 2)
    ('reached', 'not_reached')
    """
    surely, surely_not = {
        ">=": (low >= 0, high < 0),
        ">": (low > 0, high <= 0),
        "<=": (high <= 0, low > 0),
        "<": (high < 0, low >= 0),
        "=": (low == 0 == high, low > 0 or high < 0),
    }[compared]
    return "reached" if surely else "not_reached" if surely_not else "cannot_tell"


def decide(*, lower: float, upper: float, target: float) -> Decision:
    """What an interval says of "at least `target`".

    >>> [decide(lower=0.52, upper=0.598, target=target) for target in (0.494, 0.52, 0.55, 0.6)]
    ['reached', 'reached', 'cannot_tell', 'not_reached']
    """
    return decide_difference(">=", lower - target, upper - target)


def decide_at_most(*, lower: float, upper: float, target: float) -> Decision:
    """What an interval says of "at most `target`".

    >>> decide_at_most(lower=0.1, upper=0.2, target=0.2), decide_at_most(lower=0.21, upper=0.3, target=0.2)
    ('reached', 'not_reached')
    """
    return decide_difference("<=", lower - target, upper - target)


def chance_below(*, estimate: float, se: float, df: float, target: float) -> float:
    """The one-sided chance that the true value lies below `target`. Without spread it is 0 or 1.

    >>> round(chance_below(estimate=0.5593, se=0.01955, df=769, target=0.55), 3)
    0.317
    >>> chance_below(estimate=0.5, se=0.0, df=10, target=0.5)
    0.0
    """
    if se <= 0.0:
        return 1.0 if estimate < target else 0.0
    return t_cdf((target - estimate) / se, df)
