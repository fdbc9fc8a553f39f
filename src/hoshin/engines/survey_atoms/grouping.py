"""Groups and sums by group, the operations that everything here is made of."""

from collections.abc import Sequence

import numpy as np

from hoshin.engines.survey_atoms.record import Floats, Ints


def codes_of(columns: Sequence[Ints], length: int) -> tuple[Ints, int]:
    """One code for each distinct combination of several columns of codes, and how many there are."""
    joined = np.zeros(length, dtype=np.int64)
    groups = 1 if length else 0
    for column in columns:
        wide = joined * (int(column.max(initial=-1)) + 2) + column + 1
        values, joined = np.unique(wide, return_inverse=True)
        groups = len(values)
    return joined.reshape(-1).astype(np.int64), groups


def summed_by(groups: Ints, values: Floats, size: int) -> Floats:
    """The sum of `values` in each of `size` groups."""
    return np.asarray(np.bincount(groups, weights=values, minlength=size), dtype=np.float64)


def table_by(rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> Floats:
    """The sum of `values` in each row and column of a table."""
    return summed_by(rows * shape[1] + columns, values, shape[0] * shape[1]).reshape(shape)


def rows_by(groups: Ints, table: Floats, size: int) -> Floats:
    """The rows of a table summed by group (groups × columns)."""
    columns = table.shape[1]
    flat = (groups[:, None] * columns + np.arange(columns)).reshape(-1)
    return summed_by(flat, table.reshape(-1), size * columns).reshape(size, columns)
