"""Columns of an answer file as SQL expressions that mean what `category_of` and `number_of` mean in the core.

Keys are grouped as they stand and named by `category_of` afterwards; here are only the tests and numbers that must be
summed. NULL is "no answer".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["integer", "float", "truth", "text", "other"]

_INTEGERS = {
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
}  # fmt: skip
_FLOATS = {"FLOAT", "DOUBLE"}
_SPACES = "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
_NUMBER = r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and how its values are written."""

    name: str
    kind: ColumnKind

    @property
    def raw(self) -> str:
        """The name in double quotes."""
        return '"' + self.name.replace('"', '""') + '"'

    @property
    def answer(self) -> str:
        """The value, or NULL where the cell is empty."""
        match self.kind:
            case "float":
                return f"nullif(cast({self.raw} AS double), cast('NaN' AS double))"
            case "text":
                return f"nullif(trim(BOTH {text(_SPACES)} FROM {self.raw}), '')"
            case "other":
                return f"cast({self.raw} AS varchar)"
            case _:
                return self.raw

    @property
    def number(self) -> str:
        """The number in the cell, or NULL where there is none; whole numbers stay whole."""
        match self.kind:
            case "integer":
                return f"cast({self.raw} AS bigint)"
            case "truth":
                return f"cast(cast({self.raw} AS integer) AS bigint)"
            case "text":
                trimmed = self.answer
                plain = f"CASE WHEN regexp_matches({trimmed}, '{_NUMBER}') THEN cast({trimmed} AS double)"
                return f"{plain} WHEN lower({trimmed}) IN ('inf', 'infinity') THEN cast('Infinity' AS double) END"
            case "other":
                return f"nullif(try_cast({self.raw} AS double), cast('NaN' AS double))"
            case _:
                return self.answer

    @property
    def is_whole(self) -> bool:
        """Whether sums of its numbers are sums of integers."""
        return self.kind in ("integer", "truth")

    def is_one_of(self, categories: Iterable[str]) -> str:
        """Whether the answer is one of these categories; NULL where there is no answer."""
        literals = [literal for category in categories if (literal := self._literal(category)) is not None]
        return f"{self.answer} IN ({', '.join(literals)})" if literals else f"{self.answer} IS NULL AND NULL"

    def _literal(self, category: str) -> str | None:
        """The category as a value of this column; None where no value of the column can be it."""
        match self.kind:
            case "integer":
                return category if _is_whole(category) else None
            case "truth":
                return {"1": "TRUE", "0": "FALSE"}.get(category)
            case "float":
                return f"cast({text(category)} AS double)" if _is_float(category) else None
            case _:
                return text(category)


def column_of(name: str, type_name: str) -> Column:
    """The column, by the type that DuckDB gives it."""
    kind: ColumnKind = "other"
    if type_name in _INTEGERS:
        kind = "integer"
    elif type_name in _FLOATS:
        kind = "float"
    elif type_name == "BOOLEAN":
        kind = "truth"
    elif type_name == "VARCHAR" or type_name.startswith("ENUM"):
        kind = "text"
    return Column(name, kind)


def text(value: str) -> str:
    """A text literal."""
    return "'" + value.replace("'", "''") + "'"


def _is_whole(category: str) -> bool:
    """Whether it is written as `str` writes a whole number that a column of the database can hold."""
    digits = category.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        return False
    return str(int(category)) == category


def _is_float(category: str) -> bool:
    if _is_whole(category):
        return True
    try:
        number = float(category)
    except ValueError:
        return False
    return not number.is_integer() and number == number and str(number) == category  # noqa: PLR0124 NaN
