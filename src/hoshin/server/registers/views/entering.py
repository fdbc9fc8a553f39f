"""Entering one record in the street or at the desk, correcting it, withdrawing it and bringing it back."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hoshin.core.problems.record import Problem
from hoshin.core.registers.entering import as_typed
from hoshin.core.registers.permissions import check_can_enter
from hoshin.server.accounts.access import staff
from hoshin.server.registers import actions
from hoshin.server.registers.actions.entering import moment_of
from hoshin.server.registers.forms import EntryForm, ReasonForm, input_name, typed_in
from hoshin.server.registers.queries.entries import cells_of, entry_page
from hoshin.server.registers.queries.pages import RegisterHead, like_this, standing_in
from hoshin.server.registers.queries.standing import NotEnteredError, StaleEntryError
from hoshin.server.registers.views.frame import (
    frame,
    of_a_register,
    originals_in,
    today,
    viewer_of,
    words_of,
)
from hoshin.server.registers.views.listing import entry_answer


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_register
def enter(request: HttpRequest, head: RegisterHead) -> HttpResponseBase:
    """A new entry: today and the last area are filled in; what looks the same is shown before it is stored."""
    check_can_enter(viewer_of(request), standing_in(head))
    if request.method != "POST":
        initial = {input_name(code): text for code, text in _first_values(request, head).items()}
        return _entry_form(request, head, EntryForm(head.definition, initial=initial))
    form = EntryForm(head.definition, request.POST)
    form.is_valid()
    typed = typed_in(request.POST)
    viewer, day = viewer_of(request), today()
    if not request.POST.get("confirmed"):
        alike = like_this(head.id, viewer, typed, moment_of(day))
        if alike:
            return _entry_form(request, head, form, alike=alike)
    try:
        number = actions.enter(
            register=head.id,
            typed=typed,
            by=viewer,
            on=day,
            key=request.POST.get("key", "")[:64] or None,
            files=originals_in(request.FILES.getlist("files")),
        )
    except NotEnteredError as refused:
        return _entry_form(request, head, form, problems=refused.problems)
    _remember_area(request, head, typed)
    messages.success(request, _("Stored as no. %(number)s.") % {"number": number})
    return redirect("registers:enter" if request.POST.get("next") == "another" else "registers:register", head.id)


def _first_values(request: HttpRequest, head: RegisterHead) -> dict[str, str]:
    values = {head.definition.time_field: today().isoformat()}
    area = head.definition.area_field
    last = request.session.get(f"register-{head.id}-area", "")
    if area and last in head.definition.areas:
        values[area.code] = last
    return values


def _remember_area(request: HttpRequest, head: RegisterHead, typed: dict[str, str]) -> None:
    area = head.definition.area_field
    if area and typed.get(area.code):
        request.session[f"register-{head.id}-area"] = typed[area.code]


def _entry_form(
    request: HttpRequest,
    head: RegisterHead,
    form: EntryForm,
    *,
    problems: Sequence[Problem] = (),
    alike: Any = None,
) -> HttpResponse:
    for problem in problems:
        form.say(problem.field, words_of(problem))
    shown = {
        **frame(head, "enter"),
        "form": form,
        "key": request.POST.get("key") or secrets.token_hex(16),
        "alike": alike,
        "files_lost": bool(request.FILES),
    }
    status = 422 if problems else 409 if alike else 200
    return render(request, "registers/enter.html", shown, status=status)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_register
def correct(request: HttpRequest, head: RegisterHead, number: int) -> HttpResponseBase:
    """Correct an entry. When somebody was first, both versions are shown and nothing is stored."""
    viewer = viewer_of(request)
    check_can_enter(viewer, standing_in(head))
    page = entry_page(head.id, number, viewer)
    if request.method != "POST":
        typed = as_typed(page.content, head.definition)
        initial = {input_name(code): text for code, text in typed.items()}
        form = EntryForm(head.definition, initial=initial, before=page.content)
        return _correction(request, head, page, form, version=page.version)
    form = EntryForm(head.definition, request.POST, before=page.content)
    form.is_valid()
    version = request.POST.get("version", "")
    try:
        actions.correct(
            register=head.id,
            entry=number,
            typed=typed_in(request.POST),
            version=int(version) if version.isascii() and version.isdigit() else 0,
            by=viewer,
            on=today(),
            reason=request.POST.get("reason", "")[:300],
            files=originals_in(request.FILES.getlist("files")),
        )
    except StaleEntryError as stale:
        form.add_error(None, words_of(stale.problem))
        theirs = cells_of(page.content, head.definition)
        return _correction(request, head, page, form, version=stale.version, status=409, theirs=theirs)
    except NotEnteredError as refused:
        for problem in refused.problems:
            form.say(problem.field, words_of(problem))
        return _correction(request, head, page, form, version=page.version, status=422)
    messages.success(request, _("The correction was stored."))
    return redirect("registers:entry", head.id, number)


def _correction(
    request: HttpRequest,
    head: RegisterHead,
    page: Any,
    form: EntryForm,
    *,
    version: int,
    status: int = 200,
    theirs: Any = (),
) -> HttpResponse:
    shown = {
        **frame(head),
        "entry": page,
        "form": form,
        "version": version,
        "theirs": theirs,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "registers/correct.html", shown, status=status)


@staff
@require_POST
@of_a_register
def withdraw(request: HttpRequest, head: RegisterHead, number: int) -> HttpResponseBase:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return entry_answer(request, head, number, form, 422)
    try:
        actions.withdraw(
            register=head.id,
            entry=number,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
            by=viewer_of(request),
            on=today(),
        )
    except StaleEntryError as stale:
        form.add_error(None, words_of(stale.problem))
        return entry_answer(request, head, number, form, 409)
    messages.success(request, _("The entry was withdrawn. It no longer counts."))
    if request.POST.get("next") == "duplicates":
        return redirect("registers:duplicates", head.id)
    return redirect("registers:entry", head.id, number)


@staff
@require_POST
@of_a_register
def restore(request: HttpRequest, head: RegisterHead, number: int) -> HttpResponseBase:
    version = request.POST.get("version", "")
    try:
        actions.restore(
            register=head.id,
            entry=number,
            version=int(version) if version.isascii() and version.isdigit() else 0,
            by=viewer_of(request),
            on=today(),
        )
    except StaleEntryError as stale:
        messages.error(request, words_of(stale.problem))
    else:
        messages.success(request, _("The entry counts again."))
    return redirect("registers:entry", head.id, number)
