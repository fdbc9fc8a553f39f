"""The sums of one variable with the weights of the drawing in them."""

from collections.abc import Mapping

import numpy as np

from hoshin.engines.survey_atoms.record import Atoms, Floats, Sums, Weighted


def weighted(atoms: Atoms, sums: Sums, drawn: Floats | None) -> Weighted:
    """Sums by atom with weights. `drawn` None: each person has an own weight, and the engine summed with it."""
    return _of_own(atoms, sums) if drawn is None else _of_one(atoms, sums, drawn)


def _of_one(atoms: Atoms, sums: Sums, drawn: Floats) -> Weighted:
    """One weight an atom: integers times that weight, and scatter only by the answers."""
    variable, plain = sums.variable, sums.plain
    answered = plain["m"]
    squared = drawn * drawn
    pairs = _pairs([name for name in variable.components if name in ("u", "v")])
    return Weighted(
        variable=variable,
        answered=answered,
        silent=atoms.persons - answered,
        counted=plain["u"] if variable.is_share else None,
        linear={**{name: drawn * plain[name] for name in plain}, "k": drawn * (atoms.persons - answered)},
        scatter={(a, b): squared * _scatter(plain, plain, variable.product(a, b), (a, b), answered) for a, b in pairs},
    )


def _of_own(atoms: Atoms, sums: Sums) -> Weighted:
    """An own weight for each: scatter by weight as well."""
    variable, first, second = sums.variable, sums.first, sums.second
    assert first is not None and second is not None
    assert atoms.first is not None and atoms.second is not None
    answered = sums.plain["m"]
    silent = atoms.persons - answered
    nobody = silent == 0
    first_silent = {"k": np.where(nobody, 0.0, atoms.first - first["m"])}
    second_silent = {"k": np.where(nobody, 0.0, atoms.second - second["m"])}
    pairs = _pairs([name for name in variable.components if name != "k"])
    scatter = {(a, b): _scatter(second, first, variable.product(a, b), (a, b), answered) for a, b in pairs}
    scatter["k", "k"] = _scatter(second_silent, first_silent, "k", ("k", "k"), silent)
    return Weighted(
        variable=variable,
        answered=answered,
        silent=silent,
        counted=sums.plain["u"] if variable.is_share else None,
        linear={**first, **first_silent},
        scatter=scatter,
    )


def _scatter(
    products: Mapping[str, Floats], sums: Mapping[str, Floats], name: str, pair: tuple[str, str], persons: Floats
) -> Floats:
    """Σ (a − its mean)(b − its mean) among so many persons, `name` being Σ a·b; exactly nothing where there is one."""
    several = persons > 1
    mean = np.divide(sums[pair[0]], persons, out=np.zeros_like(persons), where=several)
    return np.where(several, products[name] - mean * sums[pair[1]], 0.0)


def _pairs(names: list[str]) -> list[tuple[str, str]]:
    return [(a, b) for place, a in enumerate(names) for b in names[place:]]
