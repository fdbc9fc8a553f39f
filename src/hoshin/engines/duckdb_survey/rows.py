"""Rows named in problems: which rows of the file hold the cells that cannot be used. Only looked for when there are."""
# ruff: noqa: S608 names are quoted and values made literals in columns.py

from collections.abc import Mapping, Sequence
from typing import cast

from hoshin.core.problems.record import Problem
from hoshin.core.survey.design import EstimateRequest, SurveyDesign, category_of
from hoshin.engines.duckdb_survey.atom_query import where_clause
from hoshin.engines.duckdb_survey.columns import Column
from hoshin.engines.duckdb_survey.session import Session
from hoshin.engines.duckdb_survey.sums import is_unread
from hoshin.engines.survey_atoms.doubts import DoubtfulCells, error

_NAMED = 3
_LONGEST = 40


def cell_problem(
    session: Session, design: SurveyDesign, columns: Mapping[str, Column], cells: DoubtfulCells
) -> Problem:
    """What is wrong in one column of the design: how many rows, the first of them, what stands there."""
    column = columns[cells.column]
    number = column.number
    bad = {
        "design_cell_empty": f"{column.answer} IS NULL",
        "weight_not_usable": f"{number} IS NULL OR {number} < 0 OR {number} = cast('Infinity' AS double)",
        "population_size_not_usable": f"{number} IS NULL OR {number} <= 0",
    }[cells.code]
    count, rows, found = _bad_rows(session, design, columns, column, bad)
    shown = "、".join(str(row) for row in rows) + ("…" if count > len(rows) else "")
    named = None if cells.code == "design_cell_empty" else str(found)[:_LONGEST]
    return error(cells.code, named, column=cells.column, count=str(count), rows=shown)


def number_problem(
    session: Session, design: SurveyDesign, columns: Mapping[str, Column], request: EstimateRequest
) -> Problem:
    """The first answer that is neither a number nor missing: the lower variable of a ratio is looked at first."""
    named = [request.denominator] if request.denominator else []
    for name in [*named, *([] if request.counts else [request.variable])]:
        column = columns[name]
        count, rows, found = _bad_rows(session, design, columns, column, is_unread(column, request.missing))
        if count:
            values = {"estimate": request.name, "column": name, "row": str(rows[0])}
            return error("estimated_cell_not_a_number", (category_of(found) or "")[:_LONGEST], **values)
    raise AssertionError("the sums counted an answer that is not a number")


def _bad_rows(
    session: Session, design: SurveyDesign, columns: Mapping[str, Column], column: Column, bad: str
) -> tuple[int, Sequence[int], object]:
    where = where_clause(design, columns)
    kept = f"{where} AND ({bad})" if where else f"WHERE {bad}"
    numbered = f"(SELECT *, row_number() OVER () AS row_of_file FROM {session.source}) AS numbered"
    inner = f"SELECT row_of_file, {column.raw} AS found FROM {numbered} {kept}"
    counted = session.table(f"SELECT count(*) AS n FROM ({inner}) AS bad")
    first = session.table(f"SELECT row_of_file, found FROM ({inner}) AS bad ORDER BY row_of_file LIMIT {_NAMED}")
    rows = cast(list[int], first.column(0).to_pylist())
    return int(counted.column(0)[0].as_py()), rows, first.column(1)[0].as_py() if rows else None
