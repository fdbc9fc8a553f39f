"""Which code sets an organisation uses, and what another one would change."""

import dataclasses
from dataclasses import dataclass

from hoshin.core.judging.choice import LEVELS, JudgedLevel, OwnCodeSet, code_set_for, holds_in
from hoshin.core.judging.code_set_json import code_set_from_json
from hoshin.core.judging.code_sets import CodeSet
from hoshin.core.judging.permissions import can_edit_code_sets, check_can_edit_code_sets, check_can_see_code_sets
from hoshin.core.judging.verdict import JudgingPeriod
from hoshin.core.permissions import Actor
from hoshin.server.judging.models import CodeSet as CodeSetRow
from hoshin.server.judging.queries.verdicts import PlanVerdicts, own_code_sets, verdicts_of
from hoshin.server.plans.queries.headers import PlanHeader, plans_for

PERIODS: tuple[JudgingPeriod, ...] = ("year_end", "mid_year")


class NoSuchCodeSetError(LookupError):
    """No code set of this organisation has this number."""


@dataclass(frozen=True, slots=True)
class CodeSetEntry:
    """A set of an organisation's own."""

    id: int
    version: int
    own: OwnCodeSet


@dataclass(frozen=True, slots=True)
class SetInUse:
    """The set that counts for a level and a period in a year, if there is one."""

    level: JudgedLevel
    period: JudgingPeriod
    code_set: CodeSet | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class CodeSetsPage:
    """An organisation's sets: what is in use in a year, and its own ones."""

    organisation: int
    fiscal_year: int
    in_use: tuple[SetInUse, ...]
    own: tuple[CodeSetEntry, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One indicator whose proposed code a changed set would change."""

    header: PlanHeader
    item: str
    measure: str
    fiscal_year: int
    before: str | None
    after: str | None


def code_sets_of(organisation: int, viewer: Actor, fiscal_year: int) -> CodeSetsPage:
    """For whoever works in the organisation; raises `RefusedError`. One query."""
    check_can_see_code_sets(viewer, organisation)
    rows = CodeSetRow.objects.filter(organisation=organisation)
    entries = tuple(CodeSetEntry(r.pk, r.version, _own(r)) for r in rows)
    own = [entry.own for entry in entries]
    in_use = []
    for level in LEVELS:
        for period in PERIODS:
            chosen = code_set_for(level, period, fiscal_year, own)
            is_own = any(chosen is o.code_set for o in own)
            in_use.append(SetInUse(level, period, chosen, is_own))
    may_edit = can_edit_code_sets(viewer, organisation)
    return CodeSetsPage(organisation, fiscal_year, tuple(in_use), entries, may_edit)


def code_set_entry(organisation: int, code_set: int, viewer: Actor) -> CodeSetEntry:
    """One of the organisation's own sets, for whoever may edit it."""
    check_can_edit_code_sets(viewer, organisation)
    row = CodeSetRow.objects.filter(organisation=organisation, pk=code_set).first()
    if row is None:
        raise NoSuchCodeSetError(code_set)
    return CodeSetEntry(row.pk, row.version, _own(row))


def _own(row: CodeSetRow) -> OwnCodeSet:
    return OwnCodeSet(row.level, row.period, code_set_from_json(row.content))  # type: ignore[arg-type]


def preview_code_set(
    organisation: int, proposed: OwnCodeSet, viewer: Actor, *, instead_of: int | None = None
) -> tuple[tuple[CodeChange, ...], int]:
    """How each indicator's proposed code would change, and how many were looked at. Ten queries a plan.

    Decided codes stay as they are whatever is changed here.
    """
    check_can_edit_code_sets(viewer, organisation)
    replaced = code_set_entry(organisation, instead_of, viewer).own if instead_of else None
    changed = [own for own in own_code_sets(organisation) if own != replaced]
    changes, looked_at = [], 0
    for header in plans_for(viewer):
        if header.organisation.id != organisation:
            continue
        now = verdicts_of(header.id, viewer)
        then = dataclasses.replace(now, own=(*changed, proposed), judged={})
        for item, of in now.indicators.items():
            for year in now.years_of(item):
                if of.level != proposed.level or not holds_in(proposed.code_set, year):
                    continue
                looked_at += 1
                before, after = (_proposal(found, item, year, proposed.period) for found in (now, then))
                if before != after:
                    changes.append(CodeChange(header, item, of.indicator.measure, year, before, after))
    return tuple(changes), looked_at


def _proposal(found: PlanVerdicts, item: str, year: int, period: JudgingPeriod) -> str | None:
    """The proposed code; where nobody stated yet how the work went, as if it went as planned."""
    written = found.at(item, year, period).written
    if written.entry.done_as_planned is None:
        written = dataclasses.replace(written, entry=dataclasses.replace(written.entry, done_as_planned=True))
    return found.with_entry(item, year, period, written).assessment.verdict.code
