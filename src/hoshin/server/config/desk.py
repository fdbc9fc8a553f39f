"""What commands ask of the server, in one place: they know neither Django nor the apps."""

import getpass
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.utils import timezone

from hoshin.core.permissions import Actor, HeldPost, RefusedError
from hoshin.core.plan.document import PlanDocument
from hoshin.server.accounts.actions import DemoPerson, ensure_demo_people
from hoshin.server.accounts.queries import organisation_named, organisations
from hoshin.server.audit.queries import event_hash, verify_chain
from hoshin.server.evidence.verifying import CheckedSnapshot, snapshots_to_check, unnamed_snapshots, verify
from hoshin.server.plans.actions import ImportReport, import_document, publish_plan
from hoshin.server.plans.originals import Original
from hoshin.server.plans.queries.exporting import export_document, plan_number
from hoshin.server.plans.queries.headers import PlanHeader, header_of, plans_for
from hoshin.server.plans.queries.importing import ImportProposal, NotStorableError, propose_import
from hoshin.server.plans.queries.standing import NoSuchPlanError

__all__ = [
    "CheckedSnapshot",
    "DemoPerson",
    "ImportProposal",
    "ImportReport",
    "NoSuchPlanError",
    "NotStorableError",
    "OperationalError",
    "Original",
    "PlanHeader",
    "RefusedError",
    "event_hash",
    "propose_import",
    "snapshots_to_check",
    "unnamed_snapshots",
    "verify",
    "verify_chain",
]


@dataclass(frozen=True, slots=True)
class Given:
    """A document that a command brings, with the file it came from."""

    document: PlanDocument
    original: Original | None
    trust_ids: bool


def operator() -> Actor:
    """Whoever runs commands on the machine has the data anyway; the record says which account it was."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = str(os.getuid())
    return Actor(f"cli:{name}", (HeldPost(0, 0, "administrator"),))


def today() -> date:
    """The day in the site's time zone."""
    return timezone.localdate()


def pending_migrations() -> int:
    """How many migrations the database lacks."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Bring the database's tables up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def store(
    given: Given, *, reason: str, organisation: str | None, overwrite: bool, expected: ImportProposal
) -> ImportReport:
    """Store what was shown."""
    return import_document(
        document=given.document,
        by=operator(),
        on=today(),
        reason=reason,
        organisation=organisation,
        original=given.original,
        trust_ids=given.trust_ids,
        overwrite=overwrite,
        expected=expected.changes,
    )


def publish(plan: int) -> bool:
    """Make a plan public; False when it is public already."""
    if header_of(plan, operator()).is_published:
        return False
    publish_plan(plan=plan, by=operator(), on=today())
    return True


def plans() -> tuple[PlanHeader, ...]:
    """Every stored plan."""
    return plans_for(operator())


def exported(key: str) -> PlanDocument:
    """The plan named by its number or by 「組織/年度」; raises `NoSuchPlanError`."""
    organisation, slash, year = key.rpartition("/")
    if slash and year.isascii() and year.isdigit():
        return export_document(plan_number(organisation=organisation, fiscal_year=int(year)), operator())
    if key.isascii() and key.isdigit() and len(key) < 18:
        return export_document(int(key), operator())
    raise NoSuchPlanError(key)


def demo_people(organisation: str | None) -> tuple[DemoPerson, ...]:
    """The people to sign in as, in the named organisation or in the first one there is."""
    found = organisation_named(organisation) if organisation else next(iter(organisations()), None)
    if found is None:
        raise NoSuchPlanError(organisation or "")
    return ensure_demo_people(organisation=found.id, since=today())


def prepare_static_files() -> None:
    """Gather the static files under names with their hashes, unless the site serves them as they lie (debug)."""
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0, clear=False)


def run_django_command(arguments: list[str]) -> None:
    """Django's own commands."""
    execute_from_command_line(["hoshin manage", *arguments])


def is_debug() -> bool:
    """Whether pages for developers are on."""
    return bool(settings.DEBUG)


def data_directory() -> Path:
    """Where the site keeps its data."""
    return Path(settings.DATA_DIRECTORY)
