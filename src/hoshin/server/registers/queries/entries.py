"""Entries as pages and rules need them: found by words, area and month, and as the core counts them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from hoshin.core.permissions import Actor
from hoshin.core.registers.codec import definition_from
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition
from hoshin.core.registers.snapshot_rows import Entry as CoreEntry
from hoshin.core.registers.typed_values import even_word
from hoshin.server.accounts.queries import display_names
from hoshin.server.registers.models import AttachedFile, Entry, EntryVersion, Register, RegisterVersion
from hoshin.server.registers.queries.standing import NoSuchRegisterError, readable_entry, readable_register

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries a page asks for."""

    words: str = ""
    area: str = ""
    first: date | None = None
    last: date | None = None
    state: str = "active"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of an entry in words: text, or the stages with their days."""

    field: FieldDefinition
    value: Any
    stages: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in a list."""

    number: int
    happened_on: date
    cells: tuple[Cell, ...]
    is_withdrawn: bool
    files: int


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """A page of entries, and how many there are in all."""

    rows: tuple[EntryRow, ...]
    page: Page[Any]
    count: int


@dataclass(frozen=True, slots=True)
class PastVersion:
    """An entry as it stood before somebody changed it."""

    version: int
    kind: str
    cells: tuple[Cell, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileView:
    """An attached file, without its bytes."""

    id: int
    name: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry with everything that happened to it."""

    number: int
    content: Mapping[str, Any]
    cells: tuple[Cell, ...]
    happened_on: date
    state: str
    state_reason: str
    version: int
    entered_by: str
    entered_at: datetime
    changed_by: str
    changed_at: datetime
    files: tuple[FileView, ...]
    past: tuple[PastVersion, ...]


def core_entries(row: Register, *, first: date | None = None, last: date | None = None) -> Iterator[CoreEntry]:
    """Every entry, or those of these days, as the rules see it. One query, read in pieces."""
    chosen = Entry.objects.filter(register=row)
    chosen = chosen.filter(happened_on__gte=first) if first else chosen
    chosen = chosen.filter(happened_on__lte=last) if last else chosen
    rows = chosen.order_by("pk").values_list("pk", "content", "state")
    for number, content, state in rows.iterator(chunk_size=2000):
        yield CoreEntry(number, content, state == "withdrawn")


def cells_of(content: Mapping[str, Any], definition: RegisterDefinition, *, retired: bool = False) -> tuple[Cell, ...]:
    """The fields of a content in order; retired ones too when something stands in them and they are asked for."""
    chosen = [f for f in definition.fields if f.kind != "attachment"]
    return tuple(
        _cell(one, content.get(one.code))
        for one in chosen
        if not one.is_retired or (retired and content.get(one.code) is not None)
    )


def _cell(one: FieldDefinition, value: Any) -> Cell:
    if one.kind == "stages":
        days = value if isinstance(value, Mapping) else {}
        reached = tuple((s.label, date.fromisoformat(days[s.code])) for s in one.stages if s.code in days)
        return Cell(one, None, reached)
    if one.kind == "date" and value:
        return Cell(one, date.fromisoformat(value))
    return Cell(one, value)


def _matching(row: Register, sought: Sought) -> QuerySet[Entry]:
    chosen = Entry.objects.filter(register=row)
    if sought.state in Entry.STATES:
        chosen = chosen.filter(state=sought.state)
    if sought.area:
        chosen = chosen.filter(area=sought.area)
    if sought.first:
        chosen = chosen.filter(happened_on__gte=sought.first)
    if sought.last:
        chosen = chosen.filter(happened_on__lte=sought.last)
    for word in sought.words.split()[:8]:
        chosen = chosen.filter(search_key__contains=even_word(word))
    return chosen


def found_entries(register: int, viewer: Actor, sought: Sought) -> FoundEntries:
    """A page of the entries that are asked for, newest first. Three queries."""
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    chosen = _matching(row, sought).annotate(file_count=Count("files")).order_by("-happened_on", "-id")
    paginator = Paginator(chosen, PAGE_SIZE)
    page = paginator.get_page(sought.page)
    rows = tuple(
        EntryRow(e.pk, e.happened_on, cells_of(e.content, definition), e.state == "withdrawn", e.file_count)
        for e in page.object_list
    )
    return FoundEntries(rows, page, paginator.count)


def exported_rows(register: int, viewer: Actor, sought: Sought) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """The headings and rows of a file for the section: everything it typed, those that are asked for."""
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    fields = [f for f in definition.fields if f.kind != "attachment"]
    headings: list[str] = []
    for one in fields:
        headings += [f"{one.label}（{s.label}）" for s in one.stages] if one.kind == "stages" else [one.label]
    chosen = _matching(row, sought).order_by("happened_on", "pk").values_list("pk", "content", "state")
    return ("番号", *headings, "状態"), (
        (number, *_flat(content, fields), "取消" if state == "withdrawn" else "有効")
        for number, content, state in chosen.iterator(chunk_size=2000)
    )


def _flat(content: Mapping[str, Any], fields: Sequence[FieldDefinition]) -> list[str]:
    cells: list[str] = []
    for one in fields:
        value = content.get(one.code)
        if one.kind == "stages":
            cells += [str((value or {}).get(s.code, "")) for s in one.stages]
        elif isinstance(value, bool):
            cells.append("はい" if value else "いいえ")
        else:
            cells.append("" if value is None else str(value))
    return cells


def entry_page(register: int, entry: int, viewer: Actor) -> EntryPage:
    """An entry with its files and everything it was before. Five queries."""
    found = readable_entry(register, entry, viewer)
    definition = definition_from(found.register.definition)
    past = list(EntryVersion.objects.filter(entry=found).order_by("-version"))
    definitions = {
        v.version: definition_from(v.definition)
        for v in RegisterVersion.objects.filter(
            register=found.register, version__in={p.definition_version for p in past}
        )
    }
    names = display_names({found.entered_by, found.changed_by, *(p.changed_by for p in past)})
    return EntryPage(
        number=found.pk,
        content=found.content,
        cells=cells_of(found.content, definition, retired=True),
        happened_on=found.happened_on,
        state=found.state,
        state_reason=found.state_reason,
        version=found.version,
        entered_by=names.get(found.entered_by, found.entered_by),
        entered_at=found.entered_at,
        changed_by=names.get(found.changed_by, found.changed_by),
        changed_at=found.changed_at,
        files=tuple(FileView(f.pk, f.name, f.size, f.kind) for f in AttachedFile.objects.filter(entry=found)),
        past=tuple(_past(p, definitions.get(p.definition_version, definition), names) for p in past),
    )


def _past(row: EntryVersion, definition: RegisterDefinition, names: Mapping[str, str]) -> PastVersion:
    return PastVersion(
        row.version,
        row.kind,
        cells_of(row.content, definition, retired=True),
        row.reason,
        names.get(row.changed_by, row.changed_by),
        row.changed_at,
    )


def file_of(register: int, file: int, viewer: Actor) -> tuple[str, str]:
    """An attached file's name and hash, for whoever may read the register. Two queries."""
    row = readable_register(register, viewer)
    found = AttachedFile.objects.filter(pk=file, entry__register=row).first()
    if found is None:
        raise NoSuchRegisterError(file)
    return found.name, found.sha256
