"""Saying what a series counts, and changing what was said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoshin.core.permissions import Actor, holds
from hoshin.core.series.definition import definition_to_json
from hoshin.core.series.permissions import check_can_change_series, check_can_define_series
from hoshin.server.accounts.access import staff
from hoshin.server.accounts.queries import organisations, posts_of
from hoshin.server.evidence.queries import EvidenceError
from hoshin.server.series import actions
from hoshin.server.series.forms import DefinitionForm
from hoshin.server.series.queries.pages import series_page
from hoshin.server.series.queries.standing import readable_series, standing_of
from hoshin.server.series.views.frame import add_to_form, found_or_404, today, viewer_of
from hoshin.server.series.views.reading import homes_of


@staff
def define(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    owners = _owners(viewer)
    if not owners:
        check_can_define_series(viewer, 0)
    form = DefinitionForm(request.POST or None, owners=owners, initial={"cycle": "calendar_year"})
    if request.method == "POST" and form.is_valid():
        organisation, _sep, owner = form.cleaned_data["owner"].partition("/")
        try:
            made = actions.define_series(
                organisation=int(organisation),
                title=form.cleaned_data["title"],
                definition=form.definition(),
                owner=int(owner) if owner else None,
                by=viewer,
                on=today(),
            )
            messages.success(request, _("The series was defined. Now take its figures in."))
            return redirect("series:page", made)
        except (actions.SeriesError, EvidenceError) as refused:
            add_to_form(form, refused.problems)
    return _form(request, form)


def _owners(viewer: Actor) -> list[tuple[str, str]]:
    """Whom a new series may belong to: a planner's whole organisation, a section's own posts."""
    names = {o.id: o.name_ja for o in organisations()}
    mine = {p.post for p in viewer.posts}
    choices = []
    for home in homes_of(viewer):
        everyone = holds(viewer, home, "planner")
        posts = [p for p in posts_of(home) if p.id in mine or (everyone and p.role in ("section_staff", "planner"))]
        choices += [(f"{home}/{p.id}", f"{names[home]} {p.name}") for p in posts]
    return choices


@staff
@found_or_404
def edit(request: HttpRequest, series: int) -> HttpResponse:
    viewer = viewer_of(request)
    check_can_change_series(viewer, standing_of(readable_series(series, viewer)))
    page = series_page(series, viewer)
    initial: dict[str, Any] = {**definition_to_json(page.definition), "title": page.title, "version": page.version}
    form = DefinitionForm(request.POST or None, initial=initial)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_series(
                series=series,
                title=form.cleaned_data["title"],
                definition=form.definition(),
                version=form.cleaned_data["version"] or 0,
                by=viewer,
                on=today(),
            )
            messages.success(request, _("The definition was changed. Years that were closed keep the former one."))
            return redirect("series:page", series)
        except actions.SeriesChangedError as changed:
            theirs = {**definition_to_json(changed.theirs), "title": changed.title}
            form.data = form.data.copy()
            form.data["version"] = changed.version
            add_to_form(form, changed.problems)
        except (actions.SeriesError, EvidenceError) as refused:
            add_to_form(form, refused.problems)
    return _form(request, form, page=page, theirs=_differing(form, theirs))


def _differing(form: DefinitionForm, theirs: dict[str, Any] | None) -> list[tuple[Any, Any]]:
    """What someone else wrote in fields where this person wrote something else."""
    if theirs is None:
        return []
    mine = form.cleaned_data
    return [(f.label, theirs[n]) for n, f in form.fields.items() if n in theirs and theirs[n] != mine.get(n)]


def _form(request: HttpRequest, form: DefinitionForm, **more: Any) -> HttpResponse:
    shown = {"form": form, "section": "evidence", **more}
    return render(request, "series/define.html", shown, status=422 if form.errors else 200)
