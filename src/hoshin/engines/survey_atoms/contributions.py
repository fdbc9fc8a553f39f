"""What each atom contributes to the error of a figure, in each domain: the linear part of every variance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hoshin.core.survey.design import LonelyPsuRule
from hoshin.engines.survey_atoms.domains import Domains
from hoshin.engines.survey_atoms.grouping import codes_of, summed_by, table_by
from hoshin.engines.survey_atoms.record import Floats, Ints, Weighted
from hoshin.engines.survey_atoms.stages import Stage
from hoshin.engines.survey_atoms.weighting import Weighting


@dataclass(frozen=True)
class Spread:
    """All that the variances of one survey share. `mass` and `mass_squared`: sums of drawn weights and their squares.

    `frame`: by atom, the group of those with the same stratum, weighting cell and weight, at the stage of persons.
    `calibrated`: what drawn weights grew by up to calibration; `final`: with the trim.
    """

    stages: Sequence[Stage]
    weighting: Weighting
    rule: LonelyPsuRule
    persons: Floats
    mass: Floats
    mass_squared: Floats | None
    frame: Ints
    frames: int
    calibrated: Floats
    final: Floats

    @property
    def is_calibrated(self) -> bool:
        """Whether people outside a domain contribute to its error."""
        return self.weighting.projection is not None


def spread_of(
    stages: Sequence[Stage], weighting: Weighting, rule: LonelyPsuRule, persons: Floats, own: Sequence[Floats] | None
) -> Spread:
    """`own`: sums of own weights and of their squares, where each person has one."""
    drawn = weighting.drawn
    assert drawn is not None or own is not None, "atoms have one weight or sums of several"
    keys = [stages[-1].parent]
    if weighting.cell is not None:
        keys.append(weighting.cell)
        if drawn is not None:
            _weights, weight = np.unique(drawn * weighting.before, return_inverse=True)
            keys.append(weight.reshape(-1).astype(np.int64))
    frame, frames = codes_of(keys, len(persons))
    calibrated = weighting.before * weighting.growth
    return Spread(
        stages=stages,
        weighting=weighting,
        rule=rule,
        persons=persons,
        mass=own[0] if own is not None else np.asarray(drawn) * persons,
        mass_squared=own[1] if own is not None else None,
        frame=frame,
        frames=frames,
        calibrated=calibrated,
        final=calibrated * weighting.cut,
    )


@dataclass(frozen=True)
class Contributions:
    """Those of the atoms inside some domain (`inside`, with the `domain` of each of `number`).

    A person's contribution is Σ coefficient × component × drawn weight; the explained part is in it. `explained`: what
    calibration explains (cells × domains; None without), which is all that people outside contribute. `answered` and
    `silent`: the sums over those of each atom who answered and who did not.
    """

    spread: Spread
    inside: Ints
    domain: Ints
    number: int
    coefficients: Mapping[str, Floats]
    answered: Floats
    silent: Floats
    explained: Floats | None

    def by_group(self, groups: Ints, size: int) -> Floats:
        """Contributions summed by group and domain (groups × domains), everybody included."""
        spread, cell = self.spread, self.spread.weighting.cell
        totals = table_by(groups[self.inside], self.domain, self.answered + self.silent, (size, self.number))
        if self.explained is None or cell is None:
            return totals
        both, place = np.unique(groups * len(self.explained) + cell, return_inverse=True)
        place = place.reshape(-1)
        weight = spread.mass * spread.calibrated
        outside = summed_by(place, weight, len(both))[:, None] - table_by(
            place[self.inside], self.domain, weight[self.inside], (len(both), self.number)
        )
        group, of_cell = np.divmod(both, len(self.explained))
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        totals[group[starts]] -= np.add.reduceat(outside * self.explained[of_cell], starts, axis=0)
        return totals


def contributions_of(
    spread: Spread, sums: Weighted, coefficients: Mapping[str, Floats], domains: Domains
) -> Contributions:
    """The contributions to a figure of which a person's influence is Σ coefficient × component, by domain."""
    inside = np.flatnonzero(domains.of_atom >= 0)
    domain = domains.of_atom[inside]
    by_atom = {name: np.nan_to_num(values)[domain] for name, values in coefficients.items()}
    explained, own = _explained(spread.weighting, inside, domain, _influence(sums, inside, by_atom), domains.number)
    final, calibrated = spread.final[inside], spread.calibrated[inside]
    grown = {name: values * final for name, values in by_atom.items()}
    grown |= {"k": -own * calibrated, "m": grown["m"] - own * calibrated}
    silent = grown["k"] * sums.linear["k"][inside]
    answered = _influence(sums, inside, {name: values for name, values in grown.items() if name != "k"})
    return Contributions(spread, inside, domain, domains.number, grown, answered, silent, explained)


def _influence(sums: Weighted, inside: Ints, coefficients: Mapping[str, Floats]) -> Floats:
    total = np.zeros(len(inside))
    for name, values in coefficients.items():
        total += values * sums.linear[name][inside]
    return total


def _explained(
    weighting: Weighting, inside: Ints, domain: Ints, influence: Floats, number: int
) -> tuple[Floats | None, Floats]:
    if weighting.projection is None or weighting.cell is None:
        return None, np.zeros(len(inside))
    cell = weighting.cell[inside]
    before = influence * weighting.before[inside] * weighting.cut[inside]
    explained = weighting.projection.fitted(table_by(cell, domain, before, (len(weighting.projection.mass), number)))
    return explained, explained[cell, domain]
