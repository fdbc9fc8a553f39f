"""Point estimates by domain, and what each person contributes to their error, as coefficients of the sums."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hoshin.core.survey.design import EstimateKind
from hoshin.core.survey.intervals import ROUNDING
from hoshin.engines.survey_atoms.domains import Domains
from hoshin.engines.survey_atoms.record import Floats, Weighted

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Figures:
    """One variable by domain. A person's influence is Σ coefficient × component; NaN where there is no base.

    `simple_variance`: that of as many answers drawn simply, without replacement where the weights exceed the answers
    (R's `deff = TRUE`); NaN where it does not exist. `noise`: a variance that does not exceed it is rounding.
    """

    estimate: Floats
    coefficients: Mapping[str, Floats]
    base: Floats
    answered: Floats
    simple_variance: Floats
    noise: Floats


def figures_of(kind: EstimateKind, sums: Weighted, factor: Floats, live: Floats, domains: Domains) -> Figures:
    """The figure of each domain. `factor`: what the atoms' weights grew by; `live`: answered with weight, by atom."""
    variable = sums.variable
    base = domains.sums(sums.linear["m"] * factor)
    top = domains.sums(sums.linear["u"] * factor)
    answered = domains.sums(live)
    with np.errstate(divide="ignore", invalid="ignore"):
        base = np.where((answered > 0) & (base != 0), base, np.nan)
        one = np.ones(domains.number)
        if kind == "total":
            estimate = top + variable.centre * base
            coefficients = {"u": one, "m": variable.centre * one}
            centred = {"u": one, "m": -top / base}
        elif kind == "ratio":
            below = domains.sums(sums.linear["v"] * factor) + variable.centre_of_denominator * base
            below = np.where(below != 0, below, np.nan)
            estimate = (top + variable.centre * base) / below
            rest = (variable.centre - estimate * variable.centre_of_denominator) / below
            coefficients = {"m": rest, "u": 1 / below, "v": -estimate / below}
            centred = coefficients
        else:
            estimate = top / base + variable.centre
            coefficients = {"u": 1 / base, "m": -(top / base) / base}
            centred = coefficients
        spread = _spread(_squares(sums, factor, domains, centred) / base, answered)
        noise = ROUNDING * (estimate * estimate + spread * base * base)
        simple = _drawn_simply(spread, base, answered)
        return Figures(estimate, coefficients, base, answered, np.where(simple > noise, simple, np.nan), noise)


def _squares(sums: Weighted, factor: Floats, domains: Domains, centred: Mapping[str, Floats]) -> Floats:
    """Weighted squares of the centred influence."""
    names = list(centred)
    spread = np.zeros(domains.number)
    for place, a in enumerate(names):
        for b in names[place:]:
            squares = domains.sums(sums.linear[sums.variable.product(a, b)] * factor)
            spread += (1.0 if a == b else 2.0) * centred[a] * centred[b] * squares
    return spread


def _spread(squares: Floats, answered: Floats) -> Floats:
    """The variance of one answer's centred influence; 0 where there is one answer only."""
    grown = np.divide(answered, answered - 1, out=np.zeros_like(answered), where=answered >= 2)
    return np.maximum(squares * grown, 0.0)


def _drawn_simply(spread: Floats, base: Floats, answered: Floats) -> Floats:
    drawn_from = np.where(base > answered * (1 + _ROUNDING), base - answered, base)
    return np.asarray(spread * base * drawn_from / answered)
