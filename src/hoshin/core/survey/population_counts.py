"""How many live where: a table pasted or uploaded, long (one row a cell) or wide (sexes side by side), as cells.

Everything that is wrong is named at once. Totals are left out, so that nobody is counted twice.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import Category, PopulationTable
from hoshin.core.survey.sampling import Stratum

MOST_CELLS = 20_000
_COUNTS = {
    "人口",
    "人数",
    "件数",
    "世帯数",
    "母数",
    "母集団",
    "数",
    "population",
    "count",
    "n",
    "persons",
    "people",
    "number",
}
_TOTALS = {"計", "合計", "総数", "総計", "小計", "total", "全体"}
_SEXES = {"男", "女", "男性", "女性", "male", "female"}


@dataclass(frozen=True, slots=True)
class PopulationCell:
    """How many there are of one cell: its values follow the columns."""

    values: tuple[Category, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PopulationReading:
    """What a table says: its columns, its cells in their order, everyone, and what was wrong.

    With an error among the problems the cells are what could be read, to be looked at and not to be kept.
    """

    columns: tuple[str, ...]
    cells: tuple[PopulationCell, ...]
    total: int
    problems: tuple[Problem, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether it may be kept."""
        return bool(self.cells) and all(problem.severity != "error" for problem in self.problems)


def count_typed(text: str) -> int | None:
    """A count as tables print it; None when it is no whole number from 0.

    >>> count_typed("１,２３４人"), count_typed("12.0"), count_typed("12.5"), count_typed("")
    (1234, 12, None, None)
    """
    evened = unicodedata.normalize("NFKC", text).replace(" ", "").removesuffix("人").removesuffix("世帯")
    whole, _, fraction = evened.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    return (
        int(digits) if digits.isascii() and digits.isdigit() and not fraction.strip("0") and len(digits) < 13 else None
    )


def read_population(rows: Iterable[Sequence[str]]) -> PopulationReading:
    """The cells of a table whose first row is the heading.

    >>> rows = [["区域", "男性", "女性"], ["東", "1,200", "1,300"], ["西", "900", "950"]]
    >>> read = read_population(rows)
    >>> read.columns, read.total, read.cells[0]
    (('区域', '性別'), 4350, PopulationCell(values=('東', '男性'), count=1200))
    """
    numbered = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, 1)]
    numbered = [(number, row) for number, row in numbered if any(row)]
    if len(numbered) < 2:
        return PopulationReading((), (), 0, (Problem("population_empty", severity="error"),))
    heading = numbered[0][1]
    problems = list(_heading_problems(heading))
    body = list(_even_rows(numbered[1:], len(heading), problems))
    layout = _layout(heading, [row for _, row in body])
    if problems or layout is None:
        if layout is None and not problems:
            problems.append(_error("population_no_count_column", found="、".join(heading)))
        return PopulationReading((), (), 0, tuple(problems))
    return _read(layout, body, problems)


def _error(code: str, **values: str) -> Problem:
    return Problem(code, found=values.pop("found", None), severity="error", values=values)


def _heading_problems(heading: Sequence[str]) -> Iterable[Problem]:
    if len(heading) < 2:
        yield _error("population_too_few_columns")
    for number, name in enumerate(heading, 1):
        if not name:
            yield _error("population_heading_missing", column=str(number))
        elif name in heading[: number - 1]:
            yield _error("population_heading_repeated", found=name)


def _even_rows(
    body: Iterable[tuple[int, list[str]]], width: int, problems: list[Problem]
) -> Iterable[tuple[int, list[str]]]:
    for number, row in body:
        while len(row) > width and not row[-1]:
            row.pop()
        if len(row) != width:
            problems.append(_error("population_row_ragged", row=str(number), found=str(len(row)), expected=str(width)))
        else:
            yield number, row


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns name the cell, and which hold counts. `across` is what several count columns differ by."""

    keys: tuple[tuple[int, str], ...]
    counts: tuple[tuple[int, str], ...]
    across: str | None = None


def _is_total(word: str) -> bool:
    return unicodedata.normalize("NFKC", word).replace(" ", "").lower() in _TOTALS


def _is_count_word(word: str) -> bool:
    evened = unicodedata.normalize("NFKC", word).replace(" ", "").lower().partition("(")[0]
    return evened in _COUNTS


def _layout(heading: Sequence[str], body: Sequence[Sequence[str]]) -> _Layout | None:
    named = [at for at, word in enumerate(heading) if _is_count_word(word)]
    if len(named) == 1:
        keys = tuple((at, word) for at, word in enumerate(heading) if at != named[0])
        return _Layout(keys, ((named[0], heading[named[0]]),))
    first = len(heading)
    while first > 1 and body and all(count_typed(row[first - 1]) is not None for row in body):
        first -= 1
    if first == len(heading):
        last = len(heading) - 1
        some = any(count_typed(row[last]) is not None for row in body)
        return _Layout(tuple(enumerate(heading[:last])), ((last, heading[last]),)) if some else None
    counts = tuple((at, heading[at]) for at in range(first, len(heading)))
    across = [count for count in counts if not _is_total(count[1])]
    if len(counts) == 1:
        return _Layout(tuple(enumerate(heading[:first])), counts)
    words = {word.lower() for _, word in across}
    return _Layout(tuple(enumerate(heading[:first])), tuple(across), "性別" if words <= _SEXES else "区分")


def _read(layout: _Layout, body: Sequence[tuple[int, list[str]]], problems: list[Problem]) -> PopulationReading:
    columns = (*(name for _, name in layout.keys), *((layout.across,) if layout.across else ()))
    cells: dict[tuple[Category, ...], int] = {}
    first_row: dict[tuple[Category, ...], int] = {}
    for number, row in body:
        keys = [row[at] for at, _ in layout.keys]
        if any(_is_total(key) for key in keys):
            problems.extend(_total_problems(layout, row, number, keys, cells))
            continue
        for at, name in layout.keys:
            if not row[at]:
                problems.append(_error("population_cell_missing", row=str(number), column=name))
        for at, name in layout.counts:
            values = (*keys, *((name,) if layout.across else ()))
            count = count_typed(row[at])
            if count is None:
                problems.append(_error("population_count_unreadable", row=str(number), found=row[at]))
            elif values in cells:
                found, first = "・".join(values), str(first_row[values])
                problems.append(_error("population_cell_repeated", row=str(number), found=found, first=first))
            else:
                cells[values], first_row[values] = count, number
    if cells or not problems:
        problems.extend(_whole_problems(cells))
    read = tuple(PopulationCell(values, count) for values, count in cells.items())
    return PopulationReading(columns, read, sum(cells.values()), tuple(problems))


def _total_problems(
    layout: _Layout, row: Sequence[str], number: int, keys: Sequence[str], cells: Mapping[tuple[Category, ...], int]
) -> Iterable[Problem]:
    """A row of totals is left out and said; that of everything is held against the sum so far."""
    values = {"row": str(number)}
    yield Problem("population_total_row", found="・".join(key for key in keys if key), severity="note", values=values)
    stated = [count_typed(row[at]) for at, _ in layout.counts]
    whole = sum(count for count in stated if count is not None)
    if all(_is_total(key) or not key for key in keys) and None not in stated and cells and whole != sum(cells.values()):
        yield Problem(
            "population_total_differs",
            found=f"{whole:,}",
            severity="question",
            values={**values, "sum": f"{sum(cells.values()):,}"},
        )


def _whole_problems(cells: Mapping[tuple[Category, ...], int]) -> Iterable[Problem]:
    if not cells:
        yield _error("population_empty")
    elif not any(cells.values()):
        yield _error("population_nobody")
    if len(cells) > MOST_CELLS:
        yield _error("population_too_many_cells", found=f"{len(cells):,}", limit=f"{MOST_CELLS:,}")


def margin(table: PopulationTable, by: Sequence[str]) -> PopulationTable:
    """The table summed over all columns but these; `KeyError` for a column that it does not have.

    >>> both = PopulationTable(("性別", "区域"), {("男", "東"): 3, ("女", "東"): 4, ("男", "西"): 5})
    >>> margin(both, ["区域"]).counts
    {('東',): 7, ('西',): 5}
    """
    places = [_place(table, column) for column in by]
    counts: dict[tuple[Category, ...], float] = {}
    for values, count in table.counts.items():
        kept = tuple(values[place] for place in places)
        counts[kept] = counts.get(kept, 0) + count
    return PopulationTable(tuple(by), counts)


def _place(table: PopulationTable, column: str) -> int:
    if column not in table.by:
        raise KeyError(column)
    return table.by.index(column)


def stratum_populations(table: PopulationTable, strata: Sequence[str]) -> dict[Stratum, int]:
    """How many live in each stratum; everyone under `()` when nothing divides them."""
    return {values: int(count) for values, count in margin(table, strata).counts.items()}
