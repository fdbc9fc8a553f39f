"""Starting a register, and changing what its entries hold. Earlier entries stay readable: fields are only retired."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.core.registers.codec import definition_from, definition_json
from hoshin.core.registers.definition import RegisterDefinition, changed, check_definition
from hoshin.core.registers.permissions import RegisterStanding, check_can_define_register
from hoshin.server.accounts.queries import posts_of
from hoshin.server.audit.actions import record
from hoshin.server.evidence.actions import define_source
from hoshin.server.registers.models import Register, RegisterVersion
from hoshin.server.registers.queries.standing import (
    NoSuchRegisterError,
    NotEnteredError,
    StaleEntryError,
    standing_of,
)


@transaction.atomic
def define_register(
    *,
    organisation: int,
    title: str,
    owner: int | None,
    definition: RegisterDefinition,
    by: Actor,
    on: date,
    population: str = "events",
    population_words: str = "",
    instrument: str = "",
    retention_years: int = 5,
) -> int:
    """A new register with its evidence source; returns the register's number. Raises `NotEnteredError`."""
    check_can_define_register(by, RegisterStanding(organisation, owner))
    problems = list(check_definition(definition))
    if not title.strip():
        problems.append(Problem("register_title_missing", field="title", severity="error"))
    if owner is not None and owner not in {post.id for post in posts_of(organisation)}:
        problems.append(Problem("register_owner_unknown", field="owner", severity="error"))
    if problems:
        raise NotEnteredError(*problems)
    source = define_source(
        kind="register",
        organisation=organisation,
        title=title.strip()[:200],
        population=population,
        population_words=population_words,
        instrument=instrument or title.strip(),
        owner=owner,
        by=by,
        on=on,
    )
    row = Register.objects.create(
        source_id=source,
        organisation_id=organisation,
        owner_id=owner,
        title=title.strip()[:200],
        definition=definition_json(definition),
        retention_years=retention_years,
        created_on=on,
    )
    _keep_version(row, by)
    detail = {"title": row.title, "fields": len(definition.fields), "on": on.isoformat()}
    record(actor=by.name, action="register_defined", subject=f"register:{row.pk}", detail=detail)
    return int(row.pk)


@transaction.atomic
def change_definition(
    *,
    register: int,
    definition: RegisterDefinition,
    version: int,
    by: Actor,
    on: date,
    title: str | None = None,
    retention_years: int | None = None,
) -> int:
    """Change the fields; returns the new version. `version` is the one that the form was opened with."""
    row = locked_register(register)
    check_can_define_register(by, standing_of(row))
    if version != row.version:
        raise StaleEntryError(row.version)
    following, problems = changed(definition_from(row.definition), definition)
    if title is not None and not title.strip():
        problems = (*problems, Problem("register_title_missing", field="title", severity="error"))
    if problems:
        raise NotEnteredError(*problems)
    row.definition = definition_json(following)
    row.version = following.version
    row.title = (title or row.title).strip()[:200]
    row.retention_years = retention_years or row.retention_years
    row.save(update_fields=["definition", "version", "title", "retention_years"])
    _keep_version(row, by)
    detail = {"version": row.version, "fields": len(following.shown), "on": on.isoformat()}
    record(actor=by.name, action="register_changed", subject=f"register:{register}", detail=detail)
    return row.version


def locked_register(register: int) -> Register:
    """The register's row, locked until the transaction ends."""
    row = Register.objects.select_for_update().filter(pk=register).first()
    if row is None:
        raise NoSuchRegisterError(register)
    return row


def _keep_version(row: Register, by: Actor) -> None:
    RegisterVersion.objects.create(
        register=row, version=row.version, definition=row.definition, made_at=timezone.now(), made_by=by.name
    )
