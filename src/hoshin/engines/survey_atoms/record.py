"""What an engine returns of the answers: keys and sums, one entry an atom.

Atoms are confidential, because many stand for a single person: they are never logged, kept or published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hoshin.core.survey.design import Category

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that is summed. `is_share`: u is 1 for a counted category, else 0.

    Components: whether a person stayed silent (k) or answered (m), the variable (u), the denominator of a ratio (v). u
    and v are 0 where the answer is missing, and of a number what it exceeds a fixed centre by: so squares stay small.
    `centre` and `centre_of_denominator` were taken off each number.
    """

    is_share: bool
    has_denominator: bool = False
    centre: float = 0.0
    centre_of_denominator: float = 0.0

    @property
    def components(self) -> tuple[str, ...]:
        """What a person's contribution is a linear combination of."""
        return ("k", "m", "u", "v") if self.has_denominator else ("k", "m", "u")

    @property
    def monomials(self) -> tuple[str, ...]:
        """Every sum that an engine gives. The square of 0 or 1 is itself."""
        own = ("m", "u") if self.is_share else ("m", "u", "uu")
        return (*own, "v", "uv", "vv") if self.has_denominator else own

    def product(self, a: str, b: str) -> str:
        """The sum that holds a·b; m leaves the other as it is."""
        if "m" in (a, b):
            return a if b == "m" else b
        return "u" if self.is_share and a == b == "u" else "".join(sorted((a, b)))


@dataclass(frozen=True)
class Sums:
    """The sums of one variable by atom.

    `plain` without weight; `first` and `second` with weight and weight squared, where each person has an own weight.
    `unread`: answers that are neither a number nor missing.
    """

    variable: Variable
    plain: Mapping[str, Floats]
    first: Mapping[str, Floats] | None = None
    second: Mapping[str, Floats] | None = None
    unread: float = 0.0


@dataclass(frozen=True)
class Atoms:
    """Groups of answers: by column a code for each atom (−1: the cell is empty) and the categories behind the codes.

    `weight`: the one weight of everybody in the atom; None when each has an own (`first`, `second` then hold its sum
    and the sum of its squares) or when it follows from the population. `smallest` and `largest` bound the weights.
    `population` holds the population size of each stage by atom, the largest where they differ inside the atom, and
    `smallest_population` the smallest. A group whose weights are 0 is an atom of its own. `has_bad_weights`,
    `bad_sizes` (by stage): some cell holds none; `sizes_are_mixed`: some are shares, some populations.
    """

    keys: Mapping[str, Ints]
    categories: Mapping[str, Sequence[Category]]
    persons: Floats
    sums: Sequence[Sums]
    population: Sequence[Floats] = ()
    weight: Floats | None = None
    first: Floats | None = None
    second: Floats | None = None
    smallest: Floats | None = None
    largest: Floats | None = None
    has_bad_weights: bool = False
    bad_sizes: Sequence[bool] = ()
    sizes_are_mixed: bool = False
    smallest_population: Sequence[Floats] = ()

    def __len__(self) -> int:
        return len(self.persons)


@dataclass(frozen=True)
class Weighted:
    """The sums of one variable with the weights of the drawing, by atom.

    `answered` and `silent`: persons; `counted`: those whose category counts. `linear`: Σ weight × component or product.
    `scatter`: by pair of components, Σ of products of weighted deviations from the mean of those who answered (or, of
    k, who stayed silent); pairs that are missing are alike.
    """

    variable: Variable
    answered: Floats
    silent: Floats
    counted: Floats | None
    linear: Mapping[str, Floats]
    scatter: Mapping[tuple[str, str], Floats]
