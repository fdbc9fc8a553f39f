"""A population table beside the design: one row a cell, the columns of `by` and the count."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hoshin.core.problems.record import Problem
from hoshin.core.survey.cells import number_of
from hoshin.core.survey.design import Category, PopulationTable, category_of
from hoshin.exchange.answers_table.reading import Row, open_answers_table
from hoshin.exchange.design_toml.table import TomlTable
from hoshin.exchange.guard.refusal import UnreadableFileError

_COUNTS = ("N", "n", "Freq", "人口", "人数", "母集団")
Where = tuple[tuple[str, Category], ...]


def population_table(
    values: Mapping[str, Any], name: str, folder: Path, problems: list[Problem], file_key: str = "population"
) -> PopulationTable | None:
    """The table that `{ by = […], population = "….csv" }` names, or None with its problems added."""
    table = TomlTable(values, name, problems)
    by, file = table.texts("by"), table.text(file_key)
    count, where = table.text("count"), where_of(table)
    table.refuse_others()
    if not by and "by" not in table:
        table.lack("by")
    if file is None and file_key not in table:
        table.lack(file_key)
    if not by or file is None:
        return None
    try:
        opened = open_answers_table(folder / file)
        rows = list(opened.rows())
    except UnreadableFileError as error:
        problems.append(error.problem)
        return None
    return _table_of(rows, opened.columns, _Wanted(by, count, where, file), problems)


class _Wanted:
    """What is wanted of a file: its cells by which columns, the count's column, and which rows."""

    def __init__(self, by: tuple[str, ...], count: str | None, where: Where, file: str) -> None:
        self.by = by
        self.count = count
        self.where = where
        self.file = file


def where_of(table: TomlTable, key: str = "where") -> Where:
    """The condition `{ year = 2023 }` as columns and categories."""
    value = table.anything(key)
    if value is None:
        return ()
    if not isinstance(value, Mapping) or not all(isinstance(v, str | int | float | bool) for v in value.values()):
        table.refuse(key, value, "{ 列 = 値 }", "{ column = value }")
        return ()
    return tuple((str(column), category_of(wanted) or "") for column, wanted in value.items())


def _table_of(
    rows: Sequence[Row], columns: Sequence[str], wanted: _Wanted, problems: list[Problem]
) -> PopulationTable | None:
    count = wanted.count or _count_column(columns, wanted.by)
    needed = [*wanted.by, *(column for column, _ in wanted.where), count or "N"]
    lacking = [column for column in needed if column not in columns]
    for column in dict.fromkeys(lacking):
        named = {"file": wanted.file, "column": column, "columns": "、".join(columns)}
        problems.append(Problem("population_column_missing", found=column, severity="error", values=named))
    if lacking or count is None:
        return None
    others = [column for column in columns if column not in needed]
    before = len(problems)
    counts = _counts(rows, wanted, count, others, problems)
    if not counts and len(problems) == before:
        problems.append(Problem("population_table_empty", severity="error", values={"file": wanted.file}))
    if any(problem.severity == "error" for problem in problems[before:]):
        return None
    if others:
        named = {"file": wanted.file, "columns": "、".join(others)}
        problems.append(Problem("population_columns_unused", severity="note", values=named))
    return PopulationTable(wanted.by, counts)


def _count_column(columns: Sequence[str], by: Sequence[str]) -> str | None:
    """The column of counts: one that is called so, else the only one that is no category."""
    for name in _COUNTS:
        if name in columns and name not in by:
            return name
    left = [column for column in columns if column not in by]
    return left[0] if len(left) == 1 else None


def _counts(
    rows: Sequence[Row], wanted: _Wanted, count: str, others: Sequence[str], problems: list[Problem]
) -> dict[tuple[Category, ...], float]:
    counts: dict[tuple[Category, ...], float] = {}
    for number, row in enumerate(rows, start=2):
        if any(category_of(row[column]) != value for column, value in wanted.where):
            continue
        cell = [category_of(row[column]) for column in wanted.by]
        people = number_of(row[count])
        named = {"file": wanted.file, "row": str(number), "others": "、".join(others) or "―"}
        blank = [column for column, category in zip(wanted.by, cell, strict=True) if category is None]
        key = tuple(category for category in cell if category is not None)
        if blank:
            problems.append(Problem("population_cell_blank", severity="error", values={**named, "column": blank[0]}))
        elif people is None or not 0 <= people < math.inf:
            found = str(row[count] if row[count] is not None else "")
            problems.append(Problem("population_count_wrong", found=found, severity="error", values=named))
        elif key in counts:
            problems.append(Problem("population_row_repeated", found="×".join(key), severity="error", values=named))
        else:
            counts[key] = people
    return counts
