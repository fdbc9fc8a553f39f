"""After the years that a register keeps them, free text and photos of old entries go; what is counted stays."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from hoshin.core.permissions import Actor
from hoshin.core.registers.codec import definition_from
from hoshin.server.audit.actions import record
from hoshin.server.registers.attached import forget
from hoshin.server.registers.models import AttachedFile, Entry, EntryVersion, Register

_BATCH = 500


def erase_old_texts(*, on: date, by: Actor) -> int:
    """Erase what does not count from the entries that are older than their register keeps it; returns how many.

    Run nightly. Stops and starts again anywhere: an entry that was erased has nothing left to erase.
    """
    return sum(_erase_in(register, on, by) for register in Register.objects.order_by("pk"))


@transaction.atomic
def _erase_in(register: Register, on: date, by: Actor) -> int:
    kept = {f.code for f in definition_from(register.definition).counted}
    before = date(on.year - register.retention_years, on.month, min(on.day, 28))
    old = Entry.objects.select_for_update().filter(register=register, happened_on__lt=before)
    changed = []
    for entry in old.iterator(chunk_size=_BATCH):
        counted = {code: value for code, value in entry.content.items() if code in kept}
        if counted != entry.content:
            entry.content, entry.search_key = counted, ""
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["content", "search_key"], batch_size=_BATCH)
    _erase_past(register, before, kept)
    files = _erase_files(register, before)
    if changed or files:
        detail = {"entries": len(changed), "files": files, "before": before.isoformat()}
        record(actor=by.name, action="old_texts_erased", subject=f"register:{register.pk}", detail=detail)
    return len(changed)


def _erase_past(register: Register, before: date, kept: set[str]) -> None:
    past = EntryVersion.objects.filter(entry__register=register, entry__happened_on__lt=before)
    changed = []
    for version in past.iterator(chunk_size=_BATCH):
        counted = {code: value for code, value in version.content.items() if code in kept}
        if counted != version.content or version.reason:
            version.content, version.reason = counted, ""
            changed.append(version)
    EntryVersion.objects.bulk_update(changed, ["content", "reason"], batch_size=_BATCH)


def _erase_files(register: Register, before: date) -> int:
    """Rows first, bytes once the transaction is kept: a broken-off run leaves bytes that no row names."""
    old = AttachedFile.objects.filter(entry__register=register, entry__happened_on__lt=before)
    hashes = set(old.values_list("sha256", flat=True))
    count, _ = old.delete()
    still = set(AttachedFile.objects.filter(Q(sha256__in=hashes)).values_list("sha256", flat=True))
    for sha256 in hashes - still:
        transaction.on_commit(lambda sha256=sha256: forget(sha256))  # type: ignore[misc]
    return count
