"""How far an indicator has come, named by what is computed: from its baseline, or as a ratio to its target."""

from dataclasses import dataclass
from decimal import Decimal

from hoshin.core.judging.demand import Demand
from hoshin.core.judging.figures import Figure
from hoshin.core.judging.verdict import ratio_to_target


@dataclass(frozen=True, slots=True)
class Progress:
    """Both ways of saying it, each None where it does not exist. 1 is the target; neither is clipped or rounded."""

    from_baseline: Decimal | None = None
    ratio: Decimal | None = None
    baseline: Figure | None = None


def progress_from_baseline(*, baseline: Decimal, target: Decimal, actual: Decimal) -> Decimal | None:
    """How much of the way from baseline to target has been gone: 0 is the baseline, 1 the target.

    A falling target needs no flag: below the baseline, a fall is progress. Below 0 things got worse, above 1 the
    target was passed. None when the target asks for no change.

    >>> progress_from_baseline(baseline=Decimal(900), target=Decimal(800), actual=Decimal(950))
    Decimal('-0.5')
    >>> progress_from_baseline(baseline=Decimal(5), target=Decimal(5), actual=Decimal(5)) is None
    True
    """
    return None if target == baseline else (actual - baseline) / (target - baseline)


def progress_of(figure: Figure, demand: Demand, baseline: Figure | None) -> Progress:
    """What can be said of a figure against a demand, from a baseline in the same unit."""
    if demand.comparison == "between":
        return Progress()
    ratio = ratio_to_target(figure, demand)
    if baseline is None:
        return Progress(ratio=ratio)
    gone = progress_from_baseline(baseline=baseline.value, target=demand.limit.value, actual=figure.value)
    return Progress(gone, ratio, baseline if gone is not None else None)
