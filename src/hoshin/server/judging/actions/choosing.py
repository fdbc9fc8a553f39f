"""An administrator says with which codes an organisation judges a level in a period, from which fiscal year on."""

from datetime import datetime

from django.db import transaction

from hoshin.core.judging.choice import OwnCodeSet
from hoshin.core.judging.code_set_json import code_set_to_json, faults_of
from hoshin.core.judging.permissions import check_can_edit_code_sets
from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.judging.errors import JudgingError
from hoshin.server.judging.models import CodeSet
from hoshin.server.judging.queries.code_sets import CodeSetEntry, NoSuchCodeSetError, code_set_entry


class CodeSetChangedError(RuntimeError):
    """Somebody changed the set meanwhile: `theirs` is it as stored now, with the version to send next."""

    def __init__(self, theirs: CodeSetEntry) -> None:
        super().__init__(theirs.version)
        self.theirs = theirs


@transaction.atomic
def edit_code_set(
    *,
    organisation: int,
    own: OwnCodeSet,
    by: Actor,
    at: datetime,
    code_set: int | None = None,
    version: int = 0,
) -> int:
    """Store a set of the organisation's own, new or instead of `code_set`; returns its number.

    Every fault of the set is told at once (`JudgingError`). What was decided keeps the set it was decided with.
    """
    check_can_edit_code_sets(by, organisation)
    row = _row(organisation, code_set, version, by)
    problems = (*faults_of(own.code_set), *_taken(organisation, own, row.pk))
    if problems:
        raise JudgingError(*problems)
    row.level, row.period = own.level, own.period
    row.first_year, row.last_year = own.code_set.years
    row.content = code_set_to_json(own.code_set)
    row.version += 1
    row.changed_by, row.changed_at = by.name, at
    row.save()
    detail = {
        "level": own.level,
        "period": own.period,
        "years": list(own.code_set.years),
        "codes": [rule.code for rule in own.code_set.rules],
        "version": row.version,
    }
    record(actor=by.name, action="code_set_edited", subject=f"organisation:{organisation}", detail=detail, at=at)
    return int(row.pk)


def _row(organisation: int, code_set: int | None, version: int, by: Actor) -> CodeSet:
    if code_set is None:
        return CodeSet(organisation_id=organisation, version=0)
    row = CodeSet.objects.select_for_update().filter(organisation=organisation, pk=code_set).first()
    if row is None:
        raise NoSuchCodeSetError(code_set)
    if row.version != version:
        raise CodeSetChangedError(code_set_entry(organisation, code_set, by))
    return row


def _taken(organisation: int, own: OwnCodeSet, row: int | None) -> list[Problem]:
    """Two sets of one level and period cannot begin in the same year."""
    first = own.code_set.years[0]
    others = CodeSet.objects.filter(
        organisation=organisation, level=own.level, period=own.period, first_year=first
    ).exclude(pk=row)
    return [Problem("code_set_first_year_taken", found=str(first), severity="error")] if others.exists() else []
