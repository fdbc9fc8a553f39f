"""Uploading a document: it is read, compared with what is stored, and stored when a person says so.

The same path as `hoshin import`: the same readers, the same proposal, the same action.
"""

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoshin.core.change_wording import value_in_words
from hoshin.core.permissions import Actor, can_start_plan, check_can_import_plan, check_can_start_plan
from hoshin.core.plan.codec import NotAPlanDocumentError
from hoshin.core.plan.difference import Change
from hoshin.core.plan.flat import flatten, name_of
from hoshin.core.problems import sentence
from hoshin.core.problems.record import Problem
from hoshin.exchange.guard.limits import MAX_FILE_BYTES
from hoshin.exchange.plan_json.text import looks_like_json, read_plan_json
from hoshin.exchange.reading import UnreadableFileError, read_plan
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import OrganisationName, organisations
from hoshin.server.plans import actions
from hoshin.server.plans.actions.importing import NO_ORGANISATION
from hoshin.server.plans.forms import StoreForm, UploadForm
from hoshin.server.plans.originals import Original
from hoshin.server.plans.queries.headers import header_of
from hoshin.server.plans.queries.importing import ImportProposal, NotStorableError, propose_import
from hoshin.server.plans.queries.standing import standing_of
from hoshin.server.plans.views.desk import today
from hoshin.server.plans.views.frame import address_of, viewer_of
from hoshin.server.plans.views.record import without_followers
from hoshin.server.plans.waiting import NotWaitingError, Waiting, forget, put_aside, waiting_under
from hoshin.server.ui.language import page_language

SHOWN = 200
"""Changes that a page spells out; the rest is counted."""


@staff
def upload(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    mine = [o for o in organisations() if can_start_plan(viewer, o.id)]
    if not mine:
        check_can_start_plan(viewer, NO_ORGANISATION)
    names = [(o.name_ja, o.name(page_language())) for o in mine]
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None, organisations=names)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            waiting = _read(form.cleaned_data["document"], form.cleaned_data)
            return redirect("plans:upload_compare", put_aside(waiting, by=viewer.name))
        except UnreadableFileError as refused:
            problems = (refused.problem,)
        except NotAPlanDocumentError as refused:
            problems = refused.problems
    shown = {"form": form, "problems": problems, "section": "desk"}
    return render(request, "plans/desk/upload.html", shown, status=422 if form.errors or problems else 200)


def _read(file: UploadedFile, given: dict[str, Any]) -> Waiting:
    """Read an uploaded file under its own name, as the command reads one on disk."""
    name = PurePath(file.name or "document").name
    data = file.read(MAX_FILE_BYTES + 1)
    is_json = looks_like_json(data)
    if is_json:
        document = read_plan_json(data, name)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            document = read_plan(path)
    if given.get("fiscal_year"):
        document = replace(document, fiscal_year=given["fiscal_year"])
    return Waiting(Original(name, data), document, given.get("organisation") or None, is_json)


@staff
def compare(request: HttpRequest, token: str) -> HttpResponse:
    """Show what storing would change; store it when it is confirmed and still the same."""
    viewer = viewer_of(request)
    try:
        waiting = waiting_under(token, by=viewer.name)
    except NotWaitingError as absent:
        raise Http404(str(absent)) from absent
    overwrite = (request.POST or request.GET).get("overwrite") == "1"
    try:
        proposal = _proposal(waiting, viewer, overwrite=overwrite)
    except NotStorableError as refused:
        shown = {"form": UploadForm(organisations=()), "problems": refused.problems, "section": "desk"}
        return render(request, "plans/desk/upload.html", {**shown, "again": True}, status=422)
    form = StoreForm(request.POST if request.method == "POST" else None, needs_reason=proposal.needs_reason)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("seen") != _mark(proposal):
            form.add_error(None, sentence(Problem("plan_changed_meanwhile"), page_language()))
        else:
            return _store(request, token, waiting, proposal, form, overwrite=overwrite)
    return _comparison(request, token, waiting, proposal, form, overwrite=overwrite)


def _proposal(waiting: Waiting, viewer: Actor, *, overwrite: bool) -> ImportProposal:
    """What storing would do, for someone who may store it: the difference tells what a draft says."""
    proposal = propose_import(
        document=waiting.document,
        organisation=waiting.organisation,
        trust_ids=waiting.trust_ids,
        overwrite=overwrite,
    )
    if proposal.stored is not None:
        check_can_import_plan(viewer, standing_of(proposal.stored.row))
    else:
        owner: OrganisationName | None = proposal.organisation
        check_can_start_plan(viewer, owner.id if owner else NO_ORGANISATION)
    return proposal


def _mark(proposal: ImportProposal) -> str:
    """What was shown, so that nothing else is stored."""
    return hashlib.sha256(repr(proposal.changes).encode()).hexdigest()


def _store(
    request: HttpRequest, token: str, waiting: Waiting, proposal: ImportProposal, form: StoreForm, *, overwrite: bool
) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        report = actions.import_document(
            document=waiting.document,
            by=viewer,
            on=today(),
            reason=form.cleaned_data["reason"],
            organisation=waiting.organisation,
            original=waiting.original,
            trust_ids=waiting.trust_ids,
            overwrite=overwrite,
            expected=proposal.changes,
        )
    except NotStorableError as refused:
        for problem in refused.problems:
            form.add_error(None, sentence(problem, page_language()))
        return _comparison(request, token, waiting, proposal, form, overwrite=overwrite)
    forget(token)
    messages.success(request, _("The document was stored."))
    return redirect("plans:desk_plan", address_of(header_of(report.plan, viewer)))


def _comparison(
    request: HttpRequest, token: str, waiting: Waiting, proposal: ImportProposal, form: StoreForm, *, overwrite: bool
) -> HttpResponse:
    changes = [c for c in proposal.changes if c.kind != "reread"]
    told = without_followers(changes)
    tally = {
        "added": sum(c.kind == "added" for c in changes),
        "removed": sum(c.kind == "removed" for c in changes),
        "changed": sum(c.kind not in ("added", "removed") for c in changes),
    }
    language, names = page_language(), _names(proposal)
    shown = {
        "token": token,
        "file_name": waiting.original.name,
        "document": proposal.document,
        "organisation": proposal.organisation_name,
        "is_new": proposal.is_new,
        "same": not (proposal.is_new or proposal.changes) and proposal.is_repeated,
        "tally": tally,
        "changes": [] if proposal.is_new else [_shown(c, language, names) for c in told[:SHOWN]],
        "more": 0 if proposal.is_new else max(0, len(told) - SHOWN),
        "conflicts": [
            {**_shown(c.change, language, names), "here": _words(c.change, c.here, language, names)}
            for c in proposal.conflicts
        ],
        "overwrite": overwrite,
        "problems": proposal.read.problems,
        "form": form,
        "seen": _mark(proposal),
        "section": "desk",
    }
    return render(request, "plans/desk/difference.html", shown, status=422 if form.errors else 200)


def _names(proposal: ImportProposal) -> dict[str, str]:
    """What people call every item of the two plans, by id."""
    plans = [proposal.document, *([proposal.stored.document] if proposal.stored else [])]
    return {item.id: name_of(item.record) for plan in plans for item in flatten(plan).values()}


def _shown(change: Change, language: str, names: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "level": change.level,
        "name": change.name,
        "field": change.field,
        "old": _words(change, change.old, language, names),
        "new": _words(change, change.new, language, names),
    }


def _words(change: Change, value: Any, language: str, names: dict[str, str]) -> str:
    """A change's value in words. An item that comes or goes is told by its name alone."""
    if change.kind in ("added", "removed"):
        return ""
    if change.field == "issue":
        return names.get(value or "", value or "")
    return value_in_words(value, change.level, change.field or "", language)
