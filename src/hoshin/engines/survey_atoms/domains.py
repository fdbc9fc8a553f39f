"""Domains as partitions of the atoms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hoshin.core.survey.design import Category
from hoshin.core.survey.domains import order_of
from hoshin.engines.survey_atoms.grouping import codes_of, summed_by
from hoshin.engines.survey_atoms.record import Atoms, Floats, Ints


@dataclass(frozen=True)
class Domains:
    """A partition of the answers: by atom the domain's number, or −1 for none; how many there are."""

    of_atom: Ints
    number: int

    def sums(self, values: Floats) -> Floats:
        """The sum of `values` in each domain."""
        inside = self.of_atom >= 0
        return summed_by(self.of_atom[inside], values[inside], self.number)


Named = Sequence[Mapping[str, Category]]
"""The columns and categories of each domain."""


def domains_by(atoms: Atoms, is_live: Floats, columns: tuple[str, ...]) -> tuple[Domains, Named]:
    """The domains of some columns in the order of their categories; only those where an answer has weight."""
    length = len(atoms)
    if not columns:
        return Domains(np.zeros(length, dtype=np.int64), 1), [{}]
    keys = [atoms.keys[column] for column in columns]
    is_filled = np.all([key >= 0 for key in keys], axis=0)
    code, number = codes_of(keys, length)
    first = np.full(number, length, dtype=np.int64)
    np.minimum.at(first, code, np.arange(length))
    present = np.unique(code[is_filled & (is_live > 0)])
    names = [_cell(atoms, columns, int(first[place])) for place in present]
    order = sorted(range(len(present)), key=lambda place: [order_of(category) for category in names[place]])
    new = np.full(number, -1, dtype=np.int64)
    new[present[order]] = np.arange(len(present))
    named = [dict(zip(columns, names[place], strict=True)) for place in order]
    return Domains(np.where(is_filled, new[code], -1), len(present)), named


def _cell(atoms: Atoms, columns: tuple[str, ...], atom: int) -> tuple[Category, ...]:
    return tuple(atoms.categories[column][atoms.keys[column][atom]] for column in columns)
