"""A table of records before it is frozen: typed columns, rows by column name.

A column that identifies people is refused, whatever it is called: the records that leave a section are codes and
answers. What does not fit its column is named, all at once; nothing is converted in silence.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa

from hoshin.core.problems.record import Problem

ColumnKind = Literal["text", "integer", "decimal", "float", "boolean", "date", "datetime"]
KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "decimal": (Decimal,),
    "float": (float, int),
    "boolean": (bool,),
    "date": (date,),
    "datetime": (datetime,),
}
_ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,120}")
_MOST_DIGITS = 38
_SHOWN = 20
"""Cells that are named; the rest is counted by the last problem."""


class NotATableError(ValueError):
    """The table cannot be frozen; `problems` says everything that is wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and what its cells hold; an empty cell is None. `identifying` columns are refused."""

    name: str
    kind: ColumnKind
    identifying: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Records to be frozen. The order of rows carries no meaning: it is made canonical when written.

    >>> table = Table((Column("q1", "integer"), Column("area", "text")), ({"q1": 2, "area": "B"}, {"q1": 1}))
    >>> table.records()
    [{'q1': 1, 'area': None}, {'q1': 2, 'area': 'B'}]
    """

    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]

    def check(self) -> None:
        """Raise `NotATableError` with every fault, or return."""
        problems = [*self._faulty_columns(), *self._faulty_cells()]
        if problems:
            raise NotATableError(*problems)

    def arrow(self) -> pa.Table:
        """The checked table, columns as given, rows in canonical order."""
        self.check()
        arrays = [pa.array(_cells(c, self.rows), type=_arrow_type(c, self.rows)) for c in self.columns]
        schema = pa.schema([pa.field(c.name, a.type) for c, a in zip(self.columns, arrays, strict=True)])
        return in_canonical_order(pa.Table.from_arrays(arrays, schema=schema))

    def records(self) -> list[dict[str, Any]]:
        """The rows as they will be read back, in canonical order."""
        rows: list[dict[str, Any]] = self.arrow().to_pylist()
        return rows

    def _faulty_columns(self) -> Iterable[Problem]:
        names = [c.name for c in self.columns]
        if not names:
            yield Problem("snapshot_no_columns", severity="error")
        for column in self.columns:
            if column.identifying:
                yield Problem("snapshot_identifying_column", found=column.name, severity="error")
            if not _NAME.fullmatch(column.name) or names.count(column.name) > 1 or column.kind not in KINDS:
                yield Problem("snapshot_column_name", found=column.name[:120], severity="error")

    def _faulty_cells(self) -> Iterable[Problem]:
        kinds = {c.name: c.kind for c in self.columns if c.kind in KINDS}
        found = 0
        for number, row in enumerate(self.rows, 1):
            for name in [n for n in row if n not in kinds]:
                found += 1
                if found <= _SHOWN:
                    yield _faulty_cell("snapshot_unknown_column", number, name)
            for name, kind in kinds.items():
                if not _fits(row.get(name), kind):
                    found += 1
                    if found <= _SHOWN:
                        yield _faulty_cell("snapshot_cell_of_other_kind", number, name, kind)
        if found > _SHOWN:
            yield Problem("snapshot_more_faults", severity="error", values={"count": str(found - _SHOWN)})


def _faulty_cell(code: str, number: int, name: str, kind: str = "") -> Problem:
    """The cell's place and never its content, which may be a person's own words."""
    return Problem(code, found=str(name)[:120], severity="error", values={"row": str(number), "kind": kind})


def _fits(value: Any, kind: str) -> bool:
    if value is None:
        return True
    if isinstance(value, bool) != (kind == "boolean") or not isinstance(value, KINDS[kind]):
        return False
    return _is_storable(value, kind)


def _is_storable(value: Any, kind: str) -> bool:
    if kind == "date":
        return not isinstance(value, datetime)
    if kind == "datetime":
        return value.tzinfo is not None
    if kind == "text":
        return _is_unicode(value)
    if kind == "integer":
        return bool(-(2**63) <= value < 2**63)
    if kind == "decimal":
        return bool(value.is_finite()) and _digits(value) <= _MOST_DIGITS // 2
    return kind != "float" or (math.isfinite(value) and abs(value) < 2**1023)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _digits(value: Decimal) -> int:
    """Digits before or behind the point, whichever are more."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(value.adjusted() + 1, -exponent, 1)


def _cells(column: Column, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    cells = [row.get(column.name) for row in rows]
    return [None if c is None else float(c) for c in cells] if column.kind == "float" else cells


def _arrow_type(column: Column, rows: Sequence[Mapping[str, Any]]) -> pa.DataType:
    if column.kind != "decimal":
        return _ARROW[column.kind]
    exponents = [d.as_tuple().exponent for d in (row.get(column.name) for row in rows) if isinstance(d, Decimal)]
    scale = max([-e for e in exponents if isinstance(e, int)], default=0)
    return pa.decimal128(_MOST_DIGITS, max(scale, 0))


def in_canonical_order(table: pa.Table) -> pa.Table:
    """Rows sorted by every column in turn, empty cells last: the same records always make the same file.

    It also forgets the order in which people answered.
    """
    if table.num_rows < 2:
        return table
    return table.sort_by([(name, "ascending") for name in table.column_names])
