"""Erasing what identifies a family after the retention date, and sealing everything anew with another key."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from hoshin.core.permissions import Actor
from hoshin.core.problems.record import Problem
from hoshin.server.audit.actions import record
from hoshin.server.cases.actions.registering import locked_case
from hoshin.server.cases.models import Case, CaseRegister
from hoshin.server.cases.queries.standing import CaseRefusedError, StaleCaseError
from hoshin.server.cases.sealing import Sealed, stored_keys, with_new_key, without_old_keys

_BATCH = 200


@transaction.atomic
def erase_case(*, register: int, code: str, version: int, by: Actor, on: date) -> None:
    """Overwrite the identifying fields of a case that ended, before its date (a family asked for it). Days stay."""
    _, case = locked_case(register, code, by)
    if case.version != version:
        raise StaleCaseError(case.version)
    if case.retention_until is None:
        raise CaseRefusedError(Problem("case_open_not_erased", severity="error"))
    if case.erased_at is None:
        _overwrite([case.pk], timezone.now())
        detail = {"on": on.isoformat(), "retention_until": case.retention_until.isoformat()}
        record(actor=by.name, action="case_erased", subject=f"case:{case.code}", detail=detail)


@transaction.atomic
def erase_expired(*, on: date, by: Actor) -> int:
    """Overwrite the identifying fields of every case whose retention date has passed; returns how many. Run nightly."""
    expired = list(
        Case.objects.select_for_update()
        .filter(retention_until__lt=on, erased_at__isnull=True)
        .values_list("pk", "code")
    )
    if expired:
        _overwrite([pk for pk, _ in expired], timezone.now())
        detail = {"cases": len(expired), "codes": [code for _, code in expired][:1000], "on": on.isoformat()}
        record(actor=by.name, action="cases_erased", subject="cases", detail=detail)
    return len(expired)


def _overwrite(cases: list[int], at: datetime) -> None:
    """Nothing in place of the sealed text; SQLite also blanks the pages that held it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    for start in range(0, len(cases), _BATCH):
        chosen = Case.objects.filter(pk__in=cases[start : start + _BATCH])
        chosen.update(sealed="", key_id="", erased_at=at, version=F("version") + 1)


def rotate_keys(*, by: Actor) -> int:
    """Seal every case anew with a new key, then forget the old ones; returns how many were sealed.

    The new key is written before it seals anything and the old ones go only when nothing needs them, so it may be
    broken off anywhere and started again. The registers are locked meanwhile: whoever seals a case reads the keys
    under that lock, so nothing is sealed with a key that is about to go.
    """
    keys = with_new_key(stored_keys())
    newest, sealed = keys.named[0][0], 0
    while True:
        with transaction.atomic():
            list(CaseRegister.objects.select_for_update().order_by("pk"))
            cases = list(Case.objects.select_for_update().exclude(sealed="").exclude(key_id=newest)[:_BATCH])
            for case in cases:
                anew = keys.seal(case.code, keys.open(case.code, Sealed(case.key_id, case.sealed)))
                Case.objects.filter(pk=case.pk).update(sealed=anew.text, key_id=anew.key_id)
            sealed += len(cases)
            if not cases:
                record(actor=by.name, action="case_keys_rotated", subject="cases", detail={"cases": sealed})
                without_old_keys(keys)
                return sealed
