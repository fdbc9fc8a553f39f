"""The domains of a request: everyone, then each value of each column, then the crossed ones."""

from collections.abc import Iterator, Sequence

from hoshin.core.survey.cells import AnswerTable, number_of
from hoshin.core.survey.design import Category, EstimateRequest

Domain = dict[str, Category]


def domains_of(table: AnswerTable, request: EstimateRequest, rows: Sequence[int]) -> Iterator[tuple[Domain, list[int]]]:
    """Each domain with its rows among `rows`. An answer whose domain cell is empty is in none of that column."""
    yield {}, list(rows)
    for columns in (*((column,) for column in request.by), *request.crossed):
        cells = table.cells(columns)
        members: dict[tuple[Category, ...], list[int]] = {}
        for row in rows:
            cell = cells[row]
            if cell is not None:
                members.setdefault(cell, []).append(row)
        for cell in sorted(members, key=lambda cell: [order_of(category) for category in cell]):
            yield dict(zip(columns, cell, strict=True)), members[cell]


def order_of(category: Category) -> tuple[int, float, str]:
    """Numbers by size, before words by their characters.

    >>> sorted(["10", "2", "北", "E"], key=order_of)
    ['2', '10', 'E', '北']
    """
    number = number_of(category)
    return (0, number, category) if number is not None else (1, 0.0, category)


def number_or_text(category: Category) -> int | float | str:
    """The category as the number that it is, or as it stands.

    >>> number_or_text("1"), number_or_text("2.5"), number_or_text("E")
    (1, 2.5, 'E')
    """
    number = number_of(category)
    if number is None or number in (float("inf"), float("-inf")):
        return category
    return int(number) if number.is_integer() else number
