"""Defining a source once: what it records, of whom, with which instrument, and whose it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from hoshin.core.measurement.permissions import SourceStanding, check_can_work_on_source
from hoshin.core.measurement.population import POPULATION_NAMES
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.queries import posts_of
from hoshin.server.audit.actions import record
from hoshin.server.evidence.models import KINDS, Source
from hoshin.server.evidence.queries.standing import EvidenceError, NoSuchSourceError, standing_of_source

EDITABLE = ("title", "population_words", "instrument", "owner", "details")


class SourceChangedError(RuntimeError):
    """Somebody changed the source meanwhile: `theirs` is it as stored now, `version` what to send next."""

    def __init__(self, theirs: Mapping[str, Any], version: int) -> None:
        super().__init__(version)
        self.theirs, self.version = theirs, version


@transaction.atomic
def define_source(
    *,
    kind: str,
    organisation: int,
    title: str,
    population: str,
    by: Actor,
    on: date,
    population_words: str = "",
    instrument: str = "",
    owner: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    """A new source; returns its number. The planner may define any, a section one that its own post owns."""
    check_can_work_on_source(by, SourceStanding(organisation, owner))
    _refuse_if(_faults(kind, organisation, title, population, owner))
    row = Source.objects.create(
        kind=kind,
        organisation_id=organisation,
        title=title.strip()[:200],
        population=population,
        population_words=population_words.strip()[:300],
        instrument=instrument.strip()[:300],
        owner_id=owner,
        details=dict(details or {}),
        created_on=on,
    )
    detail = {"kind": kind, "title": row.title, "population": population, "on": on.isoformat()}
    record(actor=by.name, action="source_defined", subject=f"source:{row.pk}", detail=detail)
    return int(row.pk)


@transaction.atomic
def edit_source(*, source: int, values: Mapping[str, Any], version: int, by: Actor, on: date) -> int:
    """Change words, instrument, owner or details; returns the new version. What was closed keeps its own words.

    Kind and population stay: another population is another source. A stale version raises `SourceChangedError`.
    """
    row = locked_source(source)
    check_can_work_on_source(by, standing_of_source(row))
    unknown = set(values) - set(EDITABLE)
    assert not unknown, f"a source's {unknown} cannot be edited"
    if version != row.version:
        theirs = {name: getattr(row, "owner_id" if name == "owner" else name) for name in EDITABLE}
        raise SourceChangedError(theirs, row.version)
    owner = values.get("owner", row.owner_id)
    _refuse_if(_faults(row.kind, row.organisation_id, values.get("title", row.title), row.population, owner))
    for name, value in values.items():
        setattr(row, "owner_id" if name == "owner" else name, value)
    row.version += 1
    row.save()
    detail = {"fields": sorted(values), "on": on.isoformat()}
    record(actor=by.name, action="source_edited", subject=f"source:{source}", detail=detail)
    return row.version


@transaction.atomic
def retire_source(*, source: int, by: Actor, on: date) -> None:
    """Nothing more is closed from it; all that was stays."""
    row = locked_source(source)
    check_can_work_on_source(by, standing_of_source(row))
    if row.retired_on is not None:
        return
    row.retired_on = on
    row.save(update_fields=["retired_on"])
    record(actor=by.name, action="source_retired", subject=f"source:{source}", detail={"on": on.isoformat()})


def locked_source(source: int) -> Source:
    """The source's row, locked until the transaction ends."""
    row = Source.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=source).first()
    if row is None:
        raise NoSuchSourceError(source)
    return row


def _refuse_if(problems: list[Problem]) -> None:
    if problems:
        raise EvidenceError(*problems)


def _faults(kind: str, organisation: int, title: str, population: str, owner: int | None) -> list[Problem]:
    problems = []
    if kind not in KINDS:
        problems.append(Problem("source_kind_unknown", found=kind[:40], field="kind", severity="error"))
    if not title.strip():
        problems.append(Problem("source_title_missing", field="title", severity="error"))
    if population not in POPULATION_NAMES:
        found = population[:40]
        problems.append(Problem("source_population_unknown", found=found, field="population", severity="error"))
    if owner is not None and owner not in {p.id for p in posts_of(organisation)}:
        problems.append(Problem("source_owner_elsewhere", field="owner", severity="error"))
    return problems
