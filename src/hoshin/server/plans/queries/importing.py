"""What an import would do, without doing it."""

import hashlib
import json
from dataclasses import dataclass, replace

from hoshin.core.plan.codec import plan_from_json, plan_to_json
from hoshin.core.plan.difference import Change, difference
from hoshin.core.plan.document import PlanDocument
from hoshin.core.plan.flat import flatten
from hoshin.core.plan.integrity import obstacles
from hoshin.core.plan.matching import adopt_ids
from hoshin.core.plan.merging import Conflict, merge
from hoshin.core.plan.organisation_code import is_organisation_code
from hoshin.core.problems.record import Problem
from hoshin.server.accounts.queries import OrganisationName, organisation_named
from hoshin.server.plans.documents import StoredPlan, load
from hoshin.server.plans.models import Plan, Upload


class NotStorableError(ValueError):
    """The document or the entry cannot be stored. `problems` says everything that is in the way."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(p.code for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ImportProposal:
    """What an import would do. `plan` is None for a plan that is not stored yet.

    `changes` leads from what is stored to `document`; `conflicts` are corrections of the document that meet an edit
    made here, which is kept. `is_repeated`: this very document was imported last, or it is
    an export of what is stored, so there is nothing to do unless `changes` says otherwise.
    """

    organisation_name: str
    organisation: OrganisationName | None
    plan: int | None
    is_published: bool
    document: PlanDocument
    read: PlanDocument
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    is_repeated: bool
    fingerprint: str
    stored: StoredPlan | None = None

    @property
    def is_new(self) -> bool:
        """Whether the organisation has no plan for this year yet."""
        return self.plan is None

    @property
    def changes_content(self) -> bool:
        """Whether the plan itself changes, and not only where it was read."""
        return any(change.kind != "reread" for change in self.changes)

    @property
    def needs_reason(self) -> bool:
        """Whether this is a revision of a published plan."""
        return self.is_published and self.changes_content


def propose_import(
    *,
    document: PlanDocument,
    organisation: str | None = None,
    trust_ids: bool = False,
    overwrite: bool = False,
) -> ImportProposal:
    """Compare a document with what is stored for its organisation and fiscal year; raises `NotStorableError`.

    `trust_ids`: a plan document (JSON) out of this system, compared as it stands. Otherwise the document was read
    from print: it is compared with what was read last time, so that edits made here since are not undone.
    """
    name = organisation or document.organisation or (_owner_by_id(document) if trust_ids else None)
    problems = list(obstacles(document))
    if not name:
        problems.append(Problem("organisation_unknown", field="organisation", severity="error"))
    if problems:
        raise NotStorableError(*problems)
    assert name is not None
    known = _organisation(name, None if organisation else document.organisation_code)
    row = Plan.objects.filter(organisation=known.id, fiscal_year=document.fiscal_year).first() if known else None
    if row is None:
        empty = PlanDocument(document.id, fiscal_year=document.fiscal_year)
        changes = difference(empty, document)
        return ImportProposal(name, known, None, False, document, document, changes, (), False, fingerprint(document))
    return _against(load(row), document, name, known, trust_ids=trust_ids, overwrite=overwrite)


def _owner_by_id(document: PlanDocument) -> str | None:
    """Whose plan an exported document is that does not say so itself: the one stored plan of its id and year."""
    rows = Plan.objects.filter(document_id=document.id, fiscal_year=document.fiscal_year)
    names = list(rows.values_list("organisation__name_ja", flat=True)[:2])
    return names[0] if len(names) == 1 else None


def _organisation(name: str, code: str | None) -> OrganisationName | None:
    by_code = organisation_named(code) if code and is_organisation_code(code) else None
    return by_code or organisation_named(name)


def _against(
    stored: StoredPlan,
    document: PlanDocument,
    name: str,
    known: OrganisationName | None,
    *,
    trust_ids: bool,
    overwrite: bool,
) -> ImportProposal:
    upload = Upload.objects.filter(plan=stored.row).order_by("-id").first()
    base = plan_from_json(upload.document) if upload else None
    here = replace(stored.document, problems=())
    used = {*stored.nodes, *stored.indicators}
    is_repeated = upload is not None and upload.fingerprint == fingerprint(document)
    if is_repeated and base is not None:
        read = base
    else:
        read = _recognised(base, here, document, used, trust_ids=trust_ids)
    incoming = replace(read, problems=())
    start = here if trust_ids or base is None else replace(base, problems=())
    merged = merge(start, here, incoming, overwrite=overwrite)
    is_as_stored = trust_ids and read == stored.document
    return ImportProposal(
        name,
        known,
        stored.row.pk,
        stored.row.status == "published",
        merged.document,
        read,
        merged.changes,
        merged.conflicts,
        is_repeated or is_as_stored,
        fingerprint(document),
        stored,
    )


def _recognised(
    base: PlanDocument | None, here: PlanDocument, document: PlanDocument, used: set[str], *, trust_ids: bool
) -> PlanDocument:
    """The document under our ids: first those of the last import, then those of items that were added here since."""
    if base is None or trust_ids:
        return adopt_ids(here, document, trust_ids=trust_ids, taken=used if not trust_ids else ())
    once = adopt_ids(base, document, taken=used)
    return adopt_ids(here, once, taken=used, settled=flatten(base).keys() & flatten(once).keys())


def fingerprint(document: PlanDocument) -> str:
    """The hash of a document as it was read, under its own ids."""
    written = json.dumps(plan_to_json(document), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()
