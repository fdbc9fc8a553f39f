"""Entering, pasting and correcting. What was typed is read by the core; nothing is stored while one cell is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hoshin.core.periods import fiscal_year_of
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.registers.codec import definition_from
from hoshin.core.registers.definition import RegisterDefinition
from hoshin.core.registers.entering import Content, Moment, ReadEntry, read_entry, typed_of
from hoshin.core.registers.pasting import PastedEntries, read_block
from hoshin.core.registers.permissions import check_can_enter
from hoshin.core.registers.typed_values import even_word
from hoshin.core.sources import Source
from hoshin.server.audit.actions import record
from hoshin.server.plans.originals import Original
from hoshin.server.registers.actions.defining import locked_register
from hoshin.server.registers.attached import check_files, keep, kind_of
from hoshin.server.registers.models import AttachedFile, Entry, EntryVersion, Register
from hoshin.server.registers.queries.standing import (
    NoSuchRegisterError,
    NotEnteredError,
    StaleEntryError,
    standing_of,
)


def moment_of(on: date, fiscal_year: int | None = None) -> Moment:
    """When the typing happens; days without a year lie in this fiscal year unless another is chosen."""
    return Moment(fiscal_year if fiscal_year is not None else fiscal_year_of(on), on)


@transaction.atomic
def enter(
    *,
    register: int,
    typed: Mapping[str, Any],
    by: Actor,
    on: date,
    key: str | None = None,
    files: Sequence[Original] = (),
    fiscal_year: int | None = None,
) -> int:
    """Store one entry and return its number. Sent twice with the same `key`, it is stored once.

    `typed` is by field code (stages as `field.stage`), text or a value. Raises `NotEnteredError` with every problem.
    """
    row = locked_register(register)
    check_can_enter(by, standing_of(row))
    if key and (known := Entry.objects.filter(register=row, key=key).first()):
        return int(known.pk)
    definition = definition_from(row.definition)
    read = _read(typed, definition, moment_of(on, fiscal_year))
    problems = [*read.problems, *check_files(files)]
    if any(p.severity == "error" for p in problems):
        raise NotEnteredError(*problems)
    at = timezone.now()
    entry = new_entry(row, definition, read.content, by, at, key=key)
    entry.save(force_insert=True)
    _attach(entry, files, by, at)
    detail = {"entry": entry.pk, "files": len(files), "on": on.isoformat()}
    record(actor=by.name, action="entry_made", subject=f"register:{register}", detail=detail, at=at)
    return int(entry.pk)


@transaction.atomic
def enter_many(
    *, register: int, entries: Sequence[Mapping[str, Any]], by: Actor, on: date, at: datetime | None = None
) -> int:
    """Store many entries, all or none, as one event; returns how many. For scripts and imports: values or texts.

    A day without a year lies in the fiscal year of `on`; bring whole dates. Raises `NotEnteredError` with the number
    of each wrong entry, from 1.
    """
    row = locked_register(register)
    check_can_enter(by, standing_of(row))
    definition, moment = definition_from(row.definition), moment_of(on)
    read = [_read(typed, definition, moment) for typed in entries]
    problems = [_numbered(p, number) for number, one in enumerate(read, 1) for p in one.problems]
    if any(p.severity == "error" for p in problems):
        raise NotEnteredError(*problems)
    _store_all(row, definition, [one.content for one in read], by, at or timezone.now(), action="entries_brought")
    return len(read)


@transaction.atomic
def paste_entries(
    *, register: int, block: str, by: Actor, on: date, fiscal_year: int | None = None, leave_out: Sequence[int] = ()
) -> PastedEntries:
    """Store a block copied from Excel, whole or not at all; returns how it was understood.

    `leave_out` are row numbers of the block that a person chose not to store (duplicates). Raises `NotEnteredError`.
    """
    row = locked_register(register)
    check_can_enter(by, standing_of(row))
    definition = definition_from(row.definition)
    pasted = read_block(block, definition, moment_of(on, fiscal_year))
    if not pasted.can_be_stored:
        raise NotEnteredError(*pasted.problems)
    contents = [r.entry.content for r in pasted.rows if r.number not in set(leave_out)]
    _store_all(row, definition, contents, by, timezone.now(), action="entries_pasted")
    return pasted


@transaction.atomic
def correct(
    *,
    register: int,
    entry: int,
    typed: Mapping[str, Any],
    version: int,
    by: Actor,
    on: date,
    reason: str = "",
    files: Sequence[Original] = (),
) -> int:
    """Give an entry another content; what stood before is kept. Returns its version.

    Raises `StaleEntryError` when somebody changed it since the form was opened.
    """
    row, found = locked_entry(register, entry)
    check_can_enter(by, standing_of(row))
    if found.version != version:
        raise StaleEntryError(found.version)
    definition = definition_from(row.definition)
    read = _read(typed, definition, moment_of(on), found.content)
    problems = [*read.problems, *check_files(files, AttachedFile.objects.filter(entry=found).count())]
    if found.state == "withdrawn":
        problems.append(Problem("entry_withdrawn", severity="error"))
    if any(p.severity == "error" for p in problems):
        raise NotEnteredError(*problems)
    at = timezone.now()
    _attach(found, files, by, at)
    if read.content != found.content:
        keep_version(found, "corrected", reason, by, at)
        _fill(found, definition, read.content)
        found.definition_version, found.version = definition.version, found.version + 1
        found.changed_by, found.changed_at = by.name, at
        found.save()
    elif not files:
        return found.version
    detail = {"entry": entry, "version": found.version, "files": len(files), "on": on.isoformat()}
    record(actor=by.name, action="entry_corrected", subject=f"register:{register}", detail=detail, at=at)
    return found.version


@transaction.atomic
def attach_files(*, register: int, entry: int, files: Sequence[Original], by: Actor, on: date) -> None:
    """Add photos or PDFs to an entry."""
    row, found = locked_entry(register, entry)
    check_can_enter(by, standing_of(row))
    problems = check_files(files, AttachedFile.objects.filter(entry=found).count())
    if problems:
        raise NotEnteredError(*problems)
    _attach(found, files, by, timezone.now())
    detail = {"entry": entry, "files": len(files), "on": on.isoformat()}
    record(actor=by.name, action="files_attached", subject=f"register:{register}", detail=detail)


def locked_entry(register: int, entry: int) -> tuple[Register, Entry]:
    """A register and one of its entries, both locked until the transaction ends."""
    row = locked_register(register)
    found = Entry.objects.select_for_update().filter(pk=entry, register=row).first()
    if found is None:
        raise NoSuchRegisterError(entry)
    return row, found


def keep_version(entry: Entry, kind: str, reason: str, by: Actor, at: datetime) -> None:
    """Keep an entry as it stands, before it is changed."""
    EntryVersion.objects.create(
        entry=entry,
        version=entry.version,
        kind=kind,
        content=entry.content,
        definition_version=entry.definition_version,
        reason=reason.strip(),
        changed_by=by.name,
        changed_at=at,
    )


def new_entry(
    row: Register, definition: RegisterDefinition, content: Content, by: Actor, at: datetime, *, key: str | None = None
) -> Entry:
    """An entry, not yet saved."""
    entry = Entry(
        register=row,
        definition_version=definition.version,
        entered_by=by.name,
        entered_at=at,
        changed_by=by.name,
        changed_at=at,
        key=key or None,
    )
    _fill(entry, definition, content)
    return entry


def _fill(entry: Entry, definition: RegisterDefinition, content: Content) -> None:
    area = definition.area_field
    entry.content = dict(content)
    entry.happened_on = date.fromisoformat(content[definition.time_field])
    entry.area = str(content.get(area.code, "")) if area else ""
    entry.search_key = "\n".join(even_word(str(value)) for value in content.values() if isinstance(value, str))


def _read(
    typed: Mapping[str, Any], definition: RegisterDefinition, moment: Moment, before: Content | None = None
) -> ReadEntry:
    return read_entry({code: typed_of(value) for code, value in typed.items()}, definition, moment, before)


def _numbered(problem: Problem, number: int) -> Problem:
    column = str(problem.values.get("label", "")) or None
    where = Source("entries", text=problem.found or "", line=number, cell=column)
    return Problem(
        problem.code, where, problem.found, problem.proposal, None, problem.field, problem.severity, problem.values
    )


def _store_all(
    row: Register, definition: RegisterDefinition, contents: Sequence[Content], by: Actor, at: datetime, *, action: str
) -> None:
    Entry.objects.bulk_create([new_entry(row, definition, content, by, at) for content in contents], batch_size=500)
    record(actor=by.name, action=action, subject=f"register:{row.pk}", detail={"entries": len(contents)}, at=at)


def _attach(entry: Entry, files: Sequence[Original], by: Actor, at: datetime) -> None:
    for file in files:
        keep(file)
        AttachedFile.objects.get_or_create(
            entry=entry,
            sha256=file.sha256,
            defaults={
                "name": file.shown_name,
                "size": len(file.data),
                "kind": kind_of(file.data) or "",
                "added_by": by.name,
                "added_at": at,
            },
        )
