"""Setting up a register of cases, and changing its names and lists."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoshin.core.cases.permissions import CaseStanding, check_can_define_cases
from hoshin.core.cases.stages import DEFAULT_STAGES, renamed
from hoshin.server.accounts.access import staff
from hoshin.server.cases import actions
from hoshin.server.cases.actions.defining import AGENCY_KINDS, PLACE_KINDS
from hoshin.server.cases.forms import SetUpForm, lines_of
from hoshin.server.cases.queries.pages import CaseHead, places_to_define
from hoshin.server.cases.queries.standing import CaseRefusedError, StaleCaseError
from hoshin.server.cases.views.frame import frame, number_in, of_cases, today, viewer_of, words_of
from hoshin.server.ui.language import page_language


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponseBase:
    viewer, language = viewer_of(request), page_language()
    places = places_to_define(viewer)
    if not places:
        raise Http404("no post to keep cases for")
    posts = [(f"{o.id}-{post.id}", f"{o.name(language)} {post.name}") for o, held in places for post in held]
    usual = {"place_kinds": "\n".join(PLACE_KINDS), "agency_kinds": "\n".join(AGENCY_KINDS), "retention_years": 5}
    if request.method != "POST":
        return _page(request, None, SetUpForm(DEFAULT_STAGES, posts=posts, initial=usual))
    form = SetUpForm(DEFAULT_STAGES, request.POST, posts=posts)
    if not form.is_valid():
        return _page(request, None, form, status=422)
    organisation, post = (int(part) for part in form.cleaned_data["owner"].split("-"))
    try:
        number = actions.define_cases(
            organisation=organisation,
            title=form.cleaned_data["title"],
            owner=post,
            stages=renamed(DEFAULT_STAGES, form.stage_names()),
            place_kinds=lines_of(form.cleaned_data["place_kinds"]),
            agency_kinds=lines_of(form.cleaned_data["agency_kinds"]),
            retention_years=form.cleaned_data["retention_years"],
            by=viewer,
            on=today(),
        )
    except CaseRefusedError as refused:
        return _refused(request, None, form, refused)
    messages.success(request, _("The register of cases was made."))
    return redirect("cases:register", number)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_cases
def change(request: HttpRequest, head: CaseHead) -> HttpResponseBase:
    viewer = viewer_of(request)
    check_can_define_cases(viewer, CaseStanding(head.organisation.id, head.owner_id))
    if request.method != "POST":
        initial = {
            "title": head.title,
            "place_kinds": "\n".join(head.place_kinds),
            "agency_kinds": "\n".join(head.agency_kinds),
            "retention_years": head.retention_years,
        }
        return _page(request, head, SetUpForm(head.table, initial=initial, is_new=False))
    form = SetUpForm(head.table, request.POST, is_new=False)
    if not form.is_valid():
        return _page(request, head, form, status=422)
    try:
        actions.change_cases(
            register=head.id,
            version=number_in(request.POST.get("version")),
            title=form.cleaned_data["title"],
            stage_names=form.stage_names(),
            place_kinds=lines_of(form.cleaned_data["place_kinds"]),
            agency_kinds=lines_of(form.cleaned_data["agency_kinds"]),
            retention_years=form.cleaned_data["retention_years"],
            by=viewer,
            on=today(),
        )
    except CaseRefusedError as refused:
        return _refused(request, head, form, refused)
    except StaleCaseError as stale:
        form.add_error(None, words_of(stale.problem))
        return _page(request, head, form, status=409)
    messages.success(request, _("The change was stored."))
    return redirect("cases:register", head.id)


def _refused(request: HttpRequest, head: CaseHead | None, form: SetUpForm, refused: CaseRefusedError) -> HttpResponse:
    for problem in refused.problems:
        form.add_error(None, words_of(problem))
    return _page(request, head, form, status=422)


def _page(request: HttpRequest, head: CaseHead | None, form: SetUpForm, *, status: int = 200) -> HttpResponse:
    shown = {
        **(frame(head, "settings") if head else {"section": "evidence"}),
        "form": form,
        "version": head.version if head else 1,
    }
    return render(request, "cases/define.html", shown, status=status)
