"""The answers as columns: categories and numbers out of cells as people and programs write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hoshin.core.survey.design import Category, category_of

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class NotANumberError(ValueError):
    """A cell holds something else than a number. `row` counts from 1, `found` is what stands there."""

    def __init__(self, column: str, row: int, found: str) -> None:
        super().__init__(f"{column}, row {row}")
        self.column = column
        self.row = row
        self.found = found


@dataclass
class AnswerTable:
    """Answers, one a row, with each column read once. `numbers_of_rows` are the places in the file, from 1."""

    rows: Sequence[Mapping[str, object]]
    numbers_of_rows: Sequence[int]
    _categories: dict[str, list[Category | None]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def categories(self, column: str) -> list[Category | None]:
        """The category in each row; None where the cell is empty."""
        if column not in self._categories:
            self._categories[column] = [category_of(row.get(column)) for row in self.rows]
        return self._categories[column]

    def cells(self, columns: Sequence[str]) -> list[tuple[Category, ...] | None]:
        """The categories of several columns together; None where one of them is empty."""
        joined = zip(*(self.categories(column) for column in columns), strict=True)
        return [None if None in cell else tuple(c for c in cell if c is not None) for cell in joined]

    def numbers(self, column: str, missing: Sequence[Category] = ()) -> list[float | None]:
        """The number in each row; None where the cell is empty or one of `missing`.

        A cell that is neither is never skipped in silence: `NotANumberError`.
        """
        without = frozenset(missing)
        numbers: list[float | None] = []
        for place, (row, category) in enumerate(zip(self.rows, self.categories(column), strict=True)):
            if category is None or category in without:
                numbers.append(None)
                continue
            number = number_of(row.get(column))
            if number is None:
                raise NotANumberError(column, self.numbers_of_rows[place], category)
            numbers.append(number)
        return numbers


def answer_table(rows: Sequence[Mapping[str, object]], where: Sequence[tuple[str, Category]] = ()) -> AnswerTable:
    """The rows whose columns have the categories of `where`, in their order."""
    kept = [
        (number, row)
        for number, row in enumerate(rows, start=1)
        if all(category_of(row.get(column)) == wanted for column, wanted in where)
    ]
    return AnswerTable([row for _number, row in kept], [number for number, _row in kept])


def number_of(value: object) -> float | None:
    """The number in a cell, or None when it holds none. Infinity is a number: a population without end.

    >>> number_of(" 12.5 "), number_of(3), number_of("Inf"), number_of("なし"), number_of(float("nan"))
    (12.5, 3.0, inf, None, None)
    """
    if isinstance(value, bool | int | float):
        return float(value) if value == value else None  # noqa: PLR0124 only NaN differs from itself
    text = str(value).strip() if value is not None else ""
    if text.lower() in ("inf", "infinity"):
        return float("inf")
    if _NUMBER.fullmatch(text):
        return float(text)
    return _other_number(value)


def _other_number(value: object) -> float | None:
    """Numbers of other types, such as `Decimal`."""
    if isinstance(value, str) or not hasattr(value, "__float__"):
        return None
    number = float(value)
    return None if number != number else number  # noqa: PLR0124
