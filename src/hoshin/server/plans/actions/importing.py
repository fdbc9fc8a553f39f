"""Storing a document: a new plan, or the difference to the stored one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import IntegrityError, transaction

from hoshin.core.permissions import Actor, check_can_import_plan, check_can_start_plan
from hoshin.core.plan.codec import plan_to_json
from hoshin.core.plan.difference import Change
from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.merging import Conflict
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.actions import ensure_organisation, kind_of_organisation
from hoshin.server.audit.actions import record
from hoshin.server.plans.actions.changing import check_reason, locked, signature
from hoshin.server.plans.documents import StoredPlan
from hoshin.server.plans.models import Upload
from hoshin.server.plans.originals import Original, keep
from hoshin.server.plans.queries.importing import ImportProposal, NotStorableError, propose_import
from hoshin.server.plans.queries.standing import standing_of
from hoshin.server.plans.storing import Signature, create_plan, store_document, store_problems

NO_ORGANISATION = 0
"""Stands for an organisation that does not exist yet: only an administrator's rights reach it."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. Without changes nothing at all was written."""

    plan: int
    is_new: bool
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    problems_changed: int

    @property
    def is_unchanged(self) -> bool:
        """Whether everything was stored already."""
        return not (self.is_new or self.changes or self.problems_changed)


@transaction.atomic
def import_document(
    *,
    document: PlanDocument,
    by: Actor,
    on: date,
    reason: str = "",
    organisation: str | None = None,
    original: Original | None = None,
    trust_ids: bool = False,
    overwrite: bool = False,
    expected: tuple[Change, ...] | None = None,
) -> ImportReport:
    """Store a document as `propose_import` describes it.

    The first import stores it, the same document again changes nothing, a corrected one changes what it corrects. On a
    published plan each change becomes a public revision and needs a reason. `expected` are the changes that somebody
    was shown and agreed to; when the plan has changed since, nothing is stored.
    """
    propose = partial(
        propose_import, document=document, organisation=organisation, trust_ids=trust_ids, overwrite=overwrite
    )
    proposal = propose()
    _check(proposal, by)
    if _is_idle(proposal):
        return _unchanged(proposal)
    signed = signature(by, on, reason)
    stored = _started(proposal, signed) if proposal.stored is None else None
    if stored is None:
        # Locked first and compared again: what was read before the lock may be history by now.
        stored, proposal = _held(propose, by)
    if expected is not None and expected != proposal.changes:
        raise NotStorableError(Problem("plan_changed_meanwhile", severity="error"))
    if _is_idle(proposal):
        return _unchanged(proposal)
    if proposal.needs_reason:
        check_reason(stored, reason)
    changes = store_document(stored, proposal.document, signed, is_new=proposal.is_new)
    kept = () if overwrite else tuple(map(conflict_problem, proposal.conflicts))
    problems = store_problems(stored, proposal.read.problems + kept, signed)
    _keep_upload(stored, proposal, original, signed)
    record(
        actor=by.name,
        action="plan_imported",
        subject=f"plan:{stored.row.pk}",
        detail={
            "file": original.shown_name if original else None,
            "sha256": original.sha256 if original else None,
            "changes": len(changes),
            "conflicts": len(proposal.conflicts),
            "reason": signed.reason,
            "on": on.isoformat(),
        },
    )
    return ImportReport(stored.row.pk, proposal.is_new, changes, proposal.conflicts, problems)


def conflict_problem(conflict: Conflict) -> Problem:
    """A correction that met an edit, as a question: the document's text is the proposal, where it has one."""
    change = conflict.change
    new = change.new if change.field else None
    proposal = new if isinstance(new, str) else getattr(new, "printed", None)
    return Problem("import_conflict", found=change.name, proposal=proposal, item=change.item, field=change.field)


def _is_idle(proposal: ImportProposal) -> bool:
    return proposal.is_repeated and not proposal.changes


def _unchanged(proposal: ImportProposal) -> ImportReport:
    assert proposal.plan is not None
    return ImportReport(proposal.plan, False, (), proposal.conflicts, 0)


def _check(proposal: ImportProposal, by: Actor) -> None:
    if proposal.stored is None:
        check_can_start_plan(by, proposal.organisation.id if proposal.organisation else NO_ORGANISATION)
    else:
        check_can_import_plan(by, standing_of(proposal.stored.row))


def _started(proposal: ImportProposal, signed: Signature) -> StoredPlan | None:
    """The new plan, still empty; None when somebody else's import of the same plan was stored at the same moment."""
    organisation = proposal.organisation or ensure_organisation(
        name_ja=proposal.organisation_name,
        code=proposal.document.organisation_code,
        kind=kind_of_organisation(proposal.organisation_name),
    )
    try:
        with transaction.atomic():
            row = create_plan(organisation=organisation.id, document=proposal.document, signed=signed)
    except IntegrityError:
        return None
    return locked(row.pk)


def _held(propose: Callable[[], ImportProposal], by: Actor) -> tuple[StoredPlan, ImportProposal]:
    """The stored plan with its row locked, and what the import would change of it now."""
    before = propose()
    _check(before, by)
    if before.stored is None:
        raise NotStorableError(Problem("plan_changed_meanwhile", severity="error"))
    locked(before.stored.row.pk)
    proposal = propose()
    assert proposal.stored is not None
    return proposal.stored, proposal


def _keep_upload(stored: StoredPlan, proposal: ImportProposal, original: Original | None, signed: Signature) -> None:
    if original is not None:
        keep(original)
    Upload.objects.create(
        plan=stored.row,
        name=original.shown_name if original else "",
        sha256=original.sha256 if original else None,
        size=len(original.data) if original else None,
        document=plan_to_json(proposal.read),
        fingerprint=proposal.fingerprint,
        at=signed.at,
        on=signed.on,
        by=signed.by,
    )
