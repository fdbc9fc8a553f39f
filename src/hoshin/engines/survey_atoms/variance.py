"""The linearised variance of many figures at once, from atoms; `hoshin.core.survey.variance` says what it is.

Spread is summed as squares around the stratum's mean (between atoms and inside them, never as Σz² − (Σz)²/n), so a
variance that is nothing comes out as nothing. People outside the domain are units with a contribution of nothing, or,
after calibration, of what their cell explains.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from hoshin.core.survey.design import LonelyPsuRule
from hoshin.engines.survey_atoms.contributions import Contributions, Spread, contributions_of
from hoshin.engines.survey_atoms.domains import Domains
from hoshin.engines.survey_atoms.grouping import rows_by, summed_by, table_by
from hoshin.engines.survey_atoms.record import Floats, Ints, Weighted
from hoshin.engines.survey_atoms.stages import NOTHING_LEFT, Stage, is_lonely

_AT_ONCE = 4_000_000


def variances(
    spread: Spread, sums: Weighted, coefficients: Mapping[str, Floats], live: Floats, domains: Domains
) -> Floats:
    """The variance of each domain's figure; NaN where the rule `average` leaves nothing to average.

    `live`: by atom, how many answered and have weight.
    """
    found = np.zeros(domains.number)
    for chosen, part in _parts(spread, domains):
        own = {name: values[chosen] for name, values in coefficients.items()}
        these = contributions_of(spread, sums, own, part)
        for depth, stage in enumerate(spread.stages):
            if depth and spread.stages[depth - 1].population is None:
                break
            squares = _by_unit(stage, these) if stage.unit is not None else _by_person(stage, these, sums)
            found[chosen] += _of_stage(stage, squares, _present(stage, these, live), spread.rule)
    return found


def _parts(spread: Spread, domains: Domains) -> Iterator[tuple[slice, Domains]]:
    """The domains in runs that keep the arrays of units × domains small."""
    widest = max([spread.frames, *(len(stage.parent_of_unit) for stage in spread.stages)])
    if spread.is_calibrated:
        widest = max(widest, len(spread.persons))
    step = max(1, _AT_ONCE // widest)
    for start in range(0, domains.number, step):
        end = min(start + step, domains.number)
        inside = (domains.of_atom >= start) & (domains.of_atom < end)
        yield slice(start, end), Domains(np.where(inside, domains.of_atom - start, -1), end - start)


def _centre(stage: Stage, totals: Floats, rule: LonelyPsuRule) -> Floats:
    """The mean of the units of each parent; nothing where the rule `adjust` looks at a single unit."""
    centre = totals / stage.sampled[:, None]
    if rule == "adjust":
        centre[stage.sampled == 1] = 0.0
    return centre


def _by_unit(stage: Stage, these: Contributions) -> Floats:
    """Squares of unit totals around their parent's mean (parents × domains)."""
    assert stage.unit is not None
    totals = these.by_group(stage.unit, len(stage.parent_of_unit))
    of_parent = rows_by(stage.parent_of_unit, totals, stage.parents)
    off = totals - _centre(stage, of_parent, these.spread.rule)[stage.parent_of_unit]
    return rows_by(stage.parent_of_unit, off * off, stage.parents)


def _by_person(stage: Stage, these: Contributions, sums: Weighted) -> Floats:
    """Squares of single contributions around their parent's mean (parents × domains)."""
    centre = _centre(stage, these.by_group(stage.parent, stage.parents), these.spread.rule)
    parent = stage.parent[these.inside]
    middle = centre[parent, these.domain]
    squares = _around(these.answered, sums.answered[these.inside], middle)
    squares += _around(these.silent, sums.silent[these.inside], middle) + _within(these, sums)
    return table_by(parent, these.domain, squares, (stage.parents, these.number)) + _of_outsiders(stage, these, centre)


def _around(totals: Floats, persons: Floats, middle: Floats) -> Floats:
    """Persons × (their mean − middle)²."""
    mean = np.divide(totals, persons, out=np.zeros_like(totals), where=persons > 0)
    return np.asarray(persons * (mean - middle) ** 2)


def _within(these: Contributions, sums: Weighted) -> Floats:
    """Squares inside the atoms, whose members differ in their answers or in their own weights."""
    own = these.coefficients
    within = np.zeros(len(these.inside))
    for (a, b), scatter in sums.scatter.items():
        if a in own and b in own:
            within += (1.0 if a == b else 2.0) * own[a] * own[b] * scatter[these.inside]
    return np.maximum(within, 0.0)


def _of_outsiders(stage: Stage, these: Contributions, centre: Floats) -> Floats:
    """Squares of the people outside each domain (parents × domains), frame by frame."""
    spread = these.spread
    parent = np.zeros(spread.frames, dtype=np.int64)
    parent[spread.frame] = stage.parent
    persons = _outside(these, spread.persons)
    if these.explained is None or spread.weighting.cell is None:
        return rows_by(parent, persons * centre[parent] ** 2, stage.parents)
    cell = np.zeros(spread.frames, dtype=np.int64)
    cell[spread.frame] = spread.weighting.cell
    explained = these.explained[cell]
    weight = _outside(these, spread.mass * spread.calibrated)
    mean = np.divide(weight, persons, out=np.zeros_like(weight), where=persons > 0)
    squares = persons * (mean * explained + centre[parent]) ** 2
    if spread.mass_squared is not None:
        scatter = _outside(these, spread.mass_squared * spread.calibrated**2) - persons * mean * mean
        squares += np.maximum(scatter, 0.0) * explained * explained
    return rows_by(parent, squares, stage.parents)


def _outside(these: Contributions, values: Floats) -> Floats:
    """The sum of `values` over the people of each frame outside each domain (frames × domains)."""
    spread = these.spread
    everyone = summed_by(spread.frame, values, spread.frames)[:, None]
    inside = table_by(spread.frame[these.inside], these.domain, values[these.inside], (spread.frames, these.number))
    return np.asarray(everyone - inside)


def _present(stage: Stage, these: Contributions, live: Floats) -> Floats:
    """Which parents have a unit in the domain; after calibration every one has (parents × domains, 1 or 0)."""
    if these.spread.is_calibrated:
        return np.ones((stage.parents, these.number))
    shape = (stage.parents, these.number)
    return np.sign(table_by(stage.parent[these.inside], these.domain, live[these.inside], shape))


def _of_stage(stage: Stage, squares: Floats, present: Floats, rule: LonelyPsuRule) -> Floats:
    """One stage's part of the variance, by domain."""
    lonely = is_lonely(stage)
    grown = np.divide(stage.sampled, stage.sampled - 1, out=np.ones(stage.parents), where=stage.sampled > 1)
    scale = np.where(stage.left < NOTHING_LEFT, 0.0, stage.left * grown) * stage.carried
    if rule != "adjust":
        scale = np.where(lonely, 0.0, scale)
    parts = scale[:, None] * squares
    if rule != "average" or not lonely.any():
        return np.asarray(parts.sum(axis=0))
    size = int(stage.above.max()) + 1
    strata = rows_by(stage.above, present, size)
    told = rows_by(stage.above, present * ~lonely[:, None], size)
    growth = np.divide(strata, told, out=np.full_like(told, np.nan), where=told > 0)
    growth[strata == 0] = 0.0
    return np.asarray((rows_by(stage.above, parts * present, size) * growth).sum(axis=0))


def degrees_of_freedom(spread: Spread, live: Floats, domains: Domains) -> Floats:
    """Units of the first stage in each domain less the strata that they come from."""
    first = spread.stages[0]
    inside = np.flatnonzero((domains.of_atom >= 0) & (live > 0))
    domain = domains.of_atom[inside]
    strata = _distinct(first.parent[inside], domain, domains.number)
    units = domains.sums(live) if first.unit is None else _distinct(first.unit[inside], domain, domains.number)
    return units - strata


def _distinct(values: Ints, domain: Ints, number: int) -> Floats:
    pairs = np.unique(values * number + domain)
    return summed_by(pairs % number, np.ones(len(pairs)), number)
