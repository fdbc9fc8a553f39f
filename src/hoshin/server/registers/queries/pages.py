"""The list of registers, a register's page with its counts, likely duplicates, and what closing would freeze."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.core.permissions import Actor
from hoshin.core.registers.codec import definition_from
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition
from hoshin.core.registers.duplicates import Likely, likely_duplicates, near_key, same_key
from hoshin.core.registers.entering import Moment, read_entry
from hoshin.core.registers.figures import Figure, by_label, by_period, count, months_of, total, within
from hoshin.core.registers.permissions import RegisterStanding, can_define_register, can_enter, can_read_register
from hoshin.core.registers.snapshot_rows import snapshot_rows
from hoshin.server.accounts.queries import OrganisationName, PostName, organisations, posts_of
from hoshin.server.registers.models import Distinction, Entry, Register
from hoshin.server.registers.queries.entries import Cell, cells_of, core_entries
from hoshin.server.registers.queries.standing import NoSuchRegisterError, readable_register, standing_of


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """A register in the list: whose it is, and how much was entered since the fiscal year began."""

    id: int
    title: str
    organisation: OrganisationName
    owner: str
    entries: int
    latest: date | None
    may_enter: bool


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """What every page of a register shows, and what the viewer may do."""

    id: int
    title: str
    organisation: OrganisationName
    owner: str
    owner_id: int | None
    source: int
    version: int
    retention_years: int
    definition: RegisterDefinition
    may_enter: bool
    may_define: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of a table of counts: a month or an area, its entries and the sum of each number.

    `has_begun`: False for a month that is still to come. Its zeros are no figures.
    """

    label: str
    entries: int
    sums: tuple[Figure, ...]
    has_begun: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a period: in all, by month, by area; which areas have none yet."""

    period: MeasuredPeriod
    all: Tally
    months: tuple[Tally, ...]
    areas: tuple[Tally, ...]
    numbers: tuple[FieldDefinition, ...]
    uncovered: tuple[str, ...]
    expected_areas: int


@dataclass(frozen=True, slots=True)
class LikelyGroup:
    """Entries that look alike, side by side."""

    likeness: str
    entries: tuple[tuple[int, int, tuple[Cell, ...]], ...]


def registers_for(viewer: Actor, fiscal_year: int) -> tuple[RegisterCard, ...]:
    """The registers that the viewer may read. Three queries."""
    names = {o.id: o for o in organisations()}
    recent = Q(
        entries__state="active",
        entries__happened_on__gte=date(fiscal_year, 4, 1),
        entries__happened_on__lte=date(fiscal_year + 1, 3, 31),
    )
    rows = Register.objects.select_related("owner").annotate(
        made=Count("entries", filter=recent),
        latest=Max("entries__happened_on", filter=Q(entries__state="active")),
    )
    return tuple(
        RegisterCard(
            row.pk,
            row.title,
            names[row.organisation_id],
            row.owner.name if row.owner else "",
            row.made,
            row.latest,
            can_enter(viewer, standing_of(row)),
        )
        for row in rows
        if can_read_register(viewer, standing_of(row))
    )


def places_to_define(viewer: Actor) -> tuple[tuple[OrganisationName, tuple[PostName, ...]], ...]:
    """The organisations and posts for which the viewer may start a register."""
    found = []
    for organisation in organisations():
        posts = [
            p for p in posts_of(organisation.id) if can_define_register(viewer, RegisterStanding(organisation.id, p.id))
        ]
        if posts:
            found.append((organisation, tuple(posts)))
    return tuple(found)


def register_number_of(source: int) -> int:
    """The register of an evidence source; its page asks who may see it. One query."""
    number = Register.objects.filter(source=source).values_list("pk", flat=True).first()
    if number is None:
        raise NoSuchRegisterError(source)
    return int(number)


def standing_in(head: RegisterHead) -> RegisterStanding:
    """What the rules need to know of a register whose head was shown."""
    return RegisterStanding(head.organisation.id, head.owner_id)


def register_head(register: int, viewer: Actor) -> RegisterHead:
    """What every page of a register shows. Raises `NoSuchRegisterError` or `RefusedError`. One query."""
    row = readable_register(register, viewer)
    standing = standing_of(row)
    o = row.organisation
    return RegisterHead(
        id=row.pk,
        title=row.title,
        organisation=OrganisationName(o.pk, o.code, o.name_ja, o.name_en),
        owner=row.owner.name if row.owner else "",
        owner_id=row.owner_id,
        source=row.source_id,
        version=row.version,
        retention_years=row.retention_years,
        definition=definition_from(row.definition),
        may_enter=can_enter(viewer, standing),
        may_define=can_define_register(viewer, standing),
    )


def counts_of(register: int, viewer: Actor, period: MeasuredPeriod, *, on: date | None = None) -> Counts:
    """The counts of a period as a closing would find them on a day. Two queries."""
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    entries = core_entries(row, first=period.first, last=period.last)
    rows = within(snapshot_rows(entries, definition, period.last), definition.time_field, period.first, period.last)
    numbers = tuple(f for f in definition.shown if f.kind == "number" and f.is_counted)
    area = definition.area_field
    months = by_period(rows, definition.time_field, "month", count, months_of(period.first, period.last))
    by_month = {m: [r for r in rows if f"{r[definition.time_field]:%Y-%m}" == m] for m in months}
    areas: dict[str, list[Mapping[str, Any]]] = {}
    if area is not None and area.is_counted:
        named = by_label(rows, lambda r: r.get(area.code), count, definition.areas)
        areas = {a: [r for r in rows if (r.get(area.code) or "") == a] for a in named}
    return Counts(
        period=period,
        all=_tally("", rows, numbers),
        months=tuple(
            replace(_tally(m, part, numbers), has_begun=bool(part) or on is None or m <= f"{on:%Y-%m}")
            for m, part in by_month.items()
        ),
        areas=tuple(_tally(a, part, numbers) for a, part in areas.items()),
        numbers=numbers,
        uncovered=tuple(a for a in definition.areas if a in areas and not areas[a]),
        expected_areas=len(definition.areas) if areas else 0,
    )


def _tally(label: str, rows: Sequence[Mapping[str, Any]], numbers: Sequence[FieldDefinition]) -> Tally:
    return Tally(label, len(rows), tuple(total(rows, f.code) for f in numbers))


def likely_groups(register: int, viewer: Actor) -> tuple[LikelyGroup, ...]:
    """Entries that look alike and that nobody said are different. Three queries."""
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    contents = {
        pk: (version, content)
        for pk, version, content in Entry.objects.filter(register=row, state="active")
        .order_by("pk")
        .values_list("pk", "version", "content")
    }
    told = {
        frozenset(int(n) for n in entries.split(","))
        for entries in Distinction.objects.filter(register=row).values_list("entries", flat=True)
    }
    groups = likely_duplicates([(pk, content) for pk, (_, content) in contents.items()], definition)
    return tuple(
        LikelyGroup(
            group.likeness,
            tuple((pk, contents[pk][0], cells_of(contents[pk][1], definition)) for pk in group.entries),
        )
        for group in groups
        if not any(set(group.entries) <= t for t in told)
    )


def entries_like(register: int, viewer: Actor, contents: Sequence[Mapping[str, Any]]) -> dict[int, Likely]:
    """Which of these new contents (by their position) look like an entry that is stored, or like one before them.

    Reads the register's entries of the same days only. Two queries.
    """
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    days = {content.get(definition.time_field) for content in contents} - {None}
    stored = (
        Entry.objects.filter(register=row, state="active", happened_on__in=days)
        .order_by("pk")
        .values_list("pk", "content")
    )
    same: dict[tuple[str, ...], int] = {}
    near: dict[tuple[str, ...], int] = {}
    for number, content in stored:
        _note(same, near, number, content, definition)
    found: dict[int, Likely] = {}
    for position, content in enumerate(contents):
        key, place = same_key(content, definition), near_key(content, definition)
        if key is not None and key in same:
            found[position] = Likely("same", (same[key],))
        elif place is not None and place in near:
            found[position] = Likely("near", (near[place],))
        _note(same, near, -position - 1, content, definition)
    return found


def like_this(
    register: int, viewer: Actor, typed: Mapping[str, str], moment: Moment
) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    """The stored entries that what was typed looks like, to show them before it is stored. Three queries."""
    row = readable_register(register, viewer)
    definition = definition_from(row.definition)
    read = read_entry(typed, definition, moment)
    if not read.can_be_stored:
        return ()
    found = entries_like(register, viewer, [read.content]).get(0)
    numbers = found.entries if found else ()
    rows = Entry.objects.filter(register=row, pk__in=numbers).values_list("pk", "content")
    return tuple((number, cells_of(content, definition)) for number, content in rows)


def _note(
    same: dict[tuple[str, ...], int],
    near: dict[tuple[str, ...], int],
    number: int,
    content: Mapping[str, Any],
    definition: RegisterDefinition,
) -> None:
    key, place = same_key(content, definition), near_key(content, definition)
    if key is not None:
        same.setdefault(key, number)
    if place is not None:
        near.setdefault(place, number)
