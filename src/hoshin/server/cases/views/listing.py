"""The registers of cases, a register by stage, and the search by name."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hoshin.server.accounts.access import staff
from hoshin.server.cases import actions
from hoshin.server.cases.forms import SearchForm
from hoshin.server.cases.queries.pages import CaseHead, case_list, places_to_define, register_number_of, registers_for
from hoshin.server.cases.queries.standing import NoSuchCaseError
from hoshin.server.cases.views.frame import frame, number_in, of_cases, viewer_of
from hoshin.server.ui.language import page_language


@staff
@require_safe
def register_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    shown = {
        "registers": registers_for(viewer),
        "may_define": bool(places_to_define(viewer)),
        "language": page_language(),
        "section": "evidence",
    }
    return render(request, "cases/list.html", shown)


@staff
@require_safe
def of_source(request: HttpRequest, source: int) -> HttpResponseBase:
    """The register of cases behind an evidence source."""
    try:
        return redirect("cases:register", register_number_of(source))
    except NoSuchCaseError as absent:
        raise Http404(str(source)) from absent


@staff
@require_safe
@of_cases
def register(request: HttpRequest, head: CaseHead) -> HttpResponseBase:
    """The cases by stage for the section; the planner, who may not see them, is sent to the figure."""
    if not head.may_see:
        return redirect("cases:cohort", head.id)
    stage = request.GET.get("stage", "")
    stage = stage if head.table.stage(stage) else ""
    found = case_list(head.id, viewer_of(request), stage=stage, page=number_in(request.GET.get("page")) or 1)
    shown = {**frame(head, "register"), "found": found, "page": found.page, "stage": stage, "form": SearchForm()}
    return render(request, "cases/register.html", shown)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@of_cases
def search(request: HttpRequest, head: CaseHead) -> HttpResponseBase:
    """Search by name: sent in the body, opened in memory, recorded without its words."""
    if request.method != "POST":
        return redirect("cases:register", head.id)
    form = SearchForm(request.POST)
    hits = None
    if form.is_valid():
        words = form.cleaned_data["words"]
        hits = actions.search_cases(register=head.id, words=words, by=viewer_of(request), at=timezone.now())
    shown = {**frame(head, "register"), "form": form, "hits": hits}
    return render(request, "cases/search.html", shown, status=200 if hits else 422)
