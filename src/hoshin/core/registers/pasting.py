"""A block copied from Excel, as entries of a register: its columns by their headings or in the register's order.

Nothing is stored here, and nothing is guessed: a heading that the register does not know, or that could be two fields,
is a problem, and each cell that cannot be read is named by its row and its column.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hoshin.core.problems.record import Problem
from hoshin.core.registers.definition import RegisterDefinition
from hoshin.core.registers.entering import Moment, ReadEntry, read_entry, stage_key
from hoshin.core.registers.typed_values import even_word
from hoshin.core.sources import Source

MOST_ROWS = 5000
PLACE = "貼り付け"


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row: its number in the block from 1 (headings and blank rows included), its cells by field, its reading."""

    number: int
    typed: dict[str, str]
    entry: ReadEntry


@dataclass(frozen=True, slots=True)
class PastedEntries:
    """The block as it was understood. `columns` are field codes in the block's order, "" for one that is left out."""

    columns: tuple[str, ...]
    has_headings: bool
    rows: tuple[PastedRow, ...]
    problems: tuple[Problem, ...]

    @property
    def can_be_stored(self) -> bool:
        """Whether every row can be: a block is stored whole or not at all."""
        blocked = any(p.severity == "error" for p in self.problems)
        return bool(self.rows) and not blocked and all(row.entry.can_be_stored for row in self.rows)


def read_block(block: str, definition: RegisterDefinition, moment: Moment) -> PastedEntries:
    r"""The block's rows as entries, with all that is wrong.

    >>> from datetime import date
    >>> from hoshin.core.registers.definition import FieldDefinition
    >>> register = RegisterDefinition(
    ...     (FieldDefinition("f1", "実施日", "date", True), FieldDefinition("f2", "参加者数", "number")), "f1")
    >>> pasted = read_block("参加者数\t実施日\r\n12\tR8.5.9\r\n", register, Moment(2026, date(2026, 11, 24)))
    >>> [(row.number, row.entry.content) for row in pasted.rows]
    [(2, {'f1': '2026-05-09', 'f2': '12'})]
    """
    rows = _cells(block)
    if rows is None or len(rows) > MOST_ROWS:
        return PastedEntries((), False, (), (_problem("paste_too_large", limit=str(MOST_ROWS)),))
    if not rows:
        return PastedEntries((), False, (), (_problem("paste_empty"),))
    names = column_names(definition)
    has_headings = _is_heading(rows[0][1], names)
    if has_headings:
        columns, problems = _by_heading(rows[0], names, definition)
    else:
        columns, problems = tuple(dict.fromkeys(names.values())), []
    read = [_row(number, cells, columns, definition, moment) for number, cells in rows[int(has_headings) :]]
    problems += [p for pasted, found in read for p in found]
    if not read:
        problems.append(_problem("paste_empty"))
    return PastedEntries(columns, has_headings, tuple(row for row, _ in read), tuple(problems))


def _cells(block: str) -> list[tuple[int, list[str]]] | None:
    """Rows with their numbers, blank ones left out; None when a cell is beyond all measure."""
    lines = block.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter="\t")]
    except csv.Error:
        return None
    return [(number, row) for number, row in enumerate(rows, 1) if any(row)]


def column_names(definition: RegisterDefinition) -> dict[str, str]:
    """Every heading that names a column, evened out, and the field (or stage) that it names, in the form's order."""
    names: dict[str, str] = {}
    for one in definition.shown:
        if one.kind == "stages":
            for stage in one.stages:
                key = stage_key(one.code, stage.code)
                for heading in (f"{one.label}({stage.label})", f"{one.label}・{stage.label}", stage.label):
                    names.setdefault(even_word(heading), key)
        elif one.kind != "attachment":
            names[even_word(one.label)] = one.code
            if one.unit:
                names.setdefault(even_word(f"{one.label}({one.unit})"), one.code)
    return names


def _is_heading(cells: Sequence[str], names: Mapping[str, str]) -> bool:
    """Whether the first row names columns: half of its filled cells do."""
    filled = [even_word(cell) for cell in cells if cell]
    return 2 * sum(cell in names for cell in filled) >= len(filled)


def _by_heading(
    first: tuple[int, list[str]], names: Mapping[str, str], definition: RegisterDefinition
) -> tuple[tuple[str, ...], list[Problem]]:
    columns: list[str] = []
    problems = []
    for cell in first[1]:
        code = names.get(even_word(cell), "")
        if cell and not code:
            problems.append(_problem("paste_heading_unknown", cell, line=first[0]))
        if code and code in columns:
            problems.append(_problem("paste_heading_repeated", cell, line=first[0]))
        columns.append(code)
    required = [f for f in definition.shown if f.is_required and f.kind not in ("stages", "attachment")]
    problems += [_problem("paste_column_missing", f.label) for f in required if f.code not in columns]
    return tuple(columns), problems


def _row(
    number: int, cells: Sequence[str], columns: Sequence[str], definition: RegisterDefinition, moment: Moment
) -> tuple[PastedRow, list[Problem]]:
    typed = {code: cell for code, cell in zip(columns, cells, strict=False) if code}
    entry = read_entry(typed, definition, moment)
    placed = tuple(_placed(p, number) for p in entry.problems)
    surplus = [cell for cell in cells[len(columns) :] if cell]
    found = list(placed) + [_problem("paste_cell_surplus", cell, line=number) for cell in surplus]
    return PastedRow(number, typed, replace(entry, problems=placed)), found


def _placed(problem: Problem, row: int) -> Problem:
    column = str(problem.values.get("label", ""))
    return replace(problem, where=Source(PLACE, text=problem.found or "", line=row, cell=column or None))


def _problem(code: str, found: str | None = None, *, line: int | None = None, **values: str) -> Problem:
    where = Source(PLACE, text=found or "", line=line) if line else None
    return Problem(code, where=where, found=found, severity="error", values=values)
