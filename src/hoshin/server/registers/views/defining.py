"""Starting a register and changing its fields, on a form that needs no JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoshin.core.registers.definition import RegisterDefinition
from hoshin.core.registers.permissions import check_can_define_register
from hoshin.server.accounts.access import staff
from hoshin.server.registers import actions
from hoshin.server.registers.forms import FIELDS, FieldRows, HeadForm, definition_of, lines_of, rows_from
from hoshin.server.registers.queries.pages import RegisterHead, places_to_define, standing_in
from hoshin.server.registers.queries.standing import NotEnteredError, StaleEntryError
from hoshin.server.registers.views.frame import frame, of_a_register, today, viewer_of, words_of
from hoshin.server.ui.language import page_language


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponseBase:
    """A new register for a post."""
    viewer = viewer_of(request)
    places = places_to_define(viewer)
    if not places:
        raise Http404("no post to start a register for")
    language = page_language()
    posts = [(f"{o.id}-{post.id}", f"{o.name(language)} {post.name}") for o, held in places for post in held]
    if request.method != "POST":
        rows = FieldRows(prefix=FIELDS, initial=rows_from(None))
        return _page(request, None, HeadForm(posts=posts), rows)
    form, rows = HeadForm(request.POST, posts=posts), FieldRows(request.POST, prefix=FIELDS)
    if form.is_valid() & rows.is_valid():
        organisation, post = (int(part) for part in form.cleaned_data["owner"].split("-"))
        try:
            number = actions.define_register(
                organisation=organisation,
                title=form.cleaned_data["title"],
                owner=post,
                definition=_definition(form, rows, None),
                retention_years=form.cleaned_data["retention_years"],
                by=viewer,
                on=today(),
            )
        except NotEnteredError as refused:
            return _refused(request, None, form, rows, refused)
        messages.success(request, _("The register was made. Entries can be made now."))
        return redirect("registers:register", number)
    return _page(request, None, form, rows, status=422)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_register
def change(request: HttpRequest, head: RegisterHead) -> HttpResponseBase:
    """Change the fields of a register; earlier entries stay readable."""
    check_can_define_register(viewer_of(request), standing_in(head))
    if request.method != "POST":
        areas = "\n".join(head.definition.areas)
        initial = {"title": head.title, "areas": areas, "retention_years": head.retention_years}
        rows = FieldRows(prefix=FIELDS, initial=rows_from(head.definition))
        return _page(request, head, HeadForm(initial=initial, is_new=False), rows)
    form, rows = HeadForm(request.POST, is_new=False), FieldRows(request.POST, prefix=FIELDS)
    if form.is_valid() & rows.is_valid():
        version = request.POST.get("version", "")
        try:
            actions.change_definition(
                register=head.id,
                definition=_definition(form, rows, head.definition),
                version=int(version) if version.isascii() and version.isdigit() else 0,
                title=form.cleaned_data["title"],
                retention_years=form.cleaned_data["retention_years"],
                by=viewer_of(request),
                on=today(),
            )
        except NotEnteredError as refused:
            return _refused(request, head, form, rows, refused)
        except StaleEntryError as stale:
            form.add_error(None, words_of(stale.problem))
            return _page(request, head, form, rows, status=409)
        messages.success(request, _("The fields were changed."))
        return redirect("registers:register", head.id)
    return _page(request, head, form, rows, status=422)


def _definition(form: HeadForm, rows: Any, before: RegisterDefinition | None) -> RegisterDefinition:
    return definition_of(rows.forms, lines_of(form.cleaned_data["areas"]), before)


def _refused(
    request: HttpRequest, head: RegisterHead | None, form: HeadForm, rows: Any, refused: NotEnteredError
) -> HttpResponse:
    for problem in refused.problems:
        form.add_error(None, words_of(problem))
    return _page(request, head, form, rows, status=422)


def _page(
    request: HttpRequest, head: RegisterHead | None, form: HeadForm, rows: Any, *, status: int = 200
) -> HttpResponse:
    shown = {
        **(frame(head, "fields") if head else {"section": "evidence"}),
        "form": form,
        "rows": rows,
        "version": head.version if head else 1,
    }
    return render(request, "registers/define.html", shown, status=status)
