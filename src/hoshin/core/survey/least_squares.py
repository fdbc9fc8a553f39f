"""Weighted least squares on group memberships: the small system behind calibration and its residuals.

Each margin groups the rows; the columns are its groups. Margins overlap (every row is in one group of each), so the
system is never of full rank: columns that others already express are left out, which changes no fitted value.
"""

import math
from collections.abc import Sequence

_DEPENDENT = 1e-11
"""A pivot below this share of its column's weight is rounding, not information."""


class GroupLeastSquares:
    """Fits by groups under row weights. Built once, then used for many right-hand sides."""

    def __init__(self, margins: Sequence[Sequence[int]], weights: Sequence[float]) -> None:
        self._margins = margins
        sizes = [max(groups) + 1 for groups in margins]
        self._starts = [sum(sizes[:place]) for place in range(len(sizes))]
        self.columns = sum(sizes)
        self._weights = weights
        self._gram = self._products()
        self._factor = _pivoted_cholesky(self._gram)

    def group_sums(self, values: Sequence[float]) -> list[float]:
        """Sum of `values` in each group of each margin."""
        gathered: list[list[float]] = [[] for _ in range(self.columns)]
        for start, groups in zip(self._starts, self._margins, strict=True):
            for group, value in zip(groups, values, strict=True):
                gathered[start + group].append(value)
        return [math.fsum(values) for values in gathered]

    def solve(self, right: Sequence[float]) -> list[float]:
        """A solution of (X′WX) b = right, refined once against rounding; `right` must lie in its range."""
        first = _back_substituted(self._factor, right)
        rest = [
            math.fsum([wanted, *(-cell * b for cell, b in zip(row, first, strict=True))])
            for row, wanted in zip(self._gram, right, strict=True)
        ]
        return [b + more for b, more in zip(first, _back_substituted(self._factor, rest), strict=True)]

    def fitted(self, coefficients: Sequence[float]) -> list[float]:
        """By row, the sum of the coefficients of its groups."""
        columns = [
            [coefficients[start + group] for group in groups]
            for start, groups in zip(self._starts, self._margins, strict=True)
        ]
        return [math.fsum(cells) for cells in zip(*columns, strict=True)]

    def _products(self) -> list[list[float]]:
        """X′WX: the weight of each pair of groups."""
        gathered: dict[tuple[int, int], list[float]] = {}
        for start, groups in zip(self._starts, self._margins, strict=True):
            for other_start, others in zip(self._starts, self._margins, strict=True):
                for group, other, weight in zip(groups, others, self._weights, strict=True):
                    gathered.setdefault((start + group, other_start + other), []).append(weight)
        sums = {pair: math.fsum(weights) for pair, weights in gathered.items()}
        return [[sums.get((row, column), 0.0) for column in range(self.columns)] for row in range(self.columns)]


def _pivoted_cholesky(matrix: Sequence[Sequence[float]]) -> list[tuple[int, list[float]]]:
    """Columns of the lower factor, each with its pivot, in the order of elimination; dependent ones left out."""
    rest = [list(row) for row in matrix]
    size = len(rest)
    scale = [rest[place][place] for place in range(size)]
    left = [place for place in range(size) if scale[place] > 0]
    factor: list[tuple[int, list[float]]] = []
    while left:
        pivot = max(left, key=lambda place: rest[place][place] / scale[place])
        if rest[pivot][pivot] <= _DEPENDENT * scale[pivot]:
            break
        root = math.sqrt(rest[pivot][pivot])
        column = [rest[place][pivot] / root if place in left else 0.0 for place in range(size)]
        left.remove(pivot)
        for row in left:
            for other in left:
                rest[row][other] -= column[row] * column[other]
        factor.append((pivot, column))
    return factor


def _back_substituted(factor: Sequence[tuple[int, list[float]]], right: Sequence[float]) -> list[float]:
    forward: list[float] = []
    for place, (pivot, column) in enumerate(factor):
        known = [-factor[earlier][1][pivot] * forward[earlier] for earlier in range(place)]
        forward.append(math.fsum([right[pivot], *known]) / column[pivot])
    solution = [0.0] * len(right)
    for place in range(len(factor) - 1, -1, -1):
        pivot, column = factor[place]
        known = [-column[later] * solution[later] for later, _ in factor[place + 1 :]]
        solution[pivot] = math.fsum([forward[place], *known]) / column[pivot]
    return solution
