"""What of a register's entries leaves the office: the counted fields of those that count, as flat rows.

Free text, attachments and who entered what stay. The same rows serve the page of today's counts and the snapshot of a
closed period, so that both always agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hoshin.core.registers.conditions import day_of, number_of
from hoshin.core.registers.definition import FieldKind, RegisterDefinition
from hoshin.core.registers.entering import stage_key

TABLE = "entries"
"""The name of the table in a snapshot."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the rules see it. A withdrawn one is kept for the record and never counts."""

    number: int
    content: Mapping[str, Any]
    is_withdrawn: bool = False


ColumnKind = Literal["integer", "text", "decimal", "boolean", "date"]
_COLUMN_KINDS: dict[FieldKind, ColumnKind] = {"date": "date", "number": "decimal", "yes_no": "boolean"}


def columns_of(definition: RegisterDefinition) -> tuple[tuple[str, ColumnKind], ...]:
    """The snapshot's columns and what they hold: the entry's number, then each counted field, stages one a column."""
    columns: list[tuple[str, ColumnKind]] = [("entry", "integer")]
    for one in definition.counted:
        if one.kind == "stages":
            columns += [(stage_key(one.code, s.code), "date") for s in one.stages]
        else:
            columns.append((one.code, _COLUMN_KINDS.get(one.kind, "text")))
    return tuple(columns)


def snapshot_rows(entries: Iterable[Entry], definition: RegisterDefinition, last: date) -> list[dict[str, Any]]:
    """The rows of every entry that counts and happened by `last`, earlier years too: some figures add them up.

    >>> from hoshin.core.registers.definition import FieldDefinition
    >>> day, note = FieldDefinition("f1", "日", "date", True), FieldDefinition("f2", "メモ", "text")
    >>> register = RegisterDefinition((day, note), "f1")
    >>> snapshot_rows([Entry(1, {"f1": "2026-04-01", "f2": "山田さん"}), Entry(2, {"f1": "2026-05-01"}, True)],
    ...     register, date(2027, 3, 31))
    [{'entry': 1, 'f1': datetime.date(2026, 4, 1)}]
    """
    limit = last.isoformat()
    counted = [e for e in entries if not e.is_withdrawn and str(e.content.get(definition.time_field, "")) <= limit]
    return [_row(entry, definition) for entry in sorted(counted, key=lambda e: e.number)]


def _row(entry: Entry, definition: RegisterDefinition) -> dict[str, Any]:
    row: dict[str, Any] = {"entry": entry.number}
    for one in definition.counted:
        value = entry.content.get(one.code)
        if one.kind == "stages":
            days = value if isinstance(value, Mapping) else {}
            row |= {stage_key(one.code, s.code): day_of(days.get(s.code)) for s in one.stages}
        elif one.kind == "number":
            row[one.code] = number_of(value)
        else:
            row[one.code] = day_of(value) if one.kind == "date" else value
    return row
